"""Ways of suggesting stands, from the simplest to the one that Vonk uses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import Final

import numpy as np

from eventapp.matching.allocation import MOST_STOPS, Hall, Offer, Stand, Visitor
from seed.simulation_parts import Policy, StandNow
from seed.simulation_world import Table, World

TALK_MINUTES: Final = 8.0
SETTLES_EVERY: Final = 2.0  # minutes


class Ranked:
    """The first three of a fixed order per person, of the stands that are open and not met: no queues, no others."""

    def __init__(self, world: World, worth: Table) -> None:
        order = np.argsort(-np.where(np.isnan(world.fit), -1.0, worth), axis=1, kind="stable")
        self._orders = [[int(s) for s in row if not np.isnan(world.fit[person, s])] for person, row in enumerate(order)]

    def advice(self, person: int, met: set[int], open_stands: Sequence[int], now: float) -> list[int]:
        free = set(open_stands) - met
        return [stand for stand in self._orders[person] if stand in free][:MOST_STOPS]

    def stand_changed(self, stand: int, state: StandNow, now: float) -> None:
        """Not looked at."""

    def busy(self, person: int, now: float) -> None:
        """Not looked at."""

    def left(self, person: int, now: float) -> None:
        """Not looked at."""


class Allocated:
    """This engine: fits from both sides, at the prices of the moment."""

    def __init__(self, world: World, settles: bool = True) -> None:
        self._world, self._settles = world, settles
        self._hall = Hall(Stand(self._name(number), max(1, r), open=False) for number, r in enumerate(world.recruiters))
        self._number = {name: number for number, name in enumerate(world.stands)}
        self._met: dict[int, frozenset[str]] = {}
        self._next = SETTLES_EVERY

    def advice(self, person: int, met: set[int], open_stands: Sequence[int], now: float) -> list[int]:
        self._settle(now)
        self._put(person, met, busy=False, now=now)
        return [self._number[stop.stand] for stop in self._hall.ask(self._world.people[person], now * 60).stops]

    def stand_changed(self, stand: int, state: StandNow, now: float) -> None:
        self._settle(now)
        open_ = state.recruiters > 0
        at_work = max(1, state.recruiters)
        now_is = Stand(self._name(stand), at_work, TALK_MINUTES, state.waiting, state.talking, state.visits, open_)
        self._hall.set_stand(now_is, now * 60)

    def busy(self, person: int, now: float) -> None:
        self._put(person, None, busy=True, now=now)

    def left(self, person: int, now: float) -> None:
        self._hall.leave(self._world.people[person])

    def _put(self, person: int, met: set[int] | None, busy: bool, now: float) -> None:
        if met is not None:
            self._met[person] = frozenset(map(self._name, met))
        visitor = Visitor(self._world.people[person], self._world.offers[person], met=self._met[person], busy=busy)
        self._hall.put(visitor, now * 60)

    def _settle(self, now: float) -> None:
        while self._settles and now >= self._next:
            self._hall.settle(self._next * 60)
            self._next += SETTLES_EVERY

    def _name(self, stand: int) -> str:
        return self._world.stands[stand]


def _chance(world: World) -> Table:
    chance = Random(" ".join(world.people[:3]) + str(world.popularity[0]))
    return np.array([[chance.random() for _ in world.stands] for _ in world.people])


# In the order of the table. The name of each is what the table says.
POLICIES: Final[dict[str, Callable[[World], Policy]]] = {
    "random feasible": lambda world: Ranked(world, _chance(world)),
    "word similarity": lambda world: Ranked(world, world.words),
    "one-sided top 3": lambda world: Ranked(world, world.liking),
    "one-sided, past work too": lambda world: Ranked(world, world.leaning),
    "both sides, no prices": lambda world: Ranked(world, np.nan_to_num(world.fit, nan=-1.0)),
    "Vonk": Allocated,
}


class LeastWait(Allocated):
    """The stands where the wait is shortest, whatever the fit: how much waiting there must be on this day."""

    def __init__(self, world: World) -> None:
        alike = tuple({stand: Offer("any", 0.5) for stand in offers} for offers in world.offers)
        super().__init__(replace(world, offers=alike), settles=False)
