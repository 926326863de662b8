"""Patience with a bad line: try again a few times, as long as it is the line that fails."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TypeVar

from eventapp.sync.peer import SyncProblem

T = TypeVar("T")

TRIES: Final = 6
FIRST_PAUSE: Final = 0.3
_PASSING: Final = frozenset({"unreachable", "sync_again"})


def patiently(
    act: Callable[[], T], failed: Callable[[], None] = lambda: None, pause: Callable[[float], None] = time.sleep
) -> T:
    """Do this, and again when the line broke; ``failed`` is called before each new try. The last problem is raised."""
    for attempt in range(TRIES - 1):
        try:
            return act()
        except SyncProblem as problem:
            if problem.code not in _PASSING:
                raise
        failed()
        pause(FIRST_PAUSE * 2**attempt)
    return act()
