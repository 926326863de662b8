"""Backups: how they stand, one more now, and where they go."""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Response, jsonify

from eventapp.live.backup_copy import NotBacked
from eventapp.live.backup_files import sticks
from eventapp.web.access import allowed, house, json_body
from eventapp.web.api import api
from eventapp.web.errors import Refused


@api.get("/backups")
@allowed("organiser")
def backups() -> Response:
    """When the last good one was made and where, what is wrong, and which sticks are there."""
    return jsonify(_standing())


@api.post("/backups")
@allowed("organiser")
def settle_backups() -> Response:
    """``make`` one now, choose the ``folder`` and ``every`` how many minutes, or say that a recovery was ``seen``."""
    said, own = json_body(), house().backups
    if said.get("make") is True:
        _make()
    elif said.get("seen") is True:
        own.seen()
    elif "folder" in said or "every" in said:
        _choose(said)
    else:
        raise Refused("bad_request")
    return jsonify(_standing())


def _make() -> None:
    """What goes wrong is in how it stands: the organiser's page shows it either way."""
    try:
        house().backups.make()
    except NotBacked:
        pass


def _choose(said: dict[str, Any]) -> None:
    folder = said.get("folder")
    try:
        house().backups.choose(folder.strip() if isinstance(folder, str) else None, said.get("every"))
    except NotBacked as error:
        raise Refused(error.code) from error
    except msgspec.ValidationError as error:
        raise Refused("bad_minutes") from error


def _standing() -> dict[str, Any]:
    return {**house().backups.view(), "places": sticks()}
