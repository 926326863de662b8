"""How far a take-in is, for a bar on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from eventapp.intake.entries import BadFile
from eventapp.intake.tables import Table

Progress = Callable[[int, int], None]  # rows done, rows in all

_EVERY: Final = 100  # rows between two calls


class Steps:
    """Counts rows and tells somebody now and then. The last call comes when everybody is compared as well."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._done = self._all = 0

    def expect(self, tables: Iterable[Table]) -> None:
        """Count what there is to do, where somebody wants to know."""
        self._all = sum(map(_rows_of, tables)) if self._progress else 0

    def step(self) -> None:
        """One more row is read."""
        self._done += 1
        if self._progress and self._done % _EVERY == 0:
            self._progress(min(self._done, self._all), self._all)

    def done(self) -> None:
        """Everything is read and compared."""
        if self._progress:
            self._progress(self._all, self._all)


def _rows_of(table: Table) -> int:
    """Rows below the header, more or less; a table that cannot be read to its end says so when it is read."""
    try:
        return max(0, table.filled() - 1)
    except BadFile:
        return 0
