"""Making a fair, and putting one back from a backup."""

from __future__ import annotations

import datetime
from argparse import Namespace
from pathlib import Path
from typing import Any

from eventapp.cli.reaching import passphrase
from eventapp.facts import Log
from eventapp.facts.database import DatabaseError, InUse, WrongPassphrase
from eventapp.live.authority import destroy
from eventapp.live.house import make_fair
from eventapp.live.restoring import NotRestored, put_back
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

    Who was erased since, as far as is known here, is erased again before anybody can see the restored fair.
    """
    backup = Path(args.file)
    if not backup.exists():
        raise WrongUse(text("cli.unreadable", {"file": args.file}))
    settings = Settings(args.data, passphrase(), rehearsal=False)
    _refuse_while_served(settings)
    try:
        done = put_back(settings, backup)
    except NotRestored as error:
        words = {"file": args.file, "problem": error.problem}
        raise WrongUse(text(f"cli.{error.code}", words)) from error
    file = str(settings.database)
    return {"file": file, "facts": done.facts, "set_aside": done.set_aside, "erased": done.erased}, 0


def _refuse_while_served(settings: Settings) -> None:
    if not settings.database.exists():
        return
    try:
        Log(settings.database, settings.passphrase).close()
    except InUse as error:
        raise WrongUse(text("cli.in_use")) from error
    except (WrongPassphrase, DatabaseError):
        pass  # broken, or of another passphrase: a reason to restore, not to refuse
