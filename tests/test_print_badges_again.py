"""A badge once more: with a reason, and the code of a lost one opens nothing any more, anywhere."""

from __future__ import annotations

from conftest import DESK, GREENHOUSE, KIOSK, Hall, Node

from eventapp.badges.code import check, fair_tag
from eventapp.facts import Draft
from eventapp.fair import Fair
from eventapp.fair.people import Seeker
from eventapp.live.printing import Choices, badge_of
from eventapp.live.sealing import carried_card


def brechtje(hall: Hall) -> Seeker:
    one = hall.fair.seeker("s1")
    assert one is not None
    return one


def test_the_first_badge_needs_no_reason_and_the_next_one_does(hall: Hall) -> None:
    assert hall.act("print_badge", subject="s1").code == "badge_asked"
    refused = hall.act("print_badge", subject="s1")
    assert (refused.code, refused.params["since"]) == ("reason_needed", brechtje(hall).badges[0].moment)
    assert hall.act("print_badge", subject="s1", reason="damaged").code == "badge_asked"
    assert [badge.reason for badge in brechtje(hall).badges] == [None, "damaged"]


def test_a_damaged_badge_keeps_its_code_and_so_does_one_with_a_wrong_name(hall: Hall) -> None:
    code = hall.code("s1")
    for reason in ("damaged", "name_wrong", "no_surname", "not_printed", "other"):
        hall.act("print_badge", subject="s1", reason=reason)
        assert hall.code("s1") == code


def test_a_lost_badge_gets_another_code_of_this_fair_and_the_old_one_opens_nothing(hall: Hall) -> None:
    old = hall.code("s1")
    hall.act("print_badge", subject="s1", reason="lost")
    new = hall.code("s1")
    assert new != old and check(new, fair_tag("fair-1")) == "ok"
    for actor, kind in ((DESK, "check_in"), (KIOSK, "check_in"), (GREENHOUSE, "start_conversation")):
        assert hall.act(kind, actor, code=old.lower()).code == "badge_voided"
    assert hall.act("check_in", code=new).code == "welcome"


def test_somebody_who_loses_two_badges_has_one_that_works(hall: Hall) -> None:
    codes = []
    for _ in range(3):
        codes.append(hall.code("s1"))
        hall.act("print_badge", subject="s1", reason="lost")
    assert len({*codes, hall.code("s1")}) == 4
    assert brechtje(hall).codes == [hall.code("s1")]


def test_two_laptops_that_hear_of_one_lost_badge_make_one_new_code(hall: Hall) -> None:
    before = list(hall.facts)
    hall.act("print_badge", subject="s1", reason="lost")
    other = Hall()
    other.act("print_badge", subject="s1", reason="lost")
    assert hall.code("s1") == other.code("s1")
    assert Fair(hall.facts[::-1]).seeker("s1") == brechtje(hall)
    assert len(hall.facts) == len(before) + 2


def test_a_register_that_comes_in_again_does_not_bring_a_lost_code_back(hall: Hall) -> None:
    old = hall.code("s1")
    hall.act("print_badge", subject="s1", reason="lost")
    hall.take(Node("laptop-b", hall.clock).fact(Draft("person_edited", "s1", {"code": old, "fields": {}})))
    assert old not in brechtje(hall).codes


def test_a_desk_that_goes_on_alone_is_told_to_forget_a_lost_code(hall: Hall) -> None:
    old = hall.code("s1")
    assert carried_card(hall.fair, old) is not None
    hall.act("print_badge", subject="s1", reason="lost")
    assert old in brechtje(hall).void_codes
    assert carried_card(hall.fair, old) is None


def test_a_surname_is_left_out_for_all_or_for_who_wants_that(hall: Hall) -> None:
    assert badge_of(brechtje(hall), Choices()).last_name == "van der Oosterzwaluw"
    assert badge_of(brechtje(hall), Choices(surname=False)).last_name is None
    hall.act("print_badge", subject="s1", reason="no_surname")
    assert badge_of(brechtje(hall), Choices()).last_name is None


def test_an_employer_gets_a_badge_too(hall: Hall) -> None:
    assert hall.act("print_badge", subject="e1").code == "badge_asked"
    assert hall.act("print_badge", subject="e1").code == "reason_needed"
