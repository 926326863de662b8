"""A test page for a printer: rulers from the edges, a bar of known length, and a code that is scanned back.

What does not come out whole is seen at a glance: the frame is cut off, the rulers do not start at nothing, the bar is
not as long as it says. On a sheet with badges the corners of each are marked, to be held against paper that comes cut.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PIL import Image

from eventapp.badges import qr
from eventapp.badges.code import grouped
from eventapp.badges.layout import Layout
from eventapp.badges.sheet import Sheet

BAR: Final = 50.0  # mm
_RULER: Final = 4.0  # mm, its longest line
_HAIR: Final = 0.2
_TITLE, _CODE, _NAME = 20.0, 38.0, 6.0  # mm: above the QR code, below it, and of a line of words
_WIDTH: Final = 52.0
_INSET: Final = 3.5  # what every printer for these papers reaches


def draw_proof(layout: Layout, printer: str, code: str, words: Mapping[str, str]) -> Sheet:
    """A test page of the size of the paper. ``words`` has ``title``, ``bar``, ``scan`` and ``when``."""
    page = layout.page
    sheet = Sheet(page.width, page.height, layout.dots_per_inch)
    _rulers(sheet)
    (box,) = (box for box in layout.box if box.shows == "qr")
    dots = layout.module_dots(box)
    side = layout.millimetres(dots * (qr.MODULES + 2 * qr.QUIET))
    top, left = _top(layout, side), (page.width - _WIDTH) / 2 + 2
    _corners(sheet, layout, range(int(top - _TITLE), int(top + side + _CODE)))
    sheet.line(words["title"], left, top - _TITLE, _WIDTH - 4, 5, 4)
    sheet.line(printer, left, top - _TITLE + 5, _WIDTH - 4, 9, 8, bold=True)
    sheet.line(words["when"], left, top - _NAME, _WIDTH - 4, 4, 3)
    _code(sheet, code, (page.width - side) / 2, top, dots)
    sheet.line(grouped(code), left, top + side, _WIDTH - 4, 5, 4)
    sheet.line(words["scan"], left, top + side + 5, _WIDTH - 4, 8, 3.4, lines=2)
    _bar(sheet, (page.width - BAR) / 2, top + side + 16)
    sheet.line(words["bar"], left, top + side + 18, _WIDTH - 4, 4, 3)
    return sheet


def _top(layout: Layout, side: float) -> float:
    """Where the QR code begins: in the middle of the page, or of the row of badges there, clear of their corners."""
    cells = layout.badge
    if layout.cells is None:
        return min((layout.page.height - side) / 2, layout.page.height - side - _CODE + 8)
    return cells.top + cells.rows // 2 * cells.step_y + (cells.height - side) / 2


def _rulers(sheet: Sheet) -> None:
    """A millimetre a line, from the very corner, along the top and the left; every tenth one is long."""
    for place in range(int(sheet.width) + 1):
        _upright(sheet, place, 0, _reach(place))
    for place in range(int(sheet.height) + 1):
        sheet.rule(0, place, _reach(place), _HAIR)
    sheet.frame(_INSET, _INSET, sheet.width - 2 * _INSET, sheet.height - 2 * _INSET, _HAIR)


def _reach(place: int) -> float:
    return _RULER if place % 10 == 0 else _RULER * (0.7 if place % 5 == 0 else 0.4)


def _upright(sheet: Sheet, left: float, top: float, length: float) -> None:
    sheet.rule(left, top, _HAIR, length)


def _corners(sheet: Sheet, layout: Layout, words: range) -> None:
    """Of each badge on a sheet, what a pair of scissors needs; none among the words in the middle."""
    if layout.cells is None:
        return
    for left, top in layout.origins():
        for x in (left, left + layout.badge.width):
            for y in (top, top + layout.badge.height):
                if int(y) not in words or abs(x - sheet.width / 2) > _WIDTH / 2:
                    sheet.rule(x - 1.5, y, 3, _HAIR)
                    _upright(sheet, x, y - 1.5, 3)


def _bar(sheet: Sheet, left: float, top: float) -> None:
    sheet.rule(left, top, BAR, 0.4)
    for x in (left, left + BAR - _HAIR):
        _upright(sheet, x, top - 1.5, 3.4)


def _code(sheet: Sheet, code: str, left: float, top: float, dots: int) -> None:
    """The QR code in the picture, and as lines for a PDF."""
    sheet.badge_code(code, left, top, dots)
    symbol = qr.picture(qr.matrix(code)).resize((qr.MODULES * dots,) * 2, Image.Resampling.NEAREST)
    sheet.picture.paste(symbol, (sheet.dots(left) + qr.QUIET * dots, sheet.dots(top) + qr.QUIET * dots))
