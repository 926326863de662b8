"""What the hub keeps for itself in an encrypted file of its own, for one process."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from eventapp.facts import database
from eventapp.hub.store import NotKept, Query, Rows, Store, T
from eventapp.hub.tables import file_tables
from eventapp.live.offload import Offload, inline


class FileStore(Store):
    """The file, for one user at a time. It is encrypted as a whole, so nothing in it is sealed once more."""

    def __init__(self, path: Path, passphrase: str, offload: Offload = inline) -> None:
        self._offload, self._lock = offload, threading.Lock()
        self._connection = offload(database.connect, path, passphrase)
        path.chmod(0o600)
        self.write(*((sql, ()) for sql in file_tables()))

    def rows(self, sql: str, *parameters: Any) -> Rows:
        """What is asked for."""
        with self._lock:
            found: Rows = self._offload(self._query, sql, *parameters)
        return found

    def alone(self, act: Callable[[Query], T]) -> T:
        """Ask and write in one commit."""
        with self._lock:
            given: T = self._offload(self._commit, act)
        return given

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._offload(self._connection.close)

    def sealed(self, text: str) -> str:
        """As it is."""
        return text

    def opened(self, kept: str) -> str:
        """As it is."""
        return kept

    def mark(self, text: str) -> str:
        """As it is."""
        return text

    def _query(self, sql: str, *parameters: Any) -> Rows:
        return self._connection.execute(sql, parameters).fetchall()

    def _commit(self, act: Callable[[Query], T]) -> T:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            given = act(self._query)
            self._connection.execute("COMMIT")
        except BaseException as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if isinstance(error, database.DatabaseError):
                raise NotKept(type(error).__name__) from error
            raise
        return given
