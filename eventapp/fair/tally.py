"""Look-ups and counts, kept up to date as entities come and go, so that no question walks through everybody."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from eventapp.fair.numbering import of_number
from eventapp.fair.people import Device, Employer, Entity, Seeker, Vacancy

Group = tuple[str, str]
Marks = tuple[set[Group], dict[Any, int]]
_NONE: Marks = (set(), {})


class Tally:
    """What all entities together add up to. Each entity leaves marks; a change moves only those that differ."""

    def __init__(self) -> None:
        self.counts: Counter[Any] = Counter()
        self._members: dict[Group, dict[str, None]] = defaultdict(dict)
        self._marks: dict[str, Marks] = {}
        self._shared: set[str] = set()

    def place(self, id: str, entity: Entity | None) -> None:
        """Count this entity as it is now, in place of how it was before; None when it is no more."""
        groups, counts = self._marks.pop(id, _NONE)
        new_groups, new_counts = (set(_groups(entity)), _counts(entity)) if entity is not None else _NONE
        for group in groups - new_groups:
            self._members[group].pop(id, None)
        for group in new_groups - groups:
            self._members[group][id] = None
        for name, number in groups ^ new_groups:
            if name == "number":
                (self._shared.add if self.size(name, number) > 1 else self._shared.discard)(number)
        for name in counts.keys() | new_counts.keys():
            self.counts[name] += new_counts.get(name, 0) - counts.get(name, 0)
        if entity is not None:
            self._marks[id] = new_groups, new_counts

    def ids(self, kind: type) -> list[str]:
        """The ids of all entities of one type."""
        return self.members("type", kind.__name__)

    def members(self, group: str, key: str = "") -> list[str]:
        """The ids in a group: ``present``, ``came``, ``called``, or ``talking`` by employer id, and so on."""
        return list(self._members.get((group, key), ()))

    def size(self, group: str, key: str = "") -> int:
        """How many are in a group."""
        return len(self._members.get((group, key), ()))

    def first(self, group: str, key: str) -> str | None:
        """The one in a group; where two laptops gave one number to two people, the same one on every node."""
        return min(self._members.get((group, key), ()), default=None)

    def shared_numbers(self) -> list[str]:
        """The badge numbers that more than one person has."""
        return sorted(self._shared)

    def keys(self, group: str) -> list[str]:
        """The keys of a group that somebody is in."""
        return [key for (name, key), ids in self._members.items() if name == group and ids]

    def arrivals(self) -> dict[str, int]:
        """First arrivals of seekers per quarter of an hour, by its start (``2026-11-21T09:15``, UTC)."""
        quarters = ((key[1], n) for key, n in self.counts.items() if isinstance(key, tuple) and n)
        return dict(sorted(quarters))


def _groups(entity: Entity) -> Iterator[Group]:
    yield "type", type(entity).__name__
    if isinstance(entity, Seeker):
        yield from _seeker_groups(entity)
    if isinstance(entity, Seeker | Employer):
        yield from _party_groups(entity)
    if isinstance(entity, Vacancy) and entity.words:
        yield "corrected", ""
    if isinstance(entity, Device):
        yield "revoked_token" if entity.revoked else "token", entity.token_digest
        if entity.revoked:
            yield "revoked", ""


def _party_groups(party: Seeker | Employer) -> Iterator[Group]:
    kind = "seekers" if isinstance(party, Seeker) else "employers"
    for code in party.codes:
        yield "code", code
    for code in party.void_codes:
        yield "void_code", code
    if party.present:
        yield f"present_{kind}", ""
    if party.let_in_twice:
        yield "let_in_twice", ""
    if party.came:
        yield f"came_{kind}", ""
    if party.words:
        yield "corrected", ""


def _seeker_groups(seeker: Seeker) -> Iterator[Group]:
    for number in seeker.numbers:
        yield "number", number.upper()
        if (series := of_number(number)) is not None:
            yield "number_B", str(series)
    if talk := seeker.talking:
        yield "talking", ""
        yield "talking", talk.employer or ""
    if seeker.calls:
        yield "called", ""
    for employer, choice in seeker.chosen.items():
        yield "chosen", employer
        yield choice.kind, ""
    for talk in seeker.conversations:
        yield "met", talk.employer or ""
        if talk.outcome == "match" and not talk.seeker_agreed:
            yield "offered", ""


def _counts(entity: Entity) -> dict[Any, int]:
    if isinstance(entity, Employer):
        return {"scans": len(entity.scans)}
    if not isinstance(entity, Seeker) or not (entity.scans or entity.conversations):
        return {}
    counts: dict[Any, int] = {
        "scans": len(entity.scans),
        "conversations": len(entity.conversations),
        "matches": sum(talk.is_match for talk in entity.conversations),
    }
    if first := next((scan for scan in entity.scans if scan.inward), None):
        counts["arrivals", _quarter(first.moment)] = 1
    return counts


def _quarter(moment: str) -> str:
    return f"{moment[:14]}{int(moment[14:16]) // 15 * 15:02d}"
