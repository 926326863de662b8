"""Pairing: a one-time code makes a tablet, laptop or screen a device of this fair.

A code is eight letters (32 bits), works once and lives ten minutes. That is short enough to type; what makes it safe
is that wrong tries are limited: six a minute from one address and sixty from all together. Even with 150 codes out,
ten minutes of trying find one with a chance of one in fifty thousand. A code that is printed lives until the fair is
over and has twelve letters (48 bits): ninety days of trying at three hundred of them find one in a hundred thousand.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from eventapp.badges.code import ALPHABET, normalise
from eventapp.facts import Draft, LogError
from eventapp.facts.clock import to_text
from eventapp.facts.ids import uuid7
from eventapp.fair import Fair
from eventapp.fair.people import Device
from eventapp.live.ledger import Ledger

LIFETIME_MS = 10 * 60_000
CODE_LETTERS = 8
PAPER_LETTERS = 12
LABEL_LETTERS = 40
TRIES_PER_ADDRESS = 6
TRIES_IN_ALL = 60
_MINUTE_MS = 60_000


class PairingRefused(Exception):
    """No device was paired; ``code`` says why.

    It is ``pairing_unknown``, ``pairing_expired``, ``too_many_tries``, or one of the ledger's ``storage_`` codes.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Grant:
    """What a code stands for."""

    role: str
    employer: str | None
    label: str
    expires: int
    searches: bool = False  # a desk that may look up names while the laptop is away


class Pairings:
    """The codes that are out. Only their digests are kept, on this laptop alone; they survive a restart."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._grants = _read(ledger.with_log(ledger.log.kept, _KEY))
        self._tries: dict[str, deque[int]] = defaultdict(deque)

    def offer(
        self,
        role: str,
        employer: str | None = None,
        label: str = "",
        expires: int | None = None,
        searches: bool = False,
    ) -> tuple[str, str]:
        """A fresh code for this role, and the instant it expires. With ``expires`` (ms) it is one for paper."""
        letters = CODE_LETTERS if expires is None else PAPER_LETTERS
        code = "".join(secrets.choice(ALPHABET) for _ in range(letters))
        label = "".join(filter(str.isprintable, label))[:LABEL_LETTERS]
        grant = Grant(role, employer, label, expires or self._ledger.now() + LIFETIME_MS, searches and role == "desk")
        with self._lock:
            self._amend(lambda grants: {**grants, digest_of(code): grant})
        return code, to_text(grant.expires)

    def claim(self, code: str, address: str) -> tuple[Device, str]:
        """Use up a code: the new device and its token, which is shown this once and stored nowhere."""
        digest = digest_of(normalise(code))
        with self._lock:
            grant = self._take(digest, address)
        token = secrets.token_urlsafe(32)
        id = uuid7(self._ledger.now())
        data: dict[str, Any] = {"role": grant.role, "employer": grant.employer, "label": grant.label}
        data["token_digest"] = digest_of(token)
        if grant.searches:
            data["searches"] = True
        act = self._ledger.record([Draft("device_paired", id, data)], by=id)
        if act.status != "recorded":
            with self._lock:  # nothing came of it, so it is not used up
                self._grants[digest] = grant
                if self._ledger.log.shared:
                    with suppress(LogError):
                        self._amend(lambda grants: {**grants, digest: grant})
            raise PairingRefused(act.decision.code)
        return Device(id, grant.role, grant.label, grant.employer, digest_of(token), searches=grant.searches), token

    def _take(self, digest: str, address: str) -> Grant:
        now = self._ledger.now()
        if self._recent(address, now) >= TRIES_PER_ADDRESS or self._recent("", now) >= TRIES_IN_ALL:
            raise PairingRefused("too_many_tries")
        if self._ledger.log.shared:  # another process of this hub may have given it out, or taken it
            self._grants = _read(self._ledger.with_log(self._ledger.log.kept, _KEY))
        grant = self._grants.get(digest)
        if grant is None:
            self._tries[address].append(now)
            self._tries[""].append(now)
            raise PairingRefused("pairing_unknown")
        try:
            if not self._amend(lambda grants: {one: grants[one] for one in grants if one != digest}, digest):
                raise PairingRefused("pairing_unknown")
        except LogError as error:
            raise PairingRefused("storage_failed") from error
        if grant.expires < now:
            raise PairingRefused("pairing_expired")
        return grant

    def _recent(self, address: str, now: int) -> int:
        tries = self._tries[address]
        while tries and tries[0] < now - _MINUTE_MS:
            tries.popleft()
        return len(tries)

    def _amend(self, change: Callable[[dict[str, Grant]], dict[str, Grant]], digest: str = "") -> bool:
        """Change what is kept, once, and know it; returns whether the code with this digest was there until then."""
        now, was_there = self._ledger.now(), []

        def amended(kept: dict[str, Any] | None) -> dict[str, Any]:
            grants = _read(kept) | (self._grants if not self._ledger.log.shared else {})
            was_there.append(digest in grants)
            left = {one: grant for one, grant in change(grants).items() if grant.expires + LIFETIME_MS > now}
            return {one: asdict(grant) for one, grant in left.items()}

        self._grants = _read(self._ledger.with_log(self._ledger.log.amend, _KEY, amended))
        return was_there[-1]


def _read(kept: dict[str, Any] | None) -> dict[str, Grant]:
    return {digest: Grant(**grant) for digest, grant in (kept or {}).items()}


def digest_of(secret: str) -> str:
    """How tokens and codes are remembered: they are random and long enough that a bare hash will do."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def holder(fair: Fair, token: str) -> Device | None:
    """The device that this token belongs to, unless it was revoked."""
    return fair.with_token(digest_of(token)) if token else None


_KEY = "pairings"
