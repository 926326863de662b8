"""Two entries that are one person: folded together on a person's word, parted again by an undo, in any order."""

from __future__ import annotations

import itertools

from conftest import Hall
from hypothesis import given
from hypothesis import strategies as st

from eventapp.fair import Fair
from eventapp.fair.decision import Actor
from eventapp.fair.pairs import Pair, one_person
from eventapp.fair.state import state_hash

ORGANISER = Actor("org-1", "organiser")
DESK = Actor("desk-1", "desk", place="balie")


def propose(hall: Hall, a: str = "s1", b: str = "s2") -> None:
    hall.take(hall.node.tell("pair_proposed", a, other=b, why=["same_phone"]))


def judge(hall: Hall, verdict: str, a: str = "s1", b: str = "s2") -> str:
    return hall.act("judge_pair", ORGANISER, subject=a, other=b, verdict=verdict).code


def test_one_person_answers_to_both_badges_and_both_numbers(hall: Hall) -> None:
    codes = [hall.code("s1"), hall.code("s2")]
    propose(hall)
    assert judge(hall, "one") == "pair_one"
    assert hall.fair.seeker("s2") is None
    assert {hall.fair.with_code(code).id for code in codes} == {"s1"}
    assert hall.fair.with_number("K1") is hall.fair.with_number("K2")
    assert hall.act("check_in", DESK, code=codes[0]).code == "welcome"
    assert hall.act("check_in", DESK, code=codes[1]).code == "already_in"
    assert hall.act("check_out", DESK, subject="s2").code == "goodbye", "the id that went on as another still works"


def test_what_happened_to_either_happened_to_the_one(hall: Hall) -> None:
    hall.act("check_in", DESK, subject="s2")
    before = hall.fair.tally.size("present_seekers")
    propose(hall)
    judge(hall, "one")
    assert hall.fair.seeker("s1").present
    assert hall.fair.tally.size("present_seekers") == before
    assert hall.fair.tally.counts["scans"] == 1


def test_values_that_differ_stay_visible(hall: Hall) -> None:
    last_names = {hall.fair.seeker(one).fields["last_name"] for one in ("s1", "s2")}
    propose(hall)
    judge(hall, "one")
    assert {old.value for old in hall.fair.seeker("s1").conflicts["last_name"]} == last_names


def test_undo_parts_them_again_as_they_were(hall: Hall) -> None:
    propose(hall)
    before = state_hash(hall.fair.snapshot())
    judge(hall, "one")
    assert state_hash(hall.fair.snapshot()) != before
    hall.act("undo", ORGANISER, target=hall.facts[-1].id)
    assert state_hash(hall.fair.snapshot()) == before
    assert hall.fair.pairs["s1", "s2"].open


def test_a_second_thought_counts(hall: Hall) -> None:
    propose(hall)
    judge(hall, "later")
    assert hall.fair.pairs["s1", "s2"].open
    judge(hall, "one")
    assert not hall.fair.pairs["s1", "s2"].open
    judge(hall, "two", "s2", "s1")
    assert hall.fair.seeker("s2") is not None


def test_forgetting_somebody_forgets_every_entry_of_theirs(hall: Hall) -> None:
    propose(hall)
    judge(hall, "one")
    hall.act("erase", ORGANISER, subject="s2")
    assert all(not fact.personal for one in ("s1", "s2") for fact in hall.fair.facts_about(one))
    rebuilt = Fair(hall.facts)
    assert state_hash(rebuilt.snapshot()) == state_hash(hall.fair.snapshot())


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=10), st.randoms())
def test_who_is_one_does_not_depend_on_the_order_of_the_pairs(links: list[tuple[int, int]], chance: object) -> None:
    pairs = [Pair(f"s{a}", f"s{b}", (), "one") for a, b in links]
    roots = one_person(pairs)
    chance.shuffle(pairs)  # type: ignore[attr-defined]
    assert one_person(pairs) == roots
    for a, b in itertools.product(roots, roots):
        if roots[a] == roots[b]:
            assert roots[a] <= min(a, b)
    assert all(roots[f"s{a}"] == roots[f"s{b}"] for a, b in links)
