"""The contract of a log, whatever it is kept in: append-only, gapless, all or nothing, and erased is gone."""

# ruff: noqa: F811

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from conftest import PASSPHRASE, Clock, Node, at_sequence
from log_support import Opener, facts, log, opener, stored  # noqa: F401

from eventapp.facts import AnyLog, Draft, Log, LogError
from eventapp.facts.database import WrongPassphrase


def test_what_was_appended_is_read_back_in_the_order_of_storing(log: AnyLog) -> None:
    written = facts(20)
    log.append(written[:5])
    log.append(written[5:])
    assert stored(log) == written
    assert [pos for pos, _ in log.read()] == list(range(1, 21))
    assert log.head() == 20


def test_reading_goes_on_from_a_position(log: AnyLog) -> None:
    log.append(facts(10))
    assert [pos for pos, _ in log.read(since=4, limit=3)] == [5, 6, 7]


def test_an_empty_log_has_head_zero_and_no_problems(log: AnyLog) -> None:
    assert (log.head(), log.last_of("laptop-a"), stored(log), log.problems()) == (0, 0, [], [])


def test_the_last_number_of_each_laptop_is_known(log: AnyLog) -> None:
    log.append([*facts(3, Node("laptop-a")), *facts(5, Node("laptop-b"))])
    assert (log.last_of("laptop-a"), log.last_of("laptop-b"), log.last_of("laptop-c")) == (3, 5, 0)


def test_a_number_of_a_laptop_is_given_out_once(log: AnyLog) -> None:
    one, other = facts(2)
    log.append([one])
    with pytest.raises(LogError):
        log.append([at_sequence(other, one.seq)])
    assert stored(log) == [one]


def test_one_act_may_stand_under_the_numbers_of_two_laptops(log: AnyLog) -> None:
    one = Node().tell("checked_in", "s1")
    other = dataclasses.replace(one, node="laptop-b", seq=1)
    log.append([one, other])
    assert stored(log) == [one, other]
    assert log.vector() == {"laptop-a": 1, "laptop-b": 1}


def test_what_is_not_sound_is_kept_and_passed_on_and_never_read_as_a_fact(log: AnyLog) -> None:
    node = Node()
    one, bad, two = (node.tell("checked_in", f"s{n}") for n in range(3))
    log.append([one, bad, two], {(bad.node, bad.seq): "wrong_hash"})
    assert stored(log) == [one, two]
    assert log.set_aside() == [(bad, "wrong_hash")]
    assert [(fact, flaw) for _, fact, flaw in log.read_all()] == [(one, None), (bad, "wrong_hash"), (two, None)]
    assert (log.vector(), log.head(), log.problems()) == ({"laptop-a": 3}, 3, [])


def test_what_one_laptop_stored_is_read_from_a_number_of_its_own(log: AnyLog) -> None:
    ours, theirs = facts(3, Node("laptop-a")), facts(2, Node("laptop-b"))
    log.append([*ours, *theirs])
    assert log.read_of("laptop-a", 1) == ours[1:]
    assert log.read_of("laptop-a", 0, 1) == ours[:1]
    assert log.read_of("laptop-c", 0) == []


def test_facts_may_go_on_under_the_name_of_another_laptop(log: AnyLog) -> None:
    ours = facts(4, Node("laptop-a"))
    log.append(ours)
    log.node(lambda: "hub")
    before = log.epoch()
    log.renumber("laptop-a", 3, "laptop-b")
    assert log.vector() == {"laptop-a": 2, "laptop-b": 2} and log.problems() == []
    assert [(fact.id, fact.hash) for fact in stored(log)] == [(fact.id, fact.hash) for fact in ours]
    assert log.epoch() != before, "positions that were given out before say nothing any more"


def test_facts_that_are_there_already_under_the_other_name_are_not_there_twice(log: AnyLog) -> None:
    ours = facts(3, Node("laptop-a"))
    log.append([*ours, dataclasses.replace(ours[1], node="laptop-b", seq=1)])
    log.renumber("laptop-a", 2, "laptop-b")
    assert log.vector() == {"laptop-a": 1, "laptop-b": 2} and log.problems() == []


@pytest.mark.parametrize(
    "spoil",
    [{"hlc": 2**70}, {"hlc": object()}, {"data": {"a": object()}}, {"data": {"a": "\ud800"}}, {"subject": None}],
    ids=["too large a number", "no number", "no JSON", "half a character", "no subject"],
)
def test_one_fact_that_cannot_be_stored_means_that_none_is(log: AnyLog, spoil: dict[str, Any]) -> None:
    good, bad = facts(2)
    with pytest.raises(LogError):
        log.append([good, dataclasses.replace(bad, **spoil)])
    assert stored(log) == []
    log.append([good])
    assert stored(log) == [good], "and the log goes on as if nothing had happened"


def test_a_gap_in_the_numbers_is_a_problem(log: AnyLog) -> None:
    one, _, three = facts(3)
    log.append([one, three])
    assert log.problems() == ["gap in the numbering of node laptop-a"]


def test_what_is_kept_for_this_laptop_survives_and_can_be_forgotten(opener: Opener) -> None:
    log = opener()
    log.keep("node", "laptop-a")
    log.keep("pairings", {"x": [1, None]})
    log.close()
    log = opener()
    assert (log.kept("node"), log.kept("pairings"), log.kept("other", 7)) == ("laptop-a", {"x": [1, None]}, 7)
    log.keep("node", None)
    assert log.kept("node") is None
    log.close()


def test_facts_are_there_after_closing_and_opening(opener: Opener) -> None:
    written = facts(5)
    log = opener()
    log.append(written)
    log.close()
    log = opener()
    assert stored(log) == written
    log.close()


@pytest.mark.parametrize("passphrase", ["Geheim", "geheim ", "ander", "ge'heim"])
def test_a_wrong_passphrase_opens_nothing(opener: Opener, passphrase: str) -> None:
    opener("geheim").close()
    with pytest.raises(WrongPassphrase):
        opener(passphrase)
    opener("geheim").close()


def test_a_backup_copy_opens_by_itself_and_equals_the_log(log: AnyLog, tmp_path: Path) -> None:
    written = facts(50)
    log.append(written[:40])
    log.keep("node", "laptop-a")
    log.copy_to(tmp_path / "copy.db", PASSPHRASE)
    log.append(written[40:])
    copy = Log(tmp_path / "copy.db", PASSPHRASE)
    assert stored(copy) == written[:40]
    assert (copy.kept("node"), copy.problems()) == ("laptop-a", [])
    copy.close()
    assert stored(log) == written, "and the log itself went on"


def test_a_backup_copy_may_have_its_own_passphrase(log: AnyLog, tmp_path: Path) -> None:
    log.append(facts(3))
    log.copy_to(tmp_path / "copy.db", "ander")
    with pytest.raises(WrongPassphrase):
        Log(tmp_path / "copy.db", PASSPHRASE)
    copy = Log(tmp_path / "copy.db", "ander")
    assert copy.head() == 3
    copy.close()


def test_a_skewed_device_is_stored_with_its_own_time_and_ours(log: AnyLog) -> None:
    clock = Clock()
    fact = Node(clock=clock).fact(Draft("checked_in", "s1"), at=clock() + 7_200_000)
    log.append([fact])
    [back] = stored(log)
    assert (back.at, back.received_at) == ("2026-11-21T11:00:00.000Z", "2026-11-21T09:00:00.000Z")
    assert back.moment == back.received_at, "no act is later than its storing"


def test_the_name_of_a_log_is_minted_once_and_stays(opener: Opener) -> None:
    names = iter("abc")
    log = opener()
    assert log.node(lambda: next(names)) == log.node(lambda: next(names)) == "a"
    epoch = log.epoch()
    log.close()
    log = opener()
    assert (log.node(lambda: next(names)), log.epoch()) == ("a", epoch)
    assert (log.take_name("z"), log.node(lambda: next(names)), log.kept("nodes")) == ("z", "z", ["a", "z"])
    assert log.epoch() != epoch
    log.close()


def test_a_log_is_read_as_it_stands_at_one_moment_and_then_its_news(log: AnyLog) -> None:
    node = Node()
    one, bad, two = (node.tell("checked_in", f"s{n}") for n in range(3))
    name = log.node(lambda: "hub")
    log.append([one, bad], {(bad.node, bad.seq): "wrong_hash"})
    assert log.everything() == (name, log.epoch(), 2, [one], {"laptop-a": 2})
    log.append([two])
    assert log.news(1) == (log.epoch(), [(2, bad, "wrong_hash"), (3, two, None)])
    assert log.news(3).rows == []


def test_a_turn_ends_with_what_was_appended_or_with_nothing(log: AnyLog) -> None:
    [one] = facts(1)
    log.begin()
    log.release()
    log.begin()
    log.append([one])
    log.release()
    assert stored(log) == [one]


def test_what_is_kept_is_changed_in_one_go(log: AnyLog) -> None:
    assert log.amend("list", lambda before: [*(before or []), 1]) == [1]
    assert log.amend("list", lambda before: [*(before or []), 2]) == log.kept("list") == [1, 2]
    assert log.amend("list", lambda before: None) is None and log.kept("list") is None


@pytest.mark.parametrize("text", ["x" * 300_000, "\\ \n \t ' \" %s {}", "één 平 🎈"])
def test_any_text_comes_back_as_it_was(log: AnyLog, text: str) -> None:
    node = Node()
    one = node.fact(Draft("note", "s1", {"text": text}, {"first_name": text}), by=text)
    bare = node.fact(Draft("note", "s1", {"text": "\x00"}, {"first_name": "\x00"}))
    log.append([one, bare])
    log.keep("text", text)
    assert stored(log) == [one, bare] and log.kept("text") == text


def test_nothing_appended_is_nothing_stored(log: AnyLog) -> None:
    log.append([])
    assert (log.head(), log.problems()) == (0, [])
