"""The limits that exclude, and only they; each with its code. Unknown never excludes.

All rules are prepared as arrays over the vacancies and answer for one person at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eventapp.fair.words import CONTRACTS, DAY_PARTS, DEMANDS, LICENCES
from eventapp.matching.geo import Places, Points, Reach
from eventapp.matching.profile import Seeker, Vacancy
from eventapp.matching.requirements import holds

Bools = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Bits = NDArray[np.int64]

# In the order in which they are said. "hours" stands for too many and for too few.
CODES: Final = ("limit", "requirement", "day_part", "contract", "hours", "distance", "language")
REACH_SLACK: Final = 1.15  # a wish in kilometres is a round number; beyond it by more than 15% is too far
TRAINS: Final = frozenset({"training", "certification"})

_DEMANDS: Final = tuple(DEMANDS.values())
_DAY_PARTS: Final = tuple(DAY_PARTS.values())
_CONTRACTS: Final = tuple(CONTRACTS.values())


@dataclass(frozen=True)
class Verdict:
    """What the rules say of one person and every vacancy; all of shape (vacancies,)."""

    excluded: dict[str, Bools]  # per code of CODES
    too_few_hours: Bools  # the part of "hours" that a second job can mend
    km: Points  # by road; NaN is unknown
    approximate: Bools  # whether km is rough

    @property
    def allowed(self) -> Bools:
        return np.asarray(~np.logical_or.reduce(list(self.excluded.values())))


class Rules:
    """The rules of one set of vacancies."""

    def __init__(self, vacancies: Sequence[Vacancy], places: Places) -> None:
        self.reach = Reach(places, [(v.postcode4, v.city) for v in vacancies])
        self._hard_demands = _bits([v.demands - v.adaptable for v in vacancies], _DEMANDS)
        self._licences = _bits([v.licences for v in vacancies], LICENCES)
        self._day_parts = _bits([v.day_parts for v in vacancies], _DAY_PARTS)
        self._contracts = _bits([v.contracts for v in vacancies], _CONTRACTS)
        self.hours_min = _numbers([v.hours_min for v in vacancies])
        self.hours_max = _numbers([v.hours_max for v in vacancies])
        self.language = _numbers([v.language for v in vacancies])
        # Support counts when it is offered in so many words; an empty cell promises nothing.
        self.language_support = _has([v.support_offered for v in vacancies], {"language_support"})
        self.trains = _has([v.support_offered for v in vacancies], TRAINS)
        self._papers = sorted({code for v in vacancies for code, _ in v.certificates})
        self._certificates = np.array(
            [[code in dict(v.certificates) for code in self._papers] for v in vacancies], dtype=bool
        ).reshape(len(vacancies), len(self._papers))

    def judge(self, seeker: Seeker) -> Verdict:
        """Which vacancies are shut to this person, by which codes."""
        km, approximate = self.reach.road_km(seeker.postcode4, seeker.city)
        too_few = self.hours_max < _or_nan(seeker.hours_min)
        excluded = {
            "limit": (self._hard_demands & _bit(seeker.limits, _DEMANDS)) != 0,
            "requirement": self._lacks_paper(seeker),
            "day_part": _nothing_common(self._day_parts, _bit(seeker.day_parts, _DAY_PARTS)),
            "contract": _nothing_common(self._contracts, _bit(seeker.contracts, _CONTRACTS)),
            "hours": too_few | (self.hours_min > _or_nan(seeker.hours_max)),
            "distance": ~approximate & (km > REACH_SLACK * _or_nan(seeker.max_distance_km)),
            "language": self._too_much_dutch(seeker.language),
        }
        return Verdict(excluded, too_few, km, approximate)

    def certificates_lacked(self, seeker: Seeker) -> Bools:
        """Vacancies that ask a certificate the person surely has not."""
        if seeker.certificates is None or not self._papers:
            return np.zeros(len(self.trains), dtype=bool)
        held = np.array([holds(seeker.certificates, code) for code in self._papers])
        return np.asarray((self._certificates & ~held).any(axis=1))

    def _lacks_paper(self, seeker: Seeker) -> Bools:
        lacks = self.certificates_lacked(seeker) & ~self.trains
        if seeker.licences is None:
            return lacks
        return np.asarray(lacks | ((self._licences & ~_bit(seeker.licences, LICENCES)) != 0))

    def _too_much_dutch(self, level: int | None) -> Bools:
        steps = self.language - _or_nan(level)
        return np.asarray((steps >= 2) | ((steps == 1) & ~self.language_support))


def _bit(codes: Iterable[str], order: Sequence[str]) -> int:
    return sum(1 << place for place, code in enumerate(order) if code in codes)


def _bits(sets: Iterable[Collection[str]], order: Sequence[str]) -> Bits:
    return np.array([_bit(codes, order) for codes in sets], dtype=np.int64)


def _numbers(values: Sequence[float | None]) -> Numbers:
    return np.array([_or_nan(value) for value in values], dtype=np.float64)


def _or_nan(value: float | None) -> float:
    """NaN for unknown: every comparison with it is false, so that unknown never excludes."""
    return float("nan") if value is None else float(value)


def _has(offered: Sequence[frozenset[str] | None], codes: Collection[str]) -> Bools:
    return np.array([bool(support and not support.isdisjoint(codes)) for support in offered], dtype=bool)


def _nothing_common(theirs: Bits, mine: int) -> Bools:
    return np.asarray((theirs != 0) & (mine != 0) & ((theirs & mine) == 0))
