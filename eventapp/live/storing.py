"""Storing what an import brought: promised in one go, written in portions that the acts of the desk go between.

The portions are first put down in the log beside the facts, and then promised, in one small commit. From that moment
the import is in; before it nothing is. Each portion is an act, and when the last is stored the promise is taken away.
After a power cut halfway the rest is stored when the fair is opened again, before anybody sees it. An act has the same
id then, so nothing is stored twice. What fits in one portion is one act, and needs no promise.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final

import msgspec

from eventapp.facts import LogError
from eventapp.facts.clock import to_ms, to_text
from eventapp.facts.ids import derived, uuid7
from eventapp.fair import Fair
from eventapp.fair.decision import Decision
from eventapp.fair.portioning import portions, rows_of
from eventapp.fair.registering import drafts
from eventapp.intake import Intake
from eventapp.intake.entries import Portion
from eventapp.intake.progress import Progress
from eventapp.live.acts import Act, refusal_of
from eventapp.live.ledger import Ledger

log = logging.getLogger(__name__)

PROMISES: Final = "imports"
STORING: Final = "storing"
_STORED: Final = frozenset({"imported", "nothing_new", "duplicate"})
_HOUR_MS: Final = 3_600_000


class NotStored(Exception):
    """The files were read, and the disk refuses. ``code`` has its sentence under ``error.``: nothing of them is in the
    fair, or (``import_half``) what is not in yet comes by itself."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


class Promise(msgspec.Struct):
    """An import that is on its way in. While it is not ``made``, its portions are still being put down."""

    id: str
    at: str
    by: str
    parts: int
    rows: int
    made: bool = False

    def key(self, place: int) -> str:
        """Under which a portion is kept."""
        return f"import/{self.id}/{place}"

    def act(self, place: int) -> str:
        """The id of the act that a portion is."""
        return derived(self.id, place + 1)


def store(ledger: Ledger, intake: Intake, by: str, progress: Progress) -> None:
    """Store what came in, all of it or nothing; NotStored when the disk refuses."""
    now = ledger.now()
    parts = ledger.in_background(portions, intake, lambda: uuid7(now))
    promise = Promise(uuid7(now), to_text(now), by, len(parts), sum(map(rows_of, parts)))
    if len(parts) > 1:
        _make(ledger, promise, parts)
    _store(ledger, promise, parts, progress)


def keep_promises(ledger: Ledger) -> int:
    """Store what was promised and is not in yet, and return how many imports that were. NotStored as ``store``."""
    promises = _kept(ledger).values()
    for promise in promises:
        if promise.made:
            _store(ledger, promise, _put_down(ledger, promise), lambda phase, done, all: None)
        elif not ledger.log.shared or ledger.now() - to_ms(promise.at) > _HOUR_MS:
            _take_away(ledger, promise)  # of one log several processes may be writing their own
    return sum(promise.made for promise in promises)


def keep_promises_if_possible(ledger: Ledger) -> None:
    """At the opening of a fair: a disk that refuses keeps nobody out, and the promise stands."""
    try:
        if kept := keep_promises(ledger):
            log.warning("imports that were cut off, and are complete now: %d", kept)
    except (NotStored, LogError) as error:
        log.error("an import that was cut off could not be completed: %s", error)


def _store(ledger: Ledger, promise: Promise, parts: Iterable[Portion], progress: Progress) -> None:
    done = 0
    for place, part in enumerate(parts):
        progress(STORING, done, promise.rows)
        act = Act(promise.act(place), promise.at, promise.by, partial(_decision, part, ledger))
        ledger.submit([act])
        if act.decision.code not in _STORED:
            raise NotStored("import_half" if promise.parts > 1 else act.decision.code, done=done, rows=promise.rows)
        done += rows_of(part)
    progress(STORING, done, promise.rows)
    if promise.parts > 1:
        _take_away(ledger, promise)


def _decision(part: Portion, ledger: Ledger, fair: Fair) -> Decision:
    news = drafts(fair, part, _nobody, ledger.series)
    return Decision("imported" if news else "nothing_new", news)


def _nobody() -> str:
    raise AssertionError("everybody in a portion has an id")


def _make(ledger: Ledger, promise: Promise, parts: list[Portion]) -> None:
    """Put the portions down, and then promise them. Each by itself, so that nobody waits long for the log."""
    try:
        _note(ledger, promise)
        for place, part in enumerate(parts):
            ledger.with_log(_put, ledger.log.keep, promise.key(place), part)
        promise.made = True
        _note(ledger, promise)
    except LogError as error:
        promise.made = False
        _take_away(ledger, promise)
        raise NotStored(refusal_of(error)) from error


def _put(keep: Callable[[str, Any], None], key: str, part: Portion) -> None:
    keep(key, msgspec.to_builtins(part))


def _put_down(ledger: Ledger, promise: Promise) -> list[Portion]:
    """The portions of a promise; those that are gone were stored, for nothing is taken away before all of it is."""
    kept = (ledger.with_log(ledger.log.kept, promise.key(place), {}) for place in range(promise.parts))
    return [msgspec.convert(one, Portion) for one in kept]


def _take_away(ledger: Ledger, promise: Promise) -> None:
    """Forget a promise. A disk that refuses leaves it: it is kept once more, and changes nothing."""
    try:
        for place in range(promise.parts):
            ledger.with_log(ledger.log.keep, promise.key(place), None)
        _note(ledger, promise, there=False)
    except LogError as error:
        log.error("the portions of an import could not be cleared away: %s", error)


def _note(ledger: Ledger, promise: Promise, there: bool = True) -> None:
    def change(kept: dict[str, Any] | None) -> dict[str, Any] | None:
        others = {id: one for id, one in (kept or {}).items() if id != promise.id}
        return others | ({promise.id: msgspec.to_builtins(promise)} if there else {}) or None

    ledger.with_log(ledger.log.amend, PROMISES, change)


def _kept(ledger: Ledger) -> dict[str, Promise]:
    return msgspec.convert(ledger.with_log(ledger.log.kept, PROMISES, {}), dict[str, Promise])
