"""A desk that the organiser trusts finds people by name while the laptop is away; any other does not."""

from __future__ import annotations

import json

from browsing import Venue, expect
from playwright.sync_api import Page
from serving import soon
from test_browser_offline import KNOWS_NAMES, away, back, desk_that_knows_everybody

QUERIES = (
    "jan",
    "van d",
    "de",
    "el",
    "bakker",
    "aisha",
    "ö",
    "A1",
    "a 102",
    "zzz",
    "  ",
    "vander",
    "m",
    "groot jan",
    "ij",
)


def trusted(venue: Venue) -> Page:
    """A desk that may look up names by itself, and has them."""
    balie = venue.page("desk")
    balie.context.clear_cookies()
    balie.goto(venue.server.work("pair", role="desk", stand=None, searches=True)["url"])
    expect(balie.locator("#connection")).to_have_text("Verbonden")
    desk_that_knows_everybody(venue, balie)
    assert soon(lambda: balie.evaluate(KNOWS_NAMES), 15, pause=0.1)
    return balie


def test_een_vertrouwde_balie_zoekt_zonder_laptop_op_naam_en_checkt_in_ook_na_herladen(venue: Venue) -> None:
    balie = trusted(venue)
    een, twee = [one for one in venue.people.values() if not one["infix"]][:2]
    away(venue, balie)
    for mens in (een, twee):
        voluit = f"{mens['first_name']} {mens['last_name']}"
        balie.keyboard.type(voluit)
        expect(balie.locator("#found li[aria-current=true]")).to_contain_text(voluit)
        balie.keyboard.press("Enter")
        expect(balie.locator("#result h2")).to_have_text(f"Welkom, {voluit}")
        balie.reload()
        expect(balie.locator("#scan")).to_be_enabled()
    balie.keyboard.type(een["number"])
    expect(balie.locator("#found li").first).to_contain_text("Binnen")
    balie.keyboard.press("Escape")
    back(venue, balie)
    status = venue.ask("status")
    assert (status["seekers"]["present"], status["scans"]) == (2, 2)


def test_elke_andere_balie_krijgt_en_bewaart_de_namen_niet(venue: Venue) -> None:
    balie = desk_that_knows_everybody(venue)
    assert venue.server.paired("desk").get("/api/v1/carried/index").status_code == 403
    assert balie.evaluate("async () => (await fetch('/api/v1/carried/index')).status") == 403
    assert not balie.evaluate(KNOWS_NAMES)
    away(venue, balie)
    balie.keyboard.type("jan")
    expect(balie.locator("#nobody")).to_contain_text("Zoeken kan nu niet")


def test_na_de_dag_van_de_beurs_gaan_de_namen_weg(venue: Venue) -> None:
    balie = trusted(venue)
    assert balie.evaluate(THE_DAY_AFTER) == {"found": None, "box": False, "key": False}


def test_een_balie_vindt_alleen_dezelfde_mensen_als_de_laptop(venue: Venue) -> None:
    balie = trusted(venue)
    desk = venue.server.paired("desk")
    online = [
        [one["id"] for one in desk.get("/api/v1/people", params={"q": query}).json()["people"]] for query in QUERIES
    ]
    assert any(len(ids) > 1 for ids in online)
    alone = balie.evaluate(FOUND, json.dumps(QUERIES))
    assert dict(zip(QUERIES, alone, strict=True)) == dict(zip(QUERIES, online, strict=True))


THE_DAY_AFTER = """async () => {
  const { Store } = await import('/kiosk/store.js');
  const { Names } = await import('/kiosk/names.js');
  document.body.dataset.date = '2020-01-01';
  const store = new Store(document.body.dataset.fair);
  const names = new Names(store);
  await names.refresh();
  return { found: await names.find('jan'), box: Boolean(await store.kept('names')), key: Boolean(await store.kept('names-key')) };
}"""
FOUND = """async (queries) => {
  const { found } = await import('/kiosk/finding.js');
  const { people } = await (await fetch('/api/v1/carried/index')).json();
  return JSON.parse(queries).map((query) => found(people, query, 12).map((one) => one.id));
}"""
