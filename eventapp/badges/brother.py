"""Labels for Brother QL printers (QL-800, QL-810W, QL-820NWB): a picture as raster commands, and what a status says.

The source is Brother's "Raster Command Reference QL-800/810W/820NWB", 1.01. The head has 720 pins, 300 to the inch. Of
a tape of 62 mm the outer 18 dots stay white, and so do 3 mm before and behind; the layouts leave these free.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import Image

STATUS_SIZE: Final = 32
ASK_STATUS: Final = b"\x00" * 400 + b"\x1b@\x1biS"  # whatever was under way is dropped first
TAPE: Final = 62  # mm
TAPE_DOTS: Final = 732

_PINS, _PRINTABLE = 720, 696
_FEED: Final = 35  # dots before and behind that a printer cannot reach
_QUALITY, _KIND, _WIDTH, _LENGTH, _RECOVER = 0x40, 0x02, 0x04, 0x08, 0x80
_CONTINUOUS, _DIE_CUT = (0x0A, 0x4A), (0x0B, 0x4B)
# Error information 1 and 2: a bit in two bytes, and what a person can do about it.
_ERRORS: Final = {
    0x0001: "paper_out",
    0x0002: "paper_out",
    0x0004: "printer_jammed",
    0x0010: "printer_busy",
    0x0020: "printer_offline",
    0x0100: "wrong_paper",
    0x1000: "printer_open",
    0x4000: "paper_out",  # cannot be fed
}


@dataclass(frozen=True)
class Tape:
    """What is in the printer, in millimetres; a length of 0 is tape without end."""

    width: int
    length: int = 0

    def fits(self, width: float, height: float) -> bool:
        """Whether a label of this size can be printed on it."""
        return self.width == round(width) and self.length in (0, round(height))


@dataclass(frozen=True)
class Status:
    """What a printer says of itself; ``problem`` is a stable code, "" while all is well."""

    problem: str
    tape: Tape | None
    finished: bool = False
    printing: bool = False


def read_status(reply: bytes) -> Status | None:
    """The 32 bytes of a status; None for anything else."""
    if len(reply) != STATUS_SIZE or reply[:3] != b"\x80\x20B":
        return None
    errors = reply[8] | reply[9] << 8
    problem = next((code for bit, code in _ERRORS.items() if errors & bit), "printer_fault" if errors else "")
    kind, width, length = reply[11], reply[10], reply[17]
    tape = Tape(width, length if kind in _DIE_CUT else 0) if kind in _CONTINUOUS + _DIE_CUT else None
    if tape is None and not problem:
        problem = "paper_out"
    return Status(problem, tape, finished=reply[18] == 0x01, printing=reply[19] == 0x01)


def raster(picture: Image.Image, tape: Tape | None = None) -> bytes:
    """A label of one picture (0 is black) as commands, cut at its end. Without ``tape`` nobody knows the roll."""
    lines = _lines(picture)
    flags = _RECOVER | _QUALITY | _WIDTH | ((_KIND | _LENGTH) if tape else 0)
    kind, length = (_DIE_CUT[0], tape.length) if tape and tape.length else (_CONTINUOUS[0], 0)
    return b"".join((
        b"\x00" * 400, b"\x1b@",  # drop what was under way
        b"\x1bia\x01",  # raster commands
        b"\x1biz", struct.pack("<BBBBIBB", flags, kind, TAPE, length, len(lines), 0, 0),
        b"\x1biM\x40", b"\x1biA\x01", b"\x1biK\x08",  # cut, after each, and at the end
        b"\x1bid", struct.pack("<H", 0 if length else _FEED),
        b"M\x00",  # not packed
        *(b"g\x00" + bytes([len(line)]) + line for line in lines),
        b"\x1a",
    ))  # fmt: skip


def _lines(picture: Image.Image) -> list[bytes]:
    """Row by row what the pins do. They count from the right."""
    side = (TAPE_DOTS - _PRINTABLE) // 2
    black = np.asarray(picture.convert("L")) == 0
    seen = black[_FEED + 1 : -_FEED - 1, side : side + _PRINTABLE]
    pins = np.zeros((len(seen), _PINS), bool)
    pins[:, 12 : 12 + _PRINTABLE] = seen
    return [row.tobytes() for row in np.packbits(pins[:, ::-1], axis=1)]
