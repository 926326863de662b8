"""Starting with 11,000 seekers and 100,000 facts: seconds and memory, against reading the bare rows."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.fairs import PASSPHRASE, filled
from benchmarks.table import Row
from eventapp.facts import Draft, Log
from eventapp.live.house import House

SEEKERS = 11_000
FACTS = 100_000
SLICE = 5000

_CHILD = """
import json, resource, sys, time
from pathlib import Path
from eventapp.live.house import open_house
from eventapp.settings import Settings
started = time.perf_counter()
house = open_house(Settings(Path(sys.argv[1]), sys.argv[2], rehearsal=False))
seconds = time.perf_counter() - started
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "mb": peak, "facts": len(house.ledger.fair)}))
house.close()
"""


def rows() -> Iterator[Row]:
    """The state of a large fair, folded from its log by a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        with filled(data, SEEKERS, 300, 1000) as house:
            _crowd(house)
        bare = _bare(data)
        child = subprocess.run([sys.executable, "-c", _CHILD, str(data), PASSPHRASE], capture_output=True, check=True)
        found = json.loads(child.stdout)
    what = f"opening a fair of {SEEKERS} seekers and {found['facts']} facts"
    yield Row(what, found["seconds"], "s", bare, "reading the bare rows")
    yield Row("its memory, the whole process", found["mb"], "MB")


def _crowd(house: House) -> None:
    """Scans, in and out, until there are enough facts."""
    ids = [seeker.id for seeker in house.ledger.fair.seekers]
    turn = 0
    while len(house.ledger.fair) < FACTS:
        kind = "checked_out" if (turn // len(ids)) % 2 else "checked_in"
        some = [ids[(turn + place) % len(ids)] for place in range(SLICE)]
        house.ledger.record([Draft(kind, id, {"place": "balie"}) for id in some], "bench")
        turn += SLICE


def _bare(data: Path) -> float:
    log = Log(data / "fair.db", PASSPHRASE)
    started = time.perf_counter()
    for _ in log.read():
        pass
    seconds = time.perf_counter() - started
    log.close()
    return seconds
