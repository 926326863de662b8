"""Which files come in, in which encoding, and what is said of files that do not."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_support import error, file_report, people_file, person, refused, take, warnings

from eventapp.intake import BadFile, Known, take_in
from eventapp.intake.codes import FILE_ERRORS
from eventapp.intake.columns import TEMPLATES
from eventapp.intake.text import decode

HEADER = ";".join(TEMPLATES["kandidaten"]).encode()


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_file_comes_in_whatever_its_encoding_and_separator(encoding: str, separator: str) -> None:
    rows = person(roepnaam="René", achternaam="Çelík; Óskar, jr.", plaats="Poeldijk")
    intake = take(people_file(rows, encoding=encoding, separator=separator))
    assert [entry.fields["first_name"] for entry in intake.people] == ["René"]
    assert intake.people[0].fields["last_name"] == "Çelík; Óskar, jr."


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_utf16_is_read_with_and_without_a_mark(encoding: str, mark: str) -> None:
    data = (mark + people_file(person(roepnaam="Zoë")).decode("utf-8-sig")).encode(encoding)
    assert take(data).people[0].fields["first_name"] == "Zoë"


def test_letters_outside_cp1252_come_in_from_utf8() -> None:
    assert take(people_file(person(achternaam="Yıldız-Ilić"))).people[0].fields["last_name"] == "Yıldız-Ilić"


def test_the_order_case_and_spelling_of_headers_do_not_matter() -> None:
    data = b"ACHTERNAAM;Kan Niet;E-Mail;Roepnaam;uren min\nDuinmaker;tillen;s@example.org;Sanne;12"
    fields = take(data).people[0].fields
    assert fields["limits"] == ["lifting"]
    assert (fields["email"], fields["hours_min"], fields["first_name"]) == ("s@example.org", 12, "Sanne")


def test_a_quoted_cell_may_hold_the_separator_and_new_lines() -> None:
    data = people_file(person(kan="poetsen\nstrijken; vouwen", plaats="Den\nHaag"))
    fields = take(data).people[0].fields
    assert fields["can"] == ["poetsen", "strijken; vouwen"]
    assert fields["city"] == "Den Haag"


def test_row_numbers_are_those_of_a_spreadsheet() -> None:
    rows = [
        person(nummer="1", kan="een\ntwee"),
        person(nummer="2"),
        person(nummer="3", roepnaam="", achternaam=""),
    ]
    intake = take(people_file(*rows))
    assert [entry.source for entry in intake.people] == [("register.csv", 2), ("register.csv", 3)]
    assert refused(intake) == [(4, "no_name")]


def test_blank_rows_count_for_the_row_number_and_for_nothing_else() -> None:
    lines = [
        "",
        "Lijst van de gemeente;;",
        "roepnaam;achternaam;plaats",
        "",
        ";;",
        "Sanne;Duinmaker;",
        "",
        "",
    ]
    intake = take("\r\n".join(lines).encode())
    assert intake.people[0].source == ("register.csv", 6)
    assert file_report(intake)["rows"] == 1


def test_a_sep_line_is_obeyed_and_is_no_row() -> None:
    intake = take(b"sep=,\r\nroepnaam,achternaam\r\nSanne,Duinmaker\r\n")
    assert intake.people[0].source == ("register.csv", 2)


def test_a_column_that_nobody_knows_is_named_and_left_out() -> None:
    intake = take(b"roepnaam;achternaam;Schoenmaat\nSanne;Duinmaker;geheim\n")
    assert {"row": 1, "code": "unknown_column", "field": "Schoenmaat"} in file_report(intake)["warnings"]
    assert "geheim" not in repr(intake)


def test_a_column_without_a_name_is_called_by_its_letter() -> None:
    intake = take(b"roepnaam;achternaam;;\nSanne;Duinmaker;;los\n")
    assert ("unknown_column", "D") in warnings(intake)
    assert ("unknown_column", "C") not in warnings(intake)


def test_of_two_columns_of_one_name_the_first_is_read() -> None:
    intake = take(b"roepnaam;achternaam;plaats;plaats\nSanne;Duinmaker;Breda;Delft\n")
    assert intake.people[0].fields["city"] == "Breda"
    assert ("double_column", "plaats") in warnings(intake)


def test_columns_of_the_template_that_are_not_there_are_named() -> None:
    intake = take(b"roepnaam;achternaam\nSanne;Duinmaker\n")
    assert ("missing_column", "toestemming") in warnings(intake)
    assert len(intake.people) == 1


def test_a_file_without_the_columns_that_matter_stays_out() -> None:
    intake = take(b"nummer;roepnaam;geboortedatum;kan\n1;Sanne;1990-01-01;koken\n")
    assert error(intake) == "missing_columns"
    assert file_report(intake)["params"] == {"columns": ["achternaam"]}
    assert intake.people == []


@pytest.mark.parametrize(
    "data",
    [
        b"Sanne;Duinmaker;Breda\nJoris;Van Zand;Delft\n",
        b"een brief\n\nGeachte heer,\n",
        b"kolom\nwaarde\n",
    ],
)
def test_a_table_of_something_else_is_an_unknown_layout(data: bytes) -> None:
    assert error(take(data)) == "unknown_layout"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"  \r\n\r\n", b";;;\r\n;;;\r\n"])
def test_an_empty_file_is_called_empty(data: bytes) -> None:
    assert error(take(data)) == "empty_file"


def test_a_template_that_nobody_filled_in_has_no_rows() -> None:
    intake = take(HEADER)
    assert file_report(intake)["rows"] == 0
    assert ("no_rows", "") in warnings(intake)


@pytest.mark.parametrize(
    "data",
    [
        zipped({"foto.txt": b"hallo"}),
        b"PK\x03\x04 and then nothing of a zip",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 4,
        b"%PDF-1.7\n" + bytes(range(256)) * 4,
        HEADER + b"\n1;Jan\x00;",
        b"\xff\xfe" + b"\x00\xd8" * 50,
    ],
)
def test_what_is_no_text_is_not_a_table(data: bytes) -> None:
    intake = take(data)
    assert error(intake) == "not_a_table"
    assert file_report(intake)["kind"] == "unreadable"


def test_twenty_megabytes_of_noise_are_refused() -> None:
    noise = random.Random(1).randbytes(20_000_000)
    assert error(take(noise)) == "not_a_table"


def test_more_than_25_megabytes_is_too_large() -> None:
    intake = take(HEADER + b"\n" + b"x" * 25_000_001)
    assert error(intake) == "too_large"
    assert file_report(intake)["params"] == {"megabytes": 25}


@pytest.mark.parametrize("rows", [50_001, 200_000])
def test_so_many_rows_are_too_many_and_none_of_them_is_in(rows: int) -> None:
    intake = take(b"roepnaam;achternaam\n" + b"a;b\n" * rows)
    assert error(intake) == "too_many_rows"
    assert intake.people == []
    assert file_report(intake)["rows"] == 0


def test_a_quotation_mark_that_is_never_closed_keeps_the_whole_file_out() -> None:
    intake = take(b'roepnaam;achternaam\nSanne;Duinmaker\n"Joris;Van Zand\nBo;Bakker\n')
    assert error(intake) == "open_quote"
    assert file_report(intake)["params"] == {"row": 3}
    assert intake.people == []


def test_a_row_whose_cells_have_shifted_is_refused() -> None:
    intake = take(b"roepnaam;achternaam\nSanne;Duinmaker;extra\nBo;Bakker;;\n")
    assert refused(intake) == [(2, "too_many_cells")]
    assert len(intake.people) == 1


def test_a_header_in_the_middle_is_no_person() -> None:
    assert refused(take(b"roepnaam;achternaam\nBo;Bakker\nRoepnaam;Achternaam\n")) == [(3, "repeated_header")]


def test_the_official_esco_download_is_recognised_by_what_is_in_it() -> None:
    intake = take(zipped({"ESCO/occupations_nl.csv": b"x"}), "whatever.bin")
    assert (file_report(intake)["kind"], error(intake)) == ("esco", "esco_incomplete")


def test_a_bad_file_does_not_stop_the_next() -> None:
    intake = take_in([("a.csv", b"\x00\x01"), ("b.csv", people_file(person()))], Known())
    assert [report.get("error") for report in intake.report["files"]] == ["not_a_table", None]
    assert len(intake.people) == 1


def test_a_bad_file_is_said_in_a_code_with_params() -> None:
    with pytest.raises(BadFile) as caught:
        decode(b"\x00\x01\x02")
    assert caught.value.code == "not_a_table"
    assert caught.value.params == {}


FRAGMENTS = st.sampled_from(
    [
        b";",
        b"\n",
        b'"',
        b"roepnaam",
        b"achternaam",
        b"werkgever;vacature",
        b"\xff",
        b"=",
        b"PK\x03\x04",
        b"NL\t",
        b"|",
    ]
)


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(st.binary(max_size=400), st.lists(FRAGMENTS, max_size=40).map(b"".join)),
    st.sampled_from(["a.csv", "a.xlsx"]),
)
def test_no_bytes_at_all_make_the_intake_fail(data: bytes, name: str) -> None:
    report = file_report(take(data, name))
    assert report["rows"] == report["imported"] + len(report["quarantined"])
    assert report.get("error") in {None, *FILE_ERRORS}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), max_size=len(TEMPLATES["kandidaten"])), max_size=8))
def test_every_row_is_either_in_or_refused(rows: list[list[str]]) -> None:
    cells = [dict(zip(TEMPLATES["kandidaten"], row, strict=False)) for row in rows]
    intake = take(people_file(*cells, encoding="utf-8"))
    report = file_report(intake)
    assert report["rows"] == report["imported"] + len(report["quarantined"])
    assert report["imported"] == len(intake.people)
