"""The list of what was shown: a table beside the facts, in the same encrypted file, of bounded size.

It is no fact: it says nothing about the fair, only on what ground which suggestion stood on which screen. It holds
ids, codes and a digest, and nothing that identifies a person (docs/adr/0010).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final, NamedTuple

from eventapp.facts import database

# The oldest go when there are more. A busy fair of 2,000 people stays well below.
MOST_ROWS: Final = 100_000


class Shown(NamedTuple):
    """One suggestion on one screen; ``reasons`` and ``relaxed`` are codes with a space between."""

    at: str
    place: str  # "desk", "organiser", "kiosk" or "stand:<employer>"
    seeker: str  # pseudonymous: the subject of facts
    vacancy: str
    weights: str  # versions of the tables of weights
    inputs: str  # keyed digest of what the matching was given
    reasons: str
    relaxed: str


_INSERT = f"INSERT INTO shown ({', '.join(Shown._fields)}) VALUES ({', '.join('?' * len(Shown._fields))})"


class ShownTable:
    """The table. As with the log, one thread at a time."""

    def __init__(self, connection: Any, most: int = MOST_ROWS) -> None:
        self._connection = connection
        self._most = most
        table = database.tables(connection).table("shown")
        if not table.exists():
            table.create({"pos": int, **dict.fromkeys(Shown._fields, str)}, pk="pos")
            table.create_index(["seeker"])

    def add(self, rows: Sequence[Shown], erased: Collection[str]) -> None:
        """Add rows, but none about somebody who was erased meanwhile.

        This commit does not wait for the disk: a power cut may take the last seconds of this list along, and in
        return nobody at the desk ever waits for it. The next commit of facts makes it durable too.
        """
        self._connection.execute("PRAGMA synchronous = NORMAL")
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(_INSERT, [row for row in rows if row.seeker not in erased])
            self._connection.execute("DELETE FROM shown WHERE pos <= (SELECT max(pos) FROM shown) - ?", (self._most,))
            self._connection.execute("COMMIT")
        except database.DatabaseError:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        finally:
            self._connection.execute("PRAGMA synchronous = FULL")

    def forget(self, seeker: str) -> None:
        """Remove everything about one person; the caller has a transaction open."""
        self._connection.execute("DELETE FROM shown WHERE seeker = ?", (seeker,))

    def read(self) -> Iterator[Shown]:
        """Everything, oldest first."""
        for row in self._connection.execute(f"SELECT {', '.join(Shown._fields)} FROM shown ORDER BY pos").fetchall():
            yield Shown(*row)

    def seekers(self) -> set[str]:
        """Everybody who was suggested at least once."""
        return {row[0] for row in self._connection.execute("SELECT DISTINCT seeker FROM shown").fetchall()}
