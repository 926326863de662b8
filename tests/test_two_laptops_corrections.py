"""One field, corrected in two halls that knew nothing of each other: the last one counts, and a person says which is right."""

from __future__ import annotations

import pytest
from conftest import MINUTE, Hall, Node
from two_laptops_support import Apart, halls_apart  # noqa: F401

from eventapp.facts import Draft
from eventapp.fair.disputing import disputes


def corrected(apart: Apart) -> None:
    """The phone of s1, in both halls."""
    apart.one.act("correct_person", subject="s1", phone="070-1111111")
    apart.other.act("correct_person", subject="s1", phone="070-2222222")
    apart.meet()


def phones(apart: Apart) -> set[str]:
    return {hall.seeker().fields["phone"] for hall in apart.halls}


def test_the_last_one_counts_and_both_are_shown_with_who_and_when(apart: Apart) -> None:
    corrected(apart)
    assert phones(apart) == {"070-2222222"}
    [notice] = apart.one.inbox()
    assert (notice["code"], notice["params"]["field"]) == ("differs", "@person.phone")
    last, first = notice["lines"]
    assert (last["code"], last["params"]["value"], last["params"]["who"]) == (
        "inbox.said_counts", "070-2222222", apart.other.desk.place,
    )  # fmt: skip
    assert (first["params"]["value"], first["params"]["laptop"]) == ("070-1111111", "@inbox.this_laptop")
    assert first["params"]["time"] < last["params"]["time"]


@pytest.mark.parametrize(("place", "right"), [(0, "070-2222222"), (1, "070-1111111")])
def test_one_tap_says_which_is_right(apart: Apart, place: int, right: str) -> None:
    corrected(apart)
    assert apart.one.answer(apart.one.inbox()[0], place).decision.code == "value_chosen"
    apart.meet()
    assert phones(apart) == {right}
    assert apart.one.codes() == apart.other.codes() == []
    assert apart.one.seeker().origins["phone"].source == ["balie", 0]


def test_two_organisers_who_answer_differently_are_asked_once_more(apart: Apart) -> None:
    corrected(apart)
    for place, hall in enumerate(apart.halls):
        hall.answer(hall.inbox()[0], place)
    apart.meet()
    assert apart.one.codes() == ["differs"] == apart.other.codes()


def test_who_had_seen_the_other_value_makes_no_dispute(apart: Apart) -> None:
    apart.one.act("correct_person", subject="s1", phone="070-1111111")
    apart.meet()
    apart.other.act("correct_person", subject="s1", phone="070-2222222")
    apart.one.act("correct_person", subject="s1", last_name="Vink")
    apart.meet()
    assert phones(apart) == {"070-2222222"} and apart.one.codes() == []


def test_going_on_without_knowing_leaves_the_dispute_with_the_last_of_each(apart: Apart) -> None:
    apart.one.act("correct_person", subject="s1", phone="070-1111111")
    for phone in ("070-2222222", "070-3333333"):
        apart.other.act("correct_person", subject="s1", phone=phone)
    apart.meet()
    [notice] = apart.one.inbox()
    assert [line["params"]["value"] for line in notice["lines"]] == ["070-3333333", "070-1111111"]


def test_a_correction_after_both_had_met_settles_it(apart: Apart) -> None:
    corrected(apart)
    apart.one.act("correct_person", subject="s1", phone="070-9999999")
    apart.meet()
    assert phones(apart) == {"070-9999999"} and apart.other.codes() == []


def test_the_same_value_twice_and_other_fields_are_no_dispute(apart: Apart) -> None:
    apart.one.act("correct_person", subject="s1", phone="070-1111111")
    apart.other.act(
        "complete_person", apart.other.organiser, subject="s1", fields={"phone": "070-1111111", "city": "Delft"}
    )
    apart.meet()
    assert apart.one.codes() == [] and apart.one.seeker().fields["city"] == "Delft"


def test_an_undo_of_one_of_the_two_settles_it(apart: Apart) -> None:
    first = apart.one.act("correct_person", subject="s1", phone="070-1111111")
    apart.other.act("correct_person", subject="s1", phone="070-2222222")
    apart.meet()
    apart.other.act("undo", apart.other.organiser, target=first.id)
    apart.meet()
    assert phones(apart) == {"070-2222222"} and apart.one.codes() == []


def test_an_undo_of_an_older_correction_raises_no_dispute_about_what_went_before(apart: Apart) -> None:
    apart.one.act("correct_person", subject="s1", phone="070-1111111")
    apart.meet()
    second = apart.other.act("correct_person", subject="s1", phone="070-2222222")
    apart.other.act("correct_person", subject="s1", phone="070-3333333")
    apart.other.act("undo", apart.other.organiser, target=second.id)
    apart.meet()
    assert phones(apart) == {"070-3333333"} and apart.one.codes() == []


def test_the_words_of_a_list_are_told_in_words(apart: Apart) -> None:
    for hall, limits in ((apart.one, ["standing"]), (apart.other, [])):
        hall.act("complete_person", hall.organiser, subject="s1", fields={"limits": limits})
    apart.meet()
    values = [line["params"]["value"] for line in apart.one.inbox()[0]["lines"]]
    assert values == ["@inbox.empty", ["@demand.standing"]]


def test_a_vacancy_changed_on_both_sides(apart: Apart) -> None:
    for hall, hours in ((apart.one, 24), (apart.other, 32)):
        draft = Draft("vacancy_edited", "v3", {"source": [f"{hours}.csv", 2], "fields": {"hours_max": hours}})
        hall.laptop.clock.advance(1000)
        hall.laptop.tell(draft)
    apart.meet()
    [notice] = apart.one.inbox()
    assert (notice["code"], notice["name"], notice["params"]["field"]) == ("differs", "Kok", "@person.hours_max")
    apart.other.answer(apart.other.inbox()[0], 1)
    apart.meet()
    assert [hall.fair.vacancy("v3").fields["hours_max"] for hall in apart.halls] == [24, 24]  # type: ignore[union-attr]
    assert apart.one.codes() == []


def test_an_employers_stand_changed_on_both_sides(apart: Apart) -> None:
    for hall, stand in ((apart.one, "12"), (apart.other, "14")):
        hall.laptop.clock.advance(1000)
        hall.laptop.tell(Draft("employer_edited", "e1", {"fields": {"stand": stand}}, {"phone": f"070-{stand}"}))
    apart.meet()
    notices = {notice["params"]["field"]: notice for notice in apart.one.inbox()}
    assert notices.keys() == {"@inbox.field.stand", "@person.phone"}
    for notice in notices.values():
        apart.one.answer(notice, 1)
    apart.meet()
    employer = apart.other.fair.employer("e1")
    assert employer is not None and (employer.stand, employer.fields["phone"]) == ("12", "070-12")


def test_erased_in_one_hall_and_corrected_in_the_other(apart: Apart) -> None:
    apart.one.act("erase", apart.one.organiser, subject="s1")
    apart.other.act("correct_person", subject="s1", last_name="Zeldzaamheid")
    apart.meet()
    for hall in apart.halls:
        assert "last_name" not in hall.seeker().fields and hall.codes() == []
        assert "Zeldzaamheid" not in repr([hall.laptop.facts(), hall.fair.snapshot()])


def test_a_dispute_about_somebody_who_is_erased_is_none_any_more(apart: Apart) -> None:
    corrected(apart)
    apart.one.act("erase", apart.one.organiser, subject="s1")
    apart.meet()
    assert apart.other.codes() == [] and "070-1111111" not in repr(apart.other.fair.snapshot())


def test_who_knew_comes_after_also_where_the_clocks_are_far_apart(hall: Hall) -> None:
    """A laptop whose clock is minutes behind corrects what one ahead of it wrote: its word is the later one."""
    ahead, behind = Node("laptop-b"), Node("laptop-c")
    ahead.clock.advance(10 * MINUTE)
    data = {"fields": {}, "source": ["balie", 0]}
    first = ahead.tell("person_edited", "s1", {"phone": "1"}, **data)
    behind.clock.advance(MINUTE)
    second = behind.tell("person_edited", "s1", {"phone": "2"}, **data, knew={"phone": [first.id]})
    assert second.hlc < first.hlc
    hall.take(second, first)
    seeker = hall.fair.seeker("s1")
    assert seeker is not None and seeker.fields["phone"] == "2" and disputes(seeker) == {}


def test_corrections_that_say_they_knew_each_other_break_nothing(hall: Hall) -> None:
    data = {"fields": {}, "source": ["balie", 0]}
    for id, other in (("x", "y"), ("y", "x"), ("z", "z")):
        hall.take(
            hall.node.fact(Draft("person_edited", "s1", {**data, "knew": {"phone": [other]}}, {"phone": id}), id=id)
        )
    seeker = hall.fair.seeker("s1")
    assert seeker is not None and seeker.fields["phone"] in ("x", "y", "z")


def test_corrections_of_an_older_version_at_one_laptop_are_no_dispute(hall: Hall) -> None:
    for phone in ("1", "2"):
        hall.take(hall.node.tell("person_edited", "s1", {"phone": phone}, fields={}, source=["balie", 0]))
    seeker = hall.fair.seeker("s1")
    assert seeker is not None and disputes(seeker) == {}


def test_of_one_person_half_erased_no_correction_is_left(hall: Hall) -> None:
    hall.act("correct_person", subject="s2", last_name="Zeldzaamheid")
    hall.take(hall.node.tell("erased", "s1"), hall.node.tell("pair_decided", "s1", other="s2", verdict="one"))
    assert "Zeldzaamheid" not in repr(hall.fair.snapshot())
