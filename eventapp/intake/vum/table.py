"""Documents of VUM as a table, so that they come in by the same door as any list: the place in the list is the row.

What VUM says of somebody who is in the fair, and what we would tell VUM ourselves, is no news: our words say more
than its codes. So a cell that says the same as our own document would is left empty.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from eventapp.intake.columns import Layout
from eventapp.intake.entries import Known
from eventapp.intake.guard import find_bsns
from eventapp.intake.tables import Row, Table
from eventapp.intake.vum.cells import COLUMNS, READ, Cells, occupation, profile_cells, vacancy_cells
from eventapp.intake.vum.envelopes import Found
from eventapp.intake.vum.lists import Json, line, part, parts
from eventapp.intake.vum.writing import write_profile, write_vacancy

REGISTER: Final = "vum"
_REST: Final = "overige velden"  # guarded, so that a BSN in them is reported, and not read
_APART: Final = " ; "  # between values: nothing that may stand inside a number
_SENSITIVE: Final = frozenset({"indicatieLdrRegistratie"})
_UNNEEDED: Final = frozenset({
    "indicatieBeschikbaarheidContactgegevens", "voorkeursland", "flexibiliteit", "sector", "webadres",
    "gedragscompetentie", "competentiebeheersing", "codeWerkEnDenkniveauWerkzoekende",
    "codeWerkEnDenkniveauMinimaal", "sluitingsdatumVacature", "sluitingsDatumVacature", "sollicitatiewijze",
    "arbeidsVoorwaarden", "opleiding", "werkervaring", "vervoermiddel",
})  # fmt: skip
_PREFIX: Final = "VUM-"
_SHORT: Final = re.compile(r"[A-Za-z0-9_.-]{1,12}")
_UUID: Final = re.compile(r"(?=.*[a-f])[0-9a-f-]{32,36}", re.IGNORECASE)
_HASHED: Final = 10  # characters of a number that is too long for a badge


def table(found: Found, known: Known) -> tuple[Table, Layout]:
    """The documents as a table with its layout, which nobody has to confirm."""
    columns, unread = COLUMNS[found.kind], _unread(found)
    titles = (_REST, *columns, *unread)
    layout = Layout(
        found.kind, 0, titles, dict(enumerate(columns.values(), start=1)),
        dict(enumerate(unread.values(), start=1 + len(columns))), own=False, fingerprint=REGISTER, exact=True,
    )  # fmt: skip
    reader = _Reader(found.kind, known)
    return Table("", lambda: (_row(reader, document, columns) for document in found.documents), ragged=False), layout


def _row(reader: _Reader, document: Json, columns: Mapping[str, str]) -> Row:
    cells = reader.cells(document)
    said = {text for cell in cells.values() for text in cell.split("|")}
    rest = _APART.join(text for text in _leaves(document) if text not in said)
    return [rest or "-", *(cells.get(name, "") for name in columns)]


class _Reader:
    """Makes the cells of a document, knowing whom and what the fair has."""

    def __init__(self, kind: str, known: Known) -> None:
        self._kind = kind
        self._known = known
        self._numbers = {id: number for number, id in reversed([*known.people.items()])}
        self._persons = {str(person.key): person.fields for person in known.persons}

    def cells(self, document: Json) -> Cells:
        return self._profile(document) if self._kind == "kandidaten" else self._vacancy(document)

    def _profile(self, profile: Json) -> Cells:
        id = line(profile.get("idWerkzoekende"))
        cells = profile_cells(profile)
        if id not in self._numbers:
            return cells | {"idWerkzoekende": _number(profile, "idWerkzoekende") if any(cells.values()) else ""}
        ours = profile_cells(write_profile(id, self._persons.get(id, {})))
        return _news(cells, ours) | {"idWerkzoekende": self._numbers[id]}

    def _vacancy(self, vacancy: Json) -> Cells:
        id = line(vacancy.get("idVacature"))
        cells = vacancy_cells(vacancy)
        if id not in self._known.work:
            return cells | {"nummerVacature": line(vacancy.get("nummerVacature")) or _number(vacancy, "idVacature")}
        employer, fields = self._known.work[id]
        ours = vacancy_cells(write_vacancy(id, employer, fields))
        title = cells["naamVacature"] if cells["naamVacature"] != ours["naamVacature"] else _text(fields, "title")
        return _news(cells, ours) | {
            "handelsnaamOrganisatie": _text(employer, "name"), "kvk": _text(employer, "kvk"),
            "nummerVacature": _text(fields, "number"), "naamVacature": title,
        }  # fmt: skip


def _news(cells: Cells, ours: Cells) -> Cells:
    return {name: text for name, text in cells.items() if text != ours.get(name)}


def _text(fields: Mapping[str, Any], name: str) -> str:
    return str(fields.get(name) or "")


def _number(document: Json, name: str) -> str:
    """A number that is no other register's and fits on a badge; the same document has the same one next time.

    A BSN is left as it is, for the guard to take out and to report: made into another number it would still be one.
    """
    id, source = line(document.get(name)) or line(document.get("vumID")), line(document.get("bronID"))
    if not id or (find_bsns(id, "nummer") and not _UUID.fullmatch(id)):
        return id
    if not source and _SHORT.fullmatch(id):
        return _PREFIX + id
    digest = hashlib.sha256(f"{source}/{id}".encode()).digest()
    return _PREFIX + base64.b32encode(digest).decode()[:_HASHED]


def _unread(found: Found) -> dict[str, str]:
    """The names in these documents that are not read, and why: codes of ``codes.COLUMN_REASONS``."""
    names = dict.fromkeys(name for document in found.documents for name in _names(found.kind, document))
    return {name: _reason(name) for name in names}


def _names(kind: str, document: Json) -> Iterator[str]:
    for name in (*document, *part(document, "arbeidsmarktkwalificatie")):
        if name not in READ[kind]:
            yield name
    work = parts(document, "bemiddelingsberoep") + parts(document, "beroep")
    if any(not occupation(one) for one in work):
        yield "codeBeroepsnaam"  # of CompetentNL, whose list of codes we do not have


def _reason(name: str) -> str:
    return "sensitive_column" if name in _SENSITIVE else "unneeded_column" if name in _UNNEEDED else "unknown_column"


def _leaves(document: Json) -> Iterator[str]:
    """Every text and number in it, at any depth."""
    waiting: list[Any] = [document]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            waiting.extend(found.values())
        elif isinstance(found, list):
            waiting.extend(found)
        elif text := line(found):
            yield text
