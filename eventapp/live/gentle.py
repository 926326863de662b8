"""Gently: a long piece of work in another thread, with check-ins going before it."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_SWITCH_SECONDS: Final = 0.0005


class _Manners:
    """What several of them at once set and put back together."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._busy = 0
        self._interval, self._collecting = sys.getswitchinterval(), gc.isenabled()

    def begin(self) -> None:
        with self._lock:
            self._busy += 1
            if self._busy == 1:
                self._interval, self._collecting = sys.getswitchinterval(), gc.isenabled()
                sys.setswitchinterval(_SWITCH_SECONDS)
                gc.disable()

    def end(self) -> None:
        with self._lock:
            self._busy -= 1
            if self._busy:
                return
            sys.setswitchinterval(self._interval)
            if gc.get_freeze_count():  # a server: as with what it began with, nobody walks through what stays
                gc.freeze()
            if self._collecting:
                gc.enable()


_MANNERS: Final = _Manners()


@contextmanager
def gently() -> Iterator[None]:
    """Let check-ins go before: other threads get their turn sooner, and nothing stops to look for garbage.

    What such work makes is dropped as a whole or stays; walking through it, again and again, would hold up everybody.
    """
    _MANNERS.begin()
    try:
        yield
    finally:
        _MANNERS.end()
