"""The house: one open fair with all that works on it. The web server and the command line both open one."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from eventapp.facts import Draft, Log
from eventapp.facts.any_log import AnyLog
from eventapp.facts.ids import uuid7
from eventapp.live.backups import Backups
from eventapp.live.check_list import CheckList
from eventapp.live.devices import Beats
from eventapp.live.doubles import Doubles
from eventapp.live.forgotten import Forgotten, forget_again, keep_up
from eventapp.live.handed_out import HandedOut
from eventapp.live.held import HeldCells
from eventapp.live.joining import join_series
from eventapp.live.ledger import Ledger
from eventapp.live.leftovers import Leftovers
from eventapp.live.others import others
from eventapp.live.pairing import Pairings
from eventapp.live.papers import Papers
from eventapp.live.print_queue import PrintQueue
from eventapp.live.printer_settings import Setup
from eventapp.live.printing import Presses
from eventapp.live.pulse import Pulse, pulse_if_wanted
from eventapp.live.push import Live
from eventapp.live.sealing import Carried, Letterbox
from eventapp.live.shown import ShownLog
from eventapp.live.storing import keep_promises_if_possible
from eventapp.live.tries import Tries
from eventapp.matching.esco import Esco
from eventapp.matching.geo import Places
from eventapp.matching.linker import Linker, linker
from eventapp.settings import Settings
from eventapp.sync.links import Links
from eventapp.sync.service import Service

PLACES_KEY = "places"
ESCO_KEY = "esco"


class Stage(NamedTuple):
    """How far an import is: reading, comparing or storing, and how much of that is done."""

    phase: str
    done: int
    all: int


@dataclass
class House:
    """An open fair."""

    settings: Settings
    ledger: Ledger
    pairings: Pairings
    places: Places
    esco: Esco | None = None
    live: Live | None = None
    pulse: Pulse | None = None
    drawing: tuple[int, int] | None = None  # badges done and badges in all, while a PDF is made
    importing: Stage | None = None  # how far registers are, while they are taken in
    import_turn: threading.Lock = field(default_factory=threading.Lock)

    @property
    def words(self) -> Linker:
        """What links a word to work: our own vocabulary, made wider where ESCO was imported."""
        return self.esco.linker if self.esco else linker()

    @cached_property
    def backups(self) -> Backups:
        """The copies of this fair."""
        return Backups(self.ledger, self.settings)

    @cached_property
    def held(self) -> HeldCells:
        """The cells that wait for an organiser, in memory only."""
        return HeldCells(self.ledger)

    @cached_property
    def carried(self) -> Carried:
        """Everybody as the desks carry them, sealed."""
        return Carried(self.ledger)

    @cached_property
    def leftovers(self) -> Leftovers:
        """Papers in a folder of this laptop, of who was erased."""
        return Leftovers(self.ledger, self.settings.data)

    @cached_property
    def letterbox(self) -> Letterbox:
        """What opens the letters of the desks."""
        return Letterbox(self.ledger.fair.info.secret)

    @cached_property
    def self_searches(self) -> Tries:
        """How often each kiosk was searched of late."""
        return Tries(self.settings.now)

    @cached_property
    def beats(self) -> Beats:
        """What the devices said of themselves of late, in memory only."""
        return Beats(self.settings.now)

    @cached_property
    def shown(self) -> ShownLog:
        """What stands on which screen, on its way to the disk."""
        return ShownLog(self.ledger)

    @cached_property
    def presses(self) -> Presses:
        """What draws badges."""
        return Presses(self.ledger)

    @cached_property
    def check_list(self) -> CheckList:
        """The check-in list on paper."""
        return CheckList(self.ledger)

    @cached_property
    def prints(self) -> PrintQueue:
        """What waits for a printer, and what became of it."""
        papers = Papers(self.ledger, self.presses)
        return PrintQueue(self.ledger, papers, Setup(self.ledger, self.settings.data))

    @cached_property
    def doubles(self) -> Doubles:
        """What looks for people whom two laptops registered."""
        return Doubles(self.ledger)

    @cached_property
    def handed_out(self) -> HandedOut:
        """Who has had a badge out of a PDF."""
        return HandedOut(self.ledger)

    @cached_property
    def syncing(self) -> Service:
        """What other laptops may ask of this fair."""
        return Service(self.ledger, lambda node, device: join_series(self.ledger, node, device))

    @cached_property
    def links(self) -> Links:
        """The other laptops and the hub that this one keeps up with."""
        return Links(self.ledger)

    def note_import(self, phase: str, done: int, all: int) -> None:
        """How far the import is. Comes from another thread: it only notes."""
        self.importing = Stage(phase, done, all)

    def close(self) -> None:
        """Finish what waits and let go of the file."""
        if "links" in self.__dict__:
            self.links.stop()
        if self.live is not None:
            self.live.settling.stop()
        if "prints" in self.__dict__:
            self.prints.stop()
        if "backups" in self.__dict__:
            self.backups.stop()
        self.shown.stop()
        self.ledger.stop()


def open_house(settings: Settings) -> House:
    """Open the fair of these settings. WrongPassphrase, InUse or FileNotFoundError when that cannot be."""
    if not settings.database.exists():
        raise FileNotFoundError(settings.database)
    return house_over(settings, settings.offload(Log, settings.database, settings.passphrase))


def house_over(settings: Settings, log: AnyLog) -> House:
    """The house over a log that is open."""
    ledger = Ledger(log, settings.now, settings.offload)
    ledger.start()
    if log.shared:
        others().join(settings.fair or settings.database.stem, ledger)
    forgotten = Forgotten(settings.database)
    forget_again(ledger, forgotten)
    keep_up(ledger, forgotten)
    keep_promises_if_possible(ledger)
    text = ledger.with_log(log.kept, PLACES_KEY)
    places = Places.from_geonames(text) if text else Places()
    concepts = ledger.with_log(log.kept, ESCO_KEY)
    esco = Esco.from_plain(concepts) if concepts else None
    return House(settings, ledger, Pairings(ledger), places, esco, pulse=pulse_if_wanted())


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
