"""What Vonk would read of a file, for a person to see and to correct before anything is taken in. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from eventapp.intake.cells import harmless
from eventapp.intake.columns import TARGETS, Layout
from eventapp.intake.entries import BadFile
from eventapp.intake.guard import without_bsn
from eventapp.intake.opening import open_file
from eventapp.intake.proposing import Mappings
from eventapp.intake.rows import header_name
from eventapp.intake.sensitive import is_sensitive
from eventapp.intake.tables import Table, choose, guess

Sure = Literal["sure", "likely", "no"]

_SAMPLES: Final = 3
_LONGEST: Final = 60  # characters of a sample
_HIDDEN: Final = frozenset({"sensitive_column", "bsn_column"})


@dataclass(frozen=True, slots=True)
class ProposedColumn:
    """One column of the file: its heading, some of its values, and what it would be read as.

    ``target`` is a column of ours, or empty to leave it out, for the ``reason`` given (``codes.COLUMN_REASONS``). The
    samples have no BSN and nothing on health and the like; a column that is left out for that has none.
    """

    header: str
    samples: tuple[str, ...]
    target: str
    reason: str
    sure: Sure


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a file would be read.

    ``kind`` is kandidaten, vacatures, werkgevers, geonames or esco; ``row`` and ``sheet`` say where the header is.
    ``targets`` may be chosen for any column, and a choice is kept under ``fingerprint``: a mapping from headings to
    targets, for ``take_in``. ``problems``: what nobody can tell without a choice; empty means that the file can be
    taken in as it is.
    """

    kind: str
    sheet: str = ""
    row: int = 0
    rows: int = 0
    fingerprint: str = ""
    columns: tuple[ProposedColumn, ...] = ()
    targets: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether the file can be taken in without a correction."""
        return not self.problems


def propose(file: tuple[str, bytes], mappings: Mappings | None = None) -> Proposal:
    """What a file (name and content) is and how its columns would be read. Raises BadFile as ``take_in`` reports."""
    opened = open_file(*file)
    if opened.vum:
        return Proposal(opened.vum.kind, rows=len(opened.vum.documents))
    if opened.tables is None:
        return Proposal(opened.kind)
    try:
        table, layout, _ = choose(opened.tables, mappings or {})
    except BadFile as error:
        found = guess(opened.tables) if error.code == "unknown_layout" else None
        if found is None:
            raise
        table, layout = found
    return _proposal(table, layout)


def _proposal(table: Table, layout: Layout) -> Proposal:
    rows = table.sample(layout.row)
    columns = tuple(_column(layout, index, rows) for index in range(layout.width) if _is_there(layout, index, rows))
    return Proposal(
        layout.kind, without_bsn(table.name)[0], layout.row, table.filled(layout.row), layout.fingerprint, columns,
        TARGETS[layout.kind], (*layout.missing_required, *layout.problems),
    )  # fmt: skip


def _is_there(layout: Layout, index: int, rows: Sequence[Sequence[str]]) -> bool:
    return (
        index in layout.columns or any(index < len(row) and row[index] for row in rows) or len(layout.titles[index]) > 1
    )


def _column(layout: Layout, index: int, rows: Sequence[Sequence[str]]) -> ProposedColumn:
    target = layout.columns.get(index, "")
    reason = "" if target else layout.left_out.get(index, "unknown_column")
    values = [] if reason in _HIDDEN else [row[index] for row in rows if index < len(row) and row[index]]
    samples = tuple(dict.fromkeys(_sample(value, target) for value in values[: _SAMPLES * 3]))[:_SAMPLES]
    sure: Sure = "no" if not target else "sure" if layout.sure.get(index, 1) >= 1 else "likely"
    return ProposedColumn(header_name(layout, index), samples, target, reason, sure)


def _sample(value: str, target: str) -> str:
    text = harmless(without_bsn(value, target)[0])[0]
    return "…" if is_sensitive(text, target) else text[:_LONGEST]
