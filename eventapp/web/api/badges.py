"""Badges: a PDF for everybody or for a few."""

from __future__ import annotations

from flask import Response, request

from eventapp.badges import Refused as BadgeRefused
from eventapp.live.printing import DEFAULT_LAYOUT, badge_parts
from eventapp.web.access import allowed, house
from eventapp.web.api import api
from eventapp.web.errors import Refused


@api.get("/badges.pdf")
@allowed("desk", "organiser")
def badges_pdf() -> Response:
    """The badges of the given ``number`` (repeatable) or ``subject``; without either, of all. ``layout`` as printed.

    The PDF is sent while it is made, so that a thousand badges take no more memory than ten.
    """
    wanted = request.args.getlist("number"), request.args.getlist("subject")
    try:
        count, parts = badge_parts(house(), *wanted, request.args.get("layout", DEFAULT_LAYOUT))
    except BadgeRefused as refusal:
        raise Refused(refusal.code, 404 if refusal.code == "nothing_to_print" else 400, **refusal.params) from refusal
    headers = {"Content-Disposition": 'inline; filename="badges.pdf"', "X-Badges": str(count)}
    return Response(parts, mimetype="application/pdf", headers=headers)
