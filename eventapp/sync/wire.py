"""Facts on the line: how they are written, and what is wrong with those that come in.

A fact that is not sound must not hold up the ones behind it, nor be lost. It is kept as it came, with what is wrong.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

import msgspec

from eventapp.facts import Fact
from eventapp.facts.fact import canonical, digest_of, hash_of
from eventapp.facts.ids import is_uuid

# The versions of this protocol that are spoken here, oldest and newest.
PROTOCOLS: Final = (1, 1)
# A batch is as many facts and bytes as fit, and always at least one fact.
MOST_FACTS: Final = 500
MOST_BYTES: Final = 256 * 1024
_LARGEST: Final = 2**63
# What a fact becomes of which no more is known than which laptop numbered it.
MALFORMED: Final = "malformed"


# What becomes of a fact that another laptop hands over. The first three are for good: it need not be sent again.
# "early": one before it is missing. "forked": that number of that laptop is taken by another fact.
Fate = Literal["stored", "duplicate", "quarantined", "early", "forked", "failed"]


@dataclass(frozen=True)
class Incoming:
    """A fact as another laptop handed it over; ``flaw`` says what is wrong with it, if anything is."""

    fact: Fact
    flaw: str | None = None


class NoFact(Exception):
    """What came in does not even say which laptop numbered it, so it has no place anywhere."""


def line_of(fact: Fact) -> dict[str, Any]:
    """A fact as it goes over the line."""
    if fact.kind == MALFORMED and "raw" in fact.data:
        personal = {"personal": json.loads(fact.personal["raw"])} if fact.personal else {}
        return {**json.loads(fact.data["raw"]), **personal, "node": fact.node, "seq": fact.seq}
    return asdict(fact)


def mark_of(fact: Fact) -> str:
    """What tells two facts under one number of one laptop apart: the act, and when that laptop stored it.

    It follows from what stood on the line, sound or not, so that it is the same on both ends.
    """
    said = json.loads(fact.data["raw"]) if fact.kind == MALFORMED and "raw" in fact.data else line_of(fact)
    told = json.dumps([said.get("id"), said.get("hlc"), said.get("hash")])
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def batches(facts: Sequence[Fact], most: int = MOST_FACTS) -> Iterator[list[dict[str, Any]]]:
    """These facts as batches for the line, in their order."""
    batch: list[dict[str, Any]] = []
    size = 0
    for line in map(line_of, facts):
        weight = len(json.dumps(line))
        if batch and (len(batch) >= most or size + weight > MOST_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(line)
        size += weight
    if batch:
        yield batch


def incoming(raw: Any) -> Incoming:
    """What came over the line as a fact, sound or not. NoFact when it has no place."""
    if not isinstance(raw, dict) or not _is_place(raw.get("node"), raw.get("seq")):
        raise NoFact
    try:
        fact = msgspec.convert(raw, Fact)
        return Incoming(fact, _flaw(fact))
    except (ValueError, OverflowError, RecursionError):  # no fact, or nothing that can be written down
        return Incoming(_malformed(raw), MALFORMED)


def _is_place(node: Any, seq: Any) -> bool:
    return is_uuid(node) and type(seq) is int and 0 < seq < _LARGEST


def _malformed(raw: dict[str, Any]) -> Fact:
    """A place holder that gives back on the line what it was made of.

    What is personal is only kept when it says of whom, so that an erasure reaches it.
    """
    rest = {name: value for name, value in raw.items() if name != "personal"}
    subject, personal = raw.get("subject"), raw.get("personal")
    subject = subject if isinstance(subject, str) and subject.isprintable() else ""
    owned = {"raw": json.dumps(personal)} if subject and personal is not None else None
    return Fact(
        id=f"{raw['node']}/{raw['seq']}", node=raw["node"], seq=raw["seq"], hlc=0, at="", received_at="", by="",
        kind=MALFORMED, v=0, subject=subject, data={"raw": json.dumps(rest)}, personal=owned,
        digest=None, hash="",
    )  # fmt: skip


def _must_be_storable(fact: Fact) -> None:
    """ValueError (or OverflowError) for what some log could not hold: it would take along all that comes with it."""
    texts = (fact.id, fact.at, fact.received_at, fact.by, fact.kind, fact.subject, fact.digest or "", fact.hash)
    canonical([texts, fact.data, fact.personal])
    if any("\0" in text for text in texts) or not all(-_LARGEST <= number < _LARGEST for number in (fact.hlc, fact.v)):
        raise ValueError


def _flaw(fact: Fact) -> str | None:
    _must_be_storable(fact)
    if not is_uuid(fact.id) or not 0 < fact.hlc < _LARGEST or not -_LARGEST <= fact.v < _LARGEST:
        return "wrong_field"
    if fact.personal is not None and digest_of(fact.personal) != fact.digest:
        return "wrong_digest"
    if hash_of(fact) != fact.hash:
        return "wrong_hash"
    return None
