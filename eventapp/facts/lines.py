"""Lines to a PostgreSQL server: a few per process, shared by all fairs, and mended when they break."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any, Final

import psycopg

from eventapp.facts.any_log import LogError

# A server that does not answer is given up after so long; one that is busy with another process's turn gets longer.
CONNECT_SECONDS: Final = 5
TURN_SECONDS: Final = 60
MOST_IDLE: Final = 4
_DISK_FULL: Final = "53100"
# ``synchronous_commit`` on: a commit is on the server's disk when it is answered, whatever the server has by default.
_OPTIONS: Final = (
    f"-c synchronous_commit=on -c lock_timeout={TURN_SECONDS}s -c idle_in_transaction_session_timeout={TURN_SECONDS}s"
)
_ALIVE: Final[dict[str, Any]] = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}


class Line:
    """One connection. Every failure is a LogError that says nothing of what was in the rows."""

    def __init__(self, url: str) -> None:
        try:
            self._connection = psycopg.connect(
                url, autocommit=True, connect_timeout=CONNECT_SECONDS, options=_OPTIONS, **_ALIVE
            )
        except psycopg.Error as error:
            raise LogError(_reason(error)) from None

    @property
    def sound(self) -> bool:
        """Whether it can be used for something new."""
        return (
            not self._connection.closed
            and self._connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
        )

    def query(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """The rows that this gives; none for what is no question."""
        try:
            # What has no parameters may be several statements in one, which cannot be prepared.
            prepare = None if parameters else False
            cursor = self._connection.execute(sql, parameters or None, prepare=prepare)  # type: ignore[call-overload]
            return cursor.fetchall() if cursor.description else []
        except Exception as error:
            raise LogError(_reason(error)) from None

    def copy(self, sql: str, rows: Sequence[Sequence[Any]], types: Sequence[str]) -> None:
        """Put these rows into a table."""
        try:
            with self._connection.cursor() as cursor, cursor.copy(sql) as copy:
                copy.set_types(types)
                for row in rows:
                    copy.write_row(row)
        except Exception as error:
            raise LogError(_reason(error)) from None

    @contextmanager
    def to_the_end(self) -> Iterator[None]:
        """The rest of a transaction that was begun: all of it or nothing."""
        try:
            yield
            self.query("COMMIT")
        except BaseException:
            with suppress(LogError):
                self.query("ROLLBACK")
            raise

    def close(self) -> None:
        """Let go of the server, which undoes what is not committed."""
        self._connection.close()


class Lines:
    """The lines of this process to one server."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._idle: list[Line] = []
        self._lock = threading.Lock()

    def take(self) -> Line:
        """A line for yourself, until ``give_back``."""
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return Line(self._url)

    def begin(self, sql: str, *parameters: Any) -> tuple[Line, list[tuple[Any, ...]]]:
        """A line on which this was done already; one that broke while it was idle is replaced."""
        line = self.take()
        try:
            return line, line.query(sql, *parameters)
        except LogError:
            self.give_back(line)
            if line.sound:
                raise
        self.close()  # the server was restarted, so the others broke too
        line = Line(self._url)
        try:
            return line, line.query(sql, *parameters)
        except LogError:
            line.close()
            raise

    def give_back(self, line: Line) -> None:
        """Done with it."""
        with self._lock:
            if line.sound and len(self._idle) < MOST_IDLE:
                self._idle.append(line)
                return
        line.close()

    @contextmanager
    def transaction(self, begin: str = "BEGIN") -> Iterator[Line]:
        """A line with a transaction on it."""
        line, _ = self.begin(begin)
        try:
            with line.to_the_end():
                yield line
        finally:
            self.give_back(line)

    @contextmanager
    def alone(self) -> Iterator[Line]:
        """A line without a transaction, that is known to work."""
        line, _ = self.begin("SELECT 1")
        try:
            yield line
        finally:
            self.give_back(line)

    def query(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """One question, or one change that may be made twice."""
        line, rows = self.begin(sql, *parameters)
        self.give_back(line)
        return rows

    def close(self) -> None:
        """Let go of the idle ones."""
        with self._lock:
            idle, self._idle = self._idle, []
        for line in idle:
            line.close()


@cache
def lines_to(url: str) -> Lines:
    """The lines of this process to this server."""
    return Lines(url)


def _reason(error: Exception) -> str:
    """What went wrong, without the details: the server quotes rows in those."""
    if not isinstance(error, psycopg.Error):
        return type(error).__name__
    full = "the disk is full: " if error.sqlstate == _DISK_FULL else ""
    return f"{full}{error.diag.message_primary or type(error).__name__}"
