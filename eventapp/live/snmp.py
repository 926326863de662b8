"""One question over SNMP: the value under one object identifier. Some printers answer nothing else about themselves.

Version 1 (RFC 1157) in BER: everything is a tag, a length and a content, and lengths here stay below 128.
"""

from __future__ import annotations

import secrets
import socket
from contextlib import suppress
from typing import Final

PORT: Final = 161
_COMMUNITY: Final = b"public"
_INTEGER, _OCTETS, _NULL, _OID, _SEQUENCE, _GET = 0x02, 0x04, 0x05, 0x06, 0x30, 0xA0
_TIMES: Final = 3  # UDP loses things


def ask(host: str, oid: str, size: int, port: int = PORT, seconds: float = 1.0) -> bytes | None:
    """The string of ``size`` bytes under an object identifier, or None when nothing of the kind comes back."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.settimeout(seconds)
        line.connect((host, port))
        for _ in range(_TIMES):
            with suppress(TimeoutError):
                number = secrets.token_bytes(3)
                line.send(question(oid, number))
                reply = line.recv(1024)
                # The value is the last thing in a reply to one question.
                if _part(_INTEGER, b"\x01" + number) in reply and reply[-size - 2 : -size] == bytes([_OCTETS, size]):
                    return reply[-size:]
    return None


def question(oid: str, number: bytes) -> bytes:
    """A GetRequest for one value; ``number`` comes back in the answer."""
    wanted = _part(_SEQUENCE, _part(_OID, _packed(oid)) + _part(_NULL, b""))
    none = _part(_INTEGER, b"\x00")
    get = _part(_GET, _part(_INTEGER, b"\x01" + number) + none + none + _part(_SEQUENCE, wanted))
    return _part(_SEQUENCE, none + _part(_OCTETS, _COMMUNITY) + get)


def _part(tag: int, content: bytes) -> bytes:
    return bytes([tag, len(content)]) + content


def _packed(oid: str) -> bytes:
    """The first two numbers in one byte, the others in sevens of bits, the highest first."""
    first, second, *others = map(int, oid.split("."))
    out = [40 * first + second]
    for number in others:
        sevens = [number & 0x7F]
        while number := number >> 7:
            sevens.insert(0, number & 0x7F | 0x80)
        out += sevens
    return bytes(out)
