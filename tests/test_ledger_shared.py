"""Several processes over one log: each has a ledger, and together they are one fair."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from conftest import DESK, Clock, Node, act_at, registrations
from log_support import opener_of
from servers import postgres
from serving import soon
from sync_support import Laptop, Line, sync
from test_ledger import an_act, check_in, in_threads, rebuilt, saying, wait_for

from eventapp.facts import Draft
from eventapp.facts.ids import uuid7
from eventapp.fair import Fair
from eventapp.fair.decision import Decision
from eventapp.fair.state import state_hash
from eventapp.live.ledger import Ledger
from eventapp.live.pairing import PairingRefused, Pairings
from eventapp.sync.claims import Claims, NodeTaken
from eventapp.sync.wire import Incoming


@pytest.fixture
def two(clock: Clock, tmp_path: Path) -> Iterator[tuple[Ledger, Ledger]]:
    """The small fair, in the ledgers of two processes."""
    opener = opener_of("postgres", tmp_path)
    one = Ledger(opener(), clock)
    one.start()
    one.record(registrations("fair-1"), by="laptop-a")
    other = Ledger(opener(), clock)
    other.start()
    yield one, other
    one.stop()
    other.stop()


def same(one: Ledger, other: Ledger) -> bool:
    """Whether both have come to one state, and it is the one on disk."""
    one.poke()
    other.poke()
    states = {state_hash(ledger.fair.snapshot()) for ledger in (one, other)}
    return states == {rebuilt(one)} and (one.head, one.vector) == (other.head, other.vector)


def test_what_one_process_stored_the_other_hears_of_when_it_is_poked(two: tuple[Ledger, Ledger]) -> None:
    one, other = two
    heard: list[set[str]] = []
    other.on_change(heard.append)
    one.on_stored(other.poke)
    one.submit([check_in(one)])
    assert soon(lambda: heard == [{"s1"}])
    assert same(one, other) and one.node == other.node


def test_who_acts_at_one_process_acts_on_what_the_other_stored_also_without_a_poke(
    two: tuple[Ledger, Ledger], clock: Clock
) -> None:
    one, other = two
    for ledger, kind, code in (
        (one, "check_in", "welcome"),
        (other, "check_out", "goodbye"),
        (one, "check_out", "not_in"),
    ):
        clock.advance(1000)
        assert act_at(ledger, kind, DESK, subject="s1").decision.code == code
    assert soon(lambda: same(one, other)) and one.log.problems() == []


def test_one_act_at_both_at_once_is_recorded_once(two: tuple[Ledger, Ledger]) -> None:
    one, other = two
    for _ in range(20):
        id = uuid7(one.now())
        acts = [check_in(one, id), check_in(other, id)]
        wait_for(in_threads(one, acts[:1]) + in_threads(other, acts[1:]))
        assert sorted(act.status for act in acts) == ["duplicate", "recorded"]
    assert soon(lambda: same(one, other)) and one.fair.tally.counts["scans"] == 20


def test_many_hands_at_two_processes_leave_no_gap_and_come_to_one_state(two: tuple[Ledger, Ledger]) -> None:
    one, other = two
    acts = [[check_in(ledger, subject=f"s{n % 5 + 1}") for n in range(100)] for ledger in two]
    wait_for(in_threads(one, acts[0]) + in_threads(other, acts[1]))
    assert all(act.status == "recorded" for some in acts for act in some)
    assert soon(lambda: same(one, other)) and one.log.problems() == []
    assert one.fair.tally.counts["scans"] == 200


def test_a_number_is_given_to_one_walk_in_only(two: tuple[Ledger, Ledger]) -> None:
    def register(ledger: Ledger, n: int) -> Any:
        return lambda: act_at(
            ledger, "register_walk_in", DESK, first_name=f"Marijke{n}", last_name="Hoepelman", wants="kok"
        )

    threads = [threading.Thread(target=register(two[n % 2], n)) for n in range(20)]
    for thread in threads:
        thread.start()
    wait_for(threads)
    assert soon(lambda: same(*two))
    numbers = [seeker.number for seeker in two[0].fair.seekers]
    assert len(numbers) == len(set(numbers)) == 25


def test_what_a_laptop_hands_to_both_at_once_is_stored_once_and_both_say_so(two: tuple[Ledger, Ledger]) -> None:
    node = Node(uuid7(1))
    sent = [Incoming(dataclasses.replace(node.tell("checked_in", "s1"), id=uuid7(n))) for n in range(300)]
    fates: dict[str, list[str]] = {}
    threads = [threading.Thread(target=lambda name=name, ledger=ledger: fates.update({name: ledger.take_in(sent)}))
               for name, ledger in zip("ab", two, strict=True)]  # fmt: skip
    for thread in threads:
        thread.start()
    wait_for(threads)
    assert sorted(set(fates["a"]) | set(fates["b"])) == ["duplicate", "stored"]
    assert {frozenset(pair) for pair in zip(fates["a"], fates["b"], strict=True)} == {
        frozenset({"stored", "duplicate"})
    }
    assert soon(lambda: same(*two)) and two[0].vector[node.name] == 300


def test_a_connection_that_breaks_acknowledges_nothing_and_the_next_act_works(two: tuple[Ledger, Ledger]) -> None:
    one, other = two
    insert = one.log._facts.add  # type: ignore[attr-defined]

    def cut(line: Any, *args: Any) -> None:
        insert(line, *args)
        with psycopg.connect(postgres().url, autocommit=True) as admin:
            admin.execute("SELECT pg_terminate_backend(%s, 5000)", (line._connection.info.backend_pid,))

    one.log._facts.add = cut  # type: ignore[attr-defined]
    lost = check_in(one)
    one.submit([lost])
    one.log._facts.add = insert  # type: ignore[attr-defined]
    assert (lost.status, lost.decision.code) == ("refused", "storage_failed")
    assert act_at(other, "check_in", DESK, subject="s2").status == "recorded", "nobody waits for the one that broke"
    again = check_in(one, lost.id)
    one.submit([again])
    assert again.status == "recorded" and soon(lambda: same(one, other)) and one.log.problems() == []


def test_a_commit_whose_answer_was_lost_is_a_duplicate_when_it_is_tried_again(two: tuple[Ledger, Ledger]) -> None:
    one, other = two
    append = one.log.append

    def unheard(*args: Any) -> None:
        append(*args)
        raise OSError("the line broke just after the commit")

    one.log.append = unheard  # type: ignore[method-assign]
    act = check_in(one)
    one.submit([act])
    one.log.append = append  # type: ignore[method-assign]
    again = check_in(one, act.id)
    one.submit([again])
    assert (act.status, again.status) == ("refused", "duplicate")
    assert soon(lambda: same(one, other)) and one.fair.tally.counts["scans"] == 1


def test_a_server_that_is_away_for_a_while_stops_nothing_for_good(two: tuple[Ledger, Ledger]) -> None:
    one, other = two
    postgres().stop("immediate")
    refused = check_in(one)
    one.submit([refused])
    other.poke()
    postgres().start()
    assert refused.decision.code == "storage_failed"
    one.submit([check_in(one, refused.id)])
    other.submit([check_in(other)])
    assert soon(lambda: same(one, other)) and one.fair.tally.counts["scans"] == 2


def test_who_is_erased_at_one_process_is_erased_at_the_other(two: tuple[Ledger, Ledger]) -> None:
    one, other = two
    one.record([Draft("erased", "s1")], by="laptop-1")
    late = an_act(other, saying("x", Draft("person_edited", "s1", {"fields": {}}, {"first_name": "Brechtje"})))
    other.submit([late])
    assert soon(lambda: same(one, other))
    assert all(fact.personal is None for _, fact in one.log.read() if fact.subject == "s1")


def test_a_log_that_goes_on_under_another_name_is_followed(two: tuple[Ledger, Ledger]) -> None:
    one, other = two
    one.submit([check_in(one)])
    name = uuid7(2)
    one.between(lambda: one.with_log(one.log.renumber, one.node, 3, name))
    assert one.node == name
    act_at(other, "check_in", DESK, subject="s2")
    assert other.node == name and soon(lambda: same(one, other)) and one.log.problems() == []


def test_a_claim_that_one_process_heard_holds_at_the_other(two: tuple[Ledger, Ledger]) -> None:
    one, other = two
    for name in ("laptop-7", "laptop-8"):
        data = {"role": "laptop", "token_digest": name, "label": "", "employer": None}
        one.record([Draft("device_paired", name, data)], by="laptop-1")
    assert soon(lambda: same(one, other))
    here, there, node, its_own = Claims(one), Claims(other), uuid7(3), uuid7(4)
    there.claim("laptop-8", its_own)
    here.claim("laptop-7", node)
    there.claim("laptop-8", its_own)
    assert not there.may_write("laptop-8", node) and there.may_write("laptop-7", node)
    with pytest.raises(NodeTaken):
        there.claim("laptop-8", node)
    with pytest.raises(NodeTaken):
        there.claim("laptop-8", other.node)


def test_a_code_that_one_process_gave_out_is_used_once_at_either(two: tuple[Ledger, Ledger]) -> None:
    here, there = (Pairings(ledger) for ledger in two)
    code, _ = here.offer("desk")
    other, _ = there.offer("screen")
    assert there.claim(code, "127.0.0.1")[0].role == "desk" and here.claim(other, "127.0.0.1")[0].role == "screen"
    for pairings, used in ((here, code), (there, code), (there, other)):
        with pytest.raises(PairingRefused, match="pairing_unknown"):
            pairings.claim(used, "127.0.0.1")


def test_a_laptop_syncs_with_one_process_and_reads_on_at_another(clock: Clock, tmp_path: Path) -> None:
    opener = opener_of("postgres", tmp_path)
    laptop = Laptop(opener_of("sqlite", tmp_path)(), clock, first=True)
    laptop.pair("laptop-1")
    hubs = [Laptop(opener(), clock) for _ in range(2)]
    try:
        laptop.tell(*(Draft("danced", f"s{n}", {}, {"first_name": "Wubbe"}) for n in range(1200)))
        assert sync(hubs[0], laptop, "laptop-1").outcome.equal
        hubs[1].ledger.poke()
        assert soon(lambda: hubs[1].state() == laptop.state())
        half = hubs[0].service.pull("", 500)
        rest = Line(hubs[1], "x").pull(half["cursor"], "")
        assert half["cursor"].startswith(hubs[1].ledger.epoch) and not rest["cursor"].endswith(".0")
        assert rest["facts"][0]["seq"] == half["facts"][-1]["seq"] + 1, "a cursor of one is one of the other"
    finally:
        for each in (laptop, *hubs):
            each.stop()


def test_nobody_decides_before_it_has_the_turn_and_knows_everything(two: tuple[Ledger, Ledger]) -> None:
    """The other one has the turn for a while, and then stores something: the act sees it."""
    one, other = two
    log = opener_again(one)
    log.begin()
    seen: list[int] = []

    def look(fair: Fair) -> Decision:
        seen.append(fair.tally.counts["scans"])
        return Decision("seen")

    thread = in_threads(other, [an_act(other, look)])
    thread[0].join(0.05)
    assert seen == []
    fact = dataclasses.replace(Node(uuid7(5)).tell("checked_in", "s1", place="balie"), id=uuid7(6))
    log.append([fact])
    wait_for(thread)
    assert seen == [1]


def opener_again(ledger: Ledger) -> Any:
    """A third process."""
    from conftest import PASSPHRASE

    from eventapp.facts.postgres import PostgresLog

    return PostgresLog(postgres().url, PASSPHRASE, ledger.log._fair)  # type: ignore[attr-defined]
