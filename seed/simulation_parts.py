"""Who and what takes part in a simulated day, and what a way of suggesting has to answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from seed.day import TALK


class StandNow(NamedTuple):
    """A stand as its tablet knows it."""

    recruiters: int  # at work now; 0 is closed
    waiting: int
    talking: int
    visits: int


class Policy(Protocol):
    """Who suggests. People and stands are numbers, places in the ``World``; times are minutes."""

    def advice(self, person: int, met: set[int], open_stands: Sequence[int], now: float) -> list[int]:
        """At most three stands, in the order to visit."""

    def stand_changed(self, stand: int, state: StandNow, now: float) -> None:
        """A line, a talk or a break at a stand changed."""

    def busy(self, person: int, now: float) -> None:
        """Somebody stands in line."""

    def left(self, person: int, now: float) -> None:
        """Somebody went home."""


@dataclass
class Person:
    """Somebody who came."""

    number: int
    leaves: float
    patience: float
    met: set[int] = field(default_factory=set)
    avoided: dict[int, float] = field(default_factory=dict)  # until when
    looks: int = 0
    failures: int = 0
    waits_since: float | None = None
    talking: bool = False
    gone: bool = False
    advised: bool = False  # ever had a suggestion
    without: int = 0  # times that there was none


@dataclass
class StandDay:
    """A stand on this day."""

    recruiters: int
    on_break: int = 0
    line: list[int] = field(default_factory=list)
    occupied: int = 0  # recruiters who talk or write
    talking: int = 0
    visits: int = 0
    shown: set[int] = field(default_factory=set)  # the people to whom it was suggested

    @property
    def at_work(self) -> int:
        return max(0, self.recruiters - self.on_break)

    @property
    def expected_wait(self) -> float:
        """Minutes, as somebody sees it who looks at the line."""
        free = self.at_work > self.occupied
        return 0.0 if free else (len(self.line) + 0.5) * sum(TALK) / 120 / max(1, self.at_work)


@dataclass
class Day:
    """What came of a day."""

    people: list[Person]
    stands: list[StandDay]
    talks: list[tuple[int, int]]  # (person, stand)
    waits: list[float]  # minutes in line, of those who gave up too
    turned_away: int
    gave_up: int
