"""A table: rows of text under a name. It can be read again from the start, and is read a row at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from eventapp.intake.cells import clean
from eventapp.intake.columns import HEADER_WITHIN, Layout
from eventapp.intake.entries import BadFile
from eventapp.intake.proposing import Mappings, guessed_layout, header_layout, merit, settled

_GUESSED: Final = 2  # headings, at least, in a table that nobody knows
_SAMPLE: Final = 200  # rows that are looked at to see what a column holds

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

    def filled(self, header: int = 0) -> int:
        """Rows below the header that hold something."""
        return sum(1 for row in islice(self.rows(), header, None) if any(cell.strip() for cell in row))

    def sample(self, header: int) -> list[Row]:
        """The first filled rows below the header, each cell cleaned."""
        below = (row for row in islice(self.rows(), header, None) if any(cell.strip() for cell in row))
        return [[clean(cell) for cell in row] for row in islice(below, _SAMPLE)]


def choose(tables: Sequence[Table], mappings: Mappings) -> tuple[Table, Layout, list[str]]:
    """The table to read, its layout, and the names of other sheets that could have been read too.

    Raises BadFile ``empty_file``, ``unknown_layout``, or what stood in the way.
    """
    found = _with_layout(tables, mappings)
    best = max(merit(layout) for _, layout in found)
    likely = [pair for pair in found if merit(pair[1]) == best]
    table, layout = (
        likely[0] if len(likely) == 1 else max(likely, key=lambda pair: pair[0].filled())
    )  # of two sheets of one layout the example is the shorter
    others = [other for other, its in found if other is not table and not its.missing_required]
    return table, layout, [other.name for other in others if other.name not in ("", table.name)]


def guess(tables: Sequence[Table]) -> tuple[Table, Layout] | None:
    """A table that nobody knows, with its first row of several words as the header; None where there is none."""
    for table in sorted(tables, key=lambda table: -max(map(len, table.head()), default=0)):
        for number, cells in enumerate(table.head(), start=1):
            if sum(any(map(str.isalpha, cell)) for cell in cells) >= _GUESSED:
                return table, guessed_layout(number, cells, table.sample(number))
    return None


def check(layout: Layout) -> None:
    """Raises BadFile ``missing_columns`` or ``mapping_needed`` where nobody can read this by itself."""
    missing = layout.missing_required
    if missing and layout.own:
        raise BadFile("missing_columns", columns=missing)
    if missing or layout.problems:
        raise BadFile("mapping_needed", columns=missing or list(layout.problems), fingerprint=layout.fingerprint)


def _with_layout(tables: Sequence[Table], mappings: Mappings) -> list[tuple[Table, Layout]]:
    """The tables with a header. A wrong separator may stumble where the right one does not."""
    found: list[tuple[Table, Layout]] = []
    trouble = BadFile("empty_file")
    for table in tables:
        try:
            head = table.head()
            layout = _find_layout(head, mappings)
            if layout:
                found.append((table, settled(layout, head[layout.row - 1], table.sample(layout.row), mappings)))
        except BadFile as error:
            trouble = error
            continue
        if layout is None and trouble.code == "empty_file" and _says_something(head):
            trouble = BadFile("unknown_layout")
    if not found:
        raise trouble
    return found


def _find_layout(rows: Iterable[Row], mappings: Mappings) -> Layout | None:
    """The header among the first rows of a table, or None where nothing looks like one."""
    found = (layout for number, cells in enumerate(rows, start=1) if (layout := header_layout(number, cells, mappings)))
    return max(found, key=merit, default=None)


def _says_something(rows: Sequence[Row]) -> bool:
    return any(letter.isalnum() for row in rows for cell in row for letter in cell)
