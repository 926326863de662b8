"""Imports: registers in, report out, and the templates to fill in."""

from __future__ import annotations

from io import BytesIO

import msgspec
from flask import Response, jsonify, request, send_file

from eventapp.intake import template
from eventapp.live.importing import Changed, propose_files, take_in_files
from eventapp.live.storing import NotStored
from eventapp.web.access import actor, allowed, house
from eventapp.web.api import api
from eventapp.web.errors import Refused

_TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@api.post("/imports")
@allowed("organiser")
def import_files() -> Response:
    """Take in the uploaded files; each one whole or not at all, and a row that is held back is named."""
    try:
        return jsonify(take_in_files(house(), _files(), actor().device, _mappings(), _digests()))
    except Changed as error:
        raise Refused("file_changed", 409, name=error.name) from error
    except NotStored as error:
        raise Refused(error.code, 507, **error.params) from error


@api.post("/imports/proposals")
@allowed("organiser")
def propose_imports() -> Response:
    """How the uploaded files would be read, with sample values, for a person to correct. Nothing is taken in."""
    return jsonify(files=propose_files(house(), _files()))


@api.get("/imports/progress")
@allowed("organiser")
def import_progress() -> Response:
    """Which phase the running import is in, and how much of that is done; null when none is running."""
    stage = house().importing
    return jsonify(progress=stage._asdict() if stage else None)


def _files() -> list[tuple[str, bytes]]:
    files = [(file.filename or "bestand", file.read()) for file in request.files.getlist("files")]
    if not files:
        raise Refused("no_files")
    return files


def _mappings() -> dict[str, dict[str, str]]:
    """The corrections that came along: by fingerprint, which heading is which column."""
    try:
        return msgspec.json.decode(request.form.get("mappings") or "{}", type=dict[str, dict[str, str]])
    except msgspec.DecodeError as error:
        raise Refused("invalid_json") from error


def _digests() -> list[str] | None:
    """What the files were when a person looked at them, in this order; None when nobody did."""
    try:
        return msgspec.json.decode(request.form.get("digests") or "null", type=list[str] | None)
    except msgspec.DecodeError as error:
        raise Refused("invalid_json") from error


@api.get("/templates/<any(kandidaten, vacatures):kind>.<any(csv, xlsx):format>")
@allowed("organiser")
def download_template(kind: str, format: str) -> Response:
    """An empty register in our own layout."""
    content = BytesIO(template(kind, format))  # type: ignore[arg-type]
    return send_file(content, _TYPES[format], as_attachment=True, download_name=f"{kind}.{format}")
