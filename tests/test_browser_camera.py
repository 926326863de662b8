"""Scanning with the camera of a tablet, with a photo where there is no camera, and with every kind of scanner."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from browsing import CHROMIUM, QUIET, Venue, expect, rehearsal_bytes
from PIL import Image
from playwright.sync_api import Browser, Page
from serving import free_port
from test_browser_offline import away, desk_that_knows_everybody
from websockets.sync.client import connect

from benchmarks.films import LOOKS, Look, camera_flags, film, picture, write_y4m

FRAMES = 10
NOT_SECURE = "vonk.example"
DEBUG_PORT = free_port()


class CameraVenue(Venue):
    """A fair with tablets whose camera sees a film of four badges, each held in another way."""

    def plain_http(self) -> Page:
        """A desk at an address that is not secure, as a tablet has over the venue's Wi-Fi."""
        page = self._browser.new_context(locale="nl-NL").new_page()
        page.goto(self.server.work("pair", role="desk", stand=None)["url"].replace("127.0.0.1", NOT_SECURE))
        expect(page.locator("#connection")).to_contain_text("Verbonden")
        return page


@pytest.fixture(scope="module")
def hall(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CameraVenue]:
    """One fair for all tests of the camera: each uses other people."""
    data = tmp_path_factory.mktemp("camera") / "data"
    data.mkdir()
    (data / "oefenbeurs.db").write_bytes(rehearsal_bytes())
    path = data.parent / "film.y4m"
    flags = [
        *QUIET,
        *camera_flags(path),
        f"--remote-debugging-port={DEBUG_PORT}",
        f"--host-resolver-rules=MAP {NOT_SECURE} 127.0.0.1",
    ]
    with_camera = browser.browser_type.launch(executable_path=CHROMIUM, args=flags)
    venue = CameraVenue(data, with_camera)
    codes = [venue.code(number) for number in list(venue.people)[: len(LOOKS)]]
    write_y4m(path, (one for code, look in zip(codes, LOOKS, strict=True) for one in film(code, look, FRAMES)))
    yield venue
    venue.close()
    with_camera.close()


def someone(hall: Venue, place: int) -> dict[str, Any]:
    """Somebody who is not in the film, another for each place."""
    return list(hall.people.values())[len(LOOKS) + place]


def welcomed(page: Page, person: dict[str, Any]) -> None:
    expect(page.locator("#result h2")).to_contain_text(f"Welkom, {person['first_name']}")


# --- camera ---


def test_de_camera_leest_rechte_scheve_donkere_en_kleine_badges(hall: CameraVenue) -> None:
    balie = hall.page("desk")
    balie.get_by_role("button", name="Camera").click()
    expect(balie.locator("#camera-says")).to_have_text("Houd de QR-code van de badge voor de camera.")
    for place, look in enumerate(LOOKS):
        name = list(hall.people.values())[place]["first_name"]
        expect(balie.locator("#latest li").filter(has_text=name).first, look.name).to_be_visible(timeout=60_000)
    balie.get_by_role("button", name="Camera uit").click()
    expect(balie.locator("#camera")).to_be_hidden()
    assert balie.evaluate("() => document.querySelector('video').srcObject") is None
    expect(balie.locator("#scan")).to_be_focused()
    assert hall.complaints == []
    assert len(hall.hosts) == 1, hall.hosts


def test_de_zuil_leest_een_badge_die_iemand_voor_het_scherm_houdt(hall: CameraVenue) -> None:
    zuil = hall.page("kiosk")
    names = [person["first_name"] for person in list(hall.people.values())[: len(LOOKS)]]
    zuil.locator(".tongues button").first.click()
    expect(zuil.locator("#eye")).to_be_visible()
    expect(zuil.locator("h1")).to_contain_text(re.compile("|".join(map(re.escape, names))), timeout=60_000)
    expect(zuil.locator("#eye")).to_be_hidden()
    assert zuil.evaluate("() => document.querySelector('video').srcObject") is None


def test_een_code_die_in_beeld_blijft_telt_een_keer(hall: CameraVenue) -> None:
    balie = hall.page("desk")
    told = balie.evaluate(
        STAYS, [["A", 0], ["A", 2000], ["B", 2100], ["A", 4400], ["", 5000], ["A", 6800], ["A", 9400]]
    )
    assert told == ["A 0", "B 2100", "A 9400"]


def test_de_camera_stopt_als_niemand_de_pagina_ziet_en_gaat_daarna_verder(hall: CameraVenue) -> None:
    balie = hall.page("desk")
    balie.get_by_role("button", name="Camera").click()
    balie.wait_for_function(RUNS)
    balie.evaluate(HIDDEN, True)
    balie.wait_for_function("() => document.querySelector('video').srcObject === null")
    balie.evaluate(HIDDEN, False)
    balie.wait_for_function(RUNS)
    balie.get_by_role("button", name="Camera uit").click()


def test_wie_de_camera_weigert_krijgt_een_zin_en_de_foto(hall: CameraVenue) -> None:
    balie = hall.page("desk")
    balie.evaluate("""() => { navigator.mediaDevices.getUserMedia = async () => {
        throw new DOMException("no", "NotAllowedError"); }; }""")
    balie.get_by_role("button", name="Camera").click()
    expect(balie.locator("#camera-says")).to_contain_text("Sta de camera toe in de browser, of neem een foto.")
    mens = someone(hall, 0)
    with balie.expect_file_chooser() as asked:
        balie.get_by_role("button", name="Neem een foto").click()
    asked.value.set_files(photo(mens["code"]))
    welcomed(balie, mens)


def test_op_een_gewoon_http_adres_opent_de_knop_een_foto(hall: CameraVenue) -> None:
    balie = hall.plain_http()
    assert balie.evaluate("() => !window.isSecureContext && !navigator.mediaDevices")
    mens = someone(hall, 1)
    for file, sentence in (
        (picture_file("leeg.jpg", Image.new("RGB", (3000, 2000), "grey")), "geen QR-code te lezen"),
        ({"name": "brief.jpg", "mimeType": "image/jpeg", "buffer": b"geen foto"}, "geen QR-code te lezen"),
        (photo("https://voorbeeld.example"[:20].upper()), "een andere QR-code"),
    ):
        choose(balie, file)
        expect(balie.locator("#camera-says")).to_contain_text(sentence)
    choose(balie, photo(mens["code"], turn=90, size=(4000, 3000)))
    welcomed(balie, mens)
    expect(balie.locator("#camera")).to_be_hidden()


def test_alleen_de_werker_van_de_camera_mag_webassembly(hall: CameraVenue) -> None:
    asks = hall.server.paired("desk")
    for path, may in (("/balie", False), ("/kiosk/camera.js", False), ("/kiosk/camera-worker.js", True)):
        policy = asks.get(path).headers["Content-Security-Policy"]
        assert ("'wasm-unsafe-eval'" in policy) is may, path
        assert "unsafe-inline" not in policy and "'unsafe-eval'" not in policy


def test_ook_zonder_laptop_en_na_herladen_leest_de_camera(hall: CameraVenue) -> None:
    balie = desk_that_knows_everybody(hall)
    balie.evaluate("() => navigator.serviceWorker.ready.then(() => {})")
    away(hall, balie)
    try:
        balie.reload()
        balie.get_by_role("button", name="Camera").click()
        expect(balie.locator("#result h2")).to_contain_text(
            next(iter(hall.people.values()))["first_name"], timeout=60_000
        )
        balie.get_by_role("button", name="Camera uit").click()
    finally:
        hall.server.start()
    expect(balie.locator("#connection")).to_have_text("Verbonden")


# --- wedges ---


def test_een_snelle_scanner_verliest_geen_letter_en_twee_badges_achter_elkaar_komen_allebei_binnen(
    hall: CameraVenue,
) -> None:
    balie = hall.page("desk")
    een, twee = someone(hall, 2), someone(hall, 3)
    balie.locator("#mute").focus()
    at_once(balie, een["code"] + "\r" + twee["code"] + "\r")
    welcomed(balie, twee)
    expect(balie.locator("#latest li")).to_have_count(2)


def test_elke_toetsenbordindeling_en_caps_lock_geven_dezelfde_code(hall: CameraVenue) -> None:
    balie = hall.page("desk")
    for place, typed in ((4, str.lower), (5, str.swapcase)):
        mens = someone(hall, place)
        at_once(balie, typed(mens["code"]) + "\r", key_code="KeyA")  # other keys of another layout: the letter counts
        welcomed(balie, mens)


def test_een_scanner_die_met_tab_eindigt_werkt_ook(hall: CameraVenue) -> None:
    balie = hall.page("desk")
    een, twee = someone(hall, 6), someone(hall, 7)
    at_once(balie, een["code"] + "\t" + twee["code"] + "\t")
    welcomed(balie, twee)
    expect(balie.locator("#latest li")).to_have_count(2)
    expect(balie.locator("#scan")).to_be_focused()
    balie.keyboard.press("Tab")
    expect(balie.locator("#scan")).not_to_be_focused()


def test_een_scan_midden_in_een_inloper_is_een_scan_en_geen_naam(hall: CameraVenue) -> None:
    balie = hall.page("desk")
    mens = someone(hall, 8)
    balie.keyboard.press("F2")
    balie.keyboard.type("Zeynep")
    at_once(balie, mens["code"] + "\r")
    welcomed(balie, mens)
    expect(balie.get_by_label("Voornaam")).to_have_value("Zeynep")


# --- what the tests hold before the camera, and how they type ---


def choose(page: Page, file: dict[str, Any]) -> None:
    with page.expect_file_chooser() as asked:
        page.get_by_role("button", name="Camera", exact=True).click()
    asked.value.set_files(file)


def photo(code: str, turn: int = 0, size: tuple[int, int] = (1280, 720)) -> dict[str, Any]:
    """A photo of a badge, somewhat askew; of a tablet that was held on its side it says so in its EXIF data."""
    image = Image.fromarray(picture(code, Look("photo", turn=12, pixels=9))).resize(size)
    exif = Image.Exif()
    if turn:
        image, exif[0x0112] = image.rotate(turn, expand=True), 6
    return picture_file("badge.jpg", image, exif)


def picture_file(name: str, image: Image.Image, exif: Any = None) -> dict[str, Any]:
    content = BytesIO()
    image.save(content, "JPEG", exif=exif or Image.Exif())
    return {"name": name, "mimeType": "image/jpeg", "buffer": content.getvalue()}


def at_once(page: Page, text: str, key_code: str = "") -> None:
    """Type as a very fast scanner: no key waits until the page has handled the one before."""
    session = page.context.new_cdp_session(page)
    target = session.send("Target.getTargetInfo")["targetInfo"]["targetId"]
    session.detach()
    keys = {"\r": ("Enter", 13), "\t": ("Tab", 9)}
    with connect(f"ws://127.0.0.1:{DEBUG_PORT}/devtools/page/{target}") as browser:
        for letter in text:
            key, number = keys.get(letter, (letter, 0))
            event = {"key": key, "code": key_code or key, "windowsVirtualKeyCode": number}
            down = {"type": "keyDown", **event} | ({"text": letter} if letter != "\t" else {})
            for params in (down, {"type": "keyUp", **event}):
                browser.send(json.dumps({"id": 1, "method": "Input.dispatchKeyEvent", "params": params}))
        for _ in range(2 * len(text)):
            assert "result" in json.loads(browser.recv(timeout=20))


RUNS = "() => document.querySelector('video').srcObject?.active"
HIDDEN = """(hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
STAYS = """async (seen) => {
  const { Camera } = await import('/kiosk/camera.js');
  const told = [];
  let at = 0;
  const now = performance.now;
  performance.now = () => at;
  const camera = new Camera(document.createElement("video"), (code) => told.push(`${code} ${at}`));
  for (const [code, moment] of seen) { at = moment; camera.seen(code); }
  performance.now = now;
  return told;
}"""
