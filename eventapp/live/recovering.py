"""Noticing at the start that the fair's file is damaged, and going on from the last good backup."""

from __future__ import annotations

import datetime
from contextlib import suppress
from pathlib import Path

import msgspec

from eventapp.facts import Log, LogError
from eventapp.facts.checking import checked
from eventapp.facts.clock import to_text
from eventapp.facts.database import DatabaseError, WrongPassphrase
from eventapp.facts.pages import PAGE, salt_of, was_ours
from eventapp.live.backup_files import backups_in, moment_of
from eventapp.live.backup_list import BackupList, Recovered, read_list, write_list
from eventapp.live.restoring import NotRestored, Restored, put_back
from eventapp.settings import Settings


class NoGoodBackup(Exception):
    """The file is damaged and no backup can take its place; nothing was changed. ``folders`` is where we looked."""

    def __init__(self, folders: list[Path]) -> None:
        super().__init__("no good backup")
        self.folders = folders


def made_whole(settings: Settings) -> Recovered | None:
    """Check the file before anything is done with it; when it is damaged, put the last good backup in its place.

    None when all is well. WrongPassphrase and InUse as of opening it; NoGoodBackup when there is nothing to go on from.
    """
    kept = read_list(settings)
    why = damage(settings, kept)
    if why is None:
        return None
    backup, restored = _from_the_last(settings, kept)
    done = Recovered(
        at=to_text(settings.now()),
        backup_at=to_text(moment_of(backup)),
        set_aside=restored.set_aside or "",
        saved=restored.saved,
        why=why,
    )
    with suppress(OSError):
        write_list(settings, msgspec.structs.replace(kept, recovered=done))
    return done


def recovery_words(done: Recovered) -> dict[str, object]:
    """What the sentence about a recovery needs, with times as on the clock on the wall."""
    moment = datetime.datetime.fromisoformat(done.backup_at).astimezone()
    return {"from": moment.strftime("%d-%m %H:%M"), "set_aside": done.set_aside, "saved": done.saved}


def damage(settings: Settings, kept: BackupList) -> str | None:
    """What is wrong with the fair's file, as a code; None when nothing is, or when there is no file."""
    database = settings.database
    if not database.exists():
        return None
    if database.stat().st_size < PAGE:  # SQLite would take an empty file for a new one
        return "cut_off"
    try:
        opened = Log(database, settings.passphrase)
    except WrongPassphrase:
        salts = [bytes.fromhex(kept.salt), salt_of(database)]
        if was_ours(database, settings.passphrase, salts):
            return "unreadable"
        raise
    except (DatabaseError, LogError):
        return "damaged"
    try:
        facts, problems = checked(opened)
        return "damaged" if problems or not facts else _behind(opened, kept)
    finally:
        with suppress(DatabaseError):
            opened.close()


def _behind(opened: Log, kept: BackupList) -> str | None:
    """A file that knows less than its own backup lost what was not in it yet, and would give out numbers twice."""
    last = kept.last
    if last and last.node and last.node == opened.kept("node") and opened.last_of(last.node) < last.seq:
        return "behind"
    return None


def _from_the_last(settings: Settings, kept: BackupList) -> tuple[Path, Restored]:
    folders = kept.all_folders(settings)
    backups = [path for folder in folders for path in backups_in(folder, kept.fair)]
    for backup in sorted(backups, key=moment_of, reverse=True):
        with suppress(NotRestored):
            return backup, put_back(settings, backup, salvage=True)
    raise NoGoodBackup(folders)
