"""Workbooks: xlsx, xls and ods come in; broken, locked and dangerous ones are refused with a plain code."""

from __future__ import annotations

import datetime
import io
import struct
import zipfile
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_support import error, file_report, refused, take, vacancy_file, warnings, xlsx_bytes

from eventapp.intake.codes import FILE_ERRORS

ROWS = [
    ["nummer", "roepnaam", "achternaam", "geboortedatum", "uren_max"],
    ["K1", "René", "Duinmaker", "1-2-1990", "24"],
]
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def biff(rows: Sequence[Sequence[str]], locked: bool = False) -> bytes:
    """A workbook stream of an old xls: one sheet, text cells only."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def label(row: int, column: int, text: str) -> bytes:
        return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))

    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    lock = record(0x002F, struct.pack("<HHH", 1, 1, 1)) if locked else b""
    cells = b"".join(label(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)) + cells + record(0x000A, b"")
    name = b"\x05\x00Blad1"
    offset = len(start) + len(lock) + 4 + 6 + len(name) + 4
    listing = record(0x0085, struct.pack("<IBB", offset, 0, 0) + name)
    return start + lock + listing + record(0x000A, b"") + sheet


def xls_bytes(rows: Sequence[Sequence[str]], locked: bool = False) -> bytes:
    """The stream in its container: a header, one sector of chains, one of names, then the stream."""
    stream = biff(rows, locked).ljust(4096, b"\0")
    stream = stream.ljust(-(-len(stream) // 512) * 512, b"\0")
    count = len(stream) // 512
    header = struct.pack("<8s16s6H", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0)
    header += struct.pack("<I9I", 0, 0, 1, 1, 0, 4096, END, 0, END, 0) + struct.pack("<109I", 0, *[FREE] * 108)
    chain = [FAT, END, *range(3, count + 2), END]
    names = directory("Root Entry", 5, END, 0, child=1) + directory("Workbook", 2, 2, len(stream))
    return header + struct.pack("<128I", *chain, *[FREE] * (128 - len(chain))) + names.ljust(512, b"\0") + stream


def directory(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBB3I36sIQ", text, len(text), kind, 1, FREE, FREE, child, b"", start, size)


def ods_bytes(rows: str) -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0" '
        f'xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Blad1">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"/>'
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": manifest,
        "content.xml": content,
    })  # fmt: skip


def ods_rows(rows: Sequence[Sequence[str]]) -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows)


def zipped(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["register.xlsx", "register.csv", "register"])
@pytest.mark.parametrize("data", [xlsx_bytes({"Blad1": ROWS}), xls_bytes(ROWS), ods_bytes(ods_rows(ROWS))])
def test_xlsx_xls_and_ods_come_in_whatever_they_are_called(data: bytes, name: str) -> None:
    intake = take(data, name)
    assert [entry.number for entry in intake.people] == ["K1"], intake.report
    assert intake.people[0].source == (name, 2)
    assert intake.people[0].fields == {
        "first_name": "René",
        "last_name": "Duinmaker",
        "birth_date": "1990-02-01",
        "hours_max": 24,
    }


def test_a_csv_called_xlsx_comes_in_as_text() -> None:
    assert take(b"roepnaam;achternaam\nBo;Bakker\n", "lijst.xlsx").people


def test_numbers_dates_and_ticks_are_read_as_a_person_sees_them() -> None:
    header = [
        "nummer",
        "roepnaam",
        "achternaam",
        "geboortedatum",
        "postcode",
        "uren_max",
        "telefoon",
        "toestemming",
    ]
    row = [17, "Bo", "Bakker", datetime.date(1968, 2, 1), 2525, 24.0, 612345678, True]
    entry = take(xlsx_bytes({"a": [header, row]}), "a.xlsx").people[0]
    assert entry.number == "17"
    assert entry.fields["birth_date"] == "1968-02-01"
    assert entry.fields["phone"] == "0612345678"
    assert (entry.fields["postcode"], entry.fields["hours_max"], entry.fields["consent"]) == ("2525", 24, 1)


def test_a_table_lower_and_to_the_right_keeps_its_row_numbers() -> None:
    rows = [[], ["", "Overzicht"], [], ["", *ROWS[0]], ["", *ROWS[1]], [], ["", "K2", "", "", "2-2-1990"]]
    intake = take(xlsx_bytes({"a": rows}), "a.xlsx")
    assert intake.people[0].source == ("a.xlsx", 5)
    assert refused(intake) == [(7, "no_name")]


def test_the_sheet_with_the_table_is_found_and_hidden_sheets_are_left_alone() -> None:
    sheets = {"uitleg": [["Vul in"]], "oud": ROWS, "lijst": ROWS}
    intake = take(xlsx_bytes(sheets, hidden=["oud"]), "a.xlsx")
    assert len(intake.people) == 1
    assert ("other_sheet", "lijst") not in warnings(intake)


def test_a_second_sheet_that_could_be_read_is_named() -> None:
    assert ("other_sheet", "b") in warnings(take(xlsx_bytes({"a": ROWS, "b": ROWS}), "a.xlsx"))


def test_a_note_beside_the_table_is_a_column_without_a_name_and_not_a_shifted_row() -> None:
    intake = take(xlsx_bytes({"a": [ROWS[0], [*ROWS[1], "", "bellen!"]]}), "a.xlsx")
    assert len(intake.people) == 1
    assert ("unknown_column", "G") in warnings(intake)


def test_an_empty_workbook_is_an_empty_file() -> None:
    assert error(take(xlsx_bytes({"a": []}), "a.xlsx")) == "empty_file"


def test_a_workbook_with_a_password_says_so() -> None:
    new = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    assert error(take(new, "a.xlsx")) == "protected_workbook"
    assert error(take(xls_bytes(ROWS, locked=True), "a.xls")) == "protected_workbook"
    locked = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    ods = zipped({"META-INF/manifest.xml": locked, "content.xml": "x"})
    assert error(take(ods, "a.ods")) == "protected_workbook"


@pytest.mark.parametrize(
    "data",
    [
        xlsx_bytes({"a": ROWS})[:3000],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\1" * 4000,
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        zipped({"xl/workbook.xml": "<nonsense>", "[Content_Types].xml": "<x/>"}),
        zipped({"content.xml": "geen xml"}),
        zipped({"foto.txt": "hallo"}),
    ],
)
def test_a_broken_workbook_or_a_picture_called_one_is_unreadable(data: bytes) -> None:
    intake = take(data, "register.xlsx")
    assert error(intake) == "unreadable_workbook"
    assert file_report(intake)["kind"] == "unreadable"


def test_a_cell_so_far_away_that_it_would_fill_all_memory_is_refused() -> None:
    rows = [["roepnaam", "achternaam"], ["Bo", "Bakker"]]
    stream = io.BytesIO(xlsx_bytes({"a": rows}))
    parts = {name: zipfile.ZipFile(stream).read(name).decode() for name in zipfile.ZipFile(stream).namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts[sheet] = parts[sheet].replace("</sheetData>", far)
    assert error(take(zipped(parts), "a.xlsx")) == "too_large"


def test_a_cell_repeated_a_thousand_million_times_is_refused() -> None:
    text = "<text:p>a</text:p>"
    cell = f'<table:table-cell table:number-columns-repeated="16000">{text}</table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    assert error(take(ods_bytes(row), "a.ods")) == "too_large"


def test_the_endless_empty_rows_that_an_ods_ends_with_are_nothing() -> None:
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    row = f'<table:table-row table:number-rows-repeated="1048570">{blank}</table:table-row>'
    intake = take(ods_bytes(ods_rows(ROWS) + row), "a.ods")
    assert file_report(intake)["rows"] == 1


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 300_000_001)
    assert error(take(stream.getvalue(), "a.xlsx")) == "too_large"


def test_vacancies_come_in_from_a_workbook_too() -> None:
    header = vacancy_file().decode("utf-8-sig").strip().split(";")
    cells = {
        "werkgever": "De Polder",
        "vacature": "Plukker",
        "uren_min": 12.0,
        "stand": 4,
        "open_hiring": True,
    }
    intake = take(xlsx_bytes({"a": [header, [cells.get(name, "") for name in header]]}), "a.xlsx")
    assert intake.employers[0].fields == {"name": "De Polder", "stand": "4"}
    assert intake.vacancies[0].fields == {"title": "Plukker", "hours_min": 12, "open_hiring": 1}


GOOD = (xlsx_bytes({"a": ROWS}), xls_bytes(ROWS), ods_bytes(ods_rows(ROWS)))


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(GOOD),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=12),
    st.booleans(),
)
def test_a_damaged_workbook_never_makes_the_intake_fail(
    data: bytes, damage: list[tuple[float, int]], cut: bool
) -> None:
    broken = bytearray(data)
    for place, byte in damage:
        broken[int(place * len(broken))] = byte
    report = file_report(take(bytes(broken[: len(broken) // 2] if cut else broken), "a.xlsx"))
    assert report["rows"] == report["imported"] + len(report["quarantined"])
    assert report.get("error") in {None, *FILE_ERRORS}


@pytest.mark.parametrize(("name", "code"), [("a.xls", "unreadable_workbook"), ("a.csv", "not_a_table")])
@pytest.mark.parametrize(
    "data", [b"<html><table><tr><td>Naam</td></tr></table></html>", b"%PDF-1.4 Naam;Geboren", b"{\\rtf1 Naam}"]
)
def test_a_page_or_a_document_with_the_name_of_a_list_is_refused(name: str, code: str, data: bytes) -> None:
    assert error(take(data, name)) == code


def test_a_sheet_that_was_not_split_is_not_named_as_another_sheet() -> None:
    intake = take(xlsx_bytes({"a": [["roepnaam;achternaam;kan,wil"], ["Bo;Bakker;koken"]]}), "a.xlsx")
    assert len(intake.people) == 1 and "other_sheet" not in {code for code, _ in warnings(intake)}
