"""Servers without the wait: a process that has loaded ``run.py`` for one way of waiting and parts itself for each fair.

Loading takes a second and a half; a child of this process has that done. What it serves, how it waits and how it dies
are as of any other: it is a process of its own, with the arguments and environment of a command line. Whether ``run.py``
itself starts is for the tests that do not use this (``serving``).

    python nursery.py MODE      reads a JSON line {"argv", "environment", "said"}, answers the process id
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


class Child:
    """A process that was parted off, with what the tests use of ``subprocess.Popen``."""

    def __init__(self, pid: int, ended: Path) -> None:
        self.pid, self._ended = pid, ended

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        with contextlib.suppress(FileNotFoundError):
            return int(self._ended.read_text())
        return None

    def wait(self, seconds: float) -> int:
        """The exit code, when it ends within this time."""
        until = time.monotonic() + seconds
        while (code := self.poll()) is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired(str(self.pid), seconds)
            time.sleep(0.01)
        return code

    def send_signal(self, number: int) -> None:
        """As of ``Popen``: nothing when it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it without asking."""
        self.send_signal(signal.SIGKILL)


@cache
def _nursery(mode: str) -> subprocess.Popen[str]:
    """The process that has loaded everything for this way of waiting; it ends with this one."""
    command = [sys.executable, str(Path(__file__)), mode]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(_close, process)
    return process


def _close(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.close()
    process.wait(20)


def parted(
    mode: str, arguments: list[str], environment: dict[str, str], output: Path, errors: Path | None = None
) -> Child:
    """A process that does these arguments of ``run.py``; what it says is added to ``output``, or apart to ``errors``."""
    nursery = _nursery(mode)
    assert nursery.stdin and nursery.stdout
    said = [str(output), str(errors or output)]
    nursery.stdin.write(json.dumps({"argv": arguments, "environment": environment, "said": said}) + "\n")
    nursery.stdin.flush()
    pid = int(nursery.stdout.readline())
    return Child(pid, _ended(output, pid))


def to_the_end(
    mode: str, arguments: list[str], environment: dict[str, str], seconds: float = 60.0
) -> subprocess.CompletedProcess[str]:
    """These arguments of ``run.py`` to the end, as ``subprocess.run`` would tell it."""
    with tempfile.TemporaryDirectory() as folder:
        output, errors = Path(folder) / "output", Path(folder) / "errors"
        exit = parted(mode, arguments, environment, output, errors).wait(seconds)
        return subprocess.CompletedProcess(arguments, exit, output.read_text(), errors.read_text())


def _ended(output: Path, pid: int) -> Path:
    return output.with_suffix(f".ended-{pid}")


# --- in the nursery itself ---


class _Nursery:
    def __init__(self) -> None:
        self._outputs: dict[int, Path] = {}
        self._waitpid, self._fork = os.waitpid, os.fork  # eventlet has its own, which wait for its loop

    def part(self, mode: str) -> int:
        """Part off a child for every line; returns what to exit with, in the child with what it came to."""
        import run

        run._patch(mode)
        _load()
        signal.signal(signal.SIGCHLD, lambda *_: self._reap())
        for line in sys.stdin:
            task = json.loads(line)
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
            pid = self._fork()
            if not pid:
                _be_alone(task)
                return run._run(task["argv"])
            self._outputs[pid] = Path(task["said"][0])
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
            print(pid, flush=True)
        for pid in self._outputs:
            os.kill(pid, signal.SIGKILL)
        return 0

    def _reap(self) -> None:
        while self._outputs:
            pid, status = self._waitpid(-1, os.WNOHANG)
            if not pid:
                return
            ended = _ended(self._outputs.pop(pid), pid)
            ended.with_suffix(".new").write_text(str(os.waitstatus_to_exitcode(status)))
            with contextlib.suppress(FileNotFoundError):
                ended.with_suffix(".new").replace(ended)  # whole or not there


def _load() -> None:
    from eventapp import cli  # noqa: F401  with all that it loads
    from eventapp.matching.linker import linker
    from eventapp.web import app  # noqa: F401

    linker()


def _be_alone(task: dict[str, Any]) -> None:
    """As a process that was just started: no handlers, nothing to read, what it says in a file."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for ours, path in enumerate(task["said"], 1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644), ours)
    os.environ.clear()
    os.environ.update(task["environment"])


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(_Nursery().part(sys.argv[1]))
