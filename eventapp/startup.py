"""Start-up: the ways to run the server, and for each how it waits, serves and stops. Only this module knows them.

Nothing here patches; that is done by ``run.py``, before anything else is imported.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from eventapp.live.offload import Offload, inline

# The first is the default.
ASYNC_MODES = ("eventlet", "gevent", "threading")
STOP_SECONDS = 5
# A client that says or takes nothing for so long is let go. Sockets of tablets speak every five seconds.
PATIENCE_SECONDS = 60


def serves(argv: Sequence[str]) -> bool:
    """Whether these arguments start the server: that is what ``run.py`` does when it is given no command."""
    first = argv[0] if argv else "serve"
    return (first in ("serve", "hub") or first.startswith("-")) and not {"-h", "--help"} & set(argv)


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


def web_server(mode: str, app: Any, host: str, port: int, tls: ssl.SSLContext | None = None) -> WebServer:
    """Bind the address (OSError when that cannot be) and return the server for this mode, not yet serving.

    With ``tls`` it speaks https. No handshake is ever made where connections are accepted: who is silent there would
    hold up everybody.
    """
    servers: dict[str, Callable[[Any, str, int, ssl.SSLContext | None], WebServer]] = {
        "eventlet": _Eventlet,
        "gevent": _Gevent,
        "threading": _Threading,
    }
    return servers[mode](app, host, port, tls)


class _Eventlet:
    def __init__(self, app: Any, host: str, port: int, tls: ssl.SSLContext | None) -> None:
        import eventlet

        self._app, self._eventlet = app, eventlet
        # eventlet would let a second server share the port.
        self._socket = eventlet.listen((host, port), backlog=512, reuse_port=False)
        if tls is not None:
            self._socket = tls.wrap_socket(self._socket, server_side=True, do_handshake_on_connect=False)

    def start(self) -> None:
        from eventlet import wsgi

        class Quiet(wsgi.HttpProtocol):  # type: ignore[misc]
            def log_message(self, *args: Any) -> None:
                """Request lines may hold what people typed; the app logs what may be logged."""

            def handle(self) -> None:
                """As of every connection; who cannot shake hands gets no answer, and is nobody's news."""
                try:
                    super().handle()
                except ssl.SSLError:
                    pass

        # Without ``debug=False`` a fault outside Flask would send its traceback to the client.
        self._served = self._eventlet.spawn(
            wsgi.server,
            self._socket,
            self._app,
            protocol=Quiet,
            log_output=False,
            debug=False,
            socket_timeout=PATIENCE_SECONDS,
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
    def __init__(self, app: Any, host: str, port: int, tls: ssl.SSLContext | None) -> None:
        from gevent import pywsgi

        how = {"ssl_context": tls} if tls else {}
        self._server = pywsgi.WSGIServer((host, port), app, log=None, **how)
        self._server.init_socket()

    def start(self) -> None:
        self._server.start()

    def stop(self) -> None:
        self._server.stop(timeout=STOP_SECONDS)


class _Threading:
    def __init__(self, app: Any, host: str, port: int, tls: ssl.SSLContext | None) -> None:
        from werkzeug.serving import WSGIRequestHandler, make_server

        class Quiet(WSGIRequestHandler):
            timeout = PATIENCE_SECONDS

            def log(self, *args: Any) -> None:
                """As above."""

            def setup(self) -> None:
                """In the thread of this connection; Werkzeug itself would shake hands where it accepts."""
                if tls is not None:
                    self.request.settimeout(PATIENCE_SECONDS)
                    self.request = tls.wrap_socket(self.request, server_side=True, do_handshake_on_connect=False)
                super().setup()

            def handle(self) -> None:
                """As of every connection, after the handshake; who cannot shake hands gets no answer."""
                try:
                    if tls is not None:
                        self.request.do_handshake()
                    super().handle()
                except OSError:
                    pass

            def finish(self) -> None:
                """Wrapped, the connection is ours to close."""
                try:
                    super().finish()
                finally:
                    if tls is not None:
                        self.request.close()

        # Bound here, because Werkzeug ends the whole process when the port is taken.
        with socket.create_server((host, port), backlog=512) as bound:
            self._server = make_server(host, port, app, threaded=True, request_handler=Quiet, fd=bound.fileno())
        self._server.ssl_context = tls  # only read, to know that this is https

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
