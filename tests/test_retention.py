"""Retention: until when the fair knows who people are, for whom that is longer, and who may change it."""

from __future__ import annotations

import datetime

import pytest
from conftest import CARE_HOME, DESK, GREENHOUSE, MINUTE, OPENING, ORGANISER, Clock, Hall, Node
from hypothesis import given, settings
from hypothesis import strategies as st
from test_fair_order import STEPS, Step, happened

from eventapp.fair import Fair
from eventapp.fair.decision import Actor
from eventapp.fair.purging import LEAST, apart, counts, spans
from eventapp.fair.retention import Kept, due, everybody_kept, forgetting, last_days
from eventapp.fair.words import FOLLOW_UPS, OUTCOMES

FAIR_DAY = datetime.date(2026, 11, 21)
FOUR_WEEKS, A_YEAR = datetime.date(2026, 12, 19), datetime.date(2027, 11, 21)
EVERYBODY = {"s1", "s2", "s3", "s4", "s5"}


def talked(hall: Hall, id: str, outcome: str, stand: Actor = GREENHOUSE) -> None:
    hall.act("start_conversation", stand, subject=id)
    seeker = hall.fair.seeker(hall.fair.root(id))
    assert seeker is not None
    hall.act("end_conversation", stand, conversation=seeker.conversations[-1].id, outcome=outcome)


def gone(hall: Hall, on: datetime.date) -> set[str]:
    return {one.id for one in due(hall.fair, on)}


def call(hall: Hall, employer: str) -> None:
    """An employer gives somebody to call."""
    hall.take(hall.node.tell("employer_edited", employer, {"contact": "Hanneke Zomerdijk"}, fields={}))


def test_without_a_follow_up_it_is_four_weeks_and_not_a_day_less(hall: Hall) -> None:
    assert gone(hall, FAIR_DAY) == gone(hall, FOUR_WEEKS - datetime.timedelta(days=1)) == set()
    assert gone(hall, FOUR_WEEKS) == EVERYBODY


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_conversation_that_asks_for_a_follow_up_makes_it_a_year(hall: Hall, outcome: str) -> None:
    talked(hall, "s1", outcome)
    later = {"s1"} if outcome in FOLLOW_UPS else set()
    assert gone(hall, FOUR_WEEKS) == EVERYBODY - later
    assert gone(hall, A_YEAR - datetime.timedelta(days=1)) == EVERYBODY - later
    assert gone(hall, A_YEAR) == EVERYBODY


def test_one_follow_up_among_other_conversations_is_enough_and_an_undone_one_is_none(hall: Hall) -> None:
    talked(hall, "s1", "follow_up")
    ended = hall.facts[-1].id
    talked(hall, "s1", "no_match", CARE_HOME)
    assert "s1" not in gone(hall, FOUR_WEEKS)
    hall.act("undo", ORGANISER, target=ended)
    assert "s1" in gone(hall, FOUR_WEEKS)


def test_the_person_to_call_at_an_employer_goes_by_the_same_periods(hall: Hall) -> None:
    assert not {"e1", "e2"} & gone(hall, A_YEAR), "of an employer without a contact person nothing personal is kept"
    call(hall, "e1")
    call(hall, "e2")
    talked(hall, "s1", "follow_up", GREENHOUSE)
    talked(hall, "s2", "talked", CARE_HOME)
    assert {"e1", "e2"} & gone(hall, FOUR_WEEKS) == {"e2"}
    assert gone(hall, A_YEAR) == EVERYBODY | {"e1", "e2"}


def test_who_was_erased_is_not_due_any_more(hall: Hall) -> None:
    hall.act("erase", ORGANISER, subject="s1")
    assert gone(hall, FOUR_WEEKS) == EVERYBODY - {"s1"}


def test_two_entries_of_one_person_are_due_as_one(hall: Hall) -> None:
    hall.take(hall.node.tell("pair_proposed", "s1", other="s2", why=["same_phone"]))
    hall.act("judge_pair", ORGANISER, subject="s1", other="s2", verdict="one")
    talked(hall, "s2", "follow_up")
    assert gone(hall, FOUR_WEEKS) == {"s3", "s4", "s5"}


def test_the_organiser_changes_the_periods_with_a_reason(hall: Hall) -> None:
    hall.act("set_retention", ORGANISER, without=7, follow_up=730, reason="privacy_officer")
    talked(hall, "s1", "follow_up")
    assert last_days(hall.fair.info) == (datetime.date(2026, 11, 28), datetime.date(2028, 11, 20))
    assert gone(hall, datetime.date(2026, 11, 28)) == EVERYBODY - {"s1"}
    assert hall.fair.info.retention.reason == "privacy_officer"


def test_the_last_word_on_the_periods_counts_on_every_laptop(hall: Hall) -> None:
    for days in (7, 14):
        hall.act("set_retention", ORGANISER, without=days, follow_up=365, reason="agreed")
    assert Fair(reversed(hall.facts)).info.retention.without == 14


@pytest.mark.parametrize("days", [0, 731, -1])
def test_a_laptop_that_says_otherwise_cannot_keep_people_for_longer_than_two_years(hall: Hall, days: int) -> None:
    hall.take(hall.node.tell("retention_set", "fair-1", without=days, follow_up=days, reason="other"))
    assert hall.fair.info.retention.without == 28


@pytest.mark.parametrize("date", ["", "binnenkort", "9999-12-31"])
def test_of_a_fair_without_a_day_nobody_is_due(date: str) -> None:
    hall = Hall()
    hall.fair.info.date = date
    assert due(hall.fair, A_YEAR) == [] == list(everybody_kept(hall.fair))


@given(st.dictionaries(st.integers(0, 40), st.integers(1, 12)))
def test_no_span_of_arrivals_is_smaller_than_five_and_none_is_lost(quarters: dict[int, int]) -> None:
    arrivals = {f"2026-11-21T{9 + place // 4:02d}:{place % 4 * 15:02d}": people for place, people in quarters.items()}
    found = spans(arrivals)
    assert all(people >= LEAST for _, people in found)
    assert sum(people for _, people in found) == (total if (total := sum(arrivals.values())) >= LEAST else 0)
    assert [start for start, _ in found] == sorted(start for start, _ in found)


@given(st.integers(0, 12), st.integers(0, 12))
def test_a_part_is_not_told_that_sets_a_few_apart_or_leaves_a_few(later: int, others: int) -> None:
    some = [Kept(str(place), "seekers", place < later, A_YEAR) for place in range(later + others)]
    hidden = (0 < later < LEAST and others) or (0 < others < LEAST and later)
    assert apart(some, "seekers") == (None if hidden else later)


@settings(max_examples=100, deadline=None)
@given(st.lists(STEPS, max_size=40))
def test_whatever_happened_what_was_counted_stays_counted_when_everybody_is_forgotten(steps: list[Step]) -> None:
    facts, node = happened(steps), Node("laptop-z", Clock(OPENING + 1000 * MINUTE))
    fair = Fair(facts)
    parties = [*fair.seekers, *fair.employers]
    erased = [node.fact(draft) for party in parties for draft in forgetting(fair, party)]
    after = Fair([*erased, *facts])
    assert (counts(after), after.tally.arrivals()) == (counts(fair), fair.tally.arrivals())
    about = [fact for draft in erased for fact in after.facts_about(draft.subject)]
    assert not any(fact.personal for fact in about)


def test_a_desk_and_a_stand_may_not_forget_anybody(hall: Hall) -> None:
    for actor in (DESK, GREENHOUSE):
        assert hall.act("erase", actor, subject="s1").code == "not_allowed"
