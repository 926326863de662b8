"""Boarding: where whoever wants something written gets on, and where the writer comes to fetch them."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from eventapp.live.acts import Batch, Entry


class Boarding:
    """The batch that goes next. Who boards waits for its arrival."""

    def __init__(self) -> None:
        self.next = Batch()
        self.closed = False
        self._lock = threading.Lock()
        self._wanted = threading.Event()

    @property
    def is_over(self) -> bool:
        """Whether nobody waits and nobody can board any more."""
        return self.closed and not self.next.entries

    def hand_in(self, entries: Sequence[Entry]) -> None:
        """Board and wait for the arrival; at once when the writer stopped, and then nothing came of these."""
        with self._lock:
            if self.closed or not entries:
                return
            batch = self.next
            batch.entries.extend(entries)
        self._wanted.set()
        batch.done.wait()

    def call(self) -> None:
        """Have the writer come, also when nobody boards."""
        self._wanted.set()

    def close(self) -> bool:
        """Let nobody board any more; returns whether that is news."""
        with self._lock:
            news, self.closed = not self.closed, True
        self._wanted.set()
        return news

    def leave(self, patience: float | None) -> Batch:
        """Wait until somebody boards or calls, at most so many seconds, and take who is there along."""
        self._wanted.wait(patience)
        self._wanted.clear()
        with self._lock:
            batch, self.next = self.next, Batch()
        return batch
