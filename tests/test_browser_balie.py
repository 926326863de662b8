"""The desk as a hurried volunteer uses it: a scanner, a keyboard, no mouse."""

from __future__ import annotations

import re

from browsing import Venue, expect, scan
from playwright.sync_api import Page


def with_infix(venue: Venue) -> dict[str, str]:
    """Somebody whose name has a tussenvoegsel and no double last name."""
    return next(one for one in venue.people.values() if one["infix"] and " " not in one["last_name"])


def result(page: Page) -> str:
    return page.locator("#result").inner_text()


def test_vrijwilliger_vindt_iemand_op_een_deel_van_de_naam_zonder_muis(venue: Venue) -> None:
    balie = venue.page("desk")
    mens = with_infix(venue)
    voluit = f"{mens['first_name']} {mens['infix']} {mens['last_name']}"
    for getypt in (f"{mens['last_name'][:5].upper()} {mens['first_name'][0]}", mens["number"].lower(), voluit):
        balie.keyboard.type(getypt)
        expect(balie.locator("#found li").filter(has_text=voluit)).to_be_visible()
        balie.keyboard.press("Escape")
        expect(balie.locator("#found li")).to_have_count(0)
    balie.keyboard.type(mens["number"])
    expect(balie.locator("#found li[aria-current=true]")).to_contain_text(voluit)
    balie.keyboard.press("Enter")
    expect(balie.locator("#result h2")).to_have_text(f"Welkom, {voluit}")
    expect(balie.locator("#scan")).to_have_value("")
    expect(balie.locator("#scan")).to_be_focused()


def test_vrijwilliger_typt_een_naam_en_meteen_enter_en_checkt_niemand_per_ongeluk_in(venue: Venue) -> None:
    balie = venue.page("desk")
    balie.keyboard.type("van")
    balie.keyboard.press("Enter")
    expect(balie.locator("#found li").first).to_be_visible()
    assert venue.ask("status")["seekers"]["present"] == 0
    tweede = balie.locator("#found li").nth(1).locator("strong").inner_text()
    balie.keyboard.press("ArrowDown")
    balie.keyboard.press("Enter")
    expect(balie.locator("#result h2")).to_have_text(f"Welkom, {tweede}")


def test_vrijwilliger_registreert_een_inloper_met_alleen_het_toetsenbord_en_print_een_badge(venue: Venue) -> None:
    balie = venue.page("desk")
    balie.keyboard.type("Zeynep Bloemkweker")
    expect(balie.locator("#nobody")).to_be_visible()
    balie.keyboard.press("F2")
    expect(balie.get_by_label("Voornaam")).to_have_value("Zeynep")
    expect(balie.get_by_label("Achternaam")).to_have_value("Bloemkweker")
    balie.keyboard.press("Enter")
    expect(balie.locator("#result")).to_contain_text("Welkom, Zeynep Bloemkweker")
    nummer = re.search(r"Nummer (\w+)", result(balie))
    assert nummer
    # The button that prints has the focus: Enter is enough.
    with balie.expect_popup() as opened:
        balie.keyboard.press("Enter")
    assert "/badge/" in opened.value.url
    badge = opened.value
    expect(badge.locator("#paper")).to_be_visible()
    expect(badge.locator("#done")).to_be_focused()
    with badge.expect_event("close"):
        badge.keyboard.press("Enter")
    people = {one["number"]: one for one in venue.ask("people")}
    assert people[nummer[1]]["last_name"] == "Bloemkweker"
    assert venue.ask("status")["seekers"]["present"] == 1


def test_vrijwilliger_maakt_de_laatste_handeling_ongedaan(venue: Venue) -> None:
    balie, zaal = venue.page("desk"), venue.page("screen")
    scan(balie, venue.code(next(iter(venue.people))))
    expect(balie.locator("#result")).to_contain_text("Welkom")
    expect(zaal.locator("#count-present")).to_have_text("1")
    balie.keyboard.press("Control+z")
    expect(balie.locator("#result")).to_contain_text("Ongedaan gemaakt")
    expect(zaal.locator("#count-present")).to_have_text("0")
    expect(balie.locator("#no-latest")).to_be_visible()


def test_ongedaan_maken_na_een_dubbele_scan_haalt_het_inchecken_terug(venue: Venue) -> None:
    balie = venue.page("desk")
    een, twee = (venue.code(nummer) for nummer in list(venue.people)[:2])
    for code, kop in ((een, "Welkom"), (twee, "Welkom"), (een, "was al binnen")):
        scan(balie, code)
        expect(balie.locator("#result h2")).to_contain_text(kop)
        expect(balie.locator("#scan")).to_be_focused()
    balie.keyboard.press("Control+z")
    expect(balie.locator("#result")).to_contain_text("Ongedaan gemaakt")
    expect(balie.locator("#result")).to_contain_text(venue.people[next(iter(venue.people))]["first_name"])
    expect(balie.locator("#latest li")).to_have_count(1)
    expect(balie.locator("#count-present")).to_have_text("1")
    scan(balie, een)
    expect(balie.locator("#result h2")).to_contain_text("Welkom")
    assert venue.ask("status")["seekers"]["present"] == 2


def test_ongedaan_maken_na_een_scan_van_wie_een_ander_binnenliet_raakt_niemand_anders(venue: Venue) -> None:
    ingang, balie = venue.page("desk"), venue.page("desk")
    elders, hier = (venue.code(nummer) for nummer in list(venue.people)[:2])
    for waar, code, kop in ((ingang, elders, "Welkom"), (balie, hier, "Welkom"), (balie, elders, "was al binnen")):
        scan(waar, code)
        expect(waar.locator("#result h2")).to_contain_text(kop)
    balie.keyboard.press("Control+z")
    expect(balie.locator("#result")).to_contain_text("Ongedaan gemaakt")
    expect(balie.locator("#latest li")).to_have_count(1)
    assert venue.ask("status")["seekers"]["present"] == 2


def test_enter_op_wie_al_binnen_is_zegt_dat_en_checkt_niemand_uit(venue: Venue) -> None:
    balie = venue.page("desk")
    nummer = next(iter(venue.people))
    scan(balie, venue.code(nummer))
    expect(balie.locator("#result h2")).to_contain_text("Welkom")
    balie.keyboard.type(nummer)
    expect(balie.locator("#found li[aria-current=true]")).to_contain_text("Uitchecken")
    balie.keyboard.press("Enter")
    expect(balie.locator("#result.warn h2")).to_contain_text("was al binnen")
    expect(balie.locator("#scan")).to_be_focused()
    balie.keyboard.press("Enter")
    assert venue.ask("status")["seekers"]["present"] == 1
    balie.locator("#result").get_by_role("button", name="Uitchecken").click()
    expect(balie.locator("#result h2")).to_contain_text("Tot ziens")


def test_een_oud_antwoord_maakt_plaats_voor_een_inloper_en_een_fout_voor_iets_nieuws(venue: Venue) -> None:
    balie = venue.page("desk")
    antwoord, stands = balie.locator("#result"), balie.locator("#next-stands")
    scan(balie, venue.code(next(iter(venue.people))))
    expect(stands).to_be_visible()
    balie.keyboard.press("F2")
    expect(antwoord).to_be_hidden()
    expect(stands).to_be_hidden()
    expect(balie.get_by_label("Voornaam")).to_be_focused()
    expect(balie.get_by_role("button", name="Registreren en inchecken")).to_be_in_viewport()
    for iets_anders in ("Escape", "j"):
        balie.keyboard.press("Escape")
        scan(balie, "BCDFGHJKLNPRSTVX")
        expect(antwoord).to_have_class(re.compile("bad"))
        expect(antwoord).to_be_visible()
        balie.keyboard.press(iets_anders)
        expect(antwoord).to_be_hidden()
        expect(balie.locator("#scan")).to_be_focused()


def test_op_een_telefoon_staat_het_antwoord_in_beeld_en_blijft_de_scanner_klaar(venue: Venue) -> None:
    balie = venue.page("desk", size=(360, 740))
    scan(balie, venue.code(next(iter(venue.people))))
    expect(balie.locator("#result h2")).to_be_in_viewport()
    expect(balie.locator("#result p").first).to_be_in_viewport()
    expect(balie.locator("#scan")).to_be_focused()


def test_onbekende_verkeerd_gelezen_en_vreemde_badges_geven_een_zin_met_wat_te_doen(venue: Venue) -> None:
    balie = venue.page("desk")
    code = venue.code(next(iter(venue.people)))
    swapped = code[:8] + code[9] + code[8] + code[10:] if code[8] != code[9] else code[:-1] + "BC"[code[-1] == "B"]
    for wrong, sentence in ((swapped, "niet goed gelezen"), ("BCDFGHJKLNPRSTVX", "badge")):
        scan(balie, wrong)
        expect(balie.locator("#result")).to_have_class(re.compile("bad"))
        expect(balie.locator("#result")).to_contain_text(sentence)
        expect(balie.locator("#result").get_by_role("button", name="Inloper registreren")).to_be_visible()
    assert venue.ask("status")["scans"] == 0


def test_tien_scans_achter_elkaar_worden_alle_tien_verwerkt(venue: Venue) -> None:
    balie = venue.page("desk")
    tien = list(venue.people)[:10]
    for nummer in tien:
        scan(balie, venue.code(nummer))
    expect(balie.locator("#count-present")).to_have_text("10")
    expect(balie.locator("#result")).to_contain_text(venue.people[tien[-1]]["first_name"])
    assert venue.ask("status")["scans"] == 10


def test_losse_toetsen_komen_in_het_invoerveld_waar_de_focus_ook_is(venue: Venue) -> None:
    balie = venue.page("desk")
    balie.locator("#walk-in").focus()
    balie.keyboard.type("jan")
    expect(balie.locator("#scan")).to_have_value("jan")


def test_werkgever_checkt_in_aan_de_balie(venue: Venue) -> None:
    balie, zaal = venue.page("desk"), venue.page("screen")
    balie.keyboard.type("Zorggroep")
    rij = balie.locator("#found li").filter(has_text="Werkgever").first
    expect(rij).to_be_visible()
    rij.get_by_role("button", name="Inchecken").click()
    expect(balie.locator("#result")).to_contain_text("Welkom, Zorggroep")
    expect(zaal.locator("#count-employers")).to_have_text("1")
