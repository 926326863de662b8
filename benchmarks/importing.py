"""Check-ins while registers are taken in: how long a desk waits for its answer, the first time and with the same again."""

from __future__ import annotations

import http.client
import json
import statistics
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.fairs import Served, filled, serving
from benchmarks.table import Row
from eventapp.facts.clock import to_text, wall_clock
from eventapp.facts.ids import uuid7
from seed.registers_noisy import three_registers

PEOPLE = 300  # at the door
REGISTERED = 6200  # in three registers that is some 12,600 rows
DESKS = 3
PAUSE_S = 0.2  # between two people at one desk
_EDGE = "vonk-grens"


def rows() -> Iterator[Row]:
    """Three desks let people in while three registers come in: first with everybody new, then with nothing new."""
    files, _ = three_registers(REGISTERED, seed=1)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "fair"
        with filled(data, PEOPLE) as house:
            codes = [seeker.code or "" for seeker in house.ledger.fair.seekers]
        with serving(data) as served:
            desk, organiser = served.token("desk"), served.token("organiser")
            for what in ("", " once more"):
                waits, seconds, taken = _while_importing(served, desk, organiser, codes, files)
                yield from _rows(f"{taken} rows{what}", waits, seconds)


def _rows(what: str, waits: list[float], seconds: float) -> Iterator[Row]:
    yield Row(f"taking in {what}, in a served fair", seconds, "s")
    yield Row(f"check-in meanwhile ({len(waits)}), median", statistics.median(waits), "ms")
    yield Row("check-in meanwhile, 95th percentile", statistics.quantiles(waits, n=20)[-1], "ms")
    yield Row("check-in meanwhile, the slowest", max(waits), "ms", goal="< 1000 ms")


def _while_importing(
    served: Served, desk: str, organiser: str, codes: list[str], files: list[tuple[str, bytes]]
) -> tuple[list[float], float, int]:
    """How long each check-in took in ms, how long the import took in s, and how many rows it had."""
    waits: list[float] = []
    done = threading.Event()
    desks = [threading.Thread(target=_let_in, args=(served, desk, codes[place::DESKS], waits, done))
             for place in range(DESKS)]  # fmt: skip
    for one in desks:
        one.start()
    started = time.perf_counter()
    try:
        report = _hand_in(served, organiser, files)
        seconds = time.perf_counter() - started
        time.sleep(2)  # what the import left to do for the rooms
    finally:
        done.set()
        for one in desks:
            one.join()
    return waits, seconds, sum(file["rows"] for file in report["files"])


def _let_in(served: Served, token: str, codes: list[str], waits: list[float], done: threading.Event) -> None:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
    turn = 0
    while not done.wait(PAUSE_S):
        now = wall_clock()
        command = {"id": uuid7(now), "kind": "check_in", "at": to_text(now), "code": codes[turn % len(codes)]}
        started = time.perf_counter()
        connection.request("POST", "/api/v1/commands", json.dumps({"commands": [command]}), headers)
        assert json.load(connection.getresponse())["results"][0]["status"] == "recorded"
        waits.append((time.perf_counter() - started) * 1000)
        turn += 1


def _hand_in(served: Served, token: str, files: list[tuple[str, bytes]]) -> dict[str, Any]:
    parts = [
        f'--{_EDGE}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode()
        + data
        + b"\r\n"
        for name, data in files
    ]
    headers = {"Content-Type": f"multipart/form-data; boundary={_EDGE}", "Authorization": f"Bearer {token}"}
    body = b"".join([*parts, f"--{_EDGE}--\r\n".encode()])
    request = urllib.request.Request(f"http://127.0.0.1:{served.port}/api/v1/imports", body, headers)
    with urllib.request.urlopen(request, timeout=600) as reply:
        return dict(json.load(reply))
