"""The organiser decides about cells that say why somebody cannot do something: one becomes a limit, one goes."""

from __future__ import annotations

import re

from browsing import Venue, expect

FILE = (
    "nummer;roepnaam;achternaam;kan_niet;steun_nodig;toestemming\n"
    "Z8;Tiemen;Akkerhuis;niet lang staan door reumaknobbels;;ja\n"
    "Z9;Pleun;Zeezicht;;zit in de schuldsanering;ja\n"
)


def test_organisator_beslist_over_cellen_die_niemand_mag_bewaren(venue: Venue) -> None:
    organisator = venue.page("organiser")
    bestand = [{"name": "kaartenbak.csv", "mimeType": "text/csv", "buffer": FILE.encode()}]
    organisator.set_input_files("#files", bestand)  # type: ignore[arg-type]
    report = organisator.locator("#report")
    expect(report).to_contain_text("Cellen die op uw besluit wachten: 2.")
    report.get_by_role("button", name="Beslis nu").click()

    # The words are marked, what was understood is ticked; a cause in the rewording is refused.
    cel = organisator.locator("#held-card")
    expect(cel.locator("#held-waiting")).to_have_text("Nog te beslissen: 2")
    expect(cel).to_contain_text("Tiemen Akkerhuis")
    expect(cel.locator("#held-words")).to_have_text("niet lang staan door reumaknobbels")
    expect(cel.locator("mark").first).to_have_text("reumaknobbels")
    expect(cel.get_by_label("staan", exact=True)).to_be_checked()
    cel.get_by_label("trappen", exact=True).check()
    cel.locator("#held-text").fill("even zitten vanwege de reuma")
    cel.get_by_role("button", name="Overnemen").click()
    expect(cel.get_by_role("alert")).to_contain_text("Er staat nog iets in over gezondheid")
    cel.locator("#held-text").fill("elk uur even zitten")
    cel.get_by_role("button", name="Overnemen").click()

    # The next one goes with one key.
    expect(cel).to_contain_text("Pleun Zeezicht")
    expect(cel.locator("#held-waiting")).to_have_text("Nog te beslissen: 1")
    expect(cel.get_by_role("alert")).to_be_hidden()
    organisator.locator("h1").click()
    organisator.keyboard.press("w")
    expect(cel.locator("#held-said")).to_have_text("Weggelaten. De tekst is weg.")
    expect(cel.locator("#held-waiting")).to_have_text("Alles is beslist.")
    assert not re.search("reuma|schuld", organisator.content().split('id="held-card"')[1].split("</section>")[0])

    # On the card it stands as what somebody put there by hand.
    organisator.locator("#search").fill("Z8")
    organisator.locator("#found li").filter(has_text="Z8").get_by_role("button", name="Bekijken").click()
    kaart = organisator.locator("#person")
    grenzen = kaart.locator("[data-field=limits]")
    expect(grenzen.get_by_label("staan", exact=True)).to_be_checked()
    expect(grenzen.get_by_label("trappen", exact=True)).to_be_checked()
    expect(grenzen).to_contain_text("Uit: balie")
    expect(kaart.get_by_label("elk uur even zitten")).to_have_count(0)
    expect(kaart.locator("[data-field=limits_text] input")).to_have_value("elk uur even zitten")
    assert not re.search("reuma|schuld", kaart.inner_text())

    # Nothing is held after a reload, and the same file brings nothing back.
    organisator.reload()
    expect(organisator.locator("#connection")).to_have_text("Verbonden")
    expect(organisator.locator("#count-registered")).not_to_have_text("–")
    expect(cel).to_be_hidden()
    organisator.set_input_files("#files", bestand)  # type: ignore[arg-type]
    expect(organisator.locator("#report")).to_contain_text("Klaar.")
    expect(cel).to_be_hidden()
    stored = organisator.evaluate("JSON.stringify([localStorage, sessionStorage])")
    assert not re.search("reuma|schuld", stored)
    assert venue.complaints == [] or all("400" in said for said in venue.complaints), venue.complaints
