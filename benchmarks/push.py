"""From posting a check-in to the change on every tablet, against a bare emit of the same bytes."""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

from benchmarks.fairs import Served, filled, free_port, serving, wait_for
from benchmarks.table import Row, percentile
from benchmarks.tablets import Tablets
from eventapp.facts.clock import to_text, wall_clock
from eventapp.facts.ids import uuid7
from eventapp.live.house import House
from eventapp.live.suggesting import Suggestions
from eventapp.matching.profile import seeker_of

MODE = "eventlet"
ROUNDS = 100
PAUSE = 0.03
Act = Callable[[int], Awaitable[str]]


def rows() -> Iterator[Row]:
    """p50 and p99 over all tablets and rounds: at desks, where it is counts, and at a stand, where matching comes in."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "fair"
        with filled(data, 2000) as house:
            codes = [seeker.code or "" for seeker in house.ledger.fair.seekers]
            stand, fitting = busiest_stand(house)
        with serving(data, MODE) as served:
            # The stand first: it shows its best forty, and once it is full an arrival need not change it.
            for role, count, some in (("stand", 20, fitting), ("desk", 20, codes[:200]), ("desk", 120, codes[200:])):
                yield from measured(served, role, count, some, stand)


def measured(served: Served, role: str, count: int, codes: list[str], stand: str) -> Iterator[Row]:
    """One kind of tablet, so many of them."""
    watching = served.token(role, stand if role == "stand" else None)
    act = check_ins(served, served.token("desk"), watching, codes)
    rounds = min(ROUNDS, len(codes) - 1)
    served.pulse()
    ours, size = asyncio.run(measure(served.port, watching, count, act, rounds))
    stall = served.pulse()["longest_ms"]
    with bare(size) as port:
        floor, _ = asyncio.run(measure(port, "", count, emits(port), rounds))
    for name, share, goal in (("p50", 0.5, ""), ("p99", 0.99, "<= 2")):
        what = f"check-in to change on {count} tablets ({role}), {size} bytes, {name}"
        yield Row(what, percentile(ours, share), "ms", percentile(floor, share), "bare emit", goal)
    yield Row("  longest stall of the event loop meanwhile", stall, "ms", goal="< 50 ms")


def busiest_stand(house: House) -> tuple[str, list[str]]:
    """The name of the employer whom most seekers fit, and the badge codes of those."""
    fair = house.ledger.fair
    engine = Suggestions().engine_for(Suggestions().offers(fair))
    fits: dict[str, list[str]] = defaultdict(list)
    for seeker in list(fair.seekers)[400:]:
        for employer in engine.match(seeker_of(seeker.number, seeker.fields)).by_employer():
            fits[employer].append(seeker.code or "")
    best = max(fits, key=lambda employer: len(fits[employer]))
    employer = fair.employer(best)
    assert employer is not None
    return employer.name, fits[best][:40]


async def measure(port: int, token: str, count: int, act: Act, rounds: int = ROUNDS) -> tuple[list[float], int]:
    """Milliseconds from the act to each tablet, over all rounds, and the size of the message."""
    tablets = Tablets(port, token)
    await tablets.join(count)
    late: list[float] = []
    for turn in range(rounds + 1):
        started = time.perf_counter()
        mark = await act(turn)
        seen = await tablets.until_all(mark)
        assert len(seen) == count, f"{len(seen)} of {count} tablets saw {mark}"
        if turn:  # the first warms up
            late += [(moment - started) * 1000 for moment in seen]
        await asyncio.sleep(PAUSE)
    await tablets.leave()
    return late, tablets.bytes


def check_ins(served: Served, token: str, watching: str, codes: list[str], seen_at: Served | None = None) -> Act:
    """Check in one person after the other; the change that follows there (or ``seen_at``) has the next version."""
    snapshot = json.loads(_get((seen_at or served).port, "/api/v1/snapshot", watching))
    start = snapshot["version"]

    async def act(turn: int) -> str:
        command = {"id": uuid7(wall_clock()), "kind": "check_in", "at": to_text(wall_clock()), "code": codes[turn]}
        await _post(served.port, "/api/v1/commands", {"commands": [command]}, token)
        return str(start + turn + 1)

    return act


def emits(port: int) -> Act:
    """Ask the bare server to send."""

    async def act(turn: int) -> str:
        await _post(port, "/emit", {"mark": f"m{turn}"}, "")
        return f"m{turn}"

    return act


@contextlib.contextmanager
def bare(size: int) -> Iterator[int]:
    """The bare server, in a process of its own; gives its port."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.bare_emit", str(port), MODE, str(max(1, size - 45))])
    try:
        wait_for(port)
        yield port
    finally:
        process.kill()
        process.wait(10)


async def _post(port: int, path: str, body: object, token: str) -> None:
    """A bare POST that does not wait for the whole answer in another thread."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    content = json.dumps(body).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
    head += f"Authorization: Bearer {token}\r\nContent-Length: {len(content)}\r\nConnection: close\r\n\r\n"
    writer.write(head.encode() + content)
    await writer.drain()
    answer = await reader.read()
    writer.close()
    assert b" 200 " in answer[:20], answer[:200]


def _get(port: int, path: str, token: str) -> bytes:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=10) as reply:
        return bytes(reply.read())
