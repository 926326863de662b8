"""Names as the person would write them: the parts in their own places, and no capitals of a machine.

What is written with capitals and small letters is left alone: "McDuin", "van 't Hof-de Zand" and "De Smet"
know best.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_INFIXES: Final = (
    "van", "von", "vande", "vanden", "vander", "de", "den", "der", "het", "'t", "’t", "te", "ten", "ter",
    "in", "op", "aan",
    "bij", "onder", "over", "uit", "uyt", "tot", "voor", "el", "al", "da", "do", "dos", "du", "della", "di",
    "la", "le",
    "les", "v.", "d.", "v.d.", "v/d", "vd", "v", "d", "t",
)  # fmt: skip
# These begin a name of their own so often that they stay where they stand.
_OWN_BEGINNINGS: Final = frozenset({"el", "al", "da", "do", "dos", "du", "della", "di", "la", "le", "les"})
_SPLIT: Final = frozenset(_INFIXES) - _OWN_BEGINNINGS
_INITIALS: Final = re.compile(r"(?!(?:jr|sr)\.)(?:[^\W\d_]{1,2}\.){1,6}", re.IGNORECASE)
_PART: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a name; an empty part is not there."""

    first: str
    infix: str
    last: str


def read_name(first: str, infix: str, last: str) -> Name:
    """The name in three cells, of which the last may hold all: "Berg, J. van der", "van der Berg"."""
    first, last = (_cased(part) for part in (first, last))
    infix = infix.lower() if infix.isupper() else infix
    if "," in last and not infix:
        first, infix, last = _turned(first, last)
    if not infix:
        infix, last = _split(last)
    elif last.lower().startswith(f"{infix.lower()} "):
        last = last[len(infix) + 1 :]  # the infix stands in both cells
    return Name(first, infix, _cased(last))


def _turned(first: str, last: str) -> tuple[str, str, str]:
    """ "Berg, J. van der" and "Berg, van der". Anything else behind a comma stays ("Zandweg, jr.")."""
    surname, _, rest = last.partition(",")
    words = rest.split()
    initials = [word for word in words if _INITIALS.fullmatch(word) and word.lower() not in _INFIXES]
    infixes = words[len(initials) :]
    if not words or words[: len(initials)] != initials or not all(word.lower() in _INFIXES for word in infixes):
        return first, "", last
    return first or " ".join(initials), " ".join(infixes).lower(), surname.strip()


def _split(last: str) -> tuple[str, str]:
    """Small infixes in front of a surname: "van der Berg"; with a capital they belong to it: "De Smet"."""
    words = last.split()
    count = 0
    while count < len(words) - 1 and words[count] in (_INFIXES if count else _SPLIT):
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _cased(name: str) -> str:
    """ "JANSEN-VAN DIJK" and "jansen" get their capitals; initials and short names in capitals stay."""
    letters = "".join(_PART.findall(name))
    by_machine = name.islower() or (name.isupper() and len(letters) > 2)
    if not by_machine or _INITIALS.fullmatch(name.replace(" ", "")):
        return name
    return _PART.sub(lambda part: _part_cased(part, name), name)


def _part_cased(part: re.Match[str], name: str) -> str:
    small = part.group().replace("İ", "i").lower()
    is_last = part.end() == len(name)
    if (small in _SPLIT and not is_last) or (small in ("s", "t") and name[part.start() - 1 : part.start()] in "'’"):
        return small
    return small.replace("ij", "IJ", 1) if small.startswith("ij") else part.group()[0].upper() + small[1:]
