"""Slowing down: whoever types wrong passwords has to wait, longer each time, by account and by address.

Nobody is locked out for good, or anybody could lock out anybody. After five wrong tries an account waits a minute,
then two, then four, up to a quarter of an hour: at most some hundred tries a day. An address, behind which a whole
office may sit, has twenty in ten minutes.
"""

from __future__ import annotations

from typing import Final

from eventapp.facts.clock import Now
from eventapp.hub.store import Query, Store
from eventapp.hub.tries import forget_last_try, note_try, tries_of

FREE_TRIES: Final = 5
_MINUTE_MS: Final = 60_000
LONGEST_WAIT_MS: Final = 15 * _MINUTE_MS
FORGOTTEN_MS: Final = 24 * 60 * _MINUTE_MS
PER_ADDRESS: Final = 20
ADDRESS_MS: Final = 10 * _MINUTE_MS
# Names may be made up without end.
MOST_KNOWN: Final = 10_000
_OLDEST_OUT: Final = (
    "DELETE FROM slowed WHERE last < ? OR last < (SELECT last FROM slowed ORDER BY last DESC LIMIT 1 OFFSET ?)"
)


class Slowing:
    """The wrong tries of late."""

    def __init__(self, store: Store, now: Now) -> None:
        self._store, self._now = store, now

    def one_more(self, name: str, address: str) -> int:
        """Count a try as wrong, until it is known to be right: many at once are counted too.

        Returns for how many more milliseconds none may be made; then it was not counted.
        """
        who, where = self._store.mark(name), self._store.mark(address)
        return self._store.alone(lambda query: self._one_more(query, who, where))

    def right(self, name: str, address: str) -> None:
        """That was the password: the account begins anew, and this try was none."""
        who, where = self._store.mark(name), self._store.mark(address)
        self._store.alone(lambda query: _right(query, who, where))

    def _one_more(self, query: Query, who: str, where: str) -> int:
        now = self._now()
        known = query("SELECT tries, last FROM slowed WHERE who = ?", who)
        count, last = known[0] if known and now - known[0][1] < FORGOTTEN_MS else (0, 0)
        wait = max(_of_name(count, last, now), _of_address(tries_of(query, where, now - ADDRESS_MS), now))
        if not wait:
            query(_OLDEST_OUT, now - FORGOTTEN_MS, MOST_KNOWN)
            query("DELETE FROM slowed WHERE who = ?", who)
            query("INSERT INTO slowed VALUES (?, ?, ?)", who, count + 1, now)
            note_try(query, where, now)
        return wait


def _right(query: Query, who: str, where: str) -> None:
    query("DELETE FROM slowed WHERE who = ?", who)
    forget_last_try(query, where)


def _of_name(count: int, last: int, now: int) -> int:
    pause = min(LONGEST_WAIT_MS, _MINUTE_MS * 2 ** min(count - FREE_TRIES, 10)) if count >= FREE_TRIES else 0
    return max(0, last + pause - now)


def _of_address(tries: list[int], now: int) -> int:
    return tries[0] + ADDRESS_MS - now if len(tries) >= PER_ADDRESS else 0
