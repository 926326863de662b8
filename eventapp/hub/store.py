"""What the hub keeps for itself: accounts, sessions, codes, who looked at whom, and which fairs there are.

None of this is a fact and none of it leaves the hub. Nothing in it names a seeker. It is a file, or stands in the
PostgreSQL where the fairs are (``VONK_DATABASE``); then every process of the hub uses the same.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

from eventapp.facts.opening import database_url
from eventapp.live.offload import Offload, inline

FILE: Final = "hub.db"
T = TypeVar("T")
Rows = list[tuple[Any, ...]]
Query = Callable[..., Rows]  # SQL with ``?`` for each parameter that follows


class NotKept(Exception):
    """The hub could not write this down, or find it; nothing of it was done."""


class Store(ABC):
    """The tables of ``hub.tables``. The work happens away from an event loop."""

    shared = False  # whether other processes of the hub use it too

    @abstractmethod
    def rows(self, sql: str, *parameters: Any) -> Rows:
        """What is asked for."""

    @abstractmethod
    def alone(self, act: Callable[[Query], T]) -> T:
        """Let this ask and write in one commit, while nobody else writes, in whichever process. NotKept when that
        cannot be. Nothing is written either when it raises something itself."""

    @abstractmethod
    def close(self) -> None:
        """Let go of it."""

    @abstractmethod
    def sealed(self, text: str) -> Any:
        """How something about a person, or a secret, is written down."""

    @abstractmethod
    def opened(self, kept: Any) -> str:
        """What was sealed."""

    @abstractmethod
    def mark(self, text: str) -> str:
        """The same for the same text: by it something is found back that may not stand there as it is."""

    def write(self, *statements: tuple[str, tuple[Any, ...]]) -> Rows:
        """These in one commit, or with NotKept none; returns what the last one gave."""
        return self.alone(lambda query: [query(sql, *parameters) for sql, parameters in statements][-1])


def open_store(folder: Path, passphrase: str, offload: Offload = inline) -> Store:
    """Open the store of the hub with this data folder, or make it. WrongPassphrase, InUse, or LogError."""
    url = database_url()
    if not url:
        from eventapp.hub.file_store import FileStore

        return FileStore(folder / FILE, passphrase, offload)
    from eventapp.hub.postgres_store import PostgresStore  # who has a file never loads it

    return PostgresStore(url, passphrase, offload)
