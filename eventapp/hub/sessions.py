"""Sessions: who is signed in. A token of 256 random bits in a cookie; only its digest is kept.

A session ends by itself when nobody did anything for half an hour, and after a working day whatever was done.
"""

from __future__ import annotations

import secrets
from typing import Final

from eventapp.facts.clock import Now
from eventapp.hub.accounts import Account, Accounts
from eventapp.hub.slowing import Slowing
from eventapp.hub.store import Store
from eventapp.live.pairing import digest_of

MINUTE_MS: Final = 60_000
IDLE_MS: Final = 30 * MINUTE_MS
LONGEST_MS: Final = 10 * 60 * MINUTE_MS


class SignInRefused(Exception):
    """Nobody was signed in; ``code`` is ``sign_in_wrong`` or ``sign_in_wait``, ``minutes`` how long to wait."""

    def __init__(self, code: str, minutes: int = 0) -> None:
        super().__init__(code)
        self.code, self.minutes = code, minutes


class Sessions:
    """Everybody who is signed in."""

    def __init__(self, store: Store, accounts: Accounts, now: Now) -> None:
        self._store, self._accounts, self._now = store, accounts, now
        self._slowing = Slowing(store, now)

    def sign_in(self, name: str, password: str, address: str) -> tuple[Account, str]:
        """The account and the token of its session. Whoever does not exist is refused in the same words and time."""
        who = digest_of(" ".join(name.split()).casefold())
        self._try(who, address)
        account = self._accounts.named(name)
        if not self._accounts.fits(account, password) or account is None:
            raise SignInRefused("sign_in_wrong")
        self._slowing.right(who, address)
        return account, self.begin(account)

    def begin(self, account: Account) -> str:
        """A fresh session; returns its token."""
        token, now = secrets.token_urlsafe(32), self._now()
        self._store.write(
            ("DELETE FROM session WHERE seen < ? OR began < ?", (now - IDLE_MS, now - LONGEST_MS)),
            ("INSERT INTO session VALUES (?, ?, ?, ?)", (digest_of(token), account.id, now, now)),
        )
        return token

    def holder(self, token: str) -> Account | None:
        """Who is signed in with this token, and may still be; that it was used is noted."""
        if not token:
            return None
        digest, now = digest_of(token), self._now()
        rows = self._store.rows("SELECT account, began, seen FROM session WHERE digest = ?", digest)
        if not rows or now - rows[0][2] >= IDLE_MS or now - rows[0][1] >= LONGEST_MS:
            return None
        account = self._accounts.with_id(rows[0][0])
        if account is None or account.off:
            return None
        if now - rows[0][2] >= MINUTE_MS:
            self._store.write(("UPDATE session SET seen = ? WHERE digest = ?", (now, digest)))
        return account

    def end(self, token: str) -> None:
        """Sign out."""
        self._store.write(("DELETE FROM session WHERE digest = ?", (digest_of(token),)))

    def confirm(self, account: Account, password: str, new: str, address: str) -> None:
        """Change a password, with wrong tries at the present one slowed down as when signing in."""
        who = digest_of(" ".join(account.name.split()).casefold())
        self._try(who, address)
        self._accounts.change(account, password, new)
        self._slowing.right(who, address)

    def _try(self, who: str, address: str) -> None:
        wait = self._slowing.one_more(who, address)
        if wait:
            raise SignInRefused("sign_in_wait", -(-wait // MINUTE_MS))
