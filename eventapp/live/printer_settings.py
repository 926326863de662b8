"""Which printers hang on this laptop, and which desk prints on which. Of this laptop alone, so no facts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from eventapp.badges import Refused
from eventapp.badges.layout import layout_names
from eventapp.live.ledger import Ledger
from eventapp.live.printers import ZPL_PORT, Adapter, Cups, Folder, Zebra

SETUP_KEY: Final = "printers"
FOLDER_NAME: Final = "afdrukken"
FEW_LABELS: Final = 20
MOST_PRINTERS: Final = 20

_Name = Annotated[str, Meta(min_length=1, max_length=40)]


class Printer(msgspec.Struct, frozen=True):
    """A printer. ``address``: host and port for ``zpl``, the name of a queue for ``cups``, a subfolder for a folder."""

    name: _Name
    kind: Literal["folder", "browser", "cups", "zpl"] = "folder"
    address: Annotated[str, Meta(max_length=200, pattern=r"^[\w.:\[\]-]*$")] = ""
    layout: _Name = "label-62x100"
    format: Literal["pdf", "png"] = "pdf"
    labels: Annotated[int, Meta(ge=0, le=100_000)] | None = None  # on the roll when it was put in
    printed_before: int = 0  # what this printer had used by then

    def adapter(self, folder: Path) -> Adapter | None:
        """What gets a sheet to this printer; None for the browser, which comes for it."""
        if self.kind == "folder":
            return Folder(folder / FOLDER_NAME / self.address.replace(".", "").replace(":", ""), self.format)
        if self.kind == "cups":
            return Cups(self.address)
        if self.kind == "zpl":
            host, _, port = self.address.rpartition(":") if self.address.count(":") == 1 else (self.address, "", "")
            return Zebra(host, int(port) if port.isdigit() else ZPL_PORT)
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

    def put(self, printer: Printer) -> None:
        """Add a printer, or change the one of this name. Refused: ``unknown_layout``, ``bad_printer``."""
        if printer.layout not in layout_names():
            raise Refused("unknown_layout", layout=printer.layout, known=", ".join(layout_names()))
        others = [one for one in self._kept.printers if one.name != printer.name]
        if printer.name == BROWSER.name or len(others) >= MOST_PRINTERS or not _complete(printer):
            raise Refused("bad_printer")
        self._keep(_Kept([*others, printer], self._kept.desks))

    def remove(self, name: str) -> None:
        """A printer is no more; what waited for it goes to the browsers of the desks."""
        desks = {device: own for device, own in self._kept.desks.items() if own != name}
        self._keep(_Kept([one for one in self._kept.printers if one.name != name], desks))

    def assign(self, device: str, name: str) -> None:
        """A desk prints here from now on; without a name, by its browser. Refused: ``bad_printer``."""
        if name and self.named(name) is None:
            raise Refused("bad_printer")
        others = {one: own for one, own in self._kept.desks.items() if one != device}
        self._keep(_Kept(self._kept.printers, others | ({device: name} if name else {})))

    def _keep(self, kept: _Kept) -> None:
        self._ledger.with_log(self._ledger.log.keep, SETUP_KEY, msgspec.to_builtins(kept))
        self._kept = kept


def _complete(printer: Printer) -> bool:
    return bool(printer.address) or printer.kind in ("folder", "browser")
