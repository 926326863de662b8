"""Invented people: a name with the languages of its background, and the mail address that goes with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from seed import material

# Letters that no Unicode decomposition turns into a plain one.
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o"})


@dataclass(frozen=True)
class Name:
    """A person's name; ``background`` is a key of names.toml."""

    first: str
    infix: str
    last: str
    background: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.first, self.infix, self.last) if part)


def draw_name(chance: Random, allowed: Sequence[str] = (), given: str = "", double: float = 0.06) -> Name:
    """A name from the allowed backgrounds (all if empty).

    ``given`` is v, m or either (empty); ``double`` the odds of a double surname.
    """
    background = _draw_background(chance, allowed)
    table = material.backgrounds()[background]
    first = chance.choice(table[given or chance.choice("vm")])
    infix, last = _divide(chance.choice(table["achternamen"]))
    if chance.random() < double:
        other = material.backgrounds()[_draw_background(chance, ())]
        last = f"{last}-{_divide(chance.choice(other['achternamen']))[1]}"
    return Name(first, infix, last, background)


def draw_new_name(chance: Random, taken: set[str], allowed: Sequence[str], given: str) -> Name:
    """A name that is not in ``taken``, and then is; double surnames come where single ones run out."""
    attempt = 0
    while str(name := draw_name(chance, allowed, given, double=0.06 + 0.1 * attempt)) in taken:
        attempt += 1
    taken.add(str(name))
    return name


def plain(text: str) -> str:
    """Letters and digits of ``text`` in lower case without accents: what fits in a mail address."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return re.sub(r"[^a-z0-9]", "", decomposed.lower())


def mail(name: Name) -> str:
    """The mail address of a person, in a domain that can never exist."""
    return f"{plain(name.first)}.{plain(name.infix + name.last)}@example.org"


def _draw_background(chance: Random, allowed: Sequence[str]) -> str:
    tables = material.backgrounds()
    keys = list(allowed or tables)
    return chance.choices(keys, [tables[key]["deel"] for key in keys])[0]


def _divide(surname: str) -> tuple[str, str]:
    infix, _, last = surname.rpartition(" | ")
    return infix, last
