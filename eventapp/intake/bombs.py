"""Workbooks that are small on disk and enormous in memory are refused before a reader opens them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from eventapp.intake.entries import BadFile
from eventapp.intake.locks import zip_is_locked

MAX_CELLS: Final = 10_000_000  # of the rectangle around all filled cells of a sheet
MAX_UNPACKED: Final = 300_000_000  # bytes, all parts together
_CHUNK: Final = 1 << 20
_OVERLAP: Final = 1 << 10
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)

_FILLED: Final = rb"(?:[^<>]{0,500}[^<>/])?>"  # the rest of a tag that does not close itself
_XLSX_CELL: Final = re.compile(rb"""\sr=["']([A-Z]{1,3})(\d{1,7})["']""" + _FILLED)
_ODS_CELLS: Final = re.compile(rb"""<table:table-cell\s(?:[^<>]*\s)?table:number-columns-repeated="(\d+)\"""" + _FILLED)
_ODS_ROWS: Final = re.compile(
    rb"""<table:table-row\s(?:[^<>]*\s)?table:number-rows-repeated="(\d+)"[^<>]*>\s*"""
    rb"(?:<table:table-cell[^<>]*/>\s*)*<table:table-cell" + _FILLED
)


def refuse_bomb(data: bytes) -> None:
    """Look into an xlsx or ods (a zip).

    Raises BadFile ``too_large``, ``protected_workbook`` or ``unreadable_workbook``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_large(archive)
            if zip_is_locked(archive):
                raise BadFile("protected_workbook")
            for part in archive.namelist():
                if part == "content.xml":
                    _check_area(_ods_area(archive.read(part)))
                elif part.startswith("xl/"):
                    _check_area(_xlsx_area(_chunks(archive, part)))
    except _BROKEN as error:
        raise BadFile("unreadable_workbook") from error


def _refuse_large(archive: zipfile.ZipFile) -> None:
    if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
        raise BadFile("too_large", megabytes=MAX_UNPACKED // 1_000_000)


def _check_area(cells: int) -> None:
    if cells > MAX_CELLS:
        raise BadFile("too_large", megabytes=MAX_UNPACKED // 1_000_000)


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A part bit by bit; each bit begins with the end of the one before, for tags on the seam."""
    with archive.open(part) as stream:
        tail = b""
        while chunk := stream.read(_CHUNK):
            if b"\0" in chunk and part.endswith(".xml"):  # UTF-16: we could not see what is in it
                raise BadFile("unreadable_workbook")
            yield tail + chunk
            tail = chunk[-_OVERLAP:]


def _xlsx_area(chunks: Iterator[bytes]) -> int:
    width = height = 0
    for chunk in chunks:
        for column, row in _XLSX_CELL.findall(chunk):
            height = max(height, int(row))
            width = max(width, _column_number(column))
    return width * height


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _ods_area(content: bytes) -> int:
    """At most what repeated cells and rows can become."""
    widest = max(map(int, _ODS_CELLS.findall(content)), default=1)
    highest = max(map(int, _ODS_ROWS.findall(content)), default=1)
    return widest * highest
