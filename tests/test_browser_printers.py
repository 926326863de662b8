"""Paper out of the browser: exactly the size that belongs to the desk, and a test page that is scanned back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from browsing import Venue, expect, scan
from playwright.sync_api import Page

from eventapp.badges.layout import layout_names, load_layout


def geprint(badge: Page) -> tuple[tuple[float, float], list[str]]:
    """What Chromium makes of a page that prints: the size of its only sheet in mm, and the codes that can be read."""
    expect(badge.locator("#done")).to_be_visible()  # it asks how it went once the picture is on the page
    (sheet,) = pypdfium2.PdfDocument(badge.pdf(prefer_css_page_size=True))
    width, height = (points / 72 * 25.4 for points in sheet.get_size())
    seen = np.asarray(sheet.render(scale=300 / 72).to_pil().convert("L"))
    return (width, height), [found.text for found in zxingcpp.read_barcodes(seen)]


def stel_in(organisator: Page, said: dict[str, Any]) -> None:
    organisator.evaluate(
        """async (said) => (await fetch("/api/v1/printers", { method: "POST", body: JSON.stringify(said),
             headers: { "Content-Type": "application/json" } })).json()""", said)  # fmt: skip


def test_een_badge_uit_de_browser_heeft_de_maat_van_het_papier_van_die_balie(venue: Venue) -> None:
    balie, organisator = venue.page("desk"), venue.page("organiser")
    me = balie.evaluate("async () => (await (await fetch('/api/v1/me')).json()).device")
    for name, number in zip(layout_names(), venue.people, strict=False):
        stel_in(organisator, {"name": name, "kind": "browser", "layout": name})
        stel_in(organisator, {"assign": me, "printer": name})
        scan(balie, venue.code(number))
        expect(balie.locator("#result")).to_contain_text(venue.people[number]["first_name"])
        with balie.expect_popup() as opened:
            balie.get_by_role("button", name="Badge printen", exact=True).click()
        page = load_layout(name).page
        size, codes = geprint(opened.value)
        assert size == pytest.approx((page.width, page.height), abs=0.2), name
        assert codes == [venue.code(number)], name
        opened.value.close()
    assert venue.complaints == []


def test_organisator_test_een_printer_en_de_balie_scant_de_testpagina(venue: Venue) -> None:
    balie, organisator = venue.page("desk"), venue.page("organiser")
    organisator.get_by_text("Printers", exact=True).click()
    organisator.get_by_label("Naam van de printer").fill("vellen")
    organisator.locator("#printer-new [name=kind]").select_option("browser")
    organisator.locator("#printer-new [name=layout]").select_option("sheet-80x50")
    organisator.get_by_role("button", name="Printer toevoegen of nieuwe rol").click()
    vellen = organisator.locator("#printers li")
    expect(vellen).to_contain_text("Nog niet getest")
    with organisator.expect_popup() as opened:
        vellen.get_by_role("button", name="Testpagina").click()
    size, codes = geprint(opened.value)
    assert size == pytest.approx((210, 297), abs=0.2)
    scan(balie, codes[0])
    expect(balie.locator("#result")).to_contain_text("Printer vellen print leesbaar")
    expect(vellen).to_contain_text("Getest om")
    expect(organisator.locator("#print-jobs li")).to_have_count(0)
    organisator.get_by_label("Scan de testpagina").fill("niets")
    organisator.keyboard.press("Enter")
    expect(organisator.locator("#print-problem")).to_contain_text("geen testpagina")
    assert all("Failed to load resource" in one for one in venue.complaints), "only the code that was none"
