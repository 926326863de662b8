"""Headers that make a browser keep to our own house: strict CSP, no framing, no referrer, nothing cached."""

from __future__ import annotations

from io import BytesIO
from typing import IO, Any

from flask import Flask, Request, Response, g, request

from eventapp.settings import MAX_UPLOAD
from eventapp.web.access import refuse_other_sites

MAX_JSON = 1024 * 1024
# A desk opens the pairing page of the laptop's new address and hears from it what came over: see kiosk/moving.js.
_OPENERS = {"/balie": "same-origin-allow-popups", "/koppel": "unsafe-none"}
# A worker has the policy of its own script, so no page has to allow WebAssembly.
_WASM = ("/kiosk/camera-worker.js",)


class InMemoryRequest(Request):
    """Uploads stay in memory: the default would spool them, readable, to the disk."""

    def _get_file_stream(self, *args: Any, **kwargs: Any) -> IO[bytes]:
        return BytesIO()


def register(app: Flask) -> None:
    """Guard every request and every answer of this app."""
    app.request_class = InMemoryRequest
    app.config["MAX_CONTENT_LENGTH"] = MAX_UPLOAD
    app.before_request(refuse_other_sites)
    app.before_request(_limit_json)
    app.after_request(_seal)


def _limit_json() -> None:
    if request.is_json:
        request.max_content_length = MAX_JSON


def _seal(response: Response) -> Response:
    headers = response.headers
    headers["Content-Security-Policy"] = _policy()
    headers["X-Content-Type-Options"] = "nosniff"
    headers.setdefault("Referrer-Policy", "no-referrer")
    headers["Cross-Origin-Opener-Policy"] = _OPENERS.get(request.path, "same-origin")
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
    if request.endpoint != "static":
        headers.setdefault("Cache-Control", "no-store")
    return response


def _policy() -> str:
    scripts = "'self' 'wasm-unsafe-eval'" if request.path in _WASM else "'self'"
    # Some browsers do not count a WebSocket to the same host as 'self', so it is named.
    sockets = f"ws://{request.host} wss://{request.host} {g.get('also_connect', '')}".rstrip()
    return (
        f"default-src 'none'; script-src {scripts}; worker-src 'self'; style-src 'self'; img-src 'self' data:; "
        f"font-src 'self'; "
        f"connect-src 'self' {sockets}; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
        f"frame-ancestors 'none'"
    )
