"""What every log does when somebody is erased, and with what it keeps beside the facts."""

# ruff: noqa: F811

from __future__ import annotations

import dataclasses

import pytest
from conftest import Node
from log_support import Opener, facts, log, opener, stored  # noqa: F401

from eventapp.facts import AnyLog, LogError
from eventapp.facts.prints import PrintRow
from eventapp.facts.shown import Shown


def test_an_erasure_empties_what_was_set_aside_too_and_one_that_is_not_sound_erases_nobody(log: AnyLog) -> None:
    node = Node()
    bad, erasure = node.tell("person_registered", "s1", {"first_name": "Wubbe"}), node.tell("erased", "s1")
    log.append([bad, erasure], {(bad.node, bad.seq): "wrong_hash", (erasure.node, erasure.seq): "wrong_hash"})
    assert log.set_aside()[0][0].personal is not None
    log.append([node.tell("erased", "s1")])
    assert log.set_aside()[0][0].personal is None


def test_who_is_erased_is_empty_here_and_empty_when_it_comes_late(log: AnyLog) -> None:
    here, other = Node(), Node("laptop-b")
    log.append([here.tell("person_registered", "s1", {"first_name": "Wubbe"}), *facts(1, other)])
    log.append([here.tell("erased", "s1"), here.tell("person_edited", "s1", {"first_name": "Wubbe"})])
    log.append([other.tell("person_edited", "s1", {"first_name": "Wubbe"})])
    told = {(fact.node, fact.seq): fact.personal for fact in stored(log)}
    assert [place for place, personal in told.items() if personal] == [("laptop-b", 1)]


def test_an_erasure_that_is_not_stored_erases_nobody(log: AnyLog) -> None:
    node = Node()
    log.append([node.tell("person_registered", "s1", {"first_name": "Wubbe"})])
    erasure, bad = node.tell("erased", "s1"), dataclasses.replace(node.tell("note", "s2"), hlc=2**70)
    with pytest.raises(LogError):
        log.append([erasure, bad])
    assert stored(log)[0].personal is not None
    log.append([node.tell("person_edited", "s1", {"first_name": "Wubbe"})])
    assert stored(log)[1].personal is not None


def test_what_was_shown_of_somebody_goes_with_an_erasure_and_does_not_come_back(log: AnyLog) -> None:
    def shown(seeker: str) -> Shown:
        return Shown("2026-11-21T09:00:00.000Z", "desk", seeker, "v1", "1", "d", "likes", "")

    log.note_shown([shown("s1"), shown("s2"), shown("s1")])
    log.append([Node().tell("erased", "s1")])
    log.note_shown([shown("s1"), shown("s3")])
    assert list(log.shown.read()) == [shown("s2"), shown("s3")] and log.shown.seekers() == {"s2", "s3"}


def test_what_became_of_a_paper_is_noted_over_what_was_noted_before(log: AnyLog) -> None:
    row = PrintRow("p1", "s1", "zebra", "waiting", "2026-11-21T09:00:00.000Z", "")
    log.prints.put_all([row, row._replace(id="p2")])
    log.prints.put(row._replace(state="done"))
    log.prints.wait_again("p2")
    assert list(log.prints.read()) == [row._replace(state="done")]
