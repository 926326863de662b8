"""Imports: registers in, report out, and the templates to fill in."""

from __future__ import annotations

from io import BytesIO

from flask import Response, jsonify, request, send_file

from eventapp.intake import template
from eventapp.live.importing import NotStored, take_in_files
from eventapp.web.access import actor, allowed, house
from eventapp.web.api import api
from eventapp.web.errors import Refused

_TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@api.post("/imports")
@allowed("organiser")
def import_files() -> Response:
    """Take in the uploaded files; each one whole or not at all, and a row that is held back is named."""
    files = [(file.filename or "bestand", file.read()) for file in request.files.getlist("files")]
    if not files:
        raise Refused("no_files")
    try:
        return jsonify(take_in_files(house(), files, actor().device))
    except NotStored as error:
        raise Refused(error.code, 507) from error


@api.get("/templates/<any(kandidaten, vacatures):kind>.<any(csv, xlsx):format>")
@allowed("organiser")
def download_template(kind: str, format: str) -> Response:
    """An empty register in our own layout."""
    content = BytesIO(template(kind, format))  # type: ignore[arg-type]
    return send_file(content, _TYPES[format], as_attachment=True, download_name=f"{kind}.{format}")
