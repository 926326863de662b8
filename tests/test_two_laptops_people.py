"""One person registered in both halls: asked, never merged by itself; and merged, erased or talked with here and there."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import GREENHOUSE
from two_laptops_support import Apart, halls_apart  # noqa: F401

from eventapp.facts.ids import derived
from eventapp.intake.merging import pairs
from eventapp.live import doubles
from eventapp.live.doubles import Doubles
from eventapp.live.views import review_view

PERSON = {"first_name": "Marijke", "last_name": "Tuinstra", "phone": "06-87654321"}


def registered_twice(apart: Apart) -> list[str]:
    """Both halls register her, without a link; both look when they met. Returns the two ids."""
    ids = [str(hall.act("register_walk_in", **PERSON).decision.about) for hall in (apart.one, apart.other)]
    apart.meet()
    for hall in apart.halls:
        assert Doubles(hall.laptop.ledger).look() == 1
    apart.meet()
    return ids


def test_a_walk_in_registered_twice_is_asked_once_on_both_laptops(apart: Apart) -> None:
    ids = registered_twice(apart)
    for hall in apart.halls:
        assert hall.fair.pairs.keys() == {tuple(sorted(ids))}
        assert review_view(hall.fair)["waiting"] == 1
        [notice] = hall.inbox()
        assert (notice["code"], len(notice["lines"])) == ("registered_twice", 2)
        assert "@merging.same_phone" in notice["params"]["why"]
        assert hall.seeker(ids[0]).id != hall.seeker(ids[1]).id, "nothing is merged by itself"


@pytest.mark.parametrize("answer", [0, 1])
def test_one_tap_answers_it_and_it_is_never_asked_again(apart: Apart, answer: int) -> None:
    ids = registered_twice(apart)
    apart.other.answer(apart.other.inbox()[0], answer)
    apart.meet()
    one_person = answer == 0
    for hall in apart.halls:
        assert (hall.seeker(ids[0]).id == hall.seeker(ids[1]).id) == one_person
        assert hall.codes() == [] and review_view(hall.fair)["waiting"] == 0
        assert Doubles(hall.laptop.ledger).look() == 0


def test_both_numbers_and_both_badges_go_on_working(apart: Apart) -> None:
    ids = registered_twice(apart)
    numbers = [apart.one.seeker(id).number for id in ids]
    codes = [apart.one.seeker(id).codes[0] for id in ids]
    apart.one.answer(apart.one.inbox()[0])
    apart.meet()
    for hall in apart.halls:
        assert {hall.act("check_in", code=badge).decision.about for badge in (*numbers, *codes)} == {min(ids)}


def test_who_differs_is_not_proposed(apart: Apart) -> None:
    apart.one.act("register_walk_in", **PERSON)
    apart.other.act("register_walk_in", first_name="Gerrit", last_name="Zwagerman", phone="06-11112222")
    apart.meet()
    assert [Doubles(hall.laptop.ledger).look() for hall in apart.halls] == [0, 0]


def test_the_telephone_of_a_shelter_is_no_reason_to_compare_all_who_live_there(
    apart: Apart, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelter = "06-12341234"
    for hall, letter in ((apart.one, "a"), (apart.other, "o")):
        for one in range(25):
            hall.act("register_walk_in", first_name=f"W{letter}b{one}", last_name=f"Z{one}{letter}nk", phone=shelter)
        hall.act("register_walk_in", **PERSON | {"phone": shelter})
    apart.meet()
    compared: list[int] = []

    def counted(people: list[Any], known: list[str]) -> Any:
        compared.append(len(known))
        return pairs(people, known)

    monkeypatch.setattr(doubles, "pairs", counted)
    assert Doubles(apart.one.laptop.ledger).look() == 1, "who has the same name too is found all the same"
    assert compared and sum(compared) < 26, "and nobody with everybody else who has that number"


def test_two_in_one_hall_are_the_business_of_that_hall(apart: Apart) -> None:
    for _ in range(2):
        apart.one.act("register_walk_in", **PERSON)
    apart.meet()
    assert [Doubles(hall.laptop.ledger).look() for hall in apart.halls] == [0, 0]


def test_what_was_looked_at_is_remembered_and_who_comes_later_is_seen(apart: Apart) -> None:
    looking = Doubles(apart.one.laptop.ledger)
    apart.one.act("register_walk_in", **PERSON)
    apart.other.act("register_walk_in", first_name="Gerrit", last_name="Zwagerman")
    apart.meet()
    assert looking.look() == 0
    apart.other.act("register_walk_in", **PERSON)
    apart.meet()
    looking.look()
    assert [pair.open for pair in apart.one.fair.pairs.values()] == [True]
    assert Doubles(apart.one.laptop.ledger).look() == 0, "nor after a restart"


def test_a_name_that_was_put_right_meanwhile_is_compared_as_it_is_now(apart: Apart) -> None:
    looking = Doubles(apart.one.laptop.ledger)
    known = apart.one.act("register_walk_in", first_name="Gerrit", last_name="Zwagerman").decision.about
    apart.other.act("register_walk_in", first_name="Wubbe", last_name="Nijmeijer")
    apart.meet()
    looking.look()
    apart.one.act("correct_person", subject=str(known), **PERSON)
    looking.follow({str(known)})
    apart.other.act("register_walk_in", **PERSON)
    apart.meet()
    assert looking.look() == 1


def test_a_person_merged_here_and_corrected_there(apart: Apart) -> None:
    ids = registered_twice(apart)
    later = max(ids)
    apart.one.answer(apart.one.inbox()[0])
    apart.other.act("correct_person", subject=later, last_name="Tuinstra-Vink")
    apart.other.act("check_out", subject=later)
    apart.meet()
    for hall in apart.halls:
        assert hall.seeker(ids[0]).id == hall.seeker(ids[1]).id == min(ids)
        assert hall.seeker(later).fields["last_name"] == "Tuinstra-Vink" and hall.codes() == []
        assert len(hall.seeker(later).scans) == 3, "two registrations, one leaving"


def test_merged_after_both_were_corrected_apart_asks_which_is_right(apart: Apart) -> None:
    ids = registered_twice(apart)
    for hall, id, phone in ((apart.one, ids[0], "1"), (apart.other, ids[1], "2")):
        hall.act("correct_person", subject=id, phone=phone)
    apart.one.answer(apart.one.inbox()[0])
    apart.meet()
    assert apart.one.codes() == apart.other.codes() == ["differs"]


def test_erased_here_and_merged_there_asks_for_the_rest(apart: Apart) -> None:
    ids = registered_twice(apart)
    apart.one.act("erase", apart.one.organiser, subject=ids[0])
    apart.other.answer(apart.other.inbox()[0])
    apart.meet()
    for hall in apart.halls:
        assert "first_name" not in hall.seeker(ids[0]).fields and hall.codes() == ["half_forgotten"]
    apart.other.answer(apart.other.inbox()[0])
    apart.meet()
    assert apart.one.codes() == [] and "Tuinstra" not in repr(apart.one.laptop.facts())


def test_erased_before_anybody_looked_is_not_proposed(apart: Apart) -> None:
    ids = [str(hall.act("register_walk_in", **PERSON).decision.about) for hall in (apart.one, apart.other)]
    apart.one.act("erase", apart.one.organiser, subject=ids[0])
    apart.meet()
    assert [Doubles(hall.laptop.ledger).look() for hall in apart.halls] == [0, 0]


def test_a_conversation_that_began_in_one_hall_and_ends_in_the_other(apart: Apart) -> None:
    """The tablet moved to the other laptop, which has not heard of the conversation."""
    talk = apart.one.act("start_conversation", GREENHOUSE, subject="s1").id
    ended = apart.other.act(
        "end_conversation", GREENHOUSE, conversation=talk, subject="s1", outcome="match", note="goed"
    )
    assert ended.decision.code == "conversation_ended"
    apart.meet()
    for hall in apart.halls:
        [one] = hall.seeker().conversations
        assert (one.employer, one.outcome, one.note, hall.seeker().talking) == ("e1", "match", "goed", None)
        assert one.started is not None and one.started < str(one.ended)
        assert hall.codes() == []


def test_what_is_known_of_a_conversation_goes_before_what_the_tablet_says(apart: Apart) -> None:
    talk = apart.one.act("start_conversation", GREENHOUSE, subject="s1").id
    ended = apart.one.act("end_conversation", GREENHOUSE, conversation=talk, subject="s2", outcome="talked")
    assert ended.decision.about == "s1"
    wrong = apart.one.act(
        "end_conversation", GREENHOUSE, conversation=derived(talk, 2), subject="s99", outcome="talked"
    )
    assert wrong.decision.code == "unknown_person"


def test_talking_in_both_halls_the_last_one_is_where_they_sit(apart: Apart) -> None:
    for hall in (apart.one, apart.other):
        hall.act("start_conversation", GREENHOUSE, subject="s1")
    apart.meet()
    for hall in apart.halls:
        assert len(hall.seeker().conversations) == 2
        assert hall.seeker().talking is hall.seeker().conversations[-1]
