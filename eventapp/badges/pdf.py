"""A PDF of pictures, written as it grows: what is in memory does not depend on how many pages there are.

Each page is one or more one-bit pictures at whole printer dots, with the squares of their QR codes as lines on top:
those stay sharp where a reader or a printer has other dots than ours. The words are written over them without ink, so
that a name can be looked for in a PDF of four hundred badges. ISO 32000-1 is the source of every key below.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import numpy as np
from PIL import Image

_PAGES: Final = 1  # the number of the object that lists the pages; known before they are
_QUICK: Final = 1  # zlib's level: a label is 6 kB instead of 4, in a quarter of the time
# A hair in points. A picture that ends exactly on a dot may end just past it, and then some readers stretch it.
_INSIDE: Final = 0.001
_BLOCK: Final = 256  # characters in one font without ink


@dataclass(frozen=True)
class Placed:
    """A picture of 0 and 255 on a page, in points from the bottom left corner."""

    picture: Image.Image
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Bars:
    """Black bars on a grid of squares: column, row and length, counted from the top left corner, which is in points."""

    x: float
    y: float
    side: float
    bars: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class Word:
    """A line of text without ink, in points, as wide as the printed one."""

    x: float
    y: float
    size: float
    width: float
    text: str


class PdfWriter:
    """Writes a PDF, page by page. ``write`` gets the bytes in order and may pass them on at once."""

    def __init__(self, write: Callable[[bytes], object], title: str) -> None:
        self._write = write
        self._at = 0
        self._offsets = array("Q", [0, 0])  # by number; there is no object 0, and the pages come last
        self._kids = array("Q")
        self._fonts: dict[int, int] = {}
        self._title = title
        self._put(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")

    def page(
        self, width: float, height: float, placed: Iterable[Placed], words: Iterable[Word], bars: Iterable[Bars] = ()
    ) -> None:
        """Add a page of this size in points."""
        drawing, names = [], []
        for place, each in enumerate(placed):
            names.append(b"/P%d %d 0 R" % (place, self._picture(each.picture)))
            size = f"{each.width - 2 * _INSIDE:.5f} 0 0 {each.height - 2 * _INSIDE:.5f}"
            matrix = f"{size} {each.x + _INSIDE:.5f} {each.y + _INSIDE:.5f}"
            drawing.append(f"q {matrix} cm /P{place} Do Q")
        drawing += map(_squares, bars)
        drawing += map(_shown, words)
        used = sorted({ord(char) // _BLOCK for word in words for char in _basic(word.text)})
        fonts = b" ".join(b"/U%d %d 0 R" % (block, self._font(block)) for block in used)
        content = self._stream(b"", "\n".join(drawing).encode())
        self._kids.append(self._object(
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s]/Contents %d 0 R/Resources<</XObject<<%s>>/Font<<%s>>>>>>"
            % (_PAGES, f"{width:.5f} {height:.5f}".encode(), content, b" ".join(names), fonts)))  # fmt: skip

    def close(self) -> None:
        """Write the list of pages and the end. Without it no reader takes this for a whole document."""
        kids = b" ".join(b"%d 0 R" % page for page in self._kids)
        self._object(b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(self._kids), kids), _PAGES)
        # A print dialog that fits the page to the paper would undo the whole dots.
        catalogue = self._object(
            b"<</Type/Catalog/Pages %d 0 R/ViewerPreferences<</PrintScaling /None>>>>" % _PAGES)  # fmt: skip
        title = self._object(b"<</Title<FEFF%s>>>" % self._title.encode("utf-16-be", "replace").hex().encode())
        start, size = self._at, len(self._offsets)
        rows = b"".join(b"%010d 00000 n \n" % self._offsets[number] for number in range(1, size))
        self._put(b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, rows))
        self._put(b"trailer<</Size %d/Root %d 0 R/Info %d 0 R>>\n" % (size, catalogue, title))
        self._put(b"startxref\n%d\n%%%%EOF\n" % start)

    def _picture(self, picture: Image.Image) -> int:
        width, height = picture.size
        head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 1"
        # Packed by numpy: in Pillow that takes longer than drawing the badge.
        return self._stream(head % (width, height), np.packbits(np.asarray(picture), axis=1).tobytes())

    def _font(self, block: int) -> int:
        """A font of 256 characters that draw nothing, for one block of Unicode."""
        if block not in self._fonts:
            glyph = self._stream(b"", b"500 0 0 0 500 1000 d1")
            ranges = f"<00> <FF> <{block:02X}00>"
            map_ = self._stream(b"", f"begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
                                f"1 beginbfrange {ranges} endbfrange endcmap".encode())  # fmt: skip
            self._fonts[block] = self._object(
                b"<</Type/Font/Subtype/Type3/FontBBox[0 0 500 1000]/FontMatrix[.001 0 0 .001 0 0]"
                b"/FirstChar 0/LastChar 255"
                b"/CharProcs<</g %d 0 R>>/Encoding<</Type/Encoding/Differences[0 %s]>>/Widths[%s]/ToUnicode %d 0 R"
                b"/Resources<<>>>>" % (glyph, b"/g " * _BLOCK, b"500 " * _BLOCK, map_))  # fmt: skip
        return self._fonts[block]

    def _stream(self, head: bytes, content: bytes) -> int:
        packed = zlib.compress(content, _QUICK)
        body = b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (head, len(packed), packed)
        return self._object(body)

    def _object(self, body: bytes, number: int | None = None) -> int:
        if number is None:
            number = len(self._offsets)
            self._offsets.append(self._at)
        else:
            self._offsets[number] = self._at
        self._put(b"%d 0 obj%s\nendobj\n" % (number, body if body[:1] in b"<[" else b" " + body))
        return number

    def _put(self, some: bytes) -> None:
        self._at += len(some)
        self._write(some)


def _basic(text: str) -> str:
    """The characters that have a place in a font of two bytes."""
    return "".join(char for char in text if ord(char) <= 0xFFFF)


def _squares(some: Bars) -> str:
    """The operators for bars: one path, so that no reader shows seams; the unit is a square, y points down."""
    bars = " ".join(f"{column} {row} {length} 1 re" for column, row, length in some.bars)
    return f"q {some.side:.5f} 0 0 {-some.side:.5f} {some.x:.5f} {some.y:.5f} cm {bars} f Q"


def _shown(word: Word) -> str:
    """The operators for one line; characters of one block share a font."""
    text = _basic(word.text)
    if not text:
        return ""
    wide = 100 * word.width / (len(text) * word.size / 2)
    pieces = []
    for block, some in groupby(text, key=lambda char: ord(char) // _BLOCK):
        codes = "".join(f"{ord(char) % _BLOCK:02X}" for char in some)
        pieces.append(f"/U{block} {word.size:.3f} Tf <{codes}> Tj")
    return f"BT {wide:.2f} Tz 1 0 0 1 {word.x:.3f} {word.y:.3f} Tm {' '.join(pieces)} ET"
