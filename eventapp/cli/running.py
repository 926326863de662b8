"""A server's life, of a fair and of a hub alike: its ports taken, going on until it is told to stop, an orderly end."""

from __future__ import annotations

import gc
import logging
import signal
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from typing import Any, Protocol

from eventapp.cli.logs import write_log
from eventapp.cli.network import Network, Placed, own_side
from eventapp.cli.reaching import SERVER_FILE, announce
from eventapp.cli.securing import LOOPBACK, Tls
from eventapp.live.work import WrongUse
from eventapp.messages import text
from eventapp.startup import STOP_SECONDS, WebServer, web_server

log = logging.getLogger(__name__)
LOOK_SECONDS = 10


class Served(Placed, Protocol):
    """What is served: a fair, or a hub."""

    def close(self) -> None:
        """Let go of the log."""


class Running:
    """One fair or hub, served by this process."""

    def __init__(self, args: Namespace, mode: str, served: Served, app: Any) -> None:
        self._args, self._mode, self._served, self._app = args, mode, served, app

    def listen(self, secure: Callable[[], Tls | None], only_secure: bool = False) -> None:
        """Take the ports; WrongUse, and the log is let go of, when that cannot be.

        ``secure`` gives what https is served with, or None. ``only_secure``: http is then for this machine alone.
        """
        try:
            self._take_ports(secure(), only_secure)
        except BaseException:
            self._served.close()
            raise

    def go(self, began: Callable[[], None]) -> None:
        """Serve until Ctrl-C or SIGTERM; ``began`` is called once the first can come in."""
        data = self._served.settings.data
        write_log(data)
        # What is loaded now stays: the garbage collector need not walk through it and stop everything, time and again.
        gc.collect()
        gc.freeze()
        stopping = _on_signal()
        own_address = f"http://{own_side(self._args.host)}:{self._args.port}"
        self._app.config["LOCAL_KEY"] = announce(data, own_address)
        for server in self._servers:
            server.start()
        began()
        self._until(stopping)

    def stop(self, sockets: Callable[[], None] = lambda: None) -> None:
        """Requests under way end, ``sockets`` close, the log is let go of."""
        (self._served.settings.data / SERVER_FILE).unlink(missing_ok=True)
        self._app.extensions["in_flight"].drain(STOP_SECONDS)
        sockets()
        for server in self._servers:
            server.stop()
        self._served.close()
        log.info("stopped in good order")

    def _take_ports(self, tls: Tls | None, only_secure: bool) -> None:
        args = self._args
        self._network = Network(args.host, args.port, tls, args.tls_port)
        self._network.look(self._served)
        ports: list[tuple[str, int, Any]] = [(LOOPBACK if tls and only_secure else args.host, args.port, None)]
        ports += [(args.host, args.tls_port, tls.context)] if tls else []
        self._servers = [self._at(*port) for port in ports]

    def _at(self, host: str, port: int, context: Any) -> WebServer:
        try:
            return web_server(self._mode, self._app, host, port, context)
        except OSError as error:
            raise WrongUse(text("cli.port_taken", {"port": port})) from error

    def _until(self, stopping: list[int]) -> None:
        """Until a signal comes; meanwhile look now and then whether the router gave this laptop another address."""
        next_look = time.monotonic() + LOOK_SECONDS
        while not stopping:
            time.sleep(0.1)
            if time.monotonic() >= next_look:
                next_look = time.monotonic() + LOOK_SECONDS
                if self._network.look(self._served):
                    self._network.tell(self._served)
        print(text("cli.stopping"), file=sys.stderr)


def _on_signal() -> list[int]:
    """A list that a signal to stop puts itself in: all that may safely happen inside a handler."""
    stopping: list[int] = []
    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda number, frame: stopping.append(number))
    return stopping
