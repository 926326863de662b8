"""A fair goes on with paper while nothing works, and afterwards everybody is in since the time that was written down."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from browsing import Venue, expect, scan
from playwright.sync_api import Page
from serving import soon

# As after four seconds in which nobody touched this device, and then somebody does.
LATER = """() => {
  const now = Date.now;
  Date.now = () => now() + 4000;
  document.dispatchEvent(new Event('visibilitychange'));
}"""
YESTERDAY = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=1)


def printed(organiser: Page, button: str) -> bytes:
    with organiser.expect_download() as download:
        organiser.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes()


def codes_on(pdf: bytes) -> list[str]:
    """What a scanner reads, page by page from top to bottom."""
    zxing = pytest.importorskip("zxingcpp", reason="zxing-cpp reads the paper; see requirements-test.txt")
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        pages = [zxing.read_barcodes(page.render(scale=200 / 72).to_pil()) for page in document]
    return [one.text for page in pages for one in sorted(page, key=lambda one: one.position.top_left.y)]


def row(papier: Page, code: str, time: str) -> None:
    """One row, by scanner and keyboard alone."""
    scan(papier, code)
    expect(papier.locator("#time")).to_be_focused()
    scan(papier, time)


def since(venue: Venue, name: str) -> str:
    """Since when somebody is in, by the clock on the wall."""
    found: Any = venue.server.paired("desk").get("/api/v1/people", params={"q": name}).json()["people"]
    moments = [datetime.fromisoformat(one["since"]).astimezone() for one in found if one["present"]]
    return ", ".join(f"{moment:%H:%M}" for moment in moments)


def test_papier_komt_terug(venue: Venue) -> None:
    """The evening before: a list and spare badges. Then the laptop is gone, and people write on paper."""
    organisator, balie = venue.page("organiser"), venue.page("desk")
    organisator.get_by_label("Wanneer gaan de deuren open?").fill(f"{YESTERDAY:%Y-%m-%d}T09:00")
    organisator.locator("#doors button").click()
    expect(organisator.locator("#paper-said")).to_contain_text("Bewaard")
    organisator.get_by_label("Hoeveel reservebadges erbij?").fill("2")
    organisator.get_by_role("button", name="Maak ze").click()
    expect(organisator.locator("#spares-free")).to_contain_text("2 van de 2")
    spare, _ = codes_on(printed(organisator, "Print reservebadges"))
    listed = codes_on(printed(organisator, "Lijst op papier"))
    expect(organisator.locator("#paper-made")).to_contain_text("Laatst gemaakt")
    by_code = {one["code"]: one for one in venue.people.values()}
    assert len(listed) == len(by_code) + 2 and spare in listed
    three = [by_code[code] for code in listed[:3]]

    balie.get_by_role("link", name="Papier invoeren").click()
    expect(balie.locator("#row")).to_be_focused()
    balie.locator("#day").fill(f"{YESTERDAY:%Y-%m-%d}")
    balie.locator("#row").focus()
    venue.server.kill()
    row(balie, three[0]["code"], "1015")
    expect(balie.locator("#result")).to_contain_text("Genoteerd")
    venue.server.start()
    balie.evaluate(LATER)
    expect(balie.locator("#connection")).to_have_text("Verbonden")
    assert soon(lambda: since(venue, three[0]["number"]) == "10:15")

    scan(balie, three[2]["code"])
    expect(balie.locator("#time")).to_be_focused()
    row(balie, three[1]["code"], "0:15")
    expect(balie.locator("#result")).to_contain_text("Toen was de beurs nog niet open")
    balie.locator("#time").fill("")
    balie.locator("#time").focus()
    scan(balie, "10:05")
    expect(balie.locator("#result")).to_contain_text("binnen om 10:05")
    row(balie, three[2]["code"], "straks")
    expect(balie.locator("#time-problem")).to_be_visible()
    scan(balie, "1020")
    expect(balie.locator("#result")).to_contain_text("binnen om 10:20")
    row(balie, three[2]["code"], "1020")
    expect(balie.locator("#result")).to_contain_text("al ingevoerd, met 10:20")

    scan(balie, spare)
    expect(balie.locator("#who")).to_contain_text("Reservebadge B")
    expect(balie.locator("#who")).not_to_contain_text("De rij hiervoor")
    scan(balie, "1030")
    expect(balie.locator("#whose-title")).to_contain_text("Van wie is reservebadge B")
    balie.get_by_label("Voornaam").fill("Zeynep")
    balie.get_by_label("Achternaam").fill("Bloemkweker")
    balie.keyboard.press("Enter")
    expect(balie.locator("#result")).to_contain_text("Zeynep Bloemkweker")
    expect(balie.locator("#entered li")).to_have_count(4)

    names = [*(one["number"] for one in three), "Zeynep"]
    assert [since(venue, name) for name in names] == ["10:15", "10:05", "10:20", "10:30"]
    balie.get_by_role("link", name="Terug naar uw eigen pagina").click()
    expect(balie.locator("#count-present")).to_have_text("4")
    scan(balie, spare)
    expect(balie.locator("#result")).to_contain_text("Zeynep Bloemkweker was al binnen")
    expect(organisator.locator("#paper-changes")).to_contain_text("Sindsdien veranderd: 5")
    unexpected = [said for said in venue.complaints if "ERR_CONNECTION_REFUSED" not in said and "WebSocket" not in said]
    assert unexpected == []
