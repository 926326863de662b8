"""One badge, two laptops without a link: one person present, every scan kept, one notice; and what undoing does."""

from __future__ import annotations

import pytest
from conftest import GREENHOUSE, KIOSK, Hall, Node
from two_laptops_support import Apart, halls_apart  # noqa: F401

from eventapp.facts import Draft


def test_one_badge_in_both_halls_is_one_person_two_scans_and_one_notice(apart: Apart) -> None:
    apart.one.act("check_in", subject="s1")
    apart.other.act("check_in", subject="s1")
    apart.meet()
    for hall in apart.halls:
        assert len(hall.seeker().scans) == 2 and hall.fair.tally.size("present_seekers") == 1
        [notice] = hall.inbox()
        assert (notice["code"], notice["subject"]) == ("let_in_apart", "s1")
        assert [line["params"]["place"] for line in notice["lines"]] == [apart.one.desk.place, apart.other.desk.place]
        assert sorted(line["params"]["laptop"] == "@inbox.this_laptop" for line in notice["lines"]) == [False, True]


def test_an_employers_badge_is_no_different(apart: Apart) -> None:
    apart.one.act("check_in", subject="e1")
    apart.other.act("check_in", subject="e1")
    apart.meet()
    assert apart.one.codes() == apart.other.codes() == ["let_in_apart"]


def test_one_tap_settles_it_everywhere_and_for_good(apart: Apart) -> None:
    apart.one.act("check_in", subject="s1")
    apart.other.act("check_in", subject="s1")
    apart.meet()
    assert apart.other.answer(apart.other.inbox()[0]).decision.code == "settled"
    apart.meet()
    assert apart.one.codes() == apart.other.codes() == []


def test_who_is_scanned_again_by_a_laptop_that_knew_is_no_notice(apart: Apart) -> None:
    apart.one.act("check_in", subject="s1")
    apart.meet()
    assert apart.other.act("check_in", subject="s1").decision.code == "already_in"
    apart.meet()
    assert apart.one.codes() == []


def test_scanning_twice_at_the_first_hall_hides_nothing(apart: Apart) -> None:
    for _ in range(2):
        apart.one.act("check_in", subject="s1")
    apart.other.act("check_in", subject="s1")
    apart.meet()
    assert apart.one.codes() == ["let_in_apart"]


def test_a_clock_that_is_behind_makes_no_notice_of_what_was_known(apart: Apart) -> None:
    apart.one.act("check_in", subject="s1")
    apart.meet()
    apart.other.act("check_in", subject="s1", at="2026-11-21T08:59:00Z")
    apart.meet()
    assert apart.one.codes() == []


def test_a_stand_in_the_other_hall_is_no_door(apart: Apart) -> None:
    """Who walked over and sits down there was let in once."""
    apart.one.act("check_in", subject="s1")
    apart.other.act("start_conversation", GREENHOUSE, subject="s1")
    apart.meet()
    assert apart.one.codes() == [] and apart.one.seeker().present


def test_the_kiosk_of_the_other_hall_is_a_door(apart: Apart) -> None:
    apart.one.act("check_in", subject="s1")
    apart.other.act("check_in", KIOSK, subject="s1")
    apart.meet()
    assert apart.one.codes() == ["let_in_apart"]


def test_who_left_in_between_walked_over(apart: Apart) -> None:
    apart.one.act("check_in", subject="s1")
    apart.one.act("check_out", subject="s1")
    apart.other.act("check_in", subject="s1")
    apart.meet()
    assert apart.one.codes() == [] and apart.other.seeker().present


@pytest.mark.parametrize("by", ["organiser", "desk"])
def test_an_undo_in_one_hall_of_a_scan_made_in_the_other(apart: Apart, by: str) -> None:
    scan = apart.one.act("check_in", subject="s1")
    apart.meet()
    undoer = apart.other.organiser if by == "organiser" else apart.one.desk
    assert apart.other.act("undo", undoer, target=scan.id).decision.code == "undone"
    apart.one.act("check_in", subject="s2")
    apart.meet()
    for hall in apart.halls:
        assert not hall.seeker("s1").came and hall.seeker("s2").present


def test_an_undo_of_one_of_two_scans_leaves_the_other_and_no_notice(apart: Apart) -> None:
    scan = apart.one.act("check_in", subject="s1")
    apart.other.act("check_in", subject="s1")
    apart.one.act("undo", target=scan.id)
    apart.meet()
    assert apart.other.seeker().present and apart.other.codes() == []
    assert [one.node for one in apart.one.seeker().scans] == [apart.other.node]


def test_undone_in_one_hall_and_acted_upon_in_the_other(apart: Apart) -> None:
    """The scan is taken back, and what came of it stays: they did sit down."""
    scan = apart.one.act("check_in", subject="s1")
    apart.meet()
    apart.one.act("undo", target=scan.id)
    apart.other.act("start_conversation", GREENHOUSE, subject="s1")
    apart.meet()
    for hall in apart.halls:
        assert len(hall.seeker().conversations) == 1 and not hall.seeker().present


def test_one_scan_handed_to_both_laptops_is_one_scan(apart: Apart) -> None:
    """Also when only one of the two knew that they were in."""
    apart.one.act("check_in", subject="s1")
    scan = apart.one.act("check_in", apart.one.desk, subject="s1")
    at = scan.at
    apart.other.act("check_in", apart.one.desk, subject="s1", id=scan.id, at=at)
    apart.meet()
    assert len(apart.one.seeker().scans) == 2 and apart.one.codes() == []


def test_scans_of_an_older_version_at_one_laptop_are_no_notice(hall: Hall) -> None:
    """They do not say what was known; but a laptop knows what it wrote down."""
    scans = (hall.node.fact(Draft("checked_in", "s1", {"place": desk}), by=desk) for desk in ("desk-1", "desk-2"))
    hall.take(*scans)
    hall.take(Node("laptop-b", hall.clock).fact(Draft("checked_in", "s2", {"place": "x"}), by="desk-1"))
    hall.take(hall.node.fact(Draft("checked_in", "s2", {"place": "y"}), by="desk-2"))
    assert [len(one.let_in_twice) for id in ("s1", "s2") if (one := hall.fair.seeker(id))] == [0, 1]
