"""Identifiers: minted where something happens, recognised everywhere."""

from __future__ import annotations

import hashlib
import re
import secrets
import uuid

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def uuid7(now_ms: int) -> str:
    """Mint a UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random bits."""
    return _versioned(now_ms << 80 | secrets.randbits(80))


def derived(id: str, place: int) -> str:
    """The id of the ``place``-th fact of one command: the same on every node that decides that command.

    Place 0 is the command's own id, so a repeat of the command is a repeat of its facts.
    """
    if place == 0:
        return id
    time_bits = uuid.UUID(id).int >> 80
    digest = hashlib.sha256(f"{id}/{place}".encode()).digest()
    return _versioned(time_bits << 80 | int.from_bytes(digest[:10], "big"))


def joint(one: str, other: str) -> str:
    """An id that follows from two others: the same on every laptop, whichever comes first."""
    a, b = sorted((one, other))
    digest = hashlib.sha256(f"{a}+{b}".encode()).digest()
    return _versioned(int.from_bytes(digest[:16], "big"))


def is_uuid(text: object) -> bool:
    """Whether this is a UUID in its canonical lower-case form."""
    return isinstance(text, str) and _UUID.fullmatch(text) is not None


def _versioned(bits: int) -> str:
    bits = bits & (1 << 128) - 1 & ~(0xF << 76) | 7 << 76
    bits = bits & ~(0x3 << 62) | 2 << 62
    return str(uuid.UUID(int=bits))
