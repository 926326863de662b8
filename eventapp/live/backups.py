"""Backups while the fair goes on: every so often and on demand, into a folder or onto a stick.

Nothing here is fatal: what goes wrong is one sentence for the organiser, and the next turn tries again. While a chosen
folder does not do, the one beside the fair holds the copies.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import msgspec

from eventapp.live.backup_copy import Copier, NotBacked, Stopped, plainly
from eventapp.live.backup_files import backups_in, moment_of, name_of, outdated, throw_away
from eventapp.live.backup_list import BackupList, Good, own_folder, read_list, write_list
from eventapp.live.ledger import Ledger
from eventapp.live.repeating import Repeater
from eventapp.settings import Settings

log = logging.getLogger(__name__)
MINUTE: Final = 60_000
FIRST_MS: Final = MINUTE  # after the start
RETRY_MS: Final = MINUTE  # after something went wrong, or somebody was erased
LOOK_SECONDS: Final = 10


class Backups:
    """The backups of one open fair."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self._ledger = ledger
        self._settings = settings
        self._kept = self._of_this_fair(read_list(settings))
        self._next_at = ledger.now() + FIRST_MS
        self._erased = self._kept.erased
        self._problem = ""
        self._busy = False
        self._turn = threading.Lock()
        self._copier = Copier(ledger, settings.passphrase)
        self._listeners: list[Callable[[], None]] = []
        self._repeater = Repeater(self.tick, LOOK_SECONDS, "backups")
        self._note_erasures()
        ledger.on_change(lambda touched: self._note_erasures())

    def start(self) -> None:
        """Make them by themselves from now on."""
        if self._kept.recovered:
            log.warning("this fair went on from a backup: its file was %s", self._kept.recovered.why)
        salt = self._ledger.with_log(self._ledger.log.salt)
        self._keep(msgspec.structs.replace(self._kept, salt=salt))
        self._repeater.start()

    def stop(self) -> None:
        """No more; a copy that is being made is broken off."""
        self._copier.stop()
        self._repeater.stop()

    def on_change(self, listener: Callable[[], None]) -> None:
        """Have this called when there is news for the organiser."""
        self._listeners.append(listener)

    def tick(self) -> None:
        """Make one when it is time. A clock that was set back does not keep us waiting."""
        now = self._ledger.now()
        if now >= self._next_at or self._next_at - now > self._kept.every * MINUTE:
            with suppress(NotBacked, Stopped):
                self.make()

    def make(self) -> Good:
        """Make one now; NotBacked says why there is none. When only the chosen folder fails, the other one has it."""
        with self._turn:
            self._show(busy=True)
            try:
                good = self._made_somewhere()
            except NotBacked as failure:
                self._problem = failure.code
                self._next_at = self._ledger.now() + RETRY_MS
                log.error("no backup: %s", failure.code)
                raise
            finally:
                self._show(busy=False)
            return good

    def write(self, path: Path) -> Good:
        """Make one at this place, once. NotBacked when that fails; FileExistsError when something is there."""
        if path.exists():
            raise FileExistsError(path)
        with self._turn:
            return self._copier.write(path)

    def choose(self, folder: str | None = None, every: int | None = None) -> None:
        """Put them in this folder (empty: beside the fair), every so many minutes. NotBacked: ``no_folder``."""
        kept = self._kept
        if folder is not None:
            place = _usable(folder) if folder else ""
            elsewhere = bool(place) and not self._same_medium(Path(place))
            folders = [*kept.folders, place] if place and place not in kept.folders else kept.folders
            kept = msgspec.structs.replace(kept, folder=place, elsewhere=elsewhere, folders=folders)
        if every is not None:
            kept = msgspec.convert({**msgspec.to_builtins(kept), "every": every}, BackupList)
        self._keep(kept)
        self._problem, self._next_at = "", self._ledger.now()
        self._tell()

    def seen(self) -> None:
        """The organiser has read what was done about a damaged file."""
        self._keep(msgspec.structs.replace(self._kept, recovered=None))
        self._tell()

    def view(self) -> dict[str, Any]:
        """How it stands, for the organiser's page."""
        kept = self._kept
        return {
            "last": kept.last.at if kept.last else None,
            "where": str(Path(kept.last.file).parent) if kept.last else "",
            "folder": kept.folder,
            "own": str(own_folder(self._settings)),
            "every": kept.every,
            "problem": self._problem,
            "busy": self._busy,
            "recovered": msgspec.to_builtins(kept.recovered) if kept.recovered else None,
        }

    def _made_somewhere(self) -> Good:
        problem = ""
        for folder in self._folders():
            try:
                good = self._copier.write(self._file_in(folder))
            except NotBacked as failure:
                problem = problem or failure.code
                continue
            self._problem = problem
            self._next_at = self._ledger.now() + (RETRY_MS if problem else self._kept.every * MINUTE)
            self._keep(msgspec.structs.replace(self._kept, last=good))
            self._ledger.in_background(self._tidy, Path(good.file))
            return good
        raise NotBacked(problem)

    def _folders(self) -> list[Path]:
        own = own_folder(self._settings)
        return list(dict.fromkeys([Path(self._kept.folder) if self._kept.folder else own, own]))

    def _file_in(self, folder: Path) -> Path:
        """Where the next one goes. A folder that somebody chose is never made anew: its stick may be out."""
        if folder == own_folder(self._settings):
            with plainly():
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        elif not folder.is_dir() or (self._kept.elsewhere and self._same_medium(folder)):
            raise NotBacked("gone")
        return folder / name_of(self._kept.fair, self._ledger.now())

    def _tidy(self, good: Path) -> None:
        """Throw away what is no longer needed, and what still has the name of somebody who was erased since."""
        fair, erased_at = self._kept.fair, self._kept.erased_at
        for folder in self._kept.all_folders(self._settings):
            there = backups_in(folder, fair)
            gone = outdated(there)
            if moment_of(good) > erased_at:
                gone += [path for path in there if moment_of(path) <= erased_at]
            throw_away(path for path in gone if path != good)

    def _note_erasures(self) -> None:
        """When somebody was erased a new backup comes soon, and then the older ones go."""
        with self._ledger.lock:
            erased = len(self._ledger.fair.erased)
        if erased == self._erased:
            return
        self._erased, now = erased, self._ledger.now()
        self._next_at = min(self._next_at, now + RETRY_MS)
        self._keep(msgspec.structs.replace(self._kept, erased=erased, erased_at=now))

    def _of_this_fair(self, kept: BackupList) -> BackupList:
        """The choices stay with the laptop; the rest is of one fair only."""
        with self._ledger.lock:
            fair = self._ledger.fair.info.id
        if kept.fair in ("", fair):
            return msgspec.structs.replace(kept, fair=fair)
        return BackupList(fair=fair, folder=kept.folder, elsewhere=kept.elsewhere, every=kept.every)

    def _same_medium(self, folder: Path) -> bool:
        with suppress(OSError):
            return folder.stat().st_dev == self._settings.data.stat().st_dev
        return False

    def _keep(self, kept: BackupList) -> None:
        if kept == self._kept:
            return
        self._kept = kept
        with suppress(OSError):  # it is there for the next start, and is written again after the next backup
            self._ledger.in_background(write_list, self._settings, kept)

    def _show(self, busy: bool) -> None:
        self._busy = busy
        self._tell()

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()


def _usable(folder: str) -> str:
    """A folder as somebody typed it: one that is there, or one level below it, which is made."""
    try:
        place = Path(folder).expanduser()
        if not place.is_absolute() or not place.parent.is_dir():
            raise NotBacked("no_folder")
        place.mkdir(mode=0o700, exist_ok=True)
    except (OSError, ValueError, RuntimeError) as error:
        raise NotBacked("no_folder") from error
    return str(place)
