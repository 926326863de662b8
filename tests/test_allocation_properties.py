"""What holds for every hall, whoever is in it: limits, pins, hides, fairness and calm."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from eventapp.matching.allocation import RELAX_ORDER, Hall, Offer, Stand, Visitor
from eventapp.matching.allocation.assign import NEVER, assign, greedy, worth
from eventapp.matching.allocation.plain import HOLD

STANDS = [f"s{number}" for number in range(6)]
LATER = HOLD + 1.0

fits = st.integers(0, 20).map(lambda step: step / 20)
some_stands = st.frozensets(st.sampled_from(STANDS), max_size=2)
offers = st.builds(
    Offer, vacancy=st.just("V"), fit=fits, relaxed=st.lists(st.sampled_from(RELAX_ORDER), max_size=1).map(tuple)
)


@st.composite
def halls(draw: st.DrawFn, plain: bool = False) -> tuple[list[Stand], list[Visitor]]:
    numbers = st.integers(0, 4)
    stands = [
        Stand(id, recruiters=draw(st.integers(1, 3)), queue=draw(numbers), talking=draw(numbers), visits=draw(numbers),
              open=plain or draw(st.integers(0, 5)) > 0)
        for id in STANDS
    ]  # fmt: skip
    people = [
        Visitor(
            f"p{number:02}",
            draw(st.dictionaries(st.sampled_from(STANDS), offers, max_size=5)),
            pinned=frozenset() if plain else draw(some_stands),
            hidden=frozenset() if plain else draw(some_stands),
            met=frozenset() if plain else draw(some_stands),
            busy=not plain and draw(st.booleans()),
        )
        for number in range(draw(st.integers(1, 14)))
    ]
    return stands, people


def filled(stands: list[Stand], people: list[Visitor], settle_at: float | None = LATER) -> Hall:
    hall = Hall(stands)
    for one in people:
        hall.put(one, 0)
    if settle_at is not None:
        hall.settle(settle_at)
    return hall


def lists(hall: Hall, now: float = LATER) -> dict[str, list[str]]:
    return {id: [stop.stand for stop in hall.advice(id, now).stops] for id in hall.present}


def may(one: Visitor, stands: list[Stand]) -> set[str]:
    """What may be suggested by the rules: allowed or pinned, open, and neither met nor hidden."""
    open_ = {stand.id for stand in stands if stand.open}
    return ((set(one.offers) | one.pinned) & open_) - one.met - one.hidden


@settings(max_examples=150, deadline=None)
@given(halls(), st.booleans())
def test_nobody_gets_what_is_shut_and_nobody_with_a_stand_left_gets_nothing(
    what: tuple[list[Stand], list[Visitor]], settled: bool
) -> None:
    stands, people = what
    hall = filled(stands, people, LATER if settled else None)
    for one in people:
        found = lists(hall)[one.id]
        assert set(found) <= may(one, stands)
        assert len(found) == len(set(found)) <= 3
        assert bool(found) == bool(may(one, stands))
        assert (hall.advice(one.id, LATER).code == "to_job_coach") == (not found)


@settings(max_examples=100, deadline=None)
@given(halls(), st.booleans())
def test_a_pin_is_kept_and_comes_first(what: tuple[list[Stand], list[Visitor]], settled: bool) -> None:
    stands, people = what
    hall = filled(stands, people, LATER if settled else None)
    for one in people:
        pinned = one.pinned & may(one, stands)
        assert set(lists(hall)[one.id][: len(pinned)]) == pinned


@settings(max_examples=100, deadline=None)
@given(halls())
def test_wishes_give_way_one_after_the_other(what: tuple[list[Stand], list[Visitor]]) -> None:
    stands, people = what
    hall = filled(stands, people)

    def tier(one: Visitor, stand: str) -> int:
        return max((RELAX_ORDER.index(code) + 1 for code in one.offers[stand].relaxed), default=0)

    for one in people:
        offered = [stand for stand in may(one, stands) if stand in one.offers]
        least = min((tier(one, stand) for stand in offered), default=0)
        assert all(tier(one, s) == least for s in lists(hall)[one.id] if s not in one.pinned)


@settings(max_examples=100, deadline=None)
@given(halls(), st.data())
def test_a_hide_never_comes_back(what: tuple[list[Stand], list[Visitor]], data: st.DataObject) -> None:
    stands, people = what
    hall = filled(stands, people)
    one = data.draw(st.sampled_from(people))
    stand = data.draw(st.sampled_from(STANDS))
    hall.put(replace(one, hidden=one.hidden | {stand}), LATER)
    for turn in range(2, 5):
        hall.set_stand(replace(stands[0], queue=turn, open=turn % 2 == 0), turn * LATER)
        hall.settle(turn * LATER)
        assert stand not in lists(hall)[one.id]


@settings(max_examples=100, deadline=None)
@given(halls(), st.randoms())
def test_the_order_in_which_people_and_stands_are_given_changes_nothing(
    what: tuple[list[Stand], list[Visitor]], chance: np.random.Generator
) -> None:
    stands, people = what

    def whole(stands: list[Stand], people: list[Visitor]) -> dict[str, list[str]]:
        hall = Hall(replace(stand, open=False) for stand in stands)
        for one in people:
            hall.put(replace(one, busy=False), 0)
        for stand in sorted(stands, key=lambda stand: stand.id):
            hall._prices.put(hall._columns[stand.id], stand)
            hall._stands[hall._columns[stand.id]] = stand
        hall.settle(0)
        return lists(hall, 0)

    mixed_stands, mixed_people = list(stands), list(people)
    chance.shuffle(mixed_stands)
    chance.shuffle(mixed_people)
    assert whole(stands, people) == whole(mixed_stands, mixed_people)


@settings(max_examples=150, deadline=None)
@given(halls())
def test_looking_again_when_nothing_changed_changes_nothing(what: tuple[list[Stand], list[Visitor]]) -> None:
    hall = filled(*what, settle_at=LATER)
    hall.settle(2 * LATER)  # by now nobody is on the way any more: all may be sent elsewhere
    before = lists(hall)
    assert hall.settle(2 * LATER) == set()
    assert hall.settle(4 * LATER) == set()
    assert lists(hall) == before


@settings(max_examples=100, deadline=None)
@given(halls())
def test_hearing_the_same_once_more_changes_no_list(what: tuple[list[Stand], list[Visitor]]) -> None:
    stands, people = what
    hall = filled(stands, people)
    before = lists(hall)
    for one in people:
        assert hall.put(one, LATER) == set()
        assert hall.put(replace(one), LATER) == set()
    assert lists(hall) == before


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(STANDS), fits, min_size=1))
def test_at_equal_lines_a_better_fit_never_ranks_lower(found: dict[str, float]) -> None:
    people = [Visitor("p", {stand: Offer("V", fit) for stand, fit in found.items()})]
    for settle_at in (None, LATER):
        hall = filled([Stand(id) for id in STANDS], people, settle_at)
        listed = [found[stand] for stand in lists(hall)["p"]]
        assert listed == sorted(found.values(), reverse=True)[:3]


@settings(max_examples=100, deadline=None)
@given(halls(plain=True), st.data())
def test_fitting_better_never_lowers_the_place_on_the_own_list(
    what: tuple[list[Stand], list[Visitor]], data: st.DataObject
) -> None:
    stands, people = what
    one = data.draw(st.sampled_from(people))
    if not one.offers:
        return
    stand = data.draw(st.sampled_from(sorted(one.offers)))
    better = replace(one.offers[stand], fit=one.offers[stand].fit + 0.25)
    others = [other for other in people if other.id != one.id]
    before = filled(stands, [*others, one], None)
    after = filled(stands, [*others, replace(one, offers={**one.offers, stand: better})], None)

    def place(hall: Hall) -> int:
        found = lists(hall)[one.id]
        return found.index(stand) if stand in found else len(found)

    assert place(after) <= place(before)


tables = st.integers(1, 12).flatmap(
    lambda people: st.lists(st.lists(st.integers(0, 1000), min_size=4, max_size=4), min_size=people, max_size=people)
)


@settings(max_examples=150, deadline=None)
@given(tables, st.lists(st.integers(1, 300), min_size=4, max_size=4), st.integers(0, 3))
def test_a_recruiter_more_never_lowers_the_share_of_a_stand(table: list[list[int]], steps: list[int], of: int) -> None:
    """Odd thousandths keep two outcomes from being exactly as good."""
    values = np.array(table) / 1000 + np.sqrt(np.arange(1, len(table) * 4 + 1)).reshape(-1, 4) / 1e5
    step = np.array(steps) / 1000
    nowhere = np.full(len(table), -1)
    before = assign(values, np.zeros(4), step, nowhere)
    faster = step.copy()
    faster[of] /= 2
    after = assign(values, np.zeros(4), faster, nowhere)
    assert (after == of).sum() >= (before == of).sum()


@settings(max_examples=100, deadline=None)
@given(tables, st.lists(st.integers(1, 300), min_size=4, max_size=4))
def test_the_whole_is_the_best_there_is(table: list[list[int]], steps: list[int]) -> None:
    from scipy.optimize import linear_sum_assignment

    values, base, step = np.array(table) / 1000, np.array([0.0, 0.1, 0.2, 0.3]), np.array(steps) / 1000
    slots = np.repeat(np.arange(4), len(table))
    cost = base[slots] + step[slots] * np.tile(np.arange(len(table)), 4)
    _, columns = linear_sum_assignment(values[:, slots] - cost, maximize=True)
    best = worth(values, base, step, slots[columns])
    found = assign(values, base, step, np.full(len(table), -1))
    assert abs(worth(values, base, step, found) - best) < 1e-9
    assert worth(values, base, step, greedy(values, base, step)) <= best + 1e-9


def test_a_crowd_solved_in_parts_is_nearly_as_good_and_shuts_out_what_may_not_be() -> None:
    chance = np.random.default_rng(5)
    values = chance.random((700, 20))
    values[chance.random((700, 20)) < 0.6] = NEVER
    values = values[(values > 0).any(axis=1)]
    step = np.full(20, 0.02)
    found = assign(values, np.zeros(20), step, np.full(len(values), -1))
    assert (values[np.arange(len(values)), found] > 0).all()
    assert worth(values, np.zeros(20), step, found) >= worth(
        values, np.zeros(20), step, greedy(values, np.zeros(20), step)
    )
