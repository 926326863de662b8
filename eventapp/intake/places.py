"""A GeoNames postcode file (NL.txt): recognised, and passed on line by line where the line is whole."""

from __future__ import annotations

import re
from typing import Final

from eventapp.intake.guard import find_bsns
from eventapp.intake.report import FileReport

_COLUMNS: Final = 12
_POSTCODE: Final = re.compile(r"\d{4}( ?[A-Z]{2})?")
_DEGREES: Final = re.compile(r"-?\d{1,3}(\.\d+)?")


def is_places(text: str) -> bool:
    """Twelve columns with tabs between them, of which the first is the country."""
    line = text[:1000].lstrip().split("\n", 1)[0]
    return line.startswith("NL\t") and line.count("\t") == _COLUMNS - 1


def read_places(text: str, report: FileReport) -> str:
    """The lines that are whole, in the layout of GeoNames; others are refused in the report."""
    kept: list[str] = []
    for row, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        report.rows += 1
        if _is_whole(line.split("\t")):
            kept.append(line)
            report.imported += 1
        else:
            report.refuse(row, "bad_place")
    return "\n".join(kept) + "\n"


def _is_whole(cells: list[str]) -> bool:
    """Names are searched for a BSN like everything else; degrees are a number with a point, no more."""
    if len(cells) != _COLUMNS or cells[0] != "NL" or not _POSTCODE.fullmatch(cells[1]):
        return False
    if not (_DEGREES.fullmatch(cells[9]) and _DEGREES.fullmatch(cells[10])):
        return False
    return not any(find_bsns(cell) for cell in (*cells[2:9], cells[11]))
