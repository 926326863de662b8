"""Twee hallen: the organiser of hall 2 pairs the laptops on the page, and what happens in one hall shows in the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Venue, expect, scan
from playwright.sync_api import Browser, Page

from eventapp.cli import main


@pytest.fixture
def halls(venue: Venue, browser: Browser, tmp_path: Path) -> Iterator[tuple[Venue, Venue]]:
    """Two laptops with the same fair, which do not know how to reach one another."""
    code = venue.server.work("pair", role="laptop")["code"]
    data = tmp_path / "hal2" / "data"
    assert main(["join", venue.server.url, "--code", code, "--data", str(data), "--json"], "threading") == 0
    other = Venue(data, browser)
    organiser = other.server.paired("organiser")
    organiser.post("/api/v1/links", json={"forget": venue.server.url})
    yield venue, other
    if other.server.process.poll() is None:
        other.server.stop()


def offered(organiser: Page) -> tuple[str, str]:
    """The address and the code that the organiser of hall 1 reads aloud."""
    organiser.get_by_role("button", name="Koppelcode voor een andere laptop maken").click()
    expect(organiser.locator("#links-said")).to_contain_text("--code")
    said = organiser.locator("#links-said").inner_text()
    found = re.search(r"join (\S+) --code (\w+)", said)
    assert found, said
    return found[1], found[2]


def test_twee_hallen_koppelen_op_de_pagina_en_zien_elkaars_bezoekers(halls: tuple[Venue, Venue]) -> None:
    one, two = halls
    first, second = one.page("organiser"), two.page("organiser")
    expect(second.locator("#links-none")).to_be_visible()
    url, code = offered(first)
    second.locator("#links-new [name=url]").fill(url)
    second.locator("#links-new [name=code]").fill("AAAAAAAA")
    second.get_by_role("button", name="Koppelen", exact=True).click()
    expect(second.locator("#links-said")).to_contain_text("code")
    second.locator("#links-new [name=code]").fill(code)
    second.get_by_role("button", name="Koppelen", exact=True).click()
    expect(second.locator("#links li")).to_contain_text("Verbonden en gelijk")
    desk, came = one.page("desk"), second.locator("#count-present")
    before = int(came.inner_text())
    scan(desk, next(person["code"] for person in one.people.values() if not person["present"]))
    expect(came).to_have_text(str(before + 1))
    one.server.kill()
    expect(second.locator("#links li")).to_contain_text("Geen verbinding", timeout=30_000)
    second.on("dialog", lambda dialog: dialog.accept())
    second.get_by_role("button", name="Ontkoppelen", exact=True).last.click()
    expect(second.locator("#links-none")).to_be_visible()
    assert [said for said in two.complaints if "400" not in said] == [], "but for the wrong code, which was refused"
