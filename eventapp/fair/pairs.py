"""Pairs: two entries of a register that may be one person, and what somebody decided about them.

A pair is proposed when registers are taken in, and decided by a person: one person, two people, or later. Who is
one person is folded together: the facts of both become facts of one seeker, and an undo parts them again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eventapp.facts import Fact
from eventapp.facts.fact import in_order

PROPOSED = "pair_proposed"
DECIDED = "pair_decided"
KINDS = frozenset({PROPOSED, DECIDED})
VERDICTS = ("one", "two", "later")

PairKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two subjects, why they may be one, and the last verdict; ``decided`` is the fact that gave it."""

    a: str
    b: str
    why: tuple[str, ...] = ()
    verdict: str | None = None
    decided: str | None = None

    @property
    def open(self) -> bool:
        """Whether a person still has to look at it."""
        return self.verdict in (None, "later")


def key_of(a: str, b: str) -> PairKey:
    """A pair has no first and second."""
    return (a, b) if a < b else (b, a)


def judged(facts: Iterable[Fact]) -> dict[PairKey, Pair]:
    """Every pair with its last verdict, from the facts of the kinds above that still count."""
    pairs: dict[PairKey, Pair] = {}
    for fact in sorted(facts, key=in_order):
        key = key_of(fact.subject, fact.data["other"])
        old = pairs.get(key) or Pair(*key)
        if fact.kind == PROPOSED:
            pairs[key] = Pair(*key, tuple(fact.data["why"]), old.verdict, old.decided)
        else:
            pairs[key] = Pair(*key, old.why, fact.data["verdict"], fact.id)
    return pairs


def one_person(pairs: Iterable[Pair]) -> dict[str, str]:
    """For each subject that is one with another, the smallest id of all that are: the one they go on under."""
    root: dict[str, str] = {}

    def find(subject: str) -> str:
        while root.get(subject, subject) != subject:
            subject = root[subject]
        return subject

    for pair in pairs:
        if pair.verdict == "one":
            a, b = sorted((find(pair.a), find(pair.b)))
            root[a] = root[b] = a
    return {subject: find(subject) for subject in root}
