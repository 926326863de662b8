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
    ``addresses`` are the base URLs by which tablets can reach the server, best first; ``secure_addresses`` those over
    https, none without ``--tls``. ``root`` (PEM) is what a device has to trust for those, if it does not already.
    """

    data: Path
    passphrase: str = REHEARSAL_PASSPHRASE
    rehearsal: bool = True
    async_mode: str = "threading"
    offload: Offload = inline
    now: Now = wall_clock
    addresses: tuple[str, ...] = ("http://127.0.0.1:8080",)
    secure_addresses: tuple[str, ...] = ()
    root: str = ""
    fair: str = ""  # at a hub, which of its fairs this is

    @property
    def database(self) -> Path:
        """The file of the fair."""
        if self.fair:
            return self.data / "fairs" / f"{self.fair}.db"
        return self.data / ("oefenbeurs.db" if self.rehearsal else "fair.db")

    @property
    def authority(self) -> Path:
        """The folder of the fair's own certificate authority: beside its file, so in no backup and gone with it."""
        return self.database.with_suffix(".tls")
