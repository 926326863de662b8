"""How words are written and how they sound: the same name comes in many spellings.

Four steps, each coarser than the one before: ``fold`` takes away capitals, accents and signs, ``spelling`` makes one
of letters that are a matter of taste, ``sound`` makes one of the ways to write a sound, ``loose`` makes one of vowels
that change with every transliteration.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

_CACHE: Final = 100_000
# Letters that no Unicode decomposition turns into plain ones; Cyrillic as Ukrainian and Russian passports write it.
_PLAIN: Final = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ĳ": "ij", "ə": "e"}
    | dict(zip("абвгґдезиіклмнопрстуфыэ", "abvhgdezyiklmnoprstufye", strict=True))
    | {"є": "ie", "ж": "zh", "ї": "i", "й": "i", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": ""}
    | {"ъ": "", "ю": "iu", "я": "ia", "ё": "e"}
)
# Letters that are a matter of taste: Karin and Carin, Thom and Tom, Wendy and Wendie.
_TASTES: Final = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"ch(?=r)|ck|[cq]", "k"), (r"th", "t"), (r"ph", "f"), (r"ij|[yj]", "i"), (r"w", "v"), (r"x", "ks"),
        (r"(?<=..)ie$", "i"), (r"(?!ee$)(.)\1+", r"\1"),
    )
)  # fmt: skip
# Ways to write one sound, in the order in which they are rewritten.
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"chr", "kr"), (r"tsj|tsch|tch", "ch"), (r"zj|zh", "z"), (r"sch|sh|sj|sz", "s"), (r"ch|kh", "h"),
        (r"ph", "f"), (r"(?<=[bdgt])h", ""), (r"dj", "j"),
        (r"ij|[yj]", "i"), (r"ie|ee(?=.)", "i"), (r"ae", "a"), (r"oe|ou|ue|u", "o"), (r"dt", "t"),
        (r"ck|c|q", "k"), (r"tz|z", "s"), (r"x", "ks"), (r"w", "v"), (r"(?<=.)d$", "t"), (r"(?<=..)h$", ""),
        (r"(?!ee$)(.)\1+", r"\1"),
    )
)  # fmt: skip
LONG: Final = 6  # letters, from which on a loose sound says enough


@lru_cache(_CACHE)
def fold(text: str) -> str:
    """Small letters and spaces only: "Yıldız-Çelik" is "yildiz celik"; other scripts keep their letters."""
    # "é" and "й" in one piece before the table, accents away after it
    plain = unicodedata.normalize("NFC", text).lower().translate(_PLAIN)
    bare = (letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalpha() else _gap(letter) for letter in bare).split())


@lru_cache(_CACHE)
def spelling(word: str) -> str:
    """One key for what is the same name to everybody: "karin" and "carin", but not "sara" and "zara"."""
    return _rewritten(word, _TASTES)


@lru_cache(_CACHE)
def sound(word: str) -> str:
    """One key for the ways to write one sound: "youssef" and "joussef", "dijk" and "dyck". From folded letters."""
    return _rewritten(word, _SOUNDS)


@lru_cache(_CACHE)
def loose(word: str) -> str:
    """As ``sound``, with a and e as one inside the word: "mohammed" and "muhamad"."""
    key = sound(word)
    return key[:1] + key[1:-1].replace("e", "a") + key[-1:] if len(key) > 1 else key


@lru_cache(_CACHE)
def sounds_like(one: str, other: str) -> bool:
    """Whether two folded words are two spellings of one sound."""
    if sound(one) == sound(other):
        return True
    return min(len(one), len(other)) >= LONG and loose(one) == loose(other)


def slips(one: str, other: str, most: int) -> int:
    """Slips of the keyboard between two words (a letter more, less, other, or two turned); ``most`` + 1: too many."""
    return OSA.distance(one, other, score_cutoff=most)


def _rewritten(word: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, key in rules:
        word = pattern.sub(key, word)
    return word


def _gap(letter: str) -> str:
    """Apostrophes stand inside a word, all other signs between words."""
    return "" if letter in "'’‘`´ʼ" else " "
