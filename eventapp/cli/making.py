"""Making a fair, and putting one back from a backup."""

from __future__ import annotations

import datetime
import shutil
from argparse import Namespace
from pathlib import Path
from typing import Any

from eventapp.cli.reaching import passphrase
from eventapp.facts import Log, LogError
from eventapp.facts.database import DatabaseError, InUse, WrongPassphrase
from eventapp.live.authority import destroy
from eventapp.live.house import make_fair
from eventapp.live.work import WrongUse
from eventapp.messages import text
from eventapp.settings import Settings


def new(args: Namespace, mode: str) -> tuple[Any, int]:
    """Make a real, empty fair with its own passphrase."""
    try:
        date = datetime.date.fromisoformat(args.date).isoformat()
    except ValueError as error:
        raise WrongUse(text("cli.bad_date", {"date": args.date})) from error
    if not args.name.strip():
        raise WrongUse(text("cli.no_name"))
    settings = Settings(args.data, rehearsal=False)
    if settings.database.exists():
        raise WrongUse(text("cli.fair_exists", {"file": str(settings.database)}))
    destroy(settings.authority)  # of a fair whose file was thrown away
    try:
        id = make_fair(Settings(args.data, passphrase(twice=True), rehearsal=False), args.name.strip(), date)
    except OSError as error:
        raise WrongUse(text("cli.unwritable", {"file": str(settings.database)})) from error
    return {"fair": id, "name": args.name.strip(), "date": date, "file": str(settings.database)}, 0


def restore(args: Namespace, mode: str) -> tuple[Any, int]:
    """Put the fair back from a backup; the present file is set aside, never thrown away.

    The restored fair goes on under a new node id in a new epoch: numbers that the lost file gave out after the
    backup are never given out again.
    """
    backup, settings = Path(args.file), Settings(args.data, rehearsal=False)
    if not backup.exists():
        raise WrongUse(text("cli.unreadable", {"file": args.file}))
    _refuse_while_served(settings)
    secret = passphrase()
    fresh = settings.data / "restoring.db"
    try:
        _copy(backup, fresh)
        facts = _checked(fresh, secret)
        aside = _set_aside(settings.database)
        fresh.replace(settings.database)
    finally:
        _clear(fresh)
    settings.database.chmod(0o600)
    return {"file": str(settings.database), "facts": facts, "set_aside": aside}, 0


def _copy(backup: Path, fresh: Path) -> None:
    fresh.parent.mkdir(parents=True, exist_ok=True)
    _clear(fresh)
    try:
        shutil.copyfile(backup, fresh)
    except OSError as error:
        raise WrongUse(text("cli.unreadable", {"file": str(backup)})) from error


def _clear(fresh: Path) -> None:
    for leftover in (fresh, Path(f"{fresh}-wal")):
        leftover.unlink(missing_ok=True)


def _checked(path: Path, secret: str) -> int:
    """Open the copy, check all of it and start its new epoch; returns how many facts it holds."""
    try:
        log = Log(path, secret)
    except WrongPassphrase as error:
        raise WrongUse(text("cli.wrong_backup")) from error
    try:
        if not log.head():  # an empty file opens with any passphrase
            raise WrongUse(text("cli.wrong_backup"))
        problems = log.problems()
        if problems:
            raise WrongUse(text("cli.broken_backup", {"problem": problems[0]}))
        log.keep("node", None)
        log.keep("epoch", log.kept("epoch", 0) + 1)
        return log.head()
    except (DatabaseError, LogError) as error:
        raise WrongUse(text("cli.broken_backup", {"problem": str(error)})) from error
    finally:
        log.close()


def _refuse_while_served(settings: Settings) -> None:
    if not settings.database.exists():
        return
    try:
        Log(settings.database, passphrase()).close()
    except InUse as error:
        raise WrongUse(text("cli.in_use")) from error
    except WrongPassphrase:
        pass  # broken, or of another passphrase: a reason to restore, not to refuse


def _set_aside(database: Path) -> str | None:
    stamp = datetime.datetime.now().strftime("%Y%m%d-%H%M%S-%f")
    aside = database.with_name(f"{database.stem}-{stamp}.aside.db")
    there = [tail for tail in ("", "-wal") if Path(f"{database}{tail}").exists()]
    for tail in there:
        Path(f"{database}{tail}").replace(f"{aside}{tail}")
    return str(aside) if there else None
