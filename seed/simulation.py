"""A fair day in simulated time, to compare ways of suggesting stands. Nothing here touches a real fair.

The same seed gives every policy the same day: who comes and when, how long they stay, how patient they are, whether
they follow the advice this time, how long a pair talks, when recruiters take their break. What is assumed:

* 30% of the registered do not come, 4% of the stands stay empty; arrivals come in three waves (``seed.day``).
* Every recruiter has one break of 15 minutes; a stand where all have a break is closed.
* Somebody looks at their advice on arrival, after each talk and after each failure. Four times in five they go to a
  stand of it: the first 70%, the second 20%, the third 10%. Otherwise, and without advice, they follow their own
  taste: a stand draws by its popularity (very uneven) and by how much they like its work.
* Nobody goes to work that a limit excludes, whatever the policy; nobody goes to a stand twice after a talk.
* On the way takes 1 to 4 minutes. Who has waited as long as they care for (5 to 30 minutes) leaves the line, and avoids
  that stand for twenty minutes; four failures in a row and they go home. With ``turns_away`` they also do not join a
  line that they expect to be too long, so that long waits hardly occur under any policy: people walk instead.
* A talk takes 4 to 12 minutes, and a minute to write it down.
* Places are not imported, so distances are rough and exclude nothing; queues and walking are the same for all.
* Every policy knows which stands are open and whom somebody has met. Only the allocation also knows the queues, which
  stands keep on their tablets, and where it sent people; not where they really go until they stand in line.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from itertools import count
from random import Random
from typing import Final, NamedTuple

import numpy as np

from seed.day import EMPLOYER_NO_SHOW, NO_SHOW, STAY, TALK, WALK, WAVES
from seed.simulation_parts import Day, Person, Policy, StandDay, StandNow
from seed.simulation_world import World

MINUTES: Final = 240
FOLLOWS: Final = 0.8
PLACES: Final = (0.7, 0.2, 0.1)  # of the stands on the list, in order
PATIENCE: Final = (5, 30, 12)  # minutes: shortest, longest, most usual
ON_THE_WAY: Final = (1.0, 4.0)
BREAK: Final = 15.0
WRITING: Final = 1.0
AVOIDS: Final = 20.0
FAILURES: Final = 4
TASTE: Final = 0.15  # how much of liking makes a stand e times as attractive


class _Plan(NamedTuple):
    at: float
    order: int
    kind: str
    person: int
    stand: int


def simulated_fair(world: World, policy: Policy, seed: int, minutes: float = MINUTES, turns_away: bool = False) -> Day:
    """One day of this world under this policy."""
    return _Fair(world, policy, seed, minutes, turns_away).run()


class _Fair:
    def __init__(self, world: World, policy: Policy, seed: int, minutes: float, turns_away: bool) -> None:
        self.world, self.policy, self.seed, self.closes = world, policy, seed, minutes
        self.turns_away = turns_away
        self.plans: list[_Plan] = []
        self.order = count()
        self.day = Day([], [], [], [], 0, 0)
        self.people: dict[int, Person] = {}
        self._open_stands()
        self._expect_people()

    def run(self) -> Day:
        while self.plans:
            plan = heapq.heappop(self.plans)
            getattr(self, f"_{plan.kind}")(plan.at, plan.person, plan.stand)
        self.day.people = list(self.people.values())
        return self.day

    def _chance(self, *what: object) -> Random:
        """Chance that goes by what it is for and not by what happened before: the same under every policy."""
        return Random(f"{self.seed} {what}")

    def _plan(self, at: float, kind: str, person: int = -1, stand: int = -1) -> None:
        heapq.heappush(self.plans, _Plan(at, next(self.order), kind, person, stand))

    def _open_stands(self) -> None:
        for number, recruiters in enumerate(self.world.recruiters):
            chance = self._chance("stand", number)
            absent = chance.random() < EMPLOYER_NO_SHOW
            self.day.stands.append(StandDay(0 if absent else recruiters))
            self._tell(number, 0.0)
            first = chance.uniform(0.2, 0.7) * self.closes
            for recruiter in range(0 if absent else recruiters):
                self._plan(first + recruiter * BREAK, "break_starts", stand=number)
                self._plan(first + (recruiter + 1) * BREAK, "break_ends", stand=number)

    def _expect_people(self) -> None:
        for number in range(len(self.world.people)):
            chance = self._chance("person", number)
            if chance.random() < NO_SHOW:
                continue
            peak = chance.choices([wave[0] for wave in WAVES], [wave[1] for wave in WAVES])[0]
            arrives = min(abs(chance.gauss(peak, 0.06)), 0.9) * self.closes
            leaves = min(self.closes, arrives + chance.uniform(*STAY) / 60)
            self.people[number] = Person(number, leaves, chance.triangular(*PATIENCE))
            self._plan(arrives, "look", number)
            self._plan(leaves, "leave", number)

    def _look(self, now: float, person: int, _: int) -> None:
        """Ask where to go, and go somewhere."""
        one = self.people[person]
        if one.gone or now >= one.leaves:
            return
        one.looks += 1
        open_stands = [number for number, stand in enumerate(self.day.stands) if stand.at_work]
        advice = self.policy.advice(person, one.met, open_stands, now)
        one.advised |= bool(advice)
        one.without += not advice
        for stand in advice:
            self.day.stands[stand].shown.add(person)
        chance = self._chance("look", person, one.looks)
        chosen = self._choice(one, advice, open_stands, now, chance)
        minutes = chance.uniform(*ON_THE_WAY)
        if chosen is None:
            self._plan(now + chance.uniform(*WALK) / 60, "look", person)
        else:
            self._plan(now + minutes, "reach", person, chosen)

    def _choice(self, one: Person, advice: list[int], open_stands: list[int], now: float, chance: Random) -> int | None:
        follows, place, taste = chance.random() < FOLLOWS, chance.random(), chance.random()
        wanted = [stand for stand in advice if one.avoided.get(stand, 0) <= now]
        if follows and wanted:
            return _drawn(wanted, PLACES[: len(wanted)], place)
        fit, liking = self.world.fit[one.number], self.world.liking[one.number]
        own = [
            stand
            for stand in open_stands
            if stand not in one.met and fit[stand] == fit[stand] and one.avoided.get(stand, 0) <= now
        ]
        weights = [self.world.popularity[stand] * float(np.exp(liking[stand] / TASTE)) for stand in own]
        return _drawn(own, weights, taste) if own else None

    def _reach(self, now: float, person: int, stand: int) -> None:
        """Stand before the stand: join the line, or turn away."""
        one, there = self.people[person], self.day.stands[stand]
        if one.gone or now >= one.leaves:
            return
        if not there.at_work or (self.turns_away and there.expected_wait > one.patience):
            self.day.turned_away += 1
            return self._failed(one, stand, now)
        one.waits_since = now
        there.line.append(person)
        self.policy.busy(person, now)
        self._plan(now + one.patience, "patience", person, stand)
        self._serve(stand, now)
        self._tell(stand, now)

    def _patience(self, now: float, person: int, stand: int) -> None:
        one = self.people[person]
        # The line may be another one, later: only who waits here as long as they can has had enough.
        if person in self.day.stands[stand].line and one.waits_since is not None:
            if now < one.waits_since + one.patience - 1e-9:
                return
            self._out_of_line(one, stand, now)
            self.day.gave_up += 1
            self._failed(one, stand, now)

    def _failed(self, one: Person, stand: int, now: float) -> None:
        one.avoided[stand] = now + AVOIDS
        one.failures += 1
        if one.failures >= FAILURES:
            self._leave(now, one.number, -1)
        else:
            self._plan(now, "look", one.number)

    def _out_of_line(self, one: Person, stand: int, now: float) -> None:
        self.day.stands[stand].line.remove(one.number)
        self.day.waits.append(now - (one.waits_since or 0.0))
        one.waits_since = None
        self._tell(stand, now)

    def _serve(self, stand: int, now: float) -> None:
        there = self.day.stands[stand]
        while there.line and there.occupied < there.at_work and now < self.closes:
            one = self.people[there.line[0]]
            self._out_of_line(one, stand, now)
            one.talking, one.failures = True, 0
            one.met.add(stand)
            there.occupied += 1
            there.talking += 1
            there.visits += 1
            self.day.talks.append((one.number, stand))
            minutes = self._chance("talk", one.number, stand).uniform(*TALK) / 60
            self._plan(now + minutes, "talk_ends", one.number, stand)

    def _talk_ends(self, now: float, person: int, stand: int) -> None:
        one = self.people[person]
        one.talking = False
        self.day.stands[stand].talking -= 1
        self._plan(now + WRITING, "recruiter_free", stand=stand)
        if now >= one.leaves:
            return self._leave(now, person, -1)
        self._plan(now + self._chance("pause", person, one.looks).uniform(0, 3), "look", person)
        self._tell(stand, now)

    def _recruiter_free(self, now: float, _: int, stand: int) -> None:
        self.day.stands[stand].occupied -= 1
        self._serve(stand, now)
        self._tell(stand, now)

    def _break_starts(self, now: float, _: int, stand: int) -> None:
        self.day.stands[stand].on_break += 1
        self._tell(stand, now)

    def _break_ends(self, now: float, _: int, stand: int) -> None:
        self.day.stands[stand].on_break -= 1
        self._serve(stand, now)
        self._tell(stand, now)

    def _leave(self, now: float, person: int, _: int) -> None:
        one = self.people[person]
        if one.gone or one.talking:
            return
        one.gone = True
        for number, stand in enumerate(self.day.stands):
            if person in stand.line:
                self._out_of_line(one, number, now)
        self.policy.left(person, now)

    def _tell(self, stand: int, now: float) -> None:
        there = self.day.stands[stand]
        state = StandNow(there.at_work, len(there.line), there.talking, there.visits)
        self.policy.stand_changed(stand, state, now)


def _drawn(stands: Sequence[int], weights: Sequence[float], at: float) -> int:
    """The stand at this share (0..1) of the weights."""
    left = at * sum(weights)
    for stand, weight in zip(stands, weights, strict=True):
        left -= weight
        if left < 0:
            return stand
    return stands[-1]
