"""What a desk carries with it for when the laptop is away."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response, jsonify, request

from eventapp.web.access import allowed, house
from eventapp.web.api import api


@api.get("/carried")
@allowed("desk", "kiosk")
def carried() -> Response:
    """People whose state changed since the desk last asked, each sealed for who holds their badge.

    ``epoch`` and ``after`` are what the answer before this one said. Pages: ask again while there is ``more``.
    """
    page = house().carried.since(request.args.get("epoch", ""), request.args.get("after", 0, type=int))
    return jsonify(asdict(page))
