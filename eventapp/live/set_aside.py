"""What came in and was not sound: enough of it to tell an organiser, and nothing personal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eventapp.facts import Fact
from eventapp.facts.any_log import Place


@dataclass(frozen=True, slots=True)
class SetAside:
    """A fact that is kept and passed on, and not folded. ``reason`` is a code of ``sync/wire.py``."""

    node: str
    seq: int
    reason: str
    kind: str
    moment: str  # of the act; empty when that cannot be told


def noted(facts: Iterable[Fact], reasons: Mapping[Place, str]) -> list[SetAside]:
    """Those of these facts that have a reason."""
    return [
        SetAside(fact.node, fact.seq, reason, fact.kind, fact.moment)
        for fact in facts
        if (reason := reasons.get((fact.node, fact.seq))) is not None
    ]
