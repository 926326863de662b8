"""One row under reading: its cells, cleaned and guarded, and what has to be said about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Final, TypeVar

from eventapp.fair.words import NO, YES
from eventapp.intake.cells import MAX_CELL, clean, harmless
from eventapp.intake.choices import Words, pick, plain_word, yes_no
from eventapp.intake.columns import LISTS, Layout
from eventapp.intake.entries import HeldText
from eventapp.intake.guard import CUT, find_bsns, without_bsn
from eventapp.intake.hold_back import held_back
from eventapp.intake.holding import held_question, held_text
from eventapp.intake.report import FileReport
from eventapp.intake.rows import as_list, header_name
from eventapp.intake.sensitive import is_sensitive

T = TypeVar("T")

# What says one thing only: without its BSN nothing of the cell is left to believe. From any other cell it is
# cut out.
_EXACT_COLUMNS: Final = frozenset({
    "nummer", "geboortedatum", "postcode", "telefoon", "e-mail", "kvk", "uren_min", "uren_max",
    "max_reisafstand_km", "uren", "voorletters", "taal_nederlands", "toestemming", "recruiters", "plaatsen", "stand",
    "stand_toegankelijk", "open_hiring", "social_return",
})  # fmt: skip
_VALUES: Final = re.compile(r"[|\n]")  # between the values in a cell
_SENTENCES: Final = frozenset({"opmerkingen", "status", "beschikbaarheid", "opleiding"})
# What somebody wants or can is never why they do not come: "weer aan het werk".
_OF_WORK: Final = frozenset({"beroepen", "kan", "wil", "steun_nodig", "contractvormen", "opleiding", "certificaten"})
_NO_ZERO: Final = re.compile(r"6\d{8}")
_NOTHING: Final = frozenset({
    "nvt", "n v t", "onbekend", "onb", "niet bekend", "niet van toepassing", "null", "none", "leeg", "weet niet",
    "weet ik niet",
})  # fmt: skip
_OFTEN_NONE: Final = frozenset({"tussenvoegsel", "telefoon", "e-mail", "contactpersoon", "plaats", "adres", "postcode"})
_DECIMAL: Final = re.compile(r"^(\d+)[.,]0$")  # a number that a spreadsheet made a decimal of
_MOBILE: Final = re.compile(r"mob|06|gsm", re.IGNORECASE)
_DATED: Final = re.compile(r"\d{4}|\d-\d")
_NAMES: Final = frozenset({"naam", "roepnaam", "voorletters", "tussenvoegsel", "achternaam"})
_NO_NAME: Final = re.compile(r"[\d(|\"]")  # what is left of a formula, and of no name
_DEATH: Final = re.compile(r"\boverlijden(?:sdatum)?\b")
_LABELS: Final = {"uren_min": "uren", "uren_max": "uren"}


class BadRow(Exception):
    """A row that stays out; ``reason`` is one of ``codes.ROW_REASONS``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Record:
    """The cells of a row by target column. Reading them leaves warnings in the report, questions here."""

    def __init__(self, row: int, report: FileReport) -> None:
        self.row = row
        self.cells: dict[str, str] = {}
        self.titles: dict[str, str] = {}  # target -> what the file calls the column
        self.held: dict[str, list[str]] = {}  # never kept: read for what it says of limits, then gone
        self.also: dict[str, list[str]] = {}  # a second number or address: compared, not kept
        self.questions: list[str] = []
        self.gone: str | None = None  # why somebody does not come any more, where a cell says so
        self.has: set[str] = set()  # what the table has columns for
        self.own = True
        self._report = report

    def fill(self, values: Sequence[str], layout: Layout) -> None:
        """Take in the cells. Every cell is guarded, also those of columns that nobody reads."""
        self.has, self.own = layout.read, layout.own
        ticked: dict[str, list[int]] = {}
        for index, value in enumerate(values):
            if not value or value.isspace():
                continue
            target = layout.columns.get(index, "")
            column, tick = target.partition("=")[::2]
            name = column if column and layout.own else header_name(layout, index)
            text = "nee" if index in layout.zero_is_no and value.strip() == "0" else clean(value)
            if index in layout.lost_zeros and _NO_ZERO.fullmatch(text):
                text = self._told_apart(text, name)
            else:
                text = self._guarded(text, column, name)
            if (
                layout.kind == "kandidaten"
                and column not in _OF_WORK
                and (column or not layout.exact)
                and layout.left_out.get(index) != "sensitive_column"
            ):
                self.gone = self.gone or held_back(text, column == "status") or _flagged(layout.titles, index, text)
            if tick and text:
                ticked.setdefault(column, []).append(self._tick(text, column, tick, name))
            elif column and text:
                self._put(self._shown(text, column, name), column, name, layout.own or layout.exact)
        if ticked.get("rijbewijs") and all(answer == NO for answer in ticked["rijbewijs"]):
            self.cells.setdefault("rijbewijs", "geen")
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
        self._report.warn(self.row, code, self.titles.get(column, column))

    def ask(self, column: str, text: str) -> None:
        """Keep what could not be mapped, for a person to ask about."""
        question = f"{_LABELS.get(column, column.replace('_', ' '))}: {text}"
        if question not in self.questions:
            self.questions.append(question)

    def held_texts(self) -> list[HeldText]:
        """What a person has to decide about: one for each cell of this row that says why somebody cannot."""
        source = (self._report.name, self.row)
        return [held_text(source, column, self.titles.get(column, column), held) for column, held in self.held.items()]

    def _told_apart(self, text: str, name: str) -> str:
        """A telephone number without its zero that could be a BSN as well stays out, but is compared with others."""
        if not find_bsns(text):
            return text
        self._report.warn(self.row, "phone_or_bsn", name)
        self.also.setdefault("telefoon", []).append(f"0{text}")
        return ""

    def _guarded(self, text: str, column: str, name: str) -> str:
        rest, found = without_bsn(text, column)
        if not found:
            return text
        self._report.warn(self.row, "bsn_removed", name)
        return "" if column in _EXACT_COLUMNS else rest.strip(CUT + " ")

    def _put(self, text: str, column: str, name: str, own: bool) -> None:
        if not own:
            text = _DECIMAL.sub(r"\1", text)
            if plain_word(text) in _NOTHING or (column in _OFTEN_NONE and plain_word(text) in ("geen", "nee")):
                return
        if not own and column in LISTS and column not in _SENTENCES:
            text = as_list(text)
        if column not in self.cells or (
            column == "telefoon" and _MOBILE.search(name) and not _MOBILE.search(self.titles[column])
        ):
            self.also.setdefault(column, []).extend([self.cells[column]] if column in self.cells else [])
            self.cells[column], self.titles[column] = text, name
        elif column in LISTS:
            self.cells[column] += f"|{text}"
        else:
            self.also.setdefault(column, []).append(text)

    def _tick(self, text: str, column: str, value: str, name: str) -> int:
        """A column that is ticked for one value. What is no answer is one all the same: a date, a licence, a place."""
        answer = yes_no(text)
        if answer == YES or (answer is None and _DATED.search(text)):
            self._put(value, column, name, own=True)
        elif answer is None and is_sensitive(text, "opmerkingen"):
            self.titles.setdefault(column, name)
            self.held.setdefault(column, []).append(text)
        elif answer is None:
            self.ask(column, f"{value}: {text}")
        return NO if answer == NO else YES

    def _shown(self, text: str, column: str, name: str) -> str:
        text, calculates = harmless(text)
        if calculates:
            self._report.warn(self.row, "formula_text", name)
            text = "" if column in _NAMES and _NO_NAME.search(text) else text
        if len(text) > MAX_CELL:
            self._report.warn(self.row, "cut_short", name)
        return text[:MAX_CELL]

    def _hold_back(self) -> None:
        """Take values out that say why somebody cannot do something; a remark goes as a whole."""
        for column, text in self.cells.items():
            parts = _VALUES.split(text)
            held = [part for part in parts if is_sensitive(part, column)]
            if held:
                held = parts if column in _SENTENCES else held
                self.held.setdefault(column, []).extend(held)
                self.cells[column] = "|".join(part for part in parts if part not in held)
        for column in self.held:
            self.warn("sensitive_text", column)
            self.questions.append(held_question(self.titles.get(column, column)))


def _flagged(titles: Sequence[str], index: int, text: str) -> str | None:
    """Why a row stays out because of a column that is ticked: "Aan het werk: ja". A date says so of a death only,
    for somebody may have moved or worked long ago.
    """
    reason = _said_by(titles[index]) if index < len(titles) else None
    if reason is None or yes_no(text) == YES:
        return reason
    return reason if reason == "deceased" and _DATED.search(text) and text.strip("0-./ ") else None


@cache
def _said_by(title: str) -> str | None:
    return held_back(_DEATH.sub("overleden", title.lower()), is_status=False)


def known(fields: dict[str, Any]) -> dict[str, Any]:
    """Fields without those that are unknown."""
    return {name: value for name, value in fields.items() if value is not None}
