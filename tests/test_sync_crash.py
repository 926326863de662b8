"""Two laptops and a hub, three tablets at each laptop, bad lines everywhere, and each of the three killed in its turn.

The tablets are real pages that go on by themselves and send what waits once their laptop is back. Whatever turned green
is in the end on both laptops and at the hub, once. By default as many rounds as the suite has time for, of which each
kills one of the three; ``VONK_TEST_ROUNDS=20`` makes it longer. A process that comes back waits in the other way
(eventlet, threading) than it did before.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from bad_line import MOODS, BadLine
from browsing import Browser, Page, expect, scan
from nursery import to_the_end
from serving import PASSPHRASE, Served, environment, modes, put_fair, serving, soon

from eventapp.facts import Fact
from eventapp.fair.state import state_hash
from eventapp.live.house import open_house
from eventapp.settings import Settings
from eventapp.sync.peer import HttpPeer, SyncProblem

ROUNDS = int(os.environ.get("VONK_TEST_ROUNDS", 3))
ACTS = 12  # of all tablets together, in each round
TABLETS = 3  # at each laptop
HEALED_WITHIN = 60.0
_names = count()


class ServedHub(Served):
    """A hub in a process of its own."""

    command = ("hub",)


class Tablet:
    """A tablet at a desk; ``green`` are the ids of what turned green."""

    def __init__(self, browser: Browser, laptop: Served, seed: int) -> None:
        self.line = BadLine(laptop.port, seed)
        self.green: list[str] = []
        self.page: Page = browser.new_context(locale="nl-NL").new_page()
        path = laptop.work("pair", role="desk", stand=None)["url"].split("/", 3)[3]
        self.page.goto(f"http://127.0.0.1:{self.line.port}/{path}", wait_until="commit")

    def check_in(self, code: str) -> None:
        """Scan a badge and wait until it turns green."""
        scan(self.page, code)
        self._turned_green()

    def walk_in(self) -> None:
        """Register somebody who was not expected, and wait until that turns green."""
        self.page.keyboard.press("F2")
        self.page.locator("#register [name=first_name]").fill(f"Ilse {next(_names)}")
        self.page.keyboard.press("Enter")
        self._turned_green()

    def is_ready(self) -> None:
        """Wait until the laptop is there, and nothing waits for it."""
        expect(self.page.locator("#connection")).to_have_text("Verbonden", timeout=30_000)
        expect(self.page.locator("#scan")).to_be_enabled()

    def _turned_green(self) -> None:
        newest = self.page.locator("#latest li").first
        before = self.green[-1] if self.green else ""
        expect(newest).not_to_have_attribute("data-key", before, timeout=20_000)
        self.green.append(str(newest.get_attribute("data-key")))


@dataclass
class Region:
    """The hub and the laptops, the lines between them, and what asks each of the three what it has."""

    fair: str
    hub: ServedHub
    laptops: list[Served]
    lines: list[BadLine]
    watchers: list[HttpPeer]

    @property
    def processes(self) -> list[Served]:
        return [self.hub, *self.laptops]

    def is_equal(self) -> bool:
        """Whether all three have the same facts."""
        try:
            vectors = [watcher.vector()["vector"] for watcher in self.watchers]
        except SyncProblem:
            return False
        return all(vector == vectors[0] for vector in vectors)

    def logs(self) -> list[tuple[str, list[Fact]]]:
        """The state hash and all facts of each, from their files, which have to be whole."""
        return [_read(process.data, self.fair if process is self.hub else "") for process in self.processes]


def _read(data: Path, fair: str) -> tuple[str, list[Fact]]:
    house = open_house(Settings(data, PASSPHRASE, rehearsal=False, fair=fair))
    try:
        assert house.ledger.log.problems() == []
        rows = house.ledger.log.read_all()
        assert not [reason for _, _, reason in rows if reason]
        return state_hash(house.ledger.fair.snapshot()), [fact for _, fact, _ in rows]
    finally:
        house.close()


def _watcher(process: Served, fair: str) -> HttpPeer:
    peer = HttpPeer(process.url, "", 5.0)
    peer.claim(process.work("pair", role="laptop")["code"], fair)
    return peer


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    """The second laptop joined the first, and both bring what they have to the hub: three lines, which may all fail."""
    one_way, other_way = modes()[0], modes()[-1]
    (tmp_path / "hub").mkdir()
    with ExitStack() as stack:
        one = stack.enter_context(serving(put_fair(tmp_path / "one" / "data"), one_way))
        hub = ServedHub(tmp_path / "hub" / "data", other_way)
        stack.callback(_end, hub)
        lines = [BadLine(port, seed) for seed, port in enumerate((one.port, hub.port, hub.port))]
        for line in lines:
            stack.callback(line.close)
        code = one.work("pair", role="laptop")["code"]
        joining = ["join", _url(lines[0]), "--code", code, "--data", str(tmp_path / "two" / "data")]
        joined = to_the_end(other_way, joining, environment())
        assert joined.returncode == 0, joined.stderr
        two = stack.enter_context(serving(tmp_path / "two" / "data", other_way))
        for laptop, line in ((one, lines[1]), (two, lines[2])):
            said = {"url": _url(line), "code": hub.work("pair", role="laptop")["code"]}
            assert laptop.paired("organiser").post("/api/v1/links", json=said).status_code == 200
        fair = one.work("status")["fair"]["id"]
        made = Region(fair, hub, [one, two], lines, [_watcher(process, fair) for process in (hub, one, two)])
        assert soon(made.is_equal, HEALED_WITHIN, pause=0.1)
        yield made


def _url(line: BadLine) -> str:
    return f"http://127.0.0.1:{line.port}"


def _end(process: Served) -> None:
    process.hang_up()
    if process.process.poll() is None:
        process.kill()


@pytest.fixture
def tablets(region: Region, browser: Browser) -> Iterator[list[Tablet]]:
    """So many at each laptop, each with a line of its own."""
    opened = [Tablet(browser, laptop, seed) for seed, laptop in enumerate(region.laptops * TABLETS)]
    for tablet in opened:
        tablet.is_ready()
    yield opened
    for tablet in opened:
        tablet.page.context.close()
        tablet.line.close()


def one_round(region: Region, tablets: list[Tablet], dies: Served, codes: list[str], chance: random.Random) -> None:
    """People come, lines go bad, and one of the three is killed and comes back while they do."""
    dead, back = sorted(chance.sample(range(ACTS), 2))
    for number in range(ACTS):
        if number == dead:
            dies.kill()
        if number == back:
            start_again(dies)
        if number % 3 == 0:
            chance.choice([*region.lines, *(tablet.line for tablet in tablets)]).mood = chance.choice(MOODS)
        tablet = chance.choice(tablets)
        if chance.random() < 0.3:
            tablet.walk_in()
        else:
            tablet.check_in(chance.choice(codes))


def start_again(process: Served) -> None:
    """In the other way of waiting than before."""
    process.mode = next((way for way in modes() if way != process.mode), process.mode)
    process.start()


def test_what_turned_green_is_in_the_end_everywhere_once(region: Region, tablets: list[Tablet]) -> None:
    chance = random.Random(6)
    codes = [one["code"] for one in region.laptops[0].work("people")]
    for turn in range(ROUNDS):
        one_round(region, tablets, region.processes[turn % 3], codes, chance)
    for line in [*region.lines, *(tablet.line for tablet in tablets)]:
        line.mood = "good"
    for tablet in tablets:
        tablet.is_ready()
    assert soon(region.is_equal, HEALED_WITHIN, pause=0.1)
    for process in region.processes:
        process.kill()
    logs = region.logs()
    assert len({hash for hash, _ in logs}) == 1
    green = Counter(id for tablet in tablets for id in tablet.green)
    assert green.total() == len(green) == ROUNDS * ACTS
    for _, facts in logs:
        acts = Counter(fact.id for fact in facts)
        assert len(facts) == len(logs[0][1]) and {acts[id] for id in green} == {1}
        by_tablets = [fact for fact in facts if fact.kind == "checked_in"]
        assert len(by_tablets) == len(green), "every act brings one person in, and only those did"
    print(f"{ROUNDS} rounds, {len(green)} acts, {len(logs[0][1])} facts on each of the three")
