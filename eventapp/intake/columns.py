"""Which columns a file has: the own templates, and how a header row is recognised.

A ``Layout`` says which column of a file is which column of a template. Other layouts will be mapped to the
same names, so nothing behind this module knows how a file called its columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

TEMPLATES: Final[dict[str, tuple[str, ...]]] = {
    "kandidaten": (
        "nummer", "roepnaam", "tussenvoegsel", "achternaam", "geboortedatum", "postcode", "plaats",
        "telefoon", "e-mail", "beroepen", "kan", "wil", "kan_niet", "uren_min", "uren_max", "dagdelen",
        "max_reisafstand_km", "vervoer", "rijbewijs", "taal_nederlands", "andere_talen", "opleiding",
        "certificaten", "steun_nodig", "contractvormen", "contactpersoon", "toestemming",
    ),
    "vacatures": (
        "werkgever", "kvk", "sector", "stand", "recruiters", "stand_toegankelijk", "nummer", "vacature",
        "beroep", "taken", "moet", "mooi_meegenomen", "belasting", "aanpasbaar", "uren_min", "uren_max",
        "dagdelen", "postcode", "plaats", "taal_nederlands", "contractvorm", "plaatsen", "steun_geboden",
        "open_hiring", "social_return", "contactpersoon", "telefoon", "e-mail",
    ),
}  # fmt: skip
# Without these a row says nothing: nobody can be greeted, no work can be offered.
REQUIRED: Final = {"kandidaten": ("roepnaam", "achternaam"), "vacatures": ("werkgever", "vacature")}

HEADER_WITHIN: Final = 20  # titles and blank rows may stand above the header, but not more than this
_MAX_COLUMNS: Final = 500  # a row of a million separators is no header
_ENOUGH: Final = 3  # known column names that make a row look like a header


@dataclass(frozen=True, slots=True)
class Layout:
    """The header of one table: columns by position; ``row`` as a spreadsheet counts.

    ``doubled`` are unknown columns too: the first of a name is read, the next is left out.
    """

    kind: str
    row: int
    width: int
    columns: dict[int, str]
    unknown: dict[int, str]
    doubled: dict[int, str]

    @property
    def missing(self) -> tuple[str, ...]:
        """Columns of the template that the file does not have."""
        return tuple(name for name in TEMPLATES[self.kind] if name not in self.columns.values())

    @property
    def missing_required(self) -> list[str]:
        """Columns without which nothing can be taken in."""
        return [name for name in self.missing if name in REQUIRED[self.kind]]

    @property
    def merit(self) -> tuple[bool, int]:
        """How surely this is a header; the largest is the best guess."""
        return not self.missing_required, len(self.columns)


def find_layout(rows: Iterable[Sequence[str]]) -> Layout | None:
    """The header among the first rows of a table, or None where nothing looks like one."""
    found = (
        layout
        for number, cells in enumerate(rows, start=1)
        for kind in TEMPLATES
        if (layout := _read_header(kind, number, cells))
    )
    return max(found, key=lambda layout: layout.merit, default=None)


def same_header(text: str, column: str) -> bool:
    """Whether a cell is the name of a column, however it is written: "E-Mail", "Kan niet", "UREN MIN"."""
    return bool(text) and _bare(text) == _bare(column)


def column_letter(index: int) -> str:
    """The name that a spreadsheet gives to a column that has none: 0 is A, 26 is AA."""
    letters = ""
    while index >= 0:
        index, letter = index // 26 - 1, index % 26
        letters = chr(ord("A") + letter) + letters
    return letters


def _read_header(kind: str, row: int, cells: Sequence[str]) -> Layout | None:
    names = {_bare(name): name for name in TEMPLATES[kind]}
    columns: dict[int, str] = {}
    unknown: dict[int, str] = {}
    doubled: dict[int, str] = {}
    for index, cell in enumerate(cells[:_MAX_COLUMNS]):
        name = names.get(_bare(cell))
        if name is None or name in columns.values():
            unknown[index] = cell.strip()
        if name is not None:
            (doubled if name in columns.values() else columns)[index] = name
    layout = Layout(kind, row, len(cells), columns, unknown, doubled)
    return layout if _looks_like_header(layout) else None


def _looks_like_header(layout: Layout) -> bool:
    """All required names, or several names that the other template does not have."""
    own = set(layout.columns.values()).difference(*(names for kind, names in TEMPLATES.items() if kind != layout.kind))
    return not layout.missing_required or (len(layout.columns) >= _ENOUGH and bool(own))


def _bare(text: str) -> str:
    """Letters and digits only, small and without accents."""
    text = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9]", "", text)
