"""Shaping: whether this laptop can join letters and write from right to left, proved and not believed.

Arabic letters change with their neighbours and run the other way. Pillow does that with raqm, HarfBuzz and FriBiDi;
the last of these is not in its wheels for Windows and macOS. Without it such a name would come out as loose letters in
the wrong order, so it is written in Latin letters instead, and the organiser is told.
"""

from __future__ import annotations

import functools
import unicodedata
from pathlib import Path
from typing import Final, Literal

from PIL import Image, ImageDraw, ImageFont, features

FONTS: Final = Path(__file__).parent / "fonts"
ARABIC: Final = FONTS / "NotoSansArabic-Bold.ttf"

Trouble = Literal["no_raqm", "no_fribidi", "not_shaped"]

_PROOF: Final = "محمد"
_ALEF_FIRST: Final = "ام"
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})

# What Arabic and Hebrew letters sound like, for a laptop that cannot shape them. Short vowels are not written.
_SOUNDS: Final = {
    "ء": "", "آ": "a", "أ": "a", "ؤ": "w", "إ": "i", "ئ": "y", "ا": "a", "ب": "b", "ة": "a", "ت": "t", "ث": "th",
    "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d",
    "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h",
    "و": "w", "ى": "a", "ي": "y", "ٱ": "a", "ٹ": "t", "پ": "p", "چ": "ch", "ڈ": "d", "ڑ": "r", "ژ": "zh", "ک": "k",
    "گ": "g", "ں": "n", "ھ": "h", "ہ": "h", "ی": "y", "ے": "e",
    "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "v", "ז": "z", "ח": "ch", "ט": "t", "י": "y", "כ": "k",
    "ך": "k", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s", "ע": "a", "פ": "p", "ף": "f", "צ": "ts",
    "ץ": "ts", "ק": "k", "ר": "r", "ש": "sh", "ת": "t",
}  # fmt: skip


@functools.cache
def trouble() -> Trouble | None:
    """What keeps this laptop from shaping, or None when a name in Arabic was set right a moment ago."""
    if not features.check("raqm"):
        return "no_raqm"
    if not features.check("fribidi"):
        return "no_fribidi"
    return None if _joins_and_turns() else "not_shaped"


def _joins_and_turns() -> bool:
    """Set a few letters: they take other shapes than alone, and the first one stands on the right."""
    font = ImageFont.truetype(ARABIC, 100, layout_engine=ImageFont.Layout.RAQM)
    joins = abs(font.getlength(_PROOF) - sum(font.getlength(letter) for letter in _PROOF)) > 1
    picture = Image.new("L", (300, 200))
    ImageDraw.Draw(picture).text((0, 150), _ALEF_FIRST, fill=255, font=font, anchor="ls")
    left, top, right, _ = picture.getbbox() or (0, 0, 0, 0)
    # Only the alef is tall, so the ink at the top says where it stands.
    alef = picture.crop((0, top, 300, top + 10)).getbbox()
    return joins and alef is not None and alef[0] > (left + right) / 2


def needs_shaping(char: str) -> bool:
    """Whether this letter can only be set by somebody who joins letters and turns the line round."""
    return bool(char) and unicodedata.bidirectional(char) in _RIGHT_TO_LEFT


def sound(char: str) -> str | None:
    """An Arabic or Hebrew letter in Latin letters; None for any other."""
    return _SOUNDS.get(char)
