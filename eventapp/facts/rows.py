"""A fact as a row of a table, in either kind of log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import msgspec

from eventapp.facts.fact import Fact

COLUMNS: Final = (
    "id", "node", "seq", "hlc", "at", "received_at", "by", "kind", "v", "subject", "data", "personal", "digest", "hash",
)  # fmt: skip

encode = msgspec.json.Encoder(order="sorted").encode
decode = msgspec.json.decode


def row_of(fact: Fact) -> tuple[Any, ...]:
    """The values of ``COLUMNS``; what is JSON as text."""
    return (
        fact.id, fact.node, fact.seq, fact.hlc, fact.at, fact.received_at, fact.by, fact.kind, fact.v, fact.subject,
        encode(fact.data).decode(),
        None if fact.personal is None else encode(fact.personal).decode(),
        fact.digest, fact.hash,
    )  # fmt: skip


def fact_of(columns: Iterable[Any]) -> Fact:
    """The fact that these values were made of."""
    *head, data, personal, digest, hash = columns
    known = None if personal is None else decode(personal)
    return Fact(*head, decode(data), known, digest, hash)  # type: ignore[call-arg]
