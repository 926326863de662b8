"""A fact: one thing that happened."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any

import msgspec

from eventapp.facts.ids import derived

_encode = msgspec.json.Encoder(order="sorted").encode
_decode = msgspec.json.Decoder().decode


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact that has been decided but not yet written: no place in the log, no hash.

    ``at`` is when it happened, where that is another time than that of the act: somebody wrote it down and typed it
    in later. ``slot`` is which fact of its act this is, where the ones before it are not always there: laptops that
    decide one act in different states then mean the same by the same id.
    """

    kind: str
    subject: str
    data: dict[str, Any] = field(default_factory=dict)
    personal: dict[str, Any] | None = None
    v: int = 1
    at: str | None = None
    slot: int | None = None

    def id_in(self, act: str, place: int) -> str:
        """The id of this fact in an act of which it is the ``place``-th."""
        return derived(act, place if self.slot is None else self.slot)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as it stands in the log; the fields are those of the design, section 2.

    ``digest`` is the salted digest of ``personal``. It stays when ``personal`` is erased, so that ``hash`` can
    still be checked; the salt went with ``personal``, so that nothing can be guessed back.
    """

    id: str
    node: str
    seq: int
    hlc: int
    at: str
    received_at: str
    by: str
    kind: str
    v: int
    subject: str
    data: dict[str, Any]
    personal: dict[str, Any] | None
    digest: str | None
    hash: str

    @property
    def moment(self) -> str:
        """When it happened as far as we can know: no act is later than its storing, whatever the device says."""
        return min(self.at, self.received_at)

    def without_personal(self) -> Fact:
        """The same fact after an erasure; its hash still holds."""
        return replace(self, personal=None)


# The one order that every node puts facts in.
in_order = attrgetter("hlc", "node", "seq")


def canonical(value: Any) -> bytes:
    """JSON with sorted keys and no white space, in UTF-8: the bytes that are hashed."""
    return _encode(value)


def digest_of(personal: dict[str, Any] | None) -> str | None:
    """The digest of the personal part, its salt included; None where there is none."""
    return None if personal is None else hashlib.sha256(canonical(personal)).hexdigest()


def hash_of(fact: Fact) -> str:
    """The hash over the act itself.

    Where and when it was *stored* (node, seq, hlc, received_at) is left out: a tablet whose answer got lost may
    hand one act to two laptops, and that is one fact, not a conflict.
    """
    return _hash(fact.id, fact.at, fact.by, fact.kind, fact.v, fact.subject, fact.data, fact.digest)


def is_sound(fact: Fact) -> bool:
    """Whether this is word for word what was written down; of somebody erased, as far as there is something left."""
    return hash_of(fact) == fact.hash and (fact.personal is None or digest_of(fact.personal) == fact.digest)


def same_act(one: Fact, other: Fact) -> bool:
    """Whether two facts under one id, stored by two laptops, say the same.

    Each laptop salted what is personal by itself, so two digests may differ over the same words. After an erasure
    there is nothing left to differ in. What a laptop ``knew`` when it wrote the act down is its own, like the place.
    """
    return one.hash == other.hash or (_said(one) == _said(other) and _same_words(one.personal, other.personal))


def _said(fact: Fact) -> tuple[Any, ...]:
    data = {name: value for name, value in fact.data.items() if name != "knew"}
    return fact.at, fact.by, fact.kind, fact.v, fact.subject, canonical(data)


def _same_words(one: dict[str, Any] | None, other: dict[str, Any] | None) -> bool:
    return one is None or other is None or {**one, "salt": ""} == {**other, "salt": ""}


def written(draft: Draft, *, id: str, node: str, seq: int, hlc: int, at: str, received_at: str, by: str) -> Fact:
    """Turn a draft into a fact: salt the personal part and seal it all with the hash."""
    personal = _as_stored({**draft.personal, "salt": secrets.token_hex(16)}) if draft.personal else None
    data, digest = _as_stored(draft.data), digest_of(personal)
    return Fact(
        id, node, seq, hlc, at, received_at, by, draft.kind, draft.v, draft.subject, data, personal, digest,
        _hash(id, at, by, draft.kind, draft.v, draft.subject, data, digest),
    )  # fmt: skip


def _as_stored(part: dict[str, Any]) -> Any:
    """As the log will give it back, so that what is folded now equals what is folded after a restart."""
    return _decode(canonical(part))


def _hash(*parts: Any) -> str:
    return hashlib.sha256(canonical(parts)).hexdigest()
