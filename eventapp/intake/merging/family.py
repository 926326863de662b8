"""Last names: tussenvoegsels in any place, double names of married people, spellings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from eventapp.intake.merging.letters import fold, loose, slips, sounds_like
from eventapp.intake.merging.likeness import Likeness

# Words that people write, leave out, or glue to the name; never what tells one family from another.
_SMALL: Final = frozenset((
    "van", "von", "vande", "vanden", "vander", "de", "den", "der", "het", "t", "te", "ten", "ter", "in", "op", "aan",
    "bij", "onder", "over", "uit", "uyt", "tot", "voor", "s", "el", "al", "da", "do", "dos", "du", "della", "di", "la",
    "le", "les", "vd", "jr", "sr", "ev", "geb", "mevr", "dhr",
))  # fmt: skip
_GLUED: Final = ("vander", "vanden", "vande", "van", "ter", "ten", "der", "den", "de", "te", "el", "al", "ben", "ait")
_BEFORE_MANY: Final = frozenset(("ben", "bin", "ibn", "abu", "abou", "ait", "oulad", "ould", "ter"))  # say little alone
_SHORTEST_SLIP: Final = 4  # letters
_SHORTEST_CUT: Final = 6
_MOST: Final = 5  # words


@dataclass(frozen=True, slots=True)
class Family:
    """A last name, folded: the words that count, and all words in one piece."""

    words: tuple[str, ...] = ()
    whole: str = ""

    @property
    def joined(self) -> str:
        return "".join(self.words)

    @property
    def keys(self) -> frozenset[str]:
        """By which this name is found again in another spelling."""
        return frozenset(map(loose, (*self.words, self.joined, _unglued(self.joined)) if self.words else ()))


def read_family(infix: str, last: str) -> Family:
    """ "van der Berg-de Vries" has the words berg and vries."""
    pieces = fold(f"{infix} {last}").split()
    words = [piece for piece in pieces if len(piece) > 1 and piece not in _SMALL]
    if not words and len(pieces) > 1:
        words = [piece for piece in pieces[-1:] if len(piece) > 1]  # "de In"
    return Family(tuple((words or [piece for piece in pieces if len(piece) > 1])[:_MOST]), "".join(pieces))


@lru_cache(100_000)
def family_likeness(one: Family, other: Family) -> Likeness:
    """How much alike two last names are."""
    if not one.words or not other.words:
        return Likeness.MISSING
    if one.joined == other.joined or one.whole == other.whole:
        return Likeness.SAME
    if sounds_like(one.joined, other.joined) or _same_words(one, other):
        return Likeness.SPELLED
    few, many = sorted((one.words, other.words), key=len)
    if any(sounds_like(word, theirs) for word in few for theirs in many if word not in _BEFORE_MANY):
        return Likeness.PART
    if sounds_like(_unglued(one.joined), _unglued(other.joined)):
        return Likeness.PART
    return Likeness.SLIP if _slipped(one, other) else Likeness.DIFFERS


def _same_words(one: Family, other: Family) -> bool:
    """Jansen-de Vries and De Vries-Jansen."""
    return len(one.words) == len(other.words) > 1 and set(map(loose, one.words)) == set(map(loose, other.words))


def _slipped(one: Family, other: Family) -> bool:
    if _slip(one.joined, other.joined) or _slip(one.whole, other.whole):
        return True
    few, many = sorted((one.words, other.words), key=len)
    return len(many) > 1 and all(any(sounds_like(w, theirs) or _slip(w, theirs) for theirs in many) for w in few)


def _slip(one: str, other: str) -> bool:
    """One slip of the keyboard for every six letters or so, or the end cut off."""
    shortest = min(len(one), len(other))
    if shortest < _SHORTEST_SLIP:  # "Bs" is Bos, but Vos is not
        return slips(one, other, 1) == 1 and (len(one) != len(other) or sorted(one) == sorted(other))
    most = 1 + shortest // 7
    cut = shortest >= _SHORTEST_CUT and (one.startswith(other) or other.startswith(one))
    return cut or slips(one, other, most) <= most


def _unglued(word: str) -> str:
    """ "vandenberg" is Van den Berg, "elamrani" is El Amrani."""
    for glued in _GLUED:
        if word.startswith(glued) and len(word) - len(glued) >= _SHORTEST_SLIP:
            return word[len(glued) :]
    return word
