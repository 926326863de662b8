"""The organiser's inbox: two desks that were apart let one badge in; nobody is to blame, and somebody looks."""

from __future__ import annotations

from typing import Any

from conftest import DESK, DESK_2, ORGANISER, Hall

from eventapp.live.inbox import MOST_NOTICES, inbox_view


def notices(hall: Hall) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = inbox_view(hall.fair)["notices"]
    return found


def let_in_twice(hall: Hall, id: str = "s1") -> dict[str, Any]:
    """Two desks, of which the second is alone; returns the notice."""
    hall.act("check_in", DESK, subject=id)
    hall.act("check_in", DESK_2, subject=id, offline=True)
    return next(notice for notice in notices(hall) if notice["subject"] == id)


def test_it_says_who_and_when_and_where(hall: Hall) -> None:
    notice = let_in_twice(hall)
    assert (notice["name"], notice["number"]) == ("Brechtje van der Oosterzwaluw", "K1")
    assert [scan["place"] for scan in notice["scans"]] == ["balie 1", "balie 2"]
    assert notice["scans"][0]["moment"] < notice["scans"][1]["moment"]
    assert hall.fair.tally.size("present_seekers") == 1


def test_an_employers_badge_counts_as_well(hall: Hall) -> None:
    assert let_in_twice(hall, "e1")["name"] == "Kwekerij Zonnehof"


def test_what_a_desk_saw_on_its_screen_is_no_notice(hall: Hall) -> None:
    hall.act("check_in", DESK, subject="s1")
    hall.act("check_in", DESK_2, subject="s1")
    hall.act("check_in", DESK, subject="s2", offline=True)
    hall.act("check_in", DESK, subject="s2", offline=True)
    hall.act("check_in", DESK, subject="s3", offline=True)
    hall.act("check_out", DESK_2, subject="s3")
    hall.act("check_in", DESK_2, subject="s3")
    assert notices(hall) == []


def test_who_looked_at_it_sees_it_no_more(hall: Hall) -> None:
    notice = let_in_twice(hall)
    settle = {"subject": "s1", "notice": notice["id"]}
    assert hall.act("settle_notice", ORGANISER, **settle).code == "settled"
    assert notices(hall) == []
    assert hall.act("settle_notice", ORGANISER, **settle).code == "unknown_notice"


def test_a_scan_that_was_taken_back_leaves_nothing_to_look_at(hall: Hall) -> None:
    let_in_twice(hall)
    hall.act("undo", DESK_2, target=hall.facts[-1].id)
    assert notices(hall) == []


def test_many_come_a_screenful_at_a_time_and_none_is_forgotten(hall: Hall) -> None:
    for turn in range(MOST_NOTICES + 2):
        hall.act("check_in", DESK if turn % 2 else DESK_2, subject="s1", offline=True)
    view = inbox_view(hall.fair)
    assert (view["waiting"], len(view["notices"])) == (MOST_NOTICES + 1, MOST_NOTICES)
