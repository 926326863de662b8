"""Rows become entries: who is already known, which rows are one employer, which row is one too many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from eventapp.fair.fields import Fields
from eventapp.intake.choices import plain_word
from eventapp.intake.employers import employer_key, settle
from eventapp.intake.entries import EmployerEntry, Known, PersonEntry, Source, VacancyEntry
from eventapp.intake.report import FileReport

_EMPLOYER_COLUMNS: Final = {
    "kvk": "kvk",
    "sector": "sector",
    "stand": "stand",
    "recruiters": "recruiters",
    "stand_accessible": "stand_toegankelijk",
    "contact": "contactpersoon",
    "phone": "telefoon",
    "email": "e-mail",
}


class People:
    """Seekers, one per register number. Somebody without a number is somebody new every time."""

    def __init__(self, known: Known) -> None:
        self._known = known.people
        self._by_number: dict[str, PersonEntry] = {}
        self._merged: dict[str, list[list[Any]]] = {}
        self.entries: list[PersonEntry] = []

    @property
    def merged(self) -> list[dict[str, Any]]:
        """Rows of several files that are one person."""
        return [{"kept": number, "rows": rows} for number, rows in self._merged.items()]

    def add(self, report: FileReport, rows: Iterable[tuple[int, tuple[str | None, Fields]]]) -> None:
        """Take in the rows of one file. The second row of a number is refused."""
        seen: set[str] = set()
        for row, (number, fields) in rows:
            if number in seen:
                report.refuse(row, "duplicate_number")
                continue
            seen.update([number] if number else [])
            id = self._known.get(number) if number else None
            self._add(report, PersonEntry(number, fields, (report.name, row), id))

    def _add(self, report: FileReport, entry: PersonEntry) -> None:
        earlier = self._by_number.get(entry.number) if entry.number else None
        if earlier and not _may_be_one(earlier.fields, entry.fields):
            report.refuse(entry.source[1], "number_of_someone_else")
            return
        report.imported += 1
        if earlier:
            self._merge(earlier, entry)
            return
        self.entries.append(entry)
        if entry.number:
            self._by_number[entry.number] = entry

    def _merge(self, earlier: PersonEntry, later: PersonEntry) -> None:
        earlier.fields |= later.fields
        rows = self._merged.setdefault(str(earlier.number), [list(earlier.source)])
        rows.append(list(later.source))


class Vacancies:
    """Vacancies with their employers, several rows of which may be one employer."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._keys = {key: key for key in known.employers}  # the key of a row -> the key it goes under
        self._employers: dict[str, EmployerEntry] = {}
        self._entries: dict[tuple[str, str], VacancyEntry] = {}

    @property
    def employers(self) -> list[EmployerEntry]:
        return list(self._employers.values())

    @property
    def entries(self) -> list[VacancyEntry]:
        return list(self._entries.values())

    def add(self, report: FileReport, rows: list[tuple[int, tuple[Fields, Fields]]]) -> None:
        """Take in the rows of one file. The same vacancy twice in one file is refused the second time."""
        self._keys = settle({employer_key(employer) for _, (employer, _) in rows}, self._keys)
        seen: set[tuple[str, str]] = set()
        for row, (employer, vacancy) in rows:
            key = self._keys[employer_key(employer)]
            name = (key, vacancy.get("number") or vacancy["title"])
            if name in seen:
                report.refuse(row, "duplicate_number" if "number" in vacancy else "duplicate_title")
                continue
            seen.add(name)
            report.imported += 1
            self._add_employer(report, key, employer, (report.name, row))
            self._add_vacancy(name, vacancy, (report.name, row))

    def _add_employer(self, report: FileReport, key: str, fields: Fields, source: Source) -> None:
        entry = self._employers.setdefault(key, EmployerEntry(key, {}, source, self._known.employers.get(key)))
        for name, value in fields.items():
            if entry.fields.setdefault(name, value) != value and name in _EMPLOYER_COLUMNS:
                report.warn(source[1], "employer_differs", _EMPLOYER_COLUMNS[name])

    def _add_vacancy(self, name: tuple[str, str], fields: Fields, source: Source) -> None:
        entry = VacancyEntry(name[0], fields.get("number"), {}, source, self._known.vacancies.get(name))
        self._entries.setdefault(name, entry).fields.update(fields)


def _may_be_one(one: Fields, other: Fields) -> bool:
    """Two rows with one number are one person unless a name or the birth date says otherwise."""
    return all(
        _plain(one[name]) == _plain(other[name])
        for name in ("first_name", "last_name", "birth_date")
        if name in one and name in other
    )


def _plain(text: str) -> str:
    """Without accents and capitals; a name in another script as it is."""
    return plain_word(text) or text.casefold()
