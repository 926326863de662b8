"""The hub: all fairs of a region behind one door, and who may come in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from eventapp.hub.accounts import Accounts
from eventapp.hub.audit import Audit
from eventapp.hub.codes import Codes
from eventapp.hub.fairs import Fairs
from eventapp.hub.passwords import Passwords
from eventapp.hub.sessions import Sessions
from eventapp.hub.store import Store, open_store
from eventapp.live.house import House
from eventapp.live.pairing import LIFETIME_MS, PairingRefused, digest_of
from eventapp.settings import Settings


@dataclass
class Hub:
    """An open hub."""

    settings: Settings
    store: Store
    passwords: Passwords
    fairs: Fairs

    @cached_property
    def accounts(self) -> Accounts:
        """Who may use the hub."""
        return Accounts(self.store, self.passwords, self.settings.now, self.settings.offload)

    @cached_property
    def sessions(self) -> Sessions:
        """Who is signed in."""
        return Sessions(self.store, self.accounts, self.settings.now)

    @cached_property
    def audit(self) -> Audit:
        """Who looked at whom."""
        return Audit(self.store, self.settings.now)

    @cached_property
    def codes(self) -> Codes:
        """Codes for laptops."""
        return Codes(self.store, self.settings.now)

    def pair(self, code: str, fair: str | None, address: str) -> str:
        """Use up a code: the token of a laptop of that fair. PairingRefused when that cannot be."""
        grant = self.codes.take(code, fair, address)
        try:
            self.fairs.make(grant.fair)
            with self.fairs.using(grant.fair) as house:
                token = _laptop(house, grant.label)
            self.store.write(("INSERT INTO laptop VALUES (?, ?)", (digest_of(token), grant.fair)))
        except Exception:
            self.codes.give_back(grant)
            raise
        return token

    def fair_of(self, token: str) -> str | None:
        """The fair whose laptop holds this token."""
        rows = self.store.rows("SELECT fair FROM laptop WHERE digest = ?", digest_of(token)) if token else []
        return rows[0][0] if rows else None

    def close(self) -> None:
        """Finish what waits and let go of all files."""
        self.fairs.close()
        self.store.close()


def open_hub(settings: Settings, passwords: Passwords | None = None, most_open: int | None = None) -> Hub:
    """Open the hub of this data folder, or make it. WrongPassphrase, InUse or LogError when that cannot be."""
    settings.data.mkdir(parents=True, exist_ok=True)
    store = open_store(settings.data, settings.passphrase, settings.offload)
    fairs = Fairs(settings, store, most_open) if most_open else Fairs(settings, store)
    return Hub(settings, store, passwords or Passwords(), fairs)


def _laptop(house: House, label: str) -> str:
    """A fact in that fair that this laptop belongs to it; returns the token."""
    code, _ = house.pairings.offer("laptop", label=label, expires=house.ledger.now() + LIFETIME_MS)
    _, token = house.pairings.claim(code, "hub")
    return token


__all__ = ["Hub", "PairingRefused", "open_hub"]
