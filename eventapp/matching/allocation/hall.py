"""The hall: who is present, the stands as they are, and everybody's list of next stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eventapp.matching.allocation.assign import MAY, Numbers, Places, assign
from eventapp.matching.allocation.choosing import best_lists
from eventapp.matching.allocation.plain import (
    HOLD,
    MOST_STOPS,
    TO_JOB_COACH,
    Advice,
    Change,
    Stand,
    Stop,
    Visitor,
    rounded,
)
from eventapp.matching.allocation.prices import JUMP, STAY, Prices
from eventapp.matching.allocation.rows import PIN, Rows

_TOGETHER: Final = 32  # lists that are filled at the same prices
Plan = list[tuple[str, Places]]  # who gets another list, and which


class Hall:
    """Keeps a list of at most three stands for everybody present.

    Every event gives the ids of those whose list changed. The stands are given at the start; a stand more makes a new
    hall, with ``carry_on`` for the lists. Events touch only whom they concern; ``settle`` looks at everybody together.
    """

    def __init__(self, stands: Iterable[Stand] = ()) -> None:
        self._stands = sorted(stands, key=lambda stand: stand.id)
        self._columns = {stand.id: column for column, stand in enumerate(self._stands)}
        self._prices = Prices.of(self._stands)
        self._rows = Rows(len(self._stands))
        self._visitors: dict[str, Visitor] = {}
        self._changes: dict[str, tuple[Change, ...]] = {}

    def __contains__(self, id: str) -> bool:
        return id in self._visitors

    @property
    def stands(self) -> list[str]:
        """All stands, by id."""
        return list(self._columns)

    @property
    def present(self) -> list[str]:
        """Everybody, by id."""
        return sorted(self._visitors)

    def put(self, visitor: Visitor, now: float) -> set[str]:
        """Somebody arrives, or something about them changed: a talk began or ended, a pin, another fit ..."""
        before = self._visitors.get(visitor.id)
        if visitor == before:
            return set()
        row = self._rows.put(visitor, self._columns)
        self._visitors[visitor.id] = visitor
        if before is not None and before.busy and not visitor.busy:
            self._rows.until[row] = now  # from a line or a talk nobody is on the way yet
        return self._relist([(visitor.id, row)], now)

    def leave(self, id: str) -> None:
        """Somebody went home; the place they took is free for others at once."""
        self._visitors.pop(id, None)
        self._changes.pop(id, None)
        self._rows.drop(id)

    def ask(self, id: str, now: float) -> Advice:
        """Somebody asks where to go: as things are now. They are expected at their first stop from now on."""
        row = self._rows.of[id]
        self._relist([(id, row)], now)
        self._rows.until[row] = now + HOLD
        return self.advice(id, now)

    def set_stand(self, stand: Stand, now: float) -> set[str]:
        """A stand has a longer or shorter queue, pauses, reopens. Only who has a reason gets another list."""
        column = self._columns[stand.id]
        before, self._stands[column] = self._stands[column], stand
        self._prices.put(column, stand)
        if stand.open != before.open:
            return self._relist(self._without_list() if stand.open else self._having(column), now)
        return self._relist(self._surprised(column, now), now) if stand.ahead > before.ahead else set()

    def settle(self, now: float) -> set[str]:
        """The best whole for everybody who is not on their way to a stand already."""
        return self.accept(self.planned(now), now)

    def planned(self, now: float) -> Plan:
        """The lists of that best whole; the heavy part, which changes nothing and may run in the background."""
        people = [(id, self._rows.of[id]) for id in self.present]
        if not people or not self._stands:
            return []
        rows = np.array([row for _, row in people], dtype=np.int64)
        values = self._rows.values(rows, self._prices.open)
        first = self._first_stops(rows, values, now)
        lists = self._filled(rows, values, first)
        changed = np.flatnonzero((lists != self._rows.lists[rows]).any(axis=1)).tolist()
        return [(people[place][0], lists[place]) for place in changed]

    def accept(self, plan: Plan, now: float) -> set[str]:
        """Give everybody in the plan who is still here the new list."""
        coming = self._rows.coming(now, len(self._stands))
        return {self._write(id, self._rows.of[id], new, coming, now) for id, new in plan if id in self._visitors}

    def advice(self, id: str, now: float) -> Advice:
        """Where somebody goes next, with the waits of this moment. KeyError for who is not present."""
        row = self._rows.of[id]
        waits = self._prices.wait(self._others_coming(row, now))
        stops = tuple(self._stop(id, int(column), waits) for column in self._rows.lists[row] if column >= 0)
        return Advice(id, stops, None if stops else TO_JOB_COACH, self._changes.get(id, ()))

    def suggested_to(self, stand: str) -> list[str]:
        """Who has this stand on their list: those for whom it is the first stop first, then by fit."""
        column = self._columns[stand]
        found = []
        for id, row in self._having(column):
            place = int((self._rows.lists[row] == column).argmax())
            offer = self._visitors[id].offers.get(stand)
            found.append((place, -offer.fit if offer else 0.0, id))
        return [id for _, _, id in sorted(found)]

    def carry_on(self, other: Hall, now: float) -> None:
        """Take over the people and, where the stands are still there, the lists of a hall with other stands."""
        names = [stand.id for stand in other._stands]
        for id, visitor in sorted(other._visitors.items()):
            row, theirs = self._rows.put(visitor, self._columns), other._rows.of[id]
            self._visitors[id] = visitor
            kept = [self._columns[names[c]] for c in other._rows.lists[theirs] if c >= 0 and names[c] in self._columns]
            self._rows.lists[row, : len(kept)] = kept
            same = bool(kept) and names[other._rows.lists[theirs, 0]] == self._stands[kept[0]].id
            self._rows.until[row] = other._rows.until[theirs] if same else now

    def _first_stops(self, rows: Places, values: Numbers, now: float) -> Places:
        """(rows,): the first stop of everybody who can go now; -1 for who is busy or has nothing."""
        before = self._rows.lists[rows, 0]
        expected = self._expected(rows, values, now)
        able = (values.max(axis=1) > MAY) & ~self._rows.busy[rows]
        open_to_all = able & ~expected
        first = np.where(able & expected, before, -1)
        taken = np.bincount(first[first >= 0], minlength=len(self._stands)).astype(np.float64)
        base = self._prices.of_a_place(taken, taken, len(rows))
        wanted = values[open_to_all]
        staying = before[open_to_all]
        had = np.flatnonzero(staying >= 0)
        wanted[had, staying[had]] += STAY
        first[open_to_all] = assign(wanted, base, self._prices.per_person(len(rows)), staying)
        return first

    def _expected(self, rows: Places, values: Numbers, now: float) -> NDArray[np.bool_]:
        """Who is on the way to a stand that may still be suggested, while no pin says otherwise."""
        first = self._rows.lists[rows, 0]
        worth = values[np.arange(len(rows)), first]
        on_the_way = (first >= 0) & (self._rows.until[rows] > now) & ~self._rows.busy[rows]
        return np.asarray(on_the_way & (worth > MAY) & (worth > values.max(axis=1) - PIN / 2))

    def _filled(self, rows: Places, values: Numbers, first: Places) -> Places:
        """(rows, 3): everybody's list, some people at a time, at prices that rise with every listing."""
        taken = np.bincount(first[first >= 0], minlength=len(self._stands)).astype(np.float64)
        price = self._prices.of_a_place(taken, taken, len(rows))
        rise = self._prices.per_listing(len(rows))
        lists = np.full((len(rows), MOST_STOPS), -1, dtype=np.int64)
        for start in range(0, len(rows), _TOGETHER):
            part = slice(start, start + _TOGETHER)
            score = values[part] - price
            lists[part] = best_lists(self._rows.lists[rows[part]], values[part], score, first[part])
            price += rise * np.bincount(lists[part].ravel() + 1, minlength=len(price) + 1)[1:]
            price -= rise * np.bincount(first[part] + 1, minlength=len(price) + 1)[1:]
        return lists

    def _relist(self, people: Iterable[tuple[str, int]], now: float) -> set[str]:
        """New lists at the prices of this moment, one after the other."""
        if not self._stands:
            return set()
        changed = set()
        for id, row in people:
            had = self._rows.lists[row]
            values = self._rows.values([row], self._prices.open)
            coming = self._others_coming(row, now)
            listed = self._rows.listed(len(self._stands))
            listed[had[had >= 0]] -= 1
            score = values - self._prices.of_a_place(coming, listed, len(self._visitors))
            first = np.where(self._expected(np.array([row]), values, now), had[0], -1)
            best = best_lists(had[None, :], values, score, first)[0]
            if (best != had).any() or id not in self._changes:
                changed.add(self._write(id, row, best, coming, now))
        return changed

    def _write(self, id: str, row: int, new: Places, coming: Numbers, now: float) -> str:
        """Give somebody another list, with for every stand that came or went the reason."""
        had, has = (set(columns.tolist()) - {-1} for columns in (self._rows.lists[row], new))
        waits = self._prices.wait(coming)
        gone = [Change(self._stands[c].id, self._why_gone(id, row, c, waits)) for c in sorted(had - has)]
        came = [Change(self._stands[c].id, "new") for c in new.tolist() if c in has - had]
        self._changes[id] = (*gone, *came)
        if new[0] != self._rows.lists[row, 0]:
            self._rows.until[row] = now + HOLD
        self._rows.lists[row] = new
        self._rows.waits[row] = np.where(new >= 0, waits[new], 0.0)
        return id

    def _why_gone(self, id: str, row: int, column: int, waits: Numbers) -> str:
        visitor, stand = self._visitors[id], self._stands[column]
        at_the_time = self._rows.waits[row][self._rows.lists[row] == column][0]
        reasons = (
            ("met", stand.id in visitor.met),
            ("hidden", stand.id in visitor.hidden),
            ("paused", not stand.open),
            ("not_offered", stand.id not in visitor.offers),
            ("queue_grew", waits[column] > at_the_time + JUMP / 2),
        )
        return next((code for code, holds in reasons if holds), "better_elsewhere")

    def _stop(self, id: str, column: int, waits: Numbers) -> Stop:
        visitor, stand = self._visitors[id], self._stands[column]
        offer = visitor.offers.get(stand.id)
        wait = rounded(float(waits[column]))
        pinned = stand.id in visitor.pinned
        return Stop(stand.id, offer.vacancy if offer else None, wait, offer.relaxed if offer else (), pinned)

    def _others_coming(self, row: int, now: float) -> Numbers:
        coming = self._rows.coming(now, len(self._stands))
        first = self._rows.lists[row, 0]
        if first >= 0 and not self._rows.busy[row] and self._rows.until[row] > now:
            coming[first] -= 1
        return coming

    def _having(self, column: int) -> list[tuple[str, int]]:
        having = (self._rows.lists == column).any(axis=1)
        return [(id, row) for id, row in sorted(self._rows.of.items()) if having[row]]

    def _without_list(self) -> list[tuple[str, int]]:
        return [(id, row) for id, row in sorted(self._rows.of.items()) if self._rows.lists[row, 0] < 0]

    def _surprised(self, column: int, now: float) -> list[tuple[str, int]]:
        """Who has this stand on their list with a wait that is now clearly longer than they were told."""
        wait = self._prices.wait(self._rows.coming(now, len(self._stands)))[column]
        told = np.where(self._rows.lists == column, self._rows.waits, np.inf).min(axis=1)
        return [(id, row) for id, row in self._having(column) if wait > told[row] + JUMP]
