"""The local channel: the command line of this same user, on this same machine, through the running server.

So there is one writer and one state. The key stands in a file that only the owner can read.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request

from eventapp.live.work import WORK, WrongUse
from eventapp.web.access import house, json_body
from eventapp.web.errors import Refused

local = Blueprint("local", __name__, url_prefix="/local/v1")
KEY_HEADER = "X-Vonk-Key"


@local.post("/work")
def work() -> Response:
    """Do one command of the command line: ``{"name", "arguments"}`` gives ``{"document", "exit"}``."""
    return done(WORK, house)


def done(jobs: Mapping[str, Callable[..., tuple[Any, int]]], on: Callable[[], Any]) -> Response:
    """Do the job that this request asks for, if it comes from our own command line."""
    key = current_app.config.get("LOCAL_KEY") or ""
    if not key or not hmac.compare_digest(key.encode(), request.headers.get(KEY_HEADER, "").encode()):
        raise Refused("not_allowed", 403)
    body = json_body()
    job, arguments = jobs.get(str(body.get("name"))), body.get("arguments", {})
    if job is None or not isinstance(arguments, dict):
        raise Refused("not_found", 404)
    try:
        document, exit = job(on(), **arguments)
    except WrongUse as wrong:
        return jsonify(document=None, exit=2, problem=str(wrong))
    return jsonify(document=document, exit=exit)
