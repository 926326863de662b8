"""A day at the fair to rehearse and to load-test with: who comes, whom they talk to, and when they leave.

Nothing here touches the fair itself; the acts are for a caller to play, at any speed.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Final, Literal, NamedTuple

Kind = Literal["arrive", "leave", "employer_arrives", "talk_starts", "talk_ends"]
Step = Kind | Literal["looks", "stand_free"]  # what happens unseen as well

NO_SHOW: Final = 0.3  # share of the registered who do not come
EMPLOYER_NO_SHOW: Final = 0.04
COMES_BACK: Final = 0.05  # share of those who came that leaves and returns
# When people arrive: share of the day, and how many of them come around that moment.
WAVES: Final = ((0.08, 50), (0.35, 30), (0.65, 20))
TALK: Final = (240, 720)  # seconds: shortest and longest
STAY: Final = (35 * 60, 130 * 60)
WALK: Final = (60, 420)  # from a stand to the next, coffee included
OUTCOMES: Final = {"talked": 50, "follow_up": 25, "match": 10, "no_match": 15}


@dataclass(frozen=True, slots=True)
class Act:
    """Something that happens ``at_minute`` after the doors open.

    ``number`` is the seeker's, empty where an employer arrives; ``employer`` is None where a seeker comes or
    leaves; ``outcome`` (of ``eventapp.fair.words.OUTCOMES``) is there where a talk ends.
    """

    at_minute: float
    kind: Kind
    number: str
    employer: str | None = None
    outcome: str | None = None


class _Plan(NamedTuple):
    """What will happen at a second; ``order`` keeps the order of planning within a second."""

    second: int
    order: int
    kind: Step
    number: str
    employer: str | None
    until: int  # when this seeker goes home


def simulated_day(seeker_numbers: Sequence[str], employers: Sequence[str], seed: int, minutes: int) -> Iterator[Act]:
    """The acts of one day of so many minutes, in order of time; the same arguments give the same day.

    Nobody talks who is not present, a seeker talks to one employer and an employer to one seeker at a time, a
    pair talks once a day, and everybody who came has left at the end. ValueError for a day of no minutes.
    """
    if minutes < 1:
        raise ValueError("a day lasts at least one minute")
    hall = _Hall(Random(f"day {seed}"), minutes * 60)
    hall.expect_employers(employers)
    hall.expect_seekers(seeker_numbers)
    return hall.acts()


@dataclass
class _Hall:
    chance: Random
    closes: int
    plans: list[_Plan] = field(default_factory=list)
    free: list[str] = field(default_factory=list)  # stands without a visitor
    pull: dict[str, float] = field(default_factory=dict)  # popular and forgotten stands
    met: set[tuple[str, str]] = field(default_factory=set)
    order: Iterator[int] = field(default_factory=count)

    def expect_employers(self, employers: Sequence[str]) -> None:
        for employer in dict.fromkeys(employers):
            self.pull[employer] = self.chance.paretovariate(2)
            if self.chance.random() >= EMPLOYER_NO_SHOW:
                opens = int(self.chance.triangular(0, 0.1 * self.closes, 0))
                self._plan(opens, "employer_arrives", "", employer)

    def expect_seekers(self, numbers: Sequence[str]) -> None:
        for number in dict.fromkeys(numbers):
            if self.chance.random() >= NO_SHOW:
                left = self._visit(number, self._arrival())
                if self.chance.random() < COMES_BACK and left + 600 < self.closes:
                    self._visit(number, left + 600)

    def acts(self) -> Iterator[Act]:
        while self.plans:
            plan = heapq.heappop(self.plans)
            if plan.kind == "looks":
                yield from self._look(plan)
            elif plan.kind == "stand_free":
                self.free.append(str(plan.employer))
            else:
                yield self._happen(plan, plan.kind)

    def _happen(self, plan: _Plan, kind: Kind) -> Act:
        outcome = None
        if kind == "employer_arrives":
            self._plan(plan.second, "stand_free", "", plan.employer)
        elif kind == "talk_ends":
            outcome = self.chance.choices(list(OUTCOMES), list(OUTCOMES.values()))[0]
            self._plan(plan.second + self.chance.randint(*WALK) // 2, "stand_free", "", plan.employer)
        if kind in ("arrive", "talk_ends"):
            self._walk(plan)
        return Act(plan.second / 60, kind, plan.number, plan.employer, outcome)

    def _look(self, plan: _Plan) -> Iterator[Act]:
        """Start a talk at a free stand that is new to this seeker, or look again later."""
        ends = plan.second + self.chance.randint(*TALK)
        if ends >= plan.until:
            return  # no time for another talk before going home
        stands = [stand for stand in self.free if (plan.number, stand) not in self.met]
        if not stands:
            return self._walk(plan)
        employer = self.chance.choices(stands, [self.pull[stand] for stand in stands])[0]
        self.free.remove(employer)
        self.met.add((plan.number, employer))
        self._plan(ends, "talk_ends", plan.number, employer, plan.until)
        yield Act(plan.second / 60, "talk_starts", plan.number, employer)

    def _walk(self, plan: _Plan) -> None:
        self._plan(plan.second + self.chance.randint(*WALK), "looks", plan.number, None, plan.until)

    def _visit(self, number: str, arrives: int) -> int:
        leaves = min(self.closes, arrives + self.chance.randint(*STAY))
        self._plan(arrives, "arrive", number, None, leaves)
        self._plan(leaves, "leave", number, None, leaves)
        return leaves

    def _arrival(self) -> int:
        peak = self.chance.choices([wave[0] for wave in WAVES], [wave[1] for wave in WAVES])[0]
        return int(min(abs(self.chance.gauss(peak, 0.06)), 0.9) * self.closes)

    def _plan(self, second: int, kind: Step, number: str, employer: str | None, until: int = 0) -> None:
        heapq.heappush(self.plans, _Plan(second, next(self.order), kind, number, employer, until))
