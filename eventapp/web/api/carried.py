"""What a desk carries with it for when the laptop is away."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response, jsonify, request

from eventapp.live.sealing import name_index
from eventapp.web.access import allowed, house, paired_device
from eventapp.web.api import api
from eventapp.web.errors import Refused


@api.get("/carried")
@allowed("desk", "kiosk")
def carried() -> Response:
    """People whose state changed since the desk last asked, each sealed for who holds their badge.

    ``epoch`` and ``after`` are what the answer before this one said. Pages: ask again while there is ``more``.
    """
    page = house().carried.since(request.args.get("epoch", ""), request.args.get("after", 0, type=int))
    return jsonify(asdict(page))


@api.get("/carried/index")
@allowed("desk")
def carried_index() -> Response:
    """Everybody by name, for a desk of which the organiser said at pairing that it may look people up offline."""
    device, ledger = paired_device(), house().ledger
    if device is None or not device.searches:
        raise Refused("not_allowed", 403)
    with ledger.lock:
        return jsonify(people=name_index(ledger.fair))
