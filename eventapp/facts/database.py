"""The encrypted SQLite file of one fair."""

from __future__ import annotations

import os
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlite_utils import Database

DatabaseError = sqlcipher.DatabaseError

# A server that is just stopping gets this long to let go of the file.
WAIT_SECONDS = 1


class WrongPassphrase(Exception):
    """The passphrase does not open this file, or the file is not a fair of Vonk."""


class InUse(Exception):
    """Another process has this fair open; a fair has one writer."""


def connect(path: Path | str, passphrase: str) -> sqlcipher.Connection:
    """Open (or make) the file with settings that survive a power cut, and keep it to this process alone.

    ``synchronous=FULL`` with WAL syncs every commit. The exclusive lock makes one writer a fact instead of a
    promise, and spares the shared-memory file. ``secure_delete`` overwrites what an erasure removes.
    """
    connection = sqlcipher.connect(str(path), timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        _unlock(connection, passphrase)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
    except sqlcipher.OperationalError as error:
        connection.close()
        if "locked" in str(error):
            raise InUse(str(path)) from error
        raise
    except sqlcipher.DatabaseError as error:
        connection.close()
        raise WrongPassphrase(str(path)) from error
    return connection


def connect_for_copy(path: Path, passphrase: str) -> sqlcipher.Connection:
    """Make a new file, for this user alone, to copy into. It has no journal: until it is whole it is nothing yet."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
    _unlock(connection, passphrase)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def connect_to_read(path: Path, passphrase: str) -> sqlcipher.Connection:
    """Open a file that nobody writes in, also on a medium that cannot be written; nothing is left beside it."""
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlcipher.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        _unlock(connection, passphrase)
    except sqlcipher.DatabaseError as error:
        connection.close()
        raise WrongPassphrase(str(path)) from error
    return connection


def tables(connection: sqlcipher.Connection) -> Database:
    """The same connection through sqlite-utils."""
    return Database(connection)  # type: ignore[arg-type]


def _unlock(connection: sqlcipher.Connection, passphrase: str) -> None:
    quoted = passphrase.replace("'", "''")
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = '{quoted}'")
    # Before the first reading: only then is there no shared-memory file.
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("SELECT count(*) FROM sqlite_master")
