"""The employers of the fair and their vacancies: those written by hand, then others after their model."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count, islice
from random import Random
from typing import Any, Final

from seed import material
from seed.digits import fictional
from seed.names import draw_name, plain
from seed.places import draw_place, postcode

Table = dict[str, Any]

_VACANCY_CELLS: Final = (
    "vacature", "beroep", "taken", "moet", "mooi_meegenomen", "belasting", "aanpasbaar", "dagdelen",
    "taal_nederlands", "contractvorm", "plaatsen", "steun_geboden",
)  # fmt: skip


def firms(seed: int, number: int) -> list[Table]:
    """So many employers with the cells of their own columns, their model's vacancies under ``vacature``."""
    kvk = fictional("99{:06d}", free=6, first=1_731, step=1_731)
    phone = fictional("033-000{:04d}", free=4, first=1_011, step=11)
    tables = islice(chain(material.employers(), _invented(seed)), number)
    return [
        _complete(table, stand, next(kvk), next(phone), Random(f"firm {seed} {stand}"))
        for stand, table in enumerate(tables, start=1)
    ]


def vacancy_rows(seed: int, employers: list[Table], number: int) -> list[Table]:
    """So many vacancies, dealt evenly, employer by employer; each row holds its employer's cells too."""
    dealt = sorted(islice(_deal(employers), number))
    return [
        _vacancy(employers[firm], vacancy, copy, Random(f"vacancy {seed} {firm} {copy} {vacancy}"))
        for firm, copy, vacancy in dealt
    ]


def _invented(seed: int) -> Iterator[Table]:
    """Employers after the model of a hand-written one, with a name of their own and in another place."""
    chance = Random(f"firms {seed}")
    surnames = [name.rpartition(" | ")[2] for name in material.backgrounds()["nederlands"]["achternamen"]]
    chance.shuffle(surnames)
    for shift in range(len(surnames)):
        for place, model in enumerate(material.employers()):
            code, town = draw_place(chance)
            name = model["vorm"].format(surnames[(place + shift) % len(surnames)])
            yield model | {"werkgever": name, "postcode": code, "plaats": town, "invented": True}
    raise ValueError("no more names for employers")


def _complete(table: Table, stand: int, kvk: str, phone: str, chance: Random) -> Table:
    code = table["postcode"]
    return table | {
        "kvk": kvk,
        "stand": stand,
        "postcode": code if isinstance(code, str) else postcode(chance, code),
        "contactpersoon": str(draw_name(chance)),
        "telefoon": phone,
        "e-mail": f"werk@{plain(table['werkgever'])}.example",
    }


def _deal(employers: list[Table]) -> Iterator[tuple[int, int, int]]:
    """(employer, copy, vacancy) without end: everybody's first, everybody's second ...; then copies."""
    most = max(len(firm["vacature"]) for firm in employers)
    for copy in count():
        for vacancy in range(most):
            for firm, table in enumerate(employers):
                if vacancy < len(table["vacature"]):
                    yield firm, copy, vacancy


def _vacancy(firm: Table, vacancy: int, copy: int, chance: Random) -> Table:
    model = firm["vacature"][vacancy]
    least, most = (int(hours) for hours in model["uren"].split("-"))
    row = {key: value for key, value in firm.items() if key not in ("vacature", "vorm", "invented")}
    row |= {column: model.get(column, "") for column in _VACANCY_CELLS}
    row |= {"uren_min": least, "uren_max": most, "open_hiring": model.get("open_hiring", "nee")}
    by_hand = copy == 0 and "invented" not in firm
    return row | (_branch(model, chance) if by_hand else _varied(least, most, copy, chance))


def _branch(model: Table, chance: Random) -> Table:
    """Where the work is done, if that is not where the employer is."""
    if "plaats" not in model:
        return {}
    return {"plaats": model["plaats"], "postcode": postcode(chance, model["postcode"])}


def _varied(least: int, most: int, copy: int, chance: Random) -> Table:
    """What makes a vacancy after a model its own: hours, places, and for a second copy another branch."""
    hours = {"uren_min": max(4, least + chance.choice((-4, 0, 4))), "uren_max": most}
    branch = dict(zip(("postcode", "plaats"), draw_place(chance), strict=True)) if copy else {}
    return hours | branch | {"plaatsen": chance.randint(1, 8)}
