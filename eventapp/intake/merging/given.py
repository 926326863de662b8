"""First names: initials, names for daily use, and spellings that came with a passport."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Final

from eventapp.intake.merging.book import book
from eventapp.intake.merging.letters import fold, loose, slips, sound, sounds_like, spelling
from eventapp.intake.merging.likeness import Likeness

_INITIALS: Final = re.compile(r"(?:[^\W\d_]{1,4}\.)+|[^\W\d_]")
_TITLES: Final = ("dhr", "hr", "mevr", "mw", "drs", "ir", "ing", "mr", "fam")
_NOT_GIVEN: Final = frozenset((*_TITLES, "van", "der", "den", "de", "ter", "ten"))
_NAMES: Final = re.compile(r"(?:[^\W\d_]+\.)+|[^\s(),./\"-]+")
_VOWELS: Final = "aeio"  # at the end they tell women from men
_FEMININE: Final = re.compile(r"n?[aei]|[ijkt]?[aei]|[ln]?l[ae]|[jk]e|tje|tte|ne|i?n[ae]|eke")
_SERVANT: Final = re.compile(r"abd(?:[eaou]?[lrsnz]|ou)?(?=[^aeiou])")  # "servant of", before one of many names
_SHORTEST_SLIP: Final = 4  # letters
_MOST: Final = 5  # words


@dataclass(frozen=True, slots=True)
class Given:
    """First names, folded: those written in full, and the initials of the others."""

    words: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()

    @property
    def joined(self) -> str:
        return "".join(self.words)


def read_given(text: str) -> Given:
    """ "J.P.M. (Jan)" has the initials j, p and m and the word jan; "Anne-Marie" has two words."""
    pieces = [piece for piece in _NAMES.findall(text) if fold(piece) not in _NOT_GIVEN]
    initials = [letter for piece in pieces if _are_initials(piece) for letter in _letters(piece)]
    words = [word for piece in pieces if not _are_initials(piece) for word in fold(piece).split()]
    return Given(tuple(words[:_MOST]), tuple(initials[:_MOST]))


def given_likeness(one: Given, other: Given) -> Likeness:
    """How much alike the first names of two rows are."""
    if one.words and other.words:
        return _words_likeness(one, other)
    if one.words or other.words:
        return _initial_likeness(*((one, other) if one.words else (other, one)))
    if not one.initials or not other.initials:
        return Likeness.MISSING
    agree = all(mine == theirs for mine, theirs in zip(one.initials, other.initials, strict=False))
    return Likeness.INITIAL if agree else Likeness.DIFFERS


@lru_cache(100_000)
def word_likeness(one: str, other: str) -> Likeness:
    """How much alike two folded first names are. Of two names that the book has, only the book decides."""
    if one == other:
        return Likeness.SAME
    if (found := _in_book(one, other)) is not None:
        return found
    if sounds_like(one, other):
        return Likeness.SPELLED
    if _serves(one, other) or _serves(other, one):
        return Likeness.SHORT
    slipped = _slipped(one, other) or _cut_short(one, other) or _meant_alike(one, other)
    return Likeness.SLIP if slipped else Likeness.DIFFERS


def full_names(word: str) -> frozenset[str]:
    """The names in full that somebody called ``word`` may have; the sound of the word itself if none is known."""
    known = book()
    return (known.lines(word) | known.lines(word, short=True)) or frozenset([loose(word)])


@lru_cache(100_000)
def first_letters(word: str) -> frozenset[str]:
    """With which initials somebody called ``word`` may be written: Kees is K. and C., Elena is E. and O."""
    known = book()
    spelt = (other for name in known.lines(word) for other in known.line(name))
    meant = (name for other in _meant(word) for name in (*known.lines(other), *known.lines(other, short=True)))
    return frozenset([word[0], sound(word)[:1], *(name[0] for name in (*full_names(word), *spelt, *meant))])


def is_name(word: str) -> bool:
    """Whether the book has this name, spelled like this."""
    return book().knows(word)


def _are_initials(piece: str) -> bool:
    """J., J.P., Joh., J, and JP where nobody is called Jp."""
    return bool(_INITIALS.fullmatch(piece)) or (piece.isupper() and len(piece) <= 3 and not is_name(fold(piece)))


def _letters(piece: str) -> list[str]:
    parts = piece.strip(".").split(".") if "." in piece else list(piece)
    return [folded[0] for part in parts if (folded := fold(part))]


def _words_likeness(one: Given, other: Given) -> Likeness:
    if one.joined == other.joined:
        return Likeness.SAME
    first = word_likeness(one.words[0], other.words[0])
    if first is Likeness.DIFFERS:
        return _otherwise(one, other)
    if len(one.words) > 1 and len(other.words) > 1:
        return min(first, word_likeness(one.words[1], other.words[1]))
    second = Given(one.words[1:], one.initials), Given(other.words[1:], other.initials)
    if given_likeness(*second) is Likeness.DIFFERS and len(one.words) + len(other.words) > 2:
        return Likeness.DIFFERS  # "Jan P." is not "Jan Willem"
    return first if len(one.words) == len(other.words) else min(first, Likeness.PART)


def _otherwise(one: Given, other: Given) -> Likeness:
    """The first words differ: one name in two pieces ("Abdi Rahman"), or called by another of one's names."""
    if len(one.words) + len(other.words) == 2:
        return Likeness.DIFFERS
    if sounds_like(one.joined, other.joined):
        return Likeness.SPELLED
    if _slipped(one.joined, other.joined):
        return Likeness.SLIP
    crossed = [word_likeness(one.words[0], word) for word in other.words[1:]]
    crossed += [word_likeness(other.words[0], word) for word in one.words[1:]]
    return Likeness.PART if max(crossed, default=Likeness.DIFFERS) >= Likeness.SHORT else Likeness.DIFFERS


def _initial_likeness(full: Given, bare: Given) -> Likeness:
    """Names in full beside initials, or beside nothing."""
    if not bare.initials:
        return Likeness.MISSING
    pairs = zip(full.words, bare.initials, strict=False)
    if all(letter in first_letters(word) for word, letter in pairs):
        return Likeness.INITIAL
    called_otherwise = any(letter in first_letters(full.words[0]) for letter in bare.initials[1:])
    return Likeness.MISSING if called_otherwise or _short_begins(full.words[0], bare) else Likeness.DIFFERS


def _short_begins(word: str, bare: Given) -> bool:
    """B. may be Sebastiaan, if he is called Bas."""
    known = book()
    return any(short[0] == bare.initials[0] for name in known.lines(word) for short in known.short_for(name))


def _in_book(one: str, other: str) -> Likeness | None:
    """What the book says; None where it does not know both, or not enough to tell."""
    known = book()
    if known.lines(one) & known.lines(other):
        return Likeness.SPELLED
    if known.lines(one) & known.lines(other, short=True) or known.lines(other) & known.lines(one, short=True):
        return Likeness.SHORT
    if not known.knows(one) or not known.knows(other):
        return None
    if spelling(one) == spelling(other):
        return Likeness.SPELLED
    return Likeness.SHORT if _serves(one, other) or _serves(other, one) else Likeness.DIFFERS


def _serves(long: str, short: str) -> bool:
    """Abdelaziz is called Aziz."""
    rest = _SERVANT.sub("", long, count=1)
    return rest != long and len(rest) >= _SHORTEST_SLIP and sounds_like(rest, short)


def _slipped(one: str, other: str) -> bool:
    """One slip in a short name, two in a long one; the first letter stays, and so does a vowel at the end."""
    ends_otherwise = one[-1] != other[-1] and (one[-1] in _VOWELS or other[-1] in _VOWELS)
    if ends_otherwise and sorted(one) != sorted(other):  # "Sanen" is Sanne, but Samir is not Samira
        return False
    if one[0] != other[0]:
        return one[1::-1] == other[:2] and one[2:] == other[2:]
    shortest = min(len(one), len(other))
    if shortest < _SHORTEST_SLIP:
        return _slipped_briefly(one, other)
    most = 2 if shortest >= 8 else 1
    return slips(one, other, most) <= most


def _slipped_briefly(one: str, other: str) -> bool:
    """Of three letters two may have turned, or one may be lost if what is left is no name: "Kes" is Kees."""
    if slips(one, other, 1) != 1:
        return False
    return sorted(one) == sorted(other) or (len(one) != len(other) and is_name(one) is not is_name(other))


def _meant_alike(one: str, other: str) -> bool:
    """A slip in a short form: "Jacbous" and "Koos"."""
    pairs = product((one, *_meant(one)), (other, *_meant(other)))
    return any(mine == theirs or (_in_book(mine, theirs) or 0) >= Likeness.SHORT for mine, theirs in pairs)


@lru_cache(100_000)
def _meant(word: str) -> tuple[str, ...]:
    """The names of the book that a word which is none may stand for: one slip away, with the same first letter."""
    known = book()
    if len(word) < _SHORTEST_SLIP - 1 or known.knows(word):
        return ()
    near = {name for letter in set(word[:2]) for name in known.beginning(letter) if abs(len(name) - len(word)) <= 1}
    return tuple(sorted(name for name in near if slips(word, name, 1) == 1 and _slipped(word, name)))


def _cut_short(one: str, other: str) -> bool:
    """ "Tesfaz" and "Tesfazghi"; but Samir is not short for Samira."""
    short, long = sorted((one, other), key=len)
    rest = long.removeprefix(short)
    return len(short) >= _SHORTEST_SLIP and 1 < len(rest) < len(long) and not _FEMININE.fullmatch(rest)
