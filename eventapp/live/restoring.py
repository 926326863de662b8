"""Putting a fair back from a backup, without those who were erased since and with what else can still be read.

The restored fair goes on under a new node id in a new epoch: numbers that the lost file gave out after the backup are
never given out again.
"""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from eventapp.facts import Fact, Log, LogError
from eventapp.facts.checking import checked
from eventapp.facts.database import DatabaseError, WrongPassphrase
from eventapp.facts.ids import uuid7
from eventapp.facts.salvage import missing, readable
from eventapp.live.forgotten import Forgotten, forget_again
from eventapp.live.ledger import Ledger
from eventapp.settings import Settings

_TAILS: Final = ("", "-wal", "-journal")


class NotRestored(Exception):
    """This backup cannot be put back: ``unreadable``, ``wrong_backup`` or ``broken_backup`` (with what is wrong)."""

    def __init__(self, code: str, problem: str = "") -> None:
        super().__init__(code)
        self.code, self.problem = code, problem


@dataclass(frozen=True)
class Restored:
    """What came of it: ``saved`` facts of after the backup that could still be read, ``erased`` people erased again."""

    facts: int
    set_aside: str | None
    saved: int
    erased: int


def put_back(settings: Settings, backup: Path, salvage: bool = False) -> Restored:
    """Put this backup in the place of the fair's file, which is set aside; NotRestored leaves everything as it was.

    With ``salvage`` what the present file holds more is taken along, as far as it can be read. Who was erased by the
    present file, or by the list beside it, is erased before anybody can see the restored fair.
    """
    present = _present(settings)
    with _fresh_copy(settings, backup) as fresh:
        log = _opened(fresh, settings.passphrase)
        forgotten = Forgotten(settings.database)
        try:
            saved = _take_along(log, present, uuid7(settings.now())) if salvage else 0
            facts, erased = _renewed(log, settings, forgotten, present)
        finally:
            with suppress(DatabaseError):
                log.close()
        aside = _set_aside(settings.database)
        fresh.replace(settings.database)
    settings.database.chmod(0o600)
    return Restored(facts, aside, saved, erased)


def _present(settings: Settings) -> list[Fact]:
    """What can be read of the present file, damaged or not, on a copy of it."""
    if not settings.database.exists():
        return []
    copy = settings.data / "salvaging.db"
    try:
        for tail in _TAILS:
            if Path(f"{settings.database}{tail}").exists():
                shutil.copyfile(f"{settings.database}{tail}", f"{copy}{tail}")
        return readable(copy, settings.passphrase)
    except OSError:
        return []
    finally:
        _clear(copy)


@contextmanager
def _fresh_copy(settings: Settings, backup: Path) -> Iterator[Path]:
    fresh = settings.data / "restoring.db"
    fresh.parent.mkdir(parents=True, exist_ok=True)
    _clear(fresh)
    try:
        try:
            shutil.copyfile(backup, fresh)
        except OSError as error:
            raise NotRestored("unreadable") from error
        yield fresh
    finally:
        _clear(fresh)


def _opened(fresh: Path, passphrase: str) -> Log:
    """The copy, open, once all of it was checked."""
    try:
        log = Log(fresh, passphrase)
    except WrongPassphrase as error:
        raise NotRestored("wrong_backup") from error
    except (DatabaseError, LogError) as error:
        raise NotRestored("broken_backup", type(error).__name__) from error
    facts, problems = checked(log)
    if problems or not facts:  # an empty file opens with any passphrase
        with suppress(DatabaseError):
            log.close()
        raise NotRestored("broken_backup", problems[0]) if problems else NotRestored("wrong_backup")
    return log


def _take_along(log: Log, present: Sequence[Fact], spare_node: str) -> int:
    known = {fact.id for _, fact in log.read()}
    if any(fact.kind == "fair_created" and fact.id not in known for fact in present):
        raise NotRestored("wrong_backup")  # of another fair that has the same passphrase
    found = missing(log, present, spare_node)
    if found:
        log.append(found)
    return len(found)


def _renewed(log: Log, settings: Settings, forgotten: Forgotten, present: Sequence[Fact]) -> tuple[int, int]:
    """Start the new epoch and erase again; returns how many facts there were before, and how many people went."""
    try:
        log.keep("node", None)
        log.keep("epoch", log.kept("epoch", 0) + 1)
        facts = log.head()
        ledger = Ledger(log, settings.now)
        forgotten.add(ledger.fair.info.id, {fact.subject for fact in present if fact.kind == "erased"})
        ledger.start()
        erased = forget_again(ledger, forgotten)
        ledger.stop()
    except (DatabaseError, LogError, OSError) as error:
        raise NotRestored("broken_backup", type(error).__name__) from error
    return facts, erased


def _clear(path: Path) -> None:
    for tail in _TAILS:
        Path(f"{path}{tail}").unlink(missing_ok=True)


def _set_aside(database: Path) -> str | None:
    stamp = datetime.datetime.now().strftime("%Y%m%d-%H%M%S-%f")
    aside = database.with_name(f"{database.stem}-{stamp}.aside.db")
    there = [tail for tail in _TAILS if Path(f"{database}{tail}").exists()]
    for tail in there:
        Path(f"{database}{tail}").replace(f"{aside}{tail}")
    return str(aside) if there else None
