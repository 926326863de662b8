"""The allocation in a running fair: it follows who comes, talks and leaves, and is said at the desk."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from conftest import CARE_HOME, DESK, GREENHOUSE, ORGANISER, SEEKERS
from test_rooms import Venue

from eventapp.facts import Draft
from eventapp.live.allocating import SETTLE_EVERY, Allocation
from eventapp.live.guiding import guide, next_stands
from eventapp.live.lists import listed


@pytest.fixture
def venue() -> Iterator[Venue]:
    """The small fair with everybody in the hall."""
    one = Venue()
    for id in SEEKERS:
        one.act("check_in", DESK, subject=id)
    yield one
    one.check()
    one.close()


def allocation(venue: Venue) -> Allocation:
    return venue.live.suggestions.allocation


def stops(venue: Venue, id: str) -> list[str]:
    advice = allocation(venue).advice(id)
    return [stop.stand for stop in advice.stops] if advice else []


def somebody_with_two(venue: Venue) -> str:
    return next(id for id in SEEKERS if len(stops(venue, id)) > 1)


def test_everybody_in_the_hall_has_advice_and_nobody_else(venue: Venue) -> None:
    assert allocation(venue).hall.present == sorted(SEEKERS)
    venue.act("check_out", DESK, subject="s1")
    assert allocation(venue).advice("s1") is None


def test_the_next_stands_are_those_of_the_allocation_in_its_order(venue: Venue) -> None:
    fair, suggestions = venue.ledger.fair, venue.live.suggestions
    for id in SEEKERS:
        seeker = fair.seeker(id)
        assert seeker is not None
        assert [employer.id for employer, _ in next_stands(fair, suggestions, seeker)] == stops(venue, id)


def test_a_stand_is_not_next_any_more_once_they_have_talked_there(venue: Venue) -> None:
    who = next(id for id in SEEKERS if "e1" in stops(venue, id))
    talk = venue.act("start_conversation", GREENHOUSE, subject=who)
    assert "e1" not in stops(venue, who)
    venue.act("end_conversation", GREENHOUSE, conversation=talk.id, outcome="talked", note="")
    assert "e1" not in stops(venue, who)


def test_an_invitation_comes_first(venue: Venue) -> None:
    who = somebody_with_two(venue)
    last = stops(venue, who)[-1]
    venue.act("invite", {"e1": GREENHOUSE, "e2": CARE_HOME}[last], subject=who)
    assert stops(venue, who)[0] == last


def test_hidden_is_never_next_and_pinned_is(venue: Venue) -> None:
    who = somebody_with_two(venue)
    first, last = stops(venue, who)[0], stops(venue, who)[-1]
    venue.act("hide", DESK, subject=who, employer=first)
    assert first not in stops(venue, who)
    venue.act("pin", DESK, subject=who, employer=last)
    assert stops(venue, who)[0] == last


def test_an_employer_who_leaves_takes_no_more_visitors(venue: Venue) -> None:
    venue.act("check_in", DESK, subject="e1")
    assert any("e1" in stops(venue, id) for id in SEEKERS)
    venue.act("check_out", DESK, subject="e1")
    assert not any("e1" in stops(venue, id) for id in SEEKERS)
    venue.act("check_in", DESK, subject="e1")
    venue.clock.advance(int(SETTLE_EVERY * 1000))
    venue.act("check_in", DESK, subject="e2")
    assert any("e1" in stops(venue, id) for id in SEEKERS)


def test_the_stop_button_stops_it_and_it_begins_anew_after(venue: Venue) -> None:
    before = {id: set(stops(venue, id)) for id in SEEKERS}
    venue.act("switch_suggestions", ORGANISER, on=False)
    assert allocation(venue).hall.present == []
    venue.act("switch_suggestions", ORGANISER, on=True)
    assert {id: set(stops(venue, id)) for id in SEEKERS} == before


def test_an_employer_more_leaves_the_lists_as_they_are(venue: Venue) -> None:
    before = {id: stops(venue, id) for id in SEEKERS}
    venue.write(Draft("employer_registered", "e9", {"fields": {"name": "Nieuwkomer BV", "stand": "9"}}))
    assert "e9" in allocation(venue).hall.stands
    assert {id: stops(venue, id) for id in SEEKERS} == before


def test_the_wait_is_said_with_each_stand_and_no_number_of_the_machine_is(venue: Venue) -> None:
    who = somebody_with_two(venue)
    seeker = venue.ledger.fair.seeker(who)
    assert seeker is not None
    sheet = guide(venue.ledger.fair, venue.live.suggestions, seeker)[0]
    assert all(stop["wait"]["code"] in ("guide.wait", "guide.no_wait") for stop in sheet["next"])
    assert all(stop["wait"]["params"]["minutes"] % 5 == 0 for stop in sheet["next"])
    assert "rank_key" not in json.dumps(sheet) and "price" not in json.dumps(sheet)


def test_a_stand_has_first_who_was_sent_to_it(venue: Venue) -> None:
    fits = venue.live.suggestions.at("e1")
    best_first = listed(venue.ledger.fair, "e1", fits, set(), 40)
    sent = {best_first[-1]}
    assert listed(venue.ledger.fair, "e1", fits, set(), 40, sent) == [best_first[-1], *best_first[:-1]]
