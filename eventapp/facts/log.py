"""The log: the durable, append-only list of facts in one encrypted SQLite file.

A log is used by one thread at a time; who calls sees to that, and to keeping it off an event loop's thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from eventapp.facts import database
from eventapp.facts.fact import Fact
from eventapp.facts.prints import PrintTable
from eventapp.facts.shown import Shown, ShownTable

_COLUMNS = (
    "id", "node", "seq", "hlc", "at", "received_at", "by", "kind", "v", "subject", "data", "personal", "digest", "hash",
)  # fmt: skip
_INSERT = f"INSERT INTO fact ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_SELECT = f"SELECT pos, {', '.join(_COLUMNS)} FROM fact WHERE pos > ? ORDER BY pos LIMIT ?"

_encode = msgspec.json.Encoder(order="sorted").encode
_decode = msgspec.json.decode


class LogError(Exception):
    """The facts could not be stored; nothing of this call was."""


class Log:
    """Facts on disk, plus the few things that belong to this laptop alone (``keep`` and ``kept``)."""

    def __init__(self, path: Path | str, passphrase: str) -> None:
        self.path = Path(path)
        self._connection = database.connect(path, passphrase)
        self._make_tables()
        self.shown = ShownTable(self._connection)
        self.prints = PrintTable(self._connection)
        self._erased = {row[0] for row in self._query("SELECT subject FROM fact WHERE kind = 'erased'")}

    def append(self, facts: Sequence[Fact]) -> None:
        """Store these facts in one commit: all of them or, with LogError, none."""
        newly_erased = {fact.subject for fact in facts if fact.kind == "erased"}
        erased = self._erased | newly_erased
        with _Transaction(self._connection):
            rows = [_row(fact.without_personal() if fact.subject in erased else fact) for fact in facts]
            self._connection.executemany(_INSERT, rows)
            for subject in newly_erased:
                self._connection.execute("UPDATE fact SET personal = NULL WHERE subject = ?", (subject,))
                self.shown.forget(subject)
        self._erased = erased
        if newly_erased:
            # What was overwritten in the file may still stand in the write-ahead log. The facts are stored by now,
            # so a checkpoint that fails does not fail them; the next one makes up for it.
            with suppress(database.DatabaseError):
                self.checkpoint()

    def read(self, since: int = 0, limit: int = -1) -> Iterator[tuple[int, Fact]]:
        """Facts with their position in this log, from after ``since``, in the order of storing.

        Read it to the end before anything else is done with the log.
        """
        for pos, *columns in self._connection.execute(_SELECT, (since, limit)):
            yield pos, _fact(columns)

    def head(self) -> int:
        """The position of the last fact; 0 for an empty log."""
        return self._query("SELECT coalesce(max(pos), 0) FROM fact")[0][0]

    def last_of(self, node: str) -> int:
        """The last ``seq`` that this node gave out; 0 if none."""
        return self._query("SELECT coalesce(max(seq), 0) FROM fact WHERE node = ?", node)[0][0]

    def keep(self, key: str, value: Any) -> None:
        """Remember something of this laptop that is no fact and never leaves it; None forgets it."""
        with _Transaction(self._connection):
            if value is None:
                self._connection.execute("DELETE FROM local WHERE key = ?", (key,))
            else:
                self._connection.execute("INSERT OR REPLACE INTO local VALUES (?, ?)", (key, _encode(value).decode()))

    def kept(self, key: str, default: Any = None) -> Any:
        """What ``keep`` remembered under this key."""
        rows = self._query("SELECT value FROM local WHERE key = ?", key)
        return _decode(rows[0][0]) if rows else default

    def note_shown(self, rows: Sequence[Shown]) -> None:
        """Add to the list of what was shown, but nothing about anybody who was erased."""
        self.shown.add(rows, self._erased)

    def problems(self) -> list[str]:
        """What SQLite finds wrong with the file, and gaps in the numbering; empty when all is well."""
        found = [row[0] for row in self._query("PRAGMA integrity_check") if row[0] != "ok"]
        gaps = self._query("SELECT node FROM fact GROUP BY node HAVING max(seq) <> count(*)")
        return found + [f"gap in the numbering of node {node}" for (node,) in gaps]

    def copy_to(self, path: Path, passphrase: str) -> None:
        """Write a consistent encrypted copy, by SQLite's backup API, while the fair goes on."""
        copy = database.connect(path, passphrase)
        try:
            self._connection.backup(copy)
        except database.DatabaseError:
            copy.close()
            path.unlink()
            raise
        copy.close()

    def checkpoint(self) -> None:
        """Bring everything from the write-ahead log into the file."""
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Checkpoint and let go of the file."""
        try:
            self.checkpoint()
        finally:
            self._connection.close()

    def _query(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, parameters).fetchall()

    def _make_tables(self) -> None:
        db = database.tables(self._connection)
        if db.table("fact").exists():
            return
        with _Transaction(self._connection):
            _make_fact_table(db)
            db.table("local").create({"key": str, "value": str}, pk="key")


def _make_fact_table(db: Any) -> None:
    types = {name: int if name in ("seq", "hlc", "v") else str for name in _COLUMNS}
    nullable = ("personal", "digest")
    db.table("fact").create(
        {"pos": int, **types}, pk="pos", not_null={name for name in _COLUMNS if name not in nullable}
    )
    db.table("fact").create_index(["id"], unique=True)
    db.table("fact").create_index(["node", "seq"], unique=True)
    db.table("fact").create_index(["subject"])


class _Transaction:
    """All or nothing, with whatever went wrong as LogError."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except database.DatabaseError as error:
            raise LogError(str(error)) from error

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        failure = self._commit() if error is None else error
        if failure is not None and self._connection.in_transaction:  # a full disk rolls back by itself
            self._connection.execute("ROLLBACK")
        if isinstance(failure, Exception):
            raise LogError(str(failure)) from failure

    def _commit(self) -> BaseException | None:
        try:
            self._connection.execute("COMMIT")
        except database.DatabaseError as failure:
            return failure
        return None


def _row(fact: Fact) -> tuple[Any, ...]:
    return (
        fact.id, fact.node, fact.seq, fact.hlc, fact.at, fact.received_at, fact.by, fact.kind, fact.v, fact.subject,
        _encode(fact.data).decode(),
        None if fact.personal is None else _encode(fact.personal).decode(),
        fact.digest, fact.hash,
    )  # fmt: skip


def _fact(columns: Iterable[Any]) -> Fact:
    *head, data, personal, digest, hash = columns
    known = None if personal is None else _decode(personal)
    return Fact(*head, _decode(data), known, digest, hash)  # type: ignore[call-arg]
