"""Logs of either kind, and facts to put in them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import PASSPHRASE, Node
from servers import postgres

from eventapp.facts import AnyLog, Fact, Log
from eventapp.facts.postgres import PostgresLog

KINDS = ("sqlite", "postgres")
Opener = Callable[..., AnyLog]


def opener_of(kind: str, folder: Path) -> Opener:
    """Opens one log of this kind, again and again; skips where there is no PostgreSQL."""
    if kind == "sqlite":
        return lambda passphrase=PASSPHRASE: Log(folder / "fair.db", passphrase)
    url, fair = postgres().url, f"fair-{uuid.uuid4()}"
    return lambda passphrase=PASSPHRASE: PostgresLog(url, passphrase, fair)


@pytest.fixture(params=KINDS)
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    """Opens one log, which is empty at first."""
    return opener_of(request.param, tmp_path)


@pytest.fixture
def log(opener: Opener) -> Iterator[AnyLog]:
    """An empty log."""
    opened = opener()
    yield opened
    opened.close()


def facts(count: int, node: Node | None = None, size: int = 1) -> list[Fact]:
    """So many people who are registered."""
    node = node or Node()
    return [node.tell("person_registered", f"s{n}", {"first_name": "Brechtje" * size}, number=f"K{n}")
            for n in range(count)]  # fmt: skip


def stored(log: AnyLog) -> list[Fact]:
    """What is read back."""
    return [fact for _, fact in log.read()]
