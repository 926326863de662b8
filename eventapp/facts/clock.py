"""Time: UTC instants as text, and the hybrid logical clock that orders facts the same way everywhere.

The hybrid logical clock is that of Kulkarni et al., "Logical Physical Clocks" (2014): 48 bits of Unix
milliseconds and a 16-bit counter in one integer, so that it never runs back and stays close to the wall clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache

Now = Callable[[], int]

COUNTER_BITS = 16
MAX_AHEAD_MS = 60_000


def wall_clock() -> int:
    """Unix time in milliseconds."""
    return time.time_ns() // 1_000_000


def to_text(ms: int) -> str:
    """An instant as ``2026-11-21T09:30:00.000Z``: sorts as text and reads the same everywhere."""
    return f"{_second(ms // 1000)}.{ms % 1000:03d}Z"


def to_ms(text: str) -> int:
    """The Unix milliseconds of an ISO 8601 instant; without an offset it is read as UTC. ValueError if it is none."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return round(moment.timestamp() * 1000)
    except OverflowError as error:
        raise ValueError(text) from error


@lru_cache(maxsize=64)
def _second(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()[:19]


class HybridClock:
    """The clock of one node."""

    def __init__(self, now: Now, last: int = 0) -> None:
        self._now = now
        self.last = last

    def tick(self) -> int:
        """A reading later than every reading before it."""
        self.last = max(self.last + 1, self._now() << COUNTER_BITS)
        return self.last

    def observe(self, reading: int) -> None:
        """Move past another node's reading, but never follow one more than 60 s ahead of our own wall clock."""
        limit = (self._now() + MAX_AHEAD_MS) << COUNTER_BITS
        if reading <= limit:
            self.last = max(self.last, reading)
