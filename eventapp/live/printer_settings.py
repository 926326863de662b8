"""Which printers hang on this laptop, and which desk prints on which. Of this laptop alone, so no facts."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import msgspec
from msgspec import Meta

from eventapp.badges import Refused
from eventapp.badges.brother import TAPE_DOTS
from eventapp.badges.layout import Layout, at_resolution, layout_names, load_layout
from eventapp.live.brother import Brother
from eventapp.live.ledger import Ledger
from eventapp.live.printers import ZPL_PORT, Adapter, Cups, Folder, Zebra, host_and_port

if TYPE_CHECKING:
    from eventapp.live.print_jobs import Job

SETUP_KEY: Final = "printers"
FOLDER_NAME: Final = "afdrukken"
FEW_LABELS: Final = 20
MOST_PRINTERS: Final = 20
# What makers round to a whole number: 203 is 8 dots to the millimetre.
_RESOLUTIONS: Final = {203: 203.2, 300: 300.0, 600: 600.0}

_CABLE: Final = r"/dev/(usb/)?(lp|usblp)\d+"

_Name = Annotated[str, Meta(min_length=1, max_length=40)]


class Printer(msgspec.Struct, frozen=True):
    """A printer. ``address``: host and port for ``zpl``, the name of a queue for ``cups``, a subfolder for a folder;
    host and port, or the device of a cable, for ``brother``.
    """

    name: _Name
    kind: Literal["folder", "browser", "cups", "zpl", "brother"] = "folder"
    address: Annotated[str, Meta(max_length=200, pattern=rf"^([\w.:\[\]-]*|{_CABLE})$")] = ""
    layout: _Name = "label-62x100"
    format: Literal["pdf", "png"] = "pdf"
    dots_per_inch: Literal[203, 300, 600] | None = None  # None: what the layout says
    labels: Annotated[int, Meta(ge=0, le=100_000)] | None = None  # on the roll when it was put in
    printed_before: int = 0  # what this printer had used by then
    answers: bool | None = None  # when it is asked how it is; None: nobody knows yet

    def paper(self) -> Layout:
        """The layout in the dots of this printer. Refused: ``unknown_layout``, ``bad_layout``."""
        layout = load_layout(self.layout)
        return at_resolution(layout, _RESOLUTIONS[self.dots_per_inch]) if self.dots_per_inch else layout

    def adapter(self, folder: Path) -> Adapter | None:
        """What gets a sheet to this printer; None for the browser, which comes for it."""
        if self.kind == "folder":
            return Folder(folder / FOLDER_NAME / self.address.replace(".", "").replace(":", ""), self.format)
        if self.kind == "cups":
            return Cups(self.address)
        if self.kind == "zpl":
            return Zebra(*host_and_port(self.address, ZPL_PORT), answers=self.answers)
        if self.kind == "brother":
            return Brother(self.address, self.answers)
        return None


# A desk that has no printer prints by its own browser: that works on any laptop, without a driver.
BROWSER: Final = Printer("browser", "browser")


class _Kept(msgspec.Struct):
    printers: list[Printer] = []
    desks: dict[str, str] = {}


class Setup:
    """The printers and who prints where, as the organiser set them."""

    def __init__(self, ledger: Ledger, folder: Path) -> None:
        self._ledger = ledger
        self.folder = folder
        self._lock = threading.RLock()  # printers tell us what they are like while the organiser changes things
        kept = ledger.with_log(ledger.log.kept, SETUP_KEY)
        self._kept = msgspec.convert(kept, _Kept) if kept else _Kept()

    @property
    def printers(self) -> list[Printer]:
        return self._kept.printers

    @property
    def desks(self) -> dict[str, str]:
        """By device the name of its printer."""
        return self._kept.desks

    def named(self, name: str) -> Printer | None:
        """The printer with this name."""
        return next((printer for printer in self._kept.printers if printer.name == name), None)

    def printer_of(self, device: str) -> Printer:
        """Where a desk prints."""
        return self.named(self._kept.desks.get(device, "")) or BROWSER

    def printer_for(self, job: Job) -> Printer:
        """Where a job goes: the printer of the desk that asked for it, or the one that a test page is for."""
        return (self.named(job.printer) or BROWSER) if job.paper == "test" else self.printer_of(job.device)

    def is_browser(self, name: str) -> bool:
        """Whether what has this name is no printer to us: a browser comes for its jobs."""
        printer = self.named(name)
        return printer.kind == "browser" if printer else name == BROWSER.name

    def put(self, printer: Printer) -> None:
        """Add or change a printer. Refused: ``unknown_layout``, ``bad_layout``, ``bad_printer``."""
        if printer.layout not in layout_names():
            raise Refused("unknown_layout", layout=printer.layout, known=", ".join(layout_names()))
        full = self.named(printer.name) is None and len(self._kept.printers) >= MOST_PRINTERS
        if printer.name == BROWSER.name or full or not _complete(printer):
            raise Refused("bad_printer")
        printer.paper()  # refused when a badge cannot be drawn in the dots of this printer
        with self._lock:
            known = self.named(printer.name)
            if known and (known.kind, known.address) == (printer.kind, printer.address):
                printer = msgspec.structs.replace(printer, answers=known.answers)  # a new roll changes nothing there
            others = [one for one in self._kept.printers if one is not known]
            self._keep(_Kept([*others, printer], self._kept.desks))

    def learn(self, name: str, answers: bool) -> None:
        """What became clear of a printer: whether it answers when it is asked how it is."""
        with self._lock:
            printer = self.named(name)
            if printer is None or printer.answers is answers:
                return
            knowing = msgspec.structs.replace(printer, answers=answers)
            self._keep(_Kept([knowing if one is printer else one for one in self._kept.printers], self._kept.desks))

    def remove(self, name: str) -> None:
        """A printer is no more; what waited for it goes to the browsers of the desks."""
        with self._lock:
            desks = {device: own for device, own in self._kept.desks.items() if own != name}
            self._keep(_Kept([one for one in self._kept.printers if one.name != name], desks))

    def assign(self, device: str, name: str) -> None:
        """A desk prints here from now on; without a name, by its browser. Refused: ``bad_printer``."""
        if name and self.named(name) is None:
            raise Refused("bad_printer")
        with self._lock:
            others = {one: own for one, own in self._kept.desks.items() if one != device}
            self._keep(_Kept(self._kept.printers, others | ({device: name} if name else {})))

    def _keep(self, kept: _Kept) -> None:
        self._ledger.with_log(self._ledger.log.keep, SETUP_KEY, msgspec.to_builtins(kept))
        self._kept = kept


def _complete(printer: Printer) -> bool:
    if printer.kind == "brother":
        paper = printer.paper()
        return bool(printer.address) and paper.dots(paper.badge.width) == TAPE_DOTS
    if "/" in printer.address:
        return False
    return bool(printer.address) or printer.kind in ("folder", "browser")
