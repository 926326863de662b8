"""Noting what was shown: which suggestion stood on which screen, on what ground. Behind everybody's back.

A push only puts a reference in a list in memory. Every few seconds a thread of its own makes rows of them and writes
these in short slices, and only at a moment when the writer of the facts is not busy.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from eventapp.facts.clock import to_text
from eventapp.facts.shown import Shown
from eventapp.fair.fields import Fields
from eventapp.live.ledger import Ledger
from eventapp.matching.allocation import prices
from eventapp.matching.profile import Seeker, Vacancy, seeker_of
from eventapp.matching.results import Suggestion
from eventapp.matching.weights import WEIGHTS_VERSION

log = logging.getLogger(__name__)

PAUSE: Final = 2.0  # seconds
SLICE: Final = 100  # rows in one commit: about a millisecond
# More than a whole fair shows in PAUSE; should the disk be gone for hours, memory is not filled with this.
MOST_WAITING: Final = 20_000
# Both tables of weights: how well somebody fits, and what a place at a stand costs.
WEIGHTS: Final = f"fit-{WEIGHTS_VERSION} allocation-{prices.WEIGHTS_VERSION}"
_canonical = msgspec.json.Encoder(order="sorted").encode


@dataclass(frozen=True)
class Ground:
    """A suggestion with what it was made of."""

    suggestion: Suggestion
    fields: Fields  # of the person, as they were matched
    vacancy: Vacancy


class ShownLog:
    """What was shown, on its way to the disk."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._waiting: deque[tuple[str, str, str, Ground]] = deque(maxlen=MOST_WAITING)
        self._now_at: dict[str, dict[str, Suggestion]] = {}
        self._last: dict[tuple[str, str, str], str] = {}  # the inputs that were noted last
        self._turn = threading.Lock()  # one flush at a time
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Write what comes, every few seconds."""
        self._thread = threading.Thread(target=self._write, name="shown", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Write what waits, and no more."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
        self.flush()

    def note(self, place: str, grounds: Mapping[str, Ground]) -> None:
        """What a place shows now, by seeker. Only what was not there before is noted. Quick: nothing is computed."""
        before = self._now_at.get(place, {})
        self._now_at[place] = {id: ground.suggestion for id, ground in grounds.items()}
        self.add(place, [(id, one) for id, one in grounds.items() if before.get(id) is not one.suggestion])

    def add(self, place: str, shown: Sequence[tuple[str, Ground]]) -> None:
        """Something is shown at a place, besides what is there."""
        at = to_text(self._ledger.now()) if shown else ""
        self._waiting.extend((at, place, seeker, ground) for seeker, ground in shown)

    def flush(self, politely: bool = False) -> None:
        """Write everything that waits, in slices; politely: until the writer of the facts has something to do."""
        with self._turn:
            while self._waiting and not (politely and self._ledger.busy):
                self._write_slice()

    def _write_slice(self) -> None:
        taken = [self._waiting.popleft() for _ in range(min(SLICE, len(self._waiting)))]
        rows = [row for one in taken if (row := self._row(*one)) is not None]
        try:
            self._ledger.with_log(self._ledger.log.note_shown, rows)
        except Exception as error:
            log.error("what was shown could not be noted: %s", type(error).__name__)

    def _write(self) -> None:
        while not self._stopping.wait(PAUSE):
            self.flush(politely=True)

    def _row(self, at: str, place: str, seeker: str, ground: Ground) -> Shown | None:
        """None when it is what was noted there before: somebody was matched anew and nothing had changed."""
        one = ground.suggestion
        inputs = self._digest(seeker_of(seeker, ground.fields), ground.vacancy)
        if self._last.get((place, seeker, one.vacancy)) == inputs:
            return None
        self._last[place, seeker, one.vacancy] = inputs
        reasons = " ".join(reason.code for reason in (*one.reasons, *one.questions))
        return Shown(at, place, seeker, one.vacancy, WEIGHTS, inputs, reasons, " ".join(one.relaxed))

    def _digest(self, seeker: Seeker, vacancy: Vacancy) -> str:
        secret = self._ledger.fair.info.secret
        return inputs_digest(secret, seeker, vacancy)


def inputs_digest(secret: str, seeker: Seeker, vacancy: Vacancy) -> str:
    """SHA-256 over the canonical JSON of both views, keyed with the fair's secret, so that nobody can guess it back.

    The view of a person has no name, no birth date and no contact; its number is replaced by the pseudonymous id.
    """
    return hmac.new(secret.encode(), _canonical([seeker, vacancy]), hashlib.sha256).hexdigest()


def shown_document(ledger: Ledger) -> list[dict[str, Any]]:
    """Everything that was noted, oldest first, as plain JSON."""
    rows = ledger.with_log(lambda: list(ledger.log.shown.read()))
    return [{**row._asdict(), "reasons": row.reasons.split(), "relaxed": row.relaxed.split()} for row in rows]
