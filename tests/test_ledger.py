"""The ledger: one writer, shared commits, answers only after the disk, and nobody who suffers for another's fault."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import DESK, MINUTE, OPENING, PASSPHRASE, Clock, Node, act_at, quiet, registrations

from eventapp.facts import Draft, Fact, Log, LogError
from eventapp.facts.clock import COUNTER_BITS, MAX_AHEAD_MS, to_text
from eventapp.facts.ids import derived, uuid7
from eventapp.fair import Fair
from eventapp.fair.decision import Decision
from eventapp.fair.state import state_hash
from eventapp.live.acts import Act
from eventapp.live.house import House, open_house
from eventapp.live.ledger import Ledger
from eventapp.live.offload import inline


class Disk:
    """The log of a ledger, watched: counts commits, and can be held up or made to fail."""

    def __init__(self, ledger: Ledger) -> None:
        self.commits: list[list[Fact]] = []
        self.free = threading.Event()
        self.free.set()
        self.busy = threading.Event()
        self.fault: Exception | None = None
        self._append, ledger.log.append = ledger.log.append, self.append  # type: ignore[method-assign]

    def append(self, facts: Any, set_aside: Any = ()) -> None:
        self.busy.set()
        assert self.free.wait(10)
        if self.fault is not None:
            raise self.fault
        self._append(facts, dict(set_aside))
        self.commits.append(list(facts))


@pytest.fixture
def ledger(clock: Clock) -> Iterator[Ledger]:
    """The small fair in memory, being written."""
    one = Ledger(Log(":memory:", PASSPHRASE), clock)
    one.start()
    one.record(registrations("fair-1"), by="laptop-a")
    yield one
    one.stop()


@pytest.fixture
def disk(ledger: Ledger) -> Disk:
    return Disk(ledger)


def saying(code: str, *drafts: Draft) -> Callable[[Fair], Decision]:
    return lambda fair: Decision(code, drafts)


def an_act(ledger: Ledger, decide: Callable[[Fair], Decision], id: str | None = None) -> Act:
    return Act(id or uuid7(ledger.now()), to_text(ledger.now()), DESK.device, decide)


def check_in(ledger: Ledger, id: str | None = None, subject: str = "s1") -> Act:
    return an_act(ledger, saying("welcome", Draft("checked_in", subject, {"place": "balie"})), id)


def rebuilt(ledger: Ledger) -> str:
    """The hash of the state as it is on disk."""
    return state_hash(Fair(fact for _, fact in ledger.log.read()).snapshot())


def in_threads(ledger: Ledger, acts: list[Act]) -> list[threading.Thread]:
    """Each act handed in by a thread of its own."""
    threads = [threading.Thread(target=ledger.submit, args=([act],), daemon=True) for act in acts]
    for thread in threads:
        thread.start()
    return threads


def wait_for(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive(), "somebody never got an answer"


def hold_up(ledger: Ledger, disk: Disk) -> list[threading.Thread]:
    """Make the writer wait for the disk, with one act on its way."""
    disk.free.clear()
    disk.busy.clear()
    threads = in_threads(ledger, [check_in(ledger)])
    assert disk.busy.wait(10)
    return threads


def boarded(ledger: Ledger, count: int) -> None:
    """Wait until so many acts are in for the next commit."""
    for _ in range(10_000):
        if len(ledger._boarding.next.entries) == count:
            return
        threading.Event().wait(0.001)
    raise AssertionError("the acts never came")


def test_an_act_is_decided_stored_and_answered(ledger: Ledger) -> None:
    act = check_in(ledger)
    ledger.submit([act])
    assert (act.status, act.decision.code) == ("recorded", "welcome")
    [*_, (pos, fact)] = ledger.log.read()
    assert (fact.id, fact.kind, fact.by, fact.node, pos) == (act.id, "checked_in", "desk-1", ledger.node, ledger.head)
    assert rebuilt(ledger) == state_hash(ledger.fair.snapshot())


def test_what_waits_while_the_disk_is_busy_shares_one_commit(ledger: Ledger, disk: Disk) -> None:
    first = hold_up(ledger, disk)
    acts = [check_in(ledger) for _ in range(100)]
    threads = in_threads(ledger, acts)
    boarded(ledger, 100)
    disk.free.set()
    wait_for(first + threads)
    assert [len(facts) for facts in disk.commits] == [1, 100]
    assert all(act.status == "recorded" for act in acts)


def test_nobody_is_answered_before_the_commit(ledger: Ledger, disk: Disk) -> None:
    threads = hold_up(ledger, disk)
    waiting = in_threads(ledger, [check_in(ledger) for _ in range(5)])
    threads[0].join(0.05)
    assert all(thread.is_alive() for thread in threads + waiting)
    assert disk.commits == []
    disk.free.set()
    wait_for(threads + waiting)


def test_many_hands_at_once_give_fewer_commits_than_acts_and_no_gap(house: House) -> None:
    ledger, disk = house.ledger, Disk(house.ledger)
    acts = [check_in(ledger) for _ in range(200)]
    wait_for(in_threads(ledger, acts))
    assert sum(map(len, disk.commits)) == 200 > len(disk.commits)
    assert {act.id for act in acts} == {fact.id for facts in disk.commits for fact in facts}
    assert ledger.log.problems() == []


def test_acts_of_one_request_keep_their_order_and_see_each_other(ledger: Ledger) -> None:
    seen: list[int] = []

    def count(fair: Fair) -> Decision:
        seen.append(fair.tally.counts["scans"])
        return Decision("welcome", (Draft("checked_in", "s1", {"place": "balie"}),))

    ledger.submit([an_act(ledger, count) for _ in range(5)])
    assert seen == [0, 1, 2, 3, 4]


def test_an_id_that_was_seen_before_is_a_duplicate_and_changes_nothing(ledger: Ledger, disk: Disk) -> None:
    act = check_in(ledger)
    ledger.submit([act])
    again = check_in(ledger, act.id)
    ledger.submit([again])
    assert (again.status, again.decision.code, again.decision.about) == ("duplicate", "duplicate", "s1")
    assert len(disk.commits) == 1 and ledger.fair.tally.counts["scans"] == 1


def test_an_id_twice_in_one_batch_is_a_duplicate_too(ledger: Ledger, disk: Disk) -> None:
    id = uuid7(OPENING)
    acts = [check_in(ledger, id), check_in(ledger, id), check_in(ledger)]
    ledger.submit(acts)
    assert [act.status for act in acts] == ["recorded", "duplicate", "recorded"]
    assert [len(facts) for facts in disk.commits] == [2]


def test_a_duplicate_is_known_after_a_restart(house: House) -> None:
    act = check_in(house.ledger)
    house.ledger.submit([act])
    house.close()
    again = open_house(house.settings)
    repeat = check_in(again.ledger, act.id)
    again.ledger.submit([repeat])
    assert repeat.status == "duplicate"
    again.close()


def test_a_refused_act_may_be_tried_again_with_the_same_id(ledger: Ledger) -> None:
    id = uuid7(OPENING)
    refused = act_at(ledger, "check_out", DESK, id=id, subject="s1")
    assert (refused.status, refused.decision.code) == ("refused", "not_in")
    ledger.submit([check_in(ledger)])
    assert act_at(ledger, "check_out", DESK, id=id, subject="s1").status == "recorded"


@pytest.mark.parametrize(
    ("fault", "code"),
    [(LogError("database or disk is full"), "storage_full"), (LogError("disk I/O error"), "storage_failed"),
     (OSError("gone"), "storage_failed")],
)  # fmt: skip
def test_a_commit_that_fails_refuses_everybody_and_nothing_stays(
    ledger: Ledger, disk: Disk, fault: Exception, code: str
) -> None:
    ledger.submit([check_in(ledger)])
    before, head = state_hash(ledger.fair.snapshot()), ledger.head
    disk.fault = fault
    acts = [check_in(ledger), act_at_once(ledger, "register_walk_in"), check_in(ledger)]
    ledger.submit(acts)
    assert [(act.status, act.decision.code) for act in acts] == [("refused", code)] * 3
    assert state_hash(ledger.fair.snapshot()) == before == rebuilt(ledger)
    assert ledger.head == head == ledger.log.head()


def act_at_once(ledger: Ledger, kind: str) -> Act:
    """A walk-in, to be submitted."""
    subject = uuid7(ledger.now())
    return an_act(
        ledger, saying(kind, Draft("person_registered", subject, {"number": "B1", "code": "X"}, {"first_name": "M"}))
    )


def test_the_first_batch_after_a_failure_works_and_leaves_no_gap(ledger: Ledger, disk: Disk) -> None:
    disk.fault = LogError("database or disk is full")
    lost = check_in(ledger)
    ledger.submit([lost, check_in(ledger)])
    disk.fault = None
    again = check_in(ledger, lost.id)
    ledger.submit([again, check_in(ledger)])
    assert (again.status, ledger.head) == ("recorded", ledger.log.head())
    assert ledger.log.problems() == [] and rebuilt(ledger) == state_hash(ledger.fair.snapshot())
    assert ledger.fair.tally.counts["scans"] == 2


def test_a_full_disk_is_told_and_survived(house: House) -> None:
    """The real thing: the file may grow no more."""
    ledger = house.ledger
    head = ledger.head
    ledger.with_log(ledger.log._query, "PRAGMA max_page_count = 1")
    long = an_act(ledger, saying("x", *(Draft("note", "s1", {"text": "x" * 900}) for _ in range(100))))
    ledger.submit([check_in(ledger), long])
    assert (long.status, long.decision.code, ledger.head) == ("refused", "storage_full", head)
    assert not ledger.fair.knows(long.id)
    ledger.with_log(ledger.log._query, "PRAGMA max_page_count = 1000000")
    after = check_in(ledger)
    ledger.submit([after])
    assert after.status == "recorded" and ledger.log.problems() == []


def test_a_log_that_cannot_be_read_back_is_tried_again_before_the_next_batch(ledger: Ledger, disk: Disk) -> None:
    """Nobody may wait for ever, and nothing may be decided on a state that is not on disk."""
    read, disk.fault = ledger.log.read, LogError("disk I/O error")

    def unreadable(since: int = 0, limit: int = -1) -> Any:
        raise LogError("disk I/O error")

    ledger.log.read = unreadable  # type: ignore[method-assign]
    acts = [check_in(ledger), check_in(ledger)]
    ledger.submit(acts[:1])
    disk.fault = None
    ledger.submit(acts[1:])
    assert [act.decision.code for act in acts] == ["storage_failed", "storage_failed"]
    ledger.log.read = read  # type: ignore[method-assign]
    after = check_in(ledger)
    ledger.submit([after])
    assert after.status == "recorded" and ledger.fair.tally.counts["scans"] == 1
    assert rebuilt(ledger) == state_hash(ledger.fair.snapshot())


def test_an_act_whose_rule_fails_takes_nobody_along(ledger: Ledger, disk: Disk) -> None:
    def broken(fair: Fair) -> Decision:
        raise ZeroDivisionError("a fault in a rule")

    acts = [check_in(ledger), an_act(ledger, broken), check_in(ledger)]
    ledger.submit(acts)
    assert [(act.status, act.decision.code) for act in acts] == [
        ("recorded", "welcome"), ("refused", "internal_error"), ("recorded", "welcome"),
    ]  # fmt: skip
    assert [len(facts) for facts in disk.commits] == [2]


@pytest.mark.parametrize("text", ["\ud800", object()], ids=["half a character", "no JSON"])
def test_an_act_that_cannot_be_written_down_takes_nobody_along(ledger: Ledger, disk: Disk, text: object) -> None:
    drafts = [Draft("checked_in", "s2", {"place": "balie"}), Draft("checked_in", "s2", {"place": text})]
    acts = [check_in(ledger), an_act(ledger, saying("x", *drafts)), check_in(ledger)]
    ledger.submit(acts)
    assert [act.status for act in acts] == ["recorded", "refused", "recorded"]
    assert ledger.log.problems() == [], "and leaves no gap in the numbers"
    assert ledger.fair.tally.size("present_seekers") == 1, "nor half of what it was"


def test_an_act_whose_further_ids_were_taken_takes_nobody_along(ledger: Ledger) -> None:
    """Somebody could mint the id of another's second fact; that must not spoil a whole batch, again and again."""
    id = uuid7(OPENING)
    ledger.submit([check_in(ledger, derived(id, 1))])
    two = saying("x", Draft("checked_in", "s2", {"place": "a"}), Draft("checked_in", "s2", {"place": "b"}))
    acts = [check_in(ledger), an_act(ledger, two, id), check_in(ledger)]
    ledger.submit(acts)
    assert [act.status for act in acts] == ["recorded", "refused", "recorded"]
    assert ledger.log.problems() == []


def test_listeners_hear_after_the_commit_and_what_it_touched(ledger: Ledger, disk: Disk) -> None:
    heard: list[tuple[set[str], int]] = []
    ledger.on_change(lambda touched: heard.append((set(touched), len(disk.commits))))
    ledger.submit([check_in(ledger), check_in(ledger, subject="s2")])
    quiet(ledger)
    assert heard == [({"s1", "s2"}, 1)]


def test_listeners_hear_nothing_when_nothing_happened(ledger: Ledger) -> None:
    heard: list[set[str]] = []
    ledger.on_change(heard.append)
    act_at(ledger, "check_out", DESK, subject="s1")
    quiet(ledger)
    assert heard == []


def test_listeners_hear_of_everything_after_a_failure_for_they_may_have_seen_what_was_not_to_be(
    ledger: Ledger, disk: Disk
) -> None:
    heard: list[set[str]] = []
    ledger.on_change(heard.append)
    disk.fault = LogError("disk I/O error")
    lost = act_at_once(ledger, "registered")
    ledger.submit([lost])
    quiet(ledger)
    [touched] = heard
    assert touched >= set(ledger.fair.entities) and len(touched) == len(ledger.fair.entities) + 1


def test_a_listener_that_fails_harms_neither_the_writer_nor_the_others(ledger: Ledger) -> None:
    heard: list[set[str]] = []
    ledger.on_change(lambda touched: [][0])
    ledger.on_change(heard.append)
    ledger.submit([check_in(ledger)])
    ledger.submit([check_in(ledger)])
    quiet(ledger)
    assert heard == [{"s1"}, {"s1"}]


def test_a_large_import_is_one_commit(ledger: Ledger, disk: Disk) -> None:
    drafts = [Draft("person_registered", f"p{n}", {"number": f"P{n}", "code": f"C{n}"}, {"first_name": "Wubbe"})
              for n in range(2500)]  # fmt: skip
    act = ledger.record(drafts, by="laptop-a")
    assert act.status == "recorded"
    assert [len(facts) for facts in disk.commits] == [2500]
    assert [fact.id for fact in disk.commits[0]] == [derived(act.id, place) for place in range(2500)]
    assert ledger.log.problems() == [] and rebuilt(ledger) == state_hash(ledger.fair.snapshot())


def test_a_large_import_that_fails_halfway_leaves_nothing(ledger: Ledger) -> None:
    before = len(ledger.fair)
    drafts = [
        Draft("person_registered", f"p{n}", {"number": f"P{n}", "code": "C" if n < 900 else object()})
        for n in range(1000)
    ]
    assert ledger.record(drafts, by="laptop-a").status == "refused"
    assert len(ledger.fair) == before == ledger.log.head()


@pytest.mark.parametrize("acts", [[], ()])
def test_handing_in_nothing_is_answered_at_once(ledger: Ledger, acts: Any) -> None:
    thread = threading.Thread(target=ledger.submit, args=(acts,), daemon=True)
    thread.start()
    thread.join(5)
    assert not thread.is_alive()


def test_stopping_finishes_what_waits(clock: Clock, tmp_path: Path) -> None:
    ledger = Ledger(Log(tmp_path / "a.db", PASSPHRASE), clock)
    ledger.start()
    disk = Disk(ledger)
    threads = hold_up(ledger, disk)
    acts = [check_in(ledger) for _ in range(20)]
    threads += in_threads(ledger, acts)
    boarded(ledger, 20)
    stopping = threading.Thread(target=ledger.stop)
    stopping.start()
    disk.free.set()
    wait_for([*threads, stopping])
    assert all(act.status == "recorded" for act in acts)
    again = Log(tmp_path / "a.db", PASSPHRASE)
    assert again.head() == 21
    again.close()


def test_who_comes_after_the_stop_is_refused_and_not_kept_waiting(clock: Clock) -> None:
    ledger = Ledger(Log(":memory:", PASSPHRASE), clock)
    ledger.start()
    ledger.stop()
    ledger.stop()  # a second time is no harm
    act = check_in(ledger)
    wait_for(in_threads(ledger, [act]))
    assert (act.status, act.decision.code) == ("refused", "storage_failed")


def test_all_work_on_the_log_goes_through_offload(clock: Clock) -> None:
    """So that an event loop never waits for a disk."""
    offloaded: list[str] = []

    def offload(function: Callable[..., Any], *args: Any) -> Any:
        offloaded.append(getattr(function, "__name__", ""))
        return inline(function, *args)

    ledger = Ledger(Log(":memory:", PASSPHRASE), clock, offload)
    ledger.start()
    ledger.submit([check_in(ledger)])
    ledger.stop()
    assert offloaded[-2:] == ["append", "close"] and "node" in offloaded


def test_the_state_comes_back_from_the_log_at_start(house: House) -> None:
    act_at(house.ledger, "check_in", DESK, subject="s1")
    act_at(house.ledger, "register_walk_in", DESK, first_name="Marijke", wants="kok", last_name="Hoepelman")
    before, facts, node = state_hash(house.ledger.fair.snapshot()), len(house.ledger.fair), house.ledger.node
    house.close()
    again = open_house(house.settings)
    assert state_hash(again.ledger.fair.snapshot()) == before
    assert (len(again.ledger.fair), again.ledger.node, again.ledger.head) == (facts, node, facts)
    act_at(again.ledger, "check_out", DESK, subject="s1")
    assert again.ledger.log.problems() == [], "the numbering goes on where it was"
    again.close()


def test_the_clock_goes_on_after_a_restart_though_the_wall_clock_was_set_back(house: House, clock: Clock) -> None:
    act_at(house.ledger, "check_in", DESK, subject="s1")
    last = house.ledger.fair.facts_about("s1")[-1].hlc
    house.close()
    clock.advance(-90 * MINUTE)
    again = open_house(house.settings)
    act_at(again.ledger, "check_out", DESK, subject="s1")
    assert again.ledger.fair.facts_about("s1")[-1].hlc > last
    again.close()


def test_a_wild_clock_of_another_laptop_is_not_followed_after_a_restart_either(house: House, clock: Clock) -> None:
    wild = Node("laptop-z", Clock(OPENING + 365 * 24 * 60 * MINUTE))
    house.ledger.with_log(house.ledger.log.append, [wild.tell("checked_in", "s1", place="elders")])
    house.close()
    again = open_house(house.settings)
    act_at(again.ledger, "check_in", DESK, subject="s2")
    hlc = again.ledger.fair.facts_about("s2")[-1].hlc
    assert hlc >> COUNTER_BITS <= clock() + MAX_AHEAD_MS
    again.close()
