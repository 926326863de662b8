"""Three registers read, guarded, merged and stored: seconds, memory, and how that grows."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Iterator

from benchmarks.table import Row

SIZES = (600, 1800, 6200)  # people; in three registers that is about 1,000, 3,000 and 11,000 rows

_CHILD = """
import json, resource, sys, tempfile, time
from pathlib import Path
from eventapp.live.house import make_fair, open_house
from eventapp.live.importing import take_in_files
from eventapp.settings import Settings
from seed.registers_noisy import three_registers
files, _ = three_registers(int(sys.argv[1]), seed=1)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
with tempfile.TemporaryDirectory() as folder:
    settings = Settings(Path(folder), "meting", rehearsal=False)
    make_fair(settings, "Meting", "2027-01-01")
    house = open_house(settings)
    started = time.perf_counter()
    report = take_in_files(house, files, "bench")
    seconds = time.perf_counter() - started
    house.close()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
rows = sum(file["rows"] for file in report["files"])
print(json.dumps({"rows": rows, "seconds": seconds, "mb": peak, "before": before, "people": report["people"], "review": len(report["to_review"])}))
"""


def rows() -> Iterator[Row]:
    """Each size in a process of its own, so that memory is its own too."""
    found = [_measured(size) for size in SIZES]
    for one in found:
        what = f"{one['rows']} rows in three registers -> {one['people']} people, {one['review']} to review"
        yield Row(what, one["seconds"], "s", goal="< 60 s")
    yield Row("its memory at the largest, the whole process", found[-1]["mb"], "MB", goal="< 600 MB")
    first, last = found[0], found[-1]
    exponent = math.log(last["seconds"] / first["seconds"]) / math.log(last["rows"] / first["rows"])
    yield Row("growth exponent, smallest to largest", exponent, "", goal="near 1")


def _measured(size: int) -> dict[str, float]:
    child = subprocess.run([sys.executable, "-c", _CHILD, str(size)], capture_output=True, check=True)
    return dict(json.loads(child.stdout))
