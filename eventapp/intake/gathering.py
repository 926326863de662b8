"""Rows become entries: who is already known, which rows are one employer, which row is one too many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from eventapp.fair.fields import Fields
from eventapp.intake.choices import plain_word
from eventapp.intake.columns import Layout
from eventapp.intake.employers import employer_key, settle
from eventapp.intake.entries import EmployerEntry, Known, Source, VacancyEntry
from eventapp.intake.joining import Row
from eventapp.intake.people import Read
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
    """Seekers, row by row. The second row of a number in one file is refused."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def add(self, report: FileReport, layout: Layout, register: str, rows: Iterable[tuple[int, Read]]) -> None:
        """Take in the rows of one file."""
        seen: set[str] = set()
        for row, read in rows:
            if read.number in seen:
                report.refuse(row, "duplicate_number")
                continue
            seen.update([read.number] if read.number else [])
            report.imported += 1
            self.rows.append(Row((report.name, row), read.number, read.fields, read.also, register, layout.own, report))


class Vacancies:
    """Vacancies with their employers, several rows of which may be one employer."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._keys = {key: key for key in known.employers}  # the key of a row -> the key it goes under
        self._employers: dict[str, EmployerEntry] = {}
        self._branches: dict[tuple[str, str], str] = {}  # key without the place, place -> key of that branch
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
            key = self._branches.get((key, plain_word(str(vacancy.get("city") or ""))), key)
            name = (key, vacancy.get("number") or vacancy["title"])
            if name in seen:
                report.refuse(row, "duplicate_number" if "number" in vacancy else "duplicate_title")
                continue
            seen.add(name)
            report.imported += 1
            self._add_employer(report, key, employer, (report.name, row))
            self._add_vacancy(name, vacancy, (report.name, row))

    def add_employers(self, report: FileReport, rows: list[tuple[int, tuple[Fields, str]]]) -> None:
        """Take in a list of employers only. Two branches of one name and KvK number get their place in the name."""
        places: dict[str, set[str]] = {}
        for _, (fields, branch) in rows:
            places.setdefault(employer_key(fields), set()).add(plain_word(branch))
        for row, (fields, branch) in rows:
            base = employer_key(fields)
            several = len(places[base] - {""}) > 1 and plain_word(branch) not in plain_word(str(fields["name"]))
            named = fields | ({"name": f"{fields['name']} {branch}"} if several else {})
            self._keys = settle({employer_key(named)}, self._keys)
            key = self._keys[employer_key(named)]
            if several:
                self._branches[base, plain_word(branch)] = key
            report.imported += 1
            self._add_employer(report, key, named, (report.name, row))

    def _add_employer(self, report: FileReport, key: str, fields: Fields, source: Source) -> None:
        entry = self._employers.setdefault(key, EmployerEntry(key, {}, source, self._known.employers.get(key)))
        for name, value in fields.items():
            if entry.fields.setdefault(name, value) != value and name in _EMPLOYER_COLUMNS:
                report.warn(source[1], "employer_differs", _EMPLOYER_COLUMNS[name])

    def _add_vacancy(self, name: tuple[str, str], fields: Fields, source: Source) -> None:
        entry = VacancyEntry(name[0], fields.get("number"), {}, source, self._known.vacancies.get(name))
        self._entries.setdefault(name, entry).fields.update(fields)
