"""The line to a Brother QL printer, in a process of its own: a device that hangs holds up nobody but this.

Started by ``live/brother.py`` with an address and the picture on standard input; says one line about what came of it:
``done``, ``mute`` (it never answers), ``unreachable <code>`` (nothing was sent) or ``unsure <code>`` (something was).

Over the network such a printer takes labels on port 9100 and says nothing there; how it is, is asked over SNMP and
comes in the same 32 bytes that the device of a cable gives.
"""

from __future__ import annotations

import io
import os
import select
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Protocol

from PIL import Image

from eventapp.badges.brother import ASK_STATUS, STATUS_SIZE, Status, raster, read_status
from eventapp.live import snmp
from eventapp.live.printers import ANSWER_SECONDS, MUTE, REACH_SECONDS, ZPL_PORT, Unreachable, Unsure, host_and_port

# Where Brother's network printers keep the status that a cable would give.
STATUS_OID: Final = "1.3.6.1.4.1.2435.3.3.9.1.6.1.0"
PRINT_SECONDS: Final = 8.0  # for a label to come out
_PAUSE: Final = 0.2
_IDLE: Final = 8  # times that it says to wait for work, before that means that it is done


class Line(Protocol):
    """A way to a printer."""

    def status(self, asking: bool = True) -> Status | None: ...

    def send(self, some: bytes) -> None: ...


class Network:
    """A printer on the network."""

    def __init__(self, line: socket.socket, host: str, status_port: int) -> None:
        self._line, self._host, self._port = line, host, status_port

    def status(self, asking: bool = True) -> Status | None:
        """How it is; None when it does not say."""
        return read_status(snmp.ask(self._host, STATUS_OID, STATUS_SIZE, self._port) or b"")

    def send(self, some: bytes) -> None:
        """Everything, or an OSError."""
        self._line.sendall(some)


class Device:
    """A printer on a cable, as a device of the laptop."""

    def __init__(self, file: int) -> None:
        self._file = file

    def status(self, asking: bool = True) -> Status | None:
        """How it is; None when it does not say. Not ``asking``: what it says by itself."""
        if asking:
            self.send(ASK_STATUS)
        said = b""
        while len(said) < STATUS_SIZE and select.select([self._file], [], [], ANSWER_SECONDS if asking else _PAUSE)[0]:
            said += os.read(self._file, STATUS_SIZE - len(said))
        return read_status(said)

    def send(self, some: bytes) -> None:
        """Everything, or an OSError when it takes nothing any more."""
        while some:
            if not select.select([], [self._file], [], ANSWER_SECONDS)[1]:
                raise TimeoutError
            some = some[os.write(self._file, some) :]


@contextmanager
def line_to(address: str, status_port: int) -> Iterator[Line]:
    """The line to a printer. Unreachable: ``printer_offline``."""
    try:
        if address.startswith("/"):
            file = os.open(address, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        else:
            host, port = host_and_port(address, ZPL_PORT)
            line = socket.create_connection((host, port), REACH_SECONDS)
            line.settimeout(ANSWER_SECONDS)
    except OSError as error:
        raise Unreachable("printer_offline") from error
    if address.startswith("/"):
        with os.fdopen(file, "rb+", buffering=0):
            yield Device(file)
    else:
        with line:
            yield Network(line, host, status_port)


def print_label(line: Line, picture: Image.Image, width: float, height: float, answers: bool | None) -> bool:
    """Print one label of this size in mm; returns whether the printer said how it is.

    ``answers`` is what is known of that, as with ``Zebra``. Unreachable and Unsure as usual.
    """
    status = None if answers is False else line.status()
    if status is None and answers:
        raise Unreachable("printer_silent")
    if status and status.problem:
        raise Unreachable(status.problem)
    if status and status.tape and not status.tape.fits(width, height):
        raise Unreachable("wrong_paper")
    try:
        line.send(raster(picture, status.tape if status else None))
    except OSError as error:
        raise Unsure from error
    if status:
        _wait_for_paper(line, time.monotonic() + PRINT_SECONDS)
    elif answers is None:
        raise Unsure(MUTE)
    return status is not None


def _wait_for_paper(line: Line, deadline: float) -> None:
    """Until the printer is done: it says so, or waits for work after it printed, or for so long that it must have."""
    idle, printed = 0, False
    while idle < (1 if printed else _IDLE):
        status = line.status(asking=False)
        if status and status.problem:
            raise Unsure(status.problem)
        if status and status.finished:
            return
        printed = printed or bool(status and status.printing)
        idle += bool(status and not status.printing)
        if time.monotonic() > deadline:
            raise Unsure("printer_silent")
        time.sleep(_PAUSE)


def main(address: str, width: str, height: str, answers: str, status_port: str) -> str:
    """Print the picture on standard input; gives the line to say."""
    known = {"yes": True, "no": False}.get(answers)
    with Image.open(io.BytesIO(sys.stdin.buffer.read())) as picture:
        picture.load()
    try:
        with line_to(address, int(status_port)) as line:
            return "done" if print_label(line, picture, float(width), float(height), known) else "mute"
    except Unreachable as trouble:
        return f"unreachable {trouble.code}"
    except Unsure as trouble:
        return f"unsure {trouble.code}"


if __name__ == "__main__":
    print(main(*sys.argv[1:]))
