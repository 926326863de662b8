"""A hub on PostgreSQL: laptops that hand over facts, how that grows, and two processes against one."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
import time
import uuid
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import psycopg

from benchmarks.fairs import PASSPHRASE, ROOT, free_port, wait_for
from benchmarks.table import Row
from eventapp.facts import Draft, Fact
from eventapp.facts.clock import HybridClock, to_text, wall_clock
from eventapp.facts.fact import written
from eventapp.facts.ids import uuid7
from eventapp.facts.postgres import PostgresLog
from eventapp.facts.rows import COLUMNS, row_of
from eventapp.live.ledger import Ledger
from eventapp.live.pairing import digest_of
from eventapp.sync.peer import HttpPeer
from eventapp.sync.wire import batches
from tests import servers

FACTS = 10_000
LAPTOPS = 20
SIZES = (10_000, 100_000, 1_000_000)
POKES = 40
_CREATE = ", ".join(f"{name} {'bigint' if name in ('seq', 'hlc', 'v') else 'text'}" for name in COLUMNS)
_COPY = "COPY bare FROM STDIN"
_EACH = f"INSERT INTO bare VALUES ({', '.join(['%s'] * len(COLUMNS))})"


def rows() -> Iterator[Row]:
    """Every figure beside the floor that it is held against."""
    url = servers.postgres().url
    facts = facts_of(uuid7(wall_clock()), FACTS)
    copied, inserted = bare_seconds(url, facts, copy=True), bare_seconds(url, facts, copy=False)
    with hub(url, 1, "") as fair:
        one = seconds(lambda: fair.push_all(1, [facts]))
        what = f"{FACTS} facts, one laptop to the hub, over HTTP"
        yield Row(what, one, "s", inserted, "inserts in one commit", "<= 3")
        yield Row("  the same against COPY", one, "s", copied, "COPY in one commit")
        yield from crowd(fair, 1, copied)
    with hub(url, 2, servers.redis_url()) as fair:
        yield Row("fact at one process to an answer of the other, with Redis", fair.poke_ms(), "ms")
        yield from crowd(fair, 2, copied)
    with hub(url, 2, "") as fair:
        yield Row("  the same without Redis", fair.poke_ms(), "ms", goal="< 500 ms")
    yield from growth(url)


def crowd(fair: Hub, processes: int, copied: float) -> Iterator[Row]:
    """Twenty laptops at once, together as many facts."""
    work = [facts_of(uuid7(wall_clock()), FACTS // LAPTOPS) for _ in range(LAPTOPS)]
    took = seconds(lambda: fair.push_all(processes, work))
    what = f"{LAPTOPS} laptops at once, {FACTS} facts, {processes} process{'es' if processes > 1 else ''}"
    yield Row(what, took, "s", copied, "COPY in one commit")


def growth(url: str) -> Iterator[Row]:
    """What a batch costs in a log of ten thousand facts, and of more; each against the size before it."""
    log = PostgresLog(url, PASSPHRASE, f"growth-{uuid.uuid4()}")
    node, before = uuid7(wall_clock()), (0.0, 0.0, 0.0)
    writer = Writer(node)
    size = 0
    for goal in SIZES:
        while size < goal:
            log.append(writer.facts(min(10_000, goal - size)))
            size = log.head()
        batch = [writer.facts(500) for _ in range(5)]
        stored = median(seconds(lambda some=some: log.append(some)) for some in batch) * 1000  # type: ignore[misc]
        page = median(seconds(lambda goal=goal: log.read_all(goal - 500, 500)) for _ in range(5)) * 1000  # type: ignore[misc]
        whole = seconds(log.everything)
        names = ("storing 500 facts", "a page of 500 facts", "reading all")
        units = ("ms", "ms", "s")
        for name, unit, now, was in zip(names, units, (stored, page, whole), before, strict=True):
            yield Row(f"{name} in a log of {goal}", now, unit, was or None, "a tenth of the size" if was else "")
        before, size = (stored, page, whole), log.head()
    log.close()


class Writer:
    """A laptop that registers invented people."""

    def __init__(self, node: str) -> None:
        self._node, self._seq, self._clock = node, 0, HybridClock(wall_clock)
        self._start = zlib.crc32(node.encode()) % 90_000_000

    def facts(self, count: int) -> list[Fact]:
        """The next so many facts."""
        made = []
        for _ in range(count):
            self._seq += 1
            now = wall_clock()
            data = {"number": f"K{self._seq}", "code": f"{self._node[-6:]}{self._seq}", "fields": {"hours_max": 24}}
            phone = f"06{self._start + self._seq:08d}"  # everybody's own: who share one are compared by the hub
            personal = {"first_name": "Wubbe", "last_name": f"Nijmansbrug{self._seq}", "phone": phone}
            draft = Draft("person_registered", uuid7(now), data, personal)
            made.append(written(draft, id=uuid7(now), node=self._node, seq=self._seq, hlc=self._clock.tick(),
                                at=to_text(now), received_at=to_text(now), by="desk-1"))  # fmt: skip
        return made


def facts_of(node: str, count: int) -> list[Fact]:
    """The facts of one laptop."""
    return Writer(node).facts(count)


def seconds(act: Callable[[], Any]) -> float:
    """How long this takes."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def bare_seconds(url: str, facts: Sequence[Fact], copy: bool) -> float:
    """The same rows into a table with the same indexes, in one commit, by nothing but the driver."""
    values = [row_of(fact) for fact in facts]
    with psycopg.connect(url) as line, line.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE bare ({_CREATE})".replace("TEMP ", ""))
        for keys in ("(id)", "(node, seq)", "(subject)"):
            cursor.execute(f"CREATE INDEX ON bare {keys}")
        line.commit()
        started = time.perf_counter()
        if copy:
            with cursor.copy(_COPY) as rows:
                for row in values:
                    rows.write_row(row)
        else:
            cursor.executemany(_EACH, values)
        line.commit()
        took = time.perf_counter() - started
        cursor.execute("DROP TABLE bare")
    return took


class Hub:
    """A fair at a hub, with processes that serve it."""

    def __init__(self, url: str, ports: list[int]) -> None:
        self._ports = ports
        self.fair = str(uuid7(wall_clock()))
        self.tokens = [f"token-{n}-{self.fair}" for n in range(LAPTOPS + 2)]
        log = PostgresLog(url, PASSPHRASE, self.fair)
        ledger = Ledger(log)
        ledger.start()
        ledger.record([Draft("fair_created", self.fair, {"name": "Meting", "date": "2027-01-01", "secret": "00" * 32}),
                       *(paired(f"laptop-{n}", token) for n, token in enumerate(self.tokens))], by="bench")  # fmt: skip
        ledger.stop()

    def push_all(self, processes: int, work: list[list[Fact]]) -> None:
        """Every laptop hands over its facts, all at once, spread over the processes."""
        threads = [
            threading.Thread(target=self._push, args=(place, processes, some)) for place, some in enumerate(work)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _push(self, place: int, processes: int, facts: list[Fact]) -> None:
        peer = HttpPeer(
            f"http://127.0.0.1:{self._ports[place % processes]}", self.tokens[place + (len(facts) == FACTS)]
        )
        for batch in batches(facts):
            done = [one["status"] for one in peer.push(facts[0].node, batch)["results"]]
            assert done == ["stored"] * len(batch), set(done)

    def poke_ms(self) -> float:
        """The median of how long a fact takes from one process to who waits for it at the other."""
        giver, taker = (HttpPeer(f"http://127.0.0.1:{port}", self.tokens[-1]) for port in self._ports)
        facts = facts_of(uuid7(wall_clock()), POKES)
        cursor, took = str(taker.vector()["cursor"]), []
        for fact in facts:
            heard: list[str] = []
            waiting = threading.Thread(target=lambda: heard.append(_heard(taker, cursor, fact.id)))  # noqa: B023
            waiting.start()
            time.sleep(0.05)
            [line] = next(batches([fact]))
            giver.push(fact.node, [line])
            took.append(seconds(waiting.join) * 1000)
            cursor = heard[0]
        return median(took)


def _heard(taker: HttpPeer, cursor: str, wanted: str) -> str:
    """Wait until this fact came, whatever comes before it; returns how far was read then."""
    for _ in range(10):
        answer = taker.pull(cursor, "", 5)
        cursor = str(answer["cursor"])
        if wanted in {one["id"] for one in answer["facts"]}:
            return cursor
    raise AssertionError("it never came")


def paired(device: str, token: str) -> Draft:
    """A laptop that may hand over facts."""
    data = {"role": "laptop", "token_digest": digest_of(token), "label": "", "employer": None}
    return Draft("device_paired", device, data)


@contextlib.contextmanager
def hub(url: str, processes: int, queue: str) -> Iterator[Hub]:
    """A new fair, served by so many processes."""
    ports = [free_port() for _ in range(processes)]
    made = Hub(url, ports)
    environment = {**os.environ, "VONK_DATABASE": url, "VONK_QUEUE": queue}
    with tempfile.TemporaryDirectory() as folder:
        running = []
        for port in ports:
            place = Path(folder) / str(port)
            (place / "fairs").mkdir(parents=True)
            command = [sys.executable, "-m", "benchmarks.hub_process", made.fair, str(port), str(place)]
            running.append(subprocess.Popen(command, env=environment, cwd=ROOT))
        try:
            for port in ports:
                wait_for(port)
            yield made
        finally:
            for process in running:
                process.terminate()
                process.wait(20)
