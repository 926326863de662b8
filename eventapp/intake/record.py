"""One row under reading: its cells, cleaned and guarded, and what has to be said about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar

from eventapp.intake.cells import MAX_CELL, clean, harmless
from eventapp.intake.choices import Words, pick
from eventapp.intake.columns import Layout, column_letter, same_header
from eventapp.intake.guard import CUT, without_bsn
from eventapp.intake.report import FileReport
from eventapp.intake.sensitive import is_sensitive

T = TypeVar("T")

# What says one thing only: without its BSN nothing of the cell is left to believe. From any other cell it is
# cut out.
_EXACT_COLUMNS: Final = frozenset({
    "nummer", "geboortedatum", "postcode", "telefoon", "e-mail", "kvk", "uren_min", "uren_max",
    "max_reisafstand_km", "taal_nederlands", "toestemming", "recruiters", "plaatsen", "stand",
    "stand_toegankelijk", "open_hiring", "social_return",
})  # fmt: skip
_VALUES: Final = re.compile(r"[|\n]")  # between the values in a cell
_LABELS: Final = {"uren_min": "uren", "uren_max": "uren"}


class BadRow(Exception):
    """A row that stays out; ``reason`` is one of ``codes.ROW_REASONS``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Record:
    """The cells of a row by template column. Reading them leaves warnings in the report, questions here."""

    def __init__(self, row: int, report: FileReport) -> None:
        self.row = row
        self.cells: dict[str, str] = {}
        self.held: dict[str, list[str]] = {}  # never kept: read for what it says of limits, then gone
        self.questions: list[str] = []
        self._report = report

    def fill(self, values: Sequence[str], layout: Layout) -> None:
        """Take in the cells. Every cell is guarded, also those of columns that nobody reads."""
        for index, value in enumerate(values):
            column = layout.columns.get(index, "")
            name = column or header_name(layout, index)
            text = self._guarded(clean(value), column, name)
            if column and text:
                self.cells[column] = self._shown(text, column)
        if layout.kind == "kandidaten":
            self._hold_back()

    def text(self, column: str) -> str | None:
        """The cell on one line, or None where it is empty: unknown."""
        return self.cells.get(column, "").replace("\n", " ") or None

    def items(self, column: str, none: Sequence[str] = ("geen",)) -> list[str] | None:
        """The values in a cell; [] where it says that there are none, None where it is empty."""
        parts = [part.strip() for part in _VALUES.split(self.cells.get(column, ""))]
        said = [part for part in dict.fromkeys(parts) if part.strip(CUT)]
        items = [part for part in said if part.lower().rstrip(".") not in none]
        return items if items or said else None

    def read(self, column: str, reader: Callable[[str], T | None], code: str) -> T | None:
        """The value of a cell. What cannot be read gives a warning and becomes a question."""
        text = self.text(column)
        if text is None:
            return None
        value = reader(text)
        if value is None:
            self.warn(code, column)
            self.ask(column, text)
        return value

    def choose(self, column: str, words: Words | Callable[[str], tuple[str, ...]]) -> list[str] | None:
        """Codes from a closed list. Words that are not in it become questions; only those: unknown."""
        items = self.items(column)
        if not items:
            return items
        codes: list[str] = []
        for item in items:
            found = pick(item, words) if isinstance(words, Mapping) else words(item)
            codes += found
            if not found:
                self.warn("unknown_word", column)
                self.ask(column, item)
        return list(dict.fromkeys(codes)) or None

    def warn(self, code: str, column: str) -> None:
        """Say something about a cell of this row; never its value."""
        self._report.warn(self.row, code, column)

    def ask(self, column: str, text: str) -> None:
        """Keep what could not be mapped, for a person to ask about."""
        question = f"{_LABELS.get(column, column.replace('_', ' '))}: {text}"
        if question not in self.questions:
            self.questions.append(question)

    def _guarded(self, text: str, column: str, name: str) -> str:
        rest, found = without_bsn(text, column)
        if not found:
            return text
        self.warn("bsn_removed", name)
        return "" if column in _EXACT_COLUMNS else rest.strip(CUT + " ")

    def _shown(self, text: str, column: str) -> str:
        text, calculates = harmless(text)
        if calculates:
            self.warn("formula_text", column)
        if len(text) > MAX_CELL:
            self.warn("cut_short", column)
        return text[:MAX_CELL]

    def _hold_back(self) -> None:
        """Take values out that say why somebody cannot do something."""
        for column, text in self.cells.items():
            parts = _VALUES.split(text)
            held = [part for part in parts if is_sensitive(part, column)]
            if held:
                self.warn("sensitive_text", column)
                self.held[column] = held
                self.cells[column] = "|".join(part for part in parts if part not in held)


def header_name(layout: Layout, index: int) -> str:
    """How a report names a column that is in no template: by its header without a BSN, or by its letter."""
    return without_bsn(clean(layout.unknown.get(index, ""))[:60])[0] or column_letter(index)


def repeats_header(values: Sequence[str], layout: Layout) -> bool:
    """Whether a row is the header once more, as in files that were pasted together."""
    same = sum(same_header(values[index], name) for index, name in layout.columns.items() if index < len(values))
    return same == len(layout.columns)


def known(fields: dict[str, Any]) -> dict[str, Any]:
    """Fields without those that are unknown."""
    return {name: value for name, value in fields.items() if value is not None}
