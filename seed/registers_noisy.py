"""Three registers of overlapping invented people, each with its own layout, spelling and gaps, and the truth.

What the municipality, UWV and the sheltered-work company send is written the way such files come: other columns in
another order, other encodings, dates and names. ``seed.noisy_people`` says who is in them, ``seed.noise`` how
they are written.
"""

from __future__ import annotations

import csv
import datetime
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

import xlsxwriter

from eventapp.intake.merging import Candidate
from seed.noise import Card
from seed.noisy_people import MUNICIPALITY, SHELTERED, UWV, Traps, cards
from seed.people import Row

Source = tuple[str, int]  # file, and row as a spreadsheet shows it


@dataclass(frozen=True)
class Truth:
    """Which row is whom, and who are easily taken for one."""

    person_of: dict[Source, int] = field(default_factory=dict)
    traps: Traps = field(default_factory=dict)


def three_registers(people: int = 400, seed: int = 2026) -> tuple[list[tuple[str, bytes]], Truth]:
    """The files, as (name, content), and the truth. The same arguments always give the same bytes."""
    registers, traps = cards(people, seed)
    return [(name, _WRITERS[name](found)) for name, found in registers.items()], _truth(registers, traps)


def noisy_candidates(people: int = 400, seed: int = 2026) -> tuple[list[Candidate], Truth]:
    """The rows of ``three_registers`` as an intake that reads every layout well would hand them to the merging."""
    registers, traps = cards(people, seed)
    rows = _rows(registers)
    found = [Candidate(("row", name, row), _fields(card), card.number, name) for name, row, card in rows]
    return found, _truth(registers, traps)


def _truth(registers: dict[str, list[Card]], traps: Traps) -> Truth:
    return Truth({(name, row): card.person for name, row, card in _rows(registers)}, traps)


def _rows(registers: dict[str, list[Card]]) -> Iterator[tuple[str, int, Card]]:
    for name, found in registers.items():
        yield from ((name, row, card) for row, card in enumerate(found, _FIRST_ROW[name]))


def _fields(card: Card) -> dict[str, Any]:
    named = {"first_name": card.first, "infix": card.infix, "last_name": card.last, "birth_date": card.born}
    reached = {"postcode": card.postcode, "city": card.town, "phone": card.phone, "email": card.email}
    return {name: value for name, value in (named | reached).items() if value}


def _municipality(found: list[Card]) -> bytes:
    """Semicolons and Windows letters, the tussenvoegsel in a column of its own, dd-mm-yyyy."""
    header = [
        "Cliëntnr", "Achternaam", "Voorvoegsel", "Roepnaam", "Geb.datum", "Geslacht", "Postcode", "Woonplaats",
        "Tel. mobiel", "E-mailadres", "Doelgroep", "Gewenst werk", "Beperkingen", "Uren per week", "Rijbewijs",
        "Klantmanager", "Toestemming",
    ]  # fmt: skip
    rows = [
        [card.number, card.last, card.infix, card.first, _dutch_date(card.born), _drawn(card, "M", "V", ""),
         card.postcode.replace(" ", ""), card.town, card.phone, card.email,
         _drawn(card, "Participatiewet", "Banenafspraak", "Statushouder", ""), card.row["beroepen"].replace("|", ", "),
         card.row["kan_niet"].replace("|", "; "), _hours(card.row, "-"), card.row["rijbewijs"].replace("|", "+"),
         card.row["contactpersoon"], "J" if card.row["toestemming"] else ""]
        for card in found
    ]  # fmt: skip
    return _windows(_csv([header, *rows], ";"))


def _uwv(found: list[Card]) -> bytes:
    """Title lines above the header, commas, "Berg, J. van der" in one cell, yyyymmdd."""
    titles = [["Overzicht werkzoekenden arbeidsmarktregio"], ["Peildatum: 01-09-2026"], []]
    header = [
        "Kandidaat", "Geboren", "PC", "Plaats", "Telefoon", "Mail", "Beroepswensen", "Kan", "Beschikbaar",
        "Taalniveau", "Opleidingsniveau", "Kandidaatnummer", "Laatste contact",
    ]  # fmt: skip
    rows = [
        [f"{card.last}, {card.first} {card.infix}".strip(), card.born.replace("-", ""), card.postcode, card.town,
         card.phone, card.email, card.row["wil"].replace("|", " / "), card.row["kan"].replace("|", " / "),
         card.row["dagdelen"].replace("|", ", "), card.row["taal_nederlands"], card.row["opleiding"], card.number,
         "12-08-2026"]
        for card in found
    ]  # fmt: skip
    return _csv([*titles, header, *rows], ",").encode("utf-8")


def _sheltered(found: list[Card]) -> bytes:
    """A workbook: the name in one cell as one says it, real dates, phone numbers that became numbers, a total."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": datetime.datetime(2026, 9, 1)})
        sheet = book.add_worksheet("Medewerkers")
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        sheet.write_row(0, 0, _SHELTERED_COLUMNS)
        for row, card in enumerate(found, 1):
            named = " ".join(filter(None, (card.first, card.infix, card.last)))
            sheet.write_row(row, 0, [card.number, named, card.email])
            sheet.write(row, 3, int(card.phone) if card.phone.isdigit() else card.phone)
            _write_date(sheet, row, 4, card.born, day)
            sheet.write_row(row, 5, _sheltered_rest(card))
        sheet.write_row(len(found) + 1, 0, ["Totaal", f"{len(found)} medewerkers"])
    return stream.getvalue()


def _sheltered_rest(card: Card) -> list[str]:
    job = card.row["beroepen"].partition("|")[0]
    return [card.postcode, card.town, job, card.row["kan_niet"], card.row["steun_nodig"], _hours(card.row, " tot "),
            _drawn(card, "40%", "65%", "80%", ""), card.row["vervoer"]]  # fmt: skip


def _write_date(sheet: Any, row: int, column: int, born: str, day: Any) -> None:
    if len(born) == 10:
        sheet.write_datetime(row, column, datetime.datetime.fromisoformat(born), day)
    else:
        sheet.write(row, column, int(born) if born else "")


def _dutch_date(born: str) -> str:
    """ "1975" is "00-00-1975", as registers write it."""
    return "-".join(reversed(born.split("-"))) if len(born) != 4 else f"00-00-{born}"


def _drawn(card: Card, *values: str) -> str:
    """What a register knows and Vonk leaves out; the same for the same card."""
    return Random(f"{card.number} {values}").choice(values)


def _windows(text: str) -> bytes:
    """In the letters of an old Windows program, which has no ş and writes s."""
    table = str.maketrans({"ı": "i", "ł": "l", "Ł": "L"})
    return b"".join(_letter(letter) for letter in text.translate(table))


def _letter(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return unicodedata.normalize("NFKD", letter).encode("ascii", "ignore")


def _hours(row: Row, between: str) -> str:
    return between.join(filter(None, (row["uren_min"], row["uren_max"])))


def _csv(rows: list[list[str]], separator: str) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


_SHELTERED_COLUMNS: Final = (
    "Nr", "Naam medewerker", "E-mail", "Mobiel", "Geboortedatum", "Postcode", "Woonplaats", "Functie", "Kan niet",
    "Begeleiding", "Contracturen", "Loonwaarde", "Vervoer",
)  # fmt: skip
_WRITERS: Final = {MUNICIPALITY: _municipality, UWV: _uwv, SHELTERED: _sheltered}
_FIRST_ROW: Final = {MUNICIPALITY: 2, UWV: 5, SHELTERED: 2}
