"""What a file is, told from its content; its name is only believed where the content says nothing."""

from __future__ import annotations

import codecs
import io
import zipfile
from typing import Final

from eventapp.intake.entries import BadFile
from eventapp.intake.locks import is_ole
from eventapp.intake.text import decode

MAX_MEGABYTES: Final = 25
_ZIP: Final = b"PK\x03\x04"
_NO_TEXT: Final = (_ZIP, b"%PDF", b"{\\rtf")  # what begins with a < is no table either: a page of the web
_WORKBOOK_NAMES: Final = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def is_esco(data: bytes) -> bool:
    """The official ESCO download: a zip with a file of occupations."""
    return any(name.rpartition("/")[2].startswith("occupations_") for name in _parts(data))


def check_size(data: bytes) -> None:
    """Raises BadFile ``empty_file`` or ``too_large``."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise BadFile("empty_file")
    if len(data) > MAX_MEGABYTES * 1_000_000:
        raise BadFile("too_large", megabytes=MAX_MEGABYTES)


def is_workbook(data: bytes) -> bool:
    """By what is in it: a workbook called csv is one, a csv or a picture called xlsx is not."""
    parts = _parts(data)
    return is_ole(data) or "content.xml" in parts or any(part.startswith("xl/") for part in parts)


def read_text(name: str, data: bytes) -> str:
    """The text of a file that is no workbook.

    Raises BadFile ``not_a_table``, or ``unreadable_workbook`` where the name promised a workbook.
    """
    try:
        if data.startswith(_NO_TEXT) or data.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<"):
            raise BadFile("not_a_table")
        return decode(data)
    except BadFile as error:
        if name.lower().endswith(_WORKBOOK_NAMES):
            raise BadFile("unreadable_workbook") from error
        raise


def _parts(data: bytes) -> list[str]:
    if not data.startswith(_ZIP):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError):
        return []
