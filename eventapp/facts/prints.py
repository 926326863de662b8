"""What became of each paper that had to be printed: a table beside the facts, in the same encrypted file.

That somebody asked for a badge is a fact. Whether paper came out is true of one printer at one laptop, so it stays here
(docs/adr/0012). A badge without a row waits; a paper that makes no fact (a slip, a test page) has its row from the
start. Rows hold ids and codes, nothing that identifies a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from eventapp.facts import database


class PrintRow(NamedTuple):
    """One print job."""

    id: str  # of a badge: of the fact that asked for it
    subject: str
    printer: str
    state: str  # "waiting", "printing", "done", "failed"
    at: str
    problem: str  # a code; "" while all is well
    paper: str = "badge"
    device: str = ""  # who asked, of a paper without a fact
    asked: str = ""  # when


# What a file of an earlier version gets for the columns that it has not.
_ADDED: Final = PrintRow._field_defaults
_FIELDS: Final = ", ".join(PrintRow._fields)
_PUT: Final = f"INSERT OR REPLACE INTO print ({_FIELDS}) VALUES ({', '.join('?' * len(PrintRow._fields))})"


class PrintTable:
    """The table. As with the log, one thread at a time."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        table = database.tables(connection).table("print")
        if not table.exists():
            table.create(dict.fromkeys(PrintRow._fields, str), pk="id")
        for name in _ADDED.keys() - table.columns_dict.keys():
            table.add_column(name, str, not_null_default=_ADDED[name])

    def put(self, row: PrintRow) -> None:
        """Note how a job stands. On disk when this returns: the printer may only begin after that."""
        self._connection.execute(_PUT, row)

    def put_all(self, rows: Iterable[PrintRow]) -> None:
        """Note many at once, in one commit."""
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(_PUT, rows)

    def wait_again(self, id: str) -> None:
        """The badge has to be printed anew."""
        self._connection.execute("DELETE FROM print WHERE id = ?", (id,))

    def read(self) -> Iterator[PrintRow]:
        """Every job that has a row."""
        for row in self._connection.execute(f"SELECT {_FIELDS} FROM print").fetchall():
            yield PrintRow(*row)
