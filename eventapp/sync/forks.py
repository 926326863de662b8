"""Forks: two files that went on from one copy, and gave out the same numbers for different facts.

A copied or restored file takes a new name when it is opened (``Log.node``), so this is rare: an image of a whole
machine, for instance. It is noticed by comparing what stands at one number. The course whose first fact of its own is
the earliest keeps the name; the other goes on under a name that follows from its first fact, so that everybody who has
a piece of that course gives it the same name. Facts keep their ids, so nothing is lost and nothing counts twice.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from typing import Any

from eventapp.facts import Fact
from eventapp.sync.store import Store
from eventapp.sync.wire import mark_of


def fact_at(store: Store, node: str, seq: int) -> Fact | None:
    """What stands at this number of a laptop."""
    found = store.with_log(store.log.read_of, node, seq - 1, 1)
    return found[0] if found and found[0].seq == seq else None


def mark_at(store: Store, node: str, seq: int) -> str | None:
    """What tells the fact at this number of a laptop from another one there."""
    fact = fact_at(store, node, seq)
    return mark_of(fact) if fact else None


def tips(store: Store) -> dict[str, tuple[int, str]]:
    """Per laptop its last number here and the mark of that fact."""
    found = {node: (seq, mark_at(store, node, seq)) for node, seq in dict(store.vector).items()}
    return {node: (seq, mark) for node, (seq, mark) in found.items() if mark is not None}


def is_tip(tip: Any) -> bool:
    """Whether what came over the line is one."""
    return isinstance(tip, list | tuple) and len(tip) == 2 and type(tip[0]) is int and isinstance(tip[1], str)


def keeps_name(one: tuple[int, str], other: tuple[int, str]) -> bool:
    """Whether the course that begins with ``one``, by (hlc, mark), keeps the name of both."""
    return one <= other


def rename(store: Store, first: Fact) -> str:
    """Let the course here, from this fact of its laptop on, go on under a name of its own; returns that name."""
    name = _name(first.node, mark_of(first))
    store.between(lambda: store.with_log(store.log.renumber, first.node, first.seq, name))
    return name


def first_difference(last: int, same: Callable[[int], bool]) -> int:
    """The first number at which two courses differ, when they do at ``last``: by halving, since once is for good."""
    low, high = 0, last
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if same(middle) else (low, middle)
    return high


def _name(node: str, first: str) -> str:
    digest = bytearray(hashlib.sha256(f"{node}/{first}".encode()).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x80
    digest[8] = digest[8] & 0x3F | 0x80
    return str(uuid.UUID(bytes=bytes(digest)))
