#!/usr/bin/env python3
"""Start Vonk: ``python3 run.py`` serves the fair, ``python3 run.py --help`` says what else there is.

On first use this makes its own ``.venv`` beside it. Up to there only the standard library is used. This is the only
file that patches: which way of waiting the server uses (``VONK_ASYNC``) is decided here and nowhere else.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
FOR_TESTS = ("test", "bench")


def main(argv: list[str]) -> int:
    """Make the environment when needed, go on inside it, and do the command."""
    if sys.version_info < (3, 11):
        return _stop("Vonk heeft Python 3.11 of nieuwer nodig.")
    wanted = ["requirements.txt"]
    if argv and argv[0] in FOR_TESTS:
        wanted.append("requirements-test.txt")
    if not _ready(wanted) and not _make(wanted):
        return 2
    if Path(sys.prefix).resolve() != VENV.resolve():
        return _go_on_inside(argv)
    return _run(argv)


def _run(argv: list[str]) -> int:
    from eventapp.startup import ASYNC_MODES, serves

    mode = os.environ.get("VONK_ASYNC", ASYNC_MODES[0])
    if mode not in ASYNC_MODES:
        return _stop(f"VONK_ASYNC kan zijn: {', '.join(ASYNC_MODES)}.")
    if serves(argv):
        try:
            _patch(mode)
        except ImportError:
            return _stop(f"VONK_ASYNC={mode} kan hier niet: {mode} is niet geïnstalleerd.")
    from eventapp.cli import main

    return main(argv, mode if serves(argv) else "threading")


def _patch(mode: str) -> None:
    if mode == "eventlet":
        # That eventlet is in maintenance is known and weighed: docs/adr/0004-async-mode.md.
        warnings.filterwarnings("ignore", message="(?s).*Eventlet is deprecated")
        import eventlet

        eventlet.monkey_patch()
    elif mode == "gevent":
        from gevent import monkey

        monkey.patch_all()


def _go_on_inside(argv: list[str]) -> int:
    command = [str(PYTHON), str(ROOT / "run.py"), *argv]
    if os.name == "nt":
        return subprocess.call(command)
    os.execv(command[0], command)


def _ready(wanted: list[str]) -> bool:
    return PYTHON.exists() and all(_mark(name).exists() for name in wanted)


def _sound() -> bool:
    """Whether the environment has a Python that works and is the one we run on; then installing can go on in it."""
    check = f"import pip, sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return PYTHON.exists() and subprocess.call([str(PYTHON), "-c", check], stderr=subprocess.DEVNULL) == 0


def _mark(name: str) -> Path:
    """Written last: an installation that was broken off is not taken for a whole one."""
    digest = hashlib.sha256((ROOT / name).read_bytes()).hexdigest()[:16]
    return VENV / f"{name}-{digest}-{sys.version_info.major}.{sys.version_info.minor}.ok"


def _make(wanted: list[str]) -> bool:
    print("Vonk maakt zich klaar. Dit gebeurt alleen de eerste keer.", file=sys.stderr)
    if VENV.exists() and not _sound():
        shutil.rmtree(VENV)
    if not PYTHON.exists() and not _venv():
        return False
    for name in wanted:
        if not _mark(name).exists():
            if not _install(name):
                return False
            _mark(name).touch()
    return True


def _venv() -> bool:
    if subprocess.call([sys.executable, "-m", "venv", str(VENV)], stdout=sys.stderr) == 0:
        return True
    shutil.rmtree(VENV, ignore_errors=True)
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("  python3-venv ontbreekt en wordt geïnstalleerd ...", file=sys.stderr)
        subprocess.call(["apt-get", "update", "-qq"], stdout=sys.stderr)
        subprocess.call(["apt-get", "install", "-y", "-qq", "python3-venv"], stdout=sys.stderr)
        if subprocess.call([sys.executable, "-m", "venv", str(VENV)], stdout=sys.stderr) == 0:
            return True
    _stop("Python kan geen eigen omgeving maken. Installeer het pakket python3-venv en probeer het opnieuw.")
    return False


def _install(name: str) -> bool:
    """Install with pip, showing one line per package instead of its whole story."""
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "-r", str(ROOT / name)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        last = ""
        for line in pip.stdout or ():
            last = line.strip() or last
            if line.startswith(("Collecting ", "Installing collected")):
                print(f"  {line.split(' (')[0].strip()[:100]}", file=sys.stderr)
    if pip.returncode:
        _stop(f"Installeren is niet gelukt: {last}. Is er internet? Probeer het daarna opnieuw.")
    return pip.returncode == 0


def _stop(line: str) -> int:
    print(line, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
