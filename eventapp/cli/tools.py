"""The suite and the benchmarks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any, Final

from eventapp.messages import text

ROOT = Path(__file__).parents[2]
# What the suite wants of Debian: the commands that show that it is there (one is enough), and the packages otherwise.
WANTED: Final = {
    "cli.installing_chromium": (("chromium", "chromium-browser", "google-chrome"), ("chromium",)),
    "cli.installing_cups": (("cupsd",), ("--no-install-recommends", "cups-daemon", "cups-client", "cups-filters")),
    "cli.installing_postgres": (("pg_ctlcluster", "initdb"), ("postgresql",)),
    "cli.installing_redis": (("redis-server",), ("redis-server",)),
}
# A worker for each core, and a file's tests together: they share a served fair. In the order of their names, so that
# the files with browsers, which are few and long, do not all come last.
WHOLE_SUITE = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")


def test(args: Namespace, mode: str) -> tuple[Any, int]:
    """Run the suite; what it needs of Debian is installed first where that may be."""
    _install_what_is_missing()
    return None, subprocess.call([sys.executable, "-m", "pytest", *(args.rest or WHOLE_SUITE)], cwd=ROOT)


def bench(args: Namespace, mode: str) -> tuple[Any, int]:
    """Run the benchmarks and print their table of ratios."""
    return None, subprocess.call([sys.executable, "-m", "benchmarks", *args.only], cwd=ROOT)


def _install_what_is_missing() -> None:
    """A browser and a print server, where apt may; what stays away makes its tests skip with a line that says so."""
    missing = {code: packages for code, (names, packages) in WANTED.items() if not any(map(shutil.which, names))}
    if not missing or not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.call(["apt-get", "update", "-qq"], stdout=sys.stderr, env=environment)
    for code, packages in missing.items():
        print(text(code), file=sys.stderr)
        install = ["apt-get", "install", "-y", "-qq", *packages]
        subprocess.call(install, stdout=sys.stderr, env=environment)
