"""Whatever the headings and whatever the cells: nothing fails, nothing is lost without a word, no BSN gets in."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from dataclasses import asdict
from importlib.resources import files as resources
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from intake_support import file_report, take

from eventapp.fair.fields import EMPLOYER_OPEN, EMPLOYER_PERSONAL, PERSON_OPEN, PERSON_PERSONAL, VACANCY_OPEN
from eventapp.intake import BadFile, propose
from eventapp.intake.codes import COLUMN_REASONS, FILE_ERRORS, ROW_REASONS, WARNINGS
from eventapp.intake.columns import TARGETS

TABLE: dict[str, dict[str, Any]] = tomllib.loads(
    resources("eventapp.intake").joinpath("headings.toml").read_text("utf-8")
)
HEADINGS = sorted(
    {
        phrase
        for kind in ("kandidaten", "vacatures", "leave_out")
        for phrases in TABLE[kind].values()
        for phrase in phrases
    }
)
CELLS = st.one_of(
    st.sampled_from([
        "", "ja", "nee", "x", "geen", "n.v.t.", "Berg, J. van der", "Jan de Vries", "1-2-68", "00-00-1975", "24869", "24-32", "0,8 fte", "fulltime",
        "2525gd Den Haag", "6.12E+08", "06-00000011 / bo@example.org", "3 à 4", "rijbewijs B, geen auto", "kan ivm rug niet lang staan",
        "geen bezwaar tegen nachtdienst", "RenÃ©", "Totaal", "overleden", "al aan het werk", "=1+1", "a|b;c,d / e", "Jansen BV", "12345678", "m", "v",
    ]),
    st.builds(lambda number, shape: shape.format(number), st.sampled_from([111222333, 123456782, 100000009]), st.sampled_from(["{}", "bsn {}", "{}.0"])),
    st.text(max_size=12),
)  # fmt: skip


def table(header: list[str], rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows([header, *rows])
    return text.getvalue().encode("utf-8", "replace")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(HEADINGS), max_size=8),
    st.lists(st.lists(CELLS, max_size=10), max_size=6),
    st.sampled_from(["Naam", "Bedrijf;Functie", "x"]),
)
def test_any_headings_with_any_cells(headings: list[str], rows: list[list[str]], first: str) -> None:
    intake = take(table([*first.split(";"), *headings], rows))
    report = file_report(intake)
    assert report["rows"] == report["imported"] + len(report["quarantined"])
    assert report.get("error") in {None, *FILE_ERRORS}
    assert {said["reason"] for said in report["quarantined"]} <= {*ROW_REASONS}
    assert {said["code"] for said in report["warnings"]} <= {*WARNINGS, *COLUMN_REASONS}
    assert all(set(entry.fields) <= {*PERSON_OPEN, *PERSON_PERSONAL} for entry in intake.people)
    assert all(set(entry.fields) <= {*EMPLOYER_OPEN, *EMPLOYER_PERSONAL} for entry in intake.employers)
    assert all(set(entry.fields) <= {*VACANCY_OPEN} for entry in intake.vacancies)
    assert not re.search(r"111222333|123456782|100000009", repr(asdict(intake)))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(HEADINGS), st.text(max_size=8)), max_size=8),
    st.lists(st.lists(CELLS, max_size=9), max_size=4),
)
def test_any_table_can_be_proposed_or_is_refused_with_a_code(headings: list[str], rows: list[list[str]]) -> None:
    try:
        proposal = propose(("a.csv", table(["Naam", *headings], rows)))
    except BadFile as error:
        assert error.code in FILE_ERRORS
        return
    assert all(column.target.partition("=")[0] in {"", *TARGETS[proposal.kind]} for column in proposal.columns)
    assert len({column.header for column in proposal.columns}) == len(proposal.columns)
    assert not re.search(r"111222333|123456782|100000009", repr(proposal))


def test_every_heading_in_the_table_is_for_a_column_that_there_is_or_a_reason_that_there_is() -> None:
    for kind in ("kandidaten", "vacatures"):
        assert {target.partition("=")[0] for target in TABLE[kind]} <= set(TARGETS[kind])
    assert set(TABLE["leave_out"]) <= set(COLUMN_REASONS)
