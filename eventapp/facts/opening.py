"""Opening a log where it is kept: a file of its own, or the PostgreSQL of a hub (``VONK_DATABASE``)."""

from __future__ import annotations

import os
from pathlib import Path

from eventapp.facts.any_log import AnyLog
from eventapp.facts.log import Log


def database_url() -> str:
    """The PostgreSQL that this process keeps its fairs in; "" when each is a file."""
    return os.environ.get("VONK_DATABASE", "")


def open_log(path: Path, passphrase: str, fair: str = "") -> AnyLog:
    """The log of one fair, made when it is not there yet; ``fair`` is by default what the file is called.

    ``WrongPassphrase``; ``InUse`` (a file that is open); ``LogError`` (a server that does not answer).
    """
    url = database_url()
    if not url:
        return Log(path, passphrase)
    from eventapp.facts.postgres import PostgresLog  # a laptop never loads it

    return PostgresLog(url, passphrase, fair or path.stem)


def fairs_of(folder: Path) -> list[str]:
    """The fairs that are stored, by what they are called in ``open_log``: the files of this folder, or the server's."""
    url = database_url()
    if not url:
        return sorted(path.stem for path in folder.glob("*.db"))
    from eventapp.facts.postgres import stored_fairs

    return stored_fairs(url)
