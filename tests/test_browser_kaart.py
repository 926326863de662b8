"""The organiser looks at a person's card, puts something right, and it stays right."""

from __future__ import annotations

from browsing import Venue, expect


def test_organisator_verbetert_een_kaart_en_geen_bestand_draait_dat_terug(venue: Venue) -> None:
    organisator = venue.page("organiser")
    nummer, mens = next(iter(venue.people.items()))
    organisator.locator("#search").fill(nummer)
    rij = organisator.locator("#found li").filter(has_text=nummer)
    rij.get_by_role("button", name="Bekijken").click()
    kaart = organisator.locator("#person")
    expect(kaart).to_contain_text(mens["last_name"])
    expect(kaart).to_contain_text("Uit: kandidaten.csv rij")
    kaart.get_by_label("Telefoon").fill("06-00009999")
    kaart.get_by_label("tillen").check()
    kaart.get_by_label("Geboortedatum").fill("31-2-1990")
    kaart.get_by_role("button", name="Opslaan").click()
    expect(kaart.locator("#person-said")).to_contain_text("Dit konden we niet lezen: Geboortedatum")
    kaart.get_by_label("Geboortedatum").fill("3-4-1990")
    kaart.get_by_label("Opleidingsniveau").select_option("mbo")
    kaart.get_by_label("Toestemming").select_option("ja")
    kaart.get_by_role("button", name="Opslaan").click()
    expect(kaart.locator("#person-said")).to_have_text("Verbeterd")
    expect(kaart).to_contain_text("Uit: balie")
    kaart.get_by_role("button", name="Sluiten").click()

    regel = f"nummer;roepnaam;achternaam;telefoon;toestemming\n{nummer};{mens['first_name']};{mens['last_name']};06-00001234;ja\n"
    organisator.set_input_files("#files", [{"name": "nieuw.csv", "mimeType": "text/csv", "buffer": regel.encode()}])
    expect(organisator.locator("#report")).to_contain_text("Klaar.", timeout=15_000)
    assert organisator.locator("#report").get_by_role("button", name="Naar de kaart").count() == 0
    later = next(one for one in venue.ask("people") if one["number"] == nummer)
    assert later["phone"].endswith("9999")
    assert later["birth_date"] == "1990-04-03"
    assert (later["fields"]["education"], later["fields"]["consent"]) == (4, 1)
    assert any(conflict["field"] == "phone" for conflict in later["conflicts"])
    assert "lifting" in later["fields"]["limits"]


def test_organisator_schrijft_op_wat_telt_waar_een_ziekte_stond(venue: Venue) -> None:
    organisator = venue.page("organiser")
    regel = "nummer;roepnaam;achternaam;kan_niet;toestemming\nZ9;Tiemen;Akkerhuis;zware depressie;ja\n"
    organisator.set_input_files("#files", [{"name": "lijst.csv", "mimeType": "text/csv", "buffer": regel.encode()}])
    report = organisator.locator("#report")
    expect(report).to_contain_text("Die tekst is niet bewaard", timeout=15_000)
    report.locator("summary").click()
    report.get_by_role("button", name="Naar de kaart").first.click()
    kaart = organisator.locator("#person")
    expect(kaart).to_contain_text("Akkerhuis")
    assert "depressie" not in kaart.inner_text()
    kaart.get_by_label("werkdruk").check()
    kaart.get_by_role("button", name="Opslaan").click()
    expect(kaart.locator("#person-said")).to_have_text("Verbeterd")
    tiemen = next(one for one in venue.ask("people") if one["number"] == "Z9")
    assert tiemen["fields"]["limits"] == ["pressure"]
