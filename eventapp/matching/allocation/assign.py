"""The arithmetic: everybody one stand, at rising prices, for the best whole.

A stand has slots; every next slot costs ``step`` more than the one before. The best whole is the assignment with
the highest sum of values less prices, solved exactly by ``scipy.optimize.linear_sum_assignment``. Its run time is
mostly the search for good dual prices; a quick greedy round finds nearly those, and they are given to the solver by
taking them off the columns. That leaves the optimum of a square problem as it was, and makes it some five times faster.
A crowd is solved in parts that are spread evenly, each with the others where they are.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]

NEVER: Final = -1e3  # the value of a pair that may not be
MAY: Final = NEVER / 2  # every value above it is of a pair that may be
_SPARE: Final = 2  # free slots per stand above what the greedy rounds filled
_ROUNDS: Final = 4
_TOGETHER: Final = 200  # people that are solved exactly together: the solver's time grows with the cube
_SAME: Final = 1e-9


def assign(values: Numbers, base: Numbers, step: Numbers, before: Places) -> Places:
    """A stand for everybody.

    ``values`` is (people, stands) with ``NEVER`` for what may not be, and at least one value per person that may;
    ``base`` and ``step`` (stands,) are the price of the first slot and the rise per slot; ``before`` (people,) is
    where each was, -1 for nowhere. Where the best is no better than what was, all stays as it was.
    """
    if not len(values):
        return before
    found = greedy(values, base, step)
    blocks = -(-len(values) // _TOGETHER)
    for block in range(blocks):
        part = slice(block, None, blocks)
        others = np.bincount(found, minlength=len(base)) - np.bincount(found[part], minlength=len(base))
        found[part] = _exact(values[part], base + step * others, step, found[part])
    if _possible(values, before) and worth(values, base, step, before) >= worth(values, base, step, found) - _SAME:
        return before
    return found


def worth(values: Numbers, base: Numbers, step: Numbers, places: Places) -> float:
    """The sum of values less the prices of all slots taken."""
    taken = np.bincount(places, minlength=len(base))
    prices = base * taken + step * taken * (taken - 1) / 2
    return float(values[np.arange(len(places)), places].sum() - prices.sum())


def greedy(values: Numbers, base: Numbers, step: Numbers, rounds: int = _ROUNDS) -> Places:
    """Each in turn the best at the prices of that moment; later rounds mend what the first could not know."""
    price = base.copy()
    places = np.full(len(values), -1, dtype=np.int64)
    for _ in range(rounds):
        for person, row in enumerate(values):
            if places[person] >= 0:
                price[places[person]] -= step[places[person]]
            places[person] = best = int((row - price).argmax())
            price[best] += step[best]
    return places


def _exact(values: Numbers, base: Numbers, step: Numbers, rough: Places) -> Places:
    people = len(values)
    taken = np.bincount(rough, minlength=len(base))
    slots = np.repeat(np.arange(len(base)), taken + _SPARE)
    number = np.arange(len(slots)) - np.repeat(np.cumsum(taken + _SPARE) - taken - _SPARE, taken + _SPARE)
    cost = base[slots] + step[slots] * number
    price = np.maximum(cost, (base + step * taken)[slots])  # every slot of a stand alike: such ties cost no search
    square = np.zeros((len(slots), len(slots)))
    square[:people] = values[:, slots] - price
    square[people:] = cost - price
    _, columns = linear_sum_assignment(square, maximize=True)
    return np.asarray(slots[columns[:people]], dtype=np.int64)


def _possible(values: Numbers, places: Places) -> bool:
    return bool((places >= 0).all()) and bool((values[np.arange(len(places)), places] > MAY).all())
