"""Retaining: what the organiser is told of the periods after which nobody is known any more."""

from __future__ import annotations

import datetime
from typing import Any

from eventapp.facts.clock import to_text
from eventapp.fair import Fair
from eventapp.fair.purging import by_kind
from eventapp.fair.retention import due, last_days
from eventapp.live.ledger import Ledger


def today(ledger: Ledger) -> datetime.date:
    """The day that it is now, in UTC: a period of weeks does not turn on an hour."""
    return datetime.date.fromisoformat(to_text(ledger.now())[:10])


def retention_view(fair: Fair, on: datetime.date) -> dict[str, Any]:
    """What the organiser sees: the periods, the days on which they end, who is due, and the certificates."""
    days, periods = last_days(fair.info), fair.info.retention
    return {
        "without": periods.without,
        "follow_up": periods.follow_up,
        "reason": periods.reason,
        "until": [day.isoformat() for day in days] if days else None,
        "due": by_kind(due(fair, on)),
        "certificates": [{"id": one.id, "moment": one.moment, "forgotten": one.said["forgotten"]}
                         for one in fair.info.purges],
    }  # fmt: skip
