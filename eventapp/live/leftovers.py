"""Leftovers: papers in a folder of the laptop with the name of somebody who was erased.

A printer that is a folder leaves every badge there as a file, readable for whoever has the laptop. What is about
somebody erased is written over and taken away. Files on a stick, in a spooler or on another computer are not ours.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from eventapp.live.ledger import Ledger
from eventapp.live.printer_settings import FOLDER_NAME

log = logging.getLogger(__name__)


class Leftovers:
    """Takes papers away as soon as somebody is erased; to be told of every commit."""

    def __init__(self, ledger: Ledger, data: Path) -> None:
        self._ledger = ledger
        self._folder = data / FOLDER_NAME

    def forget(self, touched: Collection[str]) -> None:
        """Take away what is about these, as far as they were erased."""
        with self._ledger.lock:
            fair = self._ledger.fair
            gone = {id for id in touched if (party := fair.party(fair.root(id))) and party.erased}
        if gone and self._folder.is_dir():
            self.throw_away(gone)

    def throw_away(self, gone: Collection[str] | None = None) -> None:
        """Take away the papers about these, or about everybody who was erased."""
        for path in self.papers(self._erased() if gone is None else gone):
            self._ledger.in_background(_destroy, path)

    def papers(self, about: Collection[str]) -> list[Path]:
        """The files with a paper about one of these."""
        return [path for path, subject in self._files() if subject in about]

    def _files(self) -> Iterator[tuple[Path, str]]:
        """Every paper that we know, with whom it is about: a file is called after its print job."""
        rows = self._ledger.with_log(lambda: list(self._ledger.log.prints.read()))
        subjects = {row.id: row.subject for row in rows}
        for path in sorted(self._folder.rglob("*")) if self._folder.is_dir() else ():
            job = path.name.lstrip(".").partition(".")[0]
            with self._ledger.lock:
                asked = self._ledger.fair.fact(job)
                subject = self._ledger.fair.root(asked.subject if asked else subjects.get(job, ""))
            yield path, subject

    def _erased(self) -> set[str]:
        with self._ledger.lock:
            fair = self._ledger.fair
            return {party.id for party in (*fair.seekers, *fair.employers) if party.erased}


def _destroy(path: Path) -> None:
    """Write over a file and take it away. What a disk keeps of its own accord is beyond us."""
    try:
        with suppress(OSError), path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink(missing_ok=True)
    except OSError as error:
        log.error("a paper could not be taken away: %s", type(error).__name__)
