"""Two jobs that together make a week: part-time vacancies of different employers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations as pairs
from typing import Final

import numpy as np

from eventapp.matching.fit import Scores
from eventapp.matching.profile import Seeker, Vacancy
from eventapp.matching.results import Combination
from eventapp.matching.rules import Verdict

_MOST: Final = 5  # offered to one person
_CONSIDERED: Final = 30  # best-fitting part-time vacancies that are paired
_DAY_PART_HOURS: Final = 25  # what five mornings (or afternoons, or evenings) hold


def combinations(vacancies: Sequence[Vacancy], seeker: Seeker, verdict: Verdict, scores: Scores) -> list[Combination]:
    """Pairs of which at least one is too few hours alone, and that together are within the wanted hours.

    Nothing but too few hours may shut either of them. Best first, by the weaker fit of the two.
    """
    if seeker.hours_min is None or seeker.hours_max is None:
        return []
    part_time = _candidates(seeker, vacancies, verdict, scores)
    found = [pair for pair in pairs(part_time, 2) if _together(seeker, vacancies, verdict, pair)]
    found.sort(key=lambda pair: -min(scores.total[place] for place in pair))
    return [_combination(vacancies, seeker, pair) for pair in found[:_MOST]]


def _candidates(seeker: Seeker, vacancies: Sequence[Vacancy], verdict: Verdict, scores: Scores) -> list[int]:
    """Part-time vacancies that nothing but too few hours shuts, best fit first."""
    shut = np.logical_or.reduce([found for code, found in verdict.excluded.items() if code != "hours"])
    shut = shut | (verdict.excluded["hours"] & ~verdict.too_few_hours)
    order = [int(place) for place in np.argsort(-scores.total, kind="stable") if not shut[place]]
    return [place for place in order if _is_part_time(vacancies[place], seeker)][:_CONSIDERED]


def _is_part_time(vacancy: Vacancy, seeker: Seeker) -> bool:
    return (
        vacancy.hours_min is not None and vacancy.hours_max is not None and vacancy.hours_max < (seeker.hours_max or 0)
    )


def _together(seeker: Seeker, vacancies: Sequence[Vacancy], verdict: Verdict, pair: tuple[int, int]) -> bool:
    one, other = vacancies[pair[0]], vacancies[pair[1]]
    least = (one.hours_min or 0) + (other.hours_min or 0)
    most = (one.hours_max or 0) + (other.hours_max or 0)
    return (
        one.employer != other.employer
        and bool(verdict.too_few_hours[list(pair)].any())
        and least <= (seeker.hours_max or 0)
        and most >= (seeker.hours_min or 0)
        and _fits_the_day(seeker, one, other, least)
    )


def _fits_the_day(seeker: Seeker, one: Vacancy, other: Vacancy, hours: float) -> bool:
    """Two jobs in one and the same part of the day must fit in five of them."""
    mine = seeker.day_parts
    parts = [vacancy.day_parts & mine if mine else vacancy.day_parts for vacancy in (one, other)]
    return not (parts[0] == parts[1] and len(parts[0]) == 1 and hours > _DAY_PART_HOURS)


def _combination(vacancies: Sequence[Vacancy], seeker: Seeker, pair: tuple[int, ...]) -> Combination:
    most = sum(vacancies[place].hours_max or 0 for place in pair)
    return Combination(tuple(vacancies[place].id for place in pair), int(min(most, seeker.hours_max or most)))
