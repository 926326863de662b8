"""Workbooks with a password, told apart from broken ones: a reader only says that it cannot read them."""

from __future__ import annotations

import re
import struct
import zipfile
from typing import Final

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_XLSX: Final = "EncryptedPackage".encode("utf-16-le")
_XLS_START: Final = re.compile(rb"\x09\x08(?:\x08|\x10)\x00\x00[\x05\x06]\x05\x00", re.DOTALL)
_FILEPASS: Final = 0x2F
_FIRST_RECORDS: Final = 4  # FILEPASS comes right after the start, or after a write protection
_ENCRYPTED_PART: Final = 1
_MANIFEST: Final = "META-INF/manifest.xml"


def is_ole(data: bytes) -> bool:
    """The container of old workbooks, and of new ones with a password."""
    return data.startswith(_OLE)


def ole_is_locked(data: bytes) -> bool:
    """Whether an xls, or an xlsx inside such a container, has a password."""
    start = _XLS_START.search(data)
    return _ENCRYPTED_XLSX in data or (start is not None and _FILEPASS in _record_kinds(data, start.start()))


def zip_is_locked(archive: zipfile.ZipFile) -> bool:
    """Whether an ods (or any zip) has a password."""
    if any(part.flag_bits & _ENCRYPTED_PART for part in archive.infolist()):
        return True
    return _MANIFEST in archive.namelist() and b"encryption-data" in archive.read(_MANIFEST)


def _record_kinds(data: bytes, place: int) -> list[int]:
    kinds: list[int] = []
    while len(kinds) < _FIRST_RECORDS and place + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, place)
        kinds.append(kind)
        place += 4 + size
    return kinds
