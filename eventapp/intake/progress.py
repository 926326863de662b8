"""How far a take-in is, for a bar on a page: which phase, how much of it is done, how much there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

T = TypeVar("T")
Progress = Callable[[str, int, int], None]  # phase, done, in all

READING: Final = "reading"  # rows of tables
COMPARING: Final = "comparing"  # pairs of rows that share something
_EVERY: Final = {READING: 100, COMPARING: 1000}  # between two calls


class Steps:
    """Counts what is done and tells somebody now and then: at the beginning and the end of each phase, and between."""

    def __init__(self, progress: Progress | None = None) -> None:
        self._progress = progress
        self._phase = READING
        self._done = self._all = 0

    def begin(self, phase: str, all: int) -> None:
        """From now on this is done, and there is so much of it."""
        self._phase, self._done, self._all = phase, 0, all
        self._tell()

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        if self._done % _EVERY[self._phase] == 0:
            self._tell()

    def end(self) -> None:
        """All of this phase is done."""
        self._done = self._all
        self._tell()

    def over(self, phase: str, what: list[T]) -> Iterator[T]:
        """These one by one, as a phase of its own."""
        self.begin(phase, len(what))
        for one in what:
            yield one
            self.step()
        self.end()

    def _tell(self) -> None:
        if self._progress:
            self._progress(self._phase, self._done, self._all)
