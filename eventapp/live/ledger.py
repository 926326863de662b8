"""The ledger: the one writer of a running fair.

Whoever wants something hands in an ``Act`` and waits. The writer decides all waiting acts one after the other, each
on the state that the one before it left, and stores their facts in one commit (group commit). Only when that commit
is on disk does anybody get an answer. When it fails nobody's act counts, and the state is folded anew from the log.

Disk work goes through ``offload``, which the start-up chooses, so that it never runs on an event loop's thread.
Everything else here is plain ``threading``; the start-up may have patched that too.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from eventapp.facts import Draft, Fact, Log, LogError
from eventapp.facts.clock import HybridClock, Now, to_text, wall_clock
from eventapp.facts.fact import written
from eventapp.facts.ids import derived, uuid7
from eventapp.fair import Fair
from eventapp.fair.decision import Decision
from eventapp.live.offload import Offload, inline

log = logging.getLogger(__name__)
T = TypeVar("T")
Status = Literal["recorded", "duplicate", "refused"]

# How many acts are decided, or facts folded, before others get a turn.
SLICE = 100
_NOT_STORED = Decision("storage_failed")


@dataclass
class Act:
    """Something somebody wants now: how to decide it, and who waits for the answer."""

    id: str
    at: str
    by: str
    decide: Callable[[Fair], Decision]
    status: Status = "refused"
    decision: Decision = _NOT_STORED

    def settle(self, status: Status, decision: Decision) -> None:
        """Note the outcome; whoever waits hears of it when the batch is on disk."""
        self.status, self.decision = status, decision


@dataclass
class Batch:
    """The acts that will share the next commit; whoever gets on in time waits for the same arrival."""

    acts: list[Act] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)


class Ledger:
    """One fair, its log and its state, with one writer."""

    def __init__(self, log: Log, now: Now = wall_clock, offload: Offload = inline) -> None:
        self.log = log
        self.now = now
        self.lock = threading.RLock()
        self.fair = Fair()
        self.head = 0
        self._offload = offload
        self._listeners: list[Callable[[set[str]], None]] = []
        self._next = Batch()
        self._boarding = threading.Lock()
        self._wanted = threading.Event()
        self._stopping = False
        self._stale = False
        self._log_lock = threading.Lock()
        self._writer: threading.Thread | None = None
        self._load()

    @property
    def node(self) -> str:
        """The id of this laptop's log."""
        return self._node

    @property
    def busy(self) -> bool:
        """Whether somebody waits for the writer, or the log is in use."""
        return bool(self._next.acts) or self._log_lock.locked()

    def start(self) -> None:
        """Start the writer."""
        self._writer = threading.Thread(target=self._write, name="ledger", daemon=True)
        self._writer.start()

    def stop(self) -> None:
        """Finish what waits, checkpoint the log and close it; acts that come later are refused."""
        with self._boarding:
            if self._stopping:
                return
            self._stopping = True
        self._wanted.set()
        if self._writer is not None:
            self._writer.join()
        self._offload(self.log.close)

    def on_change(self, listener: Callable[[set[str]], None]) -> None:
        """Have this called, after each commit, with the subjects that may have changed."""
        self._listeners.append(listener)

    def submit(self, acts: Sequence[Act]) -> None:
        """Hand in acts and wait until every one is settled, in the order given."""
        with self._boarding:
            if self._stopping or not acts:
                return
            batch = self._next
            batch.acts.extend(acts)
        self._wanted.set()
        batch.done.wait()

    def record(self, drafts: Sequence[Draft], by: str) -> Act:
        """Write drafts that need no deciding, all of them or none."""
        now = self.now()
        act = Act(uuid7(now), to_text(now), by, lambda fair: Decision("recorded", tuple(drafts)))
        self.submit([act])
        return act

    def in_background(self, function: Callable[..., T], *args: Any) -> T:
        """Run heavy pure work, or work on the log, away from the event loop, and wait for it."""
        result: T = self._offload(function, *args)
        return result

    def with_log(self, function: Callable[..., T], *args: Any) -> T:
        """Use the log while the writer does not."""
        with self._log_lock:
            return self.in_background(function, *args)

    def _load(self) -> None:
        """Read the whole log: at the start, and after a commit that failed."""
        facts = self.with_log(lambda: list(self.log.read()))
        node = self.with_log(self.log.kept, "node")
        self._node = node or uuid7(self.now())
        if node is None:
            self.with_log(self.log.keep, "node", self._node)
        own = [fact for _, fact in facts if fact.node == self._node]
        with self.lock:
            self.fair = Fair(fact for _, fact in facts)
            self.head = facts[-1][0] if facts else 0
            self._seq = max((fact.seq for fact in own), default=0)
            self._clock = HybridClock(self.now, max((fact.hlc for fact in own), default=0))
            for _, fact in facts:
                self._clock.observe(fact.hlc)
        self._stale = False

    def _write(self) -> None:
        while not (self._stopping and not self._next.acts):
            self._wanted.wait()
            self._wanted.clear()
            with self._boarding:
                batch, self._next = self._next, Batch()
            if batch.acts:
                self._write_batch(batch)

    def _write_batch(self, batch: Batch) -> None:
        facts: list[Fact] = []
        touched: set[str] = set()
        try:
            if self._stale:
                self._load()
            for place, act in enumerate(batch.acts):
                self._decide(act, facts, touched)
                _give_turn(place)
            if facts:
                self.with_log(self.log.append, facts)
            self.head += len(facts)
        except Exception as error:
            self._fail(batch.acts, error)
            touched |= self.fair.entities.keys()
        batch.done.set()
        if touched:
            self._tell(touched)

    def _decide(self, act: Act, facts: list[Fact], touched: set[str]) -> None:
        with self.lock:
            if self.fair.knows(act.id):
                known = self.fair.fact(act.id)
                about = self.fair.root(known.subject) if known else None
                return act.settle("duplicate", Decision("duplicate", about=about))
        decision, fresh = self._decided(act)
        act.settle("refused" if decision.refused else "recorded", decision)
        facts.extend(fresh)
        for start in range(0, len(fresh), SLICE):
            with self.lock:
                touched |= self.fair.add(fresh[start : start + SLICE])
            _give_turn(start)

    def _decided(self, act: Act) -> tuple[Decision, list[Fact]]:
        """What an act comes to. A fault in one act must not take the others in its batch along."""
        seq = self._seq
        try:
            with self.lock:
                decision = act.decide(self.fair)
            return decision, self._written(act, decision.drafts)
        except Exception:
            log.exception("an act could not be decided")
            self._seq = seq
            return Decision("internal_error"), []

    def _written(self, act: Act, drafts: Sequence[Draft]) -> list[Fact]:
        facts = []
        for place, draft in enumerate(drafts):
            facts.append(self._fact(act, place, draft))
            if self.fair.knows(facts[-1].id):
                raise ValueError("an id that belongs to this act is taken")
            _give_turn(place)
        return facts

    def _fact(self, act: Act, place: int, draft: Draft) -> Fact:
        self._seq += 1
        return written(
            draft,
            id=derived(act.id, place),
            node=self._node,
            seq=self._seq,
            hlc=self._clock.tick(),
            at=act.at,
            received_at=to_text(self.now()),
            by=act.by,
        )

    def _fail(self, acts: list[Act], error: Exception) -> None:
        """Nothing of this batch is on disk: say so, and go back to what is."""
        log.error("a batch of %d could not be stored: %s", len(acts), type(error).__name__)
        code = "storage_full" if isinstance(error, LogError) and "full" in str(error) else "storage_failed"
        for act in acts:
            act.settle("refused", Decision(code))
        self._stale = True
        try:
            self._load()
        except Exception as failure:
            log.error("the log could not be read again: %s", type(failure).__name__)

    def _tell(self, touched: set[str]) -> None:
        for listener in self._listeners:
            try:
                listener(touched)
            except Exception:
                log.exception("a listener failed")


def _give_turn(place: int) -> None:
    """Let others have a turn, now and then in a long row of work."""
    if place and place % SLICE == 0:
        time.sleep(0)
