"""A fair with four people at once: a volunteer, an employer, an organiser and everybody before the big screen."""

from __future__ import annotations

import re
import time

from browsing import Venue, expect, scan
from serving import register_files

# How fast it is stands in the benchmarks; here, that it comes by itself, on a busy machine too.
SOON = 5000


def test_vrijwilliger_werkgever_organisator_en_zaal_beleven_samen_een_beurs(venue: Venue) -> None:
    organisator = venue.page("organiser")
    vrijwilliger = venue.page("desk")
    zaal = venue.page("screen")
    werkgever = venue.page("stand", stand="1")
    bedrijf = werkgever.locator("h1").inner_text().split("·")[1].strip()
    eerste, tweede = venue.who_fits(bedrijf)[:2]

    # Somebody who fits comes in: the tablet at the stand shows them by itself.
    expect(werkgever.locator("#no-people")).to_be_visible()
    scan(vrijwilliger, venue.code(eerste))
    kaart = werkgever.locator("#people .person").filter(has_text=eerste)
    expect(kaart).to_be_visible(timeout=SOON)
    expect(vrijwilliger.locator("#result")).to_have_class(re.compile("good"))
    expect(vrijwilliger.locator("#result")).to_contain_text(venue.people[eerste]["first_name"])
    expect(zaal.locator("#count-present")).to_have_text("1", timeout=SOON)
    expect(organisator.locator("#count-present")).to_have_text("1", timeout=SOON)

    # The card says why, in words, and never more than an employer may know.
    expect(kaart.locator(".reasons li").first).to_be_visible()
    assert "reason." not in kaart.inner_text()
    mens = venue.people[eerste]
    for hidden in filter(None, (mens["last_name"], mens["phone"], mens["email"], mens["birth_date"])):
        assert not hidden or hidden not in werkgever.content()

    # An invitation stands on the call board by number, never by name, and at the desk.
    kaart.get_by_role("button", name="Nodig uit").click()
    expect(zaal.locator("#calls")).to_contain_text(eerste, timeout=SOON)
    expect(zaal.locator("#calls")).to_contain_text("stand 1")
    expect(vrijwilliger.locator("#calls")).to_contain_text(mens["first_name"])
    assert mens["first_name"] not in zaal.locator("main").inner_text()

    # Scanning the badge starts the conversation, everywhere.
    werkgever.locator("h1").click()
    scan(werkgever, venue.code(eerste))
    expect(werkgever.locator("#here .person")).to_contain_text(mens["first_name"])
    expect(zaal.locator("#count-talking")).to_have_text("1", timeout=SOON)
    expect(zaal.locator("#no-calls")).to_be_visible()
    vrijwilliger.keyboard.type(eerste)
    expect(vrijwilliger.locator("#found")).to_contain_text("In gesprek bij stand 1")
    vrijwilliger.keyboard.press("Escape")

    # It ends with an outcome and a note; the seeker says yes at the desk; then, and only then, there is a match.
    werkgever.get_by_role("button", name="Gesprek afronden").click()
    werkgever.get_by_label("Match van onze kant").check()
    werkgever.get_by_label("Notitie").fill("Kan dinsdag komen kijken")
    werkgever.get_by_role("button", name="Opslaan").click()
    expect(werkgever.locator("#done")).to_contain_text("Kan dinsdag komen kijken")
    assert "Contact:" not in werkgever.locator("#done").inner_text()
    vrijwilliger.get_by_role("button", name="Kandidaat zegt ja").click()
    expect(werkgever.locator("#done")).to_contain_text("Match: allebei ja")
    expect(werkgever.locator("#done")).to_contain_text(mens["last_name"])
    expect(organisator.locator("#count-matches")).to_have_text("1")

    # Somebody who leaves is gone from the stand by itself, and can come back.
    scan(vrijwilliger, venue.code(tweede))
    ander = werkgever.locator("#people .person").filter(has_text=tweede)
    expect(ander).to_be_visible(timeout=SOON)
    vrijwilliger.keyboard.type(tweede)
    vrijwilliger.locator("#found").get_by_role("button", name="Uitchecken").click()
    expect(ander).to_have_count(0, timeout=SOON)
    scan(vrijwilliger, venue.code(tweede))
    expect(vrijwilliger.locator("#result")).to_contain_text("Welkom terug")
    expect(ander).to_be_visible(timeout=SOON)

    # Not one request left the house, and no browser had anything to complain of.
    assert venue.hosts == {f"127.0.0.1:{venue.server.port}"}
    assert venue.complaints == []


def test_vrijwilliger_scant_dezelfde_badge_twee_keer(venue: Venue) -> None:
    vrijwilliger, zaal = venue.page("desk"), venue.page("screen")
    nummer = next(iter(venue.people))
    scan(vrijwilliger, venue.code(nummer))
    expect(vrijwilliger.locator("#result")).to_contain_text("Welkom")
    scan(vrijwilliger, venue.code(nummer))
    expect(vrijwilliger.locator("#result")).to_have_class(re.compile("warn"))
    expect(vrijwilliger.locator("#result")).to_contain_text("was al binnen")
    expect(vrijwilliger.locator("#result")).to_contain_text(re.compile(r"Binnen sinds \d{1,2}:\d\d, via Balie"))
    expect(zaal.locator("#count-present")).to_have_text("1")
    status = venue.ask("status")
    assert (status["seekers"]["present"], status["scans"]) == (1, 2)


def test_organisator_koppelt_een_tablet_met_de_code_van_het_scherm(venue: Venue) -> None:
    organisator = venue.page("organiser")
    # The page starts with a code for every kind of device that is not there yet.
    for role in ("desk", "stand", "screen"):
        expect(organisator.locator(f"#offer-{role} svg")).to_be_visible()
    organisator.get_by_role("button", name="Toon een code").last.click()
    expect(organisator.locator("#offer-organiser svg")).to_be_visible()
    code = organisator.locator("#offer-desk .code")
    expect(code).to_have_text(re.compile(r"^[A-Z]{4} [A-Z]{4}$"))
    eerste_code = code.inner_text()
    tablet = venue._browser.new_context(viewport={"width": 768, "height": 1024}).new_page()
    tablet.goto(f"{venue.server.url}/")
    tablet.get_by_label("Code van acht letters").fill(eerste_code.lower())
    tablet.get_by_role("button", name="Koppelen").click()
    expect(tablet.locator("#scan")).to_be_focused()
    # The used code replaces itself, and used once more it is refused in a plain sentence.
    expect(code).not_to_have_text(eerste_code)
    tablet.goto(f"{venue.server.url}/koppel#{eerste_code.replace(' ', '')}")
    expect(tablet.get_by_role("alert")).to_contain_text("Deze code kennen we niet")
    # Shutting the tablet out takes it off its page at once.
    tablet.goto(f"{venue.server.url}/balie")
    expect(tablet.locator("#connection")).to_have_text("Verbonden")
    organisator.on("dialog", lambda dialog: dialog.accept())
    organisator.locator("#devices li").filter(has_text="Balie").get_by_role("button").click()
    tablet.wait_for_url("**/koppel")


def test_organisator_leest_lijsten_in_en_ziet_per_rij_wat_er_gebeurde(venue: Venue) -> None:
    organisator = venue.page("organiser")
    werkgever = venue.page("stand", stand="1")
    files = [{"name": name, "mimeType": "text/csv", "buffer": content} for name, content in register_files()]
    broken = b"nummer;roepnaam;achternaam;toestemming\nZ1;;;ja\nZ2;Tiemen;Akkerhuis;nee\nZ3;Wietske;Duinmaat;ja\n"
    files.append({"name": "bijna-goed.csv", "mimeType": "text/csv", "buffer": broken})
    files.append({"name": "foto.csv", "mimeType": "text/csv", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(400)})
    organisator.set_input_files("#files", files)  # type: ignore[arg-type]
    report = organisator.locator("#report")
    expect(report).to_contain_text("Klaar.", timeout=15_000)
    expect(report.locator("details").filter(has_text="bijna-goed.csv")).to_contain_text("tegengehouden: 2")
    expect(report.locator(".notice")).to_contain_text("foto.csv")
    assert "import." not in report.inner_text()
    expect(werkgever.locator("#connection")).to_have_text("Verbonden")
    assert {"Z3", "K1"} <= {one["number"] for one in venue.ask("people")}
    strange = b"nummer;roepnaam;achternaam;telefoon;toestemming\nZ4;Sietse;Veenmol;abc;ja\n"
    organisator.set_input_files("#files", [{"name": "vreemd.csv", "mimeType": "text/csv", "buffer": strange}])
    expect(report.locator("details").filter(has_text="vreemd.csv")).to_contain_text("opmerkingen: 1")
    organisator.set_input_files("#files", files[-1:])  # type: ignore[arg-type]
    expect(report.locator(".lead")).to_have_text("Er is niets ingelezen.")
    expect(report.locator(".lead")).to_be_focused()


def test_organisator_maakt_badges_voor_een_persoon_en_krijgt_anders_een_zin(venue: Venue) -> None:
    organisator = venue.page("organiser")
    nummer = next(iter(venue.people))
    organisator.locator("#badges [name=number]").fill(nummer)
    with organisator.expect_download() as download:
        organisator.locator("#badges").get_by_role("button", name="Maak PDF").click()
    path = download.value.path()
    assert path.read_bytes().startswith(b"%PDF")
    organisator.locator("#badges [name=number]").fill("bestaatniet")
    organisator.locator("#badges").get_by_role("button", name="Maak PDF").click()
    expect(organisator.locator("#badge-problem")).to_contain_text("niemand met dit nummer")


def test_de_zaal_ziet_hoe_oud_de_cijfers_zijn_en_komt_vanzelf_terug(venue: Venue) -> None:
    zaal = venue.page("screen")
    zaal.clock.install(time=time.time())
    vrijwilliger = venue.page("desk")
    scan(vrijwilliger, venue.code(next(iter(venue.people))))
    expect(zaal.locator("#count-present")).to_have_text("1")
    venue.server.kill()
    zaal.clock.fast_forward(20_000)
    expect(zaal.locator("#news")).to_have_attribute("data-state", "amber")
    zaal.clock.fast_forward(50_000)
    expect(zaal.locator("#news")).to_have_attribute("data-state", "red")
    expect(zaal.locator("#news")).to_contain_text("seconden oud")
    expect(zaal.locator("#count-present")).to_have_text("1")
    venue.server.start()
    for _ in range(20):
        zaal.clock.run_for(1000)
        if zaal.locator("#news").get_attribute("data-state") == "fresh":
            break
        zaal.wait_for_timeout(200)
    expect(zaal.locator("#news")).to_have_attribute("data-state", "fresh")
    expect(zaal.locator("#count-present")).to_have_text("1")


def test_elke_pagina_past_op_een_telefoon_van_360_pixels(venue: Venue) -> None:
    for role in ("desk", "stand", "screen", "organiser"):
        page = venue.page(role, size=(360, 740))
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, role
