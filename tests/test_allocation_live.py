"""The allocation in a running fair: it follows who comes, talks and leaves, and is said at the desk."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator

import pytest
from conftest import CARE_HOME, DESK, GREENHOUSE, ORGANISER, SEEKERS
from test_rooms import Venue

from eventapp.facts import Draft
from eventapp.live.allocating import SETTLE_EVERY, Allocation
from eventapp.live.guiding import guide, next_stands, next_view, why
from eventapp.live.lists import listed
from eventapp.live.repeating import Repeater
from eventapp.matching.allocation.plain import HOLD


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


def test_a_stand_with_a_break_gets_nobody_until_it_is_open_again(venue: Venue) -> None:
    assert any("e1" in stops(venue, id) for id in SEEKERS)
    venue.act("pause_stand", GREENHOUSE, paused=True)
    assert venue.view("stand:e1")["stand"]["paused"] is True
    assert not any("e1" in stops(venue, id) for id in SEEKERS)
    fair, suggestions = venue.ledger.fair, venue.live.suggestions
    one, employer = fair.seeker("s1"), fair.employer("e1")
    assert one is not None and employer is not None
    assert "why.paused" in why(fair, suggestions, one, employer)["why"]
    venue.act("pin", DESK, subject="s1", employer="e1")
    one = fair.seeker("s1")
    assert one is not None
    waits = [stop["wait"]["code"] for stop in next_view(fair, suggestions, one)[0]["next"] if stop["by_hand"]]
    assert waits == ["guide.paused"], "who was pinned there hears of the break"
    venue.act("pause_stand", GREENHOUSE, paused=False)
    venue.clock.advance(int(SETTLE_EVERY * 1000))
    venue.live.settle()
    assert any("e1" in stops(venue, id) for id in SEEKERS)


def test_who_is_told_where_to_go_is_expected_there_until_that_runs_out(venue: Venue) -> None:
    who = somebody_with_two(venue)
    for id in SEEKERS:
        if id != who:
            venue.act("check_out", DESK, subject=id)
    first = stops(venue, who)[0]
    hall = allocation(venue).hall

    def coming() -> float:
        column = hall.stands.index(first)
        return float(hall._rows.coming(allocation(venue)._now, len(hall.stands))[column])

    venue.clock.advance(int((HOLD + 1) * 1000))
    venue.live.settle()
    told_before, first = coming(), stops(venue, who)[0]
    venue.live.told(who)
    assert (told_before, coming()) == (0, 1)
    venue.clock.advance(int((HOLD + 1) * 1000))
    venue.live.settle()
    assert coming() == 0, "also when nothing happened"


def test_nobody_is_expected_who_left(venue: Venue) -> None:
    venue.act("check_out", DESK, subject="s1")
    venue.live.told("s1")
    assert allocation(venue).advice("s1") is None


def test_the_desk_names_three_stands_at_most_and_where_the_job_coach_sits(venue: Venue) -> None:
    venue.act("place_job_coach", ORGANISER, where="balie 3")
    one = venue.ledger.fair.seeker("s1")
    assert one is not None
    view, grounds = next_view(venue.ledger.fair, venue.live.suggestions, one)
    assert view["ready"] and view["job_coach"] == "balie 3"
    assert 0 < len(view["next"]) <= 3 and len(grounds) == len(view["next"])
    for employer in ("e1", "e2"):
        venue.act("hide", DESK, subject="s1", employer=employer)
    one = venue.ledger.fair.seeker("s1")
    assert one is not None
    assert next_view(venue.ledger.fair, venue.live.suggestions, one)[0]["next"] == []


def test_what_is_repeated_goes_on_after_a_failure_and_stops_when_told() -> None:
    turns: list[int] = []
    thrice = threading.Event()

    def act() -> None:
        turns.append(len(turns))
        if len(turns) == 3:
            thrice.set()
        raise RuntimeError("mislukt")

    repeater = Repeater(act, 0.001, "probe")
    repeater.start()
    assert thrice.wait(10)
    repeater.stop()
    done = len(turns)
    assert not repeater._thread.is_alive() and len(turns) == done


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
