"""``run.py bench [NAME …]``: run the benchmarks and print the table of ratios."""

from __future__ import annotations

import importlib
import sys

from benchmarks.table import HEADER

NAMES = (
    "checkins",
    "push",
    "halls",
    "rematch",
    "allocation",
    "startup",
    "intake",
    "importing",
    "merging",
    "badges",
    "camera",
    "gold",
    "titles",
    "simulation",
    "hub",
)


def main(names: list[str]) -> int:
    """Measure each by itself, so that one that fails does not hide the others."""
    print(HEADER)
    failed = 0
    for name in names or NAMES:
        try:
            for row in importlib.import_module(f"benchmarks.{name}").rows():
                print(row, flush=True)
        except Exception as error:  # a benchmark that cannot run is said to be so
            print(f"{name}: {type(error).__name__}: {error}", flush=True)
            failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
