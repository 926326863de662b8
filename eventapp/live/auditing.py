"""Auditing: the bias report of this fair, from the facts and from what was shown."""

from __future__ import annotations

from typing import Any

from eventapp.fair.bias import bias_report
from eventapp.live.house import House


def bias_document(house: House) -> dict[str, Any]:
    """The report over everybody who came and gave an answer for the audit."""
    return bias_report(*counted(house))


def counted(house: House) -> tuple[dict[str, str], dict[str, set[str]]]:
    """The audit group of each person in the report, and who was suggested, invited and matched."""
    ledger = house.ledger
    house.shown.flush()
    suggested = ledger.with_log(ledger.log.shown.seekers)
    with ledger.lock:
        came = [one for one in ledger.fair.seekers if one.came and one.audit_group and not one.erased]
        reached = {
            "suggested": {ledger.fair.root(id) for id in suggested},
            "invited": {one.id for one in came if one.invitations},
            "matched": {one.id for one in came if any(talk.is_match for talk in one.conversations)},
        }
        return {one.id: str(one.audit_group) for one in came}, reached
