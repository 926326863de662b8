"""Everybody can use every page: WCAG 2.2 AA by axe, keyboard alone, 400% zoom, and nothing from another host."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from browsing import Venue, expect, rehearsal_bytes, scan
from playwright.sync_api import Browser, Page
from serving import ROOT, command

from eventapp.messages import LANGUAGES

AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = (320, 375, 768, 1280)  # 320 is what is left of 1280 pixels at 400% zoom
PAGES = {
    "/balie": "desk", "/koppel": "desk", "/toestel": "desk", "/nergens": "desk", "/stand": "stand", "/scherm": "screen",
    "/organisatie": "organiser", "/papier": "desk",
}  # fmt: skip
READY = {
    "/balie": "#count-present:text('20')", "/stand": "#people li", "/scherm": "#count-present:text('20')",
    "/organisatie": "#count-present:text('20')",
}  # fmt: skip


class Hall:
    """The rehearsal fair in full swing, with one open browser for each kind of user."""

    def __init__(self, venue: Venue) -> None:
        self.venue = venue
        self._pages: dict[str, Page] = {}
        fitting = [one for one in venue.ask("match")["seekers"] if one["suggestions"]]
        # Where whoever comes first begins, a stand sees no list of people.
        hits = [hit for one in fitting[:20] for hit in one["suggestions"] if not hit["relaxed"]]
        listed = [hit["employer"] for hit in hits if "open_hiring" not in {why["code"] for why in hit["reasons"]}]
        self.employer = Counter(listed).most_common(1)[0][0]
        self.inside = [venue.people[one["number"]] for one in fitting[:20]]
        results = venue.server.paired("desk").give(*(command("check_in", code=one["code"]) for one in self.inside))
        assert {one["status"] for one in results} == {"recorded"}

    def page(self, role: str) -> Page:
        """The browser of this role, on its own page."""
        if role not in self._pages:
            self._pages[role] = self.venue.page(role, stand=self.employer if role == "stand" else None)
        return self._pages[role]

    def opened(self, path: str, language: str = "nl") -> Page:
        """This page in this language, with its content on it."""
        page = self.page(PAGES[path])
        page.goto(f"{self.venue.server.url}/language/{language}?back={path}")
        expect(page.locator("html")).to_have_attribute("lang", language)
        if path in READY:
            expect(page.locator(READY[path]).first).to_be_visible()
        return page


@pytest.fixture(scope="module")
def hall(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """One fair for all tests of this file."""
    data = tmp_path_factory.mktemp("accessible") / "data"
    data.mkdir()
    (data / "oefenbeurs.db").write_bytes(rehearsal_bytes())
    venue = Venue(data, browser)
    yield Hall(venue)
    venue.close()


def faults(page: Page) -> list[str]:
    """What is wrong with the page as it stands there now, at every width."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)  # through the protocol: the page's own policy would rightly refuse it
    before = page.viewport_size
    assert before
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width}: {fault}" for fault in page.evaluate(FAULTS, TAGS)]
    page.set_viewport_size(before)
    return found


def test_de_meting_ziet_het_als_iets_niet_goed_is(hall: Hall) -> None:
    page = hall.opened("/koppel")
    page.evaluate("""() => document.querySelector('main').insertAdjacentHTML('afterbegin', `<div id="wrong">
      <img src="/static/vonk.svg"><input><a href="/"> </a><span>far too light</span></div>
      <div id="small"><button>a</button><button>b</button></div>`)""")
    page.evaluate("""() => {
      const look = (choice, style) => document.querySelectorAll(choice).forEach((one) => Object.assign(one.style, style));
      look('#wrong span', { color: '#ccc' });
      look('#small', { display: 'flex' });
      look('#small button', { width: '9px', height: '9px', minHeight: '0', padding: '0', border: '0' });
      look('#wrong', { width: '900px' });
    }""")
    said = "\n".join(faults(page))
    for rule in ("image-alt", "label", "link-name", "color-contrast", "target-size", "too wide"):
        assert rule in said, rule


@pytest.mark.parametrize("path", PAGES)
def test_elke_pagina_voldoet_in_elke_taal_en_op_elke_breedte(hall: Hall, path: str) -> None:
    for language in LANGUAGES:
        assert faults(hall.opened(path, language)) == [], language


def test_de_zuil_voldoet_op_elk_scherm_in_elke_schrijfrichting(hall: Hall) -> None:
    page = hall.page("kiosk")
    mens = hall.inside[0]  # so that the kiosk lets in nobody more
    assert faults(page) == []
    for language in ("nl", "ar", "en"):
        page.locator(f"#screen button[lang={language}]").click()
        expect(page.locator("#screen h1")).to_be_visible()
        assert faults(page) == [], f"{language}: scan"
        page.locator("#screen .choices-large button").first.click()
        assert faults(page) == [], f"{language}: search"
        scan(page, "BCDFGHJKLNPRSTVX")
        expect(page.locator("body")).to_have_attribute("data-screen", re.compile("misread|desk"))
        assert faults(page) == [], f"{language}: misread"
        scan(page, mens["code"])
        expect(page.locator("#screen h1")).to_contain_text(mens["first_name"])
        assert faults(page) == [], f"{language}: welcome"
        page.locator("#restart").click()


def test_de_balie_voldoet_met_alles_open(hall: Hall) -> None:
    balie = hall.opened("/balie")
    scan(balie, "BCDFGHJKLNPRSTVX")
    expect(balie.locator("#result")).to_be_visible()
    balie.keyboard.press("F2")
    balie.locator("#scan").fill("van")
    expect(balie.locator("#found li").first).to_be_visible()
    balie.evaluate(
        "() => { document.querySelector('#camera').hidden = false; document.querySelector('#camera-torch').hidden = false; }"
    )
    assert faults(balie) == []
    balie.locator("#found").get_by_role("button", name="Stands").first.click()
    expect(balie.locator("#guide")).to_be_visible()
    assert faults(balie) == []


def test_de_stand_voldoet_met_een_gesprek_en_de_vragen_daarna(hall: Hall) -> None:
    stand = hall.opened("/stand")
    stand.locator("#add-open").click()
    expect(stand.locator("#adding")).to_be_visible()
    assert faults(stand) == []
    stand.keyboard.press("Escape")
    assert faults(stand) == []


def test_de_laptop_voldoet_met_een_kaart_open(hall: Hall) -> None:
    laptop = hall.opened("/organisatie")
    laptop.locator("#search").fill("van")
    expect(laptop.locator("#found li").first).to_be_visible()
    assert faults(laptop) == []
    laptop.locator("#found li button").first.click()
    expect(laptop.locator("dialog[open]")).to_be_visible()
    assert faults(laptop) == []


# --- keyboard only ---


def walk_to(page: Page, what: str) -> None:
    """Go on with Tab until the focus is on this; at every step one sees where it is."""
    expect(page.locator(what).first).to_be_visible()
    for _ in range(120):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS, what)
        if at is None:
            continue  # the browser's own bar
        assert at["outlined"] and at["on_screen"], at
        if at["there"]:
            return
    raise AssertionError(f"Tab does not come to {what}")


def test_koppelen_kan_met_alleen_het_toetsenbord(hall: Hall) -> None:
    page = hall.venue._browser.new_context(locale="nl-NL").new_page()
    page.goto(f"{hall.venue.server.url}/koppel")
    page.keyboard.type(hall.venue.server.work("pair", role="screen", stand=None)["code"])
    walk_to(page, "#pair button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/scherm")
    page.context.close()


def test_aan_de_stand_nodigt_men_iemand_uit_en_begint_het_gesprek_met_alleen_het_toetsenbord(hall: Hall) -> None:
    stand = hall.opened("/stand")
    walk_to(stand, "#people .actions button")
    stand.keyboard.press("Enter")
    expect(stand.locator("#people .badge.good").first).to_be_visible()
    walk_to(stand, "#people .actions button")
    stand.keyboard.press("Enter")
    expect(stand.locator("#here > li")).to_have_count(1)
    walk_to(stand, "#here .actions button")
    stand.keyboard.press("Enter")
    expect(stand.locator("#ending")).to_be_visible()
    assert faults(stand) == []
    expect(stand.locator("#ending input").first).to_be_focused()
    stand.keyboard.press("Space")
    walk_to(stand, "#end")
    stand.keyboard.press("Enter")
    expect(stand.locator("#done li")).to_have_count(1)
    assert faults(stand) == []


def test_op_de_laptop_toont_men_een_koppelcode_met_alleen_het_toetsenbord(hall: Hall) -> None:
    laptop = hall.opened("/organisatie")
    walk_to(laptop, "#tiles button")
    laptop.keyboard.press("Enter")
    expect(laptop.locator("#tiles .code").first).to_be_visible()
    assert faults(laptop) == []


def test_aan_de_zuil_zoekt_men_zich_met_alleen_het_toetsenbord(hall: Hall) -> None:
    page = hall.page("kiosk")
    page.keyboard.press("Escape")
    walk_to(page, "#screen button[lang=nl]")
    page.keyboard.press("Enter")
    walk_to(page, "#screen .choices-large button")
    page.keyboard.press("Enter")
    expect(page.locator("#letters")).to_be_focused()
    page.keyboard.type("ja")
    walk_to(page, "form.search button")
    page.keyboard.press("Escape")


def test_geen_pagina_vroeg_iets_aan_een_andere_computer(hall: Hall) -> None:
    for path in PAGES:
        hall.opened(path)
    hall.page("kiosk")
    assert hall.venue.hosts == {hall.venue.server.url.split("/")[2]}


FAULTS = """async (tags) => {
  const { violations, passes } = await axe.run(document, { runOnly: tags, rules: { "target-size": { enabled: true } } });
  const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${node.target} ${node.html.slice(0, 120)}`));
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`too wide by ${scrollWidth - clientWidth}`);
  if (passes.length < 10) found.push("hardly anything was looked at");
  return found;
}"""
FOCUS = """(what) => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const { top, bottom, left, right } = at.getBoundingClientRect();
  const style = getComputedStyle(at);
  return {
    html: at.outerHTML.slice(0, 200),
    there: [...document.querySelectorAll(what)].includes(at),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    on_screen: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
  };
}"""
