"""The pulse: how late a 10 ms timer comes, which is how long the event loop was held up. For benchmarks."""

from __future__ import annotations

import os
import threading
import time

BEAT = 0.010


class Pulse:
    """Beats in the background and keeps its latest beats, in milliseconds late."""

    def __init__(self) -> None:
        self.late: list[float] = []
        threading.Thread(target=self._beat, name="pulse", daemon=True).start()

    def read(self) -> dict[str, float]:
        """The longest and the 99th percentile of the stalls since the last reading."""
        late, self.late = sorted(self.late), []
        if not late:
            return {"longest_ms": 0.0, "p99_ms": 0.0, "beats": 0}
        return {"longest_ms": late[-1], "p99_ms": late[int(len(late) * 0.99)], "beats": len(late)}

    def _beat(self) -> None:
        while True:
            due = time.perf_counter() + BEAT
            time.sleep(BEAT)
            self.late.append((time.perf_counter() - due) * 1000)


def pulse_if_wanted() -> Pulse | None:
    """A pulse when ``VONK_PULSE`` asks for one."""
    return Pulse() if os.environ.get("VONK_PULSE") else None
