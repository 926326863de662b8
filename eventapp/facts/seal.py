"""Sealing: what a database server keeps for us about people, it cannot read.

SQLCipher encrypts the file of a laptop. A server's files, its write-ahead log, its dumps and its replicas are written
by others, so there we seal, with a key from the passphrase, whatever identifies a person or opens a door.
"""

from __future__ import annotations

import hashlib
import secrets
from functools import lru_cache
from typing import Final

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from eventapp.facts.database import WrongPassphrase
from eventapp.facts.pages import SALT, raw_key

_CHECK: Final = b"Vonk"


class Seal:
    """Seals and opens with one passphrase; ``salt`` is kept in the open, beside what was sealed."""

    def __init__(self, passphrase: str, salt: bytes) -> None:
        if not passphrase:
            raise WrongPassphrase("an empty passphrase is no key")
        key = _key(passphrase, salt)
        self._box, self._marks = SecretBox(key), hashlib.blake2b(b"marks", key=key).digest()

    def close(self, plain: str | bytes) -> bytes:
        """Seal this."""
        return bytes(self._box.encrypt(plain.encode() if isinstance(plain, str) else plain))

    def open(self, sealed: bytes) -> bytes:
        """What was sealed. WrongPassphrase when it was not with this passphrase, or is not what it was."""
        try:
            return self._box.decrypt(sealed)
        except (CryptoError, ValueError) as error:
            raise WrongPassphrase("sealed otherwise") from error

    def mark(self, plain: str) -> str:
        """The same for the same text, and with this passphrase alone: to find back what is sealed. It opens nothing."""
        text = plain.encode("utf-8", "surrogatepass")
        return hashlib.blake2b(text, key=self._marks, digest_size=32).hexdigest()

    def proof(self) -> bytes:
        """Something to keep, by which the passphrase is known again."""
        return self.close(_CHECK)


def new_salt() -> bytes:
    """A salt for a new database."""
    return secrets.token_bytes(SALT)


@lru_cache(maxsize=4)
def _key(passphrase: str, salt: bytes) -> bytes:
    """Slow on purpose, so once per process: the fairs of one server share their salt."""
    return bytes.fromhex(raw_key(passphrase, salt)[2:-1])
