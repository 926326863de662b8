"""Start-up: the ways to run the server, and for each how it waits, serves and stops. Only this module knows them.

Nothing here patches; that is done by ``run.py``, before anything else is imported.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from eventapp.live.offload import Offload, inline

# The first is the default.
ASYNC_MODES = ("eventlet", "gevent", "threading")
STOP_SECONDS = 5


def serves(argv: Sequence[str]) -> bool:
    """Whether these arguments start the server: that is what ``run.py`` does when it is given no command."""
    first = argv[0] if argv else "serve"
    return (first == "serve" or first.startswith("-")) and not {"-h", "--help"} & set(argv)


def offload_for(mode: str) -> Offload:
    """How to run blocking work without holding up the event loop."""
    if mode == "eventlet":
        from eventlet import tpool

        return tpool.execute  # type: ignore[no-any-return]
    if mode == "gevent":
        from gevent import get_hub

        return lambda function, *args: get_hub().threadpool.apply(function, args)
    return inline


class WebServer(Protocol):
    """A listening server."""

    def start(self) -> None:
        """Serve in the background."""

    def stop(self) -> None:
        """Accept nothing more and give what is under way a few seconds to end."""


def web_server(mode: str, app: Any, host: str, port: int) -> WebServer:
    """Bind the address (OSError when that cannot be) and return the server for this mode, not yet serving."""
    servers: dict[str, Callable[[Any, str, int], WebServer]] = {
        "eventlet": _Eventlet,
        "gevent": _Gevent,
        "threading": _Threading,
    }
    return servers[mode](app, host, port)


class _Eventlet:
    def __init__(self, app: Any, host: str, port: int) -> None:
        import eventlet

        self._app, self._eventlet = app, eventlet
        # eventlet would let a second server share the port.
        self._socket = eventlet.listen((host, port), backlog=512, reuse_port=False)

    def start(self) -> None:
        from eventlet import wsgi

        class Quiet(wsgi.HttpProtocol):  # type: ignore[misc]
            def log_message(self, *args: Any) -> None:
                """Request lines may hold what people typed; the app logs what may be logged."""

        # Without ``debug=False`` a fault outside Flask would send its traceback to the client.
        self._served = self._eventlet.spawn(
            wsgi.server, self._socket, self._app, protocol=Quiet, log_output=False, debug=False
        )

    def stop(self) -> None:
        # The server takes this as Ctrl-C: it closes idle connections and waits for busy ones.
        self._eventlet.kill(self._served, KeyboardInterrupt)
        with self._eventlet.Timeout(STOP_SECONDS, False):
            try:
                self._served.wait()
            except BaseException:
                pass
        self._socket.close()


class _Gevent:
    def __init__(self, app: Any, host: str, port: int) -> None:
        from gevent import pywsgi

        self._server = pywsgi.WSGIServer((host, port), app, log=None)
        self._server.init_socket()

    def start(self) -> None:
        self._server.start()

    def stop(self) -> None:
        self._server.stop(timeout=STOP_SECONDS)


class _Threading:
    def __init__(self, app: Any, host: str, port: int) -> None:
        from werkzeug.serving import WSGIRequestHandler, make_server

        class Quiet(WSGIRequestHandler):
            def log(self, *args: Any) -> None:
                """As above."""

        # Bound here, because Werkzeug ends the whole process when the port is taken.
        with socket.create_server((host, port), backlog=512) as bound:
            self._server = make_server(host, port, app, threaded=True, request_handler=Quiet, fd=bound.fileno())

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
