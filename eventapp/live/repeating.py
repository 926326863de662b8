"""Repeating: something that is done every so often, also when nothing happens in the hall."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)


class Repeater:
    """Does one thing, again and again, with so many seconds in between; a failure is logged and the next turn comes."""

    def __init__(self, act: Callable[[], None], seconds: float, name: str) -> None:
        self._act, self._seconds = act, seconds
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._repeat, name=name, daemon=True)

    def start(self) -> None:
        """Begin; the first turn comes after one pause."""
        self._thread.start()

    def stop(self) -> None:
        """No more turns; one that is on is waited for."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _repeat(self) -> None:
        while not self._stopping.wait(self._seconds):
            try:
                self._act()
            except Exception:
                log.exception("%s failed", self._thread.name)
