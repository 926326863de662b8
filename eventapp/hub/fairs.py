"""The fairs of the hub: a house for each, opened when somebody asks for it, and closed when others are used more."""

from __future__ import annotations

import dataclasses
import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from eventapp.facts.ids import is_uuid
from eventapp.facts.opening import fairs_of, open_log
from eventapp.hub.bound import BoundService
from eventapp.hub.store import NotKept, Store
from eventapp.hub.summary import Summary, summary_of
from eventapp.live.house import House, house_over
from eventapp.settings import Settings

log = logging.getLogger(__name__)

# So many fairs stay open. One takes about 5 MB of memory with 400 seekers, and about 28 MB with 2,000.
MOST_OPEN: Final = 12
_MINUTE_MS: Final = 60_000


class UnknownFair(Exception):
    """There is no such fair here."""


def catch_up(house: House) -> None:
    """Know what other processes stored in this fair up to now."""
    if house.ledger.log.shared:
        house.ledger.take_in(())  # nothing, in a turn of one's own, which begins with what the others did


@dataclasses.dataclass
class _Open:
    house: House
    users: int = 0


class Fairs:
    """Every fair of this hub."""

    def __init__(self, settings: Settings, store: Store, most_open: int = MOST_OPEN) -> None:
        self._settings, self._store, self._most_open = settings, store, most_open
        self._lock = threading.RLock()
        self._open: dict[str, _Open] = {}  # the least used first
        self._stale: set[str] = set()
        self._synced: dict[str, int] = {}
        self._adopt()

    def ids(self) -> list[str]:
        """The ids of all fairs, in the order in which they were made."""
        return [row[0] for row in self._store.rows("SELECT id FROM overview ORDER BY id")]

    def make(self, fair: str) -> None:
        """Know this fair; its house is empty until facts come. ``fair`` is a UUID."""
        self._store.write(("INSERT INTO overview (id) VALUES (?) ON CONFLICT DO NOTHING", (fair,)))

    @contextmanager
    def using(self, fair: str) -> Iterator[House]:
        """The house of this fair; it stays open for as long as somebody is in it. UnknownFair when there is none."""
        with self._lock:
            opened = self._open.pop(fair, None) or _Open(self._opened(fair))
            self._open[fair] = opened
            opened.users += 1
        try:
            yield opened.house
        finally:
            with self._lock:
                opened.users -= 1
                self._close_some()

    def open_ids(self) -> list[str]:
        """The fairs that are open now, the least used first."""
        with self._lock:
            return list(self._open)

    def summaries(self) -> list[Summary]:
        """What is known of each fair at a glance. Only one that changed is looked into."""
        for fair in [row[0] for row in self._store.rows("SELECT id FROM overview WHERE changes <> summed")]:
            with self.using(fair) as house:
                self._sum_up(fair, house)
        rows = self._store.rows("SELECT id, summary, synced_at, collected FROM overview WHERE summary IS NOT NULL")
        found = [Summary(id, self._said(kept), self._later(id, at), got) for id, kept, at, got in rows]
        return sorted(found, key=lambda one: (one.date, one.name), reverse=True)

    def summary(self, fair: str) -> Summary:
        """The same of one fair."""
        found = next((one for one in self.summaries() if one.id == fair), None)
        if found is None:
            raise UnknownFair(fair)
        return found

    def close(self) -> None:
        """Let go of every file."""
        with self._lock:
            for fair in list(self._open):
                self._close(fair)

    def _adopt(self) -> None:
        """Fairs that are stored and that the hub's own file does not know: it was lost, or is an older one."""
        folder = self._settings.data / "fairs"
        folder.mkdir(mode=0o700, exist_ok=True)
        for fair in filter(is_uuid, self._settings.offload(fairs_of, folder)):
            self.make(fair)

    def _opened(self, fair: str) -> House:
        if not self._store.rows("SELECT 1 FROM overview WHERE id = ?", fair):
            raise UnknownFair(fair)
        settings = dataclasses.replace(self._settings, fair=fair)
        house = house_over(settings, settings.offload(open_log, settings.database, settings.passphrase))
        house.syncing = BoundService(house.ledger, fair, lambda collected: self._heard(fair, collected))
        house.ledger.on_change(lambda touched: self._changed(fair))
        return house

    def _close_some(self) -> None:
        idle = [fair for fair, opened in self._open.items() if not opened.users]
        for fair in idle[: max(0, len(self._open) - self._most_open)]:
            self._close(fair)

    def _close(self, fair: str) -> None:
        house = self._open.pop(fair).house
        try:
            self._sum_up(fair, house)
        except Exception:
            log.exception("a summary could not be kept")  # it stays marked as stale
        house.close()

    def _sum_up(self, fair: str, house: House) -> None:
        self._stale.discard(fair)  # first: what changes from here on is told again
        [(changes,)] = self._store.rows("SELECT changes FROM overview WHERE id = ?", fair)
        catch_up(house)
        said = self._store.sealed(json.dumps(summary_of(house)))
        put = "UPDATE overview SET summary = ?, summed = ? WHERE id = ? AND summed <= ?"
        self._store.write((put, (said, changes, fair, changes)))

    def _changed(self, fair: str) -> None:
        """Once until it is summed up. Another process may have done that meanwhile; then each change is told."""
        if self._store.shared or fair not in self._stale:
            self._stale.add(fair)
            self._keep("UPDATE overview SET changes = changes + 1 WHERE id = ?", fair)

    def _said(self, kept: Any) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(self._store.opened(kept))
        return said

    def _later(self, fair: str, at: int | None) -> int | None:
        """When a laptop called last: this process, or as far as is kept another."""
        return max(self._synced.get(fair, 0), at or 0) or None

    def _heard(self, fair: str, collected: int | None) -> None:
        """A laptop of this fair called; ``collected`` is how many of our own facts it has had, where that is known."""
        now = self._settings.now()
        if collected is not None:
            self._keep("UPDATE overview SET collected = ? WHERE id = ? AND collected <> ?", collected, fair, collected)
        if now - self._synced.get(fair, 0) >= _MINUTE_MS:
            self._keep("UPDATE overview SET synced_at = ? WHERE id = ?", now, fair)
        self._synced[fair] = now

    def _keep(self, sql: str, *parameters: Any) -> None:
        try:
            self._store.write((sql, parameters))
        except NotKept:
            log.error("what is shown of a fair could not be kept")
