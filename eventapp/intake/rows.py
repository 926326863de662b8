"""Rows that are no record, and cells that hold more than one value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from eventapp.intake.cells import clean
from eventapp.intake.columns import Layout, column_letter, same_header

_SHORT: Final = 4  # words: a longer piece between commas is part of a sentence
_SAME_ENOUGH: Final = 3  # column names that make a row the header once more
_TOTAL: Final = re.compile(
    r"(?:(?:sub|eind)?tota(?:al|len)|total|aantal|gemiddelde?|count|n)\b\s*(?:[:=]|$|\w|\d)|som\s*[:=]", re.IGNORECASE
)
_NOTE: Final = re.compile(
    r"einde (?:van )?(?:de )?(?:lijst|bestand|overzicht|rapport)|bron ?:|gegenereerd|export|afgedrukt|geprint"
    r"|pagina \d|blad \d|peildatum|datum ?:"
    r"|laatst bijgewerkt|let op|legenda|toelichting ?:|\*|©|vertrouwelijk|\d+ (?:rijen|records|personen|kandidaten"
    r"|regels)\b",
    re.IGNORECASE,
)


def as_list(text: str) -> str:
    """The values in a cell of another layout with | between: "kok, bakker" is two, a sentence is one."""
    parts = [part for part in re.split(r"[\n;•|]+|\s+/\s+|\s[-–]\s", text) if part.strip()]
    split: list[str] = []
    for part in parts:
        pieces = [piece.strip() for piece in re.split(r",(?!\d)|(?<=[a-z]{3})/(?=[a-z]{3})", part) if piece.strip()]
        split += pieces if all(len(piece.split()) <= _SHORT for piece in pieces) else [part.strip()]
    return "|".join(split)


def header_name(layout: Layout, index: int) -> str:
    """How a report names a column: by its header without a BSN, or by its letter."""
    return layout.titles[index] if index < len(layout.titles) else column_letter(index)


def repeats_header(values: Sequence[str], layout: Layout) -> bool:
    """Whether a row is the header once more, as in files that were pasted together."""
    same = sum(same_header(values[index], layout.titles[index]) for index in layout.columns if index < len(values))
    return same == len(layout.columns) or (same >= _SAME_ENOUGH and same > 0.6 * len(layout.columns))


def is_total(values: Sequence[str], layout: Layout, below_blank: bool = False) -> bool:
    """Whether a row counts the others, or is a note below the table: "Totaal: 132", "Bron: ...". Below a blank row
    every lone cell is one: a note, or the title of a next table.
    """
    filled = [clean(value) for value in values if value.strip()]
    if len(filled) == 1 and len(layout.columns) > 2 and (below_blank or _NOTE.match(filled[0])):
        return True
    return len(filled) <= max(2, len(layout.columns) // 3) and any(_TOTAL.match(text) for text in filled[:1])
