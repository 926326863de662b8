"""The log: the durable, append-only list of facts in one encrypted SQLite file.

One act may stand in it more than once, under the number that each laptop gave it (docs/adr/0013). A fact that is not
sound is kept too, with the reason why it is not folded.

A log is used by one thread at a time; who calls sees to that, and to keeping it off an event loop's thread.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from eventapp.facts import database
from eventapp.facts.any_log import NONE_SET_ASIDE, Everything, LogError, News, Place, no_pause
from eventapp.facts.fact import Fact
from eventapp.facts.prints import PrintTable
from eventapp.facts.rows import COLUMNS, decode, encode, fact_of, row_of
from eventapp.facts.shown import Shown, ShownTable

_INSERT = f"INSERT INTO fact ({', '.join(COLUMNS)}, quarantine) VALUES ({', '.join('?' * len(COLUMNS))}, ?)"
_SELECT = f"SELECT pos, {', '.join(COLUMNS)}, quarantine FROM fact"

# How many pages of 4 KiB are copied in one step, and how long (seconds) a step waits for a commit to end.
_PAGES_AT_ONCE = 64
_WHILE_WRITING = 0.01


class Log:
    """Facts on disk, plus the few things that belong to this laptop alone (``keep`` and ``kept``)."""

    shared: Final = False

    def __init__(self, path: Path | str, passphrase: str, to_read: bool = False) -> None:
        self.path = Path(path)
        self._to_read = to_read
        connect = database.connect_to_read if to_read else database.connect
        self._connection = connect(self.path, passphrase)
        self._make_tables()
        self.shown = ShownTable(self._connection)
        self.prints = PrintTable(self._connection)
        self._erased = {
            row[0] for row in self._query("SELECT subject FROM fact WHERE kind = 'erased' AND quarantine IS NULL")
        }

    def begin(self) -> None:
        """Take the turn to write: nothing to do, for nobody else writes here."""

    def release(self) -> None:
        """End a turn in which nothing was written."""

    def append(self, facts: Sequence[Fact], set_aside: Mapping[Place, str] = NONE_SET_ASIDE) -> None:
        """Store these facts in one commit: all of them or, with LogError, none.

        ``set_aside`` says of those that are not sound, by their place, what is wrong with them: these are kept and
        passed on, and never folded.
        """
        sound = (fact for fact in facts if (fact.node, fact.seq) not in set_aside)
        newly_erased = {fact.subject for fact in sound if fact.kind == "erased"}
        erased = self._erased | newly_erased
        with _Transaction(self._connection):
            bare = [fact.without_personal() if fact.subject in erased else fact for fact in facts]
            rows = [(*row_of(fact), set_aside.get((fact.node, fact.seq))) for fact in bare]
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
        """Sound facts with their position in this log, from after ``since``, in the order of storing.

        Read it to the end before anything else is done with the log.
        """
        wanted = f"{_SELECT} WHERE pos > ? AND quarantine IS NULL ORDER BY pos LIMIT ?"
        for pos, *columns, _ in self._connection.execute(wanted, (since, limit)):
            yield pos, fact_of(columns)

    def read_all(self, since: int = 0, limit: int = -1) -> list[tuple[int, Fact, str | None]]:
        """The same for whoever passes them on: also what was set aside, with the reason why."""
        rows = self._query(f"{_SELECT} WHERE pos > ? ORDER BY pos LIMIT ?", since, limit)
        return [(pos, fact_of(columns), reason) for pos, *columns, reason in rows]

    def read_of(self, node: str, after: int, limit: int = -1) -> list[Fact]:
        """What one laptop stored, from after that number of its own, what was set aside included."""
        rows = self._query(f"{_SELECT} WHERE node = ? AND seq > ? ORDER BY seq LIMIT ?", node, after, limit)
        return [fact_of(columns) for _, *columns, _ in rows]

    def everything(self) -> Everything:
        """The whole log as it stands. Call it after ``node``."""
        facts = [fact for _, fact in self.read()]
        return Everything(self.kept("node"), self.epoch(), self.head(), facts, self.vector())

    def news(self, since: int) -> News:
        """What was stored after this position."""
        return News(self.epoch(), self.read_all(since))

    def set_aside(self) -> list[tuple[Fact, str]]:
        """The facts that are not sound, with what is wrong with each."""
        rows = self._query(f"{_SELECT} WHERE quarantine IS NOT NULL ORDER BY pos")
        return [(fact_of(columns), reason) for _, *columns, reason in rows]

    def vector(self) -> dict[str, int]:
        """The last number of every laptop. Numbers have no gaps, so it says exactly what is here."""
        return dict(self._query("SELECT node, max(seq) FROM fact GROUP BY node"))  # type: ignore[arg-type]

    def head(self) -> int:
        """The position of the last fact; 0 for an empty log."""
        return self._query("SELECT coalesce(max(pos), 0) FROM fact")[0][0]

    def last_of(self, node: str) -> int:
        """The last ``seq`` that this node gave out; 0 if none."""
        return self._query("SELECT coalesce(max(seq), 0) FROM fact WHERE node = ?", node)[0][0]

    def node(self, mint: Callable[[], str]) -> str:
        """The id under which this file numbers its facts.

        A fresh one, by ``mint``, when the file is new or is not where it was: it may be a copy, and two files that give
        out the same numbers would be taken for one. Which names it took for that alone is kept: what went before was
        its own, which is not so after a restore.
        """
        node, home = self.kept("node"), self._home()
        moved = node is not None and self.kept("home", home) != home
        if node is None or moved:
            node = self.take_name(mint())
        if moved:
            self.keep("moved", [*self.kept("moved", []), node])
        if self.kept("home") != home:
            self.keep("home", home)
        return str(node)

    def take_name(self, node: str) -> str:
        """From now on number facts under this id."""
        self.keep("nodes", [*self.kept("nodes", []), node])
        self.keep("node", node)
        return node

    def epoch(self) -> str:
        """Which course of this file its positions belong to. Call it after ``node``."""
        return f"{self.kept('node')}-{self.kept('epoch', 0)}"

    def renumber(self, node: str, first: int, to: str) -> None:
        """Give a laptop's facts from this number on to another one, which numbers them from 1.

        For two files that gave out the same numbers: what one of them wrote goes on under another name. The act itself
        does not say where it was stored, so nothing of it changes.
        """
        with _Transaction(self._connection):
            moved = (node, first)
            there = "EXISTS (SELECT 1 FROM fact AS f WHERE f.node = ? AND f.seq = fact.seq - ? + 1)"
            self._connection.execute(f"DELETE FROM fact WHERE node = ? AND seq >= ? AND {there}", (*moved, to, first))
            self._connection.execute(
                "UPDATE fact SET node = ?, seq = seq - ? + 1 WHERE node = ? AND seq >= ?", (to, first, *moved)
            )
        if self.kept("node") == node:
            self.take_name(to)
        self.keep("epoch", self.kept("epoch", 0) + 1)

    def keep(self, key: str, value: Any) -> None:
        """Remember something of this laptop that is no fact and never leaves it; None forgets it."""
        with _Transaction(self._connection):
            if value is None:
                self._connection.execute("DELETE FROM local WHERE key = ?", (key,))
            else:
                self._connection.execute("INSERT OR REPLACE INTO local VALUES (?, ?)", (key, encode(value).decode()))

    def kept(self, key: str, default: Any = None) -> Any:
        """What ``keep`` remembered under this key."""
        rows = self._query("SELECT value FROM local WHERE key = ?", key)
        return decode(rows[0][0]) if rows else default

    def amend(self, key: str, change: Callable[[Any], Any]) -> Any:
        """Replace what is kept under this key by what ``change`` makes of it (None when there is nothing), and return
        that; nobody else's amendment gets lost in between."""
        value = change(self.kept(key))
        self.keep(key, value)
        return value

    def note_shown(self, rows: Sequence[Shown]) -> None:
        """Add to the list of what was shown, but nothing about anybody who was erased."""
        self.shown.add(rows, self._erased)

    def problems(self) -> list[str]:
        """What SQLite finds wrong with the file, and gaps in the numbering; empty when all is well."""
        found = [row[0] for row in self._query("PRAGMA integrity_check") if row[0] != "ok"]
        gaps = self._query("SELECT node FROM fact GROUP BY node HAVING max(seq) <> count(*)")
        return found + [f"gap in the numbering of node {node}" for (node,) in gaps]

    def copy_to(self, path: Path, passphrase: str, pause: Callable[[], None] = no_pause) -> None:
        """Write a consistent encrypted copy to a new file, by SQLite's backup API, while the fair goes on.

        Between every few pages ``pause`` is called; what it raises breaks off the copy. This alone may run beside
        whatever else is done with the log: SQLite keeps the steps apart, and what is stored meanwhile comes along.
        """
        copy = database.connect_for_copy(path, passphrase)
        try:
            self._connection.backup(copy, pages=_PAGES_AT_ONCE, progress=lambda *_: pause(), sleep=_WHILE_WRITING)
        except BaseException:
            copy.close()
            path.unlink()
            raise
        copy.close()

    def salt(self) -> str:
        """The salt that this file begins with, in hex: it tells the file from others, also when it is damaged."""
        return str(self._query("PRAGMA cipher_salt")[0][0])

    def checkpoint(self) -> None:
        """Bring everything from the write-ahead log into the file."""
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Checkpoint and let go of the file."""
        try:
            if not self._to_read:
                self.checkpoint()
        finally:
            self._connection.close()

    def _home(self) -> str:
        """Where this file is: which file of which machine."""
        return f"{platform.node()}/{self.path.stat().st_ino if self.path.exists() else self.path}"

    def _query(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, parameters).fetchall()

    def _make_tables(self) -> None:
        db = database.tables(self._connection)
        if db.table("fact").exists():
            return self._renew_tables(db)
        with _Transaction(self._connection):
            _make_fact_table(db)
            db.table("local").create({"key": str, "value": str}, pk="key")

    def _renew_tables(self, db: Any) -> None:
        """Bring a file of an older Vonk up to date: an act had one place then, and every fact was sound."""
        if "quarantine" in db.table("fact").columns_dict:
            return
        with _Transaction(self._connection):
            self._connection.execute("DROP INDEX idx_fact_id")
            self._connection.execute("CREATE INDEX idx_fact_id ON fact (id)")
            self._connection.execute("ALTER TABLE fact ADD COLUMN quarantine TEXT")


def _make_fact_table(db: Any) -> None:
    types = {name: int if name in ("seq", "hlc", "v") else str for name in COLUMNS}
    nullable = ("personal", "digest")
    db.table("fact").create(
        {"pos": int, **types, "quarantine": str},
        pk="pos",
        not_null={name for name in COLUMNS if name not in nullable},
    )
    db.table("fact").create_index(["id"])
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
