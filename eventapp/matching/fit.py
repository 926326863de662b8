"""How well a person and each vacancy fit, from both sides.

Each side is a weighted sum of parts between 0 and 1, so that the explanation is exact; the two sides meet in
the harmonic mean, so that one weak side sinks the pair. Where an employer hires whoever comes first, only the
side of the person counts. Never among the parts: age, sex, nationality, name, benefit, target group, health.

A part is one array over all vacancies. It depends on a value or two of a person that many share, so it is made
once per value and kept; a score is then a few sums.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from math import prod
from operator import or_
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eventapp.fair.words import CONTRACTS, DAY_PARTS, DEMANDS, SUPPORT
from eventapp.matching.likeness import Likeness, Phrases, Said, read_all, work_phrases
from eventapp.matching.linker import Linker
from eventapp.matching.profile import Codes, Seeker, Vacancy
from eventapp.matching.rules import MOST_KEPT, Bools, Bytes, Rules, WayKey, way_key
from eventapp.matching.weights import (
    BEST,
    EMPLOYER,
    PERSON,
    REAL_LINK,
    RELAXED,
    SAYS,
    SECOND,
    UNKNOWN,
    WEIGHTS_VERSION,
    weights,
)
from eventapp.matching.wishes import Wishes, wishes_in

__all__ = ["EMPLOYER", "PERSON", "RELAXED", "RELAXED_BIT", "WEIGHTS_VERSION", "Fit", "Scores", "weights"]

Floats = NDArray[np.float32]

RELAXED_BIT: Final = {code: 1 << place for place, code in enumerate(RELAXED)}
# The factor of every combination of bits.
_FACTORS: Final = np.array(
    [prod(RELAXED[code] for code, bit in RELAXED_BIT.items() if bits & bit) for bits in range(1 << len(RELAXED))],
    dtype=np.float32,
)
_SAYS: Final = {field: np.array([[wanted], [able]], dtype=np.float32) for field, (wanted, able) in SAYS.items()}
_SIDES: Final = np.array([[PERSON["wanted_work"]], [EMPLOYER["able_work"]]], dtype=np.float32)

_DEMANDS: Final = tuple(DEMANDS.values())
_DAY_PARTS: Final = tuple(DAY_PARTS.values())
_SUPPORT: Final = tuple(SUPPORT.values())
_CONTRACTS: Final = tuple(CONTRACTS.values())
_NO_WISHES: Final = Wishes()
_ACCOMPANIED: Final = frozenset({"guidance", "job_coach"})  # a job coach is guidance too


@dataclass(frozen=True)
class Scores:
    """The fit of one person with every vacancy, those that are shut included."""

    texts: tuple[tuple[str, str], ...]  # (field, what the person wrote)
    rows: tuple[Floats, ...]  # per text (2, vacancies): how near it is to the work, and to what is a pre
    peak: Floats  # the nearest of the rows
    sides: Floats  # (2, vacancies): for the person and for the employer, 0 to 1
    relaxed: Bytes  # RELAXED_BITs
    total: Floats

    @property
    def linked(self) -> Bools:
        """Which work this person has a real link to."""
        return np.asarray(self.peak[0] >= REAL_LINK)

    def likeness(self, place: int) -> list[float]:
        """How near each text is to the work of one vacancy, 0 to 1."""
        return [float(row[0, place]) for row in self.rows]


class Fit:
    """Everything about the vacancies that a score needs, as arrays."""

    def __init__(self, vacancies: Sequence[Vacancy], rules: Rules, linker: Linker) -> None:
        self.rules = rules
        self._linker = linker
        nice: list[Phrases] = [[(text, 1.0) for text in v.nice] for v in vacancies]
        self._likeness = Likeness([*map(work_phrases, vacancies), *nice], linker)  # together: a text is compared once
        self._count = len(vacancies)
        self._no_nice = np.flatnonzero([not v.nice for v in vacancies])
        self._demands = _table([v.demands for v in vacancies], _DEMANDS)
        self._day_parts = _table([v.day_parts for v in vacancies], _DAY_PARTS)
        self._support = _table([v.support_offered or frozenset() for v in vacancies], _SUPPORT)
        self._contracts = _table([v.contracts for v in vacancies], _CONTRACTS)
        self._certified = np.array([bool(v.certificates) for v in vacancies], dtype=bool)
        self._licensed = np.array([bool(v.licences) for v in vacancies], dtype=bool)
        self._open_hiring = np.array([v.open_hiring for v in vacancies], dtype=bool)
        self._keep_parts()

    def score(self, seeker: Seeker) -> Scores:
        """The fit of one person with every vacancy."""
        texts = _texts(seeker)
        rows = self._rows_of(texts)
        sides, peak = _blend(rows, [_SAYS[field] for field, _ in texts], self._count)
        sides *= _SIDES
        self._add_for_person(sides[0], seeker)
        self._add_for_employer(sides[1], seeker, peak[1] if rows else None)
        np.copyto(sides[1], sides[0], where=self._open_hiring)
        total = _harmonic(sides[0], sides[1])
        relaxed = self._support_unmet("guidance" in seeker.support_needed) | self._way_unmet(way_key(seeker))
        total *= _FACTORS[relaxed]
        return Scores(texts, rows, peak, sides, relaxed, total)

    def _keep_parts(self) -> None:
        keep = lru_cache(maxsize=MOST_KEPT)
        self._rows: dict[str, Floats] = {}
        self._wishes = keep(self._granted)
        self._wishes_in = keep(wishes_in)
        self._hours = keep(self._hours_there)
        self._nearness = keep(self._how_near)
        self._supported = keep(self._support_there)
        self._language = keep(self._dutch_enough)
        self._papers = keep(self._papers_there)
        self._support_unmet = keep(self._lacks_support)
        self._way_unmet = keep(self._way_is_long)

    def _rows_of(self, texts: Sequence[tuple[str, str]]) -> tuple[Floats, ...]:
        """Per text (2, vacancies): how near it is to the work, and to what is a pre. The new ones are read together."""
        rows = {text: self._rows.get(text) for _, text in texts}
        if new := [text for text, row in rows.items() if row is None]:
            rows.update(zip(new, map(self._compare, read_all(new, self._linker)), strict=True))
            self._keep(rows)
        return tuple(row for _, text in texts if (row := rows[text]) is not None)

    def _keep(self, rows: Mapping[str, Floats | None]) -> None:
        if len(self._rows) > 2 * MOST_KEPT:
            self._rows.clear()
        self._rows.update({text: row for text, row in rows.items() if row is not None})

    def _compare(self, said: Said) -> Floats:
        near = self._likeness.row(said).reshape(2, -1)
        near[1, self._no_nice] = UNKNOWN
        return near

    def _add_for_person(self, side: Floats, seeker: Seeker) -> None:
        wishes = reduce(or_, filter(None, map(self._wishes_in, (*seeker.wants, *seeker.occupations))), _NO_WISHES)
        side += self._wishes(wishes)
        side += self._hours(seeker.hours_max)
        side += self._nearness(way_key(seeker))
        side += self._supported(seeker.support_needed)

    def _add_for_employer(self, side: Floats, seeker: Seeker, nice: Floats | None) -> None:
        side += np.float32(EMPLOYER["nice"]) * (np.float32(UNKNOWN) if nice is None else nice)
        side += self._language(seeker.language)
        side += self._papers(seeker.licences is None, seeker.certificates)

    def _granted(self, wishes: Wishes) -> Floats:
        """The share of the wishes around the work that a vacancy grants; without wishes unknown."""
        if not wishes:
            return self._part("wishes", UNKNOWN)
        asked = [self._demands[:, _DEMANDS.index(code)] for code in sorted(wishes.demands)]
        asked += [self._day_parts[:, _DAY_PARTS.index(code)] for code in sorted(wishes.day_parts)]
        asked += [self._gives(code) for code in sorted(wishes.support)]
        asked += [self._contracts[:, _CONTRACTS.index(code)] for code in sorted(wishes.contracts)]
        asked += [~self._demands[:, _DEMANDS.index(code)] for code in sorted(wishes.rather_not)]
        return self._part("wishes", np.mean(asked, axis=0))

    def _gives(self, code: str) -> Bools:
        offered = self._support[:, _SUPPORT.index(code)]
        learn = self._contracts[:, _CONTRACTS.index("learn_work_track")]
        return offered | learn if code == "training" else offered

    def _hours_there(self, wished: float | None) -> Floats:
        """How much of the hours the person wishes at most is there."""
        most = np.minimum(self.rules.hours_max, wished or np.nan) / (wished or np.nan)
        return self._part("hours", np.nan_to_num(most, nan=UNKNOWN))

    def _how_near(self, way: WayKey) -> Floats:
        """1 next door, falling to 0.3 at the edge of the reach (or by itself where the reach is unknown)."""
        km, most = self.rules.way(*way).km, way[2] or way[3]
        near = np.clip(1 - 0.7 * km / most, 0, 1) if most else np.exp(-km / 25)
        return self._part("distance", np.where(np.isnan(km), UNKNOWN, near))

    def _support_there(self, needed: Codes) -> Floats:
        """The share of the needed support that is offered; what is not stated cannot be counted on."""
        known = [self._support[:, _SUPPORT.index(code)] for code in sorted(needed) if code in _SUPPORT]
        return self._part("support", np.mean(known, axis=0) if known else 1.0)

    def _dutch_enough(self, level: int | None) -> Floats:
        """All for enough Dutch, most for one step that support closes."""
        if level is None:
            return self._part("language", UNKNOWN)
        short = np.nan_to_num(self.rules.language - level, nan=0.0)
        return self._part("language", np.where(short <= 0, 1.0, np.where(short == 1, 0.6, 0.0)))

    def _papers_there(self, licences_unknown: bool, certificates: Codes | None) -> Floats:
        """All for papers held or not asked, half for unknown or to be learned here."""
        unsure = self.rules.certificates_lacked(certificates)
        unsure = unsure | self._licensed if licences_unknown else unsure
        unsure = unsure | self._certified if certificates is None else unsure
        return self._part("papers", np.where(unsure, UNKNOWN, 1.0))

    def _lacks_support(self, guidance: bool) -> Bytes:
        """Where the guidance that somebody needs is not offered, as RELAXED_BIT."""
        accompanied = self._support[:, [_SUPPORT.index(code) for code in sorted(_ACCOMPANIED)]].any(axis=1)
        return _bits(np.asarray(~accompanied & guidance), "support")

    def _way_is_long(self, key: WayKey) -> Bytes:
        """Where the way is longer than was wished, or than the transport usually brings, as RELAXED_BITs."""
        way = self.rules.way(*key)
        return _bits(way.past_wish, "distance") | _bits(way.past_transport, "farther")

    def _part(self, name: str, value: NDArray[np.float64] | float) -> Floats:
        """One part, weighed, as it goes into the sum of its side."""
        weight = PERSON.get(name) or EMPLOYER[name]
        return np.full(self._count, weight * value, dtype=np.float32)


def _bits(where: Bools, code: str) -> Bytes:
    return np.asarray(where * np.uint8(RELAXED_BIT[code]), dtype=np.uint8)


def _texts(seeker: Seeker) -> tuple[tuple[str, str], ...]:
    fields = (("wants", seeker.wants), ("occupations", seeker.occupations), ("can", seeker.can))
    return tuple((field, text) for field, texts in fields for text in texts)


def _blend(rows: Sequence[Floats], says: Sequence[Floats], count: int) -> tuple[Floats, Floats]:
    """Shape (2, vacancies), for both sides: mostly the best of what was said, a little the second best.

    More that fits is better, one is enough; who said nothing is unknown. Beside it the nearest of the rows.
    """
    peak, best, second, one, lower = np.zeros((5, 2, count), dtype=np.float32)
    if not rows:
        return np.full((2, count), UNKNOWN, dtype=np.float32), peak
    for row, weight in zip(rows, says, strict=True):
        np.maximum(peak, row, out=peak)
        np.multiply(row[0], weight, out=one)
        np.maximum(second, np.minimum(best, one, out=lower), out=second)
        np.maximum(best, one, out=best)
    best *= np.float32(BEST)
    second *= np.float32(SECOND)
    return (best + second if len(rows) > 1 else one), peak


def _harmonic(one: Floats, other: Floats) -> Floats:
    both = one + other
    np.maximum(both, np.float32(1e-6), out=both)
    mean = one * other
    mean *= np.float32(2)
    mean /= both
    return mean


def _table(sets: Sequence[frozenset[str]], order: Sequence[str]) -> Bools:
    return np.array([[code in codes for code in order] for codes in sets], dtype=bool).reshape(-1, len(order))
