"""What another laptop or the hub may ask, over HTTP: parse, call, reply."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, request

from eventapp.settings import MAX_UPLOAD
from eventapp.sync.claims import NodeTaken
from eventapp.sync.peer import gunzipped, packed
from eventapp.sync.wire import MOST_FACTS
from eventapp.web.access import actor, allowed, house
from eventapp.web.errors import Refused

sync = Blueprint("sync", __name__, url_prefix="/sync/v1")


@sync.get("/vv")
@allowed("laptop")
def vector() -> Response:
    """What is here: ``{"protocols", "fair", "node", "cursor", "vector", "tips"}``."""
    return _reply(house().syncing.vector())


@sync.get("/beside")
@allowed("laptop")
def beside() -> Response:
    """What a laptop that joins needs besides the facts: postcodes, ESCO, how badges look."""
    return _reply(house().syncing.beside())


@sync.post("/compare")
@allowed("laptop")
def compare() -> Response:
    """``{"tips": {node: [seq, mark]}}`` gives the laptops that numbered other facts here: ``{"forked": [node]}``."""
    tips = _body().get("tips")
    if not isinstance(tips, dict):
        raise Refused("invalid_json")
    return _reply({"forked": house().syncing.compare(tips)})


@sync.get("/branch")
@allowed("laptop")
def branch() -> Response:
    """Which fact stands at ``?node=&seq=``: ``{"fact": {"mark", "hlc"} or null}``."""
    return _reply({"fact": house().syncing.branch(request.args.get("node", ""), _number("seq", 0))})


@sync.post("/fork")
@allowed("laptop")
def fork() -> Response:
    """Another course of facts begins at ``{"node", "seq"}`` with ``{"mark", "hlc"}``: the name of the one here."""
    said = _body()
    node, seq, mark, hlc = (said.get(name) for name in ("node", "seq", "mark", "hlc"))
    if not isinstance(node, str) or not isinstance(mark, str) or type(seq) is not int or type(hlc) is not int:
        raise Refused("invalid_json")
    return _reply({"node": house().syncing.settle_fork(node, seq, mark, hlc)})


@sync.get("/pull")
@allowed("laptop")
def pull() -> Response:
    """Facts from after ``?since=``, at most ``&limit=``: ``{"facts", "cursor", "more"}``. ``&wait=`` is in seconds."""
    since, besides = request.args.get("since", ""), request.args.get("besides", "")
    limit = _number("limit", MOST_FACTS)
    return _reply(house().syncing.pull(since, limit, _number("wait", 0), besides))


@sync.post("/push")
@allowed("laptop")
def push() -> Response:
    """``{"node", "facts"}`` gives one result per fact, after all of them are on disk: ``{"results", "vector"}``."""
    said = _body()
    node, facts = said.get("node"), said.get("facts")
    if not isinstance(node, str) or not isinstance(facts, list):
        raise Refused("invalid_json")
    if len(facts) > MOST_FACTS:
        raise Refused("too_large", 413)
    try:
        return _reply(house().syncing.push(actor().device, node, facts))
    except NodeTaken as error:
        raise Refused("node_taken", 409) from error


def _body() -> dict[str, Any]:
    data = request.get_data()
    try:
        plain = gunzipped(data, MAX_UPLOAD) if request.content_encoding == "gzip" else data
        body = json.loads(plain)
    except (ValueError, RecursionError) as error:
        raise Refused("invalid_json") from error
    if not isinstance(body, dict):
        raise Refused("invalid_json")
    return body


def _number(name: str, default: int) -> int:
    try:
        return max(0, int(float(request.args.get(name, default))))
    except (ValueError, OverflowError) as error:
        raise Refused("bad_request") from error


def _reply(document: dict[str, Any]) -> Response:
    data, headers = packed(document)
    if "gzip" not in request.accept_encodings and "Content-Encoding" in headers:
        data, headers = json.dumps(document).encode(), {"Content-Type": "application/json"}
    return Response(data, headers=headers)
