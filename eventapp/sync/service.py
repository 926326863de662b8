"""The side that is asked: what this fair has, what it hands over, and what it takes in. No HTTP in here."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from eventapp.facts.fact import Fact
from eventapp.sync import forks
from eventapp.sync.claims import Claims
from eventapp.sync.store import Store
from eventapp.sync.wire import MOST_FACTS, PROTOCOLS, Fate, Incoming, NoFact, batches, incoming, mark_of

MOST_WAIT_SECONDS: Final = 25
_LOOK_SECONDS: Final = 0.02
# Kept beside the facts: postcodes, ESCO, how badges look, and which column of a register is which. Nothing of a person.
BESIDE: Final = ("places", "esco", "badge_choices", "mappings")


class Service:
    """What other laptops may ask of this fair. ``joined`` is called with the name and the device of each new one."""

    def __init__(self, store: Store, joined: Callable[[str, str], None] = lambda node, device: None) -> None:
        self._store, self._joined = store, joined
        self._claims = Claims(store)
        self._stopping = False

    def stop(self) -> None:
        """Whoever waits for news gets an answer now: the server stops."""
        self._stopping = True

    def vector(self) -> dict[str, Any]:
        """What is here: per laptop the last number and the mark of that fact, and where this log stands now."""
        store = self._store
        return {
            "protocols": list(PROTOCOLS),
            "fair": store.fair.info.id,
            "rehearsal": store.fair.info.rehearsal,
            "node": store.node,
            "cursor": self._cursor(store.head),
            "vector": dict(store.vector),
            "tips": {node: mark for node, (_, mark) in forks.tips(store).items()},
        }

    def beside(self) -> dict[str, Any]:
        """What a laptop that joins needs besides the facts, so that it matches and prints as this one does."""
        return {key: self._store.with_log(self._store.log.kept, key) for key in BESIDE}

    def compare(self, tips: Mapping[str, Any]) -> list[str]:
        """Which laptops numbered two courses of facts: at the same number stands another one here.

        ``tips`` has per laptop its last number there and the mark of that fact.
        """
        last = dict(self._store.vector)
        known = {node: tip for node, tip in tips.items() if forks.is_tip(tip) and tip[0] <= last.get(node, 0)}
        return [
            node for node, (seq, mark) in known.items() if forks.mark_at(self._store, node, seq) not in (None, mark)
        ]

    def branch(self, node: str, seq: int) -> dict[str, Any] | None:
        """Which fact stands at this number of a laptop."""
        fact = forks.fact_at(self._store, node, seq)
        return {"mark": mark_of(fact), "hlc": fact.hlc} if fact else None

    def settle_fork(self, node: str, seq: int, mark: str, hlc: int) -> str:
        """Somebody has another fact at this number: whose course keeps the name? Returns the name of the one here."""
        own = forks.fact_at(self._store, node, seq)
        if own is None or mark_of(own) == mark or forks.keeps_name((own.hlc, mark_of(own)), (hlc, mark)):
            return node
        return forks.rename(self._store, own)

    def pull(self, since: str, limit: int, wait: float = 0, besides: str = "") -> dict[str, Any]:
        """Facts from after this position, and the position to go on from.

        ``besides`` is a laptop whose own facts need not come. ``wait`` is for how many seconds an answer may be put
        off while there is nothing new.
        """
        position = self._position(since)
        self._await_news(position, min(wait, MOST_WAIT_SECONDS))
        rows = self._store.with_log(self._store.log.read_all, position, max(1, min(limit, MOST_FACTS)))
        others = [(pos, fact) for pos, fact, _ in rows if fact.node != besides]
        page = next(batches([fact for _, fact in others]), [])
        cut = len(page) < len(others)
        end = others[len(page) - 1][0] if cut else (rows[-1][0] if rows else position)
        return {"facts": page, "cursor": self._cursor(end), "more": end < self._store.head}

    def push(self, device: str, node: str, facts: Sequence[Any]) -> dict[str, Any]:
        """Take in what a laptop hands over: one result per fact, after all of them are on disk."""
        if self._claims.claim(device, node):
            self._joined(node, device)
        results: list[dict[str, Any]] = [{"status": "refused", "code": "no_place"} for _ in facts]
        placed: list[tuple[int, Incoming]] = []
        for place, raw in enumerate(facts):
            try:
                one = incoming(raw)
            except NoFact:
                continue
            if self._claims.may_write(device, one.fact.node):
                placed.append((place, one))
            else:
                results[place] = _result(one.fact, "refused", "not_your_node")
        fates = self._store.take_in([one for _, one in placed]) if placed else []
        for (place, one), fate in zip(placed, fates, strict=True):
            results[place] = _result(one.fact, fate, one.flaw)
        return {"results": results, "vector": dict(self._store.vector)}

    def _cursor(self, position: int) -> str:
        return f"{self._store.epoch}.{position}"

    def _position(self, cursor: str) -> int:
        """Where to go on. A cursor of another course of this log says nothing: then from the beginning."""
        epoch, _, position = cursor.rpartition(".")
        known = position.isascii() and position.isdigit() and epoch in ("", self._store.epoch)
        return int(position) if known else 0

    def _await_news(self, position: int, seconds: float) -> None:
        until = time.monotonic() + seconds
        while self._store.head <= position and time.monotonic() < until and not self._stopping:
            time.sleep(_LOOK_SECONDS)


def _result(fact: Fact, fate: Fate | str, flaw: str | None) -> dict[str, Any]:
    code = {"code": flaw} if flaw else {}
    return {"id": fact.id, "node": fact.node, "seq": fact.seq, "status": fate, **code}
