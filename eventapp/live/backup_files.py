"""The files of backups: their names, which of them stay, and where sticks are."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from eventapp.facts.clock import to_ms, to_text

LAST: Final = 6
HOURLY: Final = 24
_NAME: Final = re.compile(r"vonk-([0-9a-z]+)-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.backup\.db")
_SIGNS_OF_FAIR: Final = 8
_STICKS: Final = ("/media/*", "/media/*/*", "/run/media/*/*", "/Volumes/*")


def name_of(fair: str, ms: int) -> str:
    """The name of a backup of this fair of this moment (Unix milliseconds): it sorts by time, and names nobody."""
    moment = re.sub(r"[-:]|\.\d+", "", to_text(ms))
    return f"vonk-{_tag(fair)}-{moment}.backup.db"


def moment_of(path: Path) -> int:
    """When this backup was begun, in Unix milliseconds."""
    found = _NAME.fullmatch(path.name)
    assert found, path
    year, month, day, hour, minute, second = found.groups()[1:]
    return to_ms(f"{year}-{month}-{day}T{hour}:{minute}:{second}Z")


def backups_in(folder: Path, fair: str = "") -> list[Path]:
    """The backups in a folder, newest first: of this fair, or of any. None when the folder cannot be read."""
    try:
        there = [path for path in folder.iterdir() if (found := _NAME.fullmatch(path.name))
                 and (not fair or found[1] == _tag(fair))]  # fmt: skip
    except OSError:
        return []
    return sorted(there, key=lambda path: (moment_of(path), path.name), reverse=True)


def outdated(newest_first: Sequence[Path]) -> list[Path]:
    """Which may go: all but the last six, and of what is older than those the last one of every hour."""
    hours: dict[int, Path] = {}
    for path in newest_first[LAST:]:
        hours.setdefault(moment_of(path) // 3_600_000, path)
    stay = {*newest_first[:LAST], *list(hours.values())[:HOURLY]}
    return [path for path in newest_first if path not in stay]


def throw_away(paths: Iterable[Path]) -> None:
    """Remove these, as far as the medium lets us; the next turn tries again."""
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def sticks(root: Path = Path("/")) -> list[str]:
    """What is plugged in and can hold a backup, where that is found out simply."""
    if sys.platform == "win32":
        return [drive for letter in "DEFGHIJKLMNOPQRSTUVWXYZ" if os.path.isdir(drive := f"{letter}:\\")]
    found = sorted(path for pattern in _STICKS for path in root.glob(pattern.lstrip("/")))
    with suppress(OSError):
        return [str(path) for path in found if path.is_dir() and os.path.ismount(path)]
    return []


def _tag(fair: str) -> str:
    return re.sub(r"[^0-9a-z]", "", fair.lower())[-_SIGNS_OF_FAIR:] or "0"
