"""A GeoNames postcode file is recognised and passed on."""

from __future__ import annotations

import pytest
from intake_support import (
    NOTHING_KNOWN,
    SHARED_DATA,
    error,
    file_report,
    refused,
    take,
    vacancy,
    vacancy_file,
)

from eventapp.intake import take_in

LINE = "NL\t2525\tDen Haag\tZuid-Holland\t11\tDen Haag\t0518\t\t\t52.0637\t4.2956\t"
REAL = SHARED_DATA / "geo" / "NL.txt"


def test_a_geonames_file_is_recognised_by_its_columns() -> None:
    intake = take(f"{LINE}\r\n{LINE.replace('2525', '2526')}\r\n".encode(), "whatever.csv")
    assert file_report(intake)["kind"] == "geonames"
    assert (file_report(intake)["rows"], file_report(intake)["imported"]) == (2, 2)
    assert intake.places == f"{LINE}\n{LINE.replace('2525', '2526')}\n"


@pytest.mark.parametrize(
    "line",
    [
        "NL\t25",
        LINE.replace("2525", "x"),
        LINE.replace("52.0637", "noord"),
        LINE.replace("Den Haag", "111222333"),
    ],
)
def test_a_line_that_is_not_whole_is_refused(line: str) -> None:
    intake = take(f"{LINE}\n{line}\n".encode(), "NL.txt")
    assert refused(intake) == [(2, "bad_place")]
    assert intake.places == f"{LINE}\n"


def test_a_register_with_tabs_is_no_places_file() -> None:
    assert take(vacancy_file(vacancy(werkgever="NL"), separator="\t")).places is None


def test_without_such_a_file_there_are_no_places() -> None:
    assert take(b"").places is None
    assert error(take(b"NL\tte weinig")) == "unknown_layout"


@pytest.mark.skipif(not REAL.exists(), reason=f"needs {REAL}")
def test_the_real_file_comes_in_whole() -> None:
    intake = take_in([("NL.txt", REAL.read_bytes())], NOTHING_KNOWN)
    report = file_report(intake)
    assert (report["rows"], report["imported"]) == (4334, 4334)
    assert intake.places is not None and len(intake.places.splitlines()) == 4334
