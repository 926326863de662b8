"""The check-in list on paper, for when nothing works: a row for each person, to write the time in.

A4, fifteen rows on a page. The QR codes stand in two lanes by turns, so that a scanner that is held to one does not
see the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from eventapp.badges import Refused, lettering, shaping
from eventapp.badges.sheet import A4, ROOM, Sheet, pdf_of

ROWS_ON_A_PAGE: Final = 15
_TOP, _ROW = 33.0, 17.0  # mm: where the first row begins, and each row
_LEFT, _RIGHT = 12.0, 198.0
_NUMBER_WIDTH: Final = 21.0
_NAME_LEFT, _NAME_WIDTH = 34.0, 84.0
_LANES: Final = (119.0, 139.0)
_TIME_LEFT, _TIME_WIDTH, _TIME_HEIGHT = 165.0, 33.0, 12.0
# Half a millimetre at 300 dots per inch: the symbol is 12.7 mm, and with its quiet zone it just fits in a row.
_MODULE_DOTS: Final = 6
_LARGEST_NAME, _SMALLEST_NAME = 5.2, 2.8


@dataclass(frozen=True)
class Row:
    """Somebody on the list. ``before`` is what comes before the last name, by which the list is sorted.

    Without any name it is the row of a spare badge: whose it is, is to be written there.
    """

    number: str
    code: str
    before: str = ""
    last_name: str = ""


@dataclass(frozen=True)
class Heading:
    """What stands above every page: texts, all of them from the message catalogue or the fair."""

    event: str
    title: str
    made: str
    how: str
    columns: Mapping[str, str]  # number, name, time
    pages: str  # with {page} and {pages} in it


def check_in_list(parts: Sequence[tuple[Heading, Sequence[Row]]]) -> bytes:
    """The PDF of these lists, one after the other, pages counted through. Refused: ``nothing_to_list``."""
    pages = [
        (heading, rows[start : start + ROWS_ON_A_PAGE])
        for heading, rows in parts
        for start in range(0, len(rows), ROWS_ON_A_PAGE)
    ]
    if not pages:
        raise Refused("nothing_to_list")
    sheets = [_page(heading, some, place, len(pages)) for place, (heading, some) in enumerate(pages, 1)]
    return pdf_of(sheets, pages[0][0].event)


def pages_for(rows: int) -> int:
    """How many pages so many rows take."""
    return -(-rows // ROWS_ON_A_PAGE)


def _page(heading: Heading, rows: Sequence[Row], page: int, pages: int) -> Sheet:
    sheet = Sheet(*A4)
    width = _RIGHT - _LEFT
    sheet.line(heading.event, _LEFT, 8, width * 0.62, 8, 5.5, bold=True, align="left")
    sheet.line(heading.pages.format(page=page, pages=pages), _LEFT, 8, width, 8, 4, align="right")
    sheet.line(heading.title, _LEFT, 16, width * 0.5, 6, 4, align="left")
    sheet.line(heading.made, _LEFT + width * 0.5, 16, width * 0.5, 6, 4, align="right")
    sheet.line(heading.how, _LEFT, 22, width, 5, 3.4, align="left")
    sheet.line(heading.columns["number"], _LEFT, 27.5, _NUMBER_WIDTH, 4.5, 3, bold=True, align="left")
    sheet.line(heading.columns["name"], _NAME_LEFT, 27.5, _NAME_WIDTH, 4.5, 3, bold=True, align="left")
    sheet.line(heading.columns["time"], _TIME_LEFT, 27.5, _TIME_WIDTH, 4.5, 3, bold=True)
    sheet.rule(_LEFT, _TOP - 0.5, width, 0.4)
    for place, row in enumerate(rows):
        _draw_row(sheet, row, _TOP + place * _ROW, _LANES[place % 2])
    return sheet


def _draw_row(sheet: Sheet, row: Row, top: float, lane: float) -> None:
    sheet.line(row.number, _LEFT, top, _NUMBER_WIDTH, _ROW, 6.5, bold=True, align="left")
    if row.before or row.last_name:
        _draw_name(sheet, row, top)
    else:
        sheet.rule(_NAME_LEFT, top + _ROW - 4.5, _NAME_WIDTH - 4, 0.3)
    sheet.badge_code(row.code, lane, top, _MODULE_DOTS)
    sheet.frame(_TIME_LEFT, top + (_ROW - _TIME_HEIGHT) / 2, _TIME_WIDTH, _TIME_HEIGHT)
    sheet.rule(_LEFT, top + _ROW - 0.1, _RIGHT - _LEFT)


def _draw_name(sheet: Sheet, row: Row, top: float) -> None:
    """The name as its owner writes it, with the last name in bold: that is what somebody runs a finger along."""
    plain, bold = lettering.face(False), lettering.face(True)
    before = lettering.printable(row.before, plain) + (" " if row.before and row.last_name else "")
    last = lettering.printable(row.last_name, bold)
    size = min(_LARGEST_NAME, _NAME_WIDTH * ROOM / (plain.width(before) + bold.width(last)))
    if size < _SMALLEST_NAME or any(map(shaping.needs_shaping, row.before + row.last_name)):
        # Too long for one line, or letters that run the other way: all of it as one text.
        whole = f"{row.before} {row.last_name}".strip()
        sheet.line(whole, _NAME_LEFT, top, _NAME_WIDTH, _ROW, _LARGEST_NAME, bold=True, align="left", lines=2)
    else:
        y = top + _ROW / 2 + size * lettering.CAPITAL / 2
        sheet.words(last, sheet.words(before, _NAME_LEFT, y, size), y, size, bold=True)
