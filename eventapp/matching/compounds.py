"""Compounds: Dutch writes "vorkheftruckchauffeur" as one word, and what counts is what it is made of."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from eventapp.matching.spelling import stem

_MOST_WORDS: Final = 20_000  # kept ready; the rest is computed again
_SHORTEST: Final = 7


@lru_cache(maxsize=_MOST_WORDS)
def split(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """The fewest known stems that make up a stem, with a joining s, e or en between; else the word itself."""
    if len(word) < _SHORTEST:
        return (word,)
    for cut in range(len(word) - 3, 2, -1):
        head, tail = word[:cut], word[cut:]
        if head not in known and stem(head) not in known:
            continue
        for joined in ("", "s", "e", "en", "er"):
            rest = tail[len(joined) :]
            if tail.startswith(joined) and len(rest) >= 3 and (pieces := _known_pieces(rest, known)):
                return (stem(head) if head not in known else head, *pieces)
    return (word,)


def _known_pieces(word: str, known: frozenset[str]) -> tuple[str, ...]:
    if word in known:
        return (word,)
    pieces = split(word, known)
    return pieces if len(pieces) > 1 else ()
