"""De organisator maakt een reservekopie, kiest een map en leest wat er mis is."""

from __future__ import annotations

from pathlib import Path

from browsing import Venue, expect


def test_een_kopie_maken_en_een_map_kiezen(venue: Venue, tmp_path: Path) -> None:
    page = venue.page("organiser")
    card = page.locator("#backup-card")
    expect(card).to_contain_text("Er is nog geen reservekopie van deze beurs.")
    card.get_by_role("button", name="Nu maken").click()
    expect(card.get_by_role("status")).to_have_text("De kopie is gemaakt en nagekeken.")
    expect(card).to_contain_text("Laatste goede kopie:")
    expect(card).to_contain_text("De kopie staat op deze laptop.")
    card.locator("summary").click()
    expect(card.get_by_label("Elke … minuten")).to_have_value("10")
    card.get_by_label("Map").fill("nergens")
    card.get_by_role("button", name="Opslaan").click()
    expect(card.locator("#backup-refused")).to_contain_text("Deze map is er niet.")
    expect(card.get_by_role("status")).to_have_text("")
    stick = tmp_path / "stick"
    card.get_by_label("Map").fill(str(stick))
    card.get_by_role("button", name="Opslaan").click()
    expect(card.locator("#backup-last")).to_contain_text(str(stick))
    expect(card.locator("#backup-refused")).to_be_hidden()
    expect(card.locator("#backup-same")).to_be_hidden()
    (kopie,) = stick.iterdir()
    kopie.unlink()
    stick.rmdir()
    card.get_by_role("button", name="Nu maken").click()
    expect(card.locator("#backup-problem")).to_contain_text("De gekozen map is er niet.")
