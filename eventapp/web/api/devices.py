"""Devices: pairing with a one-time code, and who one is."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import qrcode
import qrcode.image.svg
from flask import Response, jsonify, request

from eventapp.facts import LogError
from eventapp.facts.clock import to_ms
from eventapp.fair.words import ROLES
from eventapp.live.pairing import PairingRefused
from eventapp.web.access import COOKIE, allowed, house, json_body, live, paired_device
from eventapp.web.api import api
from eventapp.web.errors import Refused

# A fair lasts a day; a device of the desk may be paired the week before.
COOKIE_AGE = 30 * 24 * 3600


@api.post("/devices/pair")
def pair() -> Response:
    """Turn a one-time code into a device: a cookie for a browser, a token for a program."""
    code = json_body().get("code")
    if not isinstance(code, str):
        raise Refused("pairing_unknown", 403)
    try:
        device, token = house().pairings.claim(code, request.remote_addr or "")
    except PairingRefused as refusal:
        raise Refused(refusal.code, 429 if refusal.code == "too_many_tries" else 403) from refusal
    response = jsonify(token=token, role=device.role)
    response.set_cookie(COOKIE, token, COOKIE_AGE, httponly=True, samesite="Strict", secure=request.is_secure)
    return response


@api.get("/me")
@allowed(*ROLES)
def me() -> Response:
    """The device that asks, and the fair it belongs to."""
    device, fair = paired_device(), house().ledger.fair
    assert device is not None
    employer = fair.employer(device.employer)
    return jsonify(
        device=device.id,
        role=device.role,
        label=device.label,
        employer=employer.name if employer else None,
        fair=fair.info.name,
        rehearsal=fair.info.rehearsal,
    )


@api.post("/devices/me")
@allowed(*ROLES)
def how_i_am() -> Response:
    """A device says how it is: its clock, its battery where the browser knows it, and how many commands wait there."""
    said, device = json_body(), paired_device()
    assert device is not None
    battery, waiting = _count(said.get("battery"), 100), _count(said.get("waiting"), None)
    try:
        sent_at = to_ms(said["sent_at"])
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError) as error:
        raise Refused("bad_request") from error
    beat = house().beats.heard(device.id, sent_at, battery, waiting or 0)
    live().device_said()
    return jsonify(skew=beat.skew)


def _count(value: Any, most: int | None) -> int | None:
    good = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return value if good and (most is None or value <= most) else None


@api.post("/pairings")
@allowed("organiser")
def offer_pairing() -> Response:
    """A fresh one-time code for a role (and for a stand its employer), with the address to open and its QR code."""
    body = json_body()
    role, employer = body.get("role"), body.get("employer")
    if role not in ROLES:
        raise Refused("unknown_role")
    if role == "stand" and not (isinstance(employer, str) and house().ledger.fair.employer(employer)):
        raise Refused("no_stand")
    stand = employer if role == "stand" else None
    return jsonify(offered(role, stand, str(body.get("label") or ""), body.get("searches") is True))


def offered(role: str, employer: str | None, label: str = "", searches: bool = False) -> dict[str, Any]:
    """Mint a code and say where to use it."""
    try:
        code, expires = house().pairings.offer(role, employer, label, searches=searches)
    except LogError as error:
        raise Refused("storage_failed", 507) from error
    url = f"{house().settings.addresses[0]}/koppel#{code}"
    return {"code": code, "role": role, "url": url, "expires_at": expires, "qr": qr_svg(url)}


def qr_svg(text: str) -> str:
    """A QR code as an SVG document that scales to its box."""
    picture = BytesIO()
    qrcode.make(text, image_factory=qrcode.image.svg.SvgPathImage, border=2).save(picture)
    return picture.getvalue().decode()
