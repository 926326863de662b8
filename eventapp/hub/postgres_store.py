"""What the hub keeps for itself in the PostgreSQL of its fairs, for all its processes.

Whoever writes does so alone, as in a file: one lock of the whole hub, for as long as it takes to write a few rows. So a
code is used once, the last admin stays, and wrong tries count, wherever they came in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from eventapp.facts.any_log import LogError
from eventapp.facts.lines import Line, lines_to
from eventapp.facts.postgres import whole_seal
from eventapp.hub.store import NotKept, Query, Rows, Store, T
from eventapp.hub.tables import server_tables
from eventapp.live.offload import Offload, inline

_TURN: Final = "SELECT pg_advisory_xact_lock(1986096235)"


class PostgresStore(Store):
    """The tables there. What identifies a person and what opens a door is sealed."""

    shared = True

    def __init__(self, url: str, passphrase: str, offload: Offload = inline) -> None:
        self._lines, self._offload = lines_to(url), offload
        self._seal = offload(whole_seal, url, passphrase)
        self.alone(_make_tables)

    def rows(self, sql: str, *parameters: Any) -> Rows:
        """What is asked for."""
        try:
            found: Rows = self._offload(self._lines.query, _as_there(sql), *parameters)
        except LogError as error:
            raise NotKept(str(error)) from None
        return found

    def alone(self, act: Callable[[Query], T]) -> T:
        """Ask and write in one commit, while no process writes anything else."""
        try:
            given: T = self._offload(self._in_turn, act)
        except LogError as error:
            raise NotKept(str(error)) from None
        return given

    def close(self) -> None:
        """Let go of the server."""
        self._offload(self._lines.close)

    def sealed(self, text: str) -> bytes:
        """With the key from the passphrase."""
        return self._seal.close(text)

    def opened(self, kept: bytes) -> str:
        """What was sealed. WrongPassphrase when somebody changed it there."""
        return self._seal.open(bytes(kept)).decode()

    def mark(self, text: str) -> str:
        """A digest that only this passphrase gives."""
        return self._seal.mark(text)

    def _in_turn(self, act: Callable[[Query], T]) -> T:
        with self._lines.transaction() as line:
            line.query(_TURN)
            return act(_asking(line))


def _make_tables(query: Query) -> None:
    if query("SELECT to_regclass('look')") == [(None,)]:
        for sql in server_tables():
            query(sql)


def _asking(line: Line) -> Query:
    return lambda sql, *parameters: line.query(_as_there(sql), *parameters)


def _as_there(sql: str) -> str:
    return sql.replace("?", "%s")
