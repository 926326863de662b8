"""The own file templates, empty, for who has to fill them in."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable
from typing import Final, Literal

import xlsxwriter

from eventapp.fair.words import (
    CONTRACTS,
    DAY_PARTS,
    DEMANDS,
    EDUCATION,
    LANGUAGE_LEVELS,
    LICENCES,
    SUPPORT,
    TRANSPORT,
)
from eventapp.intake.columns import TEMPLATES

Kind = Literal["kandidaten", "vacatures"]
Format = Literal["csv", "xlsx"]

_ROWS: Final = 2000  # as far as the choices under a cell go
_YES_NO: Final = ("ja", "nee")
# Columns with one word of a short list: a spreadsheet can offer it.
_ONE_OF: Final = {
    "taal_nederlands": LANGUAGE_LEVELS,
    "toestemming": _YES_NO,
    "stand_toegankelijk": _YES_NO,
    "open_hiring": _YES_NO,
    "social_return": _YES_NO,
}
_WORDS: Final[dict[str, Iterable[str]]] = {
    **_ONE_OF,
    **dict.fromkeys(("kan_niet", "belasting", "aanpasbaar"), DEMANDS),
    **dict.fromkeys(("steun_nodig", "steun_geboden"), SUPPORT),
    **dict.fromkeys(("contractvormen", "contractvorm"), CONTRACTS),
    "dagdelen": DAY_PARTS,
    "vervoer": TRANSPORT,
    "rijbewijs": LICENCES,
    "opleiding": EDUCATION,
}


def template(kind: Kind, format: Format) -> bytes:
    """An empty file with the columns of its kind, to fill in and take in again.

    csv is UTF-8 with a byte order mark and ``;``, which a Dutch spreadsheet opens well. xlsx keeps every
    column as text, so that no zero of a telephone number is lost, and has a second sheet with the words of
    the closed lists.
    """
    columns = TEMPLATES[kind]
    if format == "csv":
        return (";".join(columns) + "\r\n").encode("utf-8-sig")
    return _workbook(kind, columns)


def _workbook(kind: str, columns: tuple[str, ...]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": datetime.datetime(2000, 1, 1)})  # the same file every time
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(kind)
        sheet.freeze_panes(1, 0)
        for index, name in enumerate(columns):
            sheet.set_column(index, index, max(12, len(name) + 2), text)
            sheet.write_string(0, index, name, bold)
            if name in _ONE_OF:
                sheet.data_validation(1, index, _ROWS, index, {"validate": "list", "source": list(_ONE_OF[name])})
        _add_word_lists(book, columns, bold)
    return stream.getvalue()


def _add_word_lists(book: xlsxwriter.Workbook, columns: tuple[str, ...], bold: object) -> None:
    sheet = book.add_worksheet("woorden")
    listed = [name for name in columns if name in _WORDS]
    for index, name in enumerate(listed):
        sheet.set_column(index, index, max(14, len(name) + 2))
        sheet.write_string(0, index, f"{name}:", bold)
        for row, word in enumerate(_WORDS[name], start=1):
            sheet.write_string(row, index, word)
