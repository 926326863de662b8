"""Settings: everything that start-up decides, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from eventapp.facts.clock import Now, wall_clock
from eventapp.live.offload import Offload, inline

REHEARSAL_PASSPHRASE = "oefenbeurs"
MAX_UPLOAD = 25 * 1024 * 1024


@dataclass(frozen=True)
class Settings:
    """How one server runs.

    ``async_mode`` is Flask-SocketIO's; ``offload`` is how that mode keeps blocking work off its event loop.
    ``addresses`` are the base URLs by which tablets can reach the server, best first.
    """

    data: Path
    passphrase: str = REHEARSAL_PASSPHRASE
    rehearsal: bool = True
    async_mode: str = "threading"
    offload: Offload = inline
    now: Now = wall_clock
    addresses: tuple[str, ...] = ("http://127.0.0.1:8080",)

    @property
    def database(self) -> Path:
        """The file of the fair."""
        return self.data / ("oefenbeurs.db" if self.rehearsal else "fair.db")
