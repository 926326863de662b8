"""The organiser is asked what is meant by work that nobody could be sure of, and answers with one tap."""

from __future__ import annotations

from browsing import Venue, expect


def test_organisator_tikt_aan_welk_beroep_er_bedoeld_is(venue: Venue) -> None:
    organisator = venue.page("organiser")
    regel = "nummer;roepnaam;achternaam;beroepen;toestemming\nZ9;Tiemen;Akkerhuis;ouderenwerk;ja\n"
    organisator.set_input_files("#files", [{"name": "lijst.csv", "mimeType": "text/csv", "buffer": regel.encode()}])
    expect(organisator.locator("#report")).to_contain_text("Klaar.", timeout=15_000)
    organisator.locator("#search").fill("Z9")
    organisator.locator("#found li").filter(has_text="Z9").get_by_role("button", name="Bekijken").click()
    kaart = organisator.locator("#person")
    expect(kaart).to_contain_text("Er staat “ouderenwerk”. Welk beroep is dat?")
    kaart.get_by_role("button", name="jongerenwerker").click()
    expect(kaart.locator("#person-said")).to_have_text("Verbeterd")
    expect(kaart.get_by_text("Welk beroep is dat?")).to_have_count(0)
    tiemen = next(one for one in venue.ask("people") if one["number"] == "Z9")
    assert tiemen["fields"]["occupations"] == ["jongerenwerker"]
    assert any(conflict["field"] == "occupations" for conflict in tiemen["conflicts"])
