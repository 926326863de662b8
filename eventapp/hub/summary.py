"""What the hub tells of a whole fair, and of all fairs together: counts, and never of few."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from eventapp.fair import Fair
from eventapp.fair.people import Employer, Seeker
from eventapp.fair.retention import everybody_kept
from eventapp.live.house import House

STAGES: Final = ("registered", "came", "conversations", "follow_ups", "matches", "placements")
# Fewer than so many are not told by number, where the whole is broken down.
FEWEST: Final = 5


@dataclass(frozen=True)
class Summary:
    """One fair at a glance. ``synced_at`` is in milliseconds; ``collected`` how many of our facts a laptop fetched."""

    id: str
    said: dict[str, Any]
    synced_at: int | None
    collected: int

    @property
    def name(self) -> str:
        return str(self.said["name"])

    @property
    def date(self) -> str:
        return str(self.said["date"])

    @property
    def rehearsal(self) -> bool:
        return bool(self.said["rehearsal"])

    @property
    def waiting(self) -> int:
        """Facts that were made at the hub and that no laptop has fetched yet."""
        return max(0, self.said["own"] - self.collected)

    def due(self, on: datetime.date) -> int:
        """How many people have to be forgotten by this day."""
        return sum(number for day, number in self.said["until"].items() if day <= on.isoformat())


def summary_of(house: House) -> dict[str, Any]:
    """What is so now, as it is kept."""
    ledger = house.ledger
    with ledger.lock:
        fair = ledger.fair
        until = Counter(one.until.isoformat() for one in everybody_kept(fair))
        counts, info = stages(fair), fair.info
        own = ledger.vector.get(ledger.node, 0)
    return {
        "name": info.name,
        "date": info.date,
        "rehearsal": info.rehearsal,
        "counts": counts,
        "employers": len(fair.tally.ids(Employer)),
        "set_aside": len(ledger.with_log(ledger.log.set_aside)),
        "until": dict(sorted(until.items())),
        "own": own,
    }


def stages(fair: Fair) -> dict[str, int]:
    """How many got how far; seekers who were erased stay counted."""
    tally = fair.tally
    talks = [talk for seeker in fair.seekers for talk in seeker.conversations]
    return {
        "registered": len(tally.ids(Seeker)),
        "came": tally.size("came_seekers"),
        "conversations": len(talks),
        "follow_ups": sum(talk.outcome == "follow_up" for talk in talks),
        "matches": sum(talk.is_match for talk in talks),
        "placements": sum(len(seeker.placements) for seeker in fair.seekers),
    }


Row = dict[str, int | None]


def told(summaries: Sequence[Summary]) -> tuple[dict[str, Row], Row]:
    """Per fair its counts, and those of all fairs together; None is "fewer than five, or it would tell of such".

    Where one fair alone is left out, its number would follow from the total: then the next smallest is left out too.
    Rehearsals are not in the total.
    """
    rows: dict[str, Row] = {one.id: {} for one in summaries}
    totals: Row = {}
    for stage in STAGES:
        counted = {one.id: int(one.said["counts"][stage]) for one in summaries if not one.rehearsal}
        played = {one.id: int(one.said["counts"][stage]) for one in summaries if one.rehearsal}
        hidden = _hidden(counted)
        for id, number in {**counted, **played}.items():
            rows[id][stage] = None if id in hidden else number
        whole = sum(counted.values())
        totals[stage] = None if 0 < whole < FEWEST else whole
    return rows, totals


def _hidden(counted: dict[str, int]) -> set[str]:
    few = {id for id, number in counted.items() if 0 < number < FEWEST}
    others = sorted((number, id) for id, number in counted.items() if number >= FEWEST)
    if len(few) == 1 and others:
        few.add(others[0][1])
    return few
