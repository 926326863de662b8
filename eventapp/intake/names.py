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
OWN_BEGINNINGS: Final = frozenset({"el", "al", "da", "do", "dos", "du", "della", "di", "la", "le", "les"})
_SPLIT: Final = frozenset(_INFIXES) - OWN_BEGINNINGS
# "v.d." may be van de, van den or van der: nobody can tell, so it stays short until another register does.
_SHORT: Final = {"v": "van", "v.": "van", "v.d.": "v.d.", "v/d": "v.d.", "vd": "v.d.", "v d": "v.d.", "vd.": "v.d.",
                 "v.d": "v.d.", "v. d.": "v.d.", "v/d.": "v.d.", "v.de": "van de", "v.der": "van der",
                 "v.den": "van den", "v/de": "van de", "v. de": "van de", "v. der": "van der", "v. den": "van den",
                 "v.h.": "van het", "v/h": "van het", "v.'t": "van 't", "d": "de", "d.": "de", "’t": "'t", "t": "'t",
                 "vander": "van der", "vanden": "van den"}  # fmt: skip
_INITIALS: Final = re.compile(r"(?!(?:jr|sr)\.)(?:[^\W\d_]{1,2}\.-?){1,6}", re.IGNORECASE)
_PART: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a name; an empty part is not there."""

    first: str
    infix: str
    last: str


def read_name(first: str, infix: str, last: str) -> Name:
    """The name in three cells, of which the last may hold an infix too: "Berg, van der", "van der Berg"."""
    if last.isupper() and any(map(is_infix, last.split()[1:])):
        last = last.lower()  # so that the infix behind it is seen: "BERG VAN DER"
        last = last if not split_infix(last)[0] else " ".join(split_infix(last))
    first, last = (cased(part) for part in (first, last))
    infix = infix if infix.lower() in OWN_BEGINNINGS else full_infix(infix)
    if "," in last and not infix:
        first, infix, last = _turned(first, last)
    if not infix:
        infix, last = split_infix(last)
    elif last.lower().startswith(f"{infix.lower()} "):
        last = last[len(infix) + 1 :]  # the infix stands in both cells
    return Name(first, infix, cased(last))


def full_infix(text: str) -> str:
    """An infix in small letters, and in full where there is only one way: "v." is van, "v/d" stays "v.d."."""
    small = " ".join(text.lower().replace("’", "'").split())
    return _SHORT.get(small, small)


def is_infix(word: str) -> bool:
    """Whether a word can stand between a first name and a surname, in whatever capitals."""
    return word.lower() in _INFIXES or word.lower() in _SHORT


def initials(text: str) -> str:
    """ "J", "JA", "j.a." and "J. A." are initials: "J.A."; what is a name stays one."""
    parts = [part for part in re.split(r"[.\s]+", text) if part]
    if "." not in text and len(parts) == 1 and text.isupper() and len(text) <= 5:
        parts = list(text)
    if not parts or any(len(part) > 2 or not part.replace("-", "").isalpha() for part in parts):
        return text
    return "".join(f"{part.title()}." for part in parts)


def are_initials(word: str) -> bool:
    """Whether a word is initials with their dots; "v.d." is none."""
    return _INITIALS.fullmatch(word) is not None and not (word.islower() and is_infix(word))


def split_infix(last: str) -> tuple[str, str]:
    """Small infixes before a surname ("van der Berg") or behind it ("Berg van der", "Berg (v.d.)") apart from it.

    With a capital they belong to it: "De Smet".
    """
    words = last.replace("(", "").replace(")", "").split() if last.endswith(")") else last.split()
    count = 0
    while count < len(words) - 1 and words[count] in (_INFIXES if count else _SPLIT):
        count += 1
    if count:
        return full_infix(" ".join(words[:count])), " ".join(words[count:])
    end = len(words)
    while end > 1 and words[end - 1] in _SPLIT:
        end -= 1
    return (full_infix(" ".join(words[end:])), " ".join(words[:end])) if end < len(words) else ("", last)


def cased(name: str) -> str:
    """ "JANSEN-VAN DIJK" and "jansen" get their capitals; initials and short names in capitals stay."""
    letters = "".join(_PART.findall(name))
    by_machine = name.islower() or (name.isupper() and len(letters) > 2)
    if not by_machine or _INITIALS.fullmatch(name.replace(" ", "")):
        return name
    return _PART.sub(lambda part: _part_cased(part, name), name)


def _turned(first: str, last: str) -> tuple[str, str, str]:
    """ "Berg, J. van der" and "Berg, van der". Anything else behind a comma stays ("Zandweg, jr.")."""
    surname, _, rest = last.partition(",")
    words = rest.split()
    letters = [word for word in words if are_initials(word) and word.lower() not in _INFIXES]
    infixes = words[len(letters) :]
    if not words or words[: len(letters)] != letters or not all(word.lower() in _INFIXES for word in infixes):
        return first, "", last
    return first or " ".join(letters), full_infix(" ".join(infixes)), surname.strip()


def _part_cased(part: re.Match[str], name: str) -> str:
    small = part.group().replace("İ", "i").lower()
    is_last = part.end() == len(name)
    if (small in _SPLIT and not is_last) or (small in ("s", "t") and name[part.start() - 1 : part.start()] in "'’"):
        return small
    return small.replace("ij", "IJ", 1) if small.startswith("ij") else part.group()[0].upper() + small[1:]
