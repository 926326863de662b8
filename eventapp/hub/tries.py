"""Wrong tries of late, by who made them: kept in the store, so that they count wherever they came in."""

from __future__ import annotations

from typing import Final

from eventapp.hub.store import Query

LONGEST_MS: Final = 10 * 60_000
# Addresses may be made up without end.
MOST_KEPT: Final = 100_000


def tries_of(query: Query, who: str, since: int) -> list[int]:
    """When these were, in milliseconds, oldest first."""
    return [at for (at,) in query("SELECT at FROM tried WHERE who = ? AND at > ? ORDER BY pos", who, since)]


def note_try(query: Query, who: str, now: int) -> None:
    """One more; what is too old to count goes."""
    old = "DELETE FROM tried WHERE at < ? OR pos <= (SELECT max(pos) FROM tried) - ?"
    query(old, now - LONGEST_MS, MOST_KEPT)
    query("INSERT INTO tried (who, at) VALUES (?, ?)", who, now)


def forget_last_try(query: Query, who: str) -> None:
    """The last one was none."""
    query("DELETE FROM tried WHERE pos = (SELECT max(pos) FROM tried WHERE who = ?)", who)
