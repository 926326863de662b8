"""Searching people the way a volunteer types: part of a name, in any order, without accents, or a badge number."""

from __future__ import annotations

import heapq
import unicodedata
from functools import lru_cache

from eventapp.fair.people import Employer, Seeker
from eventapp.fair.state import Fair

# Letters that no accent can be taken from.
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th",
                        "’": " ", "‘": " ", "`": " ", "-": " ", "'": " ", ".": " ", ",": " "})  # fmt: skip

Party = Seeker | Employer


def plain(text: str) -> str:
    """Lower case without accents, and only spaces between words."""
    letters = unicodedata.normalize("NFKD", text).lower()
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(_PLAIN)


def search(fair: Fair, query: str, limit: int) -> list[Party]:
    """The parties whose names hold every word of the query, best first.

    A word fits where it begins a word of the name (so initials do), or stands inside one when it has three letters
    or more. A badge number fits when it is complete.
    """
    words = plain(query).split()
    if not words:
        return []
    parties: list[Party] = [*fair.seekers, *fair.employers]
    scored = ((_score(words, party), _name(party), party.id, party) for party in parties)
    best = heapq.nsmallest(limit, (hit for hit in scored if hit[0]), key=lambda hit: (-hit[0], *hit[1:3]))
    return [hit[3] for hit in best]


def _score(words: list[str], party: Party) -> int:
    """0 when one of the words fits nowhere; more for fuller fits."""
    if isinstance(party, Seeker) and "".join(words) in ("".join(plain(one).split()) for one in party.numbers):
        return 100
    names = _words(_name(party))
    together = "".join(names)
    total = 0
    for word in words:
        fit = max((_fit(word, name) for name in names), default=0)
        if fit < 2 and len(word) > 3 and word in together:
            fit = 2
        if not fit:
            return 0
        total += fit
    return total


def _fit(word: str, name: str) -> int:
    if word == name:
        return 6
    if name.startswith(word):
        return 4
    if len(name) == 1 and word.startswith(name):
        return 1  # the register has an initial only
    return 2 if len(word) >= 3 and word in name else 0


@lru_cache(maxsize=30_000)
def _words(name: str) -> tuple[str, ...]:
    return tuple(plain(name).split())


def _name(party: Party) -> str:
    if isinstance(party, Employer):
        return party.name
    return " ".join(party.fields.get(part) or "" for part in ("first_name", "infix", "last_name"))
