"""The fair's own certificate authority on disk: made when first asked for, gone with the fair, in no backup.

A backup is a copy of the file of the fair alone. Keys stand beside it, readable by the owner only.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from eventapp.facts.clock import Now
from eventapp.live import certificates
from eventapp.live.certificates import Issued, Key

# While less than this is left, a leaf is made anew when the server starts or looks again.
RENEW_BEFORE: Final = timedelta(days=30)
_ROOT, _AUTHORITY, _AUTHORITY_KEY, _LEAF, _LEAF_KEY = (
    "root.crt",
    "authority.crt",
    "authority.key",
    "leaf.crt",
    "leaf.key",
)


class Authority:
    """What vouches for this laptop on tablets that trust its root."""

    def __init__(self, folder: Path, fair: str, name: str, now: Now) -> None:
        self._folder, self._now = folder, now
        if not self._is_sound(fair):
            destroy(folder)
            self._make(fair, name)
        self.root: Final = _read(folder / _ROOT)

    @property
    def fingerprint(self) -> str:
        """By which people recognise the root on the laptop and on a tablet."""
        return certificates.fingerprint(self.root)

    def leaf(self, addresses: Sequence[str]) -> tuple[Path, Path]:
        """The files of a certificate for these addresses, as the server wants them: the chain, and its key."""
        chain, key = self._folder / _LEAF, self._folder / _LEAF_KEY
        if not self._still_good(chain, key, addresses):
            authority = Issued(_read(self._folder / _AUTHORITY), _read_key(self._folder / _AUTHORITY_KEY))
            leaf = certificates.make_leaf(authority, addresses, self._moment())
            _write(key, certificates.key_pem(leaf.key))
            _write(chain, certificates.pem(leaf.certificate, authority.certificate))
        return chain, key

    def _make(self, fair: str, name: str) -> None:
        self._folder.mkdir(mode=0o700, parents=True)
        root, authority = certificates.make_root_and_authority(fair, name, self._moment())
        _write(self._folder / _AUTHORITY_KEY, certificates.key_pem(authority.key))
        _write(self._folder / _AUTHORITY, certificates.pem(authority.certificate))
        # Last: what was broken off in the middle is not sound.
        _write(self._folder / _ROOT, certificates.pem(root))

    def _is_sound(self, fair: str) -> bool:
        """Whether there is an authority, of this fair, that lasts longer than what would be made with it."""
        try:
            root, _ = _read(self._folder / _ROOT), _read_key(self._folder / _AUTHORITY_KEY)
        except (OSError, ValueError):
            return False
        return certificates.fair_of(root) == fair and self._lasts(root)

    def _still_good(self, chain: Path, key: Path, addresses: Sequence[str]) -> bool:
        try:
            leaf, known = _read(chain), _read_key(key)
        except (OSError, ValueError):
            return False
        wanted = {one for one in addresses if certificates.is_private(one)}
        same = leaf.public_key() == known.public_key()  # not so when the power went between the two files
        return same and self._lasts(leaf) and wanted <= set(certificates.hosts_of(leaf))

    def _lasts(self, certificate: x509.Certificate) -> bool:
        return certificate.not_valid_before_utc <= self._moment() < certificate.not_valid_after_utc - RENEW_BEFORE

    def _moment(self) -> datetime:
        return datetime.fromtimestamp(self._now() / 1000, UTC).replace(microsecond=0)


def destroy(folder: Path) -> None:
    """Take the authority away, with its keys. Tablets that trust its root trust nothing that can still be made."""
    shutil.rmtree(folder, ignore_errors=True)


def _read(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def _read_key(path: Path) -> Key:
    key = load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, Key):
        raise ValueError(path.name)
    return key


def _write(path: Path, text: bytes) -> None:
    """Readable by the owner only from its very first byte; never half of it."""
    fresh = path.with_suffix(".fresh")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(text)
    fresh.replace(path)
