"""Salvaging: what can still be read of a file that is damaged, row by row.

Only what carries its own proof is taken: a fact whose hash is right. After a page that cannot be read SQLite gives up
the whole connection, so the file is opened anew for every stretch that failed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import msgspec

from eventapp.facts import database
from eventapp.facts.fact import Fact, is_sound
from eventapp.facts.log import Log
from eventapp.facts.pages import raw_key, salt_of

_STRETCH: Final = 512  # rows asked for at once, until that fails
_LEAST_ROW: Final = 150  # bytes: no fact is smaller, so no file holds more of them than its size allows
_MOST_TRIES: Final = 20_000
_UNREADABLE: Final = (database.DatabaseError, database.WrongPassphrase, msgspec.DecodeError, UnicodeDecodeError)


def readable(path: Path, passphrase: str) -> list[Fact]:
    """The sound facts that can still be read of a copy of a damaged file, in the order of storing.

    None when its first page is gone. Give it a copy: a write-ahead log beside it is taken in.
    """
    try:
        key = raw_key(passphrase, salt_of(path))
        return [fact for fact in _Reader(path, key).facts() if is_sound(fact)]
    except _UNREADABLE:
        return []


def missing(log: Log, found: Sequence[Fact], spare_node: str) -> list[Fact]:
    """Of these facts those that the log does not have, under numbers that leave no gap.

    What comes after a hole cannot keep its number: it goes on under ``spare_node``. An act does not say where it was
    stored, so nothing of it changes, and when its own laptop's number turns up later the two are one act.
    """
    vector, known = log.vector(), {fact.id for _, fact in log.read()}
    taken: list[Fact] = []
    spare = 0
    for fact in sorted(found, key=lambda fact: (fact.node, fact.seq)):
        if fact.seq == vector.get(fact.node, 0) + 1:
            vector[fact.node] = fact.seq
            taken.append(fact)
        elif fact.seq > vector.get(fact.node, 0) and fact.id not in known:
            spare += 1
            taken.append(replace(fact, node=spare_node, seq=spare))
    return taken


class _Reader:
    """Reads stretches of rows, halving those that fail."""

    def __init__(self, path: Path, key: str) -> None:
        self._path, self._key = path, key
        self._tries = 0
        self._last = path.stat().st_size // _LEAST_ROW
        self._connection = database.connect(path, key)

    def facts(self) -> Iterator[Fact]:
        """Whatever can be read, in the order of storing."""
        try:
            for start in range(1, self._last + 1, _STRETCH):
                yield from self._read(start, _STRETCH)
        finally:
            self._connection.close()

    def _read(self, start: int, many: int) -> list[Fact]:
        try:
            return self._rows(start, many)
        except _UNREADABLE:
            self._tries += 1
            self._connection.close()
            self._connection = database.connect(self._path, self._key)
        if many == 1 or self._tries > _MOST_TRIES:
            return []
        half = many // 2
        return self._read(start, half) + self._read(start + half, many - half)

    def _rows(self, start: int, many: int) -> list[Fact]:
        """By the names of the columns: the file may be of an earlier version."""
        found = self._connection.execute("SELECT * FROM fact WHERE pos >= ? AND pos < ?", (start, start + many))
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        return [_fact(row) for row in rows if row.get("quarantine") is None]


def _fact(row: dict[str, Any]) -> Fact:
    said = {name: row[name] for name in Fact.__dataclass_fields__}
    personal = None if said["personal"] is None else msgspec.json.decode(said["personal"])
    return Fact(**said | {"data": msgspec.json.decode(said["data"]), "personal": personal})
