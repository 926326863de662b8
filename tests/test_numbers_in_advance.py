"""Badge numbers that desks get in advance, so that a walk-in has a number while the laptop is away."""

from __future__ import annotations

import pytest
from conftest import DESK, DESK_2, STRANGER_DESK, Hall

from eventapp.fair.badging import BLOCK, MOST_BLOCKS


def block(hall: Hall, desk: object = DESK) -> tuple[int, int]:
    """The numbers that this desk gets."""
    params = hall.act("reserve_numbers", desk).params  # type: ignore[arg-type]
    return params["first"], params["last"]


def number_of(hall: Hall, desk: object = DESK, **details: str) -> str:
    """The number of a walk-in."""
    about = hall.act("register_walk_in", desk, first_name="Marijke", **details).about  # type: ignore[arg-type]
    person = hall.fair.seeker(about)
    assert person is not None
    return person.number


def test_no_two_desks_get_the_same_numbers(hall: Hall) -> None:
    blocks = [block(hall, desk) for desk in (DESK, DESK_2, DESK)]
    numbers = [place for first, last in blocks for place in range(first, last + 1)]
    assert len(numbers) == len(set(numbers)) == 3 * BLOCK


def test_a_walk_in_keeps_the_number_that_the_desk_wrote_on_the_badge(hall: Hall) -> None:
    first, _ = block(hall)
    assert number_of(hall, number=f"B{first + 3}") == f"B{first + 3}"


def test_a_number_that_is_not_this_desks_or_not_free_is_not_given_twice(hall: Hall) -> None:
    first, last = block(hall)
    assert number_of(hall, number=f"B{first}") == f"B{first}"
    refused = [f"B{first}", f"B{last + 1}", "K1", "B0", "BX", "B99999999999999", f" B{first + 1}"]
    given = [number_of(hall, number=number) for number in refused]
    given.append(number_of(hall, DESK_2, number=f"B{first + 1}"))
    assert not {*refused, f"B{first + 1}"} & set(given)
    assert len(set(given)) == len(given)


def test_the_laptop_leaves_numbers_alone_that_a_desk_has(hall: Hall) -> None:
    first, last = block(hall)
    for place in range(1, first):
        hall.fair.tally._members["number", f"B{place}"]["somebody"] = None
        hall.fair.entities["somebody"] = hall.fair.entities["s1"]
    assert int(number_of(hall)[1:]) > last


def test_a_desk_that_keeps_asking_gets_no_more(hall: Hall) -> None:
    codes = [hall.act("reserve_numbers").code for _ in range(MOST_BLOCKS + 1)]
    assert codes == ["numbers_reserved"] * MOST_BLOCKS + ["numbers_enough"]


def test_a_device_that_the_fair_does_not_know_gets_none(hall: Hall) -> None:
    assert hall.act("reserve_numbers", STRANGER_DESK).code == "unknown_device"


@pytest.mark.parametrize("kind", ["check_in", "check_out"])
def test_what_a_desk_decided_by_itself_says_so_in_the_scan(hall: Hall, kind: str) -> None:
    hall.act("check_in", subject="s1")
    hall.act(kind, subject="s1", offline=True)
    person = hall.fair.seeker("s1")
    assert person is not None
    assert [scan.offline for scan in person.scans] == [False, True]
