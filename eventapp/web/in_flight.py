"""Requests under way: counted, so that stopping can wait for them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from werkzeug.wrappers import Response
from werkzeug.wsgi import ClosingIterator

STOPPING = Response("Vonk stopt.", 503, {"Retry-After": "5"})


class InFlight:
    """WSGI middleware that knows which requests are being answered. Sockets do not count: they never end."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self._app = app
        self._busy: set[int] = set()
        self._stopping = False

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get("PATH_INFO", "").startswith("/socket.io"):
            return self._app(environ, start_response)
        if self._stopping:
            return STOPPING(environ, start_response)
        self._busy.add(id(environ))
        try:
            # A request is over when its answer has been sent, which is when the server closes the answer.
            return ClosingIterator(self._app(environ, start_response), lambda: self._busy.discard(id(environ)))
        except BaseException:
            self._busy.discard(id(environ))
            raise

    def drain(self, seconds: float) -> bool:
        """Begin nothing new, and wait at most so long for what is under way; returns whether it has ended."""
        self._stopping = True
        until = time.monotonic() + seconds
        while self._busy and time.monotonic() < until:
            time.sleep(0.02)
        return not self._busy
