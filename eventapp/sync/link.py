"""A link: keeps this laptop and one peer equal for as long as they can reach each other, and tries again when not.

Two threads: one waits at the peer for its news, the other hands over ours as soon as it is on disk.
"""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from eventapp.sync.peer import HttpPeer, Peer, SyncProblem
from eventapp.sync.peers import Known, note
from eventapp.sync.rounds import Rounds
from eventapp.sync.store import Store

log = logging.getLogger(__name__)

# So long a peer may put off its answer while it has no news; a line that went silent is noticed a little later.
WAIT_SECONDS: Final = 5.0
PATIENCE_SECONDS: Final = 5.0
# After a failure: soon at first, as a line that stumbled is mostly back at once. Never longer than a walk to that hall.
FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 15.0
# What is written at the same time goes in one batch.
GATHER_SECONDS: Final = 0.02
_LOOK_SECONDS: Final = 5.0
# How far a peer was read is only kept now and then: what is read twice is known already.
_KEEP_EVERY_MS: Final = 30_000


@dataclass(frozen=True)
class Standing:
    """How it stands with one peer."""

    url: str
    connected: bool = False
    waiting: int = 0  # facts of which the peer did not say yet that it has them
    left: int = 0  # facts that the peer wants to have from the laptop that wrote them
    problem: str = ""  # a code
    equal_at: int | None = None  # milliseconds


class Link:
    """One peer, kept up with in the background. ``changed`` is called when the standing changes."""

    def __init__(
        self,
        store: Store,
        known: Known,
        changed: Callable[[], None] = lambda: None,
        peer: Peer | None = None,
        pause: Callable[[float], None] | None = None,
    ) -> None:
        self.standing = Standing(known.url, equal_at=known.equal_at)
        self._store, self._known, self._changed = store, known, changed
        self._peer = peer or HttpPeer(known.url, known.token, PATIENCE_SECONDS)
        self._news = threading.Event()
        self._stopping = threading.Event()
        self._pause = pause or self._stopping.wait
        self._kept_at = 0
        self._rounds: Rounds | None = None  # what we last heard of what the peer has

    def start(self) -> None:
        """Begin, and go on until ``stop``."""
        threading.Thread(target=self._run, name="link", daemon=True).start()

    def stop(self) -> None:
        """End; what is on its way is finished or cut off, either is safe."""
        self._stopping.set()
        self._news.set()

    def poke(self) -> None:
        """There is something new here, or somebody asks for it to be tried now."""
        self._news.set()

    def _run(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            try:
                rounds = self._equal()
                failures = 0
                self._keep_up(rounds)
            except SyncProblem as problem:
                self._stand(connected=False, problem=problem.code, waiting=self._waiting())
            except Exception:
                if self._stopping.is_set():
                    return  # the fair closes; what was on its way is safe or was never acknowledged
                log.exception("a link failed")
                self._stand(connected=False, problem="internal_error")
            if not self._stopping.is_set():
                self._pause(min(LONGEST_PAUSE, FIRST_PAUSE * 2**failures) * random.uniform(0.5, 1.0))
            failures = min(failures + 1, 10)

    def _equal(self) -> Rounds:
        rounds = Rounds(self._store, self._peer, self._known.cursor)
        outcome = rounds.run()
        self._rounds = rounds
        self._remember(rounds)
        self._stand(connected=True, problem="", waiting=rounds.waiting(), left=outcome.left)
        return rounds

    def _keep_up(self, rounds: Rounds) -> None:
        """While the line holds: our news goes out in a thread of its own, theirs comes in here."""
        broken: list[SyncProblem] = []
        over = threading.Event()
        pushing = threading.Thread(target=self._push, args=(rounds, broken, over), name="link-push", daemon=True)
        pushing.start()
        try:
            while not (self._stopping.is_set() or broken or rounds.missed):
                rounds.pull_page(WAIT_SECONDS)
                self._remember(rounds)
        finally:
            over.set()
            self._news.set()
            pushing.join()
        if broken:
            raise broken[0]

    def _push(self, rounds: Rounds, broken: list[SyncProblem], over: threading.Event) -> None:
        while not over.is_set():
            self._news.wait(_LOOK_SECONDS)
            self._news.clear()
            time.sleep(GATHER_SECONDS)
            try:
                if rounds.waiting() and not over.is_set():
                    rounds.push()
                self._stand(connected=True, problem="", waiting=rounds.waiting())
            except SyncProblem as problem:
                broken.append(problem)
                self._stand(connected=False, problem=problem.code, waiting=rounds.waiting())
                return

    def _waiting(self) -> int:
        return self._rounds.waiting() if self._rounds else self.standing.waiting

    def _remember(self, rounds: Rounds) -> None:
        self._known = replace(self._known, cursor=rounds.cursor, equal_at=self.standing.equal_at)
        if self._store.now() - self._kept_at > _KEEP_EVERY_MS:
            self._kept_at = self._store.now()
            note(self._store, self._known)

    def _stand(self, **so: object) -> None:
        fresh = replace(self.standing, **so)  # type: ignore[arg-type]
        if fresh.connected and not fresh.waiting:
            fresh = replace(fresh, equal_at=self._store.now())
        differs = replace(fresh, equal_at=None) != replace(self.standing, equal_at=None)
        self.standing = fresh
        if differs:
            self._changed()
