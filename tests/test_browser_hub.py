"""Een klantmanager en een beheerder gebruiken de hub in een browser, met het toetsenbord en op een telefoon."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import PASSPHRASE
from hub_support import PASSWORD, ServedHub, open_region
from playwright.sync_api import Browser, Page, expect
from serving import modes
from test_accessibility import faults, walk_to

from eventapp.messages import LANGUAGES

CAS, ABEL, BEA = "Cas", "Abel", "Bea"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ServedHub, str]]:
    """Een hub met één beurs en drie accounts; en het adres van die beurs."""
    folder = tmp_path_factory.mktemp("hub")
    region = open_region(folder)
    fair = region.brought().fair
    region.account(CAS, "case_manager", ("Mevr. De Wit",))
    region.account(ABEL, "account_manager")
    region.account(BEA, "admin")
    region.close()
    served = ServedHub(folder, modes()[0], VONK_PASSPHRASE=PASSPHRASE)
    yield served, f"/hub/beurs/{fair}"
    served.stop()


def signed_in(browser: Browser, hub: ServedHub, name: str, **how: object) -> Page:
    page = browser.new_context(locale="nl-NL", base_url=hub.url, **how).new_page()  # type: ignore[arg-type]
    page.goto("/")
    page.get_by_label("Naam").fill(name)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("heading", name="Beurzen", exact=True)).to_be_visible()
    return page


def test_een_klantmanager_opent_een_kaart_noteert_nazorg_en_logt_uit(
    browser: Browser, hub: tuple[ServedHub, str]
) -> None:
    page = signed_in(browser, hub[0], CAS, viewport={"width": 360, "height": 740})
    page.get_by_role("link", name="Banenmarkt Proefdorp").click()
    page.get_by_role("link", name="Brechtje van der Oosterzwaluw").click()
    expect(page.get_by_text("zeiden allebei ja. Bel om af te spreken")).to_be_visible()
    page.get_by_text("Gaat hier aan het werk").click()
    page.get_by_label("Soort werk").select_option("paid")
    page.get_by_role("button", name="Opslaan").first.click()
    expect(page.get_by_role("status")).to_have_text("De plaatsing is genoteerd")
    page.get_by_label("Notitie").fill("Begint maandag, kijkt ernaar uit.")
    page.get_by_role("button", name="Opslaan").last.click()
    expect(page.get_by_role("status")).to_have_text("De nazorg is genoteerd")
    expect(page.get_by_text("Begint maandag, kijkt ernaar uit.")).to_be_visible()
    card = page.url
    page.get_by_role("button", name="Uitloggen").click()
    page.goto(card)
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    bea = signed_in(browser, hub[0], BEA)
    bea.get_by_role("link", name="Inzage").click()
    expect(bea.get_by_role("row").filter(has_text="Cas").filter(has_text="Kaart").first).to_be_visible()
    expect(bea.locator("body")).not_to_contain_text("Oosterzwaluw")
    for one in (page, bea):
        one.context.close()


def test_inloggen_en_een_werkgever_openen_kan_met_alleen_het_toetsenbord(
    browser: Browser, hub: tuple[ServedHub, str]
) -> None:
    page = browser.new_context(locale="nl-NL", base_url=hub[0].url).new_page()
    page.goto("/")
    walk_to(page, "input[name=name]")
    page.keyboard.type(ABEL)
    walk_to(page, "input[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    walk_to(page, ".fairs a")
    page.keyboard.press("Enter")
    walk_to(page, ".list a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Gesprekken")).to_be_visible()
    page.context.close()


PAGES = {
    BEA: ("/hub", "{fair}", "/hub/accounts", "/hub/inzage", "/hub/wachtwoord", "/hub/nergens"),
    ABEL: ("{fair}", "{fair}/werkgever/e1"),
    CAS: ("{fair}", "{fair}/werkzoekende/s1"),
}


@pytest.mark.parametrize("name", PAGES)
def test_elke_pagina_van_de_hub_voldoet_in_elke_taal_en_op_elke_breedte(
    browser: Browser, hub: tuple[ServedHub, str], name: str
) -> None:
    page = signed_in(browser, hub[0], name)
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    for language in LANGUAGES:
        page.goto(f"/language/{language}?back=/hub")
        for path in PAGES[name]:
            page.goto(path.format(fair=hub[1]))
            for one in page.locator("details").all():
                one.evaluate("one => { one.open = true; }")
            assert faults(page) == [], f"{language}: {path}"
    assert hosts == {hub[0].url.split("/")[2]}
    page.context.close()


def test_de_pagina_om_in_te_loggen_voldoet(browser: Browser, hub: tuple[ServedHub, str]) -> None:
    page = browser.new_context(locale="nl-NL", base_url=hub[0].url).new_page()
    page.goto("/hub/inloggen")
    assert faults(page) == []
    page.get_by_label("Naam").fill("Niemand")
    page.get_by_label("Wachtwoord").fill("iets anders")
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("alert")).to_have_text("Deze naam en dit wachtwoord horen niet bij elkaar.")
    assert faults(page) == []
    page.context.close()
