"""Laptops that sync in one process: real logs and writers, and a line between them that a test may spoil."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from conftest import PASSPHRASE, Clock

from eventapp.facts import Draft, Fact, Log
from eventapp.facts.ids import uuid7
from eventapp.fair import Fair
from eventapp.fair.state import state_hash
from eventapp.live.ledger import Ledger
from eventapp.sync.claims import NodeTaken
from eventapp.sync.peer import SyncProblem
from eventapp.sync.rounds import Rounds
from eventapp.sync.service import Service

FAIR = uuid7(1_700_000_000_000)


class Laptop:
    """One laptop of the fair, with a device paired for everybody who may ask it."""

    def __init__(self, log: Log, clock: Clock, first: bool = False) -> None:
        self.clock = clock
        self.ledger = Ledger(log, clock)
        self.ledger.start()
        if first:
            data = {"name": "Beurs", "date": "2026-11-21", "secret": "00" * 32}
            self.tell(Draft("fair_created", FAIR, data))
        self.service = Service(self.ledger)
        self.cursors: dict[int, str] = {}

    def tell(self, *drafts: Draft) -> None:
        """Write something down here."""
        assert self.ledger.record(drafts, by="desk-1").status == "recorded"

    def pair(self, name: str) -> str:
        """Let another laptop ask us; returns the device that it is."""
        data = {"role": "laptop", "token_digest": name, "label": "", "employer": None}
        self.tell(Draft("device_paired", name, data))
        return name

    def facts(self) -> dict[str, Any]:
        """Everything sound that is stored here, by place."""
        rows = self.ledger.with_log(lambda: list(self.ledger.log.read()))
        return {f"{fact.node}/{fact.seq}": fact for _, fact in rows}

    def ids(self) -> set[str]:
        """The acts that are known here."""
        return {fact.id for fact in self.facts().values()}

    def state(self) -> str:
        """The hash of the state."""
        return state_hash(self.ledger.fair.snapshot())

    @staticmethod
    def state_of(facts: Iterable[Fact]) -> str:
        """The hash of the state that these facts alone give."""
        return state_hash(Fair(facts).snapshot())

    def stop(self) -> None:
        self.ledger.stop()


class Line:
    """What one laptop sees of another: each question and answer goes through ``spoil``, and through JSON."""

    def __init__(self, to: Laptop, device: str, spoil: Callable[[str, Callable[[], Any]], Any] | None = None) -> None:
        self._to, self._device = to, device
        self._spoil = spoil or (lambda name, ask: ask())

    def vector(self) -> dict[str, Any]:
        return self._ask("vector", lambda: self._to.service.vector())

    def compare(self, tips: Mapping[str, tuple[int, str]]) -> list[str]:
        return self._ask("compare", lambda: self._to.service.compare(_line(dict(tips))))

    def branch(self, node: str, seq: int) -> dict[str, Any] | None:
        return self._ask("branch", lambda: self._to.service.branch(node, seq))

    def settle_fork(self, node: str, seq: int, mark: str, hlc: int) -> str:
        return self._ask("fork", lambda: self._to.service.settle_fork(node, seq, mark, hlc))

    def pull(self, since: str, besides: str, wait: float = 0) -> dict[str, Any]:
        return self._ask("pull", lambda: self._to.service.pull(since, 500, min(wait, 0.2), besides))

    def push(self, node: str, facts: Sequence[dict[str, Any]]) -> dict[str, Any]:
        return self._ask("push", lambda: self._pushed(node, facts))

    def _pushed(self, node: str, facts: Sequence[dict[str, Any]]) -> dict[str, Any]:
        try:
            return self._to.service.push(self._device, node, _line(list(facts)))
        except NodeTaken as error:
            raise SyncProblem("node_taken") from error

    def _ask(self, name: str, ask: Callable[[], Any]) -> Any:
        return _line(self._spoil(name, ask))


def _line(document: Any) -> Any:
    return json.loads(json.dumps(document))


def sync(one: Laptop, other: Laptop, device: str = "laptop", spoil: Any = None) -> Rounds:
    """One run of ``one`` with ``other``, which may raise SyncProblem."""
    before = one.cursors.get(id(other), "")
    rounds = Rounds(one.ledger, Line(other, device, spoil), before)
    try:
        rounds.run()
        assert _goes_on(before, rounds.cursor), "a cursor never goes back on one course of a log"
    finally:
        one.cursors[id(other)] = rounds.cursor
    return rounds


def _goes_on(before: str, after: str) -> bool:
    course, _, position = before.rpartition(".")
    there, _, end = after.rpartition(".")
    return course != there or int(position or 0) <= int(end or 0)


@contextmanager
def laptops(folder: Path, count: int, clock: Clock) -> Iterator[list[Laptop]]:
    """So many laptops; the first one made the fair and knows each other one as ``laptop-<n>``."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [Laptop(Log(folder / f"{n}.db", PASSPHRASE), clock, first=n == 0) for n in range(count)]
    for n in range(1, count):
        made[0].pair(f"laptop-{n}")
    try:
        yield made
    finally:
        for one in made:
            one.stop()


__all__ = ["FAIR", "Laptop", "Line", "SyncProblem", "laptops", "sync"]
