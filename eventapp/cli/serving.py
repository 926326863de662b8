"""Serving: open the fair, say where it is, and stop in good order."""

from __future__ import annotations

import dataclasses
import gc
import logging
import os
import signal
import socket
import sys
import time
import webbrowser
from argparse import Namespace
from typing import Any

from eventapp import create_app
from eventapp.cli.logs import write_log
from eventapp.cli.reaching import SERVER_FILE, announce, settings_for
from eventapp.facts.database import InUse, WrongPassphrase
from eventapp.live.house import House, open_house
from eventapp.live.work import WrongUse
from eventapp.messages import text
from eventapp.settings import Settings
from eventapp.startup import STOP_SECONDS, offload_for, web_server

log = logging.getLogger(__name__)


def serve(args: Namespace, mode: str) -> tuple[Any, int]:
    """Serve the fair until Ctrl-C or SIGTERM."""
    if args.tls:
        raise WrongUse(text("cli.no_tls"))
    settings = dataclasses.replace(
        settings_for(args.data, args.rehearsal),
        async_mode=mode,
        offload=offload_for(mode),
        addresses=_addresses(args.host, args.port),
    )
    _make_rehearsal(settings)
    house = _open(settings)
    app = create_app(house)
    try:
        server = web_server(mode, app, args.host, args.port)
    except OSError as error:
        house.close()
        raise WrongUse(text("cli.port_taken", {"port": args.port})) from error
    write_log(settings.data)
    # What is loaded now stays: the garbage collector need not walk through it, and stop everything, again and again.
    gc.collect()
    gc.freeze()
    stopping = _on_signal()
    app.config["LOCAL_KEY"] = announce(settings.data, f"http://{_own_side(args.host)}:{args.port}")
    server.start()
    _welcome(house)
    while not stopping:
        time.sleep(0.1)
    _stop(app, server, house)
    return None, 0


def _on_signal() -> list[int]:
    """A list that a signal to stop puts itself in: all that may safely happen inside a handler."""
    stopping: list[int] = []
    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda number, frame: stopping.append(number))
    return stopping


def _stop(app: Any, server: Any, house: House) -> None:
    """Requests under way end, sockets close, the log is checkpointed."""
    print(text("cli.stopping"), file=sys.stderr)
    (house.settings.data / SERVER_FILE).unlink(missing_ok=True)
    app.extensions["in_flight"].drain(STOP_SECONDS)
    app.extensions["sockets"].close_all()
    server.stop()
    house.close()
    log.info("stopped in good order")


def _open(settings: Settings) -> House:
    try:
        return open_house(settings)
    except WrongPassphrase as error:
        raise WrongUse(text("cli.wrong_passphrase")) from error
    except InUse as error:
        raise WrongUse(text("cli.in_use")) from error


def _make_rehearsal(settings: Settings) -> None:
    if settings.rehearsal and not settings.database.exists():
        from seed.rehearsal import make_rehearsal

        print(text("cli.making_rehearsal"), file=sys.stderr)
        try:
            make_rehearsal(settings)
        except OSError as error:
            raise WrongUse(text("cli.unwritable", {"file": str(settings.data)})) from error


def _welcome(house: House) -> None:
    """Say where the fair is, with a link that makes this browser the organiser's, once."""
    code, _ = house.pairings.offer("organiser", label="laptop")
    # On the laptop itself the loopback address always works, whatever the venue's network does.
    link = f"http://127.0.0.1:{house.settings.addresses[0].rpartition(':')[2]}/koppel#{code}"
    words = {"fair": house.ledger.fair.info.name, "link": link, "addresses": list(house.settings.addresses)}
    print(text("cli.serving_rehearsal" if house.settings.rehearsal else "cli.serving", words), flush=True)
    if os.environ.get("DISPLAY") or os.name == "nt" or sys.platform == "darwin":
        if sys.stdout.isatty():
            webbrowser.open(link)


def _addresses(host: str, port: int) -> tuple[str, ...]:
    hosts = [host] if host not in ("0.0.0.0", "::", "") else [_lan_address(), "127.0.0.1"]
    return tuple(f"http://{one}:{port}" for one in dict.fromkeys(hosts))


def _lan_address() -> str:
    """The address of this laptop on the venue's network. Nothing is sent: only a route is looked up."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def _own_side(host: str) -> str:
    return "127.0.0.1" if host in ("0.0.0.0", "::", "") else host
