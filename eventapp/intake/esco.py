"""The official ESCO download: a zip of csv files, of which those of the occupations and their groups are read."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from eventapp.intake.entries import BadFile
from eventapp.intake.guard import find_bsns
from eventapp.intake.locks import zip_is_locked
from eventapp.intake.report import FileReport
from eventapp.matching.esco import Concept

OCCUPATIONS, GROUPS = "occupations_nl.csv", "ISCOGroups_nl.csv"
MAX_PACKED: Final = 100_000_000  # bytes; the whole download of all of ESCO in one language is some 15 MB
MAX_PART: Final = 60_000_000  # bytes of one file, unpacked
MAX_CONCEPTS: Final = 20_000
_MAX_LABEL: Final = 300
_NEEDED: Final = {
    OCCUPATIONS: ("conceptUri", "preferredLabel", "altLabels", "iscoGroup"),
    GROUPS: ("conceptUri", "preferredLabel", "code"),
}
_ADDRESS: Final = re.compile(r"http://data\.europa\.eu/esco/[\w./-]{1,100}")
_CODE: Final = re.compile(r"\d{1,4}")
_BETWEEN: Final = re.compile(r"[\n|]")  # labels in one cell: a line each
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError, csv.Error,
)  # fmt: skip

Row = dict[str, str]


def read_esco(data: bytes, report: FileReport) -> list[Concept]:
    """The concepts in the download, groups last; rows that are not whole are refused in the report.

    Raises BadFile ``too_large``, ``protected_workbook``, ``esco_incomplete`` or ``esco_broken``.
    """
    if len(data) > MAX_PACKED:
        raise BadFile("too_large", kind="esco", megabytes=MAX_PACKED // 1_000_000)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if zip_is_locked(archive):
                raise BadFile("protected_workbook", kind="esco")
            groups, occupations = (_rows(archive, name) for name in (GROUPS, OCCUPATIONS))
    except _BROKEN as error:
        raise BadFile("esco_broken", kind="esco") from error
    if len(groups) + len(occupations) > MAX_CONCEPTS:
        raise BadFile("too_many_rows", kind="esco", rows=MAX_CONCEPTS)
    report.kind = "esco"
    return list(_concepts(groups, occupations, report))


def _rows(archive: zipfile.ZipFile, name: str) -> list[Row]:
    """The rows of the file of this name, in whatever folder it is."""
    parts = [part for part in archive.infolist() if part.filename.rpartition("/")[2].lower() == name.lower()]
    if not parts:
        raise BadFile("esco_incomplete", kind="esco", file=name)
    with archive.open(parts[0]) as stream:
        content = stream.read(MAX_PART + 1)  # what the zip says of its size is not believed
    if len(content) > MAX_PART:
        raise BadFile("too_large", kind="esco", megabytes=MAX_PART // 1_000_000)
    reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    missing = [column for column in _NEEDED[name] if column not in (reader.fieldnames or ())]
    if missing:
        raise BadFile("esco_incomplete", kind="esco", file=f"{name}: {', '.join(missing)}")
    return [
        {column: row.get(column) or "" for column in (*_NEEDED[name], "altLabels", "hiddenLabels")} for row in reader
    ]


def _concepts(groups: list[Row], occupations: list[Row], report: FileReport) -> Iterator[Concept]:
    """Each concept that is whole, once. The number of a row is its place in its own file, the header being 1."""
    names = {row["code"]: row["preferredLabel"] for row in groups}
    seen: set[str] = set()
    for rows, column in ((occupations, "iscoGroup"), (groups, "code")):
        for number, row in enumerate(rows, start=2):
            report.rows += 1
            if not _is_whole(row, column) or row["conceptUri"] in seen:
                report.refuse(number, "bad_concept")
                continue
            seen.add(row["conceptUri"])
            report.imported += 1
            group = names.get(row[column], "") if rows is occupations else ""
            yield Concept(row["conceptUri"], row["preferredLabel"].strip(), _others(row), row[column], group)


def _is_whole(row: Row, column: str) -> bool:
    """Labels are searched for a BSN like everything else that comes in."""
    labels = (row["preferredLabel"], *_others(row))
    if not (row["preferredLabel"].strip() and _ADDRESS.fullmatch(row["conceptUri"]) and _CODE.fullmatch(row[column])):
        return False
    return all(len(label) <= _MAX_LABEL and not find_bsns(label) for label in labels)


def _others(row: Row) -> tuple[str, ...]:
    labels = _BETWEEN.split(f"{row['altLabels']}\n{row['hiddenLabels']}")
    return tuple(dict.fromkeys(label for text in labels if (label := text.strip())))
