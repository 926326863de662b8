"""A badge in a PDF is a badge: whoever had one is asked why at the desk, and two thousand of them hold up nobody."""

# ruff: noqa: F811

from __future__ import annotations

import io
from typing import Any

import pytest
from conftest import DESK, ORGANISER, command_of
from serving import Site, command, give, site  # noqa: F401

from eventapp.badges import Refused
from eventapp.facts import Draft
from eventapp.fair.decide import decide
from eventapp.live.acts import Act
from eventapp.live.house import House, open_house
from eventapp.live.printing import badge_parts, print_badges


def ask(house: House, subject: str, **details: Any) -> Act:
    """A desk asks for a badge, by the rules that know of PDFs."""
    wanted: Any = command_of("print_badge", house.ledger.now, subject=subject, **details)
    act = Act(wanted.id, wanted.at, DESK.device, lambda fair: house.handed_out.decide(fair, wanted, DESK))
    house.ledger.submit([act])
    return act


def test_who_was_in_a_pdf_is_asked_why_and_who_was_not_is_not(house: House) -> None:
    head = house.ledger.head
    print_badges(house, io.BytesIO(), subjects=["s1"])
    assert house.ledger.head == head, "no fact for each badge of a PDF"
    refused = ask(house, "s1").decision
    assert (refused.code, refused.params) == ("reason_needed", {"since": "2026-11-21T09:00:00.000Z"})
    assert ask(house, "s2").decision.code == "badge_asked"
    assert ask(house, "s1", reason="not_printed").decision.code == "badge_asked"


def test_a_badge_lost_out_of_a_pdf_gets_another_code(house: House) -> None:
    print_badges(house, io.BytesIO())
    before = house.ledger.fair.party("s1")
    assert before is not None
    assert ask(house, "s1", reason="lost").decision.code == "badge_asked"
    after = house.ledger.fair.party("s1")
    assert after is not None and after.code != before.code and before.code in after.void_codes


def test_a_pdf_that_was_not_fetched_to_its_end_does_not_count(house: House) -> None:
    _, parts = badge_parts(house)
    next(parts)
    parts.close()  # type: ignore[attr-defined]
    assert ask(house, "s1").decision.code == "badge_asked"


def test_a_pdf_of_nobody_counts_for_nobody(house: House) -> None:
    with pytest.raises(Refused):
        print_badges(house, io.BytesIO(), numbers=["K999"])
    assert ask(house, "s1").decision.code == "badge_asked"


def test_it_is_still_known_after_a_restart_and_is_no_job_of_the_queue(house: House) -> None:
    print_badges(house, io.BytesIO())
    house.close()
    opened = open_house(house.settings)
    assert ask(opened, "s1").decision.code == "reason_needed"
    assert opened.prints.jobs.within("done", "failed", "waiting", "printing") == []
    opened.close()


def test_it_is_known_of_one_person_who_was_two_entries(house: House) -> None:
    print_badges(house, io.BytesIO(), subjects=["s2"])
    house.ledger.record([Draft("pair_decided", "s1", {"other": "s2", "verdict": "one"})], by=ORGANISER.device)
    root = house.ledger.fair.root("s2")
    assert root == house.ledger.fair.root("s1")
    assert ask(house, root).decision.code == "reason_needed"


def test_the_rules_without_paper_are_as_they_were(house: House) -> None:
    wanted: Any = command_of("print_badge", house.ledger.now, subject="s1")
    with house.ledger.lock:
        assert decide(house.ledger.fair, wanted, DESK).code == "badge_asked"


def test_over_the_web_the_desk_hears_since_when(site: Site) -> None:
    organiser, desk = site.paired("organiser"), site.paired("desk")
    organiser.get("/api/v1/badges.pdf?number=K1").data  # noqa: B018  fetched to its end
    result = give(desk, command("print_badge", code="K1"))[0]
    assert result["code"] == "reason_needed" and result["params"]["since"] and result["person"]["number"] == "K1"
