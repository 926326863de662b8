"""Retention: forgetting everybody whose period is over, rehearsed first, and the certificates of it."""

from __future__ import annotations

from flask import Response, jsonify

from eventapp.live.purging import NotPurged, certificate_of, purge, rehearse
from eventapp.live.retaining import today
from eventapp.web.access import actor, allowed, house, json_body
from eventapp.web.api import api
from eventapp.web.errors import Refused


@api.post("/purge")
@allowed("organiser")
def purge_today() -> Response:
    """Forget whoever is due today. ``rehearse`` has to be said: nobody purges by leaving something out."""
    rehearsing = json_body().get("rehearse")
    if not isinstance(rehearsing, bool):
        raise Refused("invalid_json")
    on = today(house().ledger)
    if rehearsing:
        return jsonify(rehearse(house(), on))
    try:
        return jsonify(purge(house(), on, actor().role, actor().device))
    except NotPurged as error:
        raise Refused(error.code, 507) from error


@api.get("/certificates/<id>")
@allowed("organiser")
def show_certificate(id: str) -> Response:
    """A certificate as JSON, to be kept."""
    found = certificate_of(house(), id)
    if found is None:
        raise Refused("unknown_certificate", 404)
    reply = jsonify(found)
    reply.headers["Content-Disposition"] = 'attachment; filename="bewijs-van-wissen.json"'
    return reply
