"""Which columns there are to read, and the ``Layout`` that says where a file has them.

Nothing behind this module knows how a file called its columns.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from eventapp.intake.cells import clean
from eventapp.intake.guard import without_bsn

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
# What other layouts have and the templates do not: a cell that holds more than one thing, or a word on whether
# somebody still looks for work.
_MORE: Final = {
    "kandidaten": (
        "naam", "voorletters", "partner_achternaam", "partner_tussenvoegsel", "naamgebruik", "adres", "uren",
        "beschikbaarheid", "opmerkingen", "status",
    ),
    "vacatures": ("vestiging", "adres", "rijbewijs", "uren", "beschikbaarheid", "opmerkingen"),
}  # fmt: skip
_OF_AN_EMPLOYER: Final = (
    "werkgever", "kvk", "vestiging", "sector", "stand", "recruiters", "stand_toegankelijk", "postcode",
    "plaats",
    "adres", "contactpersoon", "telefoon", "e-mail", "opmerkingen",
)  # fmt: skip
TARGETS: Final[dict[str, tuple[str, ...]]] = {
    **{kind: names + _MORE[kind] for kind, names in TEMPLATES.items()},
    "werkgevers": _OF_AN_EMPLOYER,
}
# Several columns of a file may go to one of these; each is a list, or text.
LISTS: Final = frozenset({
    "beroepen", "kan", "wil", "kan_niet", "dagdelen", "vervoer", "rijbewijs", "andere_talen", "certificaten",
    "steun_nodig", "contractvormen", "opleiding", "opmerkingen", "status", "beschikbaarheid", "taken", "moet",
    "mooi_meegenomen", "belasting", "aanpasbaar", "contractvorm", "steun_geboden",
})  # fmt: skip
# Of several columns for one of these the first that is filled is read: a mobile number, or else the one at home.
FIRST_FILLED: Final = frozenset({"telefoon", "e-mail", "contactpersoon", "uren"})
# Without one of each group a row says nothing: nobody can be greeted, no work can be offered.
REQUIRED: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "kandidaten": (("achternaam", "naam"), ("roepnaam", "voorletters", "naam", "achternaam")),
    "vacatures": (("werkgever",), ("vacature",)),
    "werkgevers": (("werkgever",),),
}
_REQUIRED_OWN: Final = {"kandidaten": ("roepnaam", "achternaam"), "vacatures": ("werkgever", "vacature")}

HEADER_WITHIN: Final = 20  # titles and blank rows may stand above the header, but not more than this
MAX_COLUMNS: Final = 500  # a row of a million separators is no header


@dataclass(frozen=True, slots=True)
class Layout:
    """The header of one table; columns by position, ``row`` as a spreadsheet counts.

    ``columns`` says what each column is read as, ``left_out`` why the others are not: a code of
    ``codes.COLUMN_REASONS``. ``own``: every column that is read has its name from our template.
    """

    kind: str
    row: int
    titles: tuple[str, ...]
    columns: Mapping[int, str]
    left_out: Mapping[int, str] = field(default_factory=dict)
    own: bool = True
    problems: tuple[str, ...] = ()
    fingerprint: str = ""
    sure: Mapping[int, float] = field(default_factory=dict)  # 1: the heading says so; less: part of it, or the values
    lost_zeros: frozenset[int] = frozenset()  # telephone numbers of which a spreadsheet ate the zero
    zero_is_no: frozenset[int] = frozenset()  # ticks written as 1 and 0; beside a 2, VUM's no, a 0 is unknown
    exact: bool = False  # a program wrote it: values are apart already, and every row is a record

    @property
    def width(self) -> int:
        """Columns of the header, with and without a name."""
        return len(self.titles)

    @property
    def read(self) -> set[str]:
        """What is read from this table."""
        return {target.partition("=")[0] for target in self.columns.values()}

    @property
    def missing(self) -> tuple[str, ...]:
        """Columns of the template that the file does not have."""
        return tuple(name for name in TEMPLATES.get(self.kind, ()) if name not in self.read)

    @property
    def missing_required(self) -> list[str]:
        """Columns without which nothing can be taken in."""
        if self.own and self.kind in _REQUIRED_OWN:
            return [name for name in _REQUIRED_OWN[self.kind] if name not in self.read]
        return [group[0] for group in REQUIRED[self.kind] if not self.read & {*group}]


def titles(header: Sequence[str]) -> tuple[str, ...]:
    """How each column is called: by its name, without a BSN; by its letter where it has none; the second of a
    name with (2) behind it.
    """
    seen: dict[str, int] = {}
    named: list[str] = []
    for index, cell in enumerate(header[:MAX_COLUMNS]):
        name = " ".join(without_bsn(clean(cell)[:80])[0].split()) or column_letter(index)
        seen[name] = seen.get(name, 0) + 1
        named.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(named)


def fingerprint(header: Sequence[str]) -> str:
    """What tells one layout from another: the same for the same column names in any order and any capitals."""
    names = sorted(filter(None, map(bare, titles([cell for cell in header if cell.strip()]))))
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]


def same_header(text: str, column: str) -> bool:
    """Whether a cell is the name of a column, however it is written: "E-Mail", "Kan niet", "UREN MIN"."""
    return bool(text) and bare(text) == bare(column)


def column_letter(index: int) -> str:
    """The name that a spreadsheet gives to a column that has none: 0 is A, 26 is AA."""
    letters = ""
    while index >= 0:
        index, letter = index // 26 - 1, index % 26
        letters = chr(ord("A") + letter) + letters
    return letters


def bare(text: str) -> str:
    """Letters and digits only, small and without accents."""
    text = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9]", "", text)
