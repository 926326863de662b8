"""Looking under the encryption: every byte of a file, and every way in which a word may stand there."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVED, SALT = 4096, 80, 16  # SQLCipher 4
_WAL_HEAD, _FRAME_HEAD = 32, 24


def plain_pages(path: Path, raw_key: str) -> bytes:
    """All pages of a file with this raw key (``x'…'``): free pages, slack, and what an earlier use left there."""
    content, key = path.read_bytes(), bytes.fromhex(raw_key[2:-1])
    return b"".join(_plain(content[start : start + PAGE], key, start == 0) for start in range(0, len(content), PAGE))


def plain_log(path: Path, raw_key: str) -> bytes:
    """All frames of the write-ahead log beside a file; nothing when there is none."""
    log = Path(f"{path}-wal")
    content, key = log.read_bytes() if log.exists() else b"", bytes.fromhex(raw_key[2:-1])
    starts = range(_WAL_HEAD, len(content) - _FRAME_HEAD - PAGE + 1, _FRAME_HEAD + PAGE)
    return b"".join(_frame(content[start : start + _FRAME_HEAD + PAGE], key) for start in starts)


def everywhere(folder: Path, raw_key: str) -> bytes:
    """Every file in a folder: as it is, and what is under the encryption of those that are databases of ours."""
    contents = {path: _content(path) for path in sorted(folder.rglob("*")) if path.is_file()}
    databases = [path for path, content in contents.items() if content and len(content) % PAGE == 0]
    inside = [part for path in databases for part in (plain_pages(path, raw_key), plain_log(path, raw_key))]
    return b"\n".join([*contents.values(), *inside])


def _content(path: Path) -> bytes:
    """What is in a file; one that was only there for a moment had its content in another."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def ways_of(word: str) -> set[bytes]:
    """How a word may stand somewhere: in any case, without accents, escaped, in wide characters, digits run together."""
    folded = "".join(one for one in unicodedata.normalize("NFKD", word) if not unicodedata.combining(one))
    ways = {word, folded, unicodedata.normalize("NFD", word), json.dumps(word)[1:-1]}
    ways |= {way.lower() for way in ways} | {way.upper() for way in ways}
    if sum(one.isdigit() for one in word) > 5:
        digits = "".join(one for one in word if one.isdigit())
        ways |= {digits, digits[1:] if digits.startswith("0") else digits}
    parts = word.split("-")
    if len(parts) == 3 and len(parts[0]) == 4:  # a day
        ways |= {"-".join(reversed(parts)), "/".join(reversed(parts)), "".join(parts)}
    return {way.encode(encoding) for way in ways for encoding in ("utf-8", "utf-16-le")}


def traces(words: Iterable[str], content: bytes) -> list[str]:
    """Which of these words stand in these bytes, in whatever way."""
    return [word for word in words if any(way in content for way in ways_of(word))]


def _frame(frame: bytes, key: bytes) -> bytes:
    return _plain(frame[_FRAME_HEAD:], key, frame[:4] == b"\x00\x00\x00\x01")


def _plain(page: bytes, key: bytes, first: bool) -> bytes:
    vector = page[PAGE - RESERVED : PAGE - RESERVED + 16]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return decryptor.update(page[SALT if first else 0 : PAGE - RESERVED]) + decryptor.finalize()
