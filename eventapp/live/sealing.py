"""Sealing: what a desk carries with it for when the laptop is away, and what it sends that nobody else may read.

A desk has to know who is who offline, and its storage may be stolen. So each person is sealed by themselves, with a
key that is made of the code on their badge: a scan opens exactly that one person. A badge code has 48 random bits,
so the key is stretched with scrypt, 2 MiB and some five milliseconds a try: trying all codes would take a fast
graphics card years, for first names.

The other way round, what a desk keeps until it is sent may hold a walk-in's name. That is put in a letter that only
the server can open: a NaCl box to the fair's own key.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Any, Final

from nacl.exceptions import CryptoError
from nacl.public import Box, PrivateKey, PublicKey
from nacl.secret import SecretBox

from eventapp.fair import Fair
from eventapp.fair.people import Employer, Seeker
from eventapp.live.ledger import Ledger
from eventapp.live.names import first_name, full_name

# scrypt: 2048 rounds of 8 blocks are 2 MiB. Both sides use the same; kiosk/sealed.js says so too.
ROUNDS: Final = 2048
BLOCKS: Final = 8
_FIND: Final = 16  # bytes by which a person is found
PAGE: Final = 250  # people in one answer


@dataclass(frozen=True, slots=True)
class Page:
    """People whose seal changed: ``version`` is where to go on, ``more`` whether there is more to come."""

    epoch: str
    version: int
    people: list[dict[str, str | None]]
    more: bool


class Carried:
    """Everybody as the desks carry them, sealed; and who changed since a desk last asked."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self.epoch = secrets.token_hex(8)
        self._version = 0
        self._changed: dict[str, int] = {}  # subject: version of its last change, oldest first
        self._codes: dict[str, set[str]] = {}  # subject: the codes it was last sealed under
        self.note(ledger.fair.entities.keys())
        ledger.on_change(self.note)

    def note(self, touched: Iterable[str]) -> None:
        """These subjects may have changed."""
        with self._lock:
            for subject in list(touched):
                self._version += 1
                self._changed.pop(subject, None)
                self._changed[subject] = self._version

    def since(self, epoch: str, version: int) -> Page:
        """The next page of people who changed after this version; all of them for a desk of another epoch."""
        after = version if epoch == self.epoch else 0
        with self._lock:
            newest_first = takewhile(lambda change: change[1] > after, reversed(self._changed.items()))
            fresh = list(newest_first)[::-1][:PAGE]
            last = self._version
        with self._ledger.lock:
            fair = self._ledger.fair
            codes = [code for subject, _ in fresh for code in self._all_codes(fair, subject)]
            cards = [(code, carried_card(fair, code)) for code in codes]
            salt = fair.info.id
        people = self._ledger.in_background(lambda: [sealed(card, code, salt) for code, card in cards])
        upto = fresh[-1][1] if fresh else last
        return Page(self.epoch, upto, people, more=upto < last)

    def _all_codes(self, fair: Fair, subject: str) -> list[str]:
        """Every code that somebody has, or had before they became another or nobody."""
        party = fair.party(subject)
        known = self._codes.setdefault(subject, set()) if party is None else {*party.codes, *party.void_codes}
        if known:
            self._codes[subject] = known
        return sorted(known)


def carried_card(fair: Fair, code: str) -> dict[str, Any] | None:
    """What a desk may know offline of who wears this badge: what it says after a scan. None when nobody does."""
    party = fair.with_code(code)
    if party is None:
        return None
    arrival = party.arrived
    return {
        "id": party.id,
        "kind": "employer" if isinstance(party, Employer) else "seeker",
        "name": party.name if isinstance(party, Employer) else first_name(party),
        "number": party.number if isinstance(party, Seeker) else party.stand,
        "present": party.present,
        "came": party.came,
        "since": arrival.moment if arrival else None,
        "place": arrival.place if arrival else None,
    }


def name_index(fair: Fair) -> list[dict[str, Any]]:
    """Everybody by full name, for a desk that may look people up while the laptop is away; it keeps this encrypted."""
    parties: list[Seeker | Employer] = [*fair.seekers, *fair.employers]
    return [_found_by_name(party) for party in parties]


def _found_by_name(party: Seeker | Employer) -> dict[str, Any]:
    arrival = party.arrived
    return {
        "id": party.id,
        "kind": "seeker" if isinstance(party, Seeker) else "employer",
        "name": full_name(party),
        "number": party.number if isinstance(party, Seeker) else None,
        "city": party.fields.get("city") or "",
        "present": party.present,
        "came": party.came,
        "since": arrival.moment if arrival else None,
        "place": arrival.place if arrival else None,
    }


def sealed(card: dict[str, Any] | None, code: str, salt: str) -> dict[str, str | None]:
    """Somebody as a desk stores them: where to find them by their code, and a box that only their code opens."""
    find, key = stretched(code, salt)
    box = None if card is None else base64.b64encode(SecretBox(key).encrypt(json.dumps(card).encode())).decode()
    return {"find": find, "box": box}


@lru_cache(maxsize=32_768)
def stretched(code: str, salt: str) -> tuple[str, bytes]:
    """Of a badge code: the name to find its person by, and the key of their box."""
    long = hashlib.scrypt(code.encode(), salt=salt.encode(), n=ROUNDS, r=BLOCKS, p=1, dklen=_FIND + SecretBox.KEY_SIZE)
    return long[:_FIND].hex(), long[_FIND:]


class Letterbox:
    """Letters from desks, which only the laptops of this fair can open: the key is made of the fair's secret."""

    def __init__(self, secret: str) -> None:
        self._key = PrivateKey(hmac.digest(secret.encode(), b"letters from desks", hashlib.sha256))

    @property
    def address(self) -> str:
        """The public key, as desks get it."""
        return base64.b64encode(bytes(self._key.public_key)).decode()

    def opened(self, letter: str) -> dict[str, Any]:
        """What is in a letter: the sender's one-time public key, a nonce and the box. ValueError for any other."""
        try:
            raw = base64.b64decode(letter, validate=True)
            content = json.loads(Box(self._key, PublicKey(raw[:32])).decrypt(raw[56:], raw[32:56]))
        except (CryptoError, ValueError, RecursionError) as error:
            raise ValueError("a letter that cannot be opened") from error
        if not isinstance(content, dict):
            raise ValueError("a letter without an object in it")
        return content
