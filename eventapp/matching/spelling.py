"""Words as people write them: without accents, with a slip of the pen, in their Dutch forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[a-z0-9]+")
# Longest first. Only what changes the form and not the trade: "bakken", "bakt" and "bakster" meet in "bak".
_ENDINGS: Final = (
    "sters", "ster", "ingen", "jes", "ers", "ing", "ens", "en", "er", "es", "je", "e", "s", "t",
)  # fmt: skip
_MOST_WORDS: Final = 50_000  # whose stem is kept: more than a language of work has
_FREE_START: Final = re.compile(r"(^|\|)(?:\\w\*|\\b)+(?=[a-z])")
_HARD: Final = str.maketrans({"v": "f", "z": "s"})


def plain(text: str) -> str:
    """Lower case without accents: "Conciërge" and "concierge" are one word."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    return "".join(letter for letter in text if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The plain words of a text, in order."""
    return _WORD.findall(plain(text).replace("'", ""))


@lru_cache(maxsize=_MOST_WORDS)
def stem(word: str) -> str:
    """A light Dutch stem: an ending off, doubled letters single, soft is hard ("lopen", "loopt" -> "lop")."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return re.sub(r"(.)\1", r"\1", word).translate(_HARD)


def one_slip(word: str, right: str) -> bool:
    """Whether exactly one letter was left out, added, changed or swapped with its neighbour."""
    if word == right or abs(len(word) - len(right)) > 1:
        return False
    pairs = enumerate(zip(word, right, strict=False))
    start = next((place for place, (a, b) in pairs if a != b), min(len(word), len(right)))
    mine, theirs = word[start:], right[start:]
    swapped = mine[1::-1] + mine[2:] if len(mine) > 1 else mine
    return mine[1:] == theirs[1:] or mine[1:] == theirs or mine == theirs[1:] or swapped == theirs


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """One look that finds wherever one of the patterns does, and sometimes more: to pass quickly over most texts.

    Where an alternative begins with an edge or with any letters, those are left out: it then has a first letter to
    look for. So ``\\w*`` may only stand at the start of a whole alternative, not of one in brackets.
    """
    return re.compile("|".join(_FREE_START.sub(r"\1", pattern) for pattern in patterns))


def corrected(text: str, often_misspelt: tuple[str, ...], shortest: int = 7) -> str:
    """The text with words of at least ``shortest`` letters put right that are one slip from a known word."""
    long, edge = _long_words(shortest)
    edges = _edges(often_misspelt, edge)

    def nearest(found: re.Match[str]) -> str:
        word = found.group()
        if word[:edge] not in edges and word[-edge:] not in edges:
            return word
        return next((right for right in often_misspelt if one_slip(word, right)), word)

    return long.sub(nearest, text)


@lru_cache(maxsize=16)
def _long_words(shortest: int) -> tuple[re.Pattern[str], int]:
    """Where they are, and how many letters at one end or the other a single slip leaves as they were."""
    return re.compile(rf"[a-z]{{{shortest},}}"), (shortest - 1) // 2


@lru_cache(maxsize=16)
def _edges(words: tuple[str, ...], edge: int) -> frozenset[str]:
    return frozenset(end for word in words for end in (word[:edge], word[-edge:]))
