"""The people present as arrays, one row each, so that a thousand of them are looked at in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eventapp.matching.allocation.assign import NEVER, Numbers, Places
from eventapp.matching.allocation.plain import MOST_STOPS, Visitor, tier_of

PIN: Final = 10.0  # more than any fit, price or margin
_NOT_OFFERED: Final = 99
_FIRST_ROOM: Final = 64


class Rows:
    """Who is present, what may be suggested to them, and the list that each has; stands are column numbers."""

    def __init__(self, stands: int) -> None:
        self.of: dict[str, int] = {}
        self._free: list[int] = []
        self._fit = np.zeros((0, stands))
        self._tier = np.zeros((0, stands), dtype=np.int8)
        self._shut = np.zeros((0, stands), dtype=bool)  # hidden, or met
        self._pinned = np.zeros((0, stands), dtype=bool)
        self.busy = np.zeros(0, dtype=bool)
        self.until = np.zeros(0)  # until when they are expected at their first stop
        self.lists = np.zeros((0, MOST_STOPS), dtype=np.int64)  # -1 is none
        self.waits = np.zeros((0, MOST_STOPS))  # minutes, as they were when the list was made

    def put(self, visitor: Visitor, columns: Mapping[str, int]) -> int:
        """Take somebody in, or what is now known of them; their list stays. Gives the row."""
        row = self.of.get(visitor.id)
        if row is None:
            row = self.of[visitor.id] = self._free_row()
        self._tier[row], self._fit[row] = _NOT_OFFERED, 0.0
        for stand, offer in visitor.offers.items():
            if (column := columns.get(stand)) is not None:
                self._tier[row, column], self._fit[row, column] = tier_of(offer), offer.fit
        self._shut[row] = _mark(visitor.hidden | visitor.met, columns)
        self._pinned[row] = _mark(visitor.pinned, columns)
        self.busy[row] = visitor.busy
        return row

    def drop(self, id: str) -> None:
        """Somebody left."""
        if (row := self.of.pop(id, None)) is not None:
            self.lists[row] = -1
            self._free.append(row)

    def values(self, rows: Sequence[int] | Places, open: NDArray[np.bool_]) -> Numbers:
        """(rows, stands): the fit of what may be suggested now, ``NEVER`` elsewhere; pins far above all."""
        open = open & ~self._shut[rows]
        tier = np.where(open, self._tier[rows], _NOT_OFFERED)
        may = (tier < _NOT_OFFERED) & (tier == tier.min(axis=1, keepdims=True))
        fit = self._fit[rows]
        return np.where(open & self._pinned[rows], PIN + fit, np.where(may, fit, NEVER))

    def coming(self, now: float, stands: int) -> Numbers:
        """How many are on their way to each stand as their first stop and still expected."""
        first = self.lists[:, 0]
        return np.bincount(first[(first >= 0) & ~self.busy & (self.until > now)], minlength=stands).astype(np.float64)

    def listed(self, stands: int) -> Numbers:
        """On how many lists each stand is."""
        return np.bincount(self.lists.ravel() + 1, minlength=stands + 1)[1:].astype(np.float64)

    def _free_row(self) -> int:
        if not self._free:
            have = len(self.busy)
            self._grow(max(_FIRST_ROOM, have))
            self._free = list(range(len(self.busy) - 1, have - 1, -1))
        return self._free.pop()

    def _grow(self, more: int) -> None:
        for name in ("_fit", "_tier", "_shut", "_pinned", "busy", "until", "lists", "waits"):
            old = getattr(self, name)
            empty = np.full((more, *old.shape[1:]), -1 if name == "lists" else 0, dtype=old.dtype)
            setattr(self, name, np.concatenate([old, empty]))


def _mark(stands: frozenset[str], columns: Mapping[str, int]) -> NDArray[np.bool_]:
    marks = np.zeros(len(columns), dtype=bool)
    marks[[columns[stand] for stand in stands if stand in columns]] = True
    return marks
