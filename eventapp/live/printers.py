"""Printers behind one interface: a folder, a label printer that speaks ZPL, and CUPS; ``live/brother.py`` is another.

Each gets the same picture in whole dots. What goes wrong is one of two things, and they are not alike: ``Unreachable``
says that nothing was sent, so the job waits and is tried again by itself; ``Unsure`` says that paper may have come out,
so a person has to look. A browser is no printer in this sense: it fetches its job itself (``web/badge``).
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from PIL import Image

from eventapp.badges.layout import Layout, Page
from eventapp.badges.render import png_of

REACH_SECONDS: Final = 3.0  # to get through to a printer
ANSWER_SECONDS: Final = 5.0  # for it to say something
ZPL_PORT: Final = 9100
_POINTS_PER_MM: Final = 72 / 25.4
# It got a label and never said a word: perhaps it is one that prints without answering.
MUTE: Final = "printer_mute"


class Unreachable(Exception):
    """Nothing was sent. ``code`` is stable: ``printer_offline``, ``paper_out``, ``printer_paused``, ..."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Unsure(Exception):
    """Something was sent and nobody knows what came of it; printing again might make two."""

    def __init__(self, code: str = "print_unsure") -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Sheet:
    """A badge as it goes to a printer."""

    job: str
    picture: Image.Image
    layout: Layout
    pdf: bytes


class Adapter(Protocol):
    """A way to get a sheet on paper. Returns when it is, with whether the printer said so; Unreachable or Unsure."""

    def put_out(self, sheet: Sheet) -> bool: ...


def host_and_port(address: str, port: int) -> tuple[str, int]:
    """A host, and its port where the address gives one."""
    host, colon, own = address.rpartition(":")
    return (host, int(own)) if colon and ":" not in host and own.isdigit() else (address, port)


@dataclass(frozen=True)
class Folder:
    """Files in a folder, one for each job: a second attempt writes over the first."""

    path: Path
    format: str = "pdf"

    def put_out(self, sheet: Sheet) -> bool:
        content = png_of(sheet.picture, sheet.layout) if self.format == "png" else sheet.pdf
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            part = self.path / f".{sheet.job}.part"
            part.write_bytes(content)
            part.replace(self.path / f"{sheet.job}.{self.format}")
        except OSError as error:
            raise Unreachable("folder_unwritable") from error
        return True


@dataclass(frozen=True)
class Zebra:
    """A label printer that speaks ZPL II over TCP. Asked how it is before, and whether it has everything after.

    Some print and never answer. ``answers`` is what we know of that: True keeps a silent printer waiting, False does
    not ask, and None tries once, and a person says whether a label came.
    """

    host: str
    port: int = ZPL_PORT
    answers: bool | None = None
    reach: float = REACH_SECONDS
    answer: float = ANSWER_SECONDS

    def put_out(self, sheet: Sheet) -> bool:
        try:
            line = socket.create_connection((self.host, self.port), self.reach)
        except OSError as error:
            raise Unreachable("printer_offline") from error
        with line:
            line.settimeout(self.answer)
            answered = self.answers is not False and self._is_well(line)
            try:
                line.sendall(zpl(sheet.picture))
                if not answered:
                    line.shutdown(socket.SHUT_WR)  # no line that breaks off with a label half under way
            except OSError as error:
                raise Unsure from error
            if answered:
                self._came_out(line)
        if not answered and self.answers is None:
            raise Unsure(MUTE)
        return answered

    def _came_out(self, line: socket.socket) -> None:
        try:
            _check(_status(line, Unsure()), Unsure)
        except TimeoutError as error:
            raise Unsure from error

    def _is_well(self, line: socket.socket) -> bool:
        """Whether it said that it can print; False when it said nothing and never did."""
        try:
            _check(_status(line, Unreachable("printer_offline")), Unreachable)
        except TimeoutError as error:
            if self.answers:
                raise Unreachable("printer_silent") from error
            return False
        return True


def zpl(picture: Image.Image) -> bytes:
    """A label of one bitmap: its size in dots, the bits in hexadecimal (^GFA), printed once (^PQ1)."""
    rows = np.packbits(np.asarray(picture) == 0, axis=1)
    height, width = rows.shape
    head = f"^XA^PW{picture.width}^LL{height}^LH0,0^FO0,0^GFA,{rows.size},{rows.size},{width},"
    return head.encode() + rows.tobytes().hex().upper().encode() + b"^FS^PQ1^XZ\n"


def _status(line: socket.socket, otherwise: Exception) -> list[list[str]]:
    """What ~HS answers: three lines, each between STX and ETX, of values with commas between. Silence: TimeoutError."""
    said = b""
    try:
        line.sendall(b"~HS\n")
        while said.count(b"\x03") < 3:
            some = line.recv(1024)
            if not some:
                raise otherwise
            said += some
    except TimeoutError:
        raise
    except OSError as error:
        raise otherwise from error
    return [part.decode("latin-1").strip("\x02\r\n ").split(",") for part in said.split(b"\x03")[:3]]


def _check(status: list[list[str]], problem: type[Unreachable] | type[Unsure]) -> None:
    """From the ZPL II programming guide, ~HS: paper out and pause in the first line, head and ribbon in the second."""
    flags = {
        "paper_out": _flag(status, 0, 1),
        "printer_paused": _flag(status, 0, 2),
        "printer_open": _flag(status, 1, 2),
        "ribbon_out": _flag(status, 1, 3),
    }
    for code, up in flags.items():
        if up:
            raise problem(code)


def _flag(status: list[list[str]], line: int, place: int) -> bool:
    return len(status[line]) > place and status[line][place] == "1"


@dataclass(frozen=True)
class Cups:
    """A queue of CUPS, with media of this size, to 0.2 mm, and nothing fitted to the page."""

    queue: str

    def put_out(self, sheet: Sheet) -> bool:
        if shutil.which("lp") is None:
            raise Unreachable("no_cups")
        self._ask_how_it_is()
        media = f"media={_media(sheet.layout.page)}"
        options = ["-o", media, "-o", "print-scaling=none", "-o", "fit-to-page=false"]
        # Through its standard input: no file of ours with a name in it stays behind.
        _run(["lp", "-d", self.queue, "-t", sheet.job, *options, "-"], Unsure, sheet.pdf)
        return True

    def _ask_how_it_is(self) -> None:
        if b"disabled" in _run(["lpstat", "-p", self.queue], Unreachable):
            raise Unreachable("printer_paused")


def _media(page: Page) -> str:
    """A page for CUPS, which cuts off what is no whole point (62 mm becomes 61.74): the nearest, and a hair more."""
    width, height = (round(length * _POINTS_PER_MM) + 0.1 for length in (page.width, page.height))
    return f"Custom.{width:g}x{height:g}"


def _run(command: list[str], problem: type[Unreachable] | type[Unsure], given: bytes = b"") -> bytes:
    """What a command says. One that is refused by CUPS has printed nothing; one that hangs may have."""
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, timeout=ANSWER_SECONDS * 4, env={**os.environ, "LC_ALL": "C"}
        )
    except subprocess.TimeoutExpired as error:
        raise problem("printer_silent") from error
    except OSError as error:
        raise Unreachable("no_cups") from error
    if done.returncode:
        raise Unreachable("printer_offline")
    return done.stdout
