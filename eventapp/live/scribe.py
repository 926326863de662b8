"""The scribe: turns what was decided into facts of this laptop, each with its number and its place in time."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final

from eventapp.facts import Draft, Fact
from eventapp.facts.clock import HybridClock, Now, to_text
from eventapp.facts.fact import written
from eventapp.fair import Fair
from eventapp.live.acts import Act

# How many acts are decided, or facts folded, before others get a turn.
SLICE: Final = 100


class Scribe:
    """Writes under the name of one laptop, by its clock."""

    def __init__(self, node: str, facts: Sequence[Fact], now: Now) -> None:
        self.node = node
        self._now = now
        self.clock = HybridClock(now, max((fact.hlc for fact in facts if fact.node == node), default=0))
        for fact in facts:
            self.clock.observe(fact.hlc)

    def written(self, fair: Fair, act: Act, drafts: Sequence[Draft], last: int) -> list[Fact]:
        """The facts of one act, numbered on from ``last``. ValueError when an id of theirs is taken."""
        facts = []
        for place, draft in enumerate(drafts):
            facts.append(self._fact(act, place, draft, last + 1 + place))
            if fair.knows(facts[-1].id):
                raise ValueError("an id that belongs to this act is taken")
            give_turn(place)
        return facts

    def _fact(self, act: Act, place: int, draft: Draft, seq: int) -> Fact:
        return written(
            draft,
            id=draft.id_in(act.id, place),
            node=self.node,
            seq=seq,
            hlc=self.clock.tick(),
            at=draft.at or act.at,
            received_at=to_text(self._now()),
            by=act.by,
        )


def give_turn(place: int) -> None:
    """Let others have a turn, now and then in a long row of work."""
    if place and place % SLICE == 0:
        time.sleep(0)
