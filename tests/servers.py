"""A real PostgreSQL and a real Redis on this machine, one of each per test process, for this process alone.

Where they are not installed the tests that need them are skipped; ``run.py test`` installs them where it may.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import shutil
import socket
import subprocess
import tempfile
import time
import uuid
from functools import cache
from pathlib import Path

import psycopg
import pytest
import redis

STARTED_WITHIN = 30.0
NO_POSTGRES = "no PostgreSQL here: apt-get install postgresql"
NO_REDIS = "no Redis here: apt-get install redis-server"
# PostgreSQL refuses to run as root, and who is nobody can do no harm.
_UNPRIVILEGED = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--pdeathsig=KILL")


class Postgres:
    """A server in a folder of its own, on a socket in that folder. It syncs as any server does."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self._programs = folder, programs
        self.data = folder / "data"
        self.url = f"postgresql://vonk@/postgres?host={folder}"
        initdb = [str(programs / "initdb"), "-D", str(self.data), "-U", "vonk", "-A", "trust", "-E", "UTF8",
                  "--locale=C"]  # fmt: skip
        subprocess.run([*_as_nobody(), *initdb], check=True, capture_output=True, cwd=folder)
        self.start()

    def fresh(self) -> str:
        """The address of an empty database on it."""
        name = f"fresh_{uuid.uuid4().hex}"
        with psycopg.connect(self.url, autocommit=True) as line:
            line.execute(f"CREATE DATABASE {name}")
        return self.url.replace("/postgres?", f"/{name}?")

    def start(self) -> None:
        """Start it and wait until it answers."""
        run = [str(self._programs / "postgres"), "-D", str(self.data), "-k", str(self.folder), "-h", "",
               "-c", "max_connections=60"]  # fmt: skip
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen([*_as_nobody(), *run], stdout=log, stderr=log, cwd=self.folder)
        _until(lambda: psycopg.connect(self.url).close(), psycopg.Error)

    def stop(self, how: str = "fast") -> None:
        """Stop it; "immediate" is as when the power fails."""
        stop = [str(self._programs / "pg_ctl"), "-D", str(self.data), "stop", "-m", how]
        subprocess.run([*_as_nobody(), *stop], capture_output=True, cwd=self.folder, check=False)
        self._process.wait(STARTED_WITHIN)


@cache
def postgres() -> Postgres:
    """The server of this test process; skips where there is none."""
    programs = _postgres_programs()
    if programs is None:
        pytest.skip(NO_POSTGRES)
    folder = _folder("vonk-pg-")
    server = Postgres(folder, programs)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(server.stop, "immediate")
    return server


@cache
def redis_url() -> str:
    """The Redis of this test process; skips where there is none."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip(NO_REDIS)
    folder = _folder("vonk-redis-")
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    run = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    process = subprocess.Popen([*_as_nobody(), *run], stdout=subprocess.DEVNULL, cwd=folder)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(process.wait, STARTED_WITHIN)
    atexit.register(process.kill)
    # python-socketio keeps listening in a thread that nobody can stop, and says so when its Redis is gone.
    atexit.register(logging.disable)
    url = f"redis://127.0.0.1:{port}/0"
    _until(lambda: redis.Redis.from_url(url).ping(), redis.RedisError)
    return url


def _postgres_programs() -> Path | None:
    beside = shutil.which("initdb")
    places = [Path(beside).resolve().parent] if beside else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return places[-1] if places and (places[-1] / "postgres").exists() else None


def _folder(prefix: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    if _as_nobody():
        os.chown(folder, 65534, 65534)
    return folder


def _as_nobody() -> tuple[str, ...]:
    return _UNPRIVILEGED if hasattr(os, "geteuid") and os.geteuid() == 0 else ()


def _until(works: object, problem: type[Exception]) -> None:
    assert callable(works)
    until = time.monotonic() + STARTED_WITHIN
    while True:
        try:
            return works()
        except problem:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
