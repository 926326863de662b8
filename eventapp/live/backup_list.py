"""What is known of the backups, in a file beside the database: for when that cannot be opened any more."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from eventapp.live.keeping import write_whole
from eventapp.settings import Settings

log = logging.getLogger(__name__)
FOLDER: Final = "backups"
EVERY_MINUTES: Final = 10


class Good(msgspec.Struct, frozen=True):
    """The last backup that was read back and found whole."""

    file: str
    at: str  # when it was begun
    head: int
    node: str = ""  # this laptop, and the last number that it had given out
    seq: int = 0


class Recovered(msgspec.Struct, frozen=True):
    """What was done when the fair's own file turned out to be damaged."""

    at: str
    backup_at: str
    set_aside: str
    saved: int  # facts that were stored after the backup and could still be read
    why: str


class BackupList(msgspec.Struct):
    """What the organiser chose and what came of it. ``folder`` is empty for the one in the data folder."""

    fair: str = ""
    folder: str = ""
    elsewhere: bool = False  # whether that folder was on another medium than the fair when it was chosen
    every: Annotated[int, Meta(ge=1, le=240)] = EVERY_MINUTES  # minutes
    folders: list[str] = []  # every folder that was ever chosen
    salt: str = ""  # of the fair's file: tells it from another fair's when its beginning is gone
    last: Good | None = None
    erased: int = 0  # how many people had been erased
    erased_at: int = 0  # when that number last grew; Unix milliseconds
    recovered: Recovered | None = None

    def all_folders(self, settings: Settings) -> list[Path]:
        """Everywhere that backups of this fair may be, the chosen folder first."""
        own = own_folder(settings)
        return list(dict.fromkeys([Path(self.folder) if self.folder else own, own, *map(Path, self.folders)]))


def own_folder(settings: Settings) -> Path:
    """Where backups go when nobody chose anything else."""
    return settings.data / FOLDER


def read_list(settings: Settings) -> BackupList:
    """The list of this data folder; an empty one where there is none."""
    try:
        return msgspec.json.decode(_path(settings).read_bytes(), type=BackupList)
    except FileNotFoundError:
        return BackupList()
    except (OSError, msgspec.DecodeError):
        log.error("the list of backups cannot be read")
        return BackupList()


def write_list(settings: Settings, kept: BackupList) -> None:
    """Keep it. OSError when the disk refuses."""
    write_whole(_path(settings), msgspec.json.encode(kept))


def _path(settings: Settings) -> Path:
    return settings.database.with_suffix(".backups.json")
