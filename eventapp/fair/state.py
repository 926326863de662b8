"""The state of the fair: every subject folded from its facts, with the look-ups and counts that the hall needs."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Set
from typing import NamedTuple, TypeVar

import msgspec

from eventapp.facts import Fact
from eventapp.facts.fact import in_order
from eventapp.fair import pairs
from eventapp.fair.fold import fold
from eventapp.fair.people import Device, Employer, Entity, FairInfo, Seeker, Vacancy
from eventapp.fair.shapes import understood
from eventapp.fair.tally import Tally
from eventapp.fair.twins import Twins

_canonical = msgspec.json.Encoder(order="sorted").encode
E = TypeVar("E", Seeker, Employer, Vacancy, Device, FairInfo)


class ActOf(NamedTuple):
    """Where one fact of a device has its place: the clock, the laptop, and the moment of the act."""

    hlc: int
    node: str
    moment: str


class Fair:
    """Everything that is so, given the facts so far. Rebuildable at any time; order of arrival is irrelevant."""

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        self.entities: dict[str, Entity] = {}
        self.tally = Tally()
        self._facts: dict[str, list[Fact]] = {}
        self._unread: set[str] = set()
        self._subject_of: dict[str, str] = {}
        self._voided: set[str] = set()
        self._acts: dict[str, dict[str, ActOf]] = {}
        self._erased: set[str] = set()
        self._twins = Twins()
        self.pairs: dict[pairs.PairKey, pairs.Pair] = {}
        self._pair_facts: dict[str, Fact] = {}
        self._root: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self.add(facts)

    def add(self, facts: Iterable[Fact]) -> set[str]:
        """Take in facts, repeats included; returns the subjects that may have changed."""
        touched: set[str] = set()
        fresh = list(facts)
        for fact in fresh:
            touched |= self._meet(fact) if self.knows(fact.id) else self._place(fact)
        if any(fact.kind in pairs.KINDS or fact.kind == "voided" for fact in fresh):
            touched |= self._regroup()
        touched |= {self.root(subject) for subject in touched}
        for subject in touched:
            self._refold(subject)
        return touched

    def knows(self, fact_id: str) -> bool:
        """Whether this fact is in already."""
        return fact_id in self._subject_of

    def fact(self, fact_id: str) -> Fact | None:
        """The fact with this id, also when its kind is of a newer version."""
        about = self._facts.get(self._subject_of.get(fact_id, ""), ())
        return next((fact for fact in about if fact.id == fact_id), None)

    def is_voided(self, fact_id: str) -> bool:
        """Whether somebody took this fact back."""
        return fact_id in self._voided

    def facts_about(self, subject: str) -> list[Fact]:
        """All facts about one subject, voided ones included, in the order that every node shares."""
        return sorted(self._facts.get(subject, ()), key=in_order)

    def acts_of(self, device: str) -> Collection[ActOf]:
        """When and where each fact was stored that a device brought about which was revoked."""
        return self._acts.get(device, {}).values()

    def wearing(self, number: str) -> list[Seeker]:
        """Everybody with this badge number: two, where laptops that were apart gave it out twice."""
        found = (self.seeker(id) for id in sorted(self.tally.members("number", number.upper())))
        return [seeker for seeker in found if seeker]

    def others(self, known: Set[str]) -> list[Fact]:
        """Every fact whose id is not among these."""
        fresh = self._subject_of.keys() - known
        return [fact for id in fresh if (fact := self.fact(id))]

    @property
    def erased(self) -> Set[str]:
        """Every subject of whom we had to forget who it was."""
        return self._erased

    def root(self, subject: str) -> str:
        """Whom this subject goes on as: itself, or the one it was found to be the same person as."""
        return self._root.get(subject, subject)

    def members(self, root: str) -> list[str]:
        """All subjects that are this one person."""
        return self._members.get(root, [root])

    def __len__(self) -> int:
        return len(self._subject_of)

    @property
    def info(self) -> FairInfo:
        """The fair itself; an unnamed one until its first fact is there."""
        return self._one(FairInfo, min(self.tally.ids(FairInfo), default=None)) or FairInfo("")

    @property
    def seekers(self) -> Iterator[Seeker]:
        return self._all(Seeker)

    @property
    def employers(self) -> Iterator[Employer]:
        return self._all(Employer)

    @property
    def vacancies(self) -> Iterator[Vacancy]:
        return self._all(Vacancy)

    @property
    def devices(self) -> Iterator[Device]:
        return self._all(Device)

    def seeker(self, id: str | None) -> Seeker | None:
        return self._one(Seeker, id)

    def employer(self, id: str | None) -> Employer | None:
        return self._one(Employer, id)

    def vacancy(self, id: str | None) -> Vacancy | None:
        return self._one(Vacancy, id)

    def device(self, id: str | None) -> Device | None:
        return self._one(Device, id)

    def party(self, id: str | None) -> Seeker | Employer | None:
        """Somebody who can wear a badge."""
        return self.seeker(id) or self.employer(id)

    def with_code(self, code: str) -> Seeker | Employer | None:
        """Who wears the badge with this code."""
        return self.party(self.tally.first("code", code))

    def is_void(self, code: str) -> bool:
        """Whether this code stood on a badge that was lost."""
        return self.tally.size("void_code", code) > 0

    def with_number(self, number: str) -> Seeker | None:
        """The seeker with this badge number."""
        return self.seeker(self.tally.first("number", number.upper()))

    def with_token(self, digest: str) -> Device | None:
        """The device that holds the token with this digest and was not revoked."""
        device = self.device(self.tally.first("token", digest))
        return None if device is None or device.revoked else device

    def is_revoked(self, digest: str) -> bool:
        """Whether the token with this digest belonged to a device that may do nothing any more."""
        return self.tally.size("revoked_token", digest) > 0

    def snapshot(self) -> list[tuple[str, Entity]]:
        """The entities of this moment. They are replaced, never changed, so another thread may read them."""
        return sorted(self.entities.items())

    def _all(self, kind: type[E]) -> Iterator[E]:
        return (self.entities[id] for id in self.tally.ids(kind))  # type: ignore[misc]

    def _one(self, kind: type[E], id: str | None) -> E | None:
        entity = self.entities.get(id) if id is not None else None
        return entity if isinstance(entity, kind) else None

    def contested(self) -> list[tuple[Fact, Fact]]:
        """Two facts under one id that do not say the same: the one that counts, and another that does not."""
        return [
            (known, other)
            for id in self._twins.ids()
            if (known := self.fact(id))
            for other in self._twins.differing(known)
        ]

    def _meet(self, fact: Fact) -> set[str]:
        """A fact that is known already comes again, perhaps as another laptop stored it: the earliest place counts."""
        known = self.fact(fact.id)
        fact = fact.without_personal() if fact.subject in self._erased else fact
        if known is None or not self._twins.add(known, fact):
            return set()
        if fact.kind == "erased":
            self._forget(fact.subject)
        if in_order(fact) > in_order(known):
            return {known.subject, fact.subject}
        return self._unplace(known) | self._place(fact)

    def _unplace(self, fact: Fact) -> set[str]:
        """Forget a fact that is there again from an earlier place, which need not say the same."""
        self._facts[fact.subject].remove(fact)
        self._acts.get(fact.by, {}).pop(fact.id, None)
        self._unread.discard(fact.id)
        self._pair_facts.pop(fact.id, None)
        target = fact.data.get("target") if fact.kind == "voided" else None
        if not isinstance(target, str):
            return {fact.subject}
        if not any(self._voids(other, target) for about in self._facts.values() for other in about):
            self._voided.discard(target)
        return {fact.subject, self._subject_of.get(target, fact.subject)}

    def _voids(self, fact: Fact, target: str) -> bool:
        return fact.kind == "voided" and fact.id not in self._unread and fact.data.get("target") == target

    def _place(self, fact: Fact) -> set[str]:
        if fact.subject in self._erased:
            fact = fact.without_personal()
        self._subject_of[fact.id] = fact.subject
        self._facts.setdefault(fact.subject, []).append(fact)
        self._note_act(fact)
        if fact.kind == "erased":
            self._forget(fact.subject)
        if not understood(fact):
            self._unread.add(fact.id)
            return set()
        if fact.kind in pairs.KINDS:
            self._pair_facts[fact.id] = fact
        if fact.kind == "voided":
            target = fact.data["target"]
            self._voided.add(target)
            return {fact.subject, self._subject_of.get(target, fact.subject)}
        return {fact.subject}

    def _note_act(self, fact: Fact) -> None:
        """Keep what the devices did that were revoked: somewhere they may have gone on."""
        if fact.kind == "device_revoked" and fact.subject not in self._acts:
            everything = (one for about in self._facts.values() for one in about)
            own = (one for one in everything if one.by == fact.subject)
            self._acts[fact.subject] = {one.id: ActOf(one.hlc, one.node, one.moment) for one in own}
        if fact.by in self._acts:
            self._acts[fact.by][fact.id] = ActOf(fact.hlc, fact.node, fact.moment)

    def _forget(self, subject: str) -> None:
        self._erased.add(subject)
        self._twins.forget(subject)
        self._facts[subject] = bare = [fact.without_personal() for fact in self._facts.get(subject, ())]
        # What was personal of a fact may have been all that was wrong with it.
        self._unread -= {fact.id for fact in bare if understood(fact)}

    def _counts(self, fact: Fact) -> bool:
        # An erasure is for good: nobody can take it back.
        return fact.kind == "erased" or not (fact.id in self._voided or fact.id in self._unread)

    def _regroup(self) -> set[str]:
        """Look anew at who is one person; returns everybody for whom that has changed."""
        self.pairs = pairs.judged(filter(self._counts, self._pair_facts.values()))
        before, self._root = self._root, pairs.one_person(self.pairs.values())
        members: dict[str, list[str]] = defaultdict(list)
        for subject, root in sorted(self._root.items()):
            members[root].append(subject)
        self._members = dict(members)
        changed = {one for one in before.keys() | self._root.keys() if before.get(one) != self._root.get(one)}
        return changed | {self._root.get(one, one) for one in changed} | {before.get(one, one) for one in changed}

    def _refold(self, subject: str) -> None:
        own = (fact for member in self.members(subject) for fact in self._facts.get(member, ()))
        whole = self.root(subject) == subject
        entity = fold(subject, filter(self._counts, own), self._otherwise(subject)) if whole else None
        if entity is None:
            self.entities.pop(subject, None)
        else:
            self.entities[subject] = entity
        self.tally.place(subject, entity)

    def _otherwise(self, subject: str) -> list[Fact]:
        """What stands elsewhere under the id of a fact about this subject that counts, and does not say the same."""
        ids = (id for member in self.members(subject) for id in self._twins.about(member))
        counting = (known for id in ids if (known := self.fact(id)) and self._counts(known))
        others = (other for known in counting for other in self._twins.differing(known))
        return [other for other in others if self.root(other.subject) == subject and understood(other)]


def state_hash(snapshot: list[tuple[str, Entity]]) -> str:
    """One hash over the whole state: equal fact sets give equal hashes on every node."""
    whole = hashlib.sha256()
    for _, entity in snapshot:
        whole.update(type(entity).__name__.encode() + _canonical(entity))
    return whole.hexdigest()
