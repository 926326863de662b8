"""Paper comes back: what was written down is so from then on, in the order in which it happened."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import DESK, DESK_2, GREENHOUSE, MINUTE, ORGANISER, Hall
from hypothesis import given
from hypothesis import strategies as st

from eventapp.fair import Fair
from eventapp.fair.from_paper import PLACE
from eventapp.fair.people import Seeker
from eventapp.fair.state import state_hash


def clock(time: str) -> str:
    return f"2026-11-21T{time}:00.000Z"


def enter(hall: Hall, id: str, time: str) -> Any:
    return hall.act("enter_paper", code=hall.code(id), came_at=clock(time))


def seeker(hall: Hall, id: str | None) -> Seeker:
    one = hall.fair.seeker(id)
    assert one is not None
    return one


@pytest.fixture
def late(hall: Hall) -> Hall:
    """The small fair at noon: the laptop is back."""
    hall.clock.advance(180 * MINUTE)
    return hall


@pytest.fixture
def spares(late: Hall) -> list[str]:
    late.act("make_spares", ORGANISER, count=3)
    return list(late.fair.info.spares)


def test_a_row_is_a_check_in_of_the_time_that_was_written_down_and_says_it_comes_from_paper(late: Hall) -> None:
    decision = enter(late, "s1", "10:15")
    assert (decision.code, decision.about, decision.params) == ("paper_in", "s1", {"since": clock("10:15")})
    [fact] = [fact for fact in late.facts if fact.kind == "checked_in"]
    assert (fact.at, fact.moment, fact.data) == (clock("10:15"), clock("10:15"), {"place": PLACE, "paper": True})
    assert fact.received_at > clock("12:00") and fact.by == DESK.device
    assert seeker(late, "s1").present


@pytest.mark.parametrize("written", ["k1 ", "K1"])
def test_a_number_will_do_where_the_code_is_torn_off(late: Hall, written: str) -> None:
    assert late.act("enter_paper", code=written, came_at=clock("10:15")).about == "s1"


def test_the_order_of_arrival_is_that_of_the_paper_whatever_is_typed_first(late: Hall) -> None:
    late.act("check_in", subject="s3")
    for id, time in (("s2", "11:40"), ("s1", "10:15")):
        enter(late, id, time)
    assert late.fair.tally.arrivals() == {"2026-11-21T10:15": 1, "2026-11-21T11:30": 1, "2026-11-21T12:00": 1}
    came = sorted(["s1", "s2", "s3"], key=lambda id: seeker(late, id).scans[0].moment)
    assert came == ["s1", "s2", "s3"]


def test_who_left_after_the_outage_is_not_in_again_by_a_row_of_before(late: Hall) -> None:
    late.act("check_in", subject="s1")
    late.act("check_out", subject="s1")
    assert enter(late, "s1", "10:15").code == "paper_in"
    assert not seeker(late, "s1").present
    assert [scan.inward for scan in seeker(late, "s1").scans] == [True, True, False]


def test_who_was_in_before_the_power_went_stays_in_since_then(late: Hall) -> None:
    late.clock.advance(-150 * MINUTE)
    late.act("check_in", DESK_2, subject="s1")
    since = seeker(late, "s1").scans[0].moment
    late.clock.advance(150 * MINUTE)
    decision = enter(late, "s1", "10:15")
    assert (decision.code, decision.params) == ("paper_was_in", {"since": since, "place": "balie 2"})
    arrival = seeker(late, "s1").arrived
    assert arrival is not None and arrival.moment == since


def test_who_was_scanned_since_came_when_the_paper_says_and_not_later(late: Hall) -> None:
    late.act("check_in", subject="s1")
    assert enter(late, "s1", "10:15").code == "paper_in"
    arrival = seeker(late, "s1").arrived
    assert arrival is not None and arrival.moment == clock("10:15")


def test_an_employer_may_be_written_down_too_and_once(late: Hall) -> None:
    assert [enter(late, "e1", "08:30").code for _ in range(2)] == ["paper_in", "paper_twice"]
    assert late.fair.tally.size("present_employers") == 1


def test_paper_and_a_scan_of_afterwards_are_no_matter_for_the_inbox(late: Hall) -> None:
    enter(late, "s1", "10:15")
    assert late.act("check_in", DESK_2, subject="s1").params["since"] == clock("10:15")
    assert seeker(late, "s1").let_in_twice == []


def test_a_talk_that_was_known_already_goes_on(late: Hall) -> None:
    late.act("start_conversation", GREENHOUSE, subject="s1")
    enter(late, "s1", "10:15")
    assert seeker(late, "s1").talking is not None


def test_a_row_with_the_wrong_time_is_undone_and_typed_in_again(late: Hall) -> None:
    enter(late, "s1", "10:51")
    twice = enter(late, "s1", "10:15")
    assert (twice.code, twice.params) == ("paper_twice", {"since": clock("10:51")})
    late.act("undo", target=next(fact.id for fact in late.facts if fact.kind == "checked_in"))
    assert enter(late, "s1", "10:15").code == "paper_in"
    assert [scan.moment for scan in seeker(late, "s1").scans] == [clock("10:15")]


def test_the_minute_of_now_is_not_the_future(late: Hall) -> None:
    assert enter(late, "s1", "12:00").code == "paper_in"


def test_doors_are_opened_and_opened_earlier(late: Hall) -> None:
    late.act("set_doors", ORGANISER, opens=clock("10:00"))
    assert enter(late, "s1", "09:59").params == {"since": clock("10:00")}
    assert enter(late, "s1", "10:00").code == "paper_in"
    late.act("set_doors", ORGANISER, opens="")
    assert enter(late, "s2", "09:59").code == "paper_in"


# Spare badges


def test_spare_badges_have_numbers_that_nobody_else_gets(late: Hall) -> None:
    late.act("reserve_numbers")
    late.act("make_spares", ORGANISER, count=3)
    late.act("reserve_numbers", DESK_2)
    late.act("make_spares", ORGANISER, count=1)
    spare = [int(number[1:]) for number in late.fair.info.spares.values()]
    blocks = [block for device in late.fair.devices for block in device.numbers]
    assert spare == [1051, 1052, 1053, 1104] and sorted(blocks) == [(1001, 1050), (1054, 1103)]
    assert len(late.fair.info.spares) == 4, "and codes of their own"


def test_a_walk_in_has_the_code_and_the_number_that_were_on_the_badge(late: Hall, spares: list[str]) -> None:
    details = {"first_name": "Marijke", "spare": spares[1], "came_at": clock("10:20")}
    decision = late.act("register_walk_in", **details)
    person = seeker(late, decision.about)
    assert (person.number, person.codes, person.scans[0].moment) == ("B1002", [spares[1]], clock("10:20"))
    assert late.act("check_in", code=spares[1]).code == "already_in"
    assert late.act(
        "undo", target=next(f.id for f in late.facts if f.kind == "person_registered" and f.subject == person.id)
    )
    assert late.act("register_walk_in", **details).code == "registered", "undone, the badge is nobody's again"


def test_a_walk_in_on_paper_without_a_badge_gets_a_number_and_the_time(late: Hall) -> None:
    person = seeker(late, late.act("register_walk_in", first_name="Marijke", came_at=clock("10:20")).about)
    assert (person.number, person.scans[0].moment, person.scans[0].paper) == ("B1", clock("10:20"), True)


def test_somebody_of_the_list_is_called_by_the_spare_badge_they_wear_and_the_old_one_still_works(
    late: Hall, spares: list[str]
) -> None:
    own = late.code("s1")
    decision = late.act("tie_spare", code="b1001 ", subject="s1", came_at=clock("10:15"))
    assert (decision.code, decision.params["since"]) == ("spare_tied", clock("10:15"))
    person = seeker(late, "s1")
    assert (person.number, person.numbers, person.codes) == ("B1001", ["B1001", "K1"], [spares[0], own])
    assert person.present and person.scans[0].moment == clock("10:15")
    assert late.act("check_in", code=own).about == late.act("check_in", code=spares[0]).about == "s1"


def test_who_was_typed_in_by_the_row_already_is_not_checked_in_twice(late: Hall, spares: list[str]) -> None:
    enter(late, "s1", "10:15")
    late.act("tie_spare", code=spares[0], subject="s1", came_at=clock("10:15"))
    assert len(seeker(late, "s1").scans) == 1


def test_a_second_spare_badge_wants_a_reason_and_one_that_was_lost_is_void(late: Hall, spares: list[str]) -> None:
    late.act("tie_spare", code=spares[0], subject="s1", came_at=clock("10:15"))
    refused = late.act("tie_spare", code=spares[1], subject="s1", came_at=clock("10:15"))
    assert (refused.code, refused.about, refused.params) == ("spare_second", "s1", {"number": "B1001"})
    assert (
        late.act("tie_spare", code=spares[1], subject="s1", came_at=clock("10:15"), reason="damaged").code
        == "spare_tied"
    )
    assert late.act("check_in", code=spares[0]).about == "s1", "a torn one still opens"
    assert (
        late.act("tie_spare", code=spares[2], subject="s1", came_at=clock("10:15"), reason="lost").code == "spare_tied"
    )
    assert late.act("check_in", code=spares[0]).code == late.act("check_in", code=spares[1]).code == "badge_voided"
    assert seeker(late, "s1").codes == [spares[2]]


def test_a_badge_tied_to_the_wrong_person_is_undone(late: Hall, spares: list[str]) -> None:
    late.act("tie_spare", code=spares[0], subject="s1", came_at=clock("10:15"))
    taken = late.act("tie_spare", code=spares[0], subject="s2", came_at=clock("10:15"))
    assert (taken.code, taken.about) == ("spare_taken", "s1")
    late.act("undo", target=next(fact.id for fact in late.facts if fact.kind == "badge_tied"))
    assert not seeker(late, "s1").present and seeker(late, "s1").number == "K1"
    assert late.act("tie_spare", code=spares[0], subject="s2", came_at=clock("10:15")).about == "s2"


def test_one_command_for_spare_badges_gives_the_same_ones_on_two_laptops() -> None:
    one, other = Hall(), Hall()
    made = [
        hall.act("make_spares", ORGANISER, id="0190b3e0-0000-7000-8000-000000000001", count=2) for hall in (one, other)
    ]
    assert made[0] == made[1]


ROWS = st.lists(st.tuples(st.sampled_from(["s1", "s2", "s3"]), st.integers(0, 170)), max_size=8)


@given(ROWS, st.randoms())
def test_it_does_not_matter_in_which_order_the_rows_are_typed_in_or_come_from_laptops(
    rows: list[Any], random: Any
) -> None:
    hall = Hall()
    hall.clock.advance(180 * MINUTE)
    for id, minute in rows:
        enter(hall, id, f"{9 + minute // 60:02}:{minute % 60:02}")
    facts = list(hall.facts)
    random.shuffle(facts)
    assert state_hash(Fair(facts).snapshot()) == state_hash(hall.fair.snapshot())
    first = dict(reversed(rows))
    came = {id: seeker(hall, id).scans[0].moment for id in first}
    assert came == {id: clock(f"{9 + minute // 60:02}:{minute % 60:02}") for id, minute in first.items()}
