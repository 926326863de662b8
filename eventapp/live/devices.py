"""How the paired devices are: what each says of itself now and then. In memory only; nothing of it is a fact."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from eventapp.facts.clock import Now, to_text

# A clock that is less wrong than this is right enough to be nobody's business.
SKEW_SECONDS: Final = 30
MOST_WAITING: Final = 100_000


@dataclass(frozen=True)
class Beat:
    """What one device said last. ``skew`` is how many seconds its clock is ahead; behind is below nothing."""

    seen: int
    battery: int | None = None
    waiting: int = 0
    skew: int = 0


class Beats:
    """The latest word of every device."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._of: dict[str, Beat] = {}

    def heard(self, device: str, sent_at: int, battery: int | None, waiting: int) -> Beat:
        """A device spoke, at ``sent_at`` (milliseconds) by its own clock."""
        now = self._now()
        skew = _rounded((sent_at - now) / 1000)
        self._of[device] = Beat(now, battery, min(waiting, MOST_WAITING), skew)
        return self._of[device]

    def gone(self, device: str) -> None:
        """The connection of a device ended: until now it was there."""
        last = self._of.get(device, Beat(0))
        self._of[device] = Beat(self._now(), last.battery, last.waiting, last.skew)

    def view(self, device: str, online: bool) -> dict[str, Any]:
        """What the organiser sees of it. When it was seen is only of interest when it is not there."""
        beat = self._of.get(device)
        if beat is None:
            return {}
        seen = {} if online else {"seen": to_text(beat.seen)}
        return {**seen, "battery": beat.battery, "waiting": beat.waiting, "skew": beat.skew}


def _rounded(seconds: float) -> int:
    """In steps, so that the time on the way does not make another number of it each time."""
    return 0 if abs(seconds) < SKEW_SECONDS else round(seconds / SKEW_SECONDS) * SKEW_SECONDS


Later = Callable[[float, Callable[[], None]], None]


def after(seconds: float, act: Callable[[], None]) -> None:
    """Do it in so many seconds, in the background."""
    timer = threading.Timer(seconds, act)
    timer.daemon = True
    timer.start()


class Throttle:
    """However often it is asked: at most one act in so many seconds, and always one after the last time of asking."""

    def __init__(self, act: Callable[[], None], seconds: float, later: Later = after) -> None:
        self._act, self._seconds, self._later = act, seconds, later
        self._lock = threading.Lock()
        self._asked = False

    def __call__(self) -> None:
        with self._lock:
            if self._asked:
                return
            self._asked = True
        self._later(self._seconds, self._do)

    def _do(self) -> None:
        with self._lock:
            self._asked = False
        self._act()
