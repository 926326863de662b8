"""Building the hub's web app: every part registered, nothing decided."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, jsonify, redirect, request
from flask_babel import format_datetime
from werkzeug.wrappers import Response as BaseResponse

from eventapp import __version__
from eventapp.hub.fairs import UnknownFair
from eventapp.hub.hub import Hub
from eventapp.hub.store import NotKept
from eventapp.hub.work import WORK
from eventapp.live.pairing import PairingRefused
from eventapp.web import errors, language, pages, security
from eventapp.web.access import json_body
from eventapp.web.errors import Refused
from eventapp.web.hub.admin import admin
from eventapp.web.hub.doors import doors
from eventapp.web.hub.fairs import fairs
from eventapp.web.hub.who import house_of_request, hub, leave, signed_in_account
from eventapp.web.in_flight import InFlight
from eventapp.web.local import done
from eventapp.web.sync import sync

laptops = Blueprint("hub_laptops", __name__)


def build_hub(opened: Hub) -> Flask:
    """The Flask app over an open hub."""
    app = Flask("eventapp", root_path=str(Path(__file__).parents[2]))
    app.extensions["hub"], app.extensions["house_of_request"] = opened, house_of_request
    for part in (security, errors, language):
        part.register(app)
    for blueprint in (doors, fairs, admin, sync, laptops):
        app.register_blueprint(blueprint)
    app.add_url_rule("/language/<language>", view_func=pages.choose_language)
    app.after_request(_say_where_forms_come_from)
    app.teardown_request(leave)
    app.context_processor(_who)
    app.add_template_filter(_moment, "moment")
    _answer_errors(app)
    app.extensions["in_flight"] = app.wsgi_app = InFlight(app.wsgi_app)  # type: ignore[method-assign]
    return app


@laptops.get("/")
def start() -> BaseResponse:
    """People begin at the list of fairs."""
    return redirect("/hub", 303)


@laptops.get("/healthz")
def health() -> Response:
    """Whether the hub is being served."""
    return jsonify(status="ok", version=__version__, fairs=len(hub().fairs.ids()))


@laptops.post("/api/v1/devices/pair")
def pair() -> Response:
    """Turn a one-time code into the token of a laptop of one fair: ``{"code", "fair"}``."""
    said = json_body()
    code, fair = said.get("code"), said.get("fair") or None
    if not isinstance(code, str) or not (fair is None or isinstance(fair, str)):
        raise Refused("pairing_unknown", 403)
    try:
        token = hub().pair(code, fair, request.remote_addr or "")
    except PairingRefused as refusal:
        raise Refused(refusal.code, 429 if refusal.code == "too_many_tries" else 403) from refusal
    return jsonify(token=token, role="laptop")


@laptops.post("/local/v1/work")
def work() -> Response:
    """What the command line of the hub's own user asks for."""
    return done(WORK, hub)


def _say_where_forms_come_from(response: Response) -> Response:
    """Without any referrer a browser says of a form that it comes from nowhere (``Origin: null``)."""
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _moment(instant: str) -> str:
    """An instant as people write it, in the time of the region."""
    return str(format_datetime(datetime.fromisoformat(instant), "d MMMM yyyy, HH:mm"))


def _who() -> dict[str, Any]:
    return {"account": signed_in_account(), "at_hub": True}


def _answer_errors(app: Flask) -> None:
    @app.errorhandler(NotKept)
    def not_kept(error: NotKept) -> Any:
        return app.handle_user_exception(Refused("storage_failed", 507))

    @app.errorhandler(UnknownFair)
    def unknown(error: UnknownFair) -> Any:
        return app.handle_user_exception(Refused("not_found", 404))
