"""One person, or everybody, against all vacancies: what is shut and why, what fits and why, and what to ask.

Everything about the vacancies is made ready once, and what somebody says is compared once; an arrival then costs a
few sums over arrays. Pure: the same input gives the same answer, in whatever order the vacancies came.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

import numpy as np

from eventapp.matching.combine import combinations
from eventapp.matching.explain import questions_of, reasons_of
from eventapp.matching.fit import RELAXED_BIT, Fit, Scores
from eventapp.matching.geo import NO_PLACES, Places
from eventapp.matching.linker import Linker, linker
from eventapp.matching.profile import Seeker, Vacancy
from eventapp.matching.results import Combination, Exclusion, Outline, Reason, Suggestion, Table
from eventapp.matching.rules import Bools, Rules, Verdict, codes_of
from eventapp.matching.why_not import why_not

__all__ = ["Engine", "Matched"]

_DIGITS: Final = 6  # fits that are equal up to here are equal
_RELAXED: Final = [
    tuple(code for code, bit in RELAXED_BIT.items() if bits & bit) for bits in range(1 << len(RELAXED_BIT))
]


class Engine:
    """The vacancies of a fair, ready to be matched."""

    def __init__(self, vacancies: Sequence[Vacancy], places: Places = NO_PLACES, words: Linker | None = None) -> None:
        self.vacancies = tuple(sorted(vacancies, key=lambda vacancy: (vacancy.number, vacancy.id)))
        self.rules = Rules(self.vacancies, places)
        self.fit = Fit(self.vacancies, self.rules, words or linker())
        self.place_of = {vacancy.id: place for place, vacancy in enumerate(self.vacancies)}

    def match(self, seeker: Seeker) -> Matched:
        """What the fair has for this person; reasons are only written for what is looked at."""
        return Matched(self, seeker, self.rules.judge(seeker), self.fit.score(seeker))

    def match_all(self, seekers: Sequence[Seeker]) -> Table:
        """Everybody by every vacancy, without reasons: what an allocation needs. The same figures as ``match``."""
        shape = (len(seekers), len(self.vacancies))
        shut, relaxed = np.empty(shape, np.uint8), np.empty(shape, np.uint8)
        total, linked = np.empty(shape, np.float32), np.empty(shape, np.bool_)
        for row, seeker in enumerate(seekers):
            scores = self.fit.score(seeker)
            shut[row], relaxed[row] = self.rules.judge(seeker).shut, scores.relaxed
            total[row], linked[row] = scores.total, scores.linked
        return Table(tuple(seeker.number for seeker in seekers), shut, total, relaxed, linked)


class Matched:
    """The answer for one person."""

    def __init__(self, engine: Engine, seeker: Seeker, verdict: Verdict, scores: Scores) -> None:
        self._engine = engine
        self.seeker = seeker
        self.verdict = verdict
        self.scores = scores

    def suggestions(self, limit: int = 10) -> list[Suggestion]:
        """The allowed vacancies, best first, at most ``limit``."""
        return [self._suggestion(place) for place in self._ranked[:limit]]

    @property
    def excluded(self) -> list[Exclusion]:
        """Every vacancy that is shut, with all its codes."""
        shut = self.verdict.shut.tolist()
        codes = {bits: codes_of(bits) for bits in set(shut)}
        return [Exclusion(v.id, codes[bits]) for v, bits in zip(self._engine.vacancies, shut, strict=True) if bits]

    def why_not(self, vacancy: str) -> tuple[Reason, ...]:
        """Why a vacancy is shut, for the person who asks: one sentence per code. Empty where it is not.

        Raises KeyError for a vacancy that is not at this fair.
        """
        place = self._engine.place_of[vacancy]
        return why_not(self.seeker, self._engine.vacancies[place], place, self.verdict)

    @property
    def combinations(self) -> list[Combination]:
        """Two or three part-time vacancies that together make the wanted hours, best first."""
        engine = self._engine
        return combinations(engine.vacancies, engine.rules, self.seeker, self.verdict, self.scores.total)

    def by_employer(self) -> dict[str, Suggestion]:
        """For every employer with one, the best allowed vacancy that the person has a real link to.

        One for which the employer weighs people goes before open hiring, of which the stand gets to see nobody.
        """
        best: dict[str, int] = {}
        for weighed in (True, False):
            for place in self._ranked:
                vacancy = self._engine.vacancies[place]
                if self._linked[place] and vacancy.open_hiring != weighed:
                    best.setdefault(vacancy.employer, place)
        return {employer: self._suggestion(place) for employer, place in best.items()}

    @cached_property
    def _linked(self) -> Bools:
        return self.scores.linked

    @cached_property
    def _ranked(self) -> list[int]:
        """Places of the allowed vacancies, best first; equal ones by number."""
        places = np.flatnonzero(self.verdict.shut == 0)
        order = np.argsort(-np.round(self.scores.total[places], _DIGITS), kind="stable")
        return [int(place) for place in places[order]]

    def _outline(self, place: int) -> Outline:
        vacancy, bits = self._engine.vacancies[place], int(self.scores.relaxed[place])
        relaxed = _RELAXED[bits] if self._linked[place] else (*_RELAXED[bits], "other_work")
        return Outline(vacancy.id, vacancy.employer, relaxed, float(self.scores.total[place]), vacancy.open_hiring)

    def _suggestion(self, place: int) -> Suggestion:
        vacancy, outline = self._engine.vacancies[place], self._outline(place)
        return Suggestion(
            vacancy=vacancy.id,
            employer=vacancy.employer,
            relaxed=outline.relaxed,
            rank_key=outline.rank_key,
            open_hiring=vacancy.open_hiring,
            reasons=reasons_of(self.seeker, vacancy, place, self.verdict, self.scores),
            questions=questions_of(self.seeker, vacancy, place, self.verdict),
        )
