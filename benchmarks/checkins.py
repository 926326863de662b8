"""Durable check-ins per second, against a bare loop of single commits of the same row."""

from __future__ import annotations

import gc
import http.client
import json
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.fairs import Served, filled, serving
from benchmarks.table import Row
from eventapp.facts import Log
from eventapp.facts.clock import to_text, wall_clock
from eventapp.facts.ids import uuid7
from eventapp.fair.commands import CheckIn
from eventapp.fair.decide import decide
from eventapp.fair.decision import Actor
from eventapp.live.house import House
from eventapp.live.ledger import Act

CLIENTS = 50
PEOPLE = 2000
EACH = 60
BARE = 2000


def rows() -> Iterator[Row]:
    """The floor, the ledger inside the process, and the same over HTTP."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        with filled(data / "fair", PEOPLE) as house:
            codes = [seeker.code or "" for seeker in house.ledger.fair.seekers]
            gc.collect()
            gc.freeze()  # as the server does before it serves
            inside = inside_per_second(house, codes)
            floor = bare_per_second(data, house)
        yield Row("durable check-ins, 50 threads inside the process", inside, "/s", floor, "single commits", ">= 3")
        with serving(data / "fair") as served:
            over_http, slowest = http_per_second(served, codes), served.pulse()
        what = "durable check-ins over HTTP, 50 clients, one a request"
        yield Row(what, over_http, "/s", floor, "single commits", ">= 0.5")
        yield Row("longest stall of the event loop under that load", slowest["longest_ms"], "ms", goal="< 50 ms")
        yield Row(f"99th percentile of its stalls ({slowest['beats']:.0f} beats)", slowest["p99_ms"], "ms")


def bare_per_second(data: Path, house: House) -> float:
    """Commits a second of one fact row each, in a loop, in the same kind of file."""
    facts = [fact for _, fact in house.ledger.log.read(limit=BARE * 2)][-BARE:]
    log = Log(data / "bare.db", "meting")
    started = time.perf_counter()
    for fact in facts:
        log.append([fact])
    seconds = time.perf_counter() - started
    log.close()
    return len(facts) / seconds


def inside_per_second(house: House, codes: list[str]) -> float:
    """Check-ins a second through the ledger, from 50 threads that each wait for their answer."""

    def client(place: int) -> None:
        for turn in range(EACH):
            command = CheckIn(
                id=uuid7(wall_clock()), at=to_text(wall_clock()), code=codes[(place * EACH + turn) % len(codes)]
            )
            act = Act(
                command.id,
                command.at,
                "bench",
                lambda fair, command=command: decide(fair, command, Actor("bench", "desk")),
            )
            house.ledger.submit([act])
            assert act.status == "recorded"

    return per_second(client)


def http_per_second(served: Served, codes: list[str]) -> float:
    """The same over HTTP with connections that stay open."""
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {served.token('desk')}"}
    served.pulse()

    def client(place: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
        for turn in range(EACH):
            command = {"id": uuid7(wall_clock()), "kind": "check_in", "at": to_text(wall_clock()),
                       "code": codes[(place * EACH + turn) % len(codes)]}  # fmt: skip
            connection.request("POST", "/api/v1/commands", json.dumps({"commands": [command]}), headers)
            assert json.load(connection.getresponse())["results"][0]["status"] == "recorded"

    return per_second(client)


def per_second(client: object) -> float:
    """Run 50 clients at once; how many acts a second they get answered together."""
    assert callable(client)
    threads = [threading.Thread(target=client, args=(place,)) for place in range(CLIENTS)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return CLIENTS * EACH / (time.perf_counter() - started)
