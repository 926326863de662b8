"""The log: append-only, gapless, all or nothing, encrypted, kept to one process."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import PASSPHRASE, Clock, Node, at_sequence

from eventapp.facts import Draft, Fact, Log, LogError
from eventapp.facts.database import InUse, WrongPassphrase

ROOT = Path(__file__).parents[1]


def facts(count: int, node: Node | None = None, size: int = 1) -> list[Fact]:
    node = node or Node()
    return [node.tell("person_registered", f"s{n}", {"first_name": "Brechtje" * size}, number=f"K{n}")
            for n in range(count)]  # fmt: skip


def stored(log: Log) -> list[Fact]:
    return [fact for _, fact in log.read()]


def fill_up(log: Log) -> None:
    """Let the file grow no more, as when the disk is full."""
    pages = log._query("PRAGMA page_count")[0][0]
    log._query(f"PRAGMA max_page_count = {pages}")


def test_what_was_appended_is_read_back_in_the_order_of_storing(log: Log) -> None:
    written = facts(20)
    log.append(written[:5])
    log.append(written[5:])
    assert stored(log) == written
    assert [pos for pos, _ in log.read()] == list(range(1, 21))
    assert log.head() == 20


def test_reading_goes_on_from_a_position(log: Log) -> None:
    log.append(facts(10))
    assert [pos for pos, _ in log.read(since=4, limit=3)] == [5, 6, 7]


def test_an_empty_log_has_head_zero_and_no_problems(log: Log) -> None:
    assert (log.head(), log.last_of("laptop-a"), stored(log), log.problems()) == (0, 0, [], [])


def test_the_last_number_of_each_laptop_is_known(log: Log) -> None:
    log.append([*facts(3, Node("laptop-a")), *facts(5, Node("laptop-b"))])
    assert (log.last_of("laptop-a"), log.last_of("laptop-b"), log.last_of("laptop-c")) == (3, 5, 0)


def test_a_number_of_a_laptop_is_given_out_once(log: Log) -> None:
    one, other = facts(2)
    log.append([one])
    with pytest.raises(LogError):
        log.append([at_sequence(other, one.seq)])
    assert stored(log) == [one]


def test_an_id_is_stored_once(log: Log) -> None:
    node = Node()
    one = node.tell("checked_in", "s1")
    log.append([one])
    with pytest.raises(LogError):
        log.append([node.fact(Draft("checked_in", "s1"), id=one.id)])
    assert stored(log) == [one]


@pytest.mark.parametrize(
    "spoil",
    [{"hlc": 2**70}, {"hlc": object()}, {"data": {"a": object()}}, {"data": {"a": "\ud800"}}, {"subject": None}],
    ids=["too large a number", "no number", "no JSON", "half a character", "no subject"],
)
def test_one_fact_that_cannot_be_stored_means_that_none_is(log: Log, spoil: dict[str, Any]) -> None:
    good, bad = facts(2)
    with pytest.raises(LogError):
        log.append([good, dataclasses.replace(bad, **spoil)])
    assert stored(log) == []
    log.append([good])
    assert stored(log) == [good], "and the log goes on as if nothing had happened"


def test_a_gap_in_the_numbers_is_a_problem(log: Log) -> None:
    one, _, three = facts(3)
    log.append([one, three])
    assert log.problems() == ["gap in the numbering of node laptop-a"]


def test_a_full_disk_stores_nothing_and_says_so(log: Log) -> None:
    first, *more = facts(60, size=300)
    log.append([first])
    fill_up(log)
    with pytest.raises(LogError, match="full"):
        log.append(more)
    assert stored(log) == [first] and log.head() == 1


def test_the_log_goes_on_when_the_disk_has_room_again(log: Log) -> None:
    first, *more = facts(60, size=300)
    log.append([first])
    fill_up(log)
    with pytest.raises(LogError):
        log.append(more)
    log._query("PRAGMA max_page_count = 100000")
    log.append(more)
    assert stored(log) == [first, *more] and log.problems() == []


def test_what_is_kept_for_this_laptop_survives_and_can_be_forgotten(tmp_path: Path) -> None:
    log = Log(tmp_path / "a.db", PASSPHRASE)
    log.keep("node", "laptop-a")
    log.keep("pairings", {"x": [1, None]})
    log.close()
    log = Log(tmp_path / "a.db", PASSPHRASE)
    assert (log.kept("node"), log.kept("pairings"), log.kept("other", 7)) == ("laptop-a", {"x": [1, None]}, 7)
    log.keep("node", None)
    assert log.kept("node") is None
    log.close()


def test_facts_are_there_after_closing_and_opening(tmp_path: Path) -> None:
    written = facts(5)
    log = Log(tmp_path / "a.db", PASSPHRASE)
    log.append(written)
    log.close()
    log = Log(tmp_path / "a.db", PASSPHRASE)
    assert stored(log) == written
    log.close()


def test_facts_are_on_disk_at_once_not_only_after_closing(tmp_path: Path) -> None:
    """What the files hold right after the append is enough to open the fair elsewhere."""
    written = facts(5)
    log = Log(tmp_path / "a.db", PASSPHRASE)
    log.append(written)
    for tail in ("", "-wal"):
        (tmp_path / f"b.db{tail}").write_bytes((tmp_path / f"a.db{tail}").read_bytes())
    log.close()
    copy = Log(tmp_path / "b.db", PASSPHRASE)
    assert stored(copy) == written
    copy.close()


def test_every_commit_waits_for_the_disk(log: Log) -> None:
    settings = {name: log._query(f"PRAGMA {name}")[0][0] for name in ("synchronous", "journal_mode", "secure_delete")}
    assert settings == {"synchronous": 2, "journal_mode": "wal", "secure_delete": 1}


@pytest.mark.parametrize("passphrase", ["Geheim", "geheim ", "ander", "ge'heim"])
def test_a_wrong_passphrase_opens_nothing(tmp_path: Path, passphrase: str) -> None:
    Log(tmp_path / "a.db", PASSPHRASE).close()
    with pytest.raises(WrongPassphrase):
        Log(tmp_path / "a.db", passphrase)
    Log(tmp_path / "a.db", PASSPHRASE).close()


@pytest.mark.parametrize("passphrase", ["het is 'stil' hier", '"', "één twee", "x" * 300, "; DROP TABLE fact"])
def test_any_text_can_be_a_passphrase(tmp_path: Path, passphrase: str) -> None:
    Log(tmp_path / "a.db", passphrase).close()
    Log(tmp_path / "a.db", passphrase).close()


def test_an_empty_passphrase_is_no_passphrase(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="key"):
        Log(tmp_path / "a.db", "")


def test_what_is_no_fair_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"SQLite format 3\x00" + b"\x00" * 4080)
    with pytest.raises(WrongPassphrase):
        Log(tmp_path / "a.db", PASSPHRASE)


def test_a_fair_that_is_open_cannot_be_opened_again(log: Log) -> None:
    with pytest.raises(InUse):
        Log(log.path, PASSPHRASE)


def test_a_fair_that_is_open_for_the_second_time_cannot_be_opened_either(tmp_path: Path) -> None:
    Log(tmp_path / "a.db", PASSPHRASE).close()
    log = Log(tmp_path / "a.db", PASSPHRASE)
    with pytest.raises(InUse):
        Log(tmp_path / "a.db", PASSPHRASE)
    log.close()


def test_another_process_cannot_open_a_fair_that_is_open(log: Log) -> None:
    code = (
        "import sys\nfrom eventapp.facts import Log\nfrom eventapp.facts.database import InUse\n"
        "try: Log(sys.argv[1], sys.argv[2])\nexcept InUse: print('in use')"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(log.path), PASSPHRASE], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert run.stdout.strip() == "in use"


def test_a_backup_copy_opens_by_itself_and_equals_the_log(log: Log, tmp_path: Path) -> None:
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


def test_a_backup_copy_may_have_its_own_passphrase(log: Log, tmp_path: Path) -> None:
    log.append(facts(3))
    log.copy_to(tmp_path / "copy.db", "ander")
    with pytest.raises(WrongPassphrase):
        Log(tmp_path / "copy.db", PASSPHRASE)
    copy = Log(tmp_path / "copy.db", "ander")
    assert copy.head() == 3
    copy.close()


def test_a_skewed_device_is_stored_with_its_own_time_and_ours(log: Log) -> None:
    clock = Clock()
    fact = Node(clock=clock).fact(Draft("checked_in", "s1"), at=clock() + 7_200_000)
    log.append([fact])
    [back] = stored(log)
    assert (back.at, back.received_at) == ("2026-11-21T11:00:00.000Z", "2026-11-21T09:00:00.000Z")
    assert back.moment == back.received_at, "no act is later than its storing"
