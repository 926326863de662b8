"""Two laptops hand one another what the other lacks, until both have the same; a cut line only costs time."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Clock
from sync_support import Laptop, Line, SyncProblem, laptops, sync

from eventapp.facts import Draft
from eventapp.sync.rounds import Rounds


@pytest.fixture
def two(tmp_path: Path, clock: Clock) -> Iterator[list[Laptop]]:
    with laptops(tmp_path / "both", 2, clock) as made:
        yield made


def seeker(number: int) -> Draft:
    return Draft(
        "person_registered", f"s{number}", {"number": f"K{number}", "code": f"C{number}"}, {"first_name": "Wubbe"}
    )


def same(one: Laptop, other: Laptop) -> bool:
    return one.facts() == other.facts() and one.state() == other.state()


def test_an_empty_laptop_gets_everything(two: list[Laptop]) -> None:
    hall, other = two
    hall.tell(*(seeker(n) for n in range(1, 1201)))
    outcome = sync(other, hall, "laptop-1").outcome
    assert outcome.equal and outcome.pulled == 1202 and outcome.pushed == 0
    assert same(hall, other)


def test_both_get_what_the_other_wrote(two: list[Laptop]) -> None:
    hall, other = two
    sync(other, hall, "laptop-1")
    hall.tell(seeker(1))
    other.tell(*(seeker(n) for n in range(2, 700)))
    outcome = sync(other, hall, "laptop-1").outcome
    assert outcome.equal and (outcome.pulled, outcome.pushed) == (1, 698)
    assert same(hall, other)


def test_once_equal_nothing_moves_any_more(two: list[Laptop]) -> None:
    hall, other = two
    hall.tell(seeker(1))
    sync(other, hall, "laptop-1")
    outcome = sync(other, hall, "laptop-1").outcome
    assert outcome.equal and (outcome.pulled, outcome.pushed) == (0, 0)


def test_a_line_that_is_cut_at_every_question_and_every_answer_costs_nothing_but_time(two: list[Laptop]) -> None:
    hall, other = two
    hall.tell(*(seeker(n) for n in range(1, 1201)))
    sync(other, hall, "laptop-1")
    hall.tell(*(seeker(n) for n in range(2000, 3100)))
    other.tell(*(seeker(n) for n in range(4000, 5100)))
    cuts = 0

    def after(allowed: int, lose_answer: bool) -> Any:
        left = [allowed]

        def spoil(name: str, ask: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                if lose_answer:
                    ask()
                raise SyncProblem("unreachable")
            return ask()

        return spoil

    for allowed in range(20):
        for lose_answer in (False, True):
            try:
                assert sync(other, hall, "laptop-1", after(allowed, lose_answer)).outcome.equal
            except SyncProblem:
                cuts += 1
    assert cuts > 4 and same(hall, other)
    assert len(other.ids()) == len(other.facts()), "nothing counts twice"


def test_a_fact_that_was_spoilt_on_the_way_is_set_aside_and_those_behind_it_come_through(two: list[Laptop]) -> None:
    hall, other = two
    hall.tell(*(seeker(n) for n in range(1, 6)))

    def spoil(name: str, ask: Any) -> Any:
        answer = ask()
        if name == "pull":
            answer["facts"][3]["data"]["number"] = "K99"
        return answer

    outcome = sync(other, hall, "laptop-1", spoil).outcome
    assert outcome.equal
    assert [(fact.seq, flaw) for fact, flaw in other.ledger.log.set_aside()] == [(4, "wrong_hash")]
    assert len(other.facts()) == len(hall.facts()) - 1
    assert {one.number for one in other.ledger.fair.seekers} == {"K1", "K3", "K4", "K5"}


@pytest.mark.parametrize("spoilt", [{"hlc": "soon"}, {"kind": None}, {"data": []}, {"data": {"a": "\ud800"}}, {"id": "x"},
                                    {"hlc": 2**70}, {"received_at": "\ud800"}, {"by": "a\0b"},
                                    {"data": {"a": 10**30}}, {"subject": 5, "personal": {"name": "Wubbe"}}])  # fmt: skip
def test_what_is_no_fact_at_all_keeps_its_place_and_travels_on_as_it_came(
    tmp_path: Path, clock: Clock, spoilt: dict[str, Any]
) -> None:
    with laptops(tmp_path / "three", 3, clock) as (hall, other, third):
        hall.tell(seeker(1), seeker(2))

        def spoil(name: str, ask: Any) -> Any:
            answer = ask()
            if name == "pull":
                answer["facts"][3].update(spoilt)
            return answer

        assert sync(other, hall, "laptop-1", spoil).outcome.equal
        (fact, flaw), *rest = other.ledger.log.set_aside()
        assert flaw in ("malformed", "wrong_field", "wrong_hash") and not rest
        other.pair("laptop-9")
        assert sync(third, other, "laptop-9").outcome.equal
        assert [(one.seq, why) for one, why in third.ledger.log.set_aside()] == [(fact.seq, flaw)]
        assert third.state() == other.state()


def test_the_answer_says_per_fact_what_became_of_it(two: list[Laptop]) -> None:
    hall, other = two
    sync(other, hall, "laptop-1")
    other.tell(seeker(1), seeker(2), seeker(3))
    facts = [dataclasses.asdict(fact) for fact in other.facts().values() if fact.node == other.ledger.node]
    spoilt = {**facts[1], "hash": "0" * 64}
    line = Line(hall, "laptop-1")

    def fates(*sent: Any) -> list[str]:
        return [one["status"] for one in line.push(other.ledger.node, sent)["results"]]

    assert fates(facts[2]) == ["early"], "one before it is missing"
    assert fates(facts[0], spoilt, facts[2]) == ["stored", "quarantined", "stored"]
    assert fates(facts[0], facts[1], facts[2]) == ["duplicate", "forked", "duplicate"]
    assert fates("nonsense", {"node": "x", "seq": 1}, facts[0]) == ["refused", "refused", "duplicate"]


def test_a_disk_that_is_full_over_there_acknowledges_nothing(two: list[Laptop]) -> None:
    hall, other = two
    sync(other, hall, "laptop-1")
    other.tell(seeker(1))
    append, hall.ledger.log.append = hall.ledger.log.append, _full  # type: ignore[method-assign]
    with pytest.raises(SyncProblem, match="peer_storage"):
        sync(other, hall, "laptop-1")
    hall.ledger.log.append = append  # type: ignore[method-assign]
    assert sync(other, hall, "laptop-1").outcome.equal and same(hall, other)


def test_a_disk_that_is_full_here_takes_nothing_in_and_goes_on_later(two: list[Laptop]) -> None:
    hall, other = two
    hall.tell(seeker(1))
    append, other.ledger.log.append = other.ledger.log.append, _full  # type: ignore[method-assign]
    with pytest.raises(SyncProblem, match="storage_failed"):
        sync(other, hall, "laptop-1")
    other.ledger.log.append = append  # type: ignore[method-assign]
    assert sync(other, hall, "laptop-1").outcome.equal and same(hall, other)


def test_another_fair_is_refused(two: list[Laptop]) -> None:
    hall, other = two
    other.tell(Draft("fair_created", "another-fair", {"name": "Andere", "date": "2026-11-21", "secret": "11"}))
    with pytest.raises(SyncProblem, match="sync_other_fair"):
        sync(other, hall, "laptop-1")
    assert len(other.facts()) == 1


def test_a_peer_that_speaks_a_newer_protocol_too_is_understood_and_one_that_speaks_only_that_is_refused(
    two: list[Laptop],
) -> None:
    hall, other = two
    hall.tell(seeker(1))

    def newer(protocols: list[int]) -> Any:
        def spoil(name: str, ask: Any) -> Any:
            answer = ask()
            return {**answer, "more_to_say": 1, "protocols": protocols} if name == "vector" else answer

        return spoil

    with pytest.raises(SyncProblem, match="sync_version"):
        sync(other, hall, "laptop-1", newer([2, 3]))
    assert sync(other, hall, "laptop-1", newer([1, 2])).outcome.equal


def test_what_a_newer_version_wrote_is_stored_and_passed_on_though_it_is_not_understood(
    tmp_path: Path, clock: Clock
) -> None:
    with laptops(tmp_path / "three", 3, clock) as (hall, other, third):
        hall.tell(seeker(1), Draft("danced", "s1", {"with": ["s2"], "how": {"long": 3}}, {"song": "De Uil"}, v=7))
        sync(other, hall, "laptop-1")
        other.pair("laptop-9")
        assert sync(third, other, "laptop-9").outcome.equal
        danced = next(fact for fact in third.facts().values() if fact.kind == "danced")
        assert danced in hall.facts().values() and third.state() == other.state()


def test_pages_hold_as_many_facts_and_bytes_as_a_batch_may(two: list[Laptop]) -> None:
    hall, other = two
    hall.tell(
        *(Draft("danced", f"s{n}", {"text": "x" * 50_000}) for n in range(20)),
        Draft("danced", "s1", {"text": "x" * 900_000}),
    )
    pages: list[int] = []

    def spoil(name: str, ask: Any) -> Any:
        answer = ask()
        if name == "pull":
            pages.append(len(answer["facts"]))
        return answer

    assert sync(other, hall, "laptop-1", spoil).outcome.equal
    assert len(pages) >= 5 and max(pages) < 10 and sum(pages) == 23 and same(hall, other)


def test_a_cursor_of_another_course_of_the_log_reads_from_the_beginning(two: list[Laptop]) -> None:
    hall, _ = two
    hall.tell(seeker(1), seeker(2))
    everything = hall.service.pull("", 500)["facts"]
    assert hall.service.pull("0", 500)["facts"] == everything == hall.service.pull("elsewhere.3", 500)["facts"]
    assert hall.service.pull(hall.service.pull("", 2)["cursor"], 500)["facts"] == everything[2:]
    assert hall.service.pull("3", 500)["facts"] == everything[3:]


def test_rounds_that_lost_their_place_read_the_whole_log_once_more(two: list[Laptop]) -> None:
    hall, other = two
    sync(other, hall, "laptop-1")
    hall.tell(seeker(1))
    rounds = Rounds(other.ledger, Line(hall, "laptop-1"), f"{hall.ledger.epoch}.{hall.ledger.head}")
    assert rounds.run().equal and same(hall, other)


def _full(*args: Any) -> None:
    from eventapp.facts import LogError

    raise LogError("database or disk is full")
