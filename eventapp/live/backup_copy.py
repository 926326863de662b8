"""One backup: copied while the fair goes on, read back, and only then given its name.

A copy is good when all of it can be read, every fact has its own hash, no number is missing, and the state folded from
it is the one on the screens.
"""

from __future__ import annotations

import errno
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from eventapp.facts import Fact, Log, LogError
from eventapp.facts.checking import checked
from eventapp.facts.clock import to_text
from eventapp.facts.database import DatabaseError, WrongPassphrase
from eventapp.fair import Fair
from eventapp.fair.state import state_hash
from eventapp.live.backup_list import Good
from eventapp.live.gentle import gently
from eventapp.live.keeping import put_in_place
from eventapp.live.ledger import Ledger

log = logging.getLogger(__name__)
PAUSE_SECONDS: Final = 0.005  # between steps of copying: others get at the file and the processor
_TRIES: Final = 2  # an act of two laptops that arrives in between may make one copy differ
_FULL: Final = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_UNWRITABLE: Final = {errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO, errno.ENXIO}


class NotBacked(Exception):
    """No good copy came of it; ``code`` says why: gone, full, unwritable, bad_copy, no_folder or failed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Stopped(Exception):
    """The fair closes while a copy is made."""


@contextmanager
def plainly() -> Iterator[None]:
    """Whatever a medium can do to us, as one code."""
    try:
        yield
    except OSError as error:
        raise NotBacked(_code_of(error)) from error
    except DatabaseError as error:
        raise NotBacked("full" if "full" in str(error) else "unwritable") from error


class Copier:
    """Makes one copy after the other of one open fair. Nothing of it runs on an event loop's thread."""

    def __init__(self, ledger: Ledger, passphrase: str) -> None:
        self._ledger = ledger
        self._passphrase = passphrase
        self._stopping = False

    def stop(self) -> None:
        """Break off a copy that is being made."""
        self._stopping = True

    def write(self, path: Path) -> Good:
        """Make a good copy at this place. NotBacked when that cannot be; then nothing is left there."""
        part = path.with_name(f".{path.name}.part")
        try:
            with plainly():
                for _ in range(_TRIES):
                    good = self._tried(part, path)
                    if good:
                        return good
            raise NotBacked("bad_copy")
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def _tried(self, part: Path, path: Path) -> Good | None:
        ledger, at, before = self._ledger, self._ledger.now(), self._ledger.head
        part.unlink(missing_ok=True)
        ledger.in_background(self._copy, part)
        with gently():
            facts, good = ledger.in_background(self._read_back, part, path, at)
            if good is None or good.head < before or not self._is_what_is_shown(facts):
                log.error("a backup was not whole")
                return None
        ledger.in_background(put_in_place, part, path)
        return good

    def _copy(self, part: Path) -> None:
        self._ledger.log.copy_to(part, self._passphrase, self._pause)
        with part.open("r+b") as file:
            os.fsync(file.fileno())
            if hasattr(os, "posix_fadvise"):  # so that what is read back comes from the medium
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

    def _read_back(self, part: Path, path: Path, at: int) -> tuple[list[Fact], Good | None]:
        try:
            copy = Log(part, self._passphrase, to_read=True)
        except (WrongPassphrase, DatabaseError, LogError):
            return [], None
        try:
            facts, problems = checked(copy)
            if problems:
                return [], None
            node = str(copy.kept("node", ""))
            return facts, Good(str(path), to_text(at), copy.head(), node, copy.last_of(node))
        finally:
            copy.close()

    def _is_what_is_shown(self, facts: list[Fact]) -> bool:
        """Whether the copy, with what has come since, makes the very state that is on the screens."""
        held = {fact.id for fact in facts}
        with self._ledger.lock:
            shown, since = self._ledger.fair.snapshot(), self._ledger.fair.others(held)
        return bool(self._ledger.in_background(lambda: _state(facts + since) == state_hash(shown)))

    def _pause(self) -> None:
        if self._stopping:
            raise Stopped
        time.sleep(PAUSE_SECONDS)


def _code_of(error: OSError) -> str:
    if error.errno in _FULL:
        return "full"
    if isinstance(error, FileNotFoundError | NotADirectoryError) or error.errno == errno.ENODEV:
        return "gone"
    return "unwritable" if error.errno in _UNWRITABLE else "failed"


def _state(facts: list[Fact]) -> str:
    return state_hash(Fair(facts).snapshot())
