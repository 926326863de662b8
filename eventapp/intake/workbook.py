"""Workbooks (xlsx, xls, ods): sheets as tables of text."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final, TypeVar

import python_calamine as calamine

from eventapp.intake.bombs import refuse_bomb
from eventapp.intake.entries import BadFile
from eventapp.intake.locks import is_ole, ole_is_locked
from eventapp.intake.tables import Row, Table
from eventapp.intake.text import text_tables

T = TypeVar("T")

_SEPARATOR: Final = re.compile(r"[;,\t|]")


def workbook_tables(data: bytes) -> list[Table]:
    """The visible sheets. Raises BadFile ``protected_workbook``, ``unreadable_workbook`` or ``too_large``."""
    if not is_ole(data):
        refuse_bomb(data)
    elif ole_is_locked(data):
        raise BadFile("protected_workbook")
    book = _careful(lambda: calamine.load_workbook(io.BytesIO(data)))
    seen = [_table(book, sheet.name) for sheet in book.sheets_metadata if _is_seen(sheet)]
    return [table for sheet in seen for table in (sheet, *_unsplit(sheet))]


def cell_text(value: Any) -> str:
    """A cell as the person sees it: 24.0 is "24", a date is 1968-02-01, yes and no are ja and nee."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)


def _unsplit(table: Table) -> list[Table]:
    """A csv that a spreadsheet opened without splitting it: every row is one cell. Read as the text that it was."""
    try:
        filled = [[cell for cell in row if cell] for row in table.head() if any(row)]
        if not filled or max(map(len, filled)) > 1 or max(len(_SEPARATOR.findall(row[0])) for row in filled) < 2:
            return []
        text = "\n".join(" ".join("".join(row).split("\n")) for row in table.rows())
    except BadFile:
        return []  # whoever reads the table says so
    return [replace(found, name=table.name) for found in text_tables(text)]


def _is_seen(sheet: calamine.SheetMetadata) -> bool:
    return sheet.visible == calamine.SheetVisibleEnum.Visible and sheet.typ == calamine.SheetTypeEnum.WorkSheet


def _table(book: calamine.CalamineWorkbook, name: str) -> Table:
    return Table(name, lambda: _rows(book, name), ragged=False)


def _rows(book: calamine.CalamineWorkbook, name: str) -> Iterator[Row]:
    """From the first row and column of the sheet. The reader gives blank rows above, not blank columns."""
    sheet = _careful(lambda: book.get_sheet_by_name(name))
    left = [""] * (sheet.start or (0, 0))[1]
    for row in sheet.iter_rows():
        yield left + [cell_text(value) for value in row]


def _careful(read: Callable[[], T]) -> T:
    """Whatever the reader says of a broken workbook is one thing to us. Its panics are no ``Exception``."""
    try:
        return read()
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise BadFile("unreadable_workbook") from error
        raise
