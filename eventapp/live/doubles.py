"""Doubles: somebody who was registered at two laptops that were apart, once in each hall.

Looked for when facts of other laptops have come in: the people that they registered, against those registered
elsewhere. Every laptop that looks proposes the same pair under the same id. A person decides; nothing is merged here.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from eventapp.facts import Draft, Fact
from eventapp.facts.clock import to_text
from eventapp.facts.ids import joint
from eventapp.fair import Fair
from eventapp.fair.decision import Decision
from eventapp.fair.fields import Fields
from eventapp.fair.pairs import PROPOSED, key_of
from eventapp.fair.people import Seeker
from eventapp.intake.merging import Candidate, Pair, pairs
from eventapp.intake.merging.blocking import shared_keys, tells
from eventapp.intake.merging.traits import read_traits
from eventapp.live.acts import Act
from eventapp.live.ledger import Ledger

_KEY: Final = "doubles_looked"
_AT_ONCE: Final = 500
_REGISTERED: Final = "person_registered"


class Doubles:
    """Looks at whom other laptops registered since it last did; that is kept, so nobody is missed by a restart."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._turn = threading.Lock()
        self._looked: dict[str, int] = ledger.with_log(ledger.log.kept, _KEY, {})
        self._keys: dict[str, set[str]] = {}
        self._holders: dict[str, set[str]] = defaultdict(set)
        self._unread: set[str] | None = None  # None: nobody was read yet

    def follow(self, touched: set[str]) -> None:
        """What is known of these people may have changed; look, if another laptop registered somebody."""
        with self._turn:
            if self._unread is not None:
                self._unread |= touched
                for id in touched:
                    self._drop(id)
        self.look()

    def look(self) -> int:
        """Look at everybody who came in since the last time; returns how many pairs were proposed."""
        with self._turn:
            present = {node: seq for node, seq in dict(self._ledger.vector).items() if node not in self._ledger.names}
            ahead = {node: seq for node, seq in present.items() if seq > self._looked.get(node, 0)}
            came = {one.subject for node in ahead for one in self._since(node, self._looked.get(node, 0), ahead[node])}
            proposed = self._propose(self._found(came)) if came else 0
            self._looked = present
            if came:  # who only scanned may be read again after a restart
                self._ledger.with_log(self._ledger.log.keep, _KEY, present)
            return proposed

    def _since(self, node: str, after: int, until: int) -> Iterator[Fact]:
        """Whom a laptop registered."""
        while after < until:
            facts = self._ledger.with_log(self._ledger.log.read_of, node, after, _AT_ONCE)
            if not facts:
                return
            yield from (fact for fact in facts if fact.kind == _REGISTERED)
            after = facts[-1].seq

    def _found(self, came: Iterable[str]) -> list[Pair]:
        self._read()
        found = {key_of(str(pair.a), str(pair.b)): pair for one in sorted(came) for pair in self._around(one)}
        return [found[key] for key in sorted(found)]

    def _read(self) -> None:
        """Keep in mind what everybody shares with others."""
        with self._ledger.lock:
            fair = self._ledger.fair
            ids = (set(fair.tally.ids(Seeker)) - self._keys.keys()) | (self._unread or set())
            people = [Candidate(id, fields) for id in sorted(ids) if (fields := fields_of(fair, id)) is not None]
        self._unread = set()
        for id, keys in self._ledger.in_background(_keys_of, people):
            self._drop(id)
            self._keys[id] = keys
            for key in keys:
                self._holders[key].add(id)

    def _drop(self, id: str) -> None:
        for key in self._keys.pop(id, ()):
            self._holders[key].discard(id)
            if not self._holders[key]:
                del self._holders[key]

    def _around(self, id: str) -> list[Pair]:
        """The pairs of this person with those who share something and were registered at another laptop."""
        shared = [self._holders[key] for key in self._keys.get(id, ()) if tells(key, len(self._holders[key]))]
        others = set().union(*shared) - {id}
        with self._ledger.lock:
            fair = self._ledger.fair
            node = registered_at(fair, id)
            known = [one for one in sorted(others) if registered_at(fair, one) not in (None, node)]
            people = [Candidate(one, fields) for one in (id, *known) if (fields := fields_of(fair, one)) is not None]
        return self._ledger.in_background(pairs, people, known)

    def _propose(self, found: Iterable[Pair]) -> int:
        acts = [self._act(str(pair.a), str(pair.b), list(pair.why)) for pair in found]
        self._ledger.submit(acts)
        return sum(act.status == "recorded" for act in acts)

    def _act(self, a: str, b: str, why: list[str]) -> Act:
        one, other = key_of(a, b)
        by = self._ledger.fair.info.id  # nobody in particular, and the same at each laptop
        return Act(joint(one, other), to_text(self._ledger.now()), by, lambda fair: _proposal(fair, one, other, why))


def _keys_of(people: Iterable[Candidate]) -> list[tuple[str, set[str]]]:
    return [(str(one.key), shared_keys(read_traits(one))) for one in people]


def _proposal(fair: Fair, one: str, other: str, why: list[str]) -> Decision:
    """The pair as a fact, if it is one still; the same at each laptop but for what only that one knows."""
    first, second = fair.seeker(one), fair.seeker(other)
    gone = first is None or second is None or first.erased or second.erased
    if gone or any(key_of(a, b) in fair.pairs for a in fair.members(one) for b in fair.members(other)):
        return Decision("nothing_new")
    return Decision("proposed", (Draft(PROPOSED, one, {"other": other, "why": why}, at=_later(fair, one, other)),))


def _later(fair: Fair, one: str, other: str) -> str:
    """When the second of two was registered."""
    return max(fact.at for id in (one, other) for fact in fair.facts_about(id) if fact.kind == _REGISTERED)


def registered_at(fair: Fair, id: str) -> str | None:
    """The laptop where somebody was registered."""
    return next((fact.node for fact in fair.facts_about(id) if fact.kind == _REGISTERED), None)


def fields_of(fair: Fair, id: str) -> Fields | None:
    """What is known of a seeker; None of nobody, and of who was erased."""
    seeker = fair.seeker(id)
    return None if seeker is None or seeker.erased else seeker.fields
