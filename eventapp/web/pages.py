"""The pages that belong to nobody in particular: the start, pairing, the texts for the browser, health."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, Flask, Response, jsonify, redirect, render_template, request, send_from_directory
from werkzeug.wrappers import Response as BaseResponse

from eventapp import __version__
from eventapp.messages import LANGUAGES, catalogue
from eventapp.web.access import house, paired_device
from eventapp.web.errors import Refused
from eventapp.web.language import COOKIE as LANGUAGE_COOKIE
from eventapp.web.secure import secure_address

pages = Blueprint("pages", __name__)

# Nothing more: browsers read "//", "/\\" and even "/<tab>/" as the beginning of another site.
_OWN_PAGE = re.compile(r"/\w*")
HOME = {"desk": "/balie", "stand": "/stand", "screen": "/scherm", "kiosk": "/zuil", "organiser": "/organisatie"}


@pages.get("/")
def start() -> BaseResponse:
    """A paired device goes to its own page; any other is asked to pair."""
    device = paired_device()
    return redirect(HOME.get(device.role, "/koppel") if device else "/koppel")


@pages.get("/koppel")
def pairing() -> str:
    """Type the code, or come in by the QR code, which carries it behind the ``#`` where no log sees it."""
    return page("koppel.html", secure=secure_address())


@pages.get("/messages/<language>.json")
def messages(language: str) -> Response:
    """The message catalogue for the browser."""
    if language not in LANGUAGES:
        raise Refused("not_found", 404)
    return jsonify(dict(catalogue(language)))


@pages.get("/language/<language>")
def choose_language(language: str) -> BaseResponse:
    """Remember the language of this device and go back to the page it came from."""
    if language not in LANGUAGES:
        raise Refused("not_found", 404)
    back = request.args.get("back", "/")
    response = redirect(back if _OWN_PAGE.fullmatch(back) else "/")
    response.set_cookie(LANGUAGE_COOKIE, language, 365 * 24 * 3600, samesite="Strict")
    return response


@pages.get("/healthz")
def health() -> Response:
    """Whether the fair is being served."""
    ledger = house().ledger
    return jsonify(status="ok", version=__version__, fair=ledger.fair.info.id, head=ledger.head)


def register_kiosk(app: Flask) -> None:
    """Serve the browser modules of the desk, which stand beside the server's own."""

    @app.get("/kiosk/<path:name>")
    def kiosk(name: str) -> Response:
        return send_from_directory(app.config["KIOSK"], name)


def page(template: str, *roles: str, **words: Any) -> str:
    """A page for devices in these roles; without roles, for everybody. Another device is asked to pair."""
    device = paired_device()
    if roles and (device is None or device.role not in roles):
        raise Refused("not_paired" if device is None else "not_allowed", 401 if device is None else 403)
    info = house().ledger.fair.info
    return render_template(template, fair=info, device=device, page=request.path, **words)
