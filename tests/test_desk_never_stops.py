"""The laptop dies in the middle of a queue, a desk dies, the line is bad: every green scan is there once, in order.

``VONK_ROUNDS`` and ``VONK_SCANS`` make it longer than the suite has time for.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from bad_line import MOODS, BadLine
from browsing import Browser, Venue, expect
from desks import Desk

from eventapp.facts import Fact, Log
from eventapp.facts.ids import derived
from eventapp.settings import REHEARSAL_PASSPHRASE

ROUNDS = int(os.environ.get("VONK_ROUNDS", 2))
SCANS = int(os.environ.get("VONK_SCANS", 15))  # of all desks together, in each round
DESKS = 3


@pytest.fixture
def desks(venue: Venue, browser: Browser, tmp_path: Path) -> Iterator[list[Desk]]:
    """Three desks, each with a line of its own to the laptop."""
    lines = [BadLine(venue.server.port, seed) for seed in range(DESKS)]
    opened = [
        Desk(browser.browser_type, tmp_path / f"desk{place}", venue.server, line.port)
        for place, line in enumerate(lines)
    ]
    for desk, line in zip(opened, lines, strict=True):
        desk.line = line  # type: ignore[attr-defined]
    yield opened
    for desk in opened:
        desk.close()
    for line in lines:
        line.close()


def stored(venue: Venue, copy: Path) -> list[Fact]:
    """All facts in the laptop's file, in the order in which they were stored."""
    copy.mkdir()
    for path in venue.server.data.glob("oefenbeurs.db*"):
        shutil.copyfile(path, copy / path.name)
    log = Log(copy / "oefenbeurs.db", REHEARSAL_PASSPHRASE)
    try:
        return [fact for _, fact in log.read()]
    finally:
        log.close()


def everything_green_is_there_once_and_in_order(venue: Venue, desks: list[Desk], tmp_path: Path) -> None:
    for desk in desks:
        desk.empty()
    venue.server.stop()
    scans = [fact.id for fact in stored(venue, tmp_path / "copy") if fact.kind == "checked_in"]
    green = [[derived(id, 0) for id in desk.green] for desk in desks]
    assert sorted(scans) == sorted(id for ids in green for id in ids)
    for ids in green:
        wanted = set(ids)
        assert [id for id in scans if id in wanted] == ids


def test_de_laptop_en_een_balie_vallen_uit_midden_in_een_rij(venue: Venue, desks: list[Desk], tmp_path: Path) -> None:
    chance = random.Random(20)
    codes = [one["code"] for one in venue.people.values()]
    for turn in range(ROUNDS):
        laptop_dies, desk_dies = chance.sample(range(1, SCANS), 2)
        for number in range(SCANS):
            if number == laptop_dies:
                venue.server.kill()
            if number == desk_dies:
                dead = desks[turn % DESKS]
                dead.kill()
                dead.open()
            chance.choice(desks).scan(chance.choice(codes))
        venue.server.start()
        for desk in desks:
            expect(desk.page.locator("#connection")).to_have_text("Verbonden", timeout=10_000)
    assert sum(len(desk.green) for desk in desks) == ROUNDS * SCANS
    everything_green_is_there_once_and_in_order(venue, desks, tmp_path)


def test_een_slechte_lijn_verliest_niets_en_telt_niets_dubbel(venue: Venue, desks: list[Desk], tmp_path: Path) -> None:
    chance = random.Random(21)
    codes = [one["code"] for one in venue.people.values()]
    moods = count(1)
    for _ in range(ROUNDS * SCANS // 2):
        desk = chance.choice(desks)
        if chance.random() < 0.4:
            desk.line.mood = MOODS[next(moods) % len(MOODS)]  # type: ignore[attr-defined]
        desk.scan(chance.choice(codes))
    lines = [desk.line for desk in desks]  # type: ignore[attr-defined]
    assert {mood for line in lines for mood, passed in line.passed.items() if passed} == set(MOODS)
    for line in lines:
        line.mood = "good"
    everything_green_is_there_once_and_in_order(venue, desks, tmp_path)
