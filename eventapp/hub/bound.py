"""What laptops may ask of one fair at the hub: as of any laptop, but of that fair alone, also before its first fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eventapp.live.ledger import Ledger
from eventapp.sync.service import Service


class BoundService(Service):
    """One fair. ``heard`` is told that a laptop called, and up to which of our own numbers we handed facts over."""

    def __init__(self, ledger: Ledger, fair: str, heard: Callable[[int | None], None]) -> None:
        super().__init__(ledger)
        self._ledger, self._fair, self._heard = ledger, fair, heard

    def vector(self) -> dict[str, Any]:
        """What is here; a laptop of another fair sees by it that it is at the wrong door."""
        self._heard(None)
        return {**super().vector(), "fair": self._fair}

    def pull(self, since: str, limit: int, wait: float = 0, besides: str = "") -> dict[str, Any]:
        """Facts from after this position."""
        page = super().pull(since, limit, wait, besides)
        if not page["more"]:
            self._heard(self._ledger.vector.get(self._ledger.node, 0))
        return page

    def push(self, device: str, node: str, facts: Sequence[Any]) -> dict[str, Any]:
        """Take in what a laptop hands over; nothing of it when it says to be another fair."""
        if any(self._is_strange(one) for one in facts):
            results = [{"status": "refused", "code": "sync_other_fair"} for _ in facts]
            return {"results": results, "vector": dict(self._ledger.vector)}
        answer = super().push(device, node, facts)
        self._heard(None)
        return answer

    def _is_strange(self, fact: Any) -> bool:
        return isinstance(fact, Mapping) and fact.get("kind") == "fair_created" and fact.get("subject") != self._fair
