"""The desk goes on without the laptop: what turned green is kept, and counted once when the laptop is back."""

from __future__ import annotations

import os
import random
import re
import signal
from pathlib import Path
from typing import Any

import pytest
from browsing import CHROMIUM, QUIET, Venue, expect, scan
from playwright.sync_api import Page
from serving import command, soon

from eventapp.badges.code import fair_tag, new_code

OTHER_FAIR = new_code(fair_tag("another fair"), lambda below: 5)

# As after four seconds in which nobody touched this device, and then somebody does.
LATER = """() => {
  const now = Date.now;
  Date.now = () => now() + 4000;
  document.dispatchEvent(new Event('visibilitychange'));
}"""
HOW_MANY = """async () => {
  const { openDB } = await import('/static/vendor/idb.js');
  const database = await openDB('vonk-' + document.body.dataset.fair);
  const counts = { people: await database.count('people'), outbox: await database.count('outbox') };
  database.close();
  return counts;
}"""


def kept(page: Page) -> Any:
    """How many people this desk carries, and how many commands wait."""
    return page.evaluate(HOW_MANY)


def desk_that_knows_everybody(venue: Venue, page: Page | None = None) -> Page:
    """A desk that has had the time to get what it carries."""
    desk = page or venue.page("desk")
    everybody = len(venue.people) + venue.ask("status")["employers"]["registered"]
    assert soon(lambda: kept(desk)["people"] == everybody, 15, pause=0.1), kept(desk)
    return desk


def away(venue: Venue, *desks: Page, by_itself: bool = False) -> None:
    """The laptop is gone, and the desks have noticed: ``by_itself``, or because somebody wakes them a while later."""
    venue.server.kill()
    for desk in desks:
        if not by_itself:
            desk.evaluate(LATER)
        expect(desk.locator("#connection")).to_contain_text("Geen verbinding")


def back(venue: Venue, *desks: Page, by_itself: bool = False) -> None:
    """The laptop is there again, and all has been sent."""
    venue.server.start()
    for desk in desks:
        if not by_itself:
            desk.evaluate(LATER)
        expect(desk.locator("#connection")).to_have_text("Verbonden")


def first_names(venue: Venue, numbers: list[str]) -> list[str]:
    return [venue.people[number]["first_name"] for number in numbers]


def test_zonder_laptop_gaat_het_scannen_door_ook_na_herladen_en_telt_alles_een_keer(venue: Venue) -> None:
    balie = desk_that_knows_everybody(venue)
    numbers = list(venue.people)[:6]
    away(venue, balie, by_itself=True)
    for number in numbers[:3]:
        scan(balie, venue.code(number))
        expect(balie.locator("#result")).to_contain_text(f"Welkom, {venue.people[number]['first_name']}")
        expect(balie.locator("#result")).to_have_class(re.compile("good"))
        expect(balie.locator("#result")).to_contain_text(f"Nummer {number}")
    balie.reload()
    expect(balie.locator("#connection")).to_contain_text("Wachten: 3")
    for number in numbers[3:]:
        scan(balie, venue.code(number))
        expect(balie.locator("#result")).to_contain_text(venue.people[number]["first_name"])
    scan(balie, venue.code(numbers[0]))
    expect(balie.locator("#result h2")).to_contain_text("was al binnen")
    back(venue, balie, by_itself=True)
    status = venue.ask("status")
    assert (status["seekers"]["present"], status["scans"]) == (6, 7)
    assert kept(balie)["outbox"] == 0


def test_een_inloper_krijgt_zonder_laptop_een_nummer_dat_blijft(venue: Venue) -> None:
    balie = desk_that_knows_everybody(venue)
    away(venue, balie)
    balie.keyboard.press("F2")
    balie.get_by_label("Voornaam").fill("Zeynep")
    balie.get_by_label("Achternaam").fill("Bloemkweker")
    balie.keyboard.press("Enter")
    expect(balie.locator("#result")).to_contain_text("Welkom, Zeynep Bloemkweker")
    number = re.search(r"Nummer (B\d+)", balie.locator("#result").inner_text())
    assert number
    back(venue, balie)
    people = {one["number"]: one for one in venue.ask("people")}
    assert people[number[1]]["last_name"] == "Bloemkweker"


def test_een_verkeerd_gelezen_badge_en_een_van_een_andere_beurs_worden_ook_zonder_laptop_geweigerd(
    venue: Venue,
) -> None:
    balie = desk_that_knows_everybody(venue)
    away(venue, balie)
    code = venue.code(next(iter(venue.people)))
    misread = code[:-1] + ("B" if code[-1] != "B" else "C")
    for wrong, sentence in ((misread, "niet goed gelezen"), (OTHER_FAIR, "andere beurs")):
        scan(balie, wrong)
        expect(balie.locator("#result")).to_contain_text(sentence)
        expect(balie.locator("#result")).to_have_class(re.compile("bad"))
    assert kept(balie)["outbox"] == 0


def test_wat_de_laptop_anders_ziet_staat_daarna_op_de_balie_tot_iemand_het_zag(venue: Venue) -> None:
    balie = desk_that_knows_everybody(venue)
    away(venue, balie)
    balie.keyboard.type("A999")
    balie.keyboard.press("Enter")
    scan(balie, unknown_code(venue))
    expect(balie.locator("#result h2")).to_have_text("Genoteerd")
    back(venue, balie)
    expect(balie.locator("#otherwise")).to_contain_text("kennen wij niet")
    balie.reload()
    balie.get_by_role("button", name="Gezien").click()
    expect(balie.locator("#otherwise-card")).to_be_hidden()
    balie.reload()
    expect(balie.locator("#connection")).to_have_text("Verbonden")
    expect(balie.locator("#otherwise-card")).to_be_hidden()


def test_ongedaan_maken_kan_ook_zonder_laptop(venue: Venue) -> None:
    balie = desk_that_knows_everybody(venue)
    number = next(iter(venue.people))
    away(venue, balie)
    for _ in range(2):
        scan(balie, venue.code(number))
        expect(balie.locator("#result")).to_contain_text("Welkom")
        scan(balie, venue.code(number))
        expect(balie.locator("#result")).to_contain_text("was al binnen")
        balie.keyboard.press("Control+z")
        expect(balie.locator("#result")).to_contain_text("Ongedaan gemaakt")
    back(venue, balie)
    status = venue.ask("status")
    assert (status["seekers"]["present"], status["seekers"]["came"]) == (0, 0)


def test_een_laptop_die_niets_meer_zegt_houdt_niemand_op_en_wordt_binnen_tien_tellen_gemerkt(venue: Venue) -> None:
    balie = desk_that_knows_everybody(venue)
    een, twee = list(venue.people)[:2]
    os.kill(venue.server.process.pid, signal.SIGSTOP)  # takes connections, and never answers
    try:
        scan(balie, venue.code(een))
        expect(balie.locator("#result")).to_contain_text(venue.people[een]["first_name"])
        expect(balie.locator("#connection")).to_contain_text("Geen verbinding", timeout=10_000)
        scan(balie, venue.code(twee))
        expect(balie.locator("#result")).to_contain_text(venue.people[twee]["first_name"])
    finally:
        os.kill(venue.server.process.pid, signal.SIGCONT)
    expect(balie.locator("#connection")).to_have_text("Verbonden")
    assert venue.ask("status")["scans"] == 2


def test_een_antwoord_dat_verloren_ging_maakt_geen_tweede_scan(venue: Venue) -> None:
    balie = desk_that_knows_everybody(venue)
    lost: list[int] = []

    def lose(route: Any) -> None:
        if len(lost) < 2:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    balie.route("**/api/v1/commands", lose)
    scan(balie, venue.code(next(iter(venue.people))))
    expect(balie.locator("#result")).to_contain_text("Welkom")
    expect(balie.locator("#connection")).to_have_text("Verbonden")
    assert lost == [200, 200]
    assert venue.ask("status")["scans"] == 1


def test_een_apparaat_dat_vol_is_zegt_het_en_niets_wordt_groen(venue: Venue) -> None:
    balie = desk_that_knows_everybody(venue)
    away(venue, balie)
    balie.evaluate(FULL)
    scan(balie, venue.code(next(iter(venue.people))))
    expect(balie.locator("#result h2")).to_have_text("Dit is niet bewaard")
    expect(balie.locator("#result")).to_have_class(re.compile("bad"))
    balie.evaluate("() => { IDBObjectStore.prototype.put = globalThis.put; }")
    scan(balie, venue.code(list(venue.people)[1]))
    expect(balie.locator("#result")).to_have_class(re.compile("good"))
    back(venue, balie)
    assert venue.ask("status")["scans"] == 1


@pytest.mark.parametrize("minutes", [10, -10])
def test_een_klok_die_verkeerd_staat_of_terugspringt_verandert_niets_aan_de_volgorde(
    venue: Venue, minutes: int
) -> None:
    balie = desk_that_knows_everybody(venue)
    numbers = list(venue.people)[:4]
    away(venue, balie)
    for place, number in enumerate(numbers):
        if place == 2:
            balie.evaluate(f"() => {{ const now = Date.now; Date.now = () => now() + {minutes} * 60_000; }}")
        scan(balie, venue.code(number))
        expect(balie.locator("#result")).to_contain_text(venue.people[number]["first_name"])
    back(venue, balie)
    status = venue.ask("status")
    assert (status["seekers"]["present"], status["scans"]) == (4, 4)


def test_twee_balies_zonder_laptop_en_een_badge_geven_een_mens_en_twee_scans(venue: Venue) -> None:
    balies = [desk_that_knows_everybody(venue) for _ in range(2)]
    number = next(iter(venue.people))
    away(venue, *balies)
    for balie in balies:
        scan(balie, venue.code(number))
        expect(balie.locator("#result h2")).to_contain_text("Welkom")
    back(venue, *balies)
    status = venue.ask("status")
    assert (status["seekers"]["present"], status["scans"]) == (1, 2)
    laptop = venue.page("organiser")
    expect(laptop.locator("#inbox li")).to_have_count(1)
    expect(laptop.locator("#inbox")).to_contain_text(venue.people[number]["last_name"])
    expect(laptop.locator("#inbox")).to_contain_text("Balie")
    laptop.locator("#inbox").get_by_role("button", name="Gezien").click()
    expect(laptop.locator("#inbox-card")).to_be_hidden()


def test_een_apparaat_dat_werd_ontkoppeld_bewaart_niets_meer(venue: Venue) -> None:
    balie, laptop = desk_that_knows_everybody(venue), venue.page("organiser")
    laptop.on("dialog", lambda dialog: dialog.accept())
    row = laptop.locator("#devices li").filter(has_text="Balie").first
    row.get_by_role("button").click()
    balie.wait_for_url("**/koppel")
    assert soon(lambda: balie.evaluate("async () => (await indexedDB.databases()).length") == 0)
    assert balie.evaluate("async () => (await caches.keys()).length") == 0


def test_van_een_beurs_die_voorbij_is_blijft_alleen_wat_nog_weg_moet(venue: Venue) -> None:
    balie = desk_that_knows_everybody(venue)
    balie.evaluate(OLD_FAIRS)
    balie.reload()
    expect(balie.locator("#connection")).to_have_text("Verbonden")
    names = "async () => (await indexedDB.databases()).map(({ name }) => name)"
    assert soon(lambda: "vonk-empty" not in balie.evaluate(names))
    assert "vonk-waiting" in balie.evaluate(names)
    assert kept(balie)["people"] > 0


@pytest.mark.parametrize("searches", [False, True])
def test_in_de_opslag_van_een_balie_staat_geen_naam(venue: Venue, tmp_path: Path, searches: bool) -> None:
    profile = tmp_path / "profile"
    playwright = venue._browser.browser_type
    context = playwright.launch_persistent_context(str(profile), executable_path=CHROMIUM, args=QUIET, locale="nl-NL")
    balie = context.pages[0]
    balie.goto(venue.server.work("pair", role="desk", stand=None, searches=searches)["url"])
    expect(balie.locator("#connection")).to_have_text("Verbonden")
    desk_that_knows_everybody(venue, balie)
    if searches:
        assert soon(lambda: balie.evaluate(KNOWS_NAMES), 15, pause=0.1)
    away(venue, balie)
    balie.keyboard.press("F2")
    balie.get_by_label("Voornaam").fill("Zeynepzonderweerga")
    balie.keyboard.press("Enter")
    expect(balie.locator("#result")).to_contain_text("Zeynepzonderweerga")
    scan(balie, venue.code(next(iter(venue.people))))
    expect(balie.locator("#connection")).to_contain_text("Wachten: 2")
    context.close()
    found = b"".join(path.read_bytes() for path in profile.rglob("*") if path.is_file())
    assert b"register_walk_in" in found, "what waits is not where this test looks"
    names = {one["last_name"] for one in venue.people.values() if len(one["last_name"]) > 6} | {"Zeynepzonderweerga"}
    secrets = {*names, *(one["code"] for one in venue.people.values())}
    assert [word for word in secrets if word.encode() in found or word.encode("utf-16-le") in found] == []


def test_de_balie_beslist_alleen_zoals_de_laptop_het_zou_doen(venue: Venue) -> None:
    balie = desk_that_knows_everybody(venue)
    chance = random.Random(7)
    codes = [venue.code(number) for number in list(venue.people)[:5]]
    wrong = [codes[0][:-1] + ("B" if codes[0][-1] != "B" else "C"), OTHER_FAIR, unknown_code(venue)]
    scans = [(chance.choice(("check_in", "check_in", "check_out")), chance.choice(codes + wrong)) for _ in range(60)]
    alone = balie.evaluate(ALONE, [{"kind": kind, "code": code} for kind, code in scans])
    desk = venue.server.paired("desk")
    together = [result["code"] for result in desk.give(*(command(kind, code=code) for kind, code in scans))]
    # Who is not carried may be new: the desk lets them in and only the laptop can say.
    assert alone == ["noted" if code == "unknown_code" else code for code in together]


FULL = """() => {
  globalThis.put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => { throw new DOMException("no room left", "QuotaExceededError"); };
}"""
OLD_FAIRS = """async () => {
  const { Store } = await import('/kiosk/store.js');
  for (const fair of ['empty', 'waiting']) await new Store(fair).keep('people', { find: 'x', box: 'y' });
  await new Store('waiting').keep('outbox', { id: 'z' });
}"""
KNOWS_NAMES = """async () => {
  const { Store } = await import('/kiosk/store.js');
  const store = new Store(document.body.dataset.fair);
  const { box } = (await store.kept('names')) ?? {};
  (await store.opened).close();
  return box?.byteLength ?? 0;
}"""
ALONE = """async (commands) => {
  const { decide } = await import('/kiosk/offline.js');
  const { Store } = await import('/kiosk/store.js');
  const { Carried } = await import('/kiosk/carried.js');
  const { fair, tag, place } = document.body.dataset;
  const carried = new Carried(new Store(fair), fair);
  const codes = [];
  for (const command of commands) {
    codes.push((await decide({ ...command, at: new Date().toISOString() }, { tag, place, carried })).code);
  }
  return codes;
}"""


def unknown_code(venue: Venue) -> str:
    """A badge of this fair that the laptop did not give out."""
    return new_code(venue.code(next(iter(venue.people)))[:3], lambda below: 12345)
