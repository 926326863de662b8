"""Badges on paper: a PDF of many, a picture of one.

Both keep to whole printer dots: pages are rounded to them (at most 0.05 mm off at 300 dots per inch), and so
are the place and the modules of every QR code. A module of ten dots prints sharp, one of 9.4 dots does not.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterable, Mapping
from typing import BinaryIO, Final

from fpdf import FPDF, ViewerPreferences
from PIL import Image, ImageDraw, ImageFont

from eventapp.badges import Refused, lettering, qr
from eventapp.badges.drawing import Badge, Mark, Role, Shape, Symbol, Text, draw
from eventapp.badges.layout import Layout

__all__ = ["Badge", "Role", "render_pdf", "render_png"]

_POINTS_PER_INCH: Final = 72
_POINTS_PER_MM: Final = _POINTS_PER_INCH / 25.4


def render_pdf(
    badges: Iterable[Badge],
    layout: Layout,
    event_name: str,
    role_words: Mapping[str, str],
    out: BinaryIO,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write one PDF with all badges, and return how many there are.

    ``role_words`` holds a word for each role, from the message catalogue. ``progress`` is called after each
    badge with the count so far. Nothing is written to ``out`` before the last badge is drawn. Refused:
    ``no_badges``.
    """
    document = _Document(layout, event_name)
    origins = layout.origins()
    count = 0
    for count, badge in enumerate(badges, 1):
        place = (count - 1) % len(origins)
        if place == 0:
            document.add_page()
        for mark in draw(badge, layout, event_name, role_words):
            document.paint(mark, *origins[place])
        if progress:
            progress(count)
    if count == 0:
        raise Refused("no_badges")
    document.output(out)
    return count


def render_png(badge: Badge, layout: Layout, event_name: str, role_words: Mapping[str, str]) -> bytes:
    """One badge, without the sheet around it, as a grey PNG with a pixel for each printer dot."""
    size = (layout.dots(layout.badge.width), layout.dots(layout.badge.height))
    picture = Image.new("L", size, color=255)
    pen = ImageDraw.Draw(picture)
    for mark in draw(badge, layout, event_name, role_words):
        _paint(pen, layout, mark)
    out = io.BytesIO()
    picture.save(out, "PNG", dpi=(layout.dots_per_inch, layout.dots_per_inch))
    return out.getvalue()


class _Document(FPDF):
    """A PDF that paints marks. Fonts are embedded once, with only the letters that were used."""

    def __init__(self, layout: Layout, title: str) -> None:
        self._layout = layout
        self._page_dots = (layout.dots(layout.page.width), layout.dots(layout.page.height))
        self._dot = _POINTS_PER_INCH / layout.dots_per_inch
        super().__init__(unit="pt", format=(self._page_dots[0] * self._dot, self._page_dots[1] * self._dot))
        self.set_auto_page_break(False)
        self.set_title(title)
        # A print dialog that fits the page to the paper would undo the whole dots.
        self.viewer_preferences = ViewerPreferences(print_scaling="None")
        # It logs which letters it keeps: for one badge, those of a name.
        logging.getLogger("fontTools.subset").setLevel(logging.WARNING)
        for bold, file in lettering.FILES.items():
            self.add_font("badge", style=_style(bold), fname=file)

    def paint(self, mark: Mark, left: float, top: float) -> None:
        """Put a mark of the badge that has its corner here, in millimetres, on the page."""
        match mark:
            case Text():
                self.set_font("badge", _style(mark.bold), mark.size * _POINTS_PER_MM)
                self.text((left + mark.x) * _POINTS_PER_MM, (top + mark.y) * _POINTS_PER_MM, mark.text)
            case Shape():
                corners = [((left + x) * _POINTS_PER_MM, (top + y) * _POINTS_PER_MM) for x, y in mark.points]
                self.polygon(corners, style="F")
            case Symbol():
                self._paint_symbol(mark, self._layout.dots(left + mark.x), self._layout.dots(top + mark.y))

    def _paint_symbol(self, symbol: Symbol, left: int, top: int) -> None:
        """All modules as one path, so that no viewer shows seams; the unit is a module, y points down."""
        module = symbol.module_dots * self._dot
        x, y = left * self._dot, (self._page_dots[1] - top) * self._dot
        bars = " ".join(f"{column} {row} {length} 1 re" for column, row, length in qr.runs(symbol.matrix))
        # Straight into the page: fpdf2's own rectangles are a path each, three times as slow.
        self._out(f"q {module:.5f} 0 0 {-module:.5f} {x:.5f} {y:.5f} cm {bars} f Q")


def _style(bold: bool) -> str:
    return "B" if bold else ""


def _paint(pen: ImageDraw.ImageDraw, layout: Layout, mark: Mark) -> None:
    dots = layout.dots_per_inch / 25.4
    match mark:
        case Text():
            _paint_text(pen, mark, dots)
        case Shape():
            pen.polygon([(x * dots, y * dots) for x, y in mark.points], fill=0)
        case Symbol():
            left, top, side = layout.dots(mark.x), layout.dots(mark.y), mark.module_dots
            for column, row, length in qr.runs(mark.matrix):
                x, y = left + column * side, top + row * side
                pen.rectangle((x, y, x + length * side - 1, y + side - 1), fill=0)


def _paint_text(pen: ImageDraw.ImageDraw, text: Text, dots: float) -> None:
    """Letter by letter: Pillow rounds each advance to whole dots, and a long name would outgrow its box."""
    font = ImageFont.truetype(lettering.FILES[text.bold], text.size * dots, layout_engine=ImageFont.Layout.BASIC)
    x = text.x
    for letter in text.text:
        pen.text((x * dots, text.y * dots), letter, fill=0, font=font, anchor="ls")
        x += lettering.face(text.bold).advances[letter] * text.size
