"""Trouble: what is wrong with the disk, from a commit that failed until there is room for one again."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final

from eventapp.facts import AnyLog

# A commit that fits by chance is no sign of room: as much as comes in one batch from another laptop has to fit.
ROOM: Final = 256 * 1024
TRY_SECONDS: Final = 2.0
_KEY: Final = "room"


class Trouble:
    """``code`` is empty while all is well; the writer of a ledger tells what failed, and lets it look again."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.code = ""
        self._clock = clock
        self._try_at = 0.0

    @property
    def patience(self) -> float | None:
        """How long the writer may sleep, in seconds; None for as long as there is nothing to do."""
        return max(0.0, self._try_at - self._clock()) if self.code else None

    def note(self, code: str) -> None:
        """A commit failed, and this is what whoever wanted it was told."""
        self.code, self._try_at = code, self._clock() + TRY_SECONDS

    def is_over(self, with_log: Callable[..., Any], log: AnyLog) -> bool:
        """Look, when it is time, whether there is room again; True at the moment that there is."""
        if not self.code or self._clock() < self._try_at:
            return False
        try:
            with_log(log.keep, _KEY, "x" * ROOM)
            with_log(log.keep, _KEY, None)
        except Exception:
            self._try_at = self._clock() + TRY_SECONDS
            return False
        self.code = ""
        return True
