"""Rounds: hand over what the other lacks, fetch what we lack, until both have the same.

Every step may be cut off at any byte and done again: a fact that is known is a duplicate, and where to go on follows
from what each side says it has, never from what we believe that we sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from eventapp.facts.ids import uuid7
from eventapp.sync import forks
from eventapp.sync.peer import Peer, SyncProblem
from eventapp.sync.store import Store
from eventapp.sync.wire import MOST_FACTS, PROTOCOLS, NoFact, batches, incoming, mark_of

# While both sides go on working there is always a little more; a fair in full swing needs two or three.
MOST_ROUNDS: Final = 12
_DONE: Final = frozenset({"stored", "duplicate", "quarantined"})
# The fates after which a fact need not be sent in this run: the peer has it, or wants it from somebody else.
_NOT_OURS: Final = "not_your_node"


@dataclass
class Outcome:
    """What a run came to."""

    pulled: int = 0
    pushed: int = 0
    quarantined: int = 0  # facts that the peer keeps, and found not sound
    left: int = 0  # facts that the peer wants to have from the laptop that wrote them
    equal: bool = False

    def __add__(self, later: Outcome) -> Outcome:
        """What two runs after each other came to."""
        moved = self.pulled + later.pulled, self.pushed + later.pushed, self.quarantined + later.quarantined
        return Outcome(*moved, later.left, later.equal)


class Rounds:
    """One laptop's side of syncing with one peer. ``cursor`` is how far its log was read, from an earlier run."""

    def __init__(self, store: Store, peer: Peer, cursor: str = "") -> None:
        self.cursor = cursor
        self.outcome = Outcome()
        self.theirs: dict[str, int] = {}
        self.missed = False  # something came before what it follows on, and has to be read once more
        self._store, self._peer = store, peer
        self._left: set[str] = set()

    def run(self) -> Outcome:
        """Until both have the same, or as good as. SyncProblem when it stops before that."""
        for _ in range(MOST_ROUNDS):
            self.meet()
            if self._is_equal():
                self.outcome.equal = True
                break
            before = self.outcome.pulled, self.outcome.pushed
            self._pull()
            if not self._pushed():
                continue
            if before == (self.outcome.pulled, self.outcome.pushed) and not self._look_anew():
                break
        self.outcome.left = sum(self._more(node) for node in self._left)
        return self.outcome

    def meet(self) -> None:
        """Hear what the peer has, and see to it that no two files number facts under one name."""
        for _ in range(MOST_ROUNDS):
            answer = self._greeting()
            if not self._renamed(answer):
                self._left.clear()
                return
        raise SyncProblem("sync_forked")

    def pull_page(self, wait: float = 0) -> bool:
        """Fetch and store the next facts; returns whether there may be more."""
        page = self._peer.pull(self.cursor, self._store.node, wait)
        facts, cursor, more = page.get("facts"), page.get("cursor"), page.get("more")
        if not isinstance(facts, list) or not isinstance(cursor, str):
            raise SyncProblem("bad_answer")
        self._take_in(facts)
        self.cursor = cursor
        return bool(more)

    def push(self) -> None:
        """Hand over what the peer lacks."""
        for node in sorted(self._store.vector):
            while node not in self._left and self._more(node) > 0:
                self._push_some(node)

    def waiting(self) -> int:
        """How many facts are here of which the peer has not said yet that it has them."""
        return sum(self._more(node) for node in list(self._store.vector) if node not in self._left)

    def _pushed(self) -> bool:
        """Hand over what the peer lacks; False when we had to take another name, and have to meet anew."""
        try:
            self.push()
        except SyncProblem as problem:
            if problem.code != "node_taken":
                raise
            self._give_up_name()
            return False
        return True

    def _give_up_name(self) -> None:
        """Another laptop goes by our name there: what that peer does not have of us yet goes on under another one."""
        own = self._store.node
        first = forks.fact_at(self._store, own, self.theirs.get(own, 0) + 1)
        if first is None:
            self._store.between(self._take_name)
        else:
            forks.rename(self._store, first)

    def _greeting(self) -> dict[str, Any]:
        answer = self._peer.vector()
        if not _is_vector(answer.get("vector")) or not isinstance(answer.get("tips"), dict):
            raise SyncProblem("bad_answer")
        ours, theirs = PROTOCOLS, answer.get("protocols", [0, 0])
        if max(ours[0], theirs[0]) > min(ours[1], theirs[1]):
            raise SyncProblem("sync_version")
        if self._store.fair.info.id not in ("", answer.get("fair")) and answer.get("fair"):
            raise SyncProblem("sync_other_fair")
        self.theirs = dict(answer["vector"])
        return answer

    def _renamed(self, answer: Mapping[str, Any]) -> bool:
        """Whether somebody had to take another name, after which we have to meet anew."""
        forked = self._forked(answer["tips"])
        for node in forked:
            self._settle(node)
        if forked:
            return True
        own = self._store.node
        # They know more of us than we do, or call themselves as we do: we are a copy, or an older one.
        if self.theirs.get(own, 0) > self._store.vector.get(own, 0) or answer.get("node") == own:
            self._store.between(self._take_name)
            return True
        return False

    def _take_name(self) -> None:
        self._store.with_log(self._store.log.take_name, uuid7(self._store.now()))

    def _forked(self, theirs: Mapping[str, Any]) -> list[str]:
        own = forks.tips(self._store)
        behind = {node: tip for node, tip in own.items() if tip[0] <= self.theirs.get(node, 0)}
        ahead = [node for node, (seq, _) in own.items() if 0 < self.theirs.get(node, 0) < seq]
        differing = [one for one in ahead if forks.mark_at(self._store, one, self.theirs[one]) != theirs.get(one)]
        same = all(theirs.get(node) == mark and self.theirs[node] == seq for node, (seq, mark) in behind.items())
        return differing + ([] if same else [node for node in self._peer.compare(behind) if node in behind])

    def _settle(self, node: str) -> None:
        """Find where two courses part, and have one of them take another name."""
        last = min(self._store.vector[node], self.theirs[node])
        seq = forks.first_difference(last, lambda at: self._same_at(node, at))
        mine, other = forks.fact_at(self._store, node, seq), self._peer.branch(node, seq)
        if mine is None or other is None:
            raise SyncProblem("bad_answer")
        if forks.keeps_name((mine.hlc, mark_of(mine)), (int(other["hlc"]), str(other["mark"]))):
            self._peer.settle_fork(node, seq, mark_of(mine), mine.hlc)
        else:
            forks.rename(self._store, mine)

    def _same_at(self, node: str, seq: int) -> bool:
        other = self._peer.branch(node, seq)
        return other is not None and other["mark"] == forks.mark_at(self._store, node, seq)

    def _pull(self) -> None:
        if not self._lacks():
            return
        while self.pull_page():
            pass

    def _lacks(self) -> bool:
        return any(seq > self._store.vector.get(node, 0) for node, seq in self.theirs.items())

    def _look_anew(self) -> bool:
        """Nothing moved, and they still have more: read their whole log once more, whatever we read before."""
        if self._lacks() and self.cursor:
            self.cursor = ""
            return True
        return False

    def _take_in(self, raw: Sequence[Any]) -> None:
        try:
            facts = [incoming(one) for one in raw]
        except NoFact as error:
            raise SyncProblem("bad_answer") from error
        for one in facts:
            self.theirs[one.fact.node] = max(one.fact.seq, self.theirs.get(one.fact.node, 0))
        # A name that we gave up is not ours to write under; our present one is, and nobody else has it.
        wanted = [one for one in facts if one.fact.node != self._store.node]
        fates = self._store.take_in(wanted) if wanted else []
        self.missed |= "early" in fates
        if "failed" in fates:
            raise SyncProblem("storage_failed")
        if "forked" in fates:
            raise SyncProblem("sync_again")
        self.outcome.pulled += sum(fate in ("stored", "quarantined") for fate in fates)

    def _push_some(self, node: str) -> None:
        facts = self._store.with_log(self._store.log.read_of, node, self.theirs.get(node, 0), MOST_FACTS)
        if not facts:
            self._left.add(node)
        for batch in batches(facts):
            self._push_batch(node, batch)
            if node in self._left:
                return

    def _push_batch(self, node: str, batch: list[dict[str, Any]]) -> None:
        answer = self._peer.push(self._store.node, batch)
        results = answer.get("results")
        if not isinstance(results, list) or len(results) != len(batch):
            raise SyncProblem("bad_answer")
        for sent, result in zip(batch, results, strict=True):
            self._note(node, sent["seq"], result)
            if node in self._left:
                return

    def _note(self, node: str, seq: int, result: Mapping[str, Any]) -> None:
        status = result.get("status")
        if status in _DONE:
            self.theirs[node] = max(seq, self.theirs.get(node, 0))
            self.outcome.pushed += status != "duplicate"
            self.outcome.quarantined += status == "quarantined"
        elif status == "refused" and result.get("code") == _NOT_OURS:
            self._left.add(node)
        else:
            raise SyncProblem("peer_storage" if status == "failed" else "sync_again")

    def _more(self, node: str) -> int:
        return self._store.vector.get(node, 0) - self.theirs.get(node, 0)

    def _is_equal(self) -> bool:
        return dict(self._store.vector) == self.theirs


def _is_vector(vector: Any) -> bool:
    return isinstance(vector, dict) and all(type(seq) is int for seq in vector.values())
