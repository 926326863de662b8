"""The suite and the benchmarks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from eventapp.messages import text

ROOT = Path(__file__).parents[2]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# A worker for each core, and a file's tests together: they share a served fair. In the order of their names, so that
# the files with browsers, which are few and long, do not all come last.
WHOLE_SUITE = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")


def test(args: Namespace, mode: str) -> tuple[Any, int]:
    """Run the suite; what it needs of Debian is installed first where that may be."""
    _want_chromium()
    return None, subprocess.call([sys.executable, "-m", "pytest", *(args.rest or WHOLE_SUITE)], cwd=ROOT)


def bench(args: Namespace, mode: str) -> tuple[Any, int]:
    """Run the benchmarks and print their table of ratios."""
    return None, subprocess.call([sys.executable, "-m", "benchmarks", *args.only], cwd=ROOT)


def _want_chromium() -> None:
    if any(shutil.which(name) for name in CHROMIUM):
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print(text("cli.installing_chromium"), file=sys.stderr)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
            subprocess.call(command, stdout=sys.stderr, env=environment)
