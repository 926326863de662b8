"""Invented people over three registers, among them those who are easily taken for one."""

from __future__ import annotations

import datetime
from dataclasses import replace
from random import Random
from typing import Any, Final

from seed import material
from seed.digits import fictional
from seed.names import Name, draw_name, mail, plain
from seed.noise import SPELLINGS, Card, Person, card
from seed.people import Archetype, deck, seeker_row
from seed.places import draw_place

Traps = dict[str, list[tuple[int, int]]]  # kind -> the places of two people in the list of all

MUNICIPALITY: Final = "gemeente_kandidaten.csv"
UWV: Final = "uwv_export.csv"
SHELTERED: Final = "sw_bedrijf.xlsx"
_SHARE: Final = {MUNICIPALITY: 0.8, UWV: 0.7, SHELTERED: 0.5}  # of the people who stand in each

# For daily use, and in full as in a passport.
_IN_FULL: Final = {
    "Henk": "Hendrik", "Bart": "Bartholomeus", "Gijs": "Gijsbertus", "Thijs": "Matthijs", "Theo": "Theodorus",
    "Piet": "Petrus", "Koos": "Jacobus", "Joost": "Jodocus", "Niek": "Nicolaas", "Arie": "Adrianus",
    "Teun": "Antonius", "Stef": "Stefanus", "Kees": "Cornelis", "Hans": "Johannes", "Wim": "Willem", "Jan": "Johannes",
    "Bea": "Beatrix", "Truus": "Geertruida", "Ineke": "Wilhelmina", "Ans": "Johanna", "Hennie": "Hendrika",
    "Gerda": "Gerardina", "Marjan": "Maria Johanna", "Carla": "Carolina", "Mirjam": "Maria", "Els": "Elisabeth",
    "Ria": "Maria", "Tineke": "Catharina", "Mo": "Mohamed", "Anouk": "Anna", "Sjaak": "Jacobus", "Rob": "Robertus",
}  # fmt: skip
_DAILY: Final = ("Kees", "Hans", "Wim", "Jan", "Els", "Ria", "Tineke", "Sjaak", "Rob", "Piet", "Koos")


def cards(count: int, seed: int) -> tuple[dict[str, list[Card]], Traps]:
    """The cards of every register, in the order of its rows, and the traps among the people."""
    everybody, traps = _people(count, seed)
    spare = fictional("06-000{:05d}", free=5, first=2_002, step=3)
    beside = {other: model for kind in _HOUSEHOLDS for model, other in traps[kind]}
    found: dict[str, list[Card]] = {name: [] for name in _SHARE}
    for place, person in enumerate(everybody):
        chance = Random(f"noisy rows {seed} {place}")
        for name in _registers_of(beside.get(place, place), seed):
            number = f"{name[0].upper()}{1000 + 7 * len(found[name])}"
            found[name].append(card(person, place, number, name == UWV, chance, spare))
    for name in found:
        Random(f"order {seed} {name}").shuffle(found[name])
    return found, traps


def _people(count: int, seed: int) -> tuple[list[Person], Traps]:
    """Ordinary people, and for every fifty of them one trap of each kind, within the count."""
    phones = fictional("06-000{:05d}", free=5, first=2_003, step=3)
    taken: set[str] = set()
    each = count // 50
    ordinary = [_person(place, seed, taken, next(phones)) for place in range(count - len(_TRAPS) * each)]
    everybody = list(ordinary)
    traps: Traps = {}
    chance = Random(f"traps {seed}")
    models = iter(chance.sample(range(len(ordinary)), len(_TRAPS) * each))
    for kind, other in _TRAPS.items():
        traps[kind] = [(next(models), len(everybody) + more) for more in range(each)]
        everybody += [other(everybody[model], chance, next(phones)) for model, _ in traps[kind]]
    return everybody, traps


def _person(place: int, seed: int, taken: set[str], phone: str) -> Person:
    chance = Random(f"noisy person {seed} {place}")
    archetype = next(deck(seed * 100_000 + place))
    name = _name(chance, taken, archetype)
    row = seeker_row(archetype, name, phone, chance)
    born = row["geboortedatum"] or f"{chance.randint(1960, 2004)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    postcode, town = (row["postcode"], row["plaats"]) if row["postcode"] else draw_place(chance)
    return Person(name.first, _IN_FULL.get(name.first, name.first), name.infix, name.last,
                  datetime.date.fromisoformat(born), postcode, town, phone, mail(name), row)  # fmt: skip


def _name(chance: Random, taken: set[str], archetype: Archetype) -> Name:
    """A name of which nobody has the mail address yet; most last names are put together from two of the material."""
    while True:
        name = draw_name(chance, archetype.get("herkomst", ()), archetype.get("roepnaam", ""))
        if name.background == "nederlands" and chance.random() < 0.15:
            name = replace(name, first=chance.choice(_DAILY))
        if "-" not in name.last and chance.random() < 0.7:
            other = chance.choice(material.backgrounds()[name.background]["achternamen"]).rpartition(" | ")[2]
            name = replace(name, last=name.last[: len(name.last) // 2 + 1] + other[-(len(other) // 2) :].lower())
        if mail(name) not in taken:
            taken.add(mail(name))
            return name


def _renamed(model: Person, first: str, **changes: Any) -> Person:
    name = Name(first, model.infix, model.last, "")
    return replace(model, **{"called": first, "in_full": _IN_FULL.get(first, first), "email": mail(name)} | changes)


def _twin(model: Person, chance: Random, _: str) -> Person:
    """One birth date, last name, phone and address; now and then the same initial, or the mail address too."""
    alike = [name for name in (*_IN_FULL, *SPELLINGS) if name[0] == model.called[0] and _apart(name, model)]
    others = [name for name in _IN_FULL if _apart(name, model)]
    first = chance.choice(alike if alike and chance.random() < 0.25 else others)
    return _renamed(model, first, **({"email": model.email} if chance.random() < 0.25 else {}))


def _apart(name: str, model: Person) -> bool:
    """Not two names for one: Hans is no twin of Jan, when both are Johannes."""
    mine, other = _IN_FULL.get(name, name), model.in_full
    variants = {*SPELLINGS.get(mine, ()), *SPELLINGS.get(other, ())}
    return mine != other and name != model.called and not {mine, other, model.called, name} & variants


def _father(model: Person, chance: Random, _: str) -> Person:
    """One phone and address, often the initial, now and then the whole name."""
    born = model.born.replace(year=model.born.year - chance.randint(20, 38), day=min(model.born.day, 28))
    first = model.called if chance.random() < 0.4 else chance.choice([n for n in _IN_FULL if _apart(n, model)])
    return _renamed(model, first, born=born, email=f"{plain(model.last)}.{born.year}@example.org")


def _namesake(model: Person, chance: Random, phone: str) -> Person:
    """One name and birth year, nothing else."""
    born = model.born
    while born == model.born:
        born = datetime.date(model.born.year, chance.randint(1, 12), chance.randint(1, 28))
    postcode, town = draw_place(chance)
    email = f"{plain(model.called)}{born.day}{plain(model.last)}@example.org"
    return replace(model, born=born, postcode=postcode, town=town, phone=phone, email=email)


def _partner(model: Person, chance: Random, phone: str) -> Person:
    """One mail address and street; sometimes the phone and the last name too."""
    first = chance.choice([name for name in _IN_FULL if _apart(name, model)])
    born = datetime.date(model.born.year + chance.randint(-4, 4), chance.randint(1, 12), chance.randint(1, 28))
    changes: dict[str, Any] = {"born": born, "email": model.email}
    changes |= {} if chance.random() < 0.5 else {"phone": phone}
    return _renamed(model, first, **changes | ({} if chance.random() < 0.5 else {"infix": "", "last": "Duivenstijn"}))


_TRAPS: Final = {"twins": _twin, "father_and_son": _father, "namesakes": _namesake, "couple": _partner}
_HOUSEHOLDS: Final = ("twins", "father_and_son", "couple")


def _registers_of(place: int, seed: int) -> list[str]:
    """Where somebody stands; those of one household stand in the same registers."""
    chance = Random(f"registers {seed} {place}")
    return [name for name, share in _SHARE.items() if chance.random() < share] or [chance.choice(list(_SHARE))]
