"""Following: a listener that works behind the writer's back, and takes together what piled up meanwhile."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable

log = logging.getLogger(__name__)

# Answers and pushes that are on their way go first, and a crowd at the door is taken together.
PAUSE = 0.005


class Follower:
    """Give it to ``Ledger.on_change``: the writer goes on at once, the listener comes after in its own thread."""

    def __init__(self, listener: Callable[[set[str]], None]) -> None:
        self._listener = listener
        self._touched: queue.Queue[set[str]] = queue.Queue()
        threading.Thread(target=self._follow, name="follower", daemon=True).start()

    def __call__(self, touched: set[str]) -> None:
        self._touched.put(touched)

    def _follow(self) -> None:
        missed: set[str] = set()
        while True:
            touched = missed | self._touched.get()
            time.sleep(PAUSE)
            while not self._touched.empty():
                touched |= self._touched.get()
            try:
                self._listener(touched)
                missed = set()
            except Exception:
                log.exception("a listener failed")
                missed = touched  # tried again with whatever comes next
