"""The house: one open fair with all that works on it. The web server and the command line both open one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from eventapp.facts import Draft, Log
from eventapp.facts.ids import uuid7
from eventapp.live.ledger import Ledger
from eventapp.live.pairing import Pairings
from eventapp.live.pulse import Pulse, pulse_if_wanted
from eventapp.live.push import Live
from eventapp.matching.geo import Places
from eventapp.settings import Settings

PLACES_KEY = "places"


@dataclass
class House:
    """An open fair."""

    settings: Settings
    ledger: Ledger
    pairings: Pairings
    places: Places
    live: Live | None = None
    pulse: Pulse | None = None
    importing: tuple[int, int] | None = None  # rows done and rows in all, while registers are taken in

    def note_import(self, done: int, rows: int) -> None:
        """How far the import is. Comes from another thread: it only notes."""
        self.importing = (done, rows)

    def close(self) -> None:
        """Finish what waits and let go of the file."""
        self.ledger.stop()


def open_house(settings: Settings) -> House:
    """Open the fair of these settings. WrongPassphrase, InUse or FileNotFoundError when that cannot be."""
    if not settings.database.exists():
        raise FileNotFoundError(settings.database)
    log = settings.offload(Log, settings.database, settings.passphrase)
    ledger = Ledger(log, settings.now, settings.offload)
    ledger.start()
    text = ledger.with_log(log.kept, PLACES_KEY)
    places = Places.from_geonames(text) if text else Places()
    return House(settings, ledger, Pairings(ledger), places, pulse=pulse_if_wanted())


def make_fair(settings: Settings, name: str, date: str) -> str:
    """Make the file of a new, empty fair; returns the fair's id. FileExistsError when there is one."""
    if settings.database.exists():
        raise FileExistsError(settings.database)
    settings.data.mkdir(parents=True, exist_ok=True)
    log = settings.offload(Log, settings.database, settings.passphrase)
    ledger = Ledger(log, settings.now, settings.offload)
    ledger.start()
    id = uuid7(settings.now())
    data = {"name": name, "date": date, "rehearsal": settings.rehearsal, "secret": secrets.token_hex(32)}
    ledger.record([Draft("fair_created", id, data)], by=ledger.node)
    ledger.stop()
    _only_ours(settings.database)
    return id


def _only_ours(path: Path) -> None:
    path.chmod(0o600)
