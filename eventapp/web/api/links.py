"""The laptops and the hub that this laptop keeps up with."""

from __future__ import annotations

from flask import Response, jsonify

from eventapp.sync.peer import SyncProblem
from eventapp.web.access import allowed, house, json_body
from eventapp.web.api import api
from eventapp.web.errors import Refused


@api.get("/links")
@allowed("organiser")
def links() -> Response:
    """How it stands with each of them."""
    return jsonify(links=house().links.view())


@api.post("/links")
@allowed("organiser")
def change_links() -> Response:
    """Add one (``{"url", "code"}``), or know one no more (``{"forget": url}``)."""
    said = json_body()
    try:
        if "forget" in said:
            house().links.remove(str(said["forget"]))
        else:
            house().links.add(str(said.get("url") or ""), str(said.get("code") or ""))
    except SyncProblem as problem:
        raise Refused(problem.code, 502 if problem.code == "unreachable" else 400) from problem
    return jsonify(links=house().links.view())
