"""The organiser hands in files: each comes in whole or not at all, and a row that stays out is named."""

# ruff: noqa: F811

from __future__ import annotations

import csv
import io
import random
import re
import zipfile
from typing import Any

import pytest
from flask.testing import FlaskClient
from intake_support import people_file, person, vacancy, vacancy_file, xlsx_bytes
from serving import ROOT, Served, Site, mode, register_files, served, site  # noqa: F401

from eventapp.intake.columns import TEMPLATES
from eventapp.messages import catalogue, text

Report = dict[str, Any]


def hand_in(organiser: FlaskClient, *files: tuple[str, bytes]) -> Report:
    upload = {"files": [(io.BytesIO(data), name) for name, data in files]}
    answer = organiser.post("/api/v1/imports", data=upload)
    assert answer.status_code == 200, answer.text
    report: Report = answer.json
    return report


def sentence(file: Report) -> str:
    """What the page says about a file that stays out."""
    return text(f"import.{file['error']}", file["params"])


def is_plain(words: str) -> bool:
    """A sentence for a person: no code, no gap that was not filled, no word of an exception."""
    return bool(re.fullmatch(r"[A-Z][^{}_]*[.?]", words)) and "Error" not in words


def state_of(site: Site) -> str:
    return str(site.paired("organiser").get("/healthz").json["head"])


# --- what goes well ---


def test_own_templates_come_in(site: Site) -> None:
    people = people_file(person(nummer="N1", roepnaam="Anouk"), person(nummer="N2", roepnaam="Bilal"))
    work = vacancy_file(vacancy(werkgever="Bakkerij Ster", nummer="B7", vacature="Bakker", stand="9"))
    report = hand_in(site.paired("organiser"), ("kandidaten.csv", people), ("vacatures.csv", work))
    assert (report["people"], report["employers"], report["vacancies"]) == (2, 1, 1)
    assert [(file["kind"], file["rows"], file["imported"]) for file in report["files"]] == [
        ("kandidaten", 2, 2),
        ("vacatures", 1, 1),
    ]
    found = site.paired("desk").get("/api/v1/people?q=anouk").json["people"]
    assert [(one["name"], one["number"]) for one in found] == [("Anouk Duinmaker", "N1")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_list_from_any_spreadsheet_comes_in(site: Site, encoding: str, separator: str) -> None:
    data = people_file(person(nummer="N1", roepnaam="Zoë"), encoding=encoding, separator=separator)
    report = hand_in(site.paired("organiser"), ("lijst.csv", data))
    assert report["people"] == 1 and "error" not in report["files"][0]
    assert site.seeker("N1").fields["first_name"] == "Zoë"


@pytest.mark.parametrize("kind", TEMPLATES)
@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_template_from_the_page_comes_back_in(site: Site, kind: str, format: str) -> None:
    organiser = site.paired("organiser")
    answer = organiser.get(f"/api/v1/templates/{kind}.{format}")
    assert answer.status_code == 200
    assert f"{kind}.{format}" in answer.headers["Content-Disposition"]
    file = hand_in(organiser, (f"{kind}.{format}", answer.data))["files"][0]
    assert (file["kind"], file["rows"]) == (kind, 0) and "error" not in file


def test_a_template_that_somebody_filled_in_comes_in(site: Site) -> None:
    organiser = site.paired("organiser")
    empty = organiser.get("/api/v1/templates/kandidaten.csv").data.decode("utf-8-sig")
    columns = next(csv.reader(io.StringIO(empty), delimiter=";"))
    assert tuple(columns) == TEMPLATES["kandidaten"]
    row = person(nummer="N1", roepnaam="Anouk", wil="kok|bakker", kan_niet="tillen")
    filled = empty + ";".join(row.get(name, "") for name in columns) + "\r\n"
    assert hand_in(organiser, ("kandidaten.csv", filled.encode("utf-8-sig")))["people"] == 1
    assert site.seeker("N1").fields["wants"] == ["kok", "bakker"]
    assert site.seeker("N1").fields["limits"] == ["lifting"]


def test_the_same_files_again_change_nothing(site: Site) -> None:
    organiser = site.paired("organiser")
    before = state_of(site)
    head = site.house.ledger.head
    for _ in range(2):
        report = hand_in(organiser, *register_files())
        assert (report["people"], report["vacancies"]) == (6, 4)
    assert site.house.ledger.head == head
    assert int(state_of(site)) == int(before) + 1, "only this device was paired"


def test_a_newer_list_brings_only_its_news(site: Site) -> None:
    head = site.house.ledger.head
    organiser = site.paired("organiser")
    newer = people_file(person(nummer="K1", roepnaam="Brechtje", achternaam="Oosterzwaluw", telefoon="06 87654321"))
    assert hand_in(organiser, ("nieuw.csv", newer))["people"] == 1
    assert site.house.ledger.head == head + 2, "the device, and one edit"
    assert site.seeker("K1").fields["phone"] == "06 87654321"
    assert site.seeker("K1").fields["wants"] == ["plukker", "inpakker", "wasserij", "kok"]


def test_who_is_new_is_seen_by_everybody_at_once(site: Site) -> None:
    organiser = site.paired("organiser")
    hand_in(organiser, ("n.csv", people_file(person(nummer="N1"))))
    badges = organiser.get("/api/v1/badges.pdf?number=N1")
    assert badges.status_code == 200 and badges.data.startswith(b"%PDF")


# --- bad files ---


def _zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("vakantie.txt", "zon en zee")
    return stream.getvalue()


def _many_zeros() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 200_000_000)
    return stream.getvalue()


BAD = {
    "empty": ("leeg.csv", b""),
    "spaces": ("spaties.csv", b"   \r\n  \r\n"),
    "zeros": ("kandidaten.csv", people_file(person(roepnaam="Sanne\0"))),
    "zip called csv": ("kandidaten.csv", _zip()),
    "picture called xlsx": ("kandidaten.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
    "broken xlsx": ("kandidaten.xlsx", xlsx_bytes({"k": [["roepnaam", "achternaam"], ["A", "B"]]})[:900]),
    "broken xls": ("kandidaten.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "a letter": ("brief.txt", b"Beste mensen, hierbij de lijst. Groet, Anouk"),
    "other columns": ("adressen.csv", b"straat;huisnummer;land\nKade;1;NL\n"),
    "no name column": ("half.csv", b"nummer;roepnaam;postcode;plaats\nN1;Anouk;2525;Haag\n"),
    "html": ("export.xls", b"<html><body><h1>Inloggen</h1></body></html>"),
    "bomb": ("bom.xlsx", _many_zeros()),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_register_is_a_plain_sentence_and_changes_nothing(site: Site, name: str) -> None:
    organiser = site.paired("organiser")
    head = site.house.ledger.head
    report = hand_in(organiser, BAD[name])
    assert (report["people"], report["employers"], report["vacancies"]) == (0, 0, 0)
    assert is_plain(sentence(report["files"][0])), sentence(report["files"][0])
    assert site.house.ledger.head == head


def test_twenty_megabytes_of_noise_are_a_plain_sentence(site: Site) -> None:
    noise = random.Random(2).randbytes(20_000_000)
    head = site.house.ledger.head + 1
    report = hand_in(site.paired("organiser"), ("ruis.csv", noise))
    assert is_plain(sentence(report["files"][0]))
    assert site.house.ledger.head == head


def test_a_bad_file_does_not_keep_a_good_one_out(site: Site) -> None:
    good = ("goed.csv", people_file(person(nummer="N1")))
    report = hand_in(site.paired("organiser"), BAD["zip called csv"], good, BAD["empty"])
    assert ["error" in file for file in report["files"]] == [True, False, True]
    assert report["people"] == 1 and site.seeker("N1") is not None


def test_no_file_at_all_is_a_plain_sentence(site: Site) -> None:
    answer = site.paired("organiser").post("/api/v1/imports", data={})
    assert (answer.status_code, answer.json["text"]) == (400, "Kies eerst een bestand.")


@pytest.mark.parametrize("body", [b"", b"--grens", b"--grens\r\n\r\nlos", b"\xff" * 1000])
def test_an_upload_that_is_no_form_is_a_plain_sentence(site: Site, body: bytes) -> None:
    kind = "multipart/form-data; boundary=grens"
    answer = site.paired("organiser").post("/api/v1/imports", data=body, content_type=kind)
    assert answer.status_code == 400 and is_plain(answer.json["text"])


# --- bad rows ---


def test_a_bad_row_is_named_and_the_rest_goes_in(site: Site) -> None:
    rows = [person(nummer="N1"), person(nummer="N2", roepnaam="", achternaam=""), person(nummer="N3")]
    file = hand_in(site.paired("organiser"), ("lijst.csv", people_file(*rows)))["files"][0]
    assert (file["rows"], file["imported"]) == (3, 2)
    assert [held["row"] for held in file["quarantined"]] == [3]
    assert is_plain(text(f"import.{file['quarantined'][0]['reason']}"))
    assert site.seeker("N1") and site.seeker("N3") and not site.seeker("N2")


@pytest.mark.parametrize("first_name", ["N" * 300, "=HYPERLINK(1)", "=1+1", "<script>alert(1)</script>"])
def test_a_strange_name_harms_nobody(site: Site, first_name: str) -> None:
    rows = [person(nummer="N1", roepnaam=first_name), person(nummer="N2")]
    organiser = site.paired("organiser")
    file = hand_in(organiser, ("lijst.csv", people_file(*rows)))["files"][0]
    assert "error" not in file and site.seeker("N2") is not None
    for said in (*file["quarantined"], *file["warnings"]):
        assert is_plain(text(f"import.{said.get('reason') or said['code']}", said))
    assert site.paired("desk").get("/api/v1/people?q=duinmaker").status_code == 200
    assert organiser.get("/api/v1/badges.pdf?number=N2").status_code == 200


def test_unknown_and_missing_columns_are_named(site: Site) -> None:
    data = b"nummer;roepnaam;achternaam;schoenmaat\nN1;Anouk;Duinmaker;38\n"
    file = hand_in(site.paired("organiser"), ("lijst.csv", data))["files"][0]
    said = {(warning["code"], warning["field"]) for warning in file["warnings"]}
    assert ("unknown_column", "schoenmaat") in said and ("missing_column", "postcode") in said
    assert site.seeker("N1") is not None


def test_a_citizen_number_is_dropped_and_reported_without_itself(site: Site) -> None:
    data = people_file(person(nummer="N1", wil="kok 111222333"))
    organiser = site.paired("organiser")
    report = hand_in(organiser, ("lijst.csv", data))
    assert report["files"][0]["warnings"] and "111222333" not in str(report)
    assert "111222333" not in str(site.seeker("N1"))


def test_every_code_of_an_import_has_a_sentence_in_both_languages() -> None:
    source = "".join(path.read_text() for path in (ROOT / "eventapp" / "intake").rglob("*.py"))
    codes = set(re.findall(r'Bad(?:File|Row)\(\s*"(\w+)"', source))
    assert codes
    for language in ("nl", "en"):
        assert {f"import.{code}" for code in codes} <= set(catalogue(language))


# --- through a real server ---


def test_a_served_fair_takes_in_files_and_says_when_one_is_too_large(served: Served) -> None:
    organiser = served.paired("organiser")
    report = organiser.post("/api/v1/imports", files=[("files", ("n.csv", people_file(person(nummer="N1"))))]).json()
    assert report["people"] == 1
    large = organiser.post("/api/v1/imports", files=[("files", ("groot.csv", b"x" * 27_000_000))])
    assert (large.status_code, large.json()["text"]) == (413, "Dit is te groot. Een bestand mag 25 MB zijn.")
    assert organiser.get("/api/v1/me").status_code == 200
