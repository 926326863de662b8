"""The two file templates of Vonk as bytes: UTF-8 with BOM, ``;`` between cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Final

SEEKER_COLUMNS: Final = (
    "nummer", "roepnaam", "tussenvoegsel", "achternaam", "geboortedatum", "postcode", "plaats", "telefoon",
    "e-mail", "beroepen", "kan", "wil", "kan_niet", "uren_min", "uren_max", "dagdelen", "max_reisafstand_km",
    "vervoer", "rijbewijs", "taal_nederlands", "andere_talen", "opleiding", "certificaten", "steun_nodig",
    "contractvormen", "contactpersoon", "toestemming",
)  # fmt: skip
VACANCY_COLUMNS: Final = (
    "werkgever", "kvk", "sector", "stand", "recruiters", "stand_toegankelijk", "nummer", "vacature", "beroep",
    "taken", "moet", "mooi_meegenomen", "belasting", "aanpasbaar", "uren_min", "uren_max", "dagdelen",
    "postcode", "plaats", "taal_nederlands", "contractvorm", "plaatsen", "steun_geboden", "open_hiring",
    "social_return", "contactpersoon", "telefoon", "e-mail",
)  # fmt: skip

Row = Mapping[str, object]


def sheet(columns: tuple[str, ...], rows: Iterable[Row]) -> bytes:
    """Write rows under columns; what a row lacks is an empty cell, a key without a column a ValueError."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")
