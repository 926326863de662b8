"""The templates that people download are files that the intake takes in."""

from __future__ import annotations

import io

import pytest
import python_calamine as calamine
from intake_support import error, file_report, take, warnings

from eventapp.fair.words import DEMANDS
from eventapp.intake import template
from eventapp.intake.columns import TEMPLATES
from eventapp.intake.templates import Format, Kind

KINDS: tuple[Kind, ...] = ("kandidaten", "vacatures")
FORMATS: tuple[Format, ...] = ("csv", "xlsx")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_template_is_recognised_and_complete(kind: Kind, format: Format) -> None:
    intake = take(template(kind, format), f"{kind}.{format}")
    assert (file_report(intake)["kind"], error(intake)) == (kind, None)
    assert warnings(intake) == {("no_rows", "")}


@pytest.mark.parametrize("kind", KINDS)
def test_the_csv_opens_well_in_a_dutch_spreadsheet(kind: Kind) -> None:
    data = template(kind, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == ";".join(TEMPLATES[kind]) + "\r\n"


def test_a_template_is_the_same_every_time() -> None:
    assert template("kandidaten", "xlsx") == template("kandidaten", "xlsx")


def test_the_workbook_shows_the_words_of_the_closed_lists() -> None:
    book = calamine.load_workbook(io.BytesIO(template("kandidaten", "xlsx")))
    assert book.sheet_names == ["kandidaten", "woorden"]
    columns = list(zip(*book.get_sheet_by_name("woorden").to_python(), strict=True))
    words = next(column for column in columns if column[0] == "kan_niet:")
    assert list(words[1:]) == list(DEMANDS)
