"""The simulated fair: the same day for every policy, nobody in two places, and better policies come out better."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from seed.simulation import simulated_fair
from seed.simulation_figures import Figures, figures, gini
from seed.simulation_parts import Day
from seed.simulation_policies import POLICIES, LeastWait
from seed.simulation_world import World, made_world

SEEDS = (1, 2)
EVERY = {**POLICIES, "least wait": LeastWait}


@cache
def world(seed: int) -> World:
    return made_world(seed, people=160, stands=14, vacancies=32)


@cache
def day(policy: str, seed: int, turns_away: bool = False) -> Day:
    return simulated_fair(world(seed), EVERY[policy](world(seed)), seed, turns_away=turns_away)


@cache
def mean(policy: str, what: str) -> float:
    found: list[Figures] = [figures(world(seed), day(policy, seed)) for seed in SEEDS]
    return sum(getattr(one, what) for one in found) / len(found)


@pytest.mark.parametrize("policy", EVERY)
@pytest.mark.parametrize("turns_away", [False, True])
def test_a_day_is_possible(policy: str, turns_away: bool) -> None:
    for seed in SEEDS:
        one = day(policy, seed, turns_away)
        assert one.talks and len(set(one.talks)) == len(one.talks), "a pair talks once"
        fit = world(seed).fit
        assert all(fit[person, stand] == fit[person, stand] for person, stand in one.talks), "a limit was passed"
        assert all(wait >= 0 for wait in one.waits)
        assert not any(stand.line or stand.talking or stand.occupied for stand in one.stands)
        visits = Counter(stand for _, stand in one.talks)
        assert [stand.visits for stand in one.stands] == [visits[number] for number in range(len(one.stands))]


def test_the_same_seed_gives_the_same_day() -> None:
    again = simulated_fair(world(1), POLICIES["Vonk"](world(1)), 1)
    assert again.talks == day("Vonk", 1).talks
    assert again.waits == day("Vonk", 1).waits


def test_the_same_people_come_whatever_the_policy() -> None:
    for seed in SEEDS:
        came = {policy: [one.number for one in day(policy, seed).people] for policy in POLICIES}
        assert len({tuple(sorted(numbers)) for numbers in came.values()}) == 1


def test_prices_bring_more_talks_less_waiting_and_more_even_attention() -> None:
    for other in ("random feasible", "word similarity", "one-sided top 3", "both sides, no prices"):
        assert mean("Vonk", "talks") > mean(other, "talks")
        assert mean("Vonk", "wait_per_talk") < mean(other, "wait_per_talk")
        assert mean("Vonk", "exposure_gini") <= mean(other, "exposure_gini") + 0.03


def test_who_has_any_stand_that_is_allowed_gets_a_suggestion() -> None:
    for seed in SEEDS:
        there = [bool(stand.recruiters) for stand in day("Vonk", seed).stands]
        allowed = (world(seed).fit == world(seed).fit) & there
        assert all(one.advised or not allowed[one.number].any() for one in day("Vonk", seed).people)


def test_prices_cost_little_fit_and_ignoring_fit_costs_much() -> None:
    assert mean("Vonk", "mean_fit") >= 0.9 * mean("both sides, no prices", "mean_fit")
    assert mean("random feasible", "mean_fit") < mean("one-sided top 3", "mean_fit") < mean("Vonk", "mean_fit")
    assert mean("least wait", "mean_fit") < mean("Vonk", "mean_fit")


def test_gini_is_nothing_for_equal_shares_and_nears_one_where_one_has_all() -> None:
    assert gini([3, 3, 3]) == pytest.approx(0)
    assert gini([0] * 99 + [5]) == pytest.approx(0.99)
    assert gini([]) == gini([0, 0]) == 0
