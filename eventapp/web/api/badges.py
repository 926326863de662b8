"""Badges: a PDF for everybody or for a few."""

from __future__ import annotations

from io import BytesIO

from flask import Response, request, send_file

from eventapp.badges import Refused as BadgeRefused
from eventapp.live.printing import print_badges
from eventapp.web.access import allowed, house
from eventapp.web.api import api
from eventapp.web.errors import Refused


@api.get("/badges.pdf")
@allowed("desk", "organiser")
def badges_pdf() -> Response:
    """The badges of the given ``number`` (repeatable) or ``subject``; without either, of all. ``layout`` as printed."""
    wanted = request.args.getlist("number"), request.args.getlist("subject")
    pdf = BytesIO()
    try:
        print_badges(house(), pdf, *wanted, request.args.get("layout", "label-62x100"))
    except BadgeRefused as refusal:
        raise Refused(refusal.code, 404 if refusal.code == "nothing_to_print" else 400, **refusal.params) from refusal
    pdf.seek(0)
    return send_file(pdf, "application/pdf", download_name="badges.pdf")
