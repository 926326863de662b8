"""The gold set comes in whole: 40 people, 20 employers, 36 vacancies."""

from __future__ import annotations

import pytest
from intake_support import SHARED_DATA, TODAY

from eventapp.intake import Intake, Known, employer_key, take_in

GOLD = SHARED_DATA / "gold"
pytestmark = pytest.mark.skipif(not GOLD.exists(), reason=f"needs the gold set in {GOLD}")


def gold(known: Known) -> Intake:
    return take_in([(name, (GOLD / name).read_bytes()) for name in ("kandidaten.csv", "vacatures.csv")], known)


def test_everybody_and_everything_comes_in() -> None:
    intake = gold(Known(today=TODAY))
    report = intake.report
    assert (report["people"], report["employers"], report["vacancies"]) == (40, 20, 36)
    assert [file["quarantined"] for file in report["files"]] == [[], []]


def test_nothing_needs_a_remark_but_that_one_person_is_seventeen() -> None:
    people, vacancies = gold(Known(today=TODAY.replace(month=1))).report["files"]
    assert people["warnings"] == [{"row": 27, "code": "minor", "field": "geboortedatum"}]
    assert vacancies["warnings"] == []


def test_only_what_maps_to_no_demand_is_a_question() -> None:
    asked = {
        entry.number: entry.fields["questions"]
        for entry in gold(Known(today=TODAY)).people
        if "questions" in entry.fields
    }
    assert asked == {
        "K005": ["kan niet: geen avond, de kinderen zijn dan thuis"],
        "K013": ["kan niet: rekenen"],
        "K017": ["kan niet: avonden en weekenden lukken niet"],
        "K029": ["kan niet: niet met honden werken"],
    }


def test_the_same_files_again_find_everybody_back() -> None:
    first = gold(Known(today=TODAY))
    known = Known(
        people={entry.number: f"p-{entry.number}" for entry in first.people if entry.number},
        employers={employer_key(entry.fields): f"e-{entry.key}" for entry in first.employers},
        vacancies={(entry.employer_key, str(entry.number)): f"v-{entry.number}" for entry in first.vacancies},
        today=TODAY,
    )
    again = gold(known)
    found = [[entry.id for entry in entries] for entries in (again.people, again.employers, again.vacancies)]
    assert all(all(ids) for ids in found)
    assert [entry.fields for entry in again.people] == [entry.fields for entry in first.people]
