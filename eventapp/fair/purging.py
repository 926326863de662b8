"""Purging: what is said of a fair once its people are forgotten. Counts only, and none of a group that is too small."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from eventapp.facts import Draft
from eventapp.fair.people import Employer, Purge, Seeker
from eventapp.fair.retention import KINDS, Kept, everybody_kept, forgetting, last_days
from eventapp.fair.shapes import Purged
from eventapp.fair.state import Fair

# A certificate is kept for good, so a smaller group than this is not set apart in it.
LEAST: Final = 5


def erasing(fair: Fair, some: Iterable[Kept], run: str) -> Iterator[Draft]:
    """What erases these because their period is over, in this run of a purge."""
    for one in some:
        if party := fair.party(one.id):
            yield from forgetting(fair, party, purge=run, follow_up=one.follow_up)


def uncertified(fair: Fair, node: str) -> dict[str, list[Kept]]:
    """By run: whom this laptop forgot in a purge of which there is no certificate yet."""
    known = {run for purge in fair.info.purges for run in purge.said.get("runs", ())}
    found: dict[str, list[Kept]] = {}
    parties: list[Seeker | Employer] = [*fair.seekers, *fair.employers]
    for party in parties:
        run, later = _run(fair, party, node) if party.erased else ("", False)
        if run and run not in known:
            kind = KINDS[isinstance(party, Employer)]
            found.setdefault(run, []).append(Kept(party.id, kind, later, datetime.date.max))
    return found


def _run(fair: Fair, party: Seeker | Employer, node: str) -> tuple[str, bool]:
    """In which run of a purge somebody was forgotten, and whether something followed; "" for whoever asked for it."""
    for one in fair.members(party.id):
        for fact in fair.facts_about(one):
            if fact.kind == "erased" and fact.node == node and isinstance(fact.data.get("purge"), str):
                return fact.data["purge"], bool(fact.data.get("follow_up"))
    return "", False


def certified(fair: Fair, runs: Mapping[str, Sequence[Kept]], papers: int, **said: Any) -> Draft:
    """The fact that these were forgotten. ``said`` is whatever else a ``Purged`` holds: ``on``, ``by``, the hashes."""
    forgotten = [one for some in runs.values() for one in some]
    rest, days = list(everybody_kept(fair)), last_days(fair.info)
    latest = max((one.until for one in rest), default=None)
    purged = Purged(
        runs=sorted(runs),
        forgotten=by_kind(forgotten),
        follow_up={kind: apart(forgotten, kind) for kind in KINDS},
        left=by_kind(rest),
        until=latest.isoformat() if latest and days else None,
        without_days=fair.info.retention.without,
        follow_up_days=fair.info.retention.follow_up,
        papers=papers,
        counts=counts(fair),
        arrivals=spans(fair.tally.arrivals()),
        **said,
    )
    return Draft("purged", fair.info.id, msgspec.to_builtins(purged))


def certificate(fair: Fair, purge: Purge) -> dict[str, Any]:
    """The certificate of a purge as it is shown and printed: no name, and no id of a person or a device."""
    said = msgspec.to_builtins(msgspec.convert(purge.said, Purged))
    return {"id": purge.id, "fair": {"name": fair.info.name, "date": fair.info.date}, "moment": purge.moment, **said}


def by_kind(some: Iterable[Kept]) -> dict[str, int]:
    """How many seekers and how many employers."""
    found = Counter(one.kind for one in some)
    return {kind: found[kind] for kind in KINDS}


def apart(some: Iterable[Kept], kind: str, least: int = LEAST) -> int | None:
    """How many of this kind had a follow-up; None when that would set apart a few, or leave a few."""
    groups = Counter(one.follow_up for one in some if one.kind == kind)
    return None if any(0 < size < least for size in groups.values()) and len(groups) > 1 else groups[True]


def counts(fair: Fair) -> dict[str, int]:
    """What is known of the fair for good. An erasure changes none of these."""
    tally = fair.tally
    return {
        "registered": len(tally.ids(Seeker)),
        "came": tally.size("came_seekers"),
        "employers": tally.size("came_employers"),
        "scans": tally.counts["scans"],
        "conversations": tally.counts["conversations"],
        "matches": tally.counts["matches"],
    }


def spans(arrivals: Mapping[str, int], least: int = LEAST) -> list[tuple[str, int]]:
    """Arrivals per quarter of an hour, by its start; quarters are taken together until there are enough people."""
    found: list[tuple[str, int]] = []
    start, people = "", 0
    for quarter, more in sorted(arrivals.items()):
        start, people = start or quarter, people + more
        if people >= least:
            found.append((start, people))
            start, people = "", 0
    if people and found:
        found[-1] = (found[-1][0], found[-1][1] + people)
    return found
