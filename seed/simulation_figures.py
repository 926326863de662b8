"""What a simulated day comes down to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from seed.simulation_parts import Day
from seed.simulation_world import World


@dataclass(frozen=True)
class Figures:
    """Of one day. Exposure is the number of different people to whom a stand was suggested, by recruiter."""

    talks: int
    mean_wait: float  # minutes in line, each time that somebody stood in one, in vain too
    wait_per_talk: float  # all minutes in line, in vain too, by talk
    exposure_gini: float  # by recruiter: a stand with three has three times the room
    exposure_gini_plain: float  # by stand, whatever its size
    talks_gini: float  # of talks by recruiter
    least_visits: int  # of the stand that had fewest
    nothing_suggested: int  # people who never got one suggestion
    sometimes_nothing: int  # people who at some moment got none, and went to the job coach
    no_talk: int  # people who went home without a talk
    came: int
    turned_away: int
    gave_up: int
    mean_fit: float  # of the talks
    best_fit: float  # of as many talks for each person at the stands that fit them best, without lines


def figures(world: World, day: Day) -> Figures:
    """Measure a day."""
    there = [stand for stand in day.stands if stand.recruiters]
    exposure = [len(stand.shown) for stand in there]
    talks = Counter(person for person, _ in day.talks)
    return Figures(
        talks=len(day.talks),
        mean_wait=float(np.mean(day.waits)) if day.waits else 0.0,
        wait_per_talk=sum(day.waits) / max(1, len(day.talks)),
        exposure_gini=gini([shown / stand.recruiters for shown, stand in zip(exposure, there, strict=True)]),
        exposure_gini_plain=gini(exposure),
        talks_gini=gini([stand.visits / stand.recruiters for stand in there]),
        least_visits=min((stand.visits for stand in there), default=0),
        nothing_suggested=sum(not one.advised for one in day.people),
        sometimes_nothing=sum(one.without > 0 for one in day.people),
        no_talk=sum(not talks[one.number] for one in day.people),
        came=len(day.people),
        turned_away=day.turned_away,
        gave_up=day.gave_up,
        mean_fit=float(np.mean([world.fit[person, stand] for person, stand in day.talks] or [0.0])),
        best_fit=_best_fit(world, day, talks),
    )


def gini(values: Sequence[float]) -> float:
    """0 where all have the same, towards 1 where one has all."""
    ordered = np.sort(np.asarray(values, dtype=np.float64))
    if not len(ordered) or not ordered.sum():
        return 0.0
    ranks = np.arange(1, len(ordered) + 1)
    return float((2 * (ranks * ordered).sum() / ordered.sum() - len(ordered) - 1) / len(ordered))


def _best_fit(world: World, day: Day, talks: Counter[int]) -> float:
    absent = [not stand.recruiters for stand in day.stands]
    best = [
        np.sort(np.where(absent | np.isnan(world.fit[person]), 0.0, world.fit[person]))[::-1][:number]
        for person, number in talks.items()
    ]
    return float(np.concatenate(best).mean()) if best else 0.0
