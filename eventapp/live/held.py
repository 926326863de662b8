"""Cells that say why somebody cannot do something, held for an organiser: in the memory of this process only.

A diagnosis may touch no disk, so such a cell is in no fact, log, backup or browser storage. It is gone when an
organiser decides, when the person is erased, and when the process stops; what stays then is the question that the
import put on the person's card. (What the operating system writes to its swap file is outside our reach.)

What was decided does not come back with the same file. In this process that is told by a digest under a key that only
this process has; a digest on the disk could be guessed back, for there are few illnesses. Of a cell that was decided
before a restart only the place (file, row, column) is remembered: it does not come back then, whatever stands in it,
and the report of the import still names it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, Final

from eventapp.facts.clock import to_text
from eventapp.facts.ids import uuid7
from eventapp.fair import Fair
from eventapp.fair.decision import Actor
from eventapp.fair.people import Seeker
from eventapp.intake import Intake
from eventapp.intake.entries import HeldText, Source
from eventapp.intake.sensitive import sensitive_spans
from eventapp.live.acts import Act
from eventapp.live.ledger import Ledger
from eventapp.live.names import full_name
from eventapp.live.settling import DONE, HeldRefused, Rewording, settled

SETTLED_KEY: Final = "settled_cells"
MOST_CELLS: Final = 20  # shown at once; the others come when these are decided
_NOT_STORED: Final = frozenset({"storage_failed", "storage_full"})
Place = tuple[str, int, str]  # file, row, column


@dataclass(frozen=True, slots=True)
class HeldCell:
    """One cell that waits; ``subject`` is whom it is about."""

    id: str
    subject: str
    held: HeldText = field(repr=False)

    @property
    def place(self) -> Place:
        return (*self.held.source, self.held.title)


class HeldCells:
    """The cells that wait for a decision. Only an organiser may see them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._key = secrets.token_bytes(32)
        self._cells: dict[str, HeldCell] = {}
        self._decided: dict[Place, set[bytes]] = {}

    def __len__(self) -> int:
        return len(self._cells)

    def hold(self, intake: Intake) -> int:
        """Hold the cells of an intake that is stored; returns how many of them wait for a decision."""
        before = self.places_settled() if intake.held else set()
        with self._ledger.lock:
            subjects = _subjects(self._ledger.fair, intake) if intake.held else {}
            return sum(self._hold(subjects.get(one.source), one, before) for one in intake.held)

    def unsettled(self, intake: Intake) -> int:
        """How many cells of an intake nobody decided about yet, for who cannot hold them."""
        before = self.places_settled() if intake.held else set()
        return sum((*one.source, one.title) not in before for one in intake.held)

    def view(self) -> dict[str, Any]:
        """How many wait, and the first of them with whom they are about; the oldest first."""
        with self._ledger.lock:
            fair = self._ledger.fair
            shown = [(cell, seeker) for cell in self._cells.values() if (seeker := _seeker(fair, cell))]
            return {"waiting": len(shown), "cells": [_card(*one) for one in shown[:MOST_CELLS]]}

    def settle(self, id: str, by: Actor, said: Rewording | None) -> None:
        """Write what a cell means for work on the person's card; None where it means nothing. The cell goes.

        HeldRefused when it is not there any more, or when the disk refuses: then the cell stays.
        """
        with self._ledger.lock:
            cell = self._cells.get(id)
        if cell is None:
            raise HeldRefused("held_gone")
        now = self._ledger.now()
        command, at = uuid7(now), to_text(now)
        act = Act(command, at, by.device, lambda fair: settled(
            fair, cell.subject, cell.held, said, self._asked_elsewhere(fair, cell), by, command, at))  # fmt: skip
        self._ledger.submit([act])
        if act.decision.code in _NOT_STORED:
            raise HeldRefused(act.decision.code)
        self._remember(cell)
        if act.decision.code not in DONE:
            raise HeldRefused("held_gone")

    def forget(self, touched: Collection[str]) -> None:
        """Let go of what is about somebody who was erased; to be called after every commit."""
        with self._ledger.lock:
            fair = self._ledger.fair
            if not self._cells or not any((seeker := fair.seeker(id)) and seeker.erased for id in touched):
                return
            self._cells = {id: cell for id, cell in self._cells.items() if _seeker(fair, cell)}

    def places_settled(self) -> set[Place]:
        """The places that somebody decided about, also before this process."""
        kept = self._ledger.with_log(self._ledger.log.kept, SETTLED_KEY, [])
        return {(file, row, column) for file, row, column in kept}

    def _hold(self, subject: str | None, held: HeldText, before: set[Place]) -> bool:
        if subject is None:
            return False
        cell = HeldCell(secrets.token_urlsafe(12), subject, held)
        decided = self._decided.get(cell.place)
        if self._digest(held) in decided if decided else cell.place in before:
            return False
        same = [other for other in self._cells.values() if _is_again(cell, other)]
        for other in same:
            del self._cells[other.id]
        self._cells[cell.id] = cell
        return True

    def _asked_elsewhere(self, fair: Fair, cell: HeldCell) -> bool:
        """Whether another cell that waits has the same question on the same card."""
        return any(
            other.id != cell.id
            and other.held.question == cell.held.question
            and fair.root(other.subject) == fair.root(cell.subject)
            for other in self._cells.values()
        )

    def _remember(self, cell: HeldCell) -> None:
        """The cell leaves the memory; what is needed to know it again stays."""
        with self._ledger.lock:
            self._cells.pop(cell.id, None)
            self._decided.setdefault(cell.place, set()).add(self._digest(cell.held))

        place = list(cell.place)

        def settled(kept: list[list[Any]] | None) -> list[list[Any]]:
            return [*(one for one in kept or [] if one != place), place]

        self._ledger.with_log(self._ledger.log.amend, SETTLED_KEY, settled)

    def _digest(self, held: HeldText) -> bytes:
        return hmac.digest(self._key, held.text.encode(), hashlib.sha256)


def _subjects(fair: Fair, intake: Intake) -> dict[Source, str]:
    """Whom each row is about."""
    found = {(source[0], source[1]): seeker.id for seeker in fair.seekers for source in seeker.sources}
    for entry in intake.people:
        if entry.id:
            found |= dict.fromkeys(entry.sources, entry.id)
    return found


def _seeker(fair: Fair, cell: HeldCell) -> Seeker | None:
    seeker = fair.seeker(fair.root(cell.subject))
    return None if seeker is None or seeker.erased else seeker


def _is_again(cell: HeldCell, other: HeldCell) -> bool:
    """The same cell once more, or the same words about the same person in another file."""
    words, others = ((one.subject, one.held.title, one.held.text) for one in (cell, other))
    return cell.place == other.place or words == others


def _card(cell: HeldCell, seeker: Seeker) -> dict[str, Any]:
    """What an organiser needs to decide: the words with the sensitive ones marked, and the limits found in them."""
    held = cell.held
    return {
        "id": cell.id,
        "person": {"id": seeker.id, "name": full_name(seeker), "number": seeker.number},
        "file": held.source[0],
        "row": held.source[1],
        "column": held.title,
        "pieces": _pieces(held),
        "found": list(held.limits),
        "known": [code for code in seeker.fields.get("limits") or [] if code not in held.limits],
    }


def _pieces(held: HeldText) -> list[dict[str, Any]]:
    """The text in pieces, each marked or not. Parts of a list are looked at one by one, as they were when held."""
    pieces: list[dict[str, Any]] = []
    end = 0
    for start, stop in sensitive_spans(held.text, held.column):
        pieces += [{"text": held.text[end:start], "marked": False}, {"text": held.text[start:stop], "marked": True}]
        end = stop
    return [piece for piece in (*pieces, {"text": held.text[end:], "marked": False}) if piece["text"]]
