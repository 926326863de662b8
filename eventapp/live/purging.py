"""Purging: forgetting everybody whose period is over, in small batches, and the certificate of it.

A batch is a commit of its own, and the next one is handed in when it is on disk: whoever checks somebody in meanwhile
goes in between. What is cut off half-way is finished by doing it again; the certificate then is of both.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from eventapp import __version__
from eventapp.facts.clock import to_text
from eventapp.facts.ids import uuid7
from eventapp.fair import Fair
from eventapp.fair.decision import Decision
from eventapp.fair.purging import by_kind, certificate, certified, erasing, uncertified
from eventapp.fair.retention import KINDS, Kept, due, everybody_kept, last_days
from eventapp.fair.state import state_hash
from eventapp.live.acts import Act
from eventapp.live.house import House
from eventapp.live.ledger import Ledger

BATCH: Final = 50  # people in one commit
COMMAND_LINE: Final = "command_line"
_NOT_STORED: Final = frozenset({"storage_failed", "storage_full", "internal_error"})


class NotPurged(Exception):
    """The disk refused. Who was forgotten by then stays forgotten; there is no certificate yet."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def rehearse(house: House, on: datetime.date) -> dict[str, Any]:
    """What a purge on this day would forget. Nothing changes."""
    with house.ledger.lock:
        fair = house.ledger.fair
        going, everybody, days = due(fair, on), set(everybody_kept(fair)), last_days(fair.info)
    return {
        "rehearsed": True,
        "on": on.isoformat(),
        "due": {kind: _by_follow_up(going, kind) for kind in KINDS},
        "stay": {kind: _by_follow_up(everybody.difference(going), kind) for kind in KINDS},
        "until": {"without": days[0].isoformat(), "follow_up": days[1].isoformat()} if days else None,
        "papers": len(house.leftovers.papers({one.id for one in going})),
    }


def purge(house: House, on: datetime.date, by: str = COMMAND_LINE, device: str | None = None) -> dict[str, Any]:
    """Forget everybody who is due on this day. ``by`` is the role of who wants it, ``device`` the device.

    The certificate is null when nobody was due. NotPurged when the disk refuses.
    """
    ledger, run = house.ledger, uuid7(house.ledger.now())
    device = device or ledger.node
    with ledger.lock:
        going = due(ledger.fair, on)
    before, papers = _hash(ledger), len(house.leftovers.papers({one.id for one in going}))
    for start in range(0, len(going), BATCH):
        _forget(ledger, going[start : start + BATCH], on, run, device)
    with ledger.lock:
        runs = uncertified(ledger.fair, ledger.node)
    gone = [one for some in runs.values() for one in some]
    _clear(house, {one.id for one in gone})
    done = {"rehearsed": False, "on": on.isoformat(), "forgotten": by_kind(gone)}
    if not gone:
        return {**done, "certificate": None}
    said = {"on": on.isoformat(), "by": by, "version": __version__, "before": before, "after": _hash(ledger)}
    act = _submitted(ledger, device, lambda fair: Decision("purged", (certified(fair, runs, papers, **said),)))
    return {**done, "certificate": certificate_of(house, act.id)}


def certificate_of(house: House, id: str) -> dict[str, Any] | None:
    """The certificate with this id, if there is one."""
    with house.ledger.lock:
        fair = house.ledger.fair
        return next((certificate(fair, one) for one in fair.info.purges if one.id == id), None)


def _clear(house: House, gone: set[str]) -> None:
    """What the log does not see to by itself: cells in memory, papers in a folder, and the last of its own pages."""
    house.held.forget(gone)
    house.leftovers.throw_away()
    house.ledger.with_log(house.ledger.log.checkpoint)


def _forget(ledger: Ledger, some: Sequence[Kept], on: datetime.date, run: str, device: str) -> None:
    """One batch: whoever of these is still due when it is decided."""
    wanted = {one.id for one in some}

    def decide(fair: Fair) -> Decision:
        now_due = [one for one in due(fair, on) if one.id in wanted]
        return Decision("erased", tuple(erasing(fair, now_due, run)))

    _submitted(ledger, device, decide)


def _submitted(ledger: Ledger, device: str, decide: Callable[[Fair], Decision]) -> Act:
    now = ledger.now()
    act = Act(uuid7(now), to_text(now), device, decide)
    ledger.submit([act])
    if act.decision.code in _NOT_STORED:
        raise NotPurged(act.decision.code)
    return act


def _hash(ledger: Ledger) -> str:
    with ledger.lock:
        entities = ledger.fair.snapshot()
    return str(ledger.in_background(state_hash, entities))


def _by_follow_up(some: Iterable[Kept], kind: str) -> dict[str, int]:
    found = Counter(one.follow_up for one in some if one.kind == kind)
    return {"without": found[False], "follow_up": found[True]}
