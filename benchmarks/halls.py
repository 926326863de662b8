"""Two laptops at one fair: from posting a check-in in hall 2 to the change on the desks of hall 1, against hall 1's own."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.fairs import PASSPHRASE, ROOT, Served, filled, serving
from benchmarks.push import check_ins, measure
from benchmarks.table import Row, percentile

TABLETS = 20
ROUNDS = 60


def rows() -> Iterator[Row]:
    """The way to the desks of the other hall, beside the way to the desks of one's own."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "hall1", Path(folder) / "hall2"
        with filled(first, 2000) as house:
            codes = [seeker.code or "" for seeker in house.ledger.fair.seekers]
        with serving(first) as one:
            join(one, second)
            with serving(second) as two:
                own = latencies(one, one, codes[:100])
                over = latencies(one, two, codes[100:])
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        what = f"check-in in hall 2 to {TABLETS} desks in hall 1, {name}"
        yield Row(what, percentile(over, share), "ms", percentile(own, share), "check-in in hall 1", "< 2 s")


def join(one: Served, data: Path) -> None:
    """Make a second laptop of this fair."""
    code = one.command("pair", "--role", "laptop")["code"]
    command = [sys.executable, str(ROOT / "run.py"), "join", f"http://127.0.0.1:{one.port}", "--code", code]
    environment = {**os.environ, "VONK_PASSPHRASE": PASSPHRASE}
    subprocess.run([*command, "--data", str(data)], env=environment, check=True, capture_output=True)


def latencies(seen_at: Served, done_at: Served, codes: list[str]) -> list[float]:
    """Milliseconds from the check-in at one laptop to every desk at the other."""
    watching = seen_at.token("desk")
    act = check_ins(done_at, done_at.token("desk"), watching, codes, seen_at)
    return asyncio.run(measure(seen_at.port, watching, TABLETS, act, ROUNDS))[0]
