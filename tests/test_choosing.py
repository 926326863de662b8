"""People stay in charge: pinned, hidden, added by hand, without a computer, and the stop button, in rooms and sheets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import CARE_HOME, DESK, GREENHOUSE, ORGANISER, SEEKERS, Hall
from test_rooms import Venue, people

from eventapp.facts import Draft
from eventapp.fair.people import Seeker
from eventapp.live.guiding import guide, why
from eventapp.live.lists import searchable
from eventapp.live.views import person_card
from eventapp.matching.profile import seeker_of

View = dict[str, Any]


@pytest.fixture
def venue() -> Iterator[Venue]:
    """The small fair with everybody in the hall."""
    one = Venue()
    for id in SEEKERS:
        one.act("check_in", DESK, subject=id)
    yield one
    one.check()
    one.close()


def order(venue: Venue, employer: str = "e1") -> list[str]:
    found: list[str] = venue.view(f"stand:{employer}")["order"]
    return found


def seeker(venue: Venue, id: str) -> Seeker:
    one = venue.ledger.fair.seeker(id)
    assert one is not None
    return one


def sheet(venue: Venue, id: str) -> View:
    return guide(venue.ledger.fair, venue.live.suggestions, seeker(venue, id))[0]


def why_not(venue: Venue, id: str, employer: str) -> View:
    stand = venue.ledger.fair.employer(employer)
    assert stand is not None
    return why(venue.ledger.fair, venue.live.suggestions, seeker(venue, id), stand)


# Pinned


def test_who_is_pinned_stands_on_top_at_that_stand_alone(venue: Venue) -> None:
    last = order(venue)[-1]
    elsewhere = order(venue, "e2")
    venue.act("pin", GREENHOUSE, subject=last)
    assert order(venue)[0] == last and people(venue)[last]["by_hand"]["kind"] == "pinned"
    assert people(venue)[last]["reasons"], "the machine's reasons stay on the card"
    assert order(venue, "e2") == elsewhere
    assert "by_hand" not in people(venue, "e2")[last]


def test_an_undo_puts_somebody_back_where_they_were(venue: Venue) -> None:
    before = order(venue)
    venue.act("pin", GREENHOUSE, subject=before[-1])
    venue.act("undo", GREENHOUSE, target=venue.done[-1])
    assert order(venue) == before


def test_the_desk_may_pin_somebody_before_they_come(venue: Venue) -> None:
    venue.act("check_out", DESK, subject="s4")
    venue.act("pin", DESK, subject="s4", employer="e1", vacancy="v2")
    assert "s4" not in order(venue)
    venue.act("check_in", DESK, subject="s4")
    assert order(venue)[0] == "s4" and people(venue)["s4"]["vacancy"] == "v2"


# Hidden


def test_who_is_hidden_is_not_shown_at_that_stand_any_more_whatever_happens(venue: Venue) -> None:
    venue.act("hide", GREENHOUSE, subject="s1")
    assert "s1" not in order(venue) and "s1" in order(venue, "e2")
    venue.act("check_out", DESK, subject="s1")
    venue.act("check_in", DESK, subject="s1")
    venue.act("correct_person", DESK, subject="s1", first_name="Brecht")
    assert "s1" not in order(venue)
    hidden = venue.view("stand:e1")["hidden"]
    assert hidden == {"s1": {"number": "K1", "first_name": "Brecht", "choice": hidden["s1"]["choice"]}}


def test_the_stand_can_take_hiding_back_by_the_id_on_its_page(venue: Venue) -> None:
    venue.act("hide", GREENHOUSE, subject="s1")
    venue.act("undo", GREENHOUSE, target=venue.view("stand:e1")["hidden"]["s1"]["choice"])
    assert "s1" in order(venue) and venue.view("stand:e1")["hidden"] == {}


def test_the_last_decision_counts(venue: Venue) -> None:
    venue.act("hide", GREENHOUSE, subject="s1")
    venue.act("pin", DESK, subject="s1", employer="e1")
    assert order(venue)[0] == "s1" and venue.view("stand:e1")["hidden"] == {}


# Added by hand


@pytest.fixture
def pilot(venue: Venue) -> str:
    """Somebody who fits nowhere."""
    registered = venue.act("register_walk_in", DESK, first_name="Marijke", wants="piloot").decision.about
    assert registered is not None and registered not in order(venue)
    return registered


def test_a_stand_adds_somebody_by_badge_number_with_a_reason(venue: Venue, pilot: str) -> None:
    number = seeker(venue, pilot).number
    venue.act("add_by_hand", GREENHOUSE, code=number, reason="came_by", note="Wil een proefdag")
    card = people(venue)[pilot]
    assert order(venue)[0] == pilot
    assert (card["by_hand"]["reason"], card["by_hand"]["note"]) == ("add_reason.came_by", "Wil een proefdag")
    assert card["reasons"] == [] == card["questions"], "the machine has nothing to say of it"
    added = venue.ledger.fair.fact(venue.done[-1])
    assert added is not None and "proefdag" not in json.dumps(added.data)


def test_the_note_of_an_addition_goes_with_an_erasure_and_the_code_stays(hall: Hall) -> None:
    hall.act("add_by_hand", DESK, code="K1", employer="e1", reason="advised", note="Belt maandag")
    hall.act("erase", ORGANISER, subject="s1")
    one = hall.fair.seeker("s1")
    assert one is not None and (one.choices[0].reason, one.choices[0].note) == ("advised", None)


def test_somebody_whose_limits_exclude_the_work_may_be_added_and_only_the_desk_sees_that(venue: Venue) -> None:
    venue.write(shut_work())
    assert "e1" not in venue.live.suggestions.of("s1") or people(venue)["s1"]["vacancy"] != "v1"
    venue.act("add_by_hand", GREENHOUSE, code="K1", vacancy="v1", reason="knows_the_work")
    assert order(venue)[0] == "s1"
    for room in ("desk", "organiser"):
        [shown] = venue.view(room)["by_hand"]
        assert shown["careful"] == ["exclusion.limit"] and shown["number"] == "K1"
    [choice] = sheet(venue, "s1")["choices"]
    assert choice["careful"] == ["exclusion.limit"]
    seen = json.dumps(venue.view("stand:e1"))
    assert "exclusion" not in seen and "lifting" not in seen and "careful" not in seen


def shut_work() -> Draft:
    return Draft("vacancy_edited", "v1", {"fields": {"adaptable": []}})


# Without a computer


def test_who_would_rather_do_without_a_computer_is_on_no_tablet_and_no_call_board(venue: Venue) -> None:
    venue.act("invite", GREENHOUSE, subject="s1")
    venue.act("pin", DESK, subject="s1", employer="e1")
    venue.act("hide", CARE_HOME, subject="s1")
    assert "K1" in json.dumps(venue.view("screen"))
    venue.act("without_computer", DESK, subject="s1")
    for room in ("stand:e1", "stand:e2", "screen"):
        assert "K1" not in json.dumps(venue.view(room)) and "s1" not in json.dumps(venue.view(room))
    assert [call["number"] for call in venue.view("desk")["calls"]] == ["K1"], "the desk walks along"
    venue.act("switch_suggestions", ORGANISER, on=False)
    assert "s1" not in {one["id"] for one in searchable(venue.ledger.fair, "e1", "")}
    venue.act("switch_suggestions", ORGANISER, on=True)
    venue.act("without_computer", DESK, subject="s1", wish=False)
    assert order(venue)[0] == "s1"


def test_the_desk_gives_who_does_without_a_computer_the_same_stands_with_reasons(venue: Venue) -> None:
    before = sheet(venue, "s1")
    venue.act("without_computer", DESK, subject="s1")
    after = sheet(venue, "s1")
    assert after["without_computer"] and after["next"] == before["next"] and after["next"][0]["reasons"]


def test_a_walk_in_can_ask_for_it_at_registration_and_an_undo_takes_all_back(venue: Venue) -> None:
    walk_in = venue.act("register_walk_in", DESK, first_name="Marijke", wants="kok", without_computer=True)
    about = walk_in.decision.about
    assert about is not None and seeker(venue, about).without_computer and about not in order(venue, "e2")
    venue.act("undo", DESK, target=venue.done[-1])
    assert venue.ledger.fair.seeker(about) is None


def test_no_word_of_it_reaches_an_employer(venue: Venue) -> None:
    venue.act("without_computer", DESK, subject="s1")
    refused = venue.act("add_by_hand", GREENHOUSE, code="K1", reason="came_by")
    assert refused.decision.code == "via_desk"
    assert "computer" not in json.dumps([venue.view("stand:e1"), venue.view("stand:e2"), venue.view("screen")])


# The stop button


def test_the_stop_button_empties_every_stand_at_once_and_a_second_press_fills_them_again(venue: Venue) -> None:
    before = {stand: order(venue, stand) for stand in ("e1", "e2")}
    venue.act("switch_suggestions", ORGANISER, on=False)
    assert [order(venue, stand) for stand in before] == [[], []]
    assert not any(venue.view(room)["fair"]["suggestions"] for room in ("stand:e1", "organiser", "desk", "screen"))
    assert sheet(venue, "s1")["next"] == []
    venue.act("switch_suggestions", ORGANISER, on=True)
    assert {stand: order(venue, stand) for stand in before} == before


def test_nobody_is_matched_while_suggestions_are_off_and_everybody_after(venue: Venue) -> None:
    venue.act("switch_suggestions", ORGANISER, on=False)
    new = venue.act("register_walk_in", DESK, first_name="Marijke", wants="kok").decision.about
    assert new is not None and venue.live.suggestions.of(new) == {}
    venue.act("switch_suggestions", ORGANISER, on=True)
    assert new in order(venue, "e2")


def test_what_people_decided_stays_while_suggestions_are_off(venue: Venue) -> None:
    venue.act("pin", GREENHOUSE, subject="s3")
    venue.act("hide", GREENHOUSE, subject="s2")
    venue.act("switch_suggestions", ORGANISER, on=False)
    assert order(venue) == ["s3"] and people(venue)["s3"]["reasons"] == []
    assert [one["id"] for one in searchable(venue.ledger.fair, "e1", "")] == ["s1", "s4", "s5"]


def test_the_searchable_list_is_by_number_with_no_more_than_a_card_has(venue: Venue) -> None:
    fair = venue.ledger.fair
    found = searchable(fair, "e1", "")
    assert [one["number"] for one in found] == ["K1", "K2", "K3", "K4", "K5"]
    assert found[0].keys() - {"id"} == {*people(venue)["s1"]} and found[0]["reasons"] == []
    assert [one["id"] for one in searchable(fair, "e1", "omer")] == ["s4"]
    assert [one["id"] for one in searchable(fair, "e1", "k2 koken")] == ["s2"]
    for unseen in ("oosterzwaluw", "1990", "2525", "lifting", "zware", "06"):
        assert searchable(fair, "e1", unseen) == [], "what no card shows cannot be found either"


def test_a_stand_searches_anew_when_somebody_comes_or_goes(venue: Venue) -> None:
    venue.act("switch_suggestions", ORGANISER, on=False)
    seen = venue.view("stand:e1")["hall"]
    venue.act("check_out", DESK, subject="s5")
    assert venue.view("stand:e1")["hall"] != seen


# Why not?


def test_why_not_names_what_shuts_the_work_in_codes(venue: Venue) -> None:
    venue.write(shut_work())
    answer = why_not(venue, "s1", "e1")
    by_id = {one["id"]: one for one in answer["vacancies"]}
    assert by_id["v1"]["lines"] == [{"code": "reason.why_not_limit", "params": {"demands": ["@demand.lifting"]}}]
    assert by_id["v1"]["shut"] and not by_id["v2"]["shut"]
    assert [line["code"] for line in by_id["v2"]["lines"]] == ["why.fits"] and answer["why"] == []


def test_why_not_says_that_it_is_other_work(venue: Venue, pilot: str) -> None:
    said = [line["code"] for one in why_not(venue, pilot, "e2")["vacancies"] for line in one["lines"]]
    assert said == ["why.other_work"]


def test_why_not_says_what_people_decided_and_where_somebody_is(venue: Venue) -> None:
    venue.act("hide", GREENHOUSE, subject="s1")
    venue.act("without_computer", DESK, subject="s1")
    venue.act("check_out", DESK, subject="s1")
    venue.act("switch_suggestions", ORGANISER, on=False)
    assert why_not(venue, "s1", "e1")["why"] == ["why.off", "why.not_in", "why.without_computer", "why.hidden"]


def test_the_next_stands_are_said_aloud_so_they_tell_no_limit(venue: Venue) -> None:
    seen = json.dumps(sheet(venue, "s1")["next"])
    assert "reason." in seen
    assert not [word for word in ("lifting", "demand.", "exclusion", "adaptable", "zware") if word in seen]


def test_jobs_that_together_make_a_week_are_one_suggestion_to_have_calculated(venue: Venue) -> None:
    part = {"hours_min": 10, "hours_max": 16, "day_parts": ["morning"]}
    later = {**part, "day_parts": ["afternoon"]}
    for vacancy, fields in (("v1", part), ("v2", part), ("v3", later)):
        venue.write(Draft("vacancy_edited", vacancy, {"fields": {**fields, "demands": []}}))
    whole = {"hours_min": 20, "hours_max": 32, "day_parts": ["morning", "afternoon"]}
    venue.write(Draft("person_edited", "s2", {"fields": whole, "source": ["balie", 0]}))
    [together, *_] = sheet(venue, "s2")["together"]
    assert len({work["employer"] for work in together["work"]}) == 2
    assert "reason.ask_income" in [line["code"] for line in together["lines"]]
    venue.act("switch_suggestions", ORGANISER, on=False)
    assert sheet(venue, "s2")["together"] == []


def test_a_stand_with_open_hiring_is_named_with_its_reason(venue: Venue) -> None:
    for vacancy in ("v1", "v2"):
        venue.write(Draft("vacancy_edited", vacancy, {"fields": {"open_hiring": 1}}))
    said = [sheet(venue, id)["next"] for id in SEEKERS]
    assert "reason.open_hiring" in json.dumps(said)


# The audit group


def test_an_audit_group_is_shown_with_nobody_and_is_no_input_of_matching(venue: Venue) -> None:
    before = order(venue), sheet(venue, "s1")
    venue.write(Draft("audit_answered", "s1", {"consent": 1}, {"audit_group": "groep-geheim"}))
    one = seeker(venue, "s1")
    assert one.audit_group == "groep-geheim"
    everything = [watcher.view for watcher in venue.watchers.values()]
    shown = [everything, sheet(venue, "s1"), person_card(venue.ledger.fair, one), one.fields]
    assert "groep-geheim" not in json.dumps(shown, default=str)
    assert (order(venue), sheet(venue, "s1")) == before
    assert "groep-geheim" not in repr(seeker_of(one.number, one.fields))
    venue.write(Draft("audit_answered", "s1", {"consent": 2}, {"audit_group": "groep-geheim"}))
    assert seeker(venue, "s1").audit_group is None, "consent can be taken back"


def test_an_audit_answer_goes_with_an_erasure(hall: Hall) -> None:
    hall.take(hall.node.tell("audit_answered", "s1", {"audit_group": "a"}, consent=1))
    hall.act("erase", ORGANISER, subject="s1")
    one = hall.fair.seeker("s1")
    assert one is not None and one.audit_group is None
