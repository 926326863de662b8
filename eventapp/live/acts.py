"""What the writer of a running fair is handed: acts to decide, facts of other laptops to take in, and errands."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from eventapp.facts import LogError
from eventapp.fair import Fair
from eventapp.fair.decision import Decision
from eventapp.sync.wire import Fate, Incoming

Status = Literal["recorded", "duplicate", "refused"]
NOT_STORED = Decision("storage_failed")


def refusal_of(error: Exception) -> str:
    """The code of what the disk said."""
    return "storage_full" if isinstance(error, LogError) and "full" in str(error) else "storage_failed"


@dataclass
class Act:
    """Something somebody wants now: how to decide it, and who waits for the answer."""

    id: str
    at: str
    by: str
    decide: Callable[[Fair], Decision]
    status: Status = "refused"
    decision: Decision = NOT_STORED

    def settle(self, status: Status, decision: Decision) -> None:
        """Note the outcome; whoever waits hears of it when the batch is on disk."""
        self.status, self.decision = status, decision


@dataclass
class Delivery:
    """Facts that other laptops stored, in the order of each laptop's numbers."""

    facts: Sequence[Incoming]
    fates: list[Fate] = field(default_factory=list)


@dataclass
class Errand:
    """Something that has to be done while nothing is being written."""

    do: Callable[[], None]
    problem: Exception | None = None


Entry = Act | Delivery | Errand


@dataclass
class Batch:
    """The entries that will share the next commit; whoever gets on in time waits for the same arrival."""

    entries: list[Entry] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)
