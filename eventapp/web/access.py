"""Who is asking: the paired device behind a request, and what its role may do."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

from flask import Request, current_app, g, request

from eventapp.fair.decision import Actor
from eventapp.fair.people import Device
from eventapp.live.house import House
from eventapp.live.pairing import digest_of, holder
from eventapp.live.push import Live
from eventapp.web.errors import Refused

P = ParamSpec("P")
R = TypeVar("R")

COOKIE = "vonk"
_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def house() -> House:
    """The fair that this server serves; at a hub, which serves many, the one that this request is about."""
    find: Callable[[], House] | None = current_app.extensions.get("house_of_request")
    open_house: House = find() if find else current_app.extensions["vonk"]
    return open_house


def live() -> Live:
    """The rooms of that fair."""
    rooms = house().live
    assert rooms is not None, "the web app opens the rooms when it is built"
    return rooms


def allowed(*roles: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Only a paired device in one of these roles gets in."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            device = paired_device()
            if device is None:
                raise Refused(_why_nobody(), 401)
            if device.role not in roles:
                raise Refused("not_allowed", 403)
            return view(*args, **kwargs)

        return guarded

    return decorate


def paired_device() -> Device | None:
    """The device that sent this request, if it is paired and not revoked."""
    if "device" not in g:
        g.device = device_with(bearer(request) or request.cookies.get(COOKIE, ""))
    device: Device | None = g.device
    return device


def device_with(token: str) -> Device | None:
    """The device that holds this token."""
    with house().ledger.lock:
        return holder(house().ledger.fair, token)


def _why_nobody() -> str:
    """A device that was revoked hears so, and wipes what it carries; any other may have to pair once more."""
    token = bearer(request) or request.cookies.get(COOKIE, "")
    return "device_revoked" if token and house().ledger.fair.is_revoked(digest_of(token)) else "not_paired"


def actor() -> Actor:
    """The same device as the rules of the fair know it. Call it behind ``allowed`` only."""
    device = paired_device()
    assert device is not None
    return actor_of(device)


def actor_of(device: Device) -> Actor:
    """A device as the rules of the fair know it."""
    employer = house().ledger.fair.employer(device.employer)
    place = f"stand {employer.stand or employer.name}" if employer else device.label or f"@role.{device.role}"
    return Actor(device.id, device.role, device.employer, place, house().ledger.series)


def refuse_other_sites() -> None:
    """Refuse what another site makes a browser send (CSRF), on top of ``SameSite=Strict`` cookies."""
    if request.method not in _UNSAFE or bearer(request):
        return
    origin = request.headers.get("Origin")
    strange = origin is not None and urlsplit(origin).netloc != request.host
    if strange or request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise Refused("other_site", 403)


def json_body() -> dict[str, Any]:
    """The JSON object in the request. Other content types are refused: a form of another site cannot send JSON."""
    try:
        body = request.get_json(silent=True)
    except RecursionError:
        body = None
    if not isinstance(body, dict):
        raise Refused("invalid_json", 400)
    return body


def bearer(request: Request) -> str:
    """The token that a program sends along."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""
