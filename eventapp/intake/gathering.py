"""Rows become entries: who is already known, which rows are one employer, which row is one too many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from eventapp.fair.fields import Fields
from eventapp.intake.choices import plain_word
from eventapp.intake.columns import Layout
from eventapp.intake.employers import employer_key, settle
from eventapp.intake.entries import EmployerEntry, HeldText, Known, Source, VacancyEntry
from eventapp.intake.joining import Row
from eventapp.intake.people import Read
from eventapp.intake.report import FileReport
from eventapp.intake.vacancies import Work

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
        self.held: list[HeldText] = []

    def add(self, report: FileReport, layout: Layout, register: str, rows: Iterable[tuple[int, Read]]) -> None:
        """Take in the rows of one file."""
        seen: set[str] = set()
        for row, read in rows:
            if read.number in seen:
                report.refuse(row, "duplicate_number")
                continue
            seen.update([read.number] if read.number else [])
            report.imported += 1
            self.held += read.held
            source, own = (report.name, row), layout.own or layout.exact  # own: the numbers are those of the fair
            if read.fields:  # a profile of VUM that says nothing new has its number only
                self.rows.append(Row(source, read.number, read.fields, read.also, register, own, report))


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

    def add(self, report: FileReport, rows: list[tuple[int, Work]]) -> None:
        """Take in the rows of one file. The same vacancy twice in one file is refused the second time."""
        named = _branches_named([(work.employer, work.branch) for _, work in rows if "name" in work.employer])
        self._keys = settle(map(employer_key, named), self._keys)
        names = iter(named)
        seen: set[tuple[str, str]] = set()
        for row, work in rows:
            vacancy, place = work.vacancy, plain_word(str(work.vacancy.get("city") or ""))
            employer = next(names) if "name" in work.employer else work.employer
            found = self._key_of(employer, place)
            if found is None:
                report.refuse(row, "no_employer")
                continue
            key = self._branches.get((found, place), found)
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
        all_named = _branches_named([read for _, read in rows])
        for (row, (fields, branch)), named in zip(rows, all_named, strict=True):
            self._keys = settle({employer_key(named)}, self._keys)
            key = self._keys[employer_key(named)]
            if named["name"] != fields["name"]:
                self._branches[employer_key(fields), plain_word(branch)] = key
            report.imported += 1
            self._add_employer(report, key, named, (report.name, row))

    def _key_of(self, employer: Fields, place: str) -> str | None:
        """The key that a row goes under; without a name that of the one employer with its KvK number, or of the one
        branch with this place in its name.
        """
        if "name" in employer:
            return self._keys[employer_key(employer)]
        numbered = {key for key in self._keys.values() if key.startswith(f"{employer['kvk']}:")}
        if len(numbered) > 1 and place:
            numbered = {key for key in numbered if key.endswith(f" {place}")}
        return numbered.pop() if len(numbered) == 1 else None

    def _add_employer(self, report: FileReport, key: str, fields: Fields, source: Source) -> None:
        entry = self._employers.setdefault(key, EmployerEntry(key, {}, source, self._known.employers.get(key)))
        for name, value in fields.items():
            if entry.fields.setdefault(name, value) != value and name in _EMPLOYER_COLUMNS:
                report.warn(source[1], "employer_differs", _EMPLOYER_COLUMNS[name])

    def _add_vacancy(self, name: tuple[str, str], fields: Fields, source: Source) -> None:
        entry = VacancyEntry(name[0], fields.get("number"), {}, source, self._known.vacancies.get(name))
        self._entries.setdefault(name, entry).fields.update(fields)


def _branches_named(rows: Sequence[tuple[Fields, str]]) -> list[Fields]:
    """The employers of a file. Branches of one name and KvK number get their place in the name."""
    places: dict[str, set[str]] = {}
    for fields, branch in rows:
        places.setdefault(employer_key(fields), set()).add(plain_word(branch))
    named: list[Fields] = []
    for fields, branch in rows:
        several = len(places[employer_key(fields)] - {""}) > 1
        told = plain_word(branch) in plain_word(str(fields["name"]))
        named.append(fields | {"name": f"{fields['name']} {branch}"} if several and not told else fields)
    return named
