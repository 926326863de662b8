"""The code on a badge: sixteen letters that any scanner can type and nobody can guess.

The letters ``BCDFGHJKLNPRSTVX`` have the same key on qwerty, azerty and qwertz keyboards, so a scanner that
believes in another keyboard than the laptop still types them right. Digits are out because azerty shifts
them, vowels so that no word can appear, I and O because people read them as digits.

A code is 3 letters for the fair, 12 random letters (48 bits) and 1 check letter.

Why random and not signed: a badge carries no data, so its code is looked up anyway, and only a known code
opens anything. A signature would need a secret key on every laptop that prints or checks, could not make a
lost badge void without the same look-up, and in as many letters is exactly as hard to guess. With 11,000
badges one guess hits with a chance of 11,000 / 2**48, one in 25 thousand million, and guessing takes a paired
device.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase
from typing import Final, Literal

ALPHABET: Final = "BCDFGHJKLNPRSTVX"
LENGTH: Final = 16
_TAG: Final = 3
_RANDOM: Final = 12

_VALUE: Final = {letter: value for value, letter in enumerate(ALPHABET)}
# Not str.upper: that makes two letters of a German ß.
_UPPER: Final = str.maketrans(ascii_lowercase, ascii_uppercase)
_SHAPE: Final = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")
# White space, and the dashes a word processor makes of a hyphen.
_SEPARATORS: Final = re.compile(r"[\s\-‐-―−]+")

Verdict = Literal["ok", "misread", "other_fair", "not_a_code"]


@lru_cache(maxsize=8)
def fair_tag(fair_id: str) -> str:
    """The three letters of a fair, the same on every laptop.

    Two fairs share a tag once in 4,096 times. Then a badge of the other fair is unknown instead of recognised
    as another fair's; it still opens nothing.
    """
    digest = hashlib.sha256(fair_id.encode()).digest()
    return _letters(int.from_bytes(digest[:2]), _TAG)


def new_code(tag: str, randbelow: Callable[[int], int] = secrets.randbelow) -> str:
    """A fresh code for the fair with this tag. Tests give their own ``randbelow``."""
    body = tag + _letters(randbelow(len(ALPHABET) ** _RANDOM), _RANDOM)
    return body + ALPHABET[_interim(body)]


def normalise(text: str) -> str:
    """What was meant by what was typed or scanned: upper case, without spaces and dashes."""
    return _SEPARATORS.sub("", text).translate(_UPPER)


def looks_like_code(text: str) -> bool:
    """Whether this can only be a badge code, right or misread, and not a name or a number to search for."""
    return _SHAPE.fullmatch(normalise(text)) is not None


def check(text: str, tag: str) -> Verdict:
    """What a scan is at the fair with this tag. ``ok`` says well formed, not that the badge was given out."""
    code = normalise(text)
    if not _SHAPE.fullmatch(code):
        return "not_a_code"
    if _interim(code) != 0:
        return "misread"
    return "ok" if code.startswith(tag) else "other_fair"


def grouped(code: str) -> str:
    """The code as people read it aloud: ``BCDF GHJK LNPR STVX``."""
    code = normalise(code)
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def _letters(number: int, length: int) -> str:
    return "".join(ALPHABET[number >> 4 * place & 15] for place in range(length))


def _interim(letters: str) -> int:
    """Damm's check over GF(16): x o y = 2(x + y), a quasi-group that is weakly totally anti-symmetric.

    Swapping neighbours a, b changes the sum by 6(a + b) times a power of 2, which is 0 only when a = b; a
    wrong letter changes it by a power of 2 times the error. So both are always seen. A full code comes out at
    0, because x o x = 0. See H. Michael Damm, "Total anti-symmetrische Quasigruppen" (Marburg, 2004).
    """
    interim = 0
    for letter in letters:
        interim = _double(interim ^ _VALUE[letter])
    return interim


def _double(value: int) -> int:
    """Times x in GF(16) modulo x^4 + x + 1."""
    return value << 1 ^ (0b10011 if value & 0b1000 else 0)
