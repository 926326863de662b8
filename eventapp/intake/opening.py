"""Opening a file: what it is, and its tables."""

from __future__ import annotations

from dataclasses import dataclass

from eventapp.intake.places import is_places
from eventapp.intake.sniff import check_size, is_esco, is_workbook, read_text
from eventapp.intake.tables import Table
from eventapp.intake.text import text_tables
from eventapp.intake.vum import Found, is_json, read_documents
from eventapp.intake.workbook import workbook_tables


@dataclass(frozen=True, slots=True)
class Opened:
    """``kind`` is table, geonames, vum or esco; each but the last (which stays a zip) has what it is named after."""

    kind: str
    tables: list[Table] | None = None
    text: str = ""
    vum: Found | None = None


def open_file(name: str, data: bytes) -> Opened:
    """What is in a file. Raises BadFile for what nobody can read."""
    if is_esco(data):
        return Opened("esco")
    check_size(data)
    if is_workbook(data):
        return Opened("table", workbook_tables(data))
    text = read_text(name, data)
    if is_json(name, text):
        return Opened("vum", vum=read_documents(text))
    return Opened("geonames", None, text) if is_places(text) else Opened("table", text_tables(text))
