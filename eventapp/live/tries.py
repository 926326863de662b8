"""Tries: how often each device has tried something of late, so that nobody goes through a list by guessing."""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Final

PER_MINUTE: Final = 6
_MINUTE_MS: Final = 60_000


class Tries:
    """The tries of the last minute, by device. In memory only."""

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._tries: dict[str, deque[int]] = defaultdict(deque)

    def one_more(self, device: str) -> bool:
        """Count a try; False when this device has had its share and has to wait."""
        with self._lock:
            tries, now = self._tries[device], self._now()
            while tries and tries[0] <= now - _MINUTE_MS:
                tries.popleft()
            if len(tries) >= PER_MINUTE:
                return False
            tries.append(now)
            return True
