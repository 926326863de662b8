"""What became of each badge that had to be printed: a table beside the facts, in the same encrypted file.

That somebody asked for a badge is a fact. Whether paper came out is true of one printer at one laptop, so it stays here
(docs/adr/0012). A badge without a row waits. Rows hold ids and codes, nothing that identifies a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from eventapp.facts import database


class PrintRow(NamedTuple):
    """One print job, after it got to a printer for the first time."""

    id: str  # of the fact that asked for it
    subject: str
    printer: str
    state: str  # "printing", "done", "failed"
    at: str
    problem: str  # a code; "" while all is well


_PUT = f"INSERT OR REPLACE INTO print ({', '.join(PrintRow._fields)}) VALUES ({', '.join('?' * len(PrintRow._fields))})"


class PrintTable:
    """The table. As with the log, one thread at a time."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        table = database.tables(connection).table("print")
        if not table.exists():
            table.create(dict.fromkeys(PrintRow._fields, str), pk="id")

    def put(self, row: PrintRow) -> None:
        """Note how a job stands. On disk when this returns: the printer may only begin after that."""
        self._connection.execute(_PUT, row)

    def wait_again(self, id: str) -> None:
        """The job has to be done anew."""
        self._connection.execute("DELETE FROM print WHERE id = ?", (id,))

    def read(self) -> Iterator[PrintRow]:
        """Every job that got to a printer."""
        for row in self._connection.execute(f"SELECT {', '.join(PrintRow._fields)} FROM print").fetchall():
            yield PrintRow(*row)
