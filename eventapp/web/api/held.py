"""Held cells: what an organiser has to reword or drop. Never cached, never pushed, for the organiser only."""

from __future__ import annotations

from flask import Response, jsonify

from eventapp.live.settling import HeldRefused, Rewording, rewording
from eventapp.web.access import actor, allowed, house, json_body
from eventapp.web.api import api
from eventapp.web.errors import Refused

_STATUS = {"held_gone": 404, "storage_failed": 507, "storage_full": 507}


@api.get("/held")
@allowed("organiser")
def show_held() -> Response:
    """The cells that wait for a decision, the oldest first."""
    return _private(house().held.view())


@api.post("/held/<id>")
@allowed("organiser")
def settle_held(id: str) -> Response:
    """Decide about a cell: ``rewrite`` with limits and words, or ``drop``. It leaves the memory at once."""
    try:
        house().held.settle(id, actor(), _said(json_body()))
    except HeldRefused as refused:
        raise Refused(refused.code, _STATUS.get(refused.code, 400), **refused.params) from None
    _tell_organisers()
    return _private(house().held.view())


def _said(body: dict[str, object]) -> Rewording | None:
    limits, text = body.get("limits", []), body.get("text", "")
    known = body.get("decision") in ("rewrite", "drop")
    if not known or not isinstance(text, str) or not isinstance(limits, list) or not _are_texts(limits):
        raise Refused("invalid_json")
    return rewording(limits, text) if body["decision"] == "rewrite" else None


def _are_texts(values: list[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def _tell_organisers() -> None:
    rooms = house().live
    if rooms is not None:
        rooms.held_changed()


def _private(view: dict[str, object]) -> Response:
    answer = jsonify(view)
    answer.headers["Cache-Control"] = "no-store"
    return answer
