"""Codes for laptops: each lets one laptop of one fair send its facts here, once.

A code may say for which fair it is. When it does not, it is for whichever fair uses it first, also one that is new
here. The token that it gives opens that one fair and no other.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any, Final

from eventapp.badges.code import ALPHABET, normalise
from eventapp.facts.clock import Now, to_text
from eventapp.facts.ids import is_uuid
from eventapp.hub.store import Query, Store
from eventapp.hub.tries import note_try, tries_of
from eventapp.live.pairing import LABEL_LETTERS, TRIES_IN_ALL, TRIES_PER_ADDRESS, PairingRefused, digest_of

# Longer than at a fair, where somebody stands beside the tablet: a colleague at another office has to start a laptop.
LIFETIME_MS: Final = 60 * 60_000
LETTERS: Final = 12
_MINUTE_MS: Final = 60_000


@dataclass(frozen=True)
class Grant:
    """What a code stands for, once a fair used it."""

    digest: str
    fair: str
    asked_for: str | None  # the fair that it was made for, if for one
    label: str
    expires: int


class Codes:
    """The codes that are out. Only their digests are kept."""

    def __init__(self, store: Store, now: Now) -> None:
        self._store, self._now = store, now

    def offer(self, fair: str | None = None, label: str = "") -> tuple[str, str]:
        """A fresh code and the instant that it expires."""
        code = "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))
        label = "".join(filter(str.isprintable, label))[:LABEL_LETTERS]
        expires = self._now() + LIFETIME_MS
        self._store.write(
            ("DELETE FROM code WHERE expires < ?", (self._now() - LIFETIME_MS,)),
            ("INSERT INTO code VALUES (?, ?, ?, ?)", (digest_of(code), fair, self._store.sealed(label), expires)),
        )
        return code, to_text(expires)

    def take(self, code: str, fair: str | None, address: str) -> Grant:
        """Use up a code for this fair; None where the code says itself for which. PairingRefused says why not."""
        digest, now = digest_of(normalise(code)), self._now()
        everywhere, here = self._store.mark("codes"), self._store.mark(f"codes {address}")

        def used(query: Query) -> list[tuple[Any, ...]]:
            if _too_many(query, here, everywhere, now - _MINUTE_MS):
                raise PairingRefused("too_many_tries")
            rows = query("SELECT fair, label, expires FROM code WHERE digest = ?", digest)
            if rows:
                _one_fair(rows[0][0], fair)
                query("DELETE FROM code WHERE digest = ?", digest)
            else:
                note_try(query, here, now)
                note_try(query, everywhere, now)
            return rows

        rows = self._store.alone(used)
        if not rows:
            raise PairingRefused("pairing_unknown")
        meant, label, expires = rows[0]
        if expires < now:
            raise PairingRefused("pairing_expired")
        return Grant(digest, _one_fair(meant, fair), meant, self._store.opened(label), expires)

    def give_back(self, grant: Grant) -> None:
        """Nothing came of it, so it is not used up."""
        row = (grant.digest, grant.asked_for, self._store.sealed(grant.label), grant.expires)
        self._store.write(("INSERT INTO code VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", row))


def _too_many(query: Query, here: str, everywhere: str, since: int) -> bool:
    recent = (len(tries_of(query, who, since)) for who in (here, everywhere))
    return any(count >= most for count, most in zip(recent, (TRIES_PER_ADDRESS, TRIES_IN_ALL), strict=True))


def _one_fair(meant: str | None, asked: str | None) -> str:
    """The fair that a code is for. Its id becomes the name of a file, so it is nothing but an id."""
    if meant and asked and meant != asked:
        raise PairingRefused("pairing_other_fair")
    fair = meant or asked
    if not is_uuid(fair):
        raise PairingRefused("pairing_no_fair")
    return str(fair)
