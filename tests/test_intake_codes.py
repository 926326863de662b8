"""Every code of the intake is in one list, so that the message catalogue can have a sentence for each."""

from __future__ import annotations

import re
from pathlib import Path

import eventapp.intake
from eventapp.intake.codes import FILE_ERRORS, ROW_REASONS, WARNINGS

SOURCES = [
    path.read_text("utf-8") for path in Path(eventapp.intake.__file__).parent.rglob("*.py") if path.stem != "codes"
]


def test_no_code_is_in_two_lists() -> None:
    assert len({*FILE_ERRORS, *ROW_REASONS, *WARNINGS}) == len(FILE_ERRORS) + len(ROW_REASONS) + len(WARNINGS)


def test_errors_of_files_and_reasons_of_rows_are_in_their_list() -> None:
    given = {code for source in SOURCES for code in re.findall(r'BadFile\(\s*"(\w+)"', source)}
    assert given - {"empty_file"} <= set(FILE_ERRORS)
    assert {code for source in SOURCES for code in re.findall(r'BadRow\("(\w+)"', source)} <= set(ROW_REASONS)


def test_every_code_in_the_lists_is_given_somewhere() -> None:
    text = "\n".join(SOURCES)
    assert [code for code in (*FILE_ERRORS, *ROW_REASONS, *WARNINGS) if f'"{code}"' not in text] == []
