"""Files for the intake tests, made in the test that needs them. All names are invented."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from eventapp.intake import Intake, Known, take_in
from eventapp.intake.columns import TEMPLATES

TODAY = datetime.date(2026, 6, 1)
NOTHING_KNOWN = Known(today=TODAY)
SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"

Cells = Mapping[str, str]


def person(**cells: str) -> dict[str, str]:
    """A row of kandidaten with a name and a number; ``e_mail`` stands for the column e-mail."""
    return {"nummer": "K1", "roepnaam": "Sanne", "achternaam": "Duinmaker"} | _by_column(cells)


def vacancy(**cells: str) -> dict[str, str]:
    """A row of vacatures with an employer and a title."""
    return {"werkgever": "Kwekerij De Polder", "vacature": "Plukker", "nummer": "V1"} | _by_column(cells)


def csv_bytes(
    rows: Sequence[Cells], columns: Sequence[str], separator: str = ";", encoding: str = "utf-8-sig"
) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, delimiter=separator, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def people_file(*rows: Cells, **how: str) -> bytes:
    return csv_bytes(rows, TEMPLATES["kandidaten"], **how)


def vacancy_file(*rows: Cells, **how: str) -> bytes:
    return csv_bytes(rows, TEMPLATES["vacatures"], **how)


def table_file(header: str, *rows: str, encoding: str = "utf-8") -> bytes:
    """A csv in any layout; the lines as they are to be."""
    return "\r\n".join([header, *rows, ""]).encode(encoding)


def xlsx_bytes(sheets: Mapping[str, Sequence[Sequence[Any]]], hidden: Sequence[str] = ()) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    sheet.write(row, column, value, *([day] if isinstance(value, datetime.date) else []))
            if name in hidden:
                sheet.hide()
    return stream.getvalue()


def take(data: bytes, name: str = "register.csv", known: Known = NOTHING_KNOWN) -> Intake:
    return take_in([(name, data)], known)


def take_person(**cells: str) -> tuple[dict[str, Any], set[tuple[str, str]]]:
    """The fields of the one person in a file, and the warnings about it as (code, column)."""
    intake = take(people_file(person(**cells)))
    assert len(intake.people) == 1, intake.report
    return intake.people[0].fields, warnings(intake)


def take_vacancy(**cells: str) -> tuple[dict[str, Any], set[tuple[str, str]]]:
    """The fields of the one vacancy in a file, and the warnings about it as (code, column)."""
    intake = take(vacancy_file(vacancy(**cells)))
    assert len(intake.vacancies) == 1, intake.report
    return intake.vacancies[0].fields, warnings(intake)


def file_report(intake: Intake, index: int = 0) -> dict[str, Any]:
    return intake.report["files"][index]


def warnings(intake: Intake, index: int = 0) -> set[tuple[str, str]]:
    return {(warning["code"], warning["field"]) for warning in file_report(intake, index)["warnings"]}


def refused(intake: Intake, index: int = 0) -> list[tuple[int, str]]:
    return [(row["row"], row["reason"]) for row in file_report(intake, index)["quarantined"]]


def error(intake: Intake, index: int = 0) -> str | None:
    return file_report(intake, index).get("error")


def _by_column(cells: Cells) -> dict[str, str]:
    return {name.replace("e_mail", "e-mail"): text for name, text in cells.items()}
