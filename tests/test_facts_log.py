"""The log in a file: encrypted, on disk at once, kept to one process. What holds for every log: ``test_log_contract``."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import PASSPHRASE
from log_support import facts, stored

from eventapp.facts import Log, LogError
from eventapp.facts.database import InUse, WrongPassphrase

ROOT = Path(__file__).parents[1]


def fill_up(log: Log) -> None:
    """Let the file grow no more, as when the disk is full."""
    pages = log._query("PRAGMA page_count")[0][0]
    log._query(f"PRAGMA max_page_count = {pages}")


def test_a_copy_of_a_file_numbers_its_facts_under_another_name(tmp_path: Path) -> None:
    names = iter("abc")
    log = Log(tmp_path / "fair.db", PASSPHRASE)
    assert log.node(lambda: next(names)) == log.node(lambda: next(names)) == "a"
    epoch = log.epoch()
    log.close()
    (tmp_path / "copy.db").write_bytes((tmp_path / "fair.db").read_bytes())
    copy, again = Log(tmp_path / "copy.db", PASSPHRASE), Log(tmp_path / "fair.db", PASSPHRASE)
    assert copy.node(lambda: next(names)) == "b" and copy.epoch() != epoch
    assert again.node(lambda: next(names)) == "a" and again.epoch() == epoch
    copy.close()
    again.close()


def test_a_file_of_an_older_vonk_is_brought_up_to_date(tmp_path: Path) -> None:
    path, ours = tmp_path / "fair.db", facts(2)
    log = Log(path, PASSPHRASE)
    log.append(ours)
    for change in ("ALTER TABLE fact DROP COLUMN quarantine", "DROP INDEX idx_fact_id",
                   "CREATE UNIQUE INDEX idx_fact_id ON fact (id)"):  # fmt: skip
        log._query(change)
    log.close()
    again = Log(path, PASSPHRASE)
    again.append([dataclasses.replace(ours[0], node="laptop-b", seq=1)])
    assert [fact.id for fact in stored(again)] == [ours[0].id, ours[1].id, ours[0].id]
    again.close()


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
