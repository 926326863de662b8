"""Passwords: made hard to guess back with argon2id, in the parameters of RFC 9106 that suit a small server."""

from __future__ import annotations

from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST_LETTERS: Final = 12
MOST_LETTERS: Final = 200
_DIFFERENT: Final = 5


class BadPassword(Exception):
    """This password may not be chosen; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Passwords:
    """Hashes, and checks in the same time whether there is a hash or not."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash("what nobody has")

    def hashed(self, password: str) -> str:
        """What to keep of a password."""
        return self._hasher.hash(password)

    def fits(self, password: str, kept: str | None) -> bool:
        """Whether this is the password; for nobody (None) it takes as long, and never is."""
        try:
            self._hasher.verify(kept or self._nobody, password[: MOST_LETTERS + 1])
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None


def check(password: str, name: str) -> None:
    """BadPassword when a password is too easy. Long is what counts; there are no rules for digits and signs."""
    if len(password) < LEAST_LETTERS or len(password) > MOST_LETTERS:
        raise BadPassword("password_length")
    if len(set(password)) < _DIFFERENT or (len(name) >= _DIFFERENT and name.casefold() in password.casefold()):
        raise BadPassword("password_easy")
