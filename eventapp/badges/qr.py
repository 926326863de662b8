"""The QR code of a badge: nothing but its code, as dark and light modules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import qrcode
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


def matrix(code: str) -> Matrix:
    """The modules of this code, row by row, dark is True, without the quiet zone."""
    symbol = qrcode.QRCode(version=_VERSION, error_correction=ERROR_CORRECT_Q, border=0)
    symbol.add_data(QRData(code, mode=MODE_ALPHA_NUM))
    symbol.make(fit=False)
    modules: Matrix = symbol.get_matrix()
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
