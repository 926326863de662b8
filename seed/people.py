"""One job seeker's row of the register, drawn from an archetype."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from random import Random
from typing import Any, Final

from seed import material
from seed.digits import birth_date
from seed.names import Name, mail
from seed.places import draw_place

Archetype = Mapping[str, Any]
Row = dict[str, str]

YOUNGEST_BY: Final = date(2025, 1, 1)  # ages count back from here: nobody is a minor at a rehearsal

# How many of an archetype's items one person has: fewest and most.
_HOW_MANY: Final = {"beroepen": (1, 3), "kan": (2, 4), "wil": (1, 3)}
_WHOLE_CELLS: Final = (
    "dagdelen", "max_reisafstand_km", "vervoer", "rijbewijs", "taal_nederlands", "opleiding", "certificaten",
    "steun_nodig", "contractvormen", "toestemming",
)  # fmt: skip


def deck(seed: int) -> Iterator[Archetype]:
    """Archetypes without end: in every round each occurs as often as its ``deel`` says, in a drawn order."""
    tables = material.archetypes()
    cards = [table for table in tables.values() for _ in range(table.get("deel", 2))]
    chance = Random(f"deck {seed}")
    while True:
        chance.shuffle(cards)
        yield from cards


def seeker_row(archetype: Archetype, name: Name, phone: str, chance: Random) -> Row:
    """All cells of one person but the number; some are empty, as in any register."""
    postcode, town = draw_place(chance)
    row = {
        "roepnaam": name.first,
        "tussenvoegsel": name.infix,
        "achternaam": name.last,
        "geboortedatum": _birth_date(archetype, chance),
        "postcode": postcode,
        "plaats": town,
        "telefoon": phone,
        "e-mail": mail(name),
        "contactpersoon": chance.choice(material.case_managers()),
    }
    row |= _story(archetype, chance) | _cells(archetype, chance)
    _agree_on_language(row, name, chance)
    _agree_on_licence(row)
    return _forget(row, archetype, chance)


def _birth_date(archetype: Archetype, chance: Random) -> str:
    youngest, oldest = archetype["leeftijd"]
    return birth_date(YOUNGEST_BY, round(365.25 * youngest) + chance.randrange(365 * (oldest - youngest)))


def _story(archetype: Archetype, chance: Random) -> Row:
    """What somebody did, can, wants and cannot, in own words."""
    cells = {column: _some(archetype[column], *span, chance) for column, span in _HOW_MANY.items()}
    limits = archetype.get("kan_niet", ())
    cells["kan_niet"] = [
        item.removeprefix("? ") for item in limits if not item.startswith("? ") or chance.random() < 0.5
    ]
    return {column: "|".join(_worded(item, chance) for item in items) for column, items in cells.items()}


def _some(items: Sequence[str], fewest: int, most: int, chance: Random) -> list[str]:
    return chance.sample(items, min(len(items), chance.randint(fewest, most)))


def _worded(item: str, chance: Random) -> str:
    return chance.choice(item.split(" / "))


def _cells(archetype: Archetype, chance: Random) -> Row:
    usual = material.usual()["cellen"]
    cells = {column: chance.choice(archetype.get(column, usual.get(column))) for column in _WHOLE_CELLS}
    least, _, most = chance.choice(archetype.get("uren", usual["uren"])).partition("-")
    return cells | {"uren_min": least, "uren_max": most}


def _agree_on_language(row: Row, name: Name, chance: Random) -> None:
    """Other languages follow from the background; who grew up with Dutch speaks it and learnt here."""
    table = material.backgrounds()[name.background]
    row["andere_talen"] = chance.choice(table["talen"])
    if table.get("moedertaal") == "Nederlands":
        row["taal_nederlands"] = row["taal_nederlands"] and "C1"
        row["opleiding"] = row["opleiding"].removesuffix(" buitenland")
    if row["taal_nederlands"] == "C1":
        needs = row["steun_nodig"].split("|")
        row["steun_nodig"] = "|".join(need for need in needs if need != "taalondersteuning")


def _agree_on_licence(row: Row) -> None:
    """Nobody drives without a licence: a car without B becomes public transport, a moped brings AM."""
    licence = row["rijbewijs"].split("|")
    ways = row["vervoer"].split("|")
    if "auto" in ways and row["rijbewijs"] and "B" not in licence:
        ways = [way for way in ways if way != "auto"] or ["ov"]
    if "brommer" in ways and licence == ["geen"]:
        row["rijbewijs"] = "AM"
    row["vervoer"] = "|".join(ways)


def _forget(row: Row, archetype: Archetype, chance: Random) -> Row:
    """Leave some cells empty, but never what makes this archetype what it is."""
    sure = archetype.get("zeker", ())
    for column, percent in material.usual()["leeg"].items():
        if chance.random() * 100 < percent and column not in sure:
            row[column] = ""
    return row
