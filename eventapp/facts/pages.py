"""The pages of an encrypted file, without SQLite: for a file that SQLite will not open.

The lay-out is that of SQLCipher 4 (https://www.zetetic.net/sqlcipher/design): the first 16 bytes of the file are the
salt of the key, and every page ends in a vector and an HMAC, which only the passphrase can have made.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from pathlib import Path
from typing import Final

PAGE: Final = 4096
SALT: Final = 16
_HMAC: Final = 64
_ROUNDS: Final = 256_000
_SALT_MASK: Final = 0x3A
_RAW: Final = re.compile(r"x'[0-9a-fA-F]{64}'")


def salt_of(path: Path) -> bytes:
    """The salt that this file begins with. Never call it on a file that is open: closing it would lose its lock."""
    with path.open("rb") as file:
        return file.read(SALT)


def was_ours(path: Path, passphrase: str, salts: list[bytes]) -> bool:
    """Whether any page of this file was written with this passphrase, under one of these salts.

    That tells a file that was damaged from the file of another fair, also when its beginning is gone.
    """
    return any(_has_page_of(path, _hmac_key(passphrase, salt)) for salt in salts if len(salt) == SALT)


def raw_key(passphrase: str, salt: bytes) -> str:
    """The key of a file with this salt as a passphrase that opens it at once: deriving it is slow on purpose."""
    if _RAW.fullmatch(passphrase):
        return passphrase
    return f"x'{hashlib.pbkdf2_hmac('sha512', passphrase.encode(), salt, _ROUNDS, 32).hex()}'"


def _hmac_key(passphrase: str, salt: bytes) -> bytes:
    key = bytes.fromhex(raw_key(passphrase, salt)[2:-1])
    return hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ _SALT_MASK for byte in salt), 2, 32)


def _has_page_of(path: Path, key: bytes) -> bool:
    with path.open("rb") as file:
        file.seek(PAGE)  # the first page begins otherwise, and is the one most often lost
        number = 2
        while len(page := file.read(PAGE)) == PAGE:
            sealed = page[: PAGE - _HMAC] + number.to_bytes(4, "little")
            if hmac.compare_digest(hmac.digest(key, sealed, "sha512"), page[PAGE - _HMAC :]):
                return True
            number += 1
    return False
