"""What a visitor sees of the kiosk: letters that are there, the way out within view, and a slip that leaves no name."""

from __future__ import annotations

import re
from typing import Any

import pytest
from browsing import Venue, expect, scan
from playwright.sync_api import Page

from eventapp.messages import own_texts

REASONS = [{"code": "reason.open_hiring", "params": {}},
           {"code": "reason.hours_fit.you", "params": {"min": 16, "max": 32}}]  # fmt: skip
STANDS = [{"id": f"e{stand}", "stand": str(stand), "employer": "Catering De Gulle Pollepel", "reasons": REASONS}
          for stand in (7, 8, 12)]  # fmt: skip


def welcomed(venue: Venue, size: tuple[int, int]) -> Page:
    """A kiosk that just told somebody three stands, with as much to say of each as there can be."""
    page = venue.page("kiosk", size=size, service_workers="block")
    page.clock.install()
    page.route("**/api/v1/self/*/next", lambda route: route.fulfill(json={"ready": True, "stands": STANDS}))
    page.reload()
    page.locator("button[lang=nl]").click()
    scan(page, next(iter(venue.people.values()))["code"])
    expect(page.locator(".stands li")).to_have_count(3)
    return page


def box(page: Page, selector: str) -> dict[str, float]:
    found: dict[str, float] = page.locator(selector).first.evaluate(
        "element => { const { top, bottom } = element.getBoundingClientRect(); return { top, bottom }; }"
    )
    return found


def test_het_tigrinya_staat_in_letters_die_er_zijn(zaal: Venue) -> None:
    page = zaal.page("kiosk")
    page.evaluate("document.fonts.ready")
    tools = page.context.new_cdp_session(page)
    tools.send("DOM.enable")
    tools.send("CSS.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    for part in ("strong", "span"):
        node = tools.send("DOM.querySelector", {"nodeId": root, "selector": f"button[lang=ti] {part}"})["nodeId"]
        fonts = tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        assert fonts and all(font["isCustomFont"] or font["glyphCount"] <= 3 for font in fonts), fonts  # its spaces


@pytest.mark.parametrize("size", [(1280, 800), (1024, 768)])
def test_met_drie_stands_is_alles_te_raken_zonder_te_schuiven(zaal: Venue, size: tuple[int, int]) -> None:
    page = welcomed(zaal, size)
    foot = box(page, ".kiosk-foot")
    assert box(page, "#screen .choices-large button")["bottom"] <= foot["top"]
    assert foot["bottom"] <= size[1]
    page.locator("#restart").click()
    page.locator("button[lang=nl]").click()
    page.get_by_role("button", name="Ik heb geen badge").click()
    assert box(page, "form.search button")["bottom"] <= box(page, ".kiosk-foot")["top"]
    assert box(page, ".kiosk-foot")["bottom"] <= size[1]


def test_wie_met_het_toetsenbord_verder_gaat_ziet_waar_hij_is(zaal: Venue) -> None:
    page = welcomed(zaal, (768, 600))  # more than fits
    foot = box(page, ".kiosk-foot")
    assert foot["bottom"] <= 600 < box(page, "#screen")["bottom"]
    for _ in range(3):
        page.keyboard.press("Tab")
        assert page.evaluate("Boolean(document.activeElement.closest('#screen'))")
        assert page.evaluate("document.activeElement.getBoundingClientRect().bottom") <= foot["top"]


@pytest.mark.parametrize("size", [(360, 740), (320, 200)])
def test_op_klein_scherm_bedekt_de_voet_niets_maar_de_laatste_tellen_zijn_te_zien(
    zaal: Venue, size: tuple[int, int]
) -> None:
    """The smallest is what is left of 1280 by 800 at 400 percent."""
    page = welcomed(zaal, size)
    assert box(page, ".kiosk-foot")["top"] > size[1]
    page.clock.run_for(45_000)
    expect(page.locator("#clears")).to_have_class(re.compile("nearly"))
    seconds = box(page, "#seconds")
    assert size[1] - 100 <= seconds["top"] < seconds["bottom"] <= size[1]


def printing_itself(venue: Venue) -> tuple[Page, str]:
    """A kiosk without a printer of its own, where somebody just came in; and their name."""
    page = venue.page("kiosk", service_workers="block")
    page.context.add_init_script("globalThis.print = () => {}")  # the window to print in stays open
    page.context.clock.install()
    page.reload()
    page.locator("button[lang=nl]").click()
    mens = next(iter(venue.people.values()))
    scan(page, mens["code"])
    expect(page.locator("h1")).to_contain_text(mens["first_name"])
    return page, mens["first_name"]


def opened_slip(page: Page) -> Page:
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Print mijn briefje").click()
    slip = opened.value
    expect(slip.locator("#slip")).to_be_visible()
    return slip


def test_een_briefje_dat_nog_niet_geprint_is_ligt_nergens_en_sluit_zichzelf(zaal: Venue) -> None:
    page, name = printing_itself(zaal)
    slip = opened_slip(page)
    expect(slip.locator("#slip h1")).to_contain_text(name)
    expect(page.locator("#slip-said")).to_have_text(own_texts("nl")["zuil.slip_browser"])
    with slip.expect_event("close"):
        page.context.clock.run_for(61_000)
    expect(page.locator(".tongues")).to_be_visible()


def test_een_briefje_dat_niet_dicht_kan_wordt_leeg(zaal: Venue) -> None:
    page, name = printing_itself(zaal)
    address = opened_slip(page).url
    page.goto(address)
    expect(page.locator("#slip h1")).to_contain_text(name)
    page.clock.run_for(61_000)
    expect(page.locator("#gone")).to_be_visible()
    assert name not in page.locator("body").inner_text() and page.locator("#slip").count() == 0


def test_wat_tegenvalt_krijgt_geen_vinkje(zaal: Venue) -> None:
    page = zaal.page("kiosk")
    assert page.evaluate(MARKS) == {
        "reason.same_area": "✓", "reason.stand_not_accessible": "•", "relaxed.other_work": "•", "guide.wait": "•",
        "guide.no_wait": "✓",
    }  # fmt: skip


MARKS: Any = """async () => {
  const { drawStop } = await import("/static/guide.js");
  const line = (code) => ({ code, params: {} });
  const marks = {};
  for (const wait of ["guide.wait", "guide.no_wait"]) {
    const stop = { reasons: [line("reason.same_area"), line("reason.stand_not_accessible")], relaxed: ["relaxed.other_work"], wait: line(wait) };
    const drawn = document.querySelector("main").appendChild(drawStop(stop));
    for (const item of drawn.querySelectorAll(".reasons li")) marks[item.textContent] = getComputedStyle(item, "::before").content.replaceAll('"', "");
  }
  return marks;
}"""
