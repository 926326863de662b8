"""What a place at a stand costs, in the same unit as fit (0..1). The one table of weights of the allocation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eventapp.matching.allocation.plain import MOST_STOPS, Stand

Numbers = NDArray[np.float64]

# Any change of a number is a new version; frozen during a fair.
WEIGHTS_VERSION: Final = "2"
PATIENCE: Final = 0.02  # per minute of waiting: ten minutes are worth 0.2 of fit
SHARE: Final = 0.10  # for a stand with twice the attention that is its due, compared with one that has its due
STAY: Final = 0.04  # what another stand must be better by, before a list changes
JUMP: Final = 10.0  # minutes that a wait must grow by, before it is a reason to look again


@dataclass(frozen=True)
class Prices:
    """The stands as arrays of shape (stands,), in the order of their ids."""

    pace: Numbers  # minutes per person ahead
    ahead: Numbers  # people to be done first; below zero where recruiters are free
    visits: Numbers
    recruiters: Numbers
    open: NDArray[np.bool_]

    @classmethod
    def of(cls, stands: Sequence[Stand]) -> Prices:
        pace, ahead, visits, recruiters = np.zeros((4, len(stands)))
        prices = cls(pace, ahead, visits, recruiters, np.zeros(len(stands), dtype=bool))
        for column, stand in enumerate(stands):
            prices.put(column, stand)
        return prices

    def put(self, column: int, stand: Stand) -> None:
        """A stand as it is now."""
        self.pace[column], self.ahead[column], self.visits[column] = stand.pace, stand.ahead, stand.visits
        self.recruiters[column], self.open[column] = max(1, stand.recruiters), stand.open

    def wait(self, coming: Numbers) -> Numbers:
        """Expected minutes, also counting who is sent but not yet there; none where a recruiter is free."""
        return np.maximum(self.ahead + coming, 0.0) * self.pace

    def per_listing(self, people: int) -> Numbers:
        """What one more listing or visit adds to the price: attention is shared by recruiter."""
        recruiters = self.recruiters[self.open].sum()
        due = (self.visits.sum() + MOST_STOPS * max(1, people)) / max(1.0, recruiters)
        return SHARE / (self.recruiters * due)

    def of_a_place(self, coming: Numbers, listed: Numbers, people: int) -> Numbers:
        """The price of one more, when so many are coming and the stand is on so many lists of so many people.

        Recruiters who are free make a stand cheaper than one where nobody waits but all talk.
        """
        return PATIENCE * (self.ahead + coming) * self.pace + self.per_listing(people) * (self.visits + listed)

    def per_person(self, people: int) -> Numbers:
        """How much the price rises with everybody who is sent there."""
        return PATIENCE * self.pace + self.per_listing(people)
