"""Gegevens wissen: één persoon op de kaart, en iedereen van wie de bewaartermijn voorbij is, met een bewijs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import Browser, Venue, expect, rehearsal_bytes
from test_accessibility import faults

from eventapp.facts import Draft
from eventapp.live.house import open_house
from eventapp.settings import REHEARSAL_PASSPHRASE, Settings


@pytest.fixture(scope="module")
def lang_geleden(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Venue]:
    """De oefenbeurs, maar dan van jaren geleden."""
    data = tmp_path_factory.mktemp("lang-geleden")
    settings = Settings(data, REHEARSAL_PASSPHRASE, rehearsal=True)
    settings.database.write_bytes(rehearsal_bytes())
    house = open_house(settings)
    info = house.ledger.fair.info
    made = {"name": info.name, "date": "2020-03-18", "rehearsal": True, "secret": info.secret}
    house.ledger.record([Draft("fair_created", info.id, made)], by=house.ledger.node)
    house.close()
    venue = Venue(data, browser)
    yield venue
    venue.close()


def test_organisator_wist_iemand_op_de_kaart_na_een_duidelijke_vraag(lang_geleden: Venue) -> None:
    laptop = lang_geleden.page("organiser")
    nummer, mens = next(iter(lang_geleden.people.items()))
    laptop.locator("#search").fill(nummer)
    rij = laptop.locator("#found li").filter(has_text=nummer)
    rij.get_by_role("button", name="Bekijken").click()
    laptop.get_by_role("button", name="Gegevens wissen").click()
    vraag = laptop.get_by_role("alertdialog")
    expect(vraag).to_contain_text("voorgoed wissen?")
    expect(vraag).to_contain_text("Dit kan niet terug")
    expect(vraag).to_contain_text("Wat blijft: aantallen")
    expect(vraag.get_by_role("button", name="Nee, terug")).to_be_focused()
    assert faults(laptop) == []
    laptop.keyboard.press("Enter")
    expect(vraag).to_be_hidden()
    assert not any(one["erased"] for one in lang_geleden.ask("people")), "Enter wist niemand"
    laptop.get_by_role("button", name="Gegevens wissen").click()
    laptop.get_by_role("button", name="Ja, wis voorgoed").click()
    expect(laptop.locator("dialog#person")).to_be_hidden()
    gewist = next(one for one in lang_geleden.ask("people") if one["number"] == nummer)
    assert gewist["erased"] and not gewist["last_name"] and not gewist["phone"]
    rij.get_by_role("button", name="Bekijken").click()
    expect(laptop.locator("dialog#person")).to_be_visible()
    expect(laptop.get_by_role("button", name="Gegevens wissen")).to_have_count(0)
    laptop.keyboard.press("Escape")
    laptop.locator("#search").fill(mens["last_name"])
    expect(laptop.locator("#found li").filter(has_text=nummer)).to_have_count(0)
    assert lang_geleden.complaints == []


def test_organisator_wist_na_de_bewaartermijn_en_krijgt_een_bewijs(lang_geleden: Venue) -> None:
    laptop = lang_geleden.page("organiser")
    expect(laptop.locator("#retention-due")).to_contain_text("De bewaartermijn is voorbij")
    expect(laptop.locator("#retention-periods")).to_contain_text("tot 15-04-2020")
    expect(laptop.locator("#retention-purge")).to_be_hidden()
    laptop.get_by_role("button", name="Kijk wat er vandaag wordt gewist").click()
    expect(laptop.locator("#retention-plan")).to_contain_text("Er is nog niets veranderd")
    assert faults(laptop) == []
    laptop.on("dialog", lambda dialog: dialog.accept())
    laptop.get_by_role("button", name="Nu wissen").click()
    expect(laptop.locator("#retention-said")).to_contain_text("Gewist:")
    expect(laptop.locator("#retention-due")).to_be_hidden()
    mensen = lang_geleden.ask("people")
    assert mensen and all(one["erased"] and not one["last_name"] for one in mensen)
    with laptop.context.expect_page() as opened:
        laptop.get_by_role("link", name="Bekijk of print").click()
    bewijs = opened.value
    expect(bewijs.locator("h1")).to_have_text("Bewijs van wissen")
    expect(bewijs.locator("main")).to_contain_text("18-03-2020")
    assert faults(bewijs) == []
    assert lang_geleden.complaints == []


def test_organisator_verandert_de_bewaartermijn_en_hoort_wat_niet_mag(lang_geleden: Venue) -> None:
    laptop = lang_geleden.page("organiser")
    laptop.get_by_text("Bewaartermijn veranderen").click()
    laptop.get_by_label("Zonder vervolg (dagen)").fill("90")
    laptop.get_by_label("Met een vervolg (dagen)").fill("30")
    laptop.locator("#retention-form select").select_option(label="De nazorg vraagt het")
    opslaan = laptop.locator("#retention-form").get_by_role("button", name="Opslaan")
    opslaan.click()
    expect(laptop.locator("#retention-problem")).to_contain_text("kan niet korter zijn dan zonder")
    laptop.get_by_label("Met een vervolg (dagen)").fill("730")
    opslaan.click()
    expect(laptop.locator("#retention-problem")).to_contain_text("De bewaartermijn is veranderd")
    expect(laptop.locator("#retention-periods")).to_contain_text("tot 16-06-2020")
    assert faults(laptop) == []
