"""A page in whole printer dots, for what is no badge: cards, lists, slips.

Everything that is put on it is in millimetres from the top left corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from PIL import Image, ImageDraw

from eventapp.badges import lettering, qr
from eventapp.badges.pdf import Bars, PdfWriter, Placed, Word

A4: Final = (210.0, 297.0)
DOTS_PER_INCH: Final = 300.0
ROOM: Final = 0.97  # of the width: whole dots make letters a little wider than they were measured
_MM_PER_INCH: Final = 25.4
_POINTS_PER_MM: Final = 72 / _MM_PER_INCH
_WHITE, _BLACK = 1, 0
Align = Literal["left", "center", "right"]


class Sheet:
    """One page. ``picture`` is what stands on it; a badge code is apart, for a PDF draws it as lines."""

    def __init__(self, width: float, height: float, dots_per_inch: float = DOTS_PER_INCH) -> None:
        self.width, self.height = width, height
        self.dots_per_mm = dots_per_inch / _MM_PER_INCH
        self.picture = Image.new("1", (self.dots(width), self.dots(height)), _WHITE)
        self._words: list[Word] = []
        self._bars: list[Bars] = []
        self._pen = ImageDraw.Draw(self.picture)

    def dots(self, length: float) -> int:
        """Millimetres as whole dots."""
        return round(length * self.dots_per_mm)

    def line(
        self,
        text: str,
        left: float,
        top: float,
        width: float,
        height: float,
        largest: float,
        bold: bool = False,
        align: Align = "center",
        lines: int = 1,
    ) -> None:
        """Words in their box, as large as fits, in at most so many lines."""
        letters = lettering.face(bold)
        shown = lettering.printable(text, letters)
        fitted = lettering.fit(shown, width * ROOM, height, lines, largest, letters)
        ascent, line_height = letters.line(shown)
        y = top + (height - len(fitted.lines) * line_height * fitted.size) / 2 + ascent * fitted.size
        for line in fitted.lines:
            across = letters.width(line) * fitted.size
            x = left + {"left": 0.0, "center": (width - across) / 2, "right": width - across}[align]
            self.words(line, x, y, fitted.size, bold)
            y += line_height * fitted.size

    def words(self, printable: str, x: float, y: float, size: float, bold: bool = False) -> float:
        """Printable words of this size from ``x``, standing on the line ``y``; returns where they end."""
        letters = lettering.face(bold)
        seen, start = "", x
        for run in letters.runs(printable):
            font = lettering.font(run.file, size * self.dots_per_mm, run.shaped)
            self._pen.text((x * self.dots_per_mm, y * self.dots_per_mm), run.text, fill=_BLACK, font=font, anchor="ls")
            x += letters.width(run.text) * size
            # Readers of a PDF turn round themselves what runs from right to left.
            seen += run.text[::-1] if run.shaped else run.text
        points = (start * _POINTS_PER_MM, (self.height - y) * _POINTS_PER_MM, size * _POINTS_PER_MM)
        self._words.append(Word(*points, max(x - start, 0.1) * _POINTS_PER_MM, seen))
        return x

    def rule(self, left: float, top: float, width: float, thick: float = 0.2) -> None:
        """A horizontal line."""
        corner = (self.dots(left), self.dots(top))
        self._pen.rectangle((corner, (self.dots(left + width), corner[1] + self.dots(thick) - 1)), fill=_BLACK)

    def frame(self, left: float, top: float, width: float, height: float, thick: float = 0.4) -> None:
        """An empty box, to write in."""
        corners = (self.dots(left), self.dots(top)), (self.dots(left + width), self.dots(top + height))
        self._pen.rectangle(corners, outline=_BLACK, width=self.dots(thick))

    def badge_code(self, code: str, left: float, top: float, module_dots: int) -> None:
        """The QR code of a badge with the light around it, from this corner; modules are whole dots."""
        self._bars.append(Bars(*self._square(left, top, module_dots), tuple(qr.runs(qr.matrix(code)))))

    def _square(self, left: float, top: float, module_dots: int) -> tuple[float, float, float]:
        """The corner of the first dark module, and a module, in points."""
        point = _POINTS_PER_MM / self.dots_per_mm
        x, y = self.dots(left) + qr.QUIET * module_dots, self.dots(top) + qr.QUIET * module_dots
        return x * point, (self.picture.height - y) * point, module_dots * point

    def put_in(self, writer: PdfWriter) -> None:
        """This page as the next one of a PDF."""
        point = _POINTS_PER_MM / self.dots_per_mm
        across, down = self.picture.width * point, self.picture.height * point
        writer.page(across, down, [Placed(self.picture, 0, 0, across, down)], self._words, self._bars)


def pdf_of(sheets: Sequence[Sheet], title: str) -> bytes:
    """These pages as one PDF."""
    parts: list[bytes] = []
    writer = PdfWriter(parts.append, title)
    for sheet in sheets:
        sheet.put_in(writer)
    writer.close()
    return b"".join(parts)
