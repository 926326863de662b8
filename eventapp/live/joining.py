"""Joining: a laptop that becomes one of the fair gets badge numbers of its own (fair/series.py)."""

from __future__ import annotations

from eventapp.facts.clock import to_text
from eventapp.facts.ids import uuid7
from eventapp.fair import Fair
from eventapp.fair.decision import Decision
from eventapp.fair.series import joining
from eventapp.live.acts import Act
from eventapp.live.ledger import Ledger


def join_series(ledger: Ledger, node: str, device: str = "") -> None:
    """Write down that this laptop joins, with its series of badge numbers; once is enough.

    For the side that is asked, when ``device`` says for the first time that it is ``node``.
    """
    if node in ledger.fair.info.laptops:
        return
    now = ledger.now()

    def decide(fair: Fair) -> Decision:
        return Decision("laptop_joined", joining(fair, node, device, ledger.series))

    ledger.submit([Act(uuid7(now), to_text(now), device or ledger.node, decide)])
