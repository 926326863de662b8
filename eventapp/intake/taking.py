"""Taking in: a file is read to its end before anything of it counts, so it is in whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

from eventapp.intake.columns import Layout
from eventapp.intake.entries import BadFile, Intake, Known
from eventapp.intake.gathering import People, Vacancies
from eventapp.intake.guard import without_bsn
from eventapp.intake.people import read_person
from eventapp.intake.places import is_places, read_places
from eventapp.intake.record import BadRow, Record, header_name, repeats_header
from eventapp.intake.report import FileReport
from eventapp.intake.sniff import check_size, is_esco, is_workbook, read_text
from eventapp.intake.tables import Table, choose
from eventapp.intake.text import text_tables
from eventapp.intake.vacancies import read_employer, read_vacancy
from eventapp.intake.workbook import workbook_tables

T = TypeVar("T")

MAX_ROWS: Final = 200_000


def take_in(files: Sequence[tuple[str, bytes]], known: Known) -> Intake:
    """Read files (name and content) in this order; a later file brings the newer values.

    Never raises for what is in a file: what cannot be taken in is in the report, with its code and its row.
    """
    taking = _Taking(known)
    for name, data in files:
        taking.add(name, data)
    return taking.result()


class _Taking:
    """What has come in so far."""

    def __init__(self, known: Known) -> None:
        self._today = known.today
        self._people = People(known)
        self._vacancies = Vacancies(known)
        self._places: str | None = None
        self._reports: list[FileReport] = []

    def add(self, name: str, data: bytes) -> None:
        report = FileReport(without_bsn(name)[0])
        self._reports.append(report)
        try:
            self._read(name, data, report)
        except BadFile as error:
            report.fail(error.code, error.params)

    def result(self) -> Intake:
        people, vacancies = self._people.entries, self._vacancies.entries
        employers = self._vacancies.employers
        report = {
            "files": [report.as_dict() for report in self._reports],
            "people": len(people),
            "employers": len(employers),
            "vacancies": len(vacancies),
            "merged": self._people.merged,
            "to_review": [],
        }
        return Intake(people, employers, vacancies, self._places, report)

    def _read(self, name: str, data: bytes, report: FileReport) -> None:
        if is_esco(data):
            raise BadFile("not_yet_supported", kind="esco")
        check_size(data)
        if is_workbook(data):
            self._read_tables(workbook_tables(data), report)
            return
        text = read_text(name, data)
        if is_places(text):
            report.kind = "geonames"
            self._places = (self._places or "") + read_places(text, report)
        else:
            self._read_tables(text_tables(text), report)

    def _read_tables(self, tables: Sequence[Table], report: FileReport) -> None:
        table, layout, others = choose(tables)
        if layout.kind == "kandidaten":
            self._people.add(report, _read_rows(table, layout, report, lambda record: read_person(record, self._today)))
        else:
            rows = _read_rows(table, layout, report, lambda record: (read_employer(record), read_vacancy(record)))
            self._vacancies.add(report, rows)
        report.kind = layout.kind
        for name in others:
            report.warn(1, "other_sheet", without_bsn(name)[0])


def _read_rows(table: Table, layout: Layout, report: FileReport, read: Callable[[Record], T]) -> list[tuple[int, T]]:
    """What ``read`` makes of each row; rows that must stay out are refused in the report."""
    kept: list[tuple[int, T]] = []
    used: set[int] = set()
    for number, values in _filled_rows(table, layout, report):
        used.update(index for index, value in enumerate(values) if value.strip())
        record = Record(number, report)
        record.fill(values, layout)
        try:
            _check_shape(table, layout, values)
            kept.append((number, read(record)))
        except BadRow as error:
            report.refuse(number, error.reason)
    _say_of_columns(layout, report, used)
    return kept


def _filled_rows(table: Table, layout: Layout, report: FileReport) -> Iterator[tuple[int, list[str]]]:
    for number, values in enumerate(table.rows(), start=1):
        if number <= layout.row or not any(value.strip() for value in values):
            continue
        report.rows += 1
        if report.rows > MAX_ROWS:
            raise BadFile("too_many_rows", rows=MAX_ROWS)
        yield number, values


def _check_shape(table: Table, layout: Layout, values: Sequence[str]) -> None:
    if repeats_header(values, layout):
        raise BadRow("repeated_header")
    if table.ragged and any(value.strip() for value in values[layout.width :]):
        raise BadRow("too_many_cells")  # a separator inside a value has shifted the cells


def _say_of_columns(layout: Layout, report: FileReport, used: set[int]) -> None:
    """What of the header could not be used. A column without a name counts only where it holds something."""
    for index, title in layout.unknown.items():
        if index in layout.doubled:
            report.warn(layout.row, "double_column", layout.doubled[index])
        elif title or index in used:
            report.warn(layout.row, "unknown_column", header_name(layout, index))
    for name in layout.missing:
        report.warn(layout.row, "missing_column", name)
    if report.rows == 0:
        report.warn(layout.row, "no_rows", "")
