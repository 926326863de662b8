"""Layouts: what stands where on the paper, in millimetres. A layout is a file; a new one needs no code.

::

    dots_per_inch = 300                # of the printer; modules of the QR code are whole dots

    [page]
    width = 62
    height = 100

    [cells]                            # left out: one badge that fills the page
    columns = 2
    rows = 5
    left = 17.5                        # of the first badge on the page
    top = 13.5
    width = 80                         # of one badge
    height = 50
    step_x = 95                        # from one badge to the next
    step_y = 55

    [[box]]
    shows = "first_name"               # one of SHOWS
    x = 3                              # from the top left corner of the badge
    y = 10
    width = 56
    height = 24
    align = "center"                   # or "left" (the default), "right"
    lines = 3                          # at most; 1 when left out
    largest = 20                       # no letter larger than this; left out: as large as fits
    bold = true                        # false when left out
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

from eventapp.badges import Refused, qr

LAYOUTS: Final = Path(__file__).parent / "layouts"
SMALLEST_QR: Final = 20.0  # mm, the symbol itself: what cheap scanners and phones read at arm's length

Shows = Literal["event", "first_name", "last_name", "organisation", "role", "number", "code", "qr", "logo"]
_MM_PER_INCH: Final = 25.4
_SLACK: Final = 0.001  # mm, for sums of decimals
_Place = Annotated[float, msgspec.Meta(ge=0, le=2000)]
_Size = Annotated[float, msgspec.Meta(gt=0, le=2000)]
_Count = Annotated[int, msgspec.Meta(ge=1, le=100)]


class Box(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place on a badge and what it shows; from the badge's top left corner."""

    shows: Shows
    x: _Place
    y: _Place
    width: _Size
    height: _Size
    align: Literal["left", "center", "right"] = "left"
    lines: _Count = 1
    largest: _Size = 1000.0
    bold: bool = False


class Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sheet or label that goes through the printer."""

    width: _Size
    height: _Size


class Cells(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How badges stand on a page."""

    width: _Size
    height: _Size
    columns: _Count = 1
    rows: _Count = 1
    left: _Place = 0.0
    top: _Place = 0.0
    step_x: _Place = 0.0
    step_y: _Place = 0.0


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of paper with badges on it. All lengths are millimetres."""

    name: str
    dots_per_inch: Annotated[float, msgspec.Meta(ge=100, le=2400)]
    page: Page
    box: tuple[Box, ...]
    cells: Cells | None = None

    @property
    def badge(self) -> Cells:
        """How the badges stand on the page, also when one fills it."""
        return self.cells or Cells(self.page.width, self.page.height)

    def origins(self) -> list[tuple[float, float]]:
        """The top left corner of every badge on a page, row by row."""
        cells = self.badge
        return [
            (cells.left + column * cells.step_x, cells.top + row * cells.step_y)
            for row in range(cells.rows)
            for column in range(cells.columns)
        ]

    def dots(self, length: float) -> int:
        """Millimetres as whole printer dots."""
        return round(length * self.dots_per_inch / _MM_PER_INCH)

    def millimetres(self, dots: int) -> float:
        """Printer dots as millimetres."""
        return dots * _MM_PER_INCH / self.dots_per_inch

    def module_dots(self, box: Box) -> int:
        """How many dots wide a QR module in this box can be; the quiet zone stays inside the box."""
        side = min(box.width, box.height) / self.millimetres(1)
        return int((side + _SLACK) / (qr.MODULES + 2 * qr.QUIET))


def layout_names(folder: Path = LAYOUTS) -> list[str]:
    """The layouts there are, by name."""
    return sorted(file.stem for file in folder.glob("*.toml"))


def load_layout(name: str, folder: Path = LAYOUTS) -> Layout:
    """The layout of this name. Refused: ``unknown_layout`` (layout, known) and as ``parse_layout``."""
    # Looked up in the list, so that a name can never reach a file outside the folder.
    if name not in layout_names(folder):
        raise Refused("unknown_layout", layout=name, known=", ".join(layout_names(folder)))
    return parse_layout(name, (folder / f"{name}.toml").read_bytes())


def parse_layout(name: str, source: bytes) -> Layout:
    """A layout from its TOML text. Refused: ``bad_layout`` (layout, place)."""
    try:
        layout = msgspec.convert(tomllib.loads(source.decode()) | {"name": name}, Layout)
    except ValueError as error:
        raise Refused("bad_layout", layout=name, place=str(error)) from error
    return _faultless(layout)


def at_resolution(layout: Layout, dots_per_inch: float) -> Layout:
    """The same paper for a printer with other dots. Refused: ``bad_layout``, where the QR code would be too small."""
    return _faultless(msgspec.structs.replace(layout, dots_per_inch=dots_per_inch))


def _faultless(layout: Layout) -> Layout:
    for fault in _faults(layout):
        raise Refused("bad_layout", layout=layout.name, place=fault)
    return layout


def _faults(layout: Layout) -> Iterator[str]:
    """What would print wrong, as the names of the places in the file."""
    page, badge = layout.page, layout.badge
    for x, y in layout.origins():
        if not _inside(x, y, badge.width, badge.height, page.width, page.height):
            yield "cells"
    for box in layout.box:
        if not _inside(box.x, box.y, box.width, box.height, badge.width, badge.height):
            yield f"box {box.shows}"
        if box.shows == "qr" and layout.millimetres(layout.module_dots(box) * qr.MODULES) < SMALLEST_QR:
            yield "box qr"
    for needed in ("qr", "code", "first_name"):
        if needed not in {box.shows for box in layout.box}:
            yield f"box {needed}"


def _inside(x: float, y: float, width: float, height: float, outer_width: float, outer_height: float) -> bool:
    return x + width <= outer_width + _SLACK and y + height <= outer_height + _SLACK
