"""How fast people are sent to stands again: one by one, and everybody together: ``python -m benchmarks.allocation``.

Time is the thread's own (numpy and scipy work on one core here), so that a busy machine does not count.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from math import log

import numpy as np

from benchmarks.table import Row
from eventapp.matching.allocation import Hall, Offer, Stand, Visitor
from eventapp.matching.allocation.plain import HOLD

PEOPLE, STANDS = 1000, 100
ALLOWED = 0.3  # share of the stands that somebody may be suggested
ROUNDS = 100
KINDS = 40  # of people; those of one kind have nearly the same fits, as in a real register


def rows() -> Iterator[Row]:
    """Medians; everybody is free to move, which is the most work there is."""
    hall, one = full(PEOPLE, STANDS)
    yield Row(
        "re-allocation of 1,000 present x 100 stands, first time", first(PEOPLE, STANDS) * 1000, "ms", goal="<= 50 ms"
    )
    yield Row("the same again, when all may be sent elsewhere", again(hall) * 1000, "ms", goal="<= 50 ms")
    for what, seconds in events(hall, one).items():
        yield Row(f"one event among 1,000 x 100: {what}", seconds * 1000, "ms", goal="~ 1 ms")
    yield Row(
        "growth exponent of a re-allocation, 500 to 4,000 people",
        growth([(n, STANDS) for n in (500, 1000, 2000, 4000)]),
        "",
    )
    yield Row("growth exponent, 50 to 200 stands", growth([(PEOPLE, n) for n in (50, 100, 200)]), "")


def full(people: int, stands: int, seed: int = 1) -> tuple[Hall, Visitor]:
    """A hall of which everybody is present, and one of those people."""
    chance = np.random.default_rng(seed)
    kinds = chance.beta(2, 4, (KINDS, stands))
    names = [f"s{number:04}" for number in range(stands)]
    hall = Hall(Stand(name, int(chance.integers(1, 4)), queue=int(chance.integers(0, 4))) for name in names)
    for number in range(people):
        fit = np.clip(kinds[chance.integers(KINDS)] + chance.normal(0, 0.05, stands), 0, 1)
        allowed = np.flatnonzero(chance.random(stands) < ALLOWED)
        visitor = Visitor(f"p{number:05}", {names[s]: Offer("v", float(fit[s])) for s in allowed})
        hall.put(visitor, 0.0)
    return hall, visitor


def first(people: int, stands: int) -> float:
    """Seconds for the first time that a full hall is looked at together."""
    return statistics.median(_time(lambda h=full(people, stands, seed)[0]: h.settle(2.0 * HOLD)) for seed in (1, 2, 3))


def again(hall: Hall, times: int = 5) -> float:
    """Seconds for each next time, after all reservations have run out."""
    return statistics.median(_time(lambda t=turn: hall.settle((t + 2.0) * 2 * HOLD)) for turn in range(times))


def events(hall: Hall, one: Visitor) -> dict[str, float]:
    """Seconds for each kind of event."""
    now, stand = 1e6, next(iter(one.offers))
    halves = {name: Offer("v", offer.fit / 2) for name, offer in one.offers.items()}
    queues = iter(np.linspace(1, 3, ROUNDS))
    acts: dict[str, Callable[[], object]] = {
        "somebody arrives": lambda: hall.put(one, now),
        "a talk ended": lambda: hall.put(replace(one, met=frozenset({stand})), now),
        "invited": lambda: hall.put(replace(one, pinned=frozenset({stand})), now),
        "a new vacancy": lambda: hall.put(replace(one, offers=halves), now),
        "a line grew": lambda: hall.set_stand(Stand(stand, 2, queue=next(queues)), now),
        "what to tell somebody": lambda: hall.advice(one.id, now),
        "somebody leaves": lambda: hall.leave(one.id),
    }
    return {what: statistics.median(_once(hall, one, what, act) for _ in range(ROUNDS)) for what, act in acts.items()}


def _once(hall: Hall, one: Visitor, what: str, act: Callable[[], object]) -> float:
    """One event, with everything as it was before it."""
    hall.leave(one.id)
    if what != "somebody arrives":
        hall.put(one, 1e6)
    return _time(act)


def growth(sizes: list[tuple[int, int]]) -> float:
    """The exponent between the smallest and the largest size."""
    (small, large) = (first(*sizes[0]), first(*sizes[-1]))
    return log(large / small) / log(np.prod(sizes[-1]) / np.prod(sizes[0]))


def _time(act: Callable[[], object]) -> float:
    """Seconds of this thread's own work: a busy machine beside it does not count."""
    started = time.thread_time()
    act()
    return time.thread_time() - started


def main() -> int:
    """Print the lines."""
    for row in rows():
        print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
