"""The page that the writer fills: facts that are decided or taken in, and wait for one commit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from eventapp.facts import Fact
from eventapp.facts.any_log import Place
from eventapp.facts.fact import same_act
from eventapp.fair import Fair
from eventapp.sync.wire import Fate, Incoming, mark_of


@dataclass
class Page:
    """What the next commit will hold. ``vector`` is the last number of each laptop, this page included."""

    vector: dict[str, int]
    stored_at: Callable[[str, int], Fact | None]  # what is on disk at a number of a laptop
    facts: list[Fact] = field(default_factory=list)
    set_aside: dict[Place, str] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)

    def write(self, fact: Fact, flaw: str | None = None) -> None:
        """Put the next fact of its laptop on the page."""
        self.facts.append(fact)
        self.vector[fact.node] = fact.seq
        if flaw is not None:
            self.set_aside[fact.node, fact.seq] = flaw

    def fate(self, fair: Fair, incoming: Incoming) -> Fate:
        """What is to become of a fact that another laptop handed over; "failed" until it is on disk."""
        fact, last = incoming.fact, self.vector.get(incoming.fact.node, 0)
        if fact.seq > last + 1:
            return "early"
        if fact.seq <= last:
            return "duplicate" if self._is_there(fact) else "forked"
        return "quarantined" if incoming.flaw or _says_otherwise(fair, fact) else "stored"

    def _is_there(self, fact: Fact) -> bool:
        """Whether what stands at this number is this very fact, as this very laptop stored it."""
        here = (one for one in self.facts if (one.node, one.seq) == (fact.node, fact.seq))
        there = next(here, None) or self.stored_at(fact.node, fact.seq)
        return there is not None and mark_of(there) == mark_of(fact)


def _says_otherwise(fair: Fair, fact: Fact) -> bool:
    known = fair.fact(fact.id)
    return known is not None and not same_act(known, fact)
