"""Accounts: the people who may use the hub, each in one role.

An account is made without a password. Whoever it is for gets a link that works once, and chooses the password; the
same link is what helps somebody who forgot it. So no password is ever known to two people.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from eventapp.facts.clock import Now
from eventapp.facts.ids import uuid7
from eventapp.hub.passwords import Passwords, check
from eventapp.hub.store import Query, Rows, Store
from eventapp.live.offload import Offload
from eventapp.live.pairing import digest_of

ROLES: Final = ("admin", "account_manager", "case_manager")
LINK_LIVES_MS: Final = 3 * 24 * 3600 * 1000
MOST_LETTERS: Final = 60
_COLUMNS: Final = "id, name, role, covers, everybody, off, password IS NOT NULL"


class AccountRefused(Exception):
    """This cannot be; ``code`` says why: ``account_name``, ``account_taken``, ``last_admin``, ``link_unknown``..."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Account:
    """Somebody who may sign in. ``covers`` are the names in the registers that a case manager goes by."""

    id: str
    name: str
    role: str
    covers: tuple[str, ...] = ()
    everybody: bool = False  # a case manager of all seekers
    off: bool = False
    chosen: bool = False  # a password


class Accounts:
    """Everybody who may, or might, use the hub."""

    def __init__(self, store: Store, passwords: Passwords, now: Now, offload: Offload) -> None:
        self._store, self._passwords, self._now, self._offload = store, passwords, now, offload

    def all(self) -> list[Account]:
        """Everybody, by name."""
        return self._all(self._store.rows)

    def with_id(self, id: str) -> Account | None:
        """The account with this id, switched off or not."""
        return self._one(self._store.rows(f"SELECT {_COLUMNS} FROM account WHERE id = ?", id))

    def named(self, name: str) -> Account | None:
        """The account with this name, in capitals or not."""
        return self._one(self._store.rows(f"SELECT {_COLUMNS} FROM account WHERE folded = ?", self._mark(name)))

    def make(self, name: str, role: str) -> tuple[Account, str]:
        """A new account, and the token of the link with which its password is chosen."""
        name = " ".join(name.split())
        if not name or len(name) > MOST_LETTERS or not name.isprintable() or role not in ROLES:
            raise AccountRefused("account_name")
        account = Account(uuid7(self._now()), name, role)
        row = (account.id, self._store.sealed(name), self._mark(name), role)
        insert = "INSERT INTO account (id, name, folded, role) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id"
        if not self._store.write((insert, row)):
            raise AccountRefused("account_taken")
        return account, self.link(account.id)

    def link(self, id: str) -> str:
        """The token of a fresh link for choosing a password; an older link works no more."""
        token = secrets.token_urlsafe(24)
        until = self._now() + LINK_LIVES_MS
        self._store.write(("UPDATE account SET link = ?, link_until = ? WHERE id = ?", (digest_of(token), until, id)))
        return token

    def with_link(self, token: str) -> Account | None:
        """Whose link this is, while it works."""
        wanted = f"SELECT {_COLUMNS} FROM account WHERE link = ? AND link_until > ? AND off = 0"
        return self._one(self._store.rows(wanted, digest_of(token), self._now()))

    def choose(self, token: str, password: str) -> Account:
        """Use up a link. AccountRefused when it does not work (any more), BadPassword when that is too easy."""
        account = self.with_link(token)
        if account is None:
            raise AccountRefused("link_unknown")
        check(password, account.name)
        kept = self._offload(self._passwords.hashed, password)
        used = self._store.write(
            ("DELETE FROM session WHERE account = ?", (account.id,)),
            ("UPDATE account SET password = ?, link = NULL, link_until = NULL WHERE link = ? RETURNING id",
             (self._store.sealed(kept), digest_of(token))),
        )  # fmt: skip
        if not used:
            raise AccountRefused("link_unknown")
        return account

    def change(self, account: Account, old: str, new: str) -> None:
        """Another password for who knows the present one; every session of this account ends."""
        if not self.fits(account, old):
            raise AccountRefused("password_wrong")
        check(new, account.name)
        kept = self._offload(self._passwords.hashed, new)
        self._store.write(
            ("UPDATE account SET password = ? WHERE id = ?", (self._store.sealed(kept), account.id)),
            ("DELETE FROM session WHERE account = ?", (account.id,)),
        )

    def fits(self, account: Account | None, password: str) -> bool:
        """Whether this is the password of this account. Nobody's never is, and that takes as long."""
        kept = None
        if account is not None and not account.off:
            kept = self._store.rows("SELECT password FROM account WHERE id = ?", account.id)[0][0]
            kept = None if kept is None else self._store.opened(kept)
        return bool(self._offload(self._passwords.fits, password, kept))

    def set(self, id: str, role: str, covers: Sequence[str], everybody: bool, off: bool) -> None:
        """What an admin decides about an account; its sessions end, so that it counts at once."""
        if role not in ROLES:
            raise AccountRefused("account_name")
        named = list(dict.fromkeys(" ".join(one.split()) for one in covers if one.strip()))
        row = (role, self._store.sealed(json.dumps(named)), int(everybody), int(off), id)
        self._store.alone(lambda query: self._set(query, row))

    def _set(self, query: Query, row: tuple[Any, ...]) -> None:
        """While nobody else writes, so that one admin is always left."""
        role, _, _, off, id = row
        everyone = self._all(query)
        before = next((one for one in everyone if one.id == id), None)
        others = [one for one in everyone if one.id != id and one.role == "admin" and not one.off and one.chosen]
        if before is None:
            raise AccountRefused("account_unknown")
        if before.role == "admin" and not before.off and (off or role != "admin") and not others:
            raise AccountRefused("last_admin")
        query("UPDATE account SET role = ?, covers = ?, everybody = ?, off = ? WHERE id = ?", *row)
        query("DELETE FROM session WHERE account = ?", id)

    def _all(self, query: Query) -> list[Account]:
        found = [self._account(row) for row in query(f"SELECT {_COLUMNS} FROM account")]
        return sorted(found, key=lambda one: _folded(one.name))

    def _one(self, rows: Rows) -> Account | None:
        return self._account(rows[0]) if rows else None

    def _account(self, row: tuple[Any, ...]) -> Account:
        id, name, role, covers, everybody, off, chosen = row
        named = json.loads(self._store.opened(covers)) if covers is not None else ()
        return Account(id, self._store.opened(name), role, tuple(named), bool(everybody), bool(off), bool(chosen))

    def _mark(self, name: str) -> str:
        return self._store.mark(_folded(name))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
