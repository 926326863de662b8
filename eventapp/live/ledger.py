"""The ledger: the one writer of a running fair.

Whoever wants something hands in an ``Act`` and waits. The writer decides all waiting acts one after the other, each
on the state that the one before it left, and stores their facts in one commit (group commit). Only when that commit
is on disk does anybody get an answer. When it fails nobody's act counts, and the state is folded anew from the log.

Disk work goes through ``offload``, which the start-up chooses, so that it never runs on an event loop's thread.
Everything else here is plain ``threading``; the start-up may have patched that too.

Where several processes share a log, each has a ledger. The writer then decides in its turn, on what the others stored
too, and follows them when it is poked.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from eventapp.facts import AnyLog, Draft, Fact, LogError
from eventapp.facts.any_log import News
from eventapp.facts.clock import Now, to_text, wall_clock
from eventapp.facts.ids import uuid7
from eventapp.fair import Fair
from eventapp.fair.decision import Decision
from eventapp.fair.series import own_names, series_of
from eventapp.live.acts import Act, Batch, Delivery, Entry, Errand, refusal_of
from eventapp.live.boarding import Boarding
from eventapp.live.offload import Offload, inline
from eventapp.live.page import Page
from eventapp.live.scribe import SLICE, Scribe, give_turn
from eventapp.live.set_aside import SetAside, noted
from eventapp.live.trouble import Trouble
from eventapp.sync.wire import Fate, Incoming

log = logging.getLogger(__name__)
T = TypeVar("T")


class Ledger:
    """One fair, its log and its state, with one writer."""

    def __init__(self, log: AnyLog, now: Now = wall_clock, offload: Offload = inline) -> None:
        self.log = log
        self.now = now
        self.lock = threading.RLock()
        self.fair = Fair()
        self.head = 0
        self.vector: dict[str, int] = {}
        self._offload = offload
        self._listeners: list[Callable[[set[str]], None]] = []
        self._boarding = Boarding()
        self._poked = False
        self._stored: list[Callable[[], None]] = []
        self._stale = False
        self._trouble = Trouble()
        self._log_lock = threading.Lock()
        self._writer: threading.Thread | None = None
        self._load()

    @property
    def node(self) -> str:
        """The id of this laptop's log."""
        return self._scribe.node

    @property
    def epoch(self) -> str:
        """Which course of this log its positions belong to: another one after a restore, or in a copy."""
        return self._epoch

    @property
    def names(self) -> tuple[str, ...]:
        """The names of this log since it may know all that it gave out, its present one last."""
        return self._names

    @property
    def series(self) -> int:
        """Which badge numbers this laptop may hand out."""
        return series_of(self.fair.info, self._names)

    @property
    def aside(self) -> Sequence[SetAside]:
        """What came in and was not sound."""
        return self._aside

    @property
    def trouble(self) -> str:
        """What is wrong with the disk, as a code; empty while all is well."""
        return self._trouble.code

    @property
    def busy(self) -> bool:
        """Whether somebody waits for the writer, or the log is in use."""
        return bool(self._boarding.next.entries) or self._log_lock.locked()

    @property
    def stopped(self) -> bool:
        """Whether nothing is written here any more."""
        return self._boarding.closed

    def start(self) -> None:
        """Start the writer."""
        self._writer = threading.Thread(target=self._write, name="ledger", daemon=True)
        self._writer.start()

    def stop(self) -> None:
        """Finish what waits, checkpoint the log and close it; acts that come later are refused."""
        if not self._boarding.close():
            return
        if self._writer is not None:
            self._writer.join()
        self._offload(self.log.close)

    def on_change(self, listener: Callable[[set[str]], None]) -> None:
        """Have this called, after each commit, with the subjects that may have changed."""
        self._listeners.append(listener)

    def on_stored(self, listener: Callable[[], None]) -> None:
        """Have this called after each commit of our own, for who shares the log."""
        self._stored.append(listener)

    def poke(self) -> None:
        """Others may have stored something: let the writer look, soon. Does not wait."""
        self._poked = True
        self._boarding.call()

    def submit(self, acts: Sequence[Act]) -> None:
        """Hand in acts and wait until every one is settled, in the order given."""
        self._boarding.hand_in(acts)

    def record(self, drafts: Sequence[Draft], by: str) -> Act:
        """Write drafts that need no deciding, all of them or none."""
        now = self.now()
        act = Act(uuid7(now), to_text(now), by, lambda fair: Decision("recorded", tuple(drafts)))
        self.submit([act])
        return act

    def take_in(self, facts: Sequence[Incoming]) -> list[Fate]:
        """Store what other laptops hand over, and wait until it is on disk; what became of each, in this order."""
        delivery = Delivery(facts)
        self._boarding.hand_in([delivery])
        return delivery.fates or ["failed"] * len(facts)

    def between(self, errand: Callable[[], None]) -> None:
        """Do this while nothing is being written, and look at the log anew afterwards."""
        entry = Errand(errand, LogError("not done"))
        self._boarding.hand_in([entry])
        if entry.problem is not None:
            raise entry.problem

    def in_background(self, function: Callable[..., T], *args: Any) -> T:
        """Run heavy pure work, or work on the log, away from the event loop, and wait for it."""
        result: T = self._offload(function, *args)
        return result

    def with_log(self, function: Callable[..., T], *args: Any) -> T:
        """Use the log while the writer does not."""
        with self._log_lock:
            return self.in_background(function, *args)

    def _load(self) -> None:
        """Read the whole log: at the start, after a commit that failed, and after an errand."""
        self.with_log(self.log.node, lambda: uuid7(self.now()))
        whole = self.with_log(self.log.everything)
        facts = whole.facts
        nodes, moved = self.with_log(lambda: (self.log.kept("nodes", []), self.log.kept("moved", [])))
        aside = self.with_log(self.log.set_aside)
        with self.lock:
            self._names = own_names(whole.node, nodes, moved)
            self._aside = noted([fact for fact, _ in aside], {(one.node, one.seq): why for one, why in aside})
            self.fair = Fair(facts)
            self._epoch, self.head, self.vector = whole.epoch, whole.head, whole.vector
            self._scribe = Scribe(whole.node, facts, self.now)
        self._stale = False

    def _write(self) -> None:
        while not self._boarding.is_over:
            batch = self._boarding.leave(self._trouble.patience)
            if batch.entries:
                self._write_batch(batch)
            elif self._poked:
                self._look()
            if self._trouble.is_over(self.with_log, self.log):
                self._tell(set())

    def _write_batch(self, batch: Batch) -> None:
        page = Page({}, self._stored_at)
        try:
            page.touched |= self._begin()
            page.vector.update(self.vector)
            for place, entry in enumerate(batch.entries):
                self._enter(entry, page)
                give_turn(place)
            self._store(page)
        except Exception as error:
            self._fail(batch.entries, error)
            page.touched |= self.fair.entities.keys()
        for errand in [entry for entry in batch.entries if isinstance(entry, Errand)]:
            self._run(errand)
            page.touched |= self.fair.entities.keys()
        batch.done.set()
        if page.touched:
            self._tell(page.touched)

    def _begin(self) -> set[str]:
        """Take the turn and know all that is stored; returns who may have changed by that."""
        if self.log.shared:
            self.in_background(self.log.begin)  # beside who reads the log: it may take until others are done
        if self._stale:
            self._load()
        return self._follow()

    def _look(self) -> None:
        self._poked = False
        try:
            if self._stale:
                self._load()
                touched = set(self.fair.entities)
            else:
                touched = self._follow()
        except Exception as error:
            return log.error("what others stored could not be read: %s", type(error).__name__)
        if touched:
            self._tell(touched)

    def _follow(self) -> set[str]:
        """Fold what other processes stored since; returns who may have changed by that."""
        if not self.log.shared:
            return set()
        news = self.with_log(self.log.news, self.head)
        if news.epoch != self._epoch:
            self._load()
            return set(self.fair.entities)
        return self._fold(news)

    def _fold(self, news: News) -> set[str]:
        touched: set[str] = set()
        vector = dict(self.vector)
        for start in range(0, len(news.rows), SLICE):
            with self.lock:
                for _, fact, flaw in news.rows[start : start + SLICE]:
                    vector[fact.node] = max(fact.seq, vector.get(fact.node, 0))
                    if flaw is not None:
                        self._aside += noted([fact], {(fact.node, fact.seq): flaw})
                    if flaw is None:
                        touched |= self.fair.add([fact])
                        self._scribe.clock.observe(fact.hlc)
            give_turn(start)
        if news.rows:
            self.vector, self.head = vector, news.rows[-1][0]
        return touched

    def _stored_at(self, node: str, seq: int) -> Fact | None:
        found = self.with_log(self.log.read_of, node, seq - 1, 1)
        return found[0] if found else None

    def _store(self, page: Page) -> None:
        if not page.facts:
            return self.in_background(self.log.release)
        self.with_log(self.log.append, page.facts, page.set_aside)
        self._aside += noted(page.facts, page.set_aside)
        # In this order: whoever reads the head first, and then the vector, never misses what lies before that head.
        self.vector = page.vector
        self.head += len(page.facts)
        _call(self._stored)

    def _enter(self, entry: Entry, page: Page) -> None:
        if isinstance(entry, Act):
            self._decide(entry, page)
        if isinstance(entry, Delivery):
            self._receive(entry, page)

    def _run(self, errand: Errand) -> None:
        try:
            errand.do()
            errand.problem = None
        except Exception as error:
            errand.problem = error
        self._reload()

    def _receive(self, delivery: Delivery, page: Page) -> None:
        for start in range(0, len(delivery.facts), SLICE):
            with self.lock:
                for incoming in delivery.facts[start : start + SLICE]:
                    delivery.fates.append(self._take(incoming, page))
            give_turn(start)

    def _take(self, incoming: Incoming, page: Page) -> Fate:
        fate = page.fate(self.fair, incoming)
        if fate in ("stored", "quarantined"):
            page.write(incoming.fact, incoming.flaw)
        if incoming.flaw is not None:
            page.touched.add(incoming.fact.subject)  # nothing of it changed, but somebody should hear of it
        if fate == "stored" or (fate == "quarantined" and incoming.flaw is None):
            page.touched |= self.fair.add([incoming.fact])
            self._scribe.clock.observe(incoming.fact.hlc)
        return fate

    def _decide(self, act: Act, page: Page) -> None:
        with self.lock:
            if self.fair.knows(act.id):
                known = self.fair.fact(act.id)
                about = self.fair.root(known.subject) if known else None
                return act.settle("duplicate", Decision("duplicate", about=about))
        decision, fresh = self._decided(act, page.vector.get(self.node, 0))
        act.settle("refused" if decision.refused else "recorded", decision)
        for fact in fresh:
            page.write(fact)
        for start in range(0, len(fresh), SLICE):
            with self.lock:
                page.touched |= self.fair.add(fresh[start : start + SLICE])
            give_turn(start)

    def _decided(self, act: Act, last: int) -> tuple[Decision, list[Fact]]:
        """What an act comes to. A fault in one act must not take the others in its batch along."""
        try:
            with self.lock:
                decision = act.decide(self.fair)
            return decision, self._scribe.written(self.fair, act, decision.drafts, last)
        except Exception:
            log.exception("an act could not be decided")
            return Decision("internal_error"), []

    def _fail(self, entries: Sequence[Entry], error: Exception) -> None:
        """Nothing of this batch is on disk: say so, and go back to what is."""
        log.error("a batch of %d could not be stored: %s", len(entries), type(error).__name__)
        code = refusal_of(error)
        self._trouble.note(code)
        for entry in entries:
            if isinstance(entry, Act):
                entry.settle("refused", Decision(code))
            if isinstance(entry, Delivery):
                entry.fates = ["failed"] * len(entry.facts)
        self._reload()

    def _reload(self) -> None:
        """Look at the log anew; when even that fails, before anything else is written."""
        self._stale = True
        try:
            self.in_background(self.log.release)
            self._load()
        except Exception as failure:
            log.error("the log could not be read again: %s", type(failure).__name__)

    def _tell(self, touched: set[str]) -> None:
        _call(self._listeners, touched)


def _call(listeners: Sequence[Callable[..., None]], *args: Any) -> None:
    for listener in listeners:
        try:
            listener(*args)
        except Exception:
            log.exception("a listener failed")
