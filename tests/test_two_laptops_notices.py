"""What two laptops cannot settle between them is told to the organiser, once: contested, unsound, and after a revoking."""

from __future__ import annotations

import dataclasses
from dataclasses import asdict

import pytest
from conftest import DESK, GREENHOUSE, Clock, Node
from two_laptops_support import Apart, Hall, halls_apart  # noqa: F401

from eventapp.facts.ids import uuid7
from eventapp.fair import Fair
from eventapp.live.inbox import MOST_NOTICES, inbox_view
from eventapp.sync.wire import incoming

ELSEWHERE = uuid7(1_700_000_000_000)


def test_one_command_with_two_meanings_is_told_and_the_first_one_counts(apart: Apart) -> None:
    scan = apart.one.act("check_in", DESK, subject="s1")
    moved = dataclasses.replace(DESK, place="balie 9")
    apart.other.act("check_in", moved, subject="s1", id=scan.id, at=scan.at)
    apart.meet()
    for hall in apart.halls:
        [notice] = hall.inbox()
        assert (notice["code"], notice["params"]["what"]) == ("contested", "@inbox.act.checked_in")
        assert [scan.place for scan in hall.seeker().scans] == [DESK.place]
    apart.one.answer(apart.one.inbox()[0])
    apart.meet()
    assert apart.other.codes() == []


def test_a_conversation_that_also_ends_a_break_or_lets_in_is_one_act_in_two_halls(apart: Apart) -> None:
    """One hall knows that she is in and that the stand has a break, the other neither; the tablet told it to both."""
    apart.one.act("check_in", DESK, subject="s1")
    apart.one.act("pause_stand", GREENHOUSE, paused=True)
    talk = apart.one.act("start_conversation", GREENHOUSE, subject="s1")
    again = apart.other.act("start_conversation", GREENHOUSE, subject="s1", id=talk.id, at=talk.at)
    assert (talk.status, again.status) == ("recorded", "recorded")
    apart.meet()
    for hall in apart.halls:
        assert hall.codes() == [] and len(hall.seeker().conversations) == 1
        employer = hall.fair.employer("e1")
        assert employer is not None and not employer.paused


def test_a_contested_act_that_was_taken_back_is_no_matter_any_more(apart: Apart) -> None:
    scan = apart.one.act("check_in", DESK, subject="s1")
    apart.other.act("check_in", dataclasses.replace(DESK, place="balie 9"), subject="s1", id=scan.id, at=scan.at)
    apart.other.act("undo", apart.other.organiser, target=scan.id)
    apart.meet()
    assert apart.one.codes() == [] and not apart.one.seeker().came


def test_a_contested_act_about_somebody_who_was_erased_says_nothing_of_them(apart: Apart) -> None:
    edit = apart.one.act("correct_person", DESK, subject="s1", phone="070-1111111")
    apart.other.act("correct_person", DESK, subject="s1", phone="070-2222222", id=edit.id, at=edit.at)
    apart.meet()
    assert apart.one.codes() == ["contested"]
    apart.other.act("erase", apart.other.organiser, subject="s1")
    apart.meet()
    assert apart.one.codes() == [] == apart.other.codes()


def test_who_was_revoked_in_one_hall_and_worked_on_in_the_other(apart: Apart) -> None:
    apart.one.act("revoke_device", apart.one.organiser, device=GREENHOUSE.device)
    for subject in ("s1", "s2"):
        last = apart.other.act("start_conversation", GREENHOUSE, subject=subject)
    apart.meet()
    for hall in apart.halls:
        assert len(hall.seeker().conversations) == 1, "what happened, happened"
        assert hall.fair.with_token(GREENHOUSE.device * 4) is None, "and from now on it may do nothing"
        [notice] = hall.inbox()
        assert (notice["code"], notice["params"]["times"], notice["params"]["time"]) == ("worked_on", 4, last.at)
    apart.other.answer(apart.other.inbox()[0])
    apart.meet()
    assert apart.one.codes() == []


def test_what_a_device_did_before_it_was_revoked_is_no_matter(apart: Apart) -> None:
    apart.other.act("start_conversation", GREENHOUSE, subject="s1")
    apart.one.act("revoke_device", apart.one.organiser, device=GREENHOUSE.device)
    apart.meet()
    assert apart.one.codes() == []


def test_revoked_in_both_halls_is_revoked_once(apart: Apart) -> None:
    for hall in (apart.one, apart.other):
        hall.act("revoke_device", hall.organiser, device=GREENHOUSE.device)
    apart.meet()
    assert apart.one.codes() == []


def unsound(hall: Hall, **spoilt: object) -> None:
    """A fact that another laptop handed over, and that is not as it was written down."""
    fact = Node(ELSEWHERE, Clock()).tell("checked_in", "s1", {"first_name": "Zeldzaamheid"}, place="balie 7")
    raw = {**asdict(fact), **spoilt}
    assert hall.laptop.ledger.take_in([incoming(raw)]) == ["quarantined"]


@pytest.mark.parametrize(("spoilt", "flaw"), [({"at": "2026-11-21T10:00:00.000Z"}, "wrong_hash"),
                                              ({"personal": {"first_name": "Vink"}}, "wrong_digest"),
                                              ({"hlc": 0}, "wrong_field"), ({"kind": 7}, "malformed")])  # fmt: skip
def test_what_was_not_sound_is_told_with_why_and_settled_everywhere(
    apart: Apart, spoilt: dict[str, object], flaw: str
) -> None:
    unsound(apart.one, **spoilt)
    apart.one.act("check_in", subject="s2")
    apart.meet()
    for hall in apart.halls:
        [notice] = hall.inbox()
        assert notice["code"] == ("set_aside_unread" if flaw == "malformed" else "set_aside")
        assert [line["code"] for line in notice["lines"]] == [f"inbox.flaw.{flaw}"]
        assert notice["params"]["laptop"] == "@inbox.other_laptop"
        assert "Zeldzaamheid" not in repr(notice) and "Vink" not in repr(notice)
    assert apart.one.answer(apart.one.inbox()[0]).decision.code == "settled"
    assert apart.one.codes() == []
    apart.meet()
    assert apart.other.codes() == []
    assert apart.other.act("settle_notice", apart.other.organiser, subject=apart.one.fair.info.id,
                           notice=apart.one.fair.info.settled[0]).decision.code == "unknown_notice"  # fmt: skip


def test_somebody_hears_of_it_at_once_and_after_a_restart(apart: Apart) -> None:
    heard: list[set[str]] = []
    apart.one.laptop.ledger.on_change(heard.append)
    unsound(apart.one, at="2026-11-21T10:00:00.000Z")
    apart.one.act("check_in", subject="s2")
    assert heard and heard[0] == {"s1"}
    before = apart.one.codes()
    apart.one.laptop.ledger.between(lambda: None)  # reads the whole log anew
    assert apart.one.codes() == before == ["set_aside"]


def test_many_come_a_screenful_at_a_time(apart: Apart) -> None:
    node = Node(ELSEWHERE, Clock())
    facts = [dataclasses.replace(node.tell("checked_in", "s1"), hash="x") for _ in range(MOST_NOTICES + 5)]
    apart.one.laptop.ledger.take_in([incoming(asdict(fact)) for fact in facts])
    ledger = apart.one.laptop.ledger
    view = inbox_view(ledger.fair, ledger.names, ledger.aside)
    assert (view["waiting"], len(view["notices"])) == (MOST_NOTICES + 5, MOST_NOTICES)


def test_a_laptop_is_called_by_its_device_or_by_its_place_in_the_row(apart: Apart) -> None:
    apart.one.act("correct_person", subject="s1", phone="1")
    apart.other.act("correct_person", subject="s1", phone="2")
    apart.meet()
    facts = list(apart.one.laptop.facts().values())
    seen = {line["params"]["laptop"] for line in inbox_view(Fair(facts))["notices"][0]["lines"]}
    assert seen == {"laptop 1", "@inbox.other_laptop"}


def test_what_was_on_its_way_when_a_device_was_revoked_is_no_matter(apart: Apart) -> None:
    apart.one.act("revoke_device", apart.one.organiser, device=GREENHOUSE.device)
    apart.one.act("start_conversation", GREENHOUSE, subject="s1")
    apart.meet()
    assert apart.one.codes() == []
