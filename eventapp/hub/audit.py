"""Audit: who looked at whom, when and on which page. Written before the page is shown, and never taken out.

It names accounts; of the people who were looked at it has only the id.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from eventapp.facts.clock import Now, to_text
from eventapp.hub.accounts import Account
from eventapp.hub.store import Store

PAGE_ROWS: Final = 100


@dataclass(frozen=True)
class Look:
    """One look at one person; ``at`` is an instant, ``account`` a name."""

    pos: int
    at: str
    account: str
    fair: str
    subject: str
    page: str


class Audit:
    """All looks so far."""

    def __init__(self, store: Store, now: Now) -> None:
        self._store, self._now = store, now

    def looked(self, account: Account, fair: str, subjects: Iterable[str], page: str) -> None:
        """Write down that this account now sees these people. NotKept when that cannot be: then nobody may see them."""
        now = self._now()
        rows = [(now, account.id, fair, subject, page) for subject in dict.fromkeys(subjects)]
        insert = "INSERT INTO look (at, account, fair, subject, page) VALUES (?, ?, ?, ?, ?)"
        if rows:
            self._store.write(*((insert, row) for row in rows))

    def looks(self, before: int | None = None, subject: str = "") -> list[Look]:
        """The latest looks, newest first, from before this position; of one person only, when that is asked."""
        where, given = ["1 = 1"], []
        for condition, value in (("look.pos < ?", before), ("look.subject = ?", subject or None)):
            if value is not None:
                where.append(condition)
                given.append(value)
        rows = self._store.rows(
            "SELECT look.pos, look.at, account.name, look.account, look.fair, look.subject, look.page "
            f"FROM look LEFT JOIN account ON account.id = look.account WHERE {' AND '.join(where)} "
            f"ORDER BY look.pos DESC LIMIT {PAGE_ROWS}",
            *given,
        )
        return [self._look(*row) for row in rows]

    def _look(self, pos: int, at: int, name: Any, account: str, fair: str, subject: str, page: str) -> Look:
        return Look(pos, to_text(at), self._store.opened(name) if name else account, fair, subject, page)
