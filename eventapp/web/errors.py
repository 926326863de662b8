"""Errors: a stable code and one plain sentence. No traceback ever reaches a client."""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, Response, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from eventapp.messages import text
from eventapp.web.language import language

log = logging.getLogger(__name__)


class Refused(Exception):
    """A request that cannot be done; ``code`` has its sentence in the catalogue under ``error.``."""

    def __init__(self, code: str, status: int = 400, **params: Any) -> None:
        super().__init__(code)
        self.code, self.status, self.params = code, status, params


_CODES = {404: "not_found", 405: "not_found", 413: "too_large", 415: "invalid_json", 429: "too_many_tries"}


def register(app: Flask) -> None:
    """Have every error of this app answered in our way."""

    @app.errorhandler(Refused)
    def refused(error: Refused) -> tuple[Response | str, int]:
        return _answer(error.code, error.status, error.params)

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> tuple[Response | str, int]:
        status = error.code or 500
        return _answer(_CODES.get(status, "bad_request" if status < 500 else "internal_error"), status, {})

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> tuple[Response | str, int]:
        log.exception("a request failed")
        return _answer("internal_error", 500, {})


def _answer(code: str, status: int, params: dict[str, Any]) -> tuple[Response | str, int]:
    sentence = text(f"error.{code}", params, language())
    if request.accept_mimetypes.accept_html and not request.path.startswith(("/api/", "/local/", "/sync/")):
        return render_template("error.html", sentence=sentence, code=code), status
    return jsonify(code=code, params=params, text=sentence), status
