"""The slip of a seeker, in large print: what to do next and what was said, on whatever paper the printer has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from eventapp.badges import lettering
from eventapp.badges.sheet import ROOM, Sheet, pdf_of

# Of the em, in mm: 20 points on A4 down to 11 on a label. What does not fit at the smallest is left to a person.
_LARGEST, _SMALLEST = 7.0, 4.0
_STEP: Final = 0.25
_MARGIN: Final = 0.05  # of the width
_SPACE: Final = 0.5  # above a heading, in ems


@dataclass(frozen=True)
class Part:
    """A heading with the lines below it."""

    heading: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Slip:
    """What stands on it; all of it ready to be read. ``more`` is said where not everything fits."""

    event: str
    name: str
    number: str
    parts: tuple[Part, ...]
    more: str


@dataclass(frozen=True)
class _Line:
    text: str
    bold: bool
    space: float  # above it, in ems


def draw_slip(slip: Slip, width: float, height: float, dots_per_inch: float) -> Sheet:
    """The slip on one page of this size in mm, in letters as large as fit."""
    sheet = Sheet(width, height, dots_per_inch)
    margin = width * _MARGIN
    across, top = width - 2 * margin, _heading(sheet, slip, margin, width - 2 * margin)
    size, lines = _set(slip, across, height - margin - top)
    for line in lines:
        top += (line.space + lettering.LINE) * size
        sheet.words(line.text, margin, top - (lettering.LINE - lettering.ASCENT) * size, size, line.bold)
    return sheet


def slip_pdf(sheet: Sheet, slip: Slip) -> bytes:
    """The same as a PDF of one page."""
    return pdf_of([sheet], slip.event)


def _heading(sheet: Sheet, slip: Slip, margin: float, across: float) -> float:
    """The fair, the name and the number that is called; returns where the rest begins."""
    unit = min(sheet.width, sheet.height) / 10
    sheet.line(slip.event, margin, margin, across, unit * 0.7, 5, align="left")
    sheet.line(slip.number, margin + across * 0.6, margin + unit * 0.7, across * 0.4, unit * 1.6, 16, True, "right")
    sheet.line(slip.name, margin, margin + unit * 0.7, across * 0.58, unit * 1.6, 12, True, "left", lines=2)
    sheet.rule(margin, margin + unit * 2.4, across, 0.4)
    return margin + unit * 2.4


def _set(slip: Slip, width: float, height: float) -> tuple[float, list[_Line]]:
    """The size at which everything fits; at the smallest, the first lines of it, and that there is more."""
    size = _LARGEST
    while size > _SMALLEST and _tall(list(_lines(slip.parts, width / size))) * size > height:
        size -= _STEP
    lines = list(_lines(slip.parts, width / size))
    if _tall(lines) * size <= height:
        return size, lines
    ending = list(_lines((Part(slip.more),), width / size))
    while lines and _tall([*lines, *ending]) * size > height:
        lines.pop()
    while lines and lines[-1].space:
        lines.pop()  # a heading with nothing below it
    return size, [*lines, *ending]


def _tall(lines: Sequence[_Line]) -> float:
    """How high these lines are, in ems."""
    return sum(line.space + lettering.LINE for line in lines)


def _lines(parts: Sequence[Part], width: float) -> Iterator[_Line]:
    """Everything in lines no wider than so many ems."""
    for part in parts:
        yield from _broken(part.heading, True, width, _SPACE)
        for line in part.lines:
            yield from _broken(line, False, width, 0.0)


def _broken(text: str, bold: bool, width: float, space: float) -> Iterator[_Line]:
    letters = lettering.face(bold)
    line = ""
    for word in lettering.printable(text, letters).split():
        longer = f"{line} {word}".strip()
        if line and letters.width(longer) > width * ROOM:
            yield _Line(line, bold, space)
            line, space = word, 0.0
        else:
            line = longer
    yield _Line(line, bold, space)
