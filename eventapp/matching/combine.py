"""Jobs that together make a week: two or three part-time vacancies of different employers.

Nothing but too few hours may shut any of them; they must not ask the same part of the day, and the way from one
to the other must be one that this person can go. What is unknown of that is a question, and so is always the
income: "laat narekenen".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations as choose
from itertools import islice, product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eventapp.matching.geo import reach_by
from eventapp.matching.profile import Seeker, Vacancy
from eventapp.matching.results import Combination, Reason
from eventapp.matching.rules import BIT, REACH_SLACK, Rules, Verdict

Places = tuple[int, ...]

_MOST: Final = 5  # offered to one person
_PAIRED: Final = 30  # best-fitting part-time vacancies that are paired
_JOINED: Final = 12  # best-fitting ones of which three are joined


def combinations(
    vacancies: Sequence[Vacancy], rules: Rules, seeker: Seeker, verdict: Verdict, total: NDArray[np.float32]
) -> list[Combination]:
    """Two jobs of which one is too few hours alone; where those are few, three of which no two are enough.

    Best first, by the weakest fit in each; three after two, for that is a harder week. Empty where the wanted hours
    are unknown.
    """
    least, most = seeker.hours_min, seeker.hours_max
    if least is None or most is None or least > most:
        return []
    week = _Week(vacancies, rules, seeker, verdict, least, most)
    part_time = week.candidates(total)
    return [week.combined(jobs) for jobs in islice(week.found(part_time), _MOST)]


@dataclass(frozen=True)
class _Week:
    """The hours that one person wants, to be filled."""

    vacancies: Sequence[Vacancy]
    rules: Rules
    seeker: Seeker
    verdict: Verdict
    least: float
    most: float

    def candidates(self, total: NDArray[np.float32]) -> list[int]:
        """Part-time vacancies that nothing but too few hours shuts, best fit first."""
        shut = self.verdict.shut & np.where(self.verdict.too_few_hours, 0xFF & ~BIT["hours"], 0xFF)
        part_time = (self.rules.hours_max < self.most) & ~np.isnan(self.rules.hours_min)
        places = np.flatnonzero((shut == 0) & part_time)
        return [int(place) for place in places[np.argsort(-total[places], kind="stable")][:_PAIRED]]

    def found(self, part_time: list[int]) -> Iterator[Places]:
        """First the pairs, then the threes, each from the best weakest fit down."""
        for jobs in _weakest_last(part_time, 2):
            if self.verdict.too_few_hours[list(jobs)].any() and self._goes_together(jobs):
                yield jobs
        for jobs in _weakest_last(part_time[:_JOINED], 3):
            if not any(self._enough(pair) for pair in choose(jobs, 2)) and self._goes_together(jobs):
                yield jobs

    def combined(self, jobs: Places) -> Combination:
        """The answer for these jobs, with what to say and to ask."""
        hours = int(min(sum(self.rules.hours_max[place] for place in jobs), self.most))
        return Combination(
            vacancies=tuple(self.vacancies[place].id for place in jobs),
            hours=hours,
            reasons=(Reason("combined_job", {"hours": hours}, audience="seeker"),),
            questions=tuple(self._questions(jobs)),
        )

    def _goes_together(self, jobs: Places) -> bool:
        hours = sum(self.rules.hours_min[place] for place in jobs)
        employers = {self.vacancies[place].employer for place in jobs}
        return bool(
            len(employers) == len(jobs)
            and hours <= self.most
            and self._enough(jobs)
            and self._apart_in_the_day(jobs)
            and not any(self._too_far(one, other) for one, other in choose(jobs, 2))
        )

    def _enough(self, jobs: Places) -> bool:
        return bool(sum(self.rules.hours_max[place] for place in jobs) >= self.least)

    def _apart_in_the_day(self, jobs: Places) -> bool:
        """Whether each job can have a part of the day for itself, as far as it is known."""
        mine = self.seeker.day_parts
        parts = [self.vacancies[place].day_parts for place in jobs]
        known = [part & mine if mine else part for part in parts if part]
        return any(len(set(chosen)) == len(chosen) for chosen in product(*known))

    def _too_far(self, one: int, other: int) -> bool:
        km, approximate = self.rules.reach.between(one, other)
        reach = self.seeker.max_distance_km or reach_by(self.seeker.transport)
        return reach is not None and not approximate and km > REACH_SLACK * reach

    def _questions(self, jobs: Places) -> Iterator[Reason]:
        yield Reason("ask_income", audience="seeker")
        if not all(self.vacancies[place].day_parts for place in jobs):
            yield Reason("ask_day_parts", audience="seeker")
        ways = [self.rules.reach.between(one, other) for one, other in choose(jobs, 2)]
        if any(np.isnan(km) or approximate for km, approximate in ways):
            yield Reason("ask_way_between", audience="seeker")


def _weakest_last(places: list[int], size: int) -> Iterator[Places]:
    """All choices of this size from places in order of fit, those with the best weakest one first."""
    for last in range(size - 1, len(places)):
        for others in choose(places[:last], size - 1):
            yield (*others, places[last])
