"""The laptop gets another address: a desk takes what waits along by scanning once more, and nothing counts twice."""

from __future__ import annotations

import base64
import json

from browsing import Venue, expect, scan
from playwright.sync_api import Page
from serving import free_port
from test_browser_offline import away, desk_that_knows_everybody, kept


def moved(venue: Venue) -> str:
    """The laptop is at another address; gives what the QR code of a new desk holds there."""
    venue.server.port = free_port()
    venue.server.url = f"http://127.0.0.1:{venue.server.port}"
    venue.server.start()
    return str(venue.server.work("pair", role="desk", stand=None)["url"])


def go_there(desk: Page, address: str) -> Page:
    """What the volunteer does at the old page; gives the new one."""
    desk.locator("#moving summary").click()
    desk.locator("#moving-address").fill(address)
    with desk.context.expect_page() as opened:
        desk.locator("#moving-form button").click()
    return opened.value


def test_wat_wacht_gaat_mee_naar_het_nieuwe_adres_en_telt_een_keer(venue: Venue) -> None:
    balie = desk_that_knows_everybody(venue)
    away(venue, balie)
    for number in list(venue.people)[:3]:
        scan(balie, venue.code(number))
        expect(balie.locator("#result")).to_contain_text("Welkom")
    nieuw = go_there(balie, moved(venue))
    expect(nieuw.locator("#connection")).to_have_text("Verbonden")
    expect(balie.locator("#moving-said")).to_contain_text("Gelukt")
    assert (kept(balie)["outbox"], kept(nieuw)["outbox"]) == (0, 0)
    status = venue.ask("status")
    assert (status["seekers"]["present"], status["scans"]) == (3, 3)


def test_zonder_bericht_van_het_nieuwe_adres_gaat_er_niets_weg_en_telt_niets_dubbel(venue: Venue) -> None:
    balie = desk_that_knows_everybody(venue)
    old = venue.server.port
    away(venue, balie)
    scan(balie, venue.code(next(iter(venue.people))))
    expect(balie.locator("#result")).to_contain_text("Welkom")
    balie.evaluate(
        "() => { window.open = (real => address => (real.call(window, address, '_blank', 'noopener'), null))(open); }"
    )
    nieuw = go_there(balie, moved(venue))
    expect(nieuw.locator("#connection")).to_have_text("Verbonden")
    assert venue.ask("status")["scans"] == 1
    assert kept(balie)["outbox"] == 1
    venue.server.stop()
    venue.server.port, venue.server.url = old, f"http://127.0.0.1:{old}"
    venue.server.start()
    # The two addresses share a cookie, so the old page knows the way again.
    expect(balie.locator("#connection")).to_have_text("Verbonden")
    assert (kept(balie)["outbox"], venue.ask("status")["scans"]) == (0, 1)


def test_een_verkeerd_adres_wordt_geweigerd(venue: Venue) -> None:
    balie = desk_that_knows_everybody(venue)
    away(venue, balie)
    balie.locator("#moving summary").click()
    for wrong in (
        "vonk",
        "http://192.168.1.5:8080/koppel",
        "javascript:alert(1)#BCDFGHJK",
        f"{venue.server.url}/koppel#BCDFGHJK",
    ):
        balie.locator("#moving-address").fill(wrong)
        balie.locator("#moving-form button").click()
        expect(balie.locator("#moving-problem")).to_be_visible()
    assert len(balie.context.pages) == 1


def test_een_link_zonder_goede_code_legt_niets_op_een_balie_neer(venue: Venue) -> None:
    balie = desk_that_knows_everybody(venue)
    entry = {
        "id": "01900000-0000-7000-8000-000000000000",
        "kind": "check_in",
        "at": "2026-11-21T09:00:00Z",
        "letter": "x",
    }
    fair = balie.evaluate("() => document.body.dataset.fair")
    brought = base64.b64encode(json.dumps({"fair": fair, "from": "http://x", "entries": [entry]}).encode()).decode()
    balie.goto(f"{venue.server.url}/koppel#BCDFGHJK&{brought}")
    expect(balie.locator("#problem")).to_be_visible()
    assert kept(balie)["outbox"] == 0
