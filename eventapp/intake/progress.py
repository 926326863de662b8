"""How far a take-in is, for a bar on a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

Progress = Callable[[int, int], None]  # rows done, rows in all

_EVERY: Final = 100  # rows between two calls


class Steps:
    """Counts rows and tells somebody now and then. The last call comes when everybody is compared as well."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._done = self._all = 0

    def expect(self, rows: int) -> None:
        """How much there is to do."""
        self._all = rows

    def step(self) -> None:
        """One more row is read."""
        self._done += 1
        if self._progress and self._done % _EVERY == 0:
            self._progress(self._done, self._all)

    def done(self) -> None:
        """Everything is read and compared."""
        if self._progress:
            self._progress(self._all, self._all)
