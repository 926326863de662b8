"""Letters on a badge: which font has them, how wide they are, and how large a text can be in its box.

Lengths are millimetres; a size is that of the em, the square that a font's letters are drawn in. Latin, Greek,
Cyrillic, Armenian, Georgian and Hebrew come from DejaVu Sans; Arabic and Ethiopic from Noto Sans, in bold alone, which
keeps what is shipped small.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont
from PIL import ImageFont

from eventapp.badges import shaping

FILES: Final = {False: shaping.FONTS / "DejaVuSans.ttf", True: shaping.FONTS / "DejaVuSans-Bold.ttf"}  # by bold
ETHIOPIC: Final = shaping.FONTS / "NotoSansEthiopic-Bold.ttf"

# Of DejaVu Sans and its bold, in ems: the baseline below the top of a line, the line itself, a capital.
ASCENT: Final = 0.928
LINE: Final = 1.164
CAPITAL: Final = 0.729
# Arabic reaches higher and lower than other letters: the same two for a text that has some of it.
TALL_ASCENT: Final = 0.95
TALL_LINE: Final = 1.45

_SMALLEST: Final = 1.6  # mm; what would be smaller is cut off with an ellipsis instead
_REFERENCE: Final = 200  # dots per em that shaped text is measured at
_BREAK: Final = re.compile(r"[ -]+(?=.)")
_SOUND: Final = re.compile(r"\b(?:SYLLABLE|LETTER|VOWEL SIGN)\b.* (\w+)$")


@dataclass(frozen=True)
class Run:
    """Neighbouring letters of one font; shaped ones join and may run from right to left."""

    file: Path
    shaped: bool
    text: str


@dataclass(frozen=True)
class Face:
    """What the regular or the bold letters are, and how wide."""

    advances: dict[str, float]  # in ems, of every character that can be set
    files: dict[str, Path]  # of every character that is not in the main font
    main: Path

    def width(self, text: str) -> float:
        """The width of a printable text, in ems."""
        if text.isascii():
            return sum(map(self.advances.__getitem__, text))
        return sum(map(self._run_width, self.runs(text)))

    def line(self, text: str) -> tuple[float, float]:
        """The baseline below the top of a line of this text, and the line, in ems."""
        tall = not text.isascii() and any(self.files.get(char) == shaping.ARABIC for char in text)
        return (TALL_ASCENT, TALL_LINE) if tall else (ASCENT, LINE)

    def runs(self, text: str) -> list[Run]:
        """A printable text in the pieces that are set one by one, from left to right."""
        if text.isascii():
            return [Run(self.main, False, text)] if text else []
        placed = zip(self._kinds(text), text, strict=True)
        found = [
            Run(file, shaped, "".join(char for _, char in some))
            for (file, shaped), some in groupby(placed, key=lambda one: one[0])
        ]
        strong = next((char for char in text if char.isalpha()), "")
        return found[::-1] if shaping.needs_shaping(strong) else found

    def _kinds(self, text: str) -> Iterator[tuple[Path, bool]]:
        """Per character its font and whether it is shaped. Spaces and signs go with what stands before them."""
        kind = (self.main, False)
        for char in text:
            if char.isalpha() or unicodedata.combining(char) or kind == (self.main, False):
                kind = (self.files.get(char, self.main), shaping.needs_shaping(char))
            elif kind[0] != self.main and self.files.get(char) != kind[0] and char != " ":
                kind = (self.main, False)
            yield kind

    def _run_width(self, run: Run) -> float:
        if run.shaped:
            return font(run.file, _REFERENCE, shaped=True).getlength(run.text) / _REFERENCE
        return sum(map(self.advances.__getitem__, run.text))


@dataclass(frozen=True)
class Fitted:
    """A text broken into lines, and the size at which they fit."""

    size: float
    lines: tuple[str, ...]


@functools.cache
def face(bold: bool) -> Face:
    """The regular or the bold letters, read once. Those that this laptop cannot set are left out."""
    main = _widths(FILES[bold])
    extra = {char: (file, width) for file in (ETHIOPIC, shaping.ARABIC) for char, width in _widths(file).items()}
    own = {char: file for char, (file, _) in extra.items() if char not in main or shaping.needs_shaping(char)}
    widths = {**main, **{char: extra[char][1] for char in own}}
    if shaping.trouble():
        widths = {char: width for char, width in widths.items() if not shaping.needs_shaping(char)}
    return Face(widths, {char: file for char, file in own.items() if char in widths}, FILES[bold])


@functools.lru_cache(maxsize=256)
def font(file: Path, size: float, shaped: bool = False) -> ImageFont.FreeTypeFont:
    """A font at a size in dots, ready to draw with. Kept, for a fair has few sizes."""
    engine = ImageFont.Layout.RAQM if shaped else ImageFont.Layout.BASIC
    return ImageFont.truetype(file, size, layout_engine=engine)


def _widths(file: Path) -> dict[str, float]:
    """Of every character in a font its width in ems."""
    with TTFont(file, lazy=True) as opened:
        em = opened["head"].unitsPerEm
        widths = opened["hmtx"].metrics
        return {chr(point): widths[glyph][0] / em for point, glyph in opened.getBestCmap().items()}


def printable(text: str, letters: Face) -> str:
    """The text on one line in characters that the fonts have.

    What they lack becomes something readable: the plain letter of an ornate one, otherwise how it sounds (Arabic where
    it cannot be shaped: "محمد" becomes "Mhmd"), otherwise the sound that Unicode names a letter by, otherwise a
    question mark. Nothing fails to print.
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
    if (heard := shaping.sound(char)) is not None:
        return heard
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
    _, line = letters.line(text)
    for count in range(1, lines + 1):
        broken = _broken(text, count)
        widest = max(map(letters.width, broken), default=0.0)
        size = min(largest, height / (line * count), width / widest if widest else largest)
        if size > best.size and len(broken) == count:
            best = Fitted(size, broken)
    return best


def _broken(text: str, count: int) -> tuple[str, ...]:
    """The text in lines of about equal length, broken only after a space or a hyphen."""
    places = [match.end() for match in _BREAK.finditer(text)]
    near = [len(text) * number / count for number in range(1, count)]
    chosen = sorted({min(places, key=lambda place: abs(place - goal)) for goal in near}) if places else []
    return tuple(text[start:end].strip() for start, end in pairwise([0, *chosen, len(text)]))
