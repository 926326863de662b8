"""The registers of the rehearsal fair come in through the same door as real ones, without a single remark."""

from __future__ import annotations

from datetime import date

import pytest

from eventapp.intake import Known, take_in
from seed.registers import kandidaten_csv, vacatures_csv

KNOWN = Known(today=date(2025, 1, 2))


@pytest.mark.parametrize(("people", "employers", "vacancies"), [(160, 25, 60), (2_000, 100, 300)])
def test_every_row_of_the_rehearsal_is_taken_in_without_a_warning(people: int, employers: int, vacancies: int) -> None:
    files = [
        ("kandidaten.csv", kandidaten_csv(people)),
        ("vacatures.csv", vacatures_csv(employers=employers, vacancies=vacancies)),
    ]
    report = take_in(files, KNOWN).report
    assert [file["quarantined"] for file in report["files"]] == [[], []]
    assert [file["warnings"] for file in report["files"]] == [[], []]
    assert (report["people"], report["employers"], report["vacancies"]) == (people, employers, vacancies)
    assert not report["merged"] and not report["to_review"]


def test_some_of_what_people_cannot_do_stays_a_question() -> None:
    people = take_in([("kandidaten.csv", kandidaten_csv())], KNOWN).people
    asked = [person for person in people if person.fields.get("questions")]
    assert 10 <= len(asked) <= 60
