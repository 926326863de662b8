"""The official ESCO download comes in as it was downloaded; a zip that is not whole stays out with one plain code."""

from __future__ import annotations

import pytest
from esco_support import ADDRESS, OCCUPATION_COLUMNS, esco_zip, groups_file, occupation, occupations_file, table
from intake_support import SHARED_DATA, error, file_report, refused, take

from eventapp.intake import esco as reader
from eventapp.matching.esco import Esco

REAL = SHARED_DATA / "esco" / "ESCO dataset - classification - nl - csv.zip"


@pytest.mark.parametrize("folder", ["", "ESCO dataset - v1.2.0 - classification - nl - csv/", "een/map/"])
def test_the_download_comes_in_whatever_folder_its_files_are_in(folder: str) -> None:
    intake = take(esco_zip(folder), "download.zip")
    report = file_report(intake)
    assert (report["kind"], report["rows"], report["imported"], refused(intake)) == ("esco", 11, 11, [])
    assert intake.esco is not None
    first = intake.esco[0]
    assert (first.uri, first.label, first.code) == (f"{ADDRESS}/occupation/a1", "vuurtorenwachter", "5419")
    assert first.group == "Beveiligers"
    assert first.labels == ["vuurtorenwachter", "kustwachter op een vuurtoren", "vuurtorenwachtster"]


def test_groups_of_occupations_are_concepts_too() -> None:
    assert f"{ADDRESS}/isco/C7121" in [one.uri for one in take(esco_zip()).esco or ()]


def test_hidden_labels_count_and_both_halves_of_a_slash_do() -> None:
    row = occupation("b1", "ober/serveerster") | {"hiddenLabels": "kelner\nkelnerin"}
    concepts = take(esco_zip(occupations_nl=table(OCCUPATION_COLUMNS, row))).esco or []
    assert concepts[0].labels == ["ober/serveerster", "kelner", "kelnerin", "ober", "serveerster"]


def test_what_is_stored_is_read_back_the_same() -> None:
    esco = Esco(take(esco_zip()).esco or [])
    assert Esco.from_plain(esco.plain()).concepts == esco.concepts


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (esco_zip(ISCOGroups_nl=None), "esco_incomplete"),
        (esco_zip(occupations_nl=None, occupations_en=occupations_file()), "esco_incomplete"),
        (esco_zip(occupations_nl=b"conceptUri,preferredLabel\n"), "esco_incomplete"),
        (esco_zip(occupations_nl=b""), "esco_incomplete"),
        (esco_zip(occupations_nl="conceptUri,preferredLabel,altLabels,iscoGroup\né".encode("cp1252")), "esco_broken"),
        (esco_zip(occupations_nl=b'conceptUri,preferredLabel,altLabels,iscoGroup\n"open'), "esco_broken"),
        (esco_zip().replace(b"vuurtoren", b"vuurtoran"), None),
    ],
    ids=["no groups", "another language", "no columns", "empty", "no utf-8", "open quote", "untouched"],
)
def test_a_download_that_is_not_whole_stays_out_with_one_code(data: bytes, code: str | None) -> None:
    intake = take(data, "esco.zip")
    assert (file_report(intake)["kind"], error(intake)) == ("esco", code)
    assert (intake.esco is None) == (code is not None)


def test_a_part_that_unpacks_to_more_than_it_may_stays_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_PART", 1_000)
    assert error(take(esco_zip(occupations_nl=occupations_file() + b" " * 5_000))) == "too_large"


def test_a_download_of_more_than_it_may_be_stays_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_PACKED", 100)
    assert error(take(esco_zip())) == "too_large"


def test_more_concepts_than_there_can_be_stay_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_CONCEPTS", 5)
    assert error(take(esco_zip())) == "too_many_rows"


def test_a_damaged_zip_stays_out() -> None:
    data = bytearray(esco_zip())
    start = data.find(b"occupations_nl.csv") + 40
    data[start : start + 30] = bytes(30)
    assert error(take(bytes(data))) == "esco_broken"


def test_a_zip_with_a_password_stays_out() -> None:
    data = bytearray(esco_zip())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        data[place + flags] |= 1
    assert error(take(bytes(data))) == "protected_workbook"


@pytest.mark.parametrize(
    "change",
    [
        {"preferredLabel": " "},
        {"conceptUri": "javascript:alert(1)"},
        {"conceptUri": f"{ADDRESS}/occupation/a1"},
        {"iscoGroup": "dak"},
        {"preferredLabel": "x" * 400},
        {"altLabels": "bel 111222333"},
    ],
    ids=["no label", "another address", "twice", "no group", "a very long label", "a BSN in a label"],
)
def test_a_concept_that_is_not_whole_is_refused_by_its_row(change: dict[str, str]) -> None:
    rows = table(OCCUPATION_COLUMNS, occupation("a1", "vuurtorenwachter"), occupation("b2", "wever") | change)
    intake = take(esco_zip(occupations_nl=rows, ISCOGroups_nl=groups_file()))
    assert refused(intake) == [(3, "bad_concept")]
    assert f"{ADDRESS}/occupation/b2" not in [one.uri for one in intake.esco or ()]


@pytest.mark.skipif(not REAL.exists(), reason=f"needs {REAL}")
def test_the_real_download_comes_in_whole() -> None:
    intake = take(REAL.read_bytes(), REAL.name)
    report = file_report(intake)
    assert (report["rows"], report["imported"], report["quarantined"]) == (3658, 3658, [])
