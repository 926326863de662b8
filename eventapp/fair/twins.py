"""Twins: one act that more than one laptop stored, each under a number of its own.

A tablet whose answer got lost may hand its act to another laptop; both wrote it down, and both are right. Should the
two not say the same, the one with the earliest place counts, and a person hears of the other.
"""

from __future__ import annotations

from collections.abc import Iterable

from eventapp.facts import Fact
from eventapp.facts.fact import in_order, same_act


class Twins:
    """All places of those acts that have more than one."""

    def __init__(self) -> None:
        self._all: dict[str, dict[tuple[int, str, int], Fact]] = {}
        self._differing: set[str] = set()
        self._about: dict[str, set[str]] = {}

    def add(self, known: Fact, fact: Fact) -> bool:
        """Note that an act stands in a second place; returns whether that is news."""
        if in_order(fact) == in_order(known):
            return False
        places = self._all.setdefault(fact.id, {in_order(known): known})
        is_news = in_order(fact) not in places
        places[in_order(fact)] = fact
        if not all(same_act(fact, other) for other in places.values()):
            self._differing.add(fact.id)
            self._about.setdefault(fact.subject, set()).add(fact.id)
        return is_news

    def ids(self) -> Iterable[str]:
        """The acts of which two places may not say the same."""
        return sorted(self._differing)

    def about(self, subject: str) -> set[str]:
        """Those of them that are about this subject."""
        return self._about.get(subject, set())

    def differing(self, known: Fact) -> list[Fact]:
        """What stands elsewhere under the id of this fact, and does not say the same."""
        if known.id not in self._differing:
            return []
        others = sorted(self._all[known.id].items())
        return [other for _, other in others if not same_act(known, other)]

    def forget(self, subject: str) -> None:
        """Drop what is personal of somebody who was erased."""
        for places in self._all.values():
            for place, fact in places.items():
                if fact.subject == subject:
                    places[place] = fact.without_personal()
