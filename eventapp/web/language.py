"""Languages: Dutch unless a device chose another one, through Flask-Babel and the one message catalogue."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Flask, has_request_context, request
from flask_babel import Babel, get_locale

from eventapp.messages import DEFAULT, LANGUAGES, text

COOKIE = "language"


def register(app: Flask) -> None:
    """Let templates say ``t('code', name=value)`` in the language of the device."""
    Babel(app, locale_selector=_chosen, default_locale=DEFAULT, default_timezone="Europe/Amsterdam")

    @app.context_processor
    def words() -> dict[str, Any]:
        return {"t": translate, "language": language(), "languages": LANGUAGES, "year": datetime.now().year}


def language() -> str:
    """The language of this request."""
    return str(get_locale() or DEFAULT) if has_request_context() else DEFAULT


def translate(code: str, **params: Any) -> str:
    """The text for a code in the language of this request."""
    return text(code, params, language())


def _chosen() -> str:
    chosen = request.cookies.get(COOKIE, DEFAULT)
    return chosen if chosen in LANGUAGES else DEFAULT
