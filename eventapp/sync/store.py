"""What sync needs of a running fair. The ledger is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from eventapp.facts import AnyLog
from eventapp.fair import Fair
from eventapp.sync.wire import Fate, Incoming

T = TypeVar("T")


class Store(Protocol):
    """One fair and its log, with one writer."""

    fair: Fair
    log: AnyLog
    head: int
    vector: dict[str, int]  # per laptop the last number that is on disk here
    now: Callable[[], int]

    @property
    def node(self) -> str: ...
    @property
    def epoch(self) -> str: ...
    def take_in(self, facts: Sequence[Incoming]) -> list[Fate]: ...
    def between(self, errand: Callable[[], None]) -> None: ...
    def with_log(self, function: Callable[..., T], *args: Any) -> T: ...
