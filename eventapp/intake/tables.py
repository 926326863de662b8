"""A table: rows of text under a name. It can be read again from the start, and is read a row at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from eventapp.intake.columns import HEADER_WITHIN, Layout, find_layout
from eventapp.intake.entries import BadFile

Row = list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` starts at the first row of the sheet, blank rows included, so that counting gives row numbers.

    ``ragged``: a row longer than the header means that its cells have shifted (in text, not in a sheet).
    """

    name: str
    rows: Callable[[], Iterator[Row]]
    ragged: bool

    def head(self) -> list[Row]:
        """The rows among which the header must be."""
        return list(islice(self.rows(), HEADER_WITHIN))


def choose(tables: Sequence[Table]) -> tuple[Table, Layout, list[str]]:
    """The table to read, its layout, and the names of other sheets that could have been read too.

    Raises BadFile ``empty_file``, ``unknown_layout``, ``missing_columns``, or what stood in the way.
    """
    found = _with_layout(tables)
    table, layout = max(found, key=lambda pair: pair[1].merit)
    if layout.missing_required:
        raise BadFile("missing_columns", columns=layout.missing_required)
    others = [other for other, its in found if other is not table and not its.missing_required]
    return table, layout, [other.name for other in others if other.name]


def _with_layout(tables: Sequence[Table]) -> list[tuple[Table, Layout]]:
    """The tables with a header. A wrong separator may stumble where the right one does not."""
    found: list[tuple[Table, Layout]] = []
    trouble = BadFile("empty_file")
    for table in tables:
        try:
            head = table.head()
        except BadFile as error:
            trouble = error
            continue
        if layout := find_layout(head):
            found.append((table, layout))
        elif trouble.code == "empty_file" and _says_something(head):
            trouble = BadFile("unknown_layout")
    if not found:
        raise trouble
    return found


def _says_something(rows: Sequence[Row]) -> bool:
    return any(letter.isalnum() for row in rows for cell in row for letter in cell)
