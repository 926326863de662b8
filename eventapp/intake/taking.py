"""Taking in: a file is read to its end before anything of it counts, so it is in whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeVar

from eventapp.intake.columns import Layout, column_letter
from eventapp.intake.entries import BadFile, Intake, Known
from eventapp.intake.esco import read_esco
from eventapp.intake.gathering import People, Vacancies
from eventapp.intake.guard import without_bsn
from eventapp.intake.joining import join
from eventapp.intake.opening import Opened, open_file
from eventapp.intake.people import read_person
from eventapp.intake.places import read_places
from eventapp.intake.progress import READING, Progress, Steps
from eventapp.intake.proposing import Mappings, another_header
from eventapp.intake.record import BadRow, Record
from eventapp.intake.report import FileReport
from eventapp.intake.rows import header_name, is_total, repeats_header
from eventapp.intake.tables import Table, check, choose
from eventapp.intake.vacancies import read_branch, read_employer, read_work
from eventapp.intake.vum import table as vum_table
from eventapp.matching.esco import Concept

T = TypeVar("T")

MAX_ROWS: Final = 50_000  # of one file; a region has some 11,000 people to find work for
_TITLED: Final = 2  # rows below a blank one where a second table may begin: its title, its header
_SECOND: Final = re.compile(r" \(\d+\)$")


def take_in(
    files: Sequence[tuple[str, bytes]],
    known: Known,
    mappings: Mappings | None = None,
    progress: Progress | None = None,
) -> Intake:
    """Read files (name and content) in this order; a later file brings the newer values.

    ``mappings`` are corrections of what ``propose`` says, by fingerprint. ``progress`` is called with the
    phase, what of it is done, and how much it is. Never raises for what is in a file: what
    cannot be taken in is in the report, with its code and its row.
    """
    taking = _Taking(known, mappings or {})
    for name, data in files:
        taking.open(name, data)
    steps = Steps(progress)
    taking.read(steps)
    return taking.result(steps)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A table that is going to be read."""

    table: Table
    layout: Layout
    others: list[str]
    rows: int
    report: FileReport


class _Taking:
    """What has come in so far."""

    def __init__(self, known: Known, mappings: Mappings) -> None:
        self._known = known
        self._mappings = mappings
        self._people = People()
        self._vacancies = Vacancies(known)
        self._places: str | None = None
        self._esco: list[Concept] | None = None
        self._reports: list[FileReport] = []
        self._chosen: list[_Chosen] = []

    def open(self, name: str, data: bytes) -> None:
        """Find out what a file is, and where its table stands."""
        report = FileReport(without_bsn(name)[0])
        self._reports.append(report)
        try:
            self._open(name, data, report)
        except BadFile as error:
            report.fail(error.code, error.params)

    def read(self, steps: Steps) -> None:
        """Read the tables, each to its end before anything of it counts."""
        steps.begin(READING, sum(one.rows for one in self._chosen))
        for one in self._chosen:
            try:
                self._read(one, steps)
            except BadFile as error:
                one.report.fail(error.code, error.params)
        steps.end()

    def result(self, steps: Steps) -> Intake:
        """Who is who, and all that came in."""
        joined = join(self._people.rows, self._known, steps)
        vacancies, employers = self._vacancies.entries, self._vacancies.employers
        report = {
            "files": [report.as_dict() for report in self._reports],
            "people": len(joined.entries),
            "employers": len(employers),
            "vacancies": len(vacancies),
            "merged": joined.merged,
            "to_review": joined.to_review,
        }
        return Intake(
            joined.entries, employers, vacancies, self._places, report, joined.probable, self._people.held, self._esco
        )

    def _open(self, name: str, data: bytes, report: FileReport) -> None:
        opened = open_file(name, data)
        if opened.kind == "esco":
            self._esco = read_esco(data, report)
            return
        if opened.kind == "geonames":
            report.kind = opened.kind
            self._places = (self._places or "") + read_places(opened.text, report)
            return
        table, layout, others = self._table(opened)
        rows = table.filled(layout.row)
        if rows > MAX_ROWS:
            raise BadFile("too_many_rows", rows=MAX_ROWS)
        self._chosen.append(_Chosen(table, layout, others, rows, report))

    def _table(self, opened: Opened) -> tuple[Table, Layout, list[str]]:
        """The table to read. How VUM is read is known; of any other layout it has to be found out."""
        if opened.vum:
            return *vum_table(opened.vum, self._known), []
        table, layout, others = choose(opened.tables or [], self._mappings)
        check(layout)
        return table, layout, others

    def _read(self, chosen: _Chosen, steps: Steps) -> None:
        report, layout = chosen.report, chosen.layout
        read = partial(_read_rows, chosen.table, layout, report, steps)
        if layout.kind == "kandidaten":
            rows = read(lambda record: read_person(record, self._known.today))
            self._people.add(report, layout, _register(report.name, layout), rows)
        elif layout.kind == "vacatures":
            self._vacancies.add(report, read(read_work))
        else:
            self._vacancies.add_employers(report, read(lambda record: (read_employer(record), read_branch(record))))
        report.kind = layout.kind
        for name in chosen.others:
            report.warn(1, "other_sheet", without_bsn(name)[0])


def _register(name: str, layout: Layout) -> str:
    """Which register a file is from: its layout says so, but our own template many may use."""
    return f"vonk {name}" if layout.own else layout.fingerprint


def _read_rows(
    table: Table, layout: Layout, report: FileReport, steps: Steps, read: Callable[[Record], T]
) -> list[tuple[int, T]]:
    """What ``read`` makes of each row; rows that must stay out are refused in the report."""
    kept: list[tuple[int, T]] = []
    used: set[int] = set()
    for number, values, below_blank in _filled_rows(table, layout, report):
        steps.step()
        used.update(index for index, value in enumerate(values) if value.strip())
        record = Record(number, report)
        record.fill(values, layout)
        try:
            _check_shape(table, layout, values, below_blank)
            kept.append((number, read(record)))
        except BadRow as error:
            report.refuse(number, error.reason)
    _say_of_columns(layout, report, used)
    return kept


def _filled_rows(table: Table, layout: Layout, report: FileReport) -> Iterator[tuple[int, list[str], bool]]:
    """Number and cells of each row that holds something, and whether the row above is blank. A second table below
    a blank row, with or without a title, is where this one ends.
    """
    blank = layout.row
    for number, values in enumerate(table.rows(), start=1):
        if number <= layout.row:
            continue
        if not any(value.strip() for value in values):
            blank = number
            continue
        if layout.row < blank >= number - _TITLED and another_header(number, values, layout):
            report.warn(number, "second_table", "")
            return
        report.rows += 1
        yield number, values, layout.row < blank == number - 1


def _check_shape(table: Table, layout: Layout, values: Sequence[str], below_blank: bool) -> None:
    if layout.exact:
        return
    if repeats_header(values, layout):
        raise BadRow("repeated_header")
    if is_total(values, layout, below_blank):
        raise BadRow("totals_row")
    if table.ragged and any(value.strip() for value in values[layout.width :]):
        raise BadRow("too_many_cells")  # a separator inside a value has shifted the cells


def _say_of_columns(layout: Layout, report: FileReport, used: set[int]) -> None:
    """What of the header is not read, and why. A column without a name counts only where it holds something."""
    for index, reason in layout.left_out.items():
        named = layout.titles[index] != column_letter(index)
        if named or index in used:
            name = header_name(layout, index)
            report.warn(layout.row, reason, _SECOND.sub("", name) if reason == "double_column" else name)
    for name in layout.missing if layout.own else ():
        report.warn(layout.row, "missing_column", name)
    if report.rows == 0:
        report.warn(layout.row, "no_rows", "")
