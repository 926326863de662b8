"""The rules: what every command comes to, and every reason for which it is refused."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from conftest import (
    CARE_HOME,
    DESK,
    DESK_2,
    GREENHOUSE,
    KIOSK,
    MINUTE,
    ORGANISER,
    SCREEN,
    STRANGER_DESK,
    Hall,
    command_of,
)

from eventapp.badges.code import fair_tag, new_code
from eventapp.facts.ids import derived, uuid7
from eventapp.fair import (
    aftercare,
    asked,
    choosing,
    commands,
    decide,
    disputing,
    from_paper,
    helping,
    reprinting,
    retention,
)
from eventapp.fair.badging import MOST_BLOCKS
from eventapp.fair.decision import Actor, Decision
from eventapp.fair.people import Conversation, Seeker
from eventapp.fair.words import OUTCOMES, ROLES

BSN = "111222333"  # passes the elfproef and was never given out
EXAMPLES: dict[str, dict[str, Any]] = {
    "check_in": {"code": "K1"},
    "check_out": {"code": "K1"},
    "register_walk_in": {"first_name": "Marijke"},
    "reserve_numbers": {},
    "enter_paper": {"code": "K1", "came_at": "2026-11-21T08:00:00Z"},
    "tie_spare": {"code": "B1001", "subject": "s1", "came_at": "2026-11-21T08:00:00Z"},
    "make_spares": {"count": 2},
    "set_doors": {"opens": "2026-11-21T08:30:00Z"},
    "print_badge": {"subject": "s1"},
    "correct_person": {"subject": "s1", "phone": "0612345678"},
    "invite": {"subject": "s1"},
    "start_conversation": {"code": "K1"},
    "end_conversation": {"conversation": "c1", "outcome": "talked"},
    "seeker_agrees": {"conversation": "c1", "subject": "s1"},
    "record_placement": {"conversation": "c1", "subject": "s1", "begins": "2026-12-01", "contract": "paid"},
    "note_aftercare": {"subject": "s1", "on": "2026-12-03", "how": "called"},
    "complete_person": {"subject": "s1", "fields": {"hours_max": 32}},
    "pin": {"subject": "s1"},
    "hide": {"subject": "s1"},
    "add_by_hand": {"code": "K1", "reason": "came_by"},
    "switch_suggestions": {"on": False},
    "place_job_coach": {"where": "balie 3"},
    "pause_stand": {"paused": True},
    "without_computer": {"subject": "s1"},
    "ask_help": {},
    "help_coming": {"device": "kiosk-1"},
    "judge_pair": {"subject": "s1", "other": "s2", "verdict": "one"},
    "settle_notice": {"subject": "s1", "notice": "x"},
    "choose_value": {"subject": "s1", "field": "phone", "word": "x"},
    "undo": {"target": "x"},
    "erase": {"subject": "s1"},
    "set_retention": {"without": 14, "follow_up": 180, "reason": "agreed"},
    "revoke_device": {"device": "desk-1"},
}
MAY = {
    "desk": {"check_in", "print_badge", "check_out", "register_walk_in", "reserve_numbers", "correct_person", "seeker_agrees", "undo",
             "enter_paper", "tie_spare", "pin", "hide", "add_by_hand", "without_computer", "help_coming"},
    "kiosk": {"check_in", "without_computer", "ask_help"},
    "stand": {"invite", "start_conversation", "end_conversation", "undo", "pin", "hide", "add_by_hand", "pause_stand"},
    "account_manager": {"record_placement", "note_aftercare", "undo"},
    "case_manager": {"record_placement", "note_aftercare", "undo"},
    "organiser": {"check_in", "print_badge", "check_out", "register_walk_in", "reserve_numbers", "correct_person", "seeker_agrees", "undo", "erase", "set_retention",
                  "revoke_device", "settle_notice", "choose_value", "judge_pair", "complete_person", "pin", "hide", "add_by_hand",
                  "without_computer", "switch_suggestions", "help_coming", "place_job_coach", "enter_paper", "tie_spare",
                  "make_spares", "set_doors"},
}  # fmt: skip


def seeker(hall: Hall, id: str = "s1") -> Seeker:
    one = hall.fair.seeker(id)
    assert one is not None
    return one


def talk_of(hall: Hall, id: str = "s1") -> Conversation:
    return seeker(hall, id).conversations[-1]


def talk(hall: Hall, id: str = "s1", stand: Actor = GREENHOUSE) -> str:
    """Somebody comes in and sits down at a stand; returns the id of the conversation."""
    hall.act("start_conversation", stand, subject=id)
    return talk_of(hall, id).id


def offer(hall: Hall, id: str = "s1", stand: Actor = GREENHOUSE) -> str:
    """The stand said yes; the seeker not yet."""
    conversation = talk(hall, id, stand)
    hall.act("end_conversation", stand, conversation=conversation, outcome="match")
    return conversation


def judged(hall: Hall, verdict: str) -> None:
    """Somebody looked at a pair that was proposed."""
    hall.take(hall.node.tell("pair_proposed", "s1", other="s2", why=["same_phone"]))
    hall.act("judge_pair", ORGANISER, subject="s1", other="s2", verdict=verdict)


CASE_MANAGER = Actor("account-1", "case_manager")
ACCOUNT_MANAGER = Actor("account-2", "account_manager")
PLACING = {"subject": "s1", "conversation": "c99", "begins": "2026-12-01", "contract": "paid"}


def placing(conversation: str) -> dict[str, str]:
    """Somebody begins to work after this conversation."""
    return {**PLACING, "conversation": conversation}


def placed(hall: Hall) -> None:
    """The same, recorded."""
    hall.act("record_placement", CASE_MANAGER, **placing(talk(hall)))


def last_act(hall: Hall) -> str:
    """The id of the command that was given last: that of its first fact."""
    last = hall.facts[-1]
    return next(fact.id for fact in hall.facts if derived(fact.id, 1) == last.id or fact.id == last.id)


# Who may do what


def test_every_command_is_known_here() -> None:
    kinds = {one.__struct_config__.tag for one in commands.AnyCommand.__args__}
    assert kinds == EXAMPLES.keys()


@pytest.mark.parametrize("role", [*ROLES, *sorted(commands.HUB)])
@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_device_may_do_what_its_role_is_for_and_nothing_else(hall: Hall, kind: str, role: str) -> None:
    decision = hall.act(kind, Actor("a-device", role, "e1"), **EXAMPLES[kind])
    assert (decision.code != "not_allowed") == (kind in MAY.get(role, set()))
    assert decision.code != "not_allowed" or not decision.drafts


# After the fair


def test_work_that_somebody_begins_is_recorded_with_its_conversation_and_can_be_taken_back(hall: Hall) -> None:
    placed(hall)
    [one] = seeker(hall).placements
    assert (one.conversation, one.employer, one.begins, one.contract) == (talk_of(hall).id, "e1", "2026-12-01", "paid")
    assert hall.act("undo", CASE_MANAGER, target=last_act(hall)).code == "undone"
    assert seeker(hall).placements == []


def test_a_note_of_aftercare_is_personal_and_goes_with_the_person(hall: Hall) -> None:
    noted = hall.act("note_aftercare", CASE_MANAGER, subject="s1", on="2026-12-03", how="called",
                     note=f"Bevalt goed, belt zelf terug. BSN {BSN}")  # fmt: skip
    [draft] = noted.drafts
    assert draft.data == {"on": "2026-12-03", "how": "called"} and BSN not in str(draft.personal)
    assert (seeker(hall).aftercare[0].note or "").startswith("Bevalt goed")
    hall.act("erase", ORGANISER, subject="s1")
    assert [(one.on, one.note) for one in seeker(hall).aftercare] == [("2026-12-03", None)]


def test_a_note_of_aftercare_goes_also_when_it_stood_with_another_entry_of_who_was_erased(hall: Hall) -> None:
    judged(hall, "one")
    hall.take(hall.node.tell("aftercare_noted", "s2", {"note": "belt terug"}, on="2026-12-03", how="called"))
    assert [one.note for one in seeker(hall).aftercare] == ["belt terug"]
    hall.take(hall.node.tell("erased", "s1"))
    assert [one.note for one in seeker(hall).aftercare] == [None]


# Coming and going


@pytest.mark.parametrize(
    "written",
    [lambda code: code, str.lower, lambda code: f" {code} ", lambda code: "-".join([code[:4], code[4:]]),
     lambda code: " ".join(code)],
    ids=["as printed", "lower case", "spaces around", "a dash", "spaced out"],
)  # fmt: skip
def test_a_badge_checks_somebody_in_however_it_is_scanned(hall: Hall, written: Callable[[str], str]) -> None:
    decision = hall.act("check_in", DESK, code=written(hall.code("s1")))
    assert (decision.code, decision.about, decision.refused) == ("welcome", "s1", False)
    assert seeker(hall).present and seeker(hall).came


@pytest.mark.parametrize("details", [{"code": "k1 "}, {"code": "K1"}, {"subject": "s1"}])
def test_a_badge_number_or_a_choice_from_the_list_will_do_as_well(hall: Hall, details: dict[str, str]) -> None:
    assert hall.act("check_in", DESK, **details).about == "s1"


def test_an_employer_checks_in_and_out_too(hall: Hall) -> None:
    assert hall.act("check_in", DESK, code=hall.code("e1")).code == "welcome"
    assert hall.fair.tally.size("present_employers") == 1
    assert hall.act("check_out", DESK, subject="e1").code == "goodbye"
    assert (hall.fair.tally.size("present_employers"), hall.fair.tally.size("came_employers")) == (0, 1)


def test_a_second_scan_says_since_when_and_where_and_both_scans_are_kept(hall: Hall) -> None:
    hall.act("check_in", DESK, subject="s1")
    first = seeker(hall).scans[0]
    hall.clock.advance(5 * MINUTE)
    second = hall.act("check_in", DESK_2, subject="s1")
    assert (second.code, second.params) == ("already_in", {"since": first.moment, "place": "balie 1"})
    assert [scan.place for scan in seeker(hall).scans] == ["balie 1", "balie 2"]
    assert (hall.fair.tally.size("present_seekers"), hall.fair.tally.counts["scans"]) == (1, 2)
    third = hall.act("check_in", DESK, subject="s1")
    assert third.params == second.params, "it stays the first scan that counts"


def test_two_desks_that_were_apart_give_one_person_two_scans_and_one_arrival(hall: Hall) -> None:
    hall.take(*(hall.node.tell("checked_in", "s1", place=place) for place in ("balie 1", "balie 2")))
    assert (hall.fair.tally.size("present_seekers"), hall.fair.tally.counts["scans"]) == (1, 2)
    assert hall.fair.tally.arrivals() == {"2026-11-21T09:00": 1}


def test_who_leaves_and_comes_back_is_welcome_again(hall: Hall) -> None:
    hall.act("check_in", DESK, subject="s1")
    assert hall.act("check_out", DESK, subject="s1").code == "goodbye"
    assert not seeker(hall).present and seeker(hall).came
    hall.clock.advance(20 * MINUTE)
    assert hall.act("check_in", DESK, subject="s1").code == "welcome_back"
    again = hall.act("check_in", DESK_2, subject="s1")
    assert again.params["since"].startswith("2026-11-21T09:20"), "since this time round"
    assert sum(hall.fair.tally.arrivals().values()) == 1, "and arrived once"


def test_who_leaves_is_in_no_conversation_and_called_nowhere(hall: Hall) -> None:
    talk(hall)
    hall.act("invite", CARE_HOME, subject="s1")
    hall.act("check_out", DESK, subject="s1")
    assert seeker(hall).talking is None and seeker(hall).calls == []
    assert (hall.fair.tally.size("talking"), hall.fair.tally.size("called")) == (0, 0)


# Registering is in test_registering.py; correcting


def test_the_desk_puts_a_name_right(hall: Hall) -> None:
    assert hall.act("correct_person", DESK, subject="s1", last_name=" Vink ", infix="").code == "corrected"
    fields = seeker(hall).fields
    assert (fields["first_name"], fields["infix"], fields["last_name"]) == ("Brechtje", "", "Vink")
    assert [old.value for old in seeker(hall).conflicts["last_name"]] == ["Vink", "Oosterzwaluw"]


def test_only_what_was_changed_is_written_down(hall: Hall) -> None:
    decision = hall.act("correct_person", DESK, subject="s1", first_name="Brechtje", phone="070 1234567")
    assert decision.drafts[0].personal == {"phone": "070 1234567"}


# Inviting and talking


def test_a_stand_invites_somebody_for_one_of_its_vacancies(hall: Hall) -> None:
    hall.act("check_in", DESK, subject="s1")
    assert hall.act("invite", GREENHOUSE, subject="s1", vacancy="v1").code == "invited"
    [call] = seeker(hall).calls
    assert (call.employer, call.vacancy) == ("e1", "v1")


def test_a_call_is_over_when_the_conversation_starts_and_can_be_made_again(hall: Hall) -> None:
    hall.act("check_in", DESK, subject="s1")
    hall.act("invite", GREENHOUSE, subject="s1")
    hall.act("invite", CARE_HOME, subject="s1")
    conversation = talk(hall)
    assert [call.employer for call in seeker(hall).calls] == ["e2"], "the other stand still waits"
    hall.act("end_conversation", GREENHOUSE, conversation=conversation, outcome="follow_up")
    assert hall.act("invite", GREENHOUSE, subject="s1").code == "invited"


def test_whom_a_stand_hides_it_calls_no_more_whichever_was_heard_of_first(hall: Hall) -> None:
    came(hall)
    hall.act("hide", GREENHOUSE, subject="s1")
    hall.take(*(hall.node.tell("invited", "s1", employer=employer) for employer in ("e1", "e2")))
    assert [call.employer for call in seeker(hall).calls] == ["e2"], "the other stand still waits"
    hall.act("undo", GREENHOUSE, target=seeker(hall).chosen["e1"].id)
    assert {call.employer for call in seeker(hall).calls} == {"e1", "e2"}, "as if it was never hidden"


@pytest.mark.parametrize("undoer", [GREENHOUSE, Actor("tablet-1b", "stand", "e1", "stand 1"), DESK, ORGANISER])
def test_an_invitation_can_be_taken_back_by_that_stand_and_by_the_desk(hall: Hall, undoer: Actor) -> None:
    came(hall)
    hall.act("invite", GREENHOUSE, subject="s1")
    assert hall.act("undo", undoer, target=seeker(hall).calls[0].id).code == "undone"
    assert seeker(hall).calls == [] and hall.fair.tally.size("called") == 0


def test_a_badge_at_a_stand_starts_a_conversation(hall: Hall) -> None:
    hall.act("check_in", DESK, subject="s1")
    decision = hall.act("start_conversation", GREENHOUSE, code=hall.code("s1"), vacancy="v2")
    assert (decision.code, len(decision.drafts)) == ("conversation_started", 1)
    current = seeker(hall).talking
    assert current is not None and (current.employer, current.vacancy) == ("e1", "v2")


def test_who_sits_at_a_stand_is_in_the_hall_also_if_the_desk_missed_them(hall: Hall) -> None:
    hall.act("start_conversation", GREENHOUSE, code="K1")
    assert seeker(hall).present and seeker(hall).talking is not None
    assert [scan.place for scan in seeker(hall).scans] == ["stand 1"]


def test_a_new_conversation_elsewhere_ends_the_one_before(hall: Hall) -> None:
    talk(hall, stand=GREENHOUSE)
    talk(hall, stand=CARE_HOME)
    current = seeker(hall).talking
    assert current is not None and current.employer == "e2"
    assert (hall.fair.tally.size("talking", "e1"), hall.fair.tally.size("talking", "e2")) == (0, 1)
    assert hall.fair.tally.counts["conversations"] == 2


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_conversation_ends_with_an_outcome_and_a_note(hall: Hall, outcome: str) -> None:
    conversation = talk(hall)
    ended = hall.act("end_conversation", GREENHOUSE, conversation=conversation, outcome=outcome, note=" Belt terug ")
    assert ended.code == "conversation_ended"
    assert (talk_of(hall).outcome, talk_of(hall).note, seeker(hall).talking) == (outcome, "Belt terug", None)
    assert ended.drafts[0].data.keys() == {"conversation", "employer", "outcome"}, "the note is personal"


def test_an_outcome_can_be_put_right_and_a_note_stays_when_none_is_given(hall: Hall) -> None:
    conversation = talk(hall)
    hall.act("end_conversation", GREENHOUSE, conversation=conversation, outcome="talked", note="Belt terug")
    hall.act("end_conversation", GREENHOUSE, conversation=conversation, outcome="match")
    assert (talk_of(hall).outcome, talk_of(hall).note) == ("match", "Belt terug")
    assert hall.fair.tally.counts["conversations"] == 1


def test_it_is_a_match_only_when_both_said_yes(hall: Hall) -> None:
    conversation = offer(hall)
    assert not talk_of(hall).is_match and hall.fair.tally.counts["matches"] == 0
    assert hall.act("seeker_agrees", DESK, conversation=conversation, subject="s1").code == "match"
    assert talk_of(hall).is_match and hall.fair.tally.counts["matches"] == 1
    assert hall.fair.tally.size("offered") == 0


def test_it_is_no_match_any_more_when_the_stand_takes_its_yes_back(hall: Hall) -> None:
    conversation = offer(hall)
    hall.act("seeker_agrees", DESK, conversation=conversation, subject="s1")
    hall.act("end_conversation", GREENHOUSE, conversation=conversation, outcome="no_match")
    assert not talk_of(hall).is_match


# Undoing


def test_what_was_undone_is_as_if_it_never_was(hall: Hall) -> None:
    hall.act("check_in", DESK, subject="s1")
    assert hall.act("undo", DESK, target=last_act(hall)).code == "undone"
    assert not seeker(hall).came and hall.fair.tally.counts["scans"] == 0
    assert hall.act("check_in", DESK, subject="s1").code == "welcome"


def test_undoing_takes_back_everything_that_the_command_did(hall: Hall) -> None:
    hall.act("start_conversation", GREENHOUSE, subject="s1")
    undone = hall.act("undo", GREENHOUSE, target=last_act(hall))
    assert len(undone.drafts) == 2
    assert not seeker(hall).present and seeker(hall).conversations == []


def test_an_undone_ending_makes_the_conversation_go_on(hall: Hall) -> None:
    conversation = talk(hall)
    hall.act("end_conversation", GREENHOUSE, conversation=conversation, outcome="no_match")
    hall.act("undo", GREENHOUSE, target=last_act(hall))
    assert seeker(hall).talking is not None and talk_of(hall).outcome is None


def test_an_undone_leaving_brings_conversation_and_call_back(hall: Hall) -> None:
    talk(hall)
    hall.act("check_out", DESK, subject="s1")
    hall.act("undo", DESK, target=last_act(hall))
    assert seeker(hall).present and seeker(hall).talking is not None


@pytest.mark.parametrize(
    ("kind", "actor", "details"),
    [("check_in", DESK, {"subject": "s1"}), ("check_out", DESK, {"subject": "s2"}),
     ("register_walk_in", DESK, {"first_name": "Marijke"}), ("correct_person", DESK, {"subject": "s1", "phone": "070"}),
     ("invite", GREENHOUSE, {"subject": "s2"}), ("start_conversation", GREENHOUSE, {"subject": "s1"})],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_every_act_of_the_day_can_be_undone_by_who_did_it_and_by_the_organiser(
    hall: Hall, kind: str, actor: Actor, details: dict[str, str]
) -> None:
    hall.act("check_in", DESK, subject="s2")
    for undoer in (actor, ORGANISER):
        hall.act(kind, actor, **details)
        target = last_act(hall)
        assert hall.act("undo", undoer, target=target).code == "undone"


def test_an_undone_walk_in_is_nobody_and_the_number_is_free_again(hall: Hall) -> None:
    registered = hall.act("register_walk_in", DESK, first_name="Marijke")
    hall.act("undo", DESK, target=last_act(hall))
    assert hall.fair.seeker(registered.about) is None and hall.fair.with_number("B1") is None


# People in charge: more in test_choosing.py


def test_a_choice_about_a_stand_can_be_taken_back_by_that_stand_and_by_the_desk(hall: Hall) -> None:
    came(hall)
    other_tablet = Actor("tablet-1b", "stand", "e1", "stand 1")
    for undoer in (GREENHOUSE, other_tablet, DESK, ORGANISER):
        hall.act("hide", GREENHOUSE, subject="s1")
        assert hall.act("undo", undoer, target=last_act(hall)).code == "undone"
    assert seeker(hall).choices == []


# Breaks, and the job coach


def paused(hall: Hall, id: str = "e1") -> bool:
    employer = hall.fair.employer(id)
    assert employer is not None
    return employer.paused


def test_a_stand_has_a_break_and_is_open_again(hall: Hall) -> None:
    assert hall.act("pause_stand", GREENHOUSE, paused=True).code == "stand_paused"
    assert paused(hall) and not paused(hall, "e2")
    assert hall.act("pause_stand", GREENHOUSE, paused=False).code == "stand_open"
    assert not paused(hall)


def test_a_stand_that_begins_to_talk_is_open_also_if_nobody_pressed_the_button(hall: Hall) -> None:
    hall.act("pause_stand", GREENHOUSE, paused=True)
    hall.act("start_conversation", GREENHOUSE, subject="s1")
    assert not paused(hall)
    hall.act("undo", GREENHOUSE, target=talk_of(hall).id)
    assert paused(hall), "taken back as a whole"


def test_a_stand_that_invites_is_open_and_stays_so_when_it_thinks_better_of_it(hall: Hall) -> None:
    came(hall)
    hall.act("pause_stand", GREENHOUSE, paused=True)
    hall.act("invite", GREENHOUSE, subject="s1")
    assert not paused(hall)
    assert hall.act("undo", GREENHOUSE, target=seeker(hall).calls[0].id).code == "undone"
    assert not paused(hall) and seeker(hall).calls == []


def test_the_organiser_says_where_the_job_coach_sits_and_takes_it_back(hall: Hall) -> None:
    assert hall.act("place_job_coach", ORGANISER, where=" balie 3 ").code == "job_coach_placed"
    assert hall.fair.info.job_coach == "balie 3"
    hall.act("place_job_coach", ORGANISER, where="")
    assert hall.fair.info.job_coach == ""


# Erasing and revoking


def test_the_organiser_erases_somebody(hall: Hall) -> None:
    assert hall.act("erase", ORGANISER, subject="s1").code == "erased"
    assert seeker(hall).erased and "first_name" not in seeker(hall).fields


def test_a_revoked_device_is_known_by_its_token_no_more(hall: Hall) -> None:
    token = DESK_2.device * 4
    assert hall.fair.with_token(token) is not None
    assert hall.act("revoke_device", ORGANISER, device=DESK_2.device).code == "revoked"
    assert hall.fair.with_token(token) is None


# What people type


@pytest.mark.parametrize("text", [BSN, f"mijn bsn is {BSN}", "1112.22.333", f"+31 6 {BSN}"])
def test_a_citizen_service_number_that_somebody_types_is_not_kept(hall: Hall, text: str) -> None:
    conversation = talk(hall)
    hall.act("end_conversation", GREENHOUSE, conversation=conversation, outcome="talked", note=text)
    hall.act("register_walk_in", DESK, first_name=f"Marijke {text}", last_name=text, wants=text, can=text)
    hall.act("correct_person", DESK, subject="s1", phone=BSN, last_name=text)
    written = repr(hall.facts)
    assert "111222333" not in written.replace(" ", "").replace(".", "")


@pytest.mark.parametrize("phone", ["06 12345678", "+31612345678", "070-1234567", "+48 221 234 567"])
def test_a_telephone_number_is_kept_as_it_was_typed(hall: Hall, phone: str) -> None:
    hall.act("correct_person", DESK, subject="s1", phone=phone)
    assert seeker(hall).fields["phone"] == phone


# Refusals: each by name


class Case(NamedTuple):
    """A command that is refused, after what happened before it."""

    code: str
    why: str
    kind: str
    actor: Actor
    details: Callable[[Hall], dict[str, Any]]
    before: Callable[[Hall], Any] = lambda hall: None


def of(**details: Any) -> Callable[[Hall], dict[str, Any]]:
    return lambda hall: details


def came(hall: Hall) -> None:
    hall.act("check_in", DESK, subject="s1")


def lost(hall: Hall) -> None:
    hall.act("print_badge", DESK, subject="s1", reason="lost")


def spares(hall: Hall) -> None:
    hall.act("make_spares", ORGANISER, count=2)


def tied(hall: Hall) -> None:
    spares(hall)
    hall.act("tie_spare", DESK, code="B1001", subject="s1", came_at=EIGHT)


EIGHT = "2026-11-21T08:00:00Z"
NO_STAND = Actor("tablet-9", "stand", None, "")
STRAY = Actor("tablet-9", "stand", "e-gone", "")
REFUSALS = [
    Case("already_placed", "work that was recorded", "record_placement", CASE_MANAGER,
         lambda hall: placing(talk_of(hall).id), lambda hall: placed(hall)),
    Case("unknown_conversation", "work after a talk with somebody else", "record_placement", CASE_MANAGER,
         lambda hall: {**placing(talk_of(hall).id), "subject": "s2"}, lambda hall: talk(hall)),
    Case("unknown_conversation", "work after a talk that never was", "record_placement", CASE_MANAGER, of(**PLACING)),
    Case("invalid_command", "work that begins on no day", "record_placement", CASE_MANAGER,
         lambda hall: {**placing(talk_of(hall).id), "begins": "2026-02-30"}, lambda hall: talk(hall)),
    Case("unknown_person", "work of who was erased", "record_placement", CASE_MANAGER,
         lambda hall: placing(talk_of(hall).id), lambda hall: (talk(hall), hall.act("erase", ORGANISER, subject="s1"))),
    Case("unknown_person", "calling nobody", "note_aftercare", CASE_MANAGER, of(subject="s99", on="2026-12-03", how="called")),
    Case("unknown_person", "calling who was erased", "note_aftercare", CASE_MANAGER, of(subject="s1", on="2026-12-03", how="called"),
         lambda hall: hall.act("erase", ORGANISER, subject="s1")),
    Case("invalid_command", "called on no day", "note_aftercare", CASE_MANAGER, of(subject="s1", on="morgen", how="called")),
    Case("sensitive_aftercare", "why somebody is ill", "note_aftercare", CASE_MANAGER,
         of(subject="s1", on="2026-12-03", how="called", note="thuis met een depressie")),
    Case("not_yours", "aftercare of a colleague", "undo", ACCOUNT_MANAGER, lambda hall: {"target": last_act(hall)},
         lambda hall: placed(hall)),
    Case("paper_future", "a time that is still to come", "enter_paper", DESK, of(code="K1", came_at="2026-11-21T10:00:00Z")),
    Case("paper_before_doors", "a day before the fair", "enter_paper", DESK, of(code="K1", came_at="2026-11-20T10:00:00Z")),
    Case("paper_before_doors", "before the doors opened", "enter_paper", DESK, of(code="K1", came_at=EIGHT),
         lambda hall: hall.act("set_doors", ORGANISER, opens="2026-11-21T08:01:00Z")),
    Case("invalid_command", "a time that is none", "enter_paper", DESK, of(code="K1", came_at="kwart over tien")),
    Case("invalid_command", "doors that open at no time", "set_doors", ORGANISER, of(opens="straks")),
    Case("nothing_to_change", "the doors open then already", "set_doors", ORGANISER, of(opens="")),
    Case("paper_twice", "a row that was typed in already", "enter_paper", DESK, of(code="K1", came_at=EIGHT),
         lambda hall: hall.act("enter_paper", DESK, code="K1", came_at=EIGHT)),
    Case("spare_untied", "a spare badge as if it were a row", "enter_paper", DESK, of(code="b1001", came_at=EIGHT), spares),
    Case("spare_untied", "a spare badge at the desk", "check_in", DESK,
         lambda hall: {"code": next(iter(hall.fair.info.spares))}, spares),
    Case("spare_taken", "a spare badge of somebody", "tie_spare", DESK, of(code="B1001", subject="s2", came_at=EIGHT), tied),
    Case("spare_taken", "the same for a walk-in", "register_walk_in", DESK,
         of(first_name="Marijke", spare="B1001", came_at=EIGHT), tied),
    Case("not_a_spare", "a badge of somebody's own", "tie_spare", DESK, of(code="K2", subject="s1", came_at=EIGHT)),
    Case("spare_second", "somebody who has one", "tie_spare", DESK, of(code="B1002", subject="s1", came_at=EIGHT), tied),
    Case("unknown_person", "a spare badge for nobody", "tie_spare", DESK, of(code="B1001", subject="s99", came_at=EIGHT), spares),
    Case("unknown_person", "for an employer", "tie_spare", DESK, of(code="B1001", subject="e1", came_at=EIGHT), spares),
    Case("unknown_person", "for who was erased", "tie_spare", DESK, of(code="B1001", subject="s1", came_at=EIGHT),
         lambda hall: (spares(hall), hall.act("erase", ORGANISER, subject="s1"))),
    Case("spares_enough", "more than anybody prints", "make_spares", ORGANISER, of(count=200),
         lambda hall: [hall.act("make_spares", ORGANISER, count=200) for _ in range(2)]),
    Case("invalid_command", "no code at all", "check_in", DESK, of()),
    Case("invalid_command", "an empty code", "check_in", DESK, of(code="  ")),
    Case("invalid_command", "a language level that does not exist", "register_walk_in", DESK,
         of(first_name="Marijke", language_nl="D7")),
    Case("unknown_code", "a number that nobody has", "check_in", DESK, of(code="K99")),
    Case("unknown_code", "a name", "check_in", DESK, of(code="Brechtje")),
    Case("unknown_code", "a code of this fair that was not given out", "check_in", DESK,
         lambda hall: {"code": new_code(fair_tag("fair-1"), lambda below: 999_999)}),
    Case("badge_voided", "the code of a badge that was lost", "check_in", DESK, lambda hall: {"code": seeker(hall).void_codes[0]}, lost),
    Case("badge_voided", "the same at a kiosk", "check_in", KIOSK, lambda hall: {"code": seeker(hall).void_codes[0]}, lost),
    Case("badge_voided", "the same at a stand", "start_conversation", GREENHOUSE, lambda hall: {"code": seeker(hall).void_codes[0]}, lost),
    Case("reason_needed", "a second badge", "print_badge", DESK, of(subject="s1"),
         before=lambda hall: hall.act("print_badge", subject="s1")),
    Case("no_badge_for", "somebody who was erased", "print_badge", DESK, of(subject="s1"),
         before=lambda hall: hall.act("erase", ORGANISER, subject="s1")),
    Case("misread_code", "one letter wrong", "check_in", DESK,
         lambda hall: {"code": hall.code("s1")[:-1] + ("B" if hall.code("s1")[-1] != "B" else "C")}),
    Case("misread_code", "two letters swapped", "start_conversation", GREENHOUSE,
         lambda hall: {"code": swapped(hall.code("s1"))}),
    Case("other_fair", "a badge of another fair", "check_in", DESK,
         lambda hall: {"code": new_code(fair_tag("another fair"), lambda below: 5)}),
    Case("unknown_person", "nobody has this id", "check_in", DESK, of(subject="s99")),
    Case("unknown_person", "a vacancy wears no badge", "check_in", DESK, of(subject="v1")),
    Case("unknown_person", "correcting nobody", "correct_person", DESK, of(subject="s99", phone="1")),
    Case("unknown_person", "correcting an employer", "correct_person", DESK, of(subject="e1", phone="1")),
    Case("unknown_person", "inviting nobody", "invite", GREENHOUSE, of(subject="s99")),
    Case("unknown_person", "talking with nobody", "start_conversation", GREENHOUSE, of(subject="s99")),
    Case("unknown_person", "erasing nobody", "erase", ORGANISER, of(subject="s99")),
    Case("not_in", "leaving without having come", "check_out", DESK, of(subject="s1")),
    Case("not_in", "leaving twice", "check_out", DESK, of(subject="s1"),
         lambda hall: (came(hall), hall.act("check_out", DESK, subject="s1"))),
    Case("not_in", "inviting who is not there", "invite", GREENHOUSE, of(subject="s1")),
    Case("numbers_enough", "a desk that keeps asking", "reserve_numbers", DESK, of(),
         lambda hall: [hall.act("reserve_numbers") for _ in range(MOST_BLOCKS)]),
    Case("unknown_device", "numbers for a desk that the fair does not know", "reserve_numbers", STRANGER_DESK, of()),
    Case("via_desk", "inviting who would rather do without a computer", "invite", GREENHOUSE, of(subject="s1"),
         lambda hall: (came(hall), hall.act("without_computer", DESK, subject="s1"))),
    Case("via_desk", "adding who would rather do without a computer", "add_by_hand", GREENHOUSE,
         of(code="K1", reason="came_by"), lambda hall: (came(hall), hall.act("without_computer", DESK, subject="s1"))),
    Case("not_in", "a stand adds somebody who is not there", "add_by_hand", GREENHOUSE, of(code="K1", reason="other")),
    Case("not_a_seeker", "an employer on top", "pin", DESK, of(subject="e2", employer="e1")),
    Case("unknown_stand", "no stand is named", "pin", DESK, of(subject="s1")),
    Case("unknown_stand", "a stand that does not exist", "hide", ORGANISER, of(subject="s1", employer="e99")),
    Case("no_stand", "a tablet without a stand hides", "hide", NO_STAND, of(subject="s1")),
    Case("unknown_vacancy", "on top for a vacancy of another stand", "pin", GREENHOUSE,
         of(subject="s1", vacancy="v3"), came),
    Case("already_chosen", "hidden twice", "hide", GREENHOUSE, of(subject="s1"),
         lambda hall: (came(hall), hall.act("hide", GREENHOUSE, subject="s1"))),
    Case("sensitive_note", "a word about health", "add_by_hand", DESK,
         of(code="K1", employer="e1", reason="other", note="heeft een depressie")),
    Case("already_switched", "on when they are on", "switch_suggestions", ORGANISER, of(on=True)),
    Case("already_switched", "open when it is open", "pause_stand", GREENHOUSE, of(paused=False)),
    Case("already_switched", "a break during a break", "pause_stand", GREENHOUSE, of(paused=True),
         lambda hall: hall.act("pause_stand", GREENHOUSE, paused=True)),
    Case("no_stand", "a tablet without a stand has a break", "pause_stand", NO_STAND, of(paused=True)),
    Case("not_allowed", "the desk gives nobody a break", "pause_stand", DESK, of(paused=True)),
    Case("nothing_to_change", "the job coach sits there already", "place_job_coach", ORGANISER, of(where=" balie 3 "),
         lambda hall: hall.act("place_job_coach", ORGANISER, where="balie 3")),
    Case("nothing_to_change", "no computer, twice", "without_computer", DESK, of(subject="s1", wish=False)),
    Case("not_yours", "another stand's choice", "undo", CARE_HOME, lambda hall: {"target": last_act(hall)},
         lambda hall: (came(hall), hall.act("hide", GREENHOUSE, subject="s1"))),
    Case("not_allowed", "a stand does not press the stop button", "switch_suggestions", GREENHOUSE, of(on=False)),
    Case("unknown_notice", "nothing to look at", "settle_notice", ORGANISER, of(subject="s1", notice="x"), came),
    Case("unknown_notice", "about nobody", "settle_notice", ORGANISER, of(subject="s99", notice="x")),
    Case("unknown_notice", "about the fair, and there is none", "settle_notice", ORGANISER, of(subject="fair-1", notice="x")),
    Case("unknown_notice", "nothing in dispute", "choose_value", ORGANISER, of(subject="s1", field="phone", word="x")),
    Case("unknown_notice", "of nobody", "choose_value", ORGANISER, of(subject="s99", field="phone", word="x")),
    Case("number_of_two", "a number that two wear", "check_in", DESK, of(code="b1"), lambda hall: number_of_two(hall)),
    Case("number_of_two", "the same at a stand", "start_conversation", GREENHOUSE, of(code="B1"), lambda hall: number_of_two(hall)),
    Case("no_name", "a walk-in without a name", "register_walk_in", DESK, of(first_name=" ")),
    Case("no_name", "taking a name away", "correct_person", DESK, of(subject="s1", first_name=" ")),
    Case("nothing_to_change", "all as it was", "correct_person", DESK, of(subject="s1", first_name="Brechtje ")),
    Case("nothing_to_change", "nothing named", "correct_person", DESK, of(subject="s1")),
    Case("nothing_to_change", "an unknown infix stays unknown", "correct_person", DESK, of(subject="s2", infix="")),
    Case("already_invited", "twice by one stand", "invite", GREENHOUSE, of(subject="s1"),
         lambda hall: (came(hall), hall.act("invite", GREENHOUSE, subject="s1"))),
    Case("hidden_here", "inviting whom the stand hid", "invite", GREENHOUSE, of(subject="s1"),
         lambda hall: (came(hall), hall.act("hide", GREENHOUSE, subject="s1"))),
    Case("already_talking", "inviting who sits here", "invite", GREENHOUSE, of(subject="s1"), talk),
    Case("already_talking", "starting twice", "start_conversation", GREENHOUSE, of(subject="s1"), talk),
    Case("not_a_seeker", "talking with an employer", "start_conversation", GREENHOUSE, of(subject="e2")),
    Case("no_stand", "a tablet without a stand invites", "invite", NO_STAND, of(subject="s1")),
    Case("no_stand", "a tablet without a stand starts", "start_conversation", NO_STAND, of(subject="s1")),
    Case("no_stand", "a tablet without a stand ends", "end_conversation", NO_STAND,
         of(conversation="c", outcome="talked")),
    Case("no_stand", "a tablet of a stand that is gone", "start_conversation", STRAY, of(subject="s1")),
    Case("unknown_vacancy", "inviting for a vacancy of another stand", "invite", GREENHOUSE,
         of(subject="s1", vacancy="v3"), came),
    Case("unknown_vacancy", "talking about a vacancy of another stand", "start_conversation", CARE_HOME,
         of(subject="s1", vacancy="v1")),
    Case("unknown_vacancy", "a vacancy that does not exist", "start_conversation", CARE_HOME,
         of(subject="s1", vacancy="v99")),
    Case("unknown_conversation", "ending what never was", "end_conversation", GREENHOUSE,
         of(conversation="c", outcome="talked")),
    Case("unknown_conversation", "ending a check-in", "end_conversation", GREENHOUSE,
         lambda hall: {"conversation": last_act(hall), "outcome": "talked"}, came),
    Case("unknown_conversation", "ending one of another stand", "end_conversation", CARE_HOME,
         lambda hall: {"conversation": talk_of(hall).id, "outcome": "match"}, talk),
    Case("unknown_conversation", "ending one that was undone", "end_conversation", GREENHOUSE,
         lambda hall: {"conversation": hall.facts[-1].data["target"], "outcome": "match"},
         lambda hall: (talk(hall), hall.act("undo", GREENHOUSE, target=last_act(hall)))),
    Case("unknown_conversation", "a yes to what never was", "seeker_agrees", DESK, of(conversation="c", subject="s1")),
    Case("unknown_conversation", "a yes in somebody else's name", "seeker_agrees", DESK,
         lambda hall: {"conversation": talk_of(hall).id, "subject": "s2"}, offer),
    Case("no_offer", "a yes before the stand's yes", "seeker_agrees", DESK,
         lambda hall: {"conversation": talk_of(hall).id, "subject": "s1"}, talk),
    Case("already_agreed", "a second yes", "seeker_agrees", DESK,
         lambda hall: {"conversation": talk_of(hall).id, "subject": "s1"},
         lambda hall: hall.act("seeker_agrees", DESK, conversation=offer(hall), subject="s1")),
    Case("nothing_to_undo", "what never was", "undo", DESK, of(target="x")),
    Case("nothing_to_undo", "undoing twice", "undo", DESK, lambda hall: {"target": hall.facts[-1].data["target"]},
         lambda hall: (came(hall), hall.act("undo", DESK, target=last_act(hall)))),
    Case("nothing_to_undo", "undoing an undo", "undo", DESK, lambda hall: {"target": last_act(hall)},
         lambda hall: (came(hall), hall.act("undo", DESK, target=last_act(hall)))),
    Case("nothing_to_undo", "undoing an erasure", "undo", ORGANISER, lambda hall: {"target": last_act(hall)},
         lambda hall: hall.act("erase", ORGANISER, subject="s1")),
    Case("nothing_to_undo", "undoing a pairing", "undo", ORGANISER,
         lambda hall: {"target": next(fact.id for fact in hall.facts if fact.kind == "device_paired")}),
    Case("not_yours", "another desk's act", "undo", DESK_2, lambda hall: {"target": last_act(hall)}, came),
    Case("not_yours", "another stand's invitation", "undo", CARE_HOME, lambda hall: {"target": last_act(hall)},
         lambda hall: (came(hall), hall.act("invite", GREENHOUSE, subject="s1"))),
    Case("not_yours", "a desk's act by a stand", "undo", GREENHOUSE, lambda hall: {"target": last_act(hall)}, came),
    Case("not_yours", "another stand's conversation", "undo", CARE_HOME, lambda hall: {"target": talk_of(hall).id},
         talk),
    Case("already_erased", "twice", "erase", ORGANISER, of(subject="s1"),
         lambda hall: hall.act("erase", ORGANISER, subject="s1")),
    Case("retention_too_long", "longer than two years", "set_retention", ORGANISER,
         of(without=28, follow_up=731, reason="aftercare")),
    Case("retention_order", "less for whom something follows", "set_retention", ORGANISER,
         of(without=90, follow_up=89, reason="aftercare")),
    Case("nothing_to_change", "the periods that there are", "set_retention", ORGANISER,
         of(without=28, follow_up=365, reason="law")),
    Case("not_allowed", "a desk sets no periods", "set_retention", DESK,
         of(without=14, follow_up=180, reason="agreed")),
    Case("pair_erased", "one person with somebody forgotten", "judge_pair", ORGANISER,
         of(subject="s1", other="s2", verdict="one"),
         lambda hall: (judged(hall, "later"), hall.act("erase", ORGANISER, subject="s2"))),
    Case("invalid_command", "a limit that does not exist", "complete_person", ORGANISER,
         of(subject="s1", fields={"limits": ["vliegen"]})),
    Case("invalid_command", "a day that there is not", "complete_person", ORGANISER,
         of(subject="s1", fields={"birth_date": "31-2-1990"})),
    Case("invalid_command", "a level that does not exist", "complete_person", ORGANISER,
         of(subject="s1", fields={"language_nl": "goed"})),
    Case("no_name", "the first name taken away", "complete_person", ORGANISER, of(subject="s1", fields={"first_name": " "})),
    Case("nothing_to_change", "what was known already", "complete_person", ORGANISER,
         lambda hall: {"subject": "s1", "fields": {"last_name": hall.fair.seeker("s1").fields["last_name"]}}),
    Case("unknown_pair", "nobody proposed it", "judge_pair", ORGANISER, of(subject="s1", other="s2", verdict="one")),
    Case("already_judged", "the same verdict again", "judge_pair", ORGANISER,
         of(subject="s2", other="s1", verdict="two"), lambda hall: judged(hall, "two")),
    Case("unknown_device", "never paired", "revoke_device", ORGANISER, of(device="x")),
    Case("unknown_device", "a person is no device", "revoke_device", ORGANISER, of(device="s1")),
    Case("unknown_device", "twice", "revoke_device", ORGANISER, of(device="desk-1"),
         lambda hall: hall.act("revoke_device", ORGANISER, device="desk-1")),
    Case("not_allowed", "the screen only shows", "check_in", SCREEN, of(subject="s1")),
    Case("not_allowed", "a desk does not erase", "erase", DESK, of(subject="s1")),
    Case("not_allowed", "the kiosk does not speak for a stand", "invite", KIOSK, of(subject="s1")),
    Case("not_allowed", "a kiosk lets nobody out", "check_out", KIOSK, of(subject="s1")),
    Case("not_allowed", "a kiosk takes no wish back", "without_computer", KIOSK, of(subject="s1", wish=False)),
    Case("not_allowed", "a desk rings for nobody", "ask_help", DESK, of()),
    Case("unknown_code", "a badge number at a kiosk: anybody can read it", "check_in", KIOSK, of(code="K1")),
    Case("misread_code", "at a kiosk too", "check_in", KIOSK, lambda hall: {"code": swapped(hall.code("s1"))}),
    Case("invalid_command", "nothing scanned at a kiosk", "check_in", KIOSK, of(code="")),
    Case("already_asked", "twice", "ask_help", KIOSK, of(), lambda hall: hall.act("ask_help", KIOSK)),
    Case("unknown_device", "a kiosk of another fair", "ask_help", Actor("elders", "kiosk"), of()),
    Case("unknown_device", "help for what is no kiosk", "help_coming", DESK, of(device="s1")),
    Case("nobody_asks", "a colleague went already", "help_coming", DESK_2, of(device="kiosk-1"),
         lambda hall: (hall.act("ask_help", KIOSK), hall.act("help_coming", DESK, device="kiosk-1"))),
]  # fmt: skip


def number_of_two(hall: Hall) -> None:
    """Two laptops gave out one number."""
    for number in (1, 2):
        data = {"number": "B1", "code": f"CODE{number}", "source": ["balie", 0], "fields": {}}
        hall.take(hall.node.tell("person_registered", f"walk-in-{number}", {"first_name": "Marijke"}, **data))


def test_the_code_on_a_badge_says_who_is_meant_also_where_two_have_one_number(hall: Hall) -> None:
    number_of_two(hall)
    assert [hall.act("check_in", DESK, code=f"code{number}").about for number in (1, 2)] == ["walk-in-1", "walk-in-2"]


def swapped(code: str) -> str:
    """The code with the first two neighbours that differ changed over."""
    place = next(place for place in range(3, 15) if code[place] != code[place + 1])
    return code[:place] + code[place + 1] + code[place] + code[place + 2 :]


@pytest.mark.parametrize("case", REFUSALS, ids=lambda case: f"{case.code}: {case.why}")
def test_refused(hall: Hall, case: Case) -> None:
    case.before(hall)
    facts = len(hall.facts)
    decision = hall.act(case.kind, case.actor, **case.details(hall))
    assert (decision.code, decision.refused, decision.drafts) == (case.code, True, ())
    assert len(hall.facts) == facts, "a refusal leaves no trace"


_FUTURE = "from __future__ import annotations"


def codes_in_the_rules() -> set[str]:
    """Every code that ``decide`` can refuse with, read from its source."""
    modules = (decide, aftercare, asked, choosing, disputing, helping, reprinting, from_paper, retention)
    tree = ast.parse("".join(map(inspect.getsource, modules)).replace(_FUTURE, ""))
    raised = {node.args[0].value for node in ast.walk(tree) if isinstance(node, ast.Call)
              and getattr(node.func, "id", "") == "Refusal" and isinstance(node.args[0], ast.Constant)}  # fmt: skip
    why_not = next(node for node in tree.body if getattr(node, "name", "") == "_why_not")
    returned = {node.value for node in ast.walk(why_not) if isinstance(node, ast.Constant)
                and isinstance(node.value, str) and node.value.endswith(("_code", "_command", "_fair", "_voided", "_untied"))}  # fmt: skip
    return {str(code) for code in raised} | returned


def test_every_refusal_in_the_rules_is_tried_here() -> None:
    assert codes_in_the_rules() == {case.code for case in REFUSALS}


def test_a_refusal_says_whom_it_is_about_where_that_is_known(hall: Hall) -> None:
    assert hall.act("check_out", DESK, subject="s1").about == "s1"
    assert hall.act("check_in", DESK, code="K99").about is None


def test_a_decision_changes_nothing_by_itself(hall: Hall) -> None:
    """The rules are pure: only facts change the fair."""
    before = hall.fair.snapshot()
    decision: Decision = decide.decide(hall.fair, command_of("check_in", hall.clock, subject="s1"), DESK)
    assert decision.drafts and hall.fair.snapshot() == before


def test_one_command_decided_on_two_laptops_gives_the_same_facts() -> None:
    one, other, id = Hall(), Hall(), uuid7(0)
    decisions = [hall.act("register_walk_in", DESK, id=id, first_name="Marijke") for hall in (one, other)]
    assert decisions[0] == decisions[1]
