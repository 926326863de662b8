"""One person against all vacancies: what is shut and why, what fits and why, and what to ask.

Everything about the vacancies is made ready once, so that an arrival costs a few array operations. Pure: the
same input gives the same answer, in whatever order the vacancies came.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eventapp.matching.combine import combinations
from eventapp.matching.explain import questions_of, reasons_of
from eventapp.matching.fit import Fit, Scores
from eventapp.matching.geo import NO_PLACES, Places
from eventapp.matching.linker import Linker, linker
from eventapp.matching.profile import Seeker, Vacancy
from eventapp.matching.results import Combination, Exclusion, Suggestion
from eventapp.matching.rules import CODES, Rules, Verdict

__all__ = ["Engine", "Matched"]

# A stand sees only people with a real link to the work: what they want, can or have done names the
# vacancy's occupation, its family or, surely, a near family (kinship 0.45, see lexicon.py). Being near, hours
# or support alone never bring somebody to a stand. Below it the person still gets it, as "other_work".
_REAL_LINK: Final = 0.40


class Engine:
    """The vacancies of a fair, ready to be matched."""

    def __init__(self, vacancies: Sequence[Vacancy], places: Places = NO_PLACES, words: Linker | None = None) -> None:
        self.vacancies = tuple(sorted(vacancies, key=lambda vacancy: (vacancy.number, vacancy.id)))
        self.rules = Rules(self.vacancies, places)
        self.fit = Fit(self.vacancies, self.rules, words or linker())
        self._of_employer: dict[str, list[int]] = {}
        for place, vacancy in enumerate(self.vacancies):
            self._of_employer.setdefault(vacancy.employer, []).append(place)

    def match(self, seeker: Seeker) -> Matched:
        """What the fair has for this person; reasons are only written for what is looked at."""
        verdict = self.rules.judge(seeker)
        return Matched(self, seeker, verdict, self.fit.score(seeker, verdict))

    def places_of(self, employer: str) -> list[int]:
        """Where in ``vacancies`` those of an employer are."""
        return self._of_employer.get(employer, [])


class Matched:
    """The answer for one person."""

    def __init__(self, engine: Engine, seeker: Seeker, verdict: Verdict, scores: Scores) -> None:
        self._engine = engine
        self.seeker = seeker
        self._verdict = verdict
        self._scores = scores

    def suggestions(self, limit: int = 10) -> list[Suggestion]:
        """The allowed vacancies, best first, at most ``limit``."""
        return [self._suggestion(place) for place in self._ranked[:limit]]

    @property
    def excluded(self) -> list[Exclusion]:
        """Every vacancy that is shut, with all its codes."""
        shut = sum(self._verdict.excluded[code].astype(np.int64) << place for place, code in enumerate(CODES))
        patterns = np.asarray(shut).tolist()
        codes = {p: tuple(c for place, c in enumerate(CODES) if p >> place & 1) for p in set(patterns)}
        return [Exclusion(v.id, codes[p]) for v, p in zip(self._engine.vacancies, patterns, strict=True) if p]

    @property
    def combinations(self) -> list[Combination]:
        """Pairs of part-time vacancies that together make the wanted hours, best first."""
        return combinations(self._engine.vacancies, self.seeker, self._verdict, self._scores)

    def by_employer(self) -> dict[str, Suggestion]:
        """For every employer with one, the best allowed vacancy that the person has a real link to."""
        best: dict[str, Suggestion] = {}
        for place in self._ranked:
            employer = self._engine.vacancies[place].employer
            if self._plausible[place] and employer not in best:
                best[employer] = self._suggestion(place)
        return best

    def for_employer(self, employer_id: str) -> Suggestion | None:
        """The best allowed vacancy of an employer, if the person has a real link to the work."""
        theirs = set(self._engine.places_of(employer_id))
        fits = (place for place in self._ranked if place in theirs and self._plausible[place])
        return self._suggestion(best) if (best := next(fits, None)) is not None else None

    @cached_property
    def _allowed(self) -> NDArray[np.bool_]:
        return self._verdict.allowed

    @cached_property
    def _plausible(self) -> NDArray[np.bool_]:
        if not len(self._scores.likeness):
            return np.zeros(len(self._engine.vacancies), dtype=bool)
        return np.asarray(self._scores.likeness.max(axis=0) >= _REAL_LINK)

    @cached_property
    def _ranked(self) -> list[int]:
        """Places of the allowed vacancies, best first; equal ones by number."""
        order = np.argsort(-np.round(self._scores.total, 9), kind="stable")
        return [int(place) for place in order[self._allowed[order]]]

    def _suggestion(self, place: int) -> Suggestion:
        vacancy, verdict, scores = self._engine.vacancies[place], self._verdict, self._scores
        relaxed = [code for code, found in scores.relaxed.items() if found[place]]
        if not self._plausible[place]:
            relaxed.append("other_work")
        return Suggestion(
            vacancy=vacancy.id,
            employer=vacancy.employer,
            reasons=reasons_of(self.seeker, vacancy, place, verdict, scores),
            questions=questions_of(self.seeker, vacancy, place, verdict),
            relaxed=tuple(relaxed),
            rank_key=float(scores.total[place]),
        )
