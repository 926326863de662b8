"""Keeping small things in a file beside the database, for when that cannot be opened. Nothing personal goes in."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there as a whole, for this user alone, or as it was. OSError when that cannot be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    put_in_place(part, path)


def put_in_place(part: Path, path: Path) -> None:
    """Give a finished file its name, and see to it that the name is on the disk too."""
    os.replace(part, path)
    if os.name == "posix":
        with suppress(OSError):  # some file systems cannot sync a folder; they need not
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
