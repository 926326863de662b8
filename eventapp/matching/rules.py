"""The limits that exclude, and only they; each with its code. Unknown never excludes.

What a rule says of all vacancies is one array of bits. It depends on one or two values of a person that many
share, so it is made once per value and kept; to judge somebody is then to put the seven arrays together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eventapp.fair.words import CONTRACTS, DAY_PARTS, DEMANDS, LICENCES
from eventapp.matching.geo import Places, Reach, reach_by
from eventapp.matching.profile import Codes, Seeker, Vacancy
from eventapp.matching.requirements import holds

Bools = NDArray[np.bool_]
Bytes = NDArray[np.uint8]
Numbers = NDArray[np.float64]
Bits = NDArray[np.int64]
# Postcode, city, the most km that were wished, else how far the transport usually goes.
WayKey = tuple[str | None, str | None, float | None, float | None]

# In the order in which they are said. "hours" stands for too many and for too few.
CODES: Final = ("limit", "requirement", "day_part", "contract", "hours", "distance", "language")
BIT: Final = {code: 1 << place for place, code in enumerate(CODES)}
REACH_SLACK: Final = 1.15  # a wish in kilometres is a round number; beyond it by more than 15% is too far
TRAINS: Final = frozenset({"training", "certification"})
MOST_KEPT: Final = 4_096  # answers per rule; the one that was not used the longest goes first

_DEMANDS: Final = tuple(DEMANDS.values())
_DAY_PARTS: Final = tuple(DAY_PARTS.values())
_CONTRACTS: Final = tuple(CONTRACTS.values())


@dataclass(frozen=True)
class Way:
    """The way to all vacancies from one address, for one wish and one kind of transport."""

    km: Numbers  # by road; NaN is unknown
    approximate: Bools  # whether km is rough
    shut: Bytes  # surely too far
    past_wish: Bools  # a little farther than was wished
    past_transport: Bools  # no wish is known, and it is farther than this transport usually brings somebody


@dataclass(frozen=True)
class Verdict:
    """What the rules say of one person and every vacancy; all of shape (vacancies,)."""

    shut: Bytes  # the BITs of the CODES that shut a vacancy; 0 is allowed
    too_few_hours: Bools  # the part of "hours" that a second job can mend
    way: Way

    @property
    def allowed(self) -> Bools:
        """Which vacancies are open to this person."""
        return np.asarray(self.shut == 0)


def codes_of(bits: int) -> tuple[str, ...]:
    """The codes of one vacancy's bits, in the order in which they are said."""
    return tuple(code for code, bit in BIT.items() if bits & bit)


class Rules:
    """The rules of one set of vacancies."""

    def __init__(self, vacancies: Sequence[Vacancy], places: Places) -> None:
        self.count = len(vacancies)
        self.reach = Reach(places, [(v.postcode4, v.city) for v in vacancies])
        self._hard_demands = _bits([v.demands - v.adaptable for v in vacancies], _DEMANDS)
        self._licences = _bits([v.licences for v in vacancies], LICENCES)
        self._day_parts = _bits([v.day_parts for v in vacancies], _DAY_PARTS)
        self._contracts = _bits([v.contracts for v in vacancies], _CONTRACTS)
        self.hours_min = _numbers([v.hours_min for v in vacancies])
        self.hours_max = _numbers([v.hours_max for v in vacancies])
        self.language = _numbers([v.language for v in vacancies])
        # Support counts when it is offered in so many words; an empty cell promises nothing.
        self._language_support = _has([v.support_offered for v in vacancies], {"language_support"})
        self._transport_offered = _has([v.support_offered for v in vacancies], {"transport"})
        self._trains = _has([v.support_offered for v in vacancies], TRAINS)
        self._papers = sorted({code for v in vacancies for code, _ in v.certificates})
        self._certificates = np.array(
            [[code in dict(v.certificates) for code in self._papers] for v in vacancies], dtype=bool
        ).reshape(len(vacancies), len(self._papers))
        self._keep_answers()

    def judge(self, seeker: Seeker) -> Verdict:
        """Which vacancies are shut to this person, by which codes."""
        way = self.way(*way_key(seeker))
        hours, too_few = self._hours(seeker.hours_min, seeker.hours_max)
        shut = self._limit(seeker.limits) | way.shut
        shut |= hours
        shut |= self._requirement(seeker.licences, seeker.certificates)
        shut |= self._day_part(seeker.day_parts)
        shut |= self._contract(seeker.contracts)
        shut |= self._dutch(seeker.language)
        return Verdict(shut, too_few, way)

    def _keep_answers(self) -> None:
        keep = lru_cache(maxsize=MOST_KEPT)
        self._limit = keep(self._judge_limits)
        self._requirement = keep(self._judge_papers)
        self._day_part = keep(self._judge_day_parts)
        self._contract = keep(self._judge_contracts)
        self._hours = keep(self._judge_hours)
        self._dutch = keep(self._judge_dutch)
        self.way = keep(self._find_way)
        self.certificates_lacked = keep(self._find_lacking)

    def _judge_limits(self, limits: Codes) -> Bytes:
        return _shut((self._hard_demands & _bit(limits, _DEMANDS)) != 0, "limit")

    def _judge_papers(self, licences: Codes | None, certificates: Codes | None) -> Bytes:
        lacks = self.certificates_lacked(certificates) & ~self._trains
        if licences is not None:
            lacks |= (self._licences & ~_bit(licences, LICENCES)) != 0
        return _shut(lacks, "requirement")

    def _judge_day_parts(self, mine: Codes) -> Bytes:
        return _shut(_nothing_common(self._day_parts, _bit(mine, _DAY_PARTS)), "day_part")

    def _judge_contracts(self, mine: Codes) -> Bytes:
        return _shut(_nothing_common(self._contracts, _bit(mine, _CONTRACTS)), "contract")

    def _judge_hours(self, least: float | None, most: float | None) -> tuple[Bytes, Bools]:
        too_few = np.asarray(self.hours_max < _or_nan(least))
        return _shut(too_few | (self.hours_min > _or_nan(most)), "hours"), too_few

    def _judge_dutch(self, level: int | None) -> Bytes:
        steps = self.language - _or_nan(level)
        return _shut((steps >= 2) | ((steps == 1) & ~self._language_support), "language")

    def _find_way(self, postcode4: str | None, city: str | None, most: float | None, usual: float | None) -> Way:
        km, approximate = self.reach.road_km(postcode4, city)
        return Way(
            km=km,
            approximate=approximate,
            shut=_shut(~approximate & (km > REACH_SLACK * _or_nan(most)), "distance"),
            past_wish=np.asarray(~approximate & (km > _or_nan(most))),
            past_transport=np.asarray((km > REACH_SLACK * _or_nan(usual)) & ~self._transport_offered),
        )

    def _find_lacking(self, certificates: Codes | None) -> Bools:
        """Vacancies that ask a certificate the person surely has not."""
        if certificates is None or not self._papers:
            return np.zeros(self.count, dtype=bool)
        held = np.array([holds(certificates, code) for code in self._papers])
        return np.asarray((self._certificates & ~held).any(axis=1))


def way_key(seeker: Seeker) -> WayKey:
    """What the way of a person depends on; transport counts only where no wish is known."""
    usual = reach_by(seeker.transport) if seeker.max_distance_km is None else None
    return seeker.postcode4, seeker.city, seeker.max_distance_km, usual


def _shut(where: Bools, code: str) -> Bytes:
    return np.asarray(where * np.uint8(BIT[code]), dtype=np.uint8)


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
