"""The QR code of a badge: nothing but its code, as dark and light modules.

qrcode makes it. Which of the eight masks is best takes nine tenths of its time, so we weigh all eight at once with
numpy; the code that comes out is the same to the module, and a test holds that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import numpy as np
import qrcode
from numpy.typing import NDArray
from PIL import Image
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.util import MODE_ALPHA_NUM, QRData

# Version 2 and not 1: its alignment pattern keeps it readable when the paper bends. Level Q bears the loss of
# a quarter. Together they hold 29 letters, so a code of sixteen always fits.
_VERSION: Final = 2
MODULES: Final = 17 + 4 * _VERSION
_DARK: Final = re.compile(b"\x01+")
QUIET: Final = 4  # light modules around it, from ISO/IEC 18004

Matrix = list[list[bool]]
_Modules = NDArray[np.bool_]

# ISO/IEC 18004, 7.8.3: what makes a code look like something else to a reader, and what it costs.
_MASKS: Final = 8
_FINDER: Final = ("10111010000", "00001011101")  # what could pass for a corner: 40
_BLOCK_COST, _RUN_COST, _FINDER_COST, _UNEVEN_COST = 3, 2, 40, 10
_FINDERS: Final = [sum(1 << place for place, dark in enumerate(some) if dark == "1") for some in _FINDER]


def matrix(code: str) -> Matrix:
    """The modules of this code, row by row, dark is True, without the quiet zone."""
    flips, marks = _masks()
    tried = _masked(_symbol(code), 0, testing=True) ^ flips
    best = int(np.argmin(_cost(tried)))
    modules: Matrix = (tried[best] ^ marks[best]).tolist()
    return modules


def runs(modules: Matrix) -> Iterator[tuple[int, int, int]]:
    """The dark modules as horizontal bars: column, row and length."""
    for y, row in enumerate(modules):
        for bar in _DARK.finditer(bytes(map(bool, row))):
            yield bar.start(), y, bar.end() - bar.start()


def picture(modules: Matrix) -> Image.Image:
    """The modules as a picture with a dot for each, without the quiet zone."""
    dark = bytes(0 if module else 255 for row in modules for module in row)
    return Image.frombytes("L", (len(modules), len(modules)), dark)


def _symbol(code: str) -> qrcode.QRCode:  # type: ignore[type-arg]
    symbol = qrcode.QRCode(version=_VERSION, error_correction=ERROR_CORRECT_Q, border=0)
    symbol.add_data(QRData(code, mode=MODE_ALPHA_NUM))
    return symbol


def _masked(symbol: qrcode.QRCode, mask: int, testing: bool) -> _Modules:  # type: ignore[type-arg]
    """The modules with this mask; for a test without the marks that say which mask it is."""
    symbol.makeImpl(testing, mask)
    return np.array(symbol.modules, bool)


@cache
def _masks() -> tuple[_Modules, _Modules]:
    """By mask: what it flips compared to the first, and the marks that say which it is. The same for every code."""
    symbol = _symbol("A")
    tried = np.array([_masked(symbol, mask, testing=True) for mask in range(_MASKS)])
    final = np.array([_masked(symbol, mask, testing=False) for mask in range(_MASKS)])
    return tried ^ tried[0], final ^ tried


def _cost(tried: _Modules) -> NDArray[np.int64]:
    """What each of some codes costs; the cheapest, and the first of equals, is the one to use."""
    both_ways = np.concatenate([tried, tried.transpose(0, 2, 1)])
    lines: NDArray[np.int64] = (_run_cost(both_ways) + _finder_cost(both_ways)).reshape(2, -1).sum(axis=0)
    uneven = np.array([int(abs(dark / MODULES**2 * 100 - 50) / 5) for dark in tried.sum(axis=(1, 2)).tolist()])
    return lines + _block_cost(tried) + uneven * _UNEVEN_COST


def _run_cost(codes: _Modules) -> NDArray[np.int64]:
    """For rows: a run of n modules has n - 4 places where five of a kind begin, and costs n - 2."""
    same = codes[:, :, 1:] == codes[:, :, :-1]
    five = same[:, :, :-3] & same[:, :, 1:-2] & same[:, :, 2:-1] & same[:, :, 3:]
    begins = five.sum(axis=(1, 2)) - (five[:, :, 1:] & five[:, :, :-1]).sum(axis=(1, 2))
    cost: NDArray[np.int64] = five.sum(axis=(1, 2)) + _RUN_COST * begins
    return cost


def _finder_cost(codes: _Modules) -> NDArray[np.int64]:
    """For rows: every place where the eleven modules from there look like a corner."""
    width = len(_FINDER[0])
    places = MODULES - width + 1
    seen = np.zeros((*codes.shape[:2], places), np.int16)
    for place in range(width):
        seen |= codes[:, :, place : place + places].astype(np.int16) << place
    cost: NDArray[np.int64] = ((seen == _FINDERS[0]) | (seen == _FINDERS[1])).sum(axis=(1, 2)) * _FINDER_COST
    return cost


def _block_cost(codes: _Modules) -> NDArray[np.int64]:
    """Every block of two by two of one colour."""
    top, bottom = codes[:, :-1], codes[:, 1:]
    level = top == bottom
    block = level[:, :, 1:] & level[:, :, :-1] & (top[:, :, 1:] == top[:, :, :-1])
    cost: NDArray[np.int64] = block.sum(axis=(1, 2)) * _BLOCK_COST
    return cost
