"""All links of this laptop: to the other laptops of the fair and to the hub."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from eventapp.facts.clock import to_text
from eventapp.sync.link import Link
from eventapp.sync.peers import Known, forget, known_peers, paired, tidy
from eventapp.sync.store import Store


class Links:
    """Keeps up with every peer that this laptop was paired with, while it serves."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._links: dict[str, Link] = {}
        self._lock = threading.Lock()
        self._changed: Callable[[], None] = lambda: None

    def on_change(self, changed: Callable[[], None]) -> None:
        """Have this called when the standing of a link changes."""
        self._changed = changed

    def start(self) -> None:
        """Begin with every peer that is known."""
        for known in known_peers(self._store):
            self._begin(known)

    def stop(self) -> None:
        """End all of them."""
        for link in list(self._links.values()):
            link.stop()

    def follow(self, touched: set[str]) -> None:
        """Something was written here: hand it over at once."""
        for link in list(self._links.values()):
            link.poke()

    def add(self, url: str, code: str) -> None:
        """Pair with a laptop or hub, and keep up with it from now on. SyncProblem when that cannot be."""
        self._begin(paired(self._store, url, code))

    def remove(self, url: str) -> None:
        """Know this peer no more. What came from there stays."""
        with self._lock:
            link = self._links.pop(tidy(url), None)
        if link is not None:
            link.stop()
        forget(self._store, url)
        self._changed()

    def view(self) -> list[dict[str, Any]]:
        """How it stands with each peer, for the organiser."""
        return [_shown(link) for _, link in sorted(self._links.items())]

    def _begin(self, known: Known) -> None:
        link = Link(self._store, known, self._changed)
        with self._lock:
            old, self._links[known.url] = self._links.get(known.url), link
        if old is not None:
            old.stop()
        link.start()
        self._changed()


def _shown(link: Link) -> dict[str, Any]:
    so = link.standing
    equal = to_text(so.equal_at) if so.equal_at and not so.connected else None
    return {"url": so.url, "connected": so.connected, "waiting": so.waiting, "left": so.left, "problem": so.problem,
            "equal_at": equal}  # fmt: skip
