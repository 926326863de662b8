"""What becomes of a person in a register: slips, names for daily use, spellings, old numbers, dates turned around.

The tables here owe nothing to those of ``eventapp.intake.merging``, so that the merging can be measured with them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from seed.names import plain
from seed.people import Row
from seed.places import draw_place

# As another clerk heard it, or another passport has it.
SPELLINGS: Final = {
    "Mohamed": ("Mohammed", "Mohamad", "Muhammed"), "Hüseyin": ("Hussein", "Huseyin"), "Olena": ("Elena",),
    "Iryna": ("Irina",), "Kateryna": ("Katerina", "Catharina"), "Nataliia": ("Natalia", "Nataliya"),
    "Svitlana": ("Svetlana",), "Andrii": ("Andrey", "Andriy"), "Dmytro": ("Dmitri",), "Serhii": ("Sergei",),
    "Ayşe": ("Ayse", "Aysche"), "Khadija": ("Hadija", "Khadidja"), "Noureddine": ("Nourdin", "Nordin"),
    "Naïma": ("Naima",), "Karim": ("Kareem",), "Yonas": ("Jonas",), "Khaled": ("Khalid", "Chaled"),
    "Omar": ("Omer", "Umar"), "Abeer": ("Abir",), "Nour": ("Noor",), "Małgorzata": ("Malgorzata",),
    "Łukasz": ("Lukasz", "Lucas"), "Laila": ("Leyla",), "Soufiane": ("Sofian",), "Meryem": ("Maryam",),
    "İsmail": ("Ismael",), "Siham": ("Sihem",), "Brahim": ("Ibrahim",), "Thijs": ("Tijs",), "Gülsüm": ("Gulsum",),
    "Renée": ("Renee",), "José": ("Jose",), "Zoë": ("Zoe",), "Kees-Jan": ("Kees Jan",),
    "Yusuf-Can": ("Yusuf Can", "Yusuf"), "Jan-Willem": ("Jan Willem", "Jan"),
    "Anne-Marie": ("Annemarie", "Anne Marie"),
}  # fmt: skip
_SOUNDS: Final = (
    ("ij", "y"), ("ck", "k"), ("ae", "aa"), ("ss", "s"), ("dt", "d"), ("ou", "u"), ("z", "s"), ("y", "ij"),
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """One invented person as they are."""

    called: str
    in_full: str
    infix: str
    last: str
    born: datetime.date
    postcode: str
    town: str
    phone: str
    email: str
    row: Row  # what else a register knows, in the columns of our own template


@dataclass(frozen=True)
class Card:
    """One person as one register has them: the cells before they are laid out. ``born`` may be a year, or empty."""

    person: int
    number: str
    first: str
    infix: str
    last: str
    born: str
    postcode: str
    town: str
    phone: str
    email: str
    row: Row


def card(person: Person, place: int, number: str, with_initials: bool, chance: Random, spare: Iterator[str]) -> Card:
    """One person as a register has them; ``spare`` gives phone numbers that are no longer theirs."""
    postcode, town = draw_place(chance) if chance.random() < 0.06 else (person.postcode, person.town)
    found = Card(
        person=place,
        number=number,
        first=_first(person, with_initials, chance),
        infix=person.infix,
        last=_last(person, chance),
        born=_born(person.born, chance),
        postcode="" if chance.random() < 0.05 else postcode[:4] if chance.random() < 0.15 else postcode,
        town=town,
        phone=_phone(person.phone if chance.random() > 0.08 else next(spare), chance),
        email=_email(person, chance),
        row=person.row,
    )
    if chance.random() < 0.01 and len(found.first) > 2:
        return replace(found, first=" ".join(filter(None, (found.infix, found.last))), infix="", last=found.first)
    return found


def _first(person: Person, with_initials: bool, chance: Random) -> str:
    """Initials or the name in full, or else mostly the name for daily use."""
    name = person.called if chance.random() < 0.85 else person.in_full
    if with_initials:
        name = person.in_full
        if chance.random() < 0.55:
            return "".join(f"{part[0]}." for part in name.replace("-", " ").split())
    if name in SPELLINGS and chance.random() < 0.4:
        return chance.choice(SPELLINGS[name])
    return _slip(name, chance) if chance.random() < 0.025 else name


def _last(person: Person, chance: Random) -> str:
    last, draw = person.last, chance.random()
    if draw < 0.03:
        return _slip(last, chance)
    if draw < 0.08:
        return _respelled(last, chance)
    if draw < 0.11 and "-" not in last:
        return f"{last}-{chance.choice(('de Wit', 'Mulder', 'van Dam', 'Smits'))}"
    if draw < 0.13 and len(last.partition("-")[0]) > 3:
        return last.partition("-")[0]
    return last


def _respelled(last: str, chance: Random) -> str:
    fitting = [(old, new) for old, new in _SOUNDS if old in last]
    if not fitting:
        return last
    old, new = chance.choice(fitting)
    return last.replace(old, new, 1)


def _slip(word: str, chance: Random) -> str:
    """A letter left out, doubled, turned with the next or hit beside."""
    if len(word) < 4:
        return word
    at = chance.randrange(1, len(word) - 2)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    turned = before + after[0] + letter + after[1:]
    return chance.choice(
        (before + after, before + 2 * letter + after, turned, before + chance.choice("aeirnst") + after)
    )


def _born(born: datetime.date, chance: Random) -> str:
    draw = chance.random()
    if draw < 0.03:
        return ""
    if draw < 0.05:
        return str(born.year)
    if draw < 0.065 and born.day <= 12:
        return f"{born.year}-{born.day:02}-{born.month:02}"
    if draw < 0.08:
        return born.replace(day=born.day % 28 + 1).isoformat()
    return born.isoformat()


def _phone(phone: str, chance: Random) -> str:
    """ "06-00002003" as one of the many ways to write it; or nothing."""
    digits = phone.replace("-", "")
    ways = ("", phone, digits, f"+31{digits[1:]}", f"0031 {digits[1]} {digits[2:]}", f"+31 (0){digits[1:]}",
            f"{digits[:2]} {digits[2:6]} {digits[6:]}", digits[1:])  # fmt: skip
    return chance.choices(ways, (12, 30, 20, 10, 5, 5, 10, 8))[0]


def _email(person: Person, chance: Random) -> str:
    draw = chance.random()
    if draw < 0.25:
        return ""
    if draw < 0.29:
        return f"{plain(person.last)}{person.born.year}@example.net"
    return person.email.upper() if draw < 0.32 else person.email
