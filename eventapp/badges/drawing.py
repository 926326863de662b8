"""A badge as marks on paper: where every letter, shape and module goes. PDF and picture both paint these.

All lengths are millimetres from the top left corner of the badge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin
from typing import Final, Literal

from PIL import Image

from eventapp.badges import lettering, qr
from eventapp.badges.code import grouped
from eventapp.badges.layout import Box, Layout

Role = Literal["seeker", "employer", "volunteer"]

# Of a unit square. Shape and word say the same, so that nobody has to read and nobody has to see colours.
_SHAPES: Final[dict[Role, tuple[tuple[float, float], ...]]] = {
    "seeker": tuple((0.5 + cos(turn * pi / 24) / 2, 0.5 + sin(turn * pi / 24) / 2) for turn in range(48)),
    "employer": ((0.05, 0.05), (0.95, 0.05), (0.95, 0.95), (0.05, 0.95)),
    "volunteer": ((0.5, 0.0), (1.0, 0.95), (0.0, 0.95)),
}


@dataclass(frozen=True)
class Badge:
    """All that may ever stand on a badge. Nothing about why somebody is here can be added: that is the point.

    ``number`` is the short one that is called ("A17"). ``last_name`` comes with its tussenvoegsel, or is None
    when it is left out.
    """

    number: str
    code: str
    first_name: str
    last_name: str | None
    role: Role
    organisation: str | None = None


@dataclass(frozen=True)
class Text:
    """Letters of this size from ``x``, standing on the line ``y``."""

    x: float
    y: float
    size: float
    bold: bool
    text: str
    still: bool = False  # the same on every badge of a role


@dataclass(frozen=True)
class Shape:
    """A filled polygon."""

    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Picture:
    """The organiser's logo, grey, as it fills its box."""

    x: float
    y: float
    width: float
    height: float
    image: Image.Image


@dataclass(frozen=True)
class Symbol:
    """The QR code: its first module has its corner at x, y; modules are whole printer dots wide."""

    x: float
    y: float
    module_dots: int
    matrix: qr.Matrix


Mark = Text | Shape | Picture | Symbol


def stands_still(mark: Mark) -> bool:
    """Whether this is the same on every badge of a role, and so has to be painted once only."""
    return isinstance(mark, Shape | Picture) or (isinstance(mark, Text) and mark.still)


def draw(
    badge: Badge, layout: Layout, event_name: str, role_words: Mapping[str, str], logo: Image.Image | None = None
) -> Iterator[Mark]:
    """The marks of one badge. ``role_words`` holds a word for each role, from the message catalogue."""
    words = {
        "first_name": badge.first_name,
        "last_name": badge.last_name,
        "organisation": badge.organisation,
        "number": badge.number,
        "code": grouped(badge.code),
    }
    for box in layout.box:
        if box.shows == "qr":
            yield _symbol(badge.code, box, layout)
        elif box.shows == "role":
            yield from _role(badge.role, role_words[badge.role], box)
        elif box.shows == "logo":
            yield from [] if logo is None else [_logo(logo, box)]
        elif box.shows == "event":
            yield from _still_text(event_name, box)
        else:
            yield from _text(words[box.shows] or "", box)


def _text(text: str, box: Box, indent: float = 0.0, still: bool = False) -> Iterator[Text]:
    """The text in the middle of its box, after an indent that belongs to it."""
    letters = lettering.face(box.bold)
    shown = lettering.printable(text, letters)
    fitted = lettering.fit(shown, box.width - indent, box.height, box.lines, box.largest, letters)
    ascent, line_height = letters.line(shown)
    top = box.y + (box.height - len(fitted.lines) * line_height * fitted.size) / 2
    for number, line in enumerate(fitted.lines):
        y = top + (ascent + number * line_height) * fitted.size
        x = _start(box, letters.width(line) * fitted.size + indent) + indent
        yield Text(x, y, fitted.size, box.bold, line, still)


@lru_cache(maxsize=64)
def _still_text(text: str, box: Box, indent: float = 0.0) -> tuple[Text, ...]:
    """A text that is on badge after badge: fitted once."""
    return tuple(_text(text, box, indent, still=True))


def _start(box: Box, width: float) -> float:
    """Where something of this width begins."""
    room = box.width - width
    return box.x + {"left": 0.0, "center": room / 2, "right": room}[box.align]


def _role(role: Role, word: str, box: Box) -> Iterator[Mark]:
    side = min(box.height, box.largest) * 0.8
    text = _still_text(word, box, side * 1.3)[0]
    left, top = text.x - side * 1.3, box.y + (box.height - side) / 2
    yield Shape(tuple((left + x * side, top + y * side) for x, y in _SHAPES[role]))
    yield text


def _logo(logo: Image.Image, box: Box) -> Picture:
    """The logo as large as fits in its box, in the middle."""
    scale = min(box.width / logo.width, box.height / logo.height)
    width, height = logo.width * scale, logo.height * scale
    return Picture(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height, logo)


def _symbol(code: str, box: Box, layout: Layout) -> Symbol:
    """The QR code in the middle of its box, with its quiet zone."""
    dots = layout.module_dots(box)
    side = layout.millimetres(dots * qr.MODULES)
    return Symbol(box.x + (box.width - side) / 2, box.y + (box.height - side) / 2, dots, qr.matrix(code))
