"""Letters on a badge: which ones the font has, how wide they are, and how large a text can be in its box.

Lengths are millimetres; a size is that of the em, the square that a font's letters are drawn in.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

_FONTS: Final = Path(__file__).parent / "fonts"
FILES: Final = {False: _FONTS / "DejaVuSans.ttf", True: _FONTS / "DejaVuSans-Bold.ttf"}  # by bold

# Of DejaVu Sans and its bold, in ems: the baseline below the top of a line, the line itself, a capital.
ASCENT: Final = 0.928
LINE: Final = 1.164
CAPITAL: Final = 0.729

_SMALLEST: Final = 1.6  # mm; what would be smaller is cut off with an ellipsis instead
_BREAK: Final = re.compile(r"[ -]+(?=.)")
_SOUND: Final = re.compile(r"\b(?:SYLLABLE|LETTER|VOWEL SIGN)\b.* (\w+)$")


@dataclass(frozen=True)
class Face:
    """What a font knows about its letters."""

    advances: dict[str, float]  # in ems, of every character that it has

    def width(self, text: str) -> float:
        """The width of a printable text, in ems."""
        return sum(map(self.advances.__getitem__, text))


@dataclass(frozen=True)
class Fitted:
    """A text broken into lines, and the size at which they fit."""

    size: float
    lines: tuple[str, ...]


@functools.cache
def face(bold: bool) -> Face:
    """The regular or the bold face, read once from the file beside this module."""
    with TTFont(FILES[bold], lazy=True) as font:
        em = font["head"].unitsPerEm
        widths = font["hmtx"].metrics
        return Face({chr(point): widths[glyph][0] / em for point, glyph in font.getBestCmap().items()})


def printable(text: str, letters: Face) -> str:
    """The text on one line in characters that the font has.

    What it lacks becomes something readable: the plain letter of an ornate one, otherwise the sound that
    Unicode names a letter by ("ሰላም" becomes "Salaame"), otherwise a question mark. Nothing fails to print.
    """
    words = unicodedata.normalize("NFC", text).split()
    return " ".join(filter(None, (_printable_word(word, letters.advances) for word in words)))


def _printable_word(word: str, known: dict[str, float]) -> str:
    out = "".join(char if _plain(char) and char in known else _stand_in(char, known) for char in word)
    return out if word[0] in known else out[:1].upper() + out[1:]


def _plain(char: str) -> bool:
    """Not a control or formatting character: those have no shape, but some fonts draw a box for them."""
    return not unicodedata.category(char).startswith("C")


def _stand_in(char: str, known: dict[str, float]) -> str:
    if not _plain(char):
        return ""
    parts = [part for part in unicodedata.normalize("NFKD", char) if part in known]
    if parts:
        return "".join(parts)
    if sound := _SOUND.search(unicodedata.name(char, "")):
        return sound[1].lower()
    return "?" if char.isalpha() else ""


def fit(text: str, width: float, height: float, lines: int, largest: float, letters: Face) -> Fitted:
    """The printable text as large as fits in the box, up to ``largest``, in at most so many lines."""
    best = _largest(text, width, height, lines, largest, letters)
    while best.size < _SMALLEST and len(text) > 2:
        text = text[: len(text) * 9 // 10].rstrip("… ") + "…"
        best = _largest(text, width, height, lines, largest, letters)
    return best


def _largest(text: str, width: float, height: float, lines: int, largest: float, letters: Face) -> Fitted:
    best = Fitted(0.0, ())
    for count in range(1, lines + 1):
        broken = _broken(text, count)
        widest = max(map(letters.width, broken), default=0.0)
        size = min(largest, height / (LINE * count), width / widest if widest else largest)
        if size > best.size and len(broken) == count:
            best = Fitted(size, broken)
    return best


def _broken(text: str, count: int) -> tuple[str, ...]:
    """The text in lines of about equal length, broken only after a space or a hyphen."""
    places = [match.end() for match in _BREAK.finditer(text)]
    near = [len(text) * number / count for number in range(1, count)]
    chosen = sorted({min(places, key=lambda place: abs(place - goal)) for goal in near}) if places else []
    return tuple(text[start:end].strip() for start, end in pairwise([0, *chosen, len(text)]))
