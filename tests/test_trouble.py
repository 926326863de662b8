"""A ledger says what is wrong with the disk from the commit that failed until there is room again, and looks by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from conftest import DESK, Clock, act_at, quiet
from serving import soon

from eventapp.facts import Log, LogError
from eventapp.live import trouble
from eventapp.live.house import House
from eventapp.live.ledger import Ledger
from eventapp.live.trouble import ROOM, TRY_SECONDS, Trouble


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks every few milliseconds."""
    monkeypatch.setattr(trouble, "TRY_SECONDS", 0.01)


@pytest.fixture
def ledger(impatient: None, house: House) -> Iterator[Ledger]:
    yield house.ledger


def pages(ledger: Ledger, more: int) -> None:
    """Let the file grow by so many pages of 4 KiB and no more."""
    used = ledger.with_log(ledger.log._query, "PRAGMA page_count")[0][0]  # type: ignore[attr-defined]
    ledger.with_log(ledger.log._query, f"PRAGMA max_page_count = {used + more}")  # type: ignore[attr-defined]


def walk_in(ledger: Ledger, size: str = "Wubbe") -> tuple[str, str]:
    done = act_at(ledger, "register_walk_in", DESK, first_name=size)
    return done.status, done.decision.code


def test_it_is_over_by_itself_once_there_is_room(ledger: Ledger) -> None:
    told: list[str] = []
    ledger.on_change(lambda touched: told.append(ledger.trouble))
    assert ledger.trouble == ""
    pages(ledger, 0)
    while walk_in(ledger)[0] == "recorded":
        pass
    assert ledger.trouble == "storage_full" and told[-1] == "storage_full"
    assert not soon(lambda: ledger.trouble == "", 0.3), "there is no room yet"
    pages(ledger, 1000)
    assert soon(lambda: ledger.trouble == "" and told[-1] == "")
    assert walk_in(ledger)[0] == "recorded" and ledger.log.problems() == []


def test_a_commit_that_still_fits_is_stored_and_is_no_sign_of_room(ledger: Ledger) -> None:
    pages(ledger, 0)
    while walk_in(ledger)[0] == "recorded":
        pass
    pages(ledger, 8)
    assert walk_in(ledger)[0] == "recorded"
    assert not soon(lambda: ledger.trouble == "", 0.3)


def test_a_disk_that_fails_otherwise_is_told_too(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise LogError("disk I/O error")

    with monkeypatch.context() as patched:
        patched.setattr(Log, "append", broken)
        patched.setattr(Log, "keep", broken)
        assert walk_in(ledger) == ("refused", "storage_failed")
        assert ledger.trouble == "storage_failed"
        assert not soon(lambda: ledger.trouble == "", 0.3)
    assert soon(lambda: ledger.trouble == "")


def test_what_it_tries_with_is_gone_afterwards(ledger: Ledger) -> None:
    before = ledger.with_log(ledger.log.kept, "room")
    pages(ledger, 0)
    while walk_in(ledger)[0] == "recorded":
        pass
    pages(ledger, 1000)
    assert soon(lambda: ledger.trouble == "")
    quiet(ledger)
    assert before is ledger.with_log(ledger.log.kept, "room") is None


def test_it_looks_now_and_then_and_not_with_every_commit_that_fails() -> None:
    clock, tried = Clock(0), []

    def with_log(function: Callable[..., None], *args: object) -> None:
        tried.append(args)
        raise LogError("database or disk is full")

    one = Trouble(lambda: clock.ms / 1000)
    assert one.patience is None and not one.is_over(with_log, Log)  # type: ignore[arg-type]
    one.note("storage_full")
    assert one.patience == TRY_SECONDS and not one.is_over(with_log, Log) and not tried  # type: ignore[arg-type]
    for _ in range(3):
        clock.advance(int(TRY_SECONDS * 1000))
        assert one.patience == 0 and not one.is_over(with_log, Log)  # type: ignore[arg-type]
    assert len(tried) == 3 and len(str(tried[0][1])) == ROOM and one.code == "storage_full"
    clock.advance(int(TRY_SECONDS * 1000))
    assert one.is_over(lambda *args: None, Log) and one.patience is None and one.code == ""  # type: ignore[arg-type]
