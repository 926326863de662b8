"""Serving: open the fair, say where it is, and stop in good order."""

from __future__ import annotations

import dataclasses
import gc
import logging
import os
import signal
import sys
import time
import webbrowser
from argparse import Namespace
from typing import Any

from cryptography import x509

from eventapp import create_app
from eventapp.cli.logs import write_log
from eventapp.cli.network import Network, Placed, own_side
from eventapp.cli.reaching import SERVER_FILE, announce, settings_for
from eventapp.cli.securing import secured
from eventapp.facts.database import InUse, WrongPassphrase
from eventapp.live.certificates import fingerprint
from eventapp.live.house import House, open_house
from eventapp.live.recovering import NoGoodBackup, made_whole, recovery_words
from eventapp.live.work import WrongUse
from eventapp.messages import text
from eventapp.settings import Settings
from eventapp.startup import STOP_SECONDS, WebServer, offload_for, web_server

log = logging.getLogger(__name__)
LOOK_SECONDS = 10


def serve(args: Namespace, mode: str) -> tuple[Any, int]:
    """Serve the fair until Ctrl-C or SIGTERM."""
    settings = dataclasses.replace(
        settings_for(args.data, args.rehearsal),
        async_mode=mode,
        offload=offload_for(mode),
    )
    _make_rehearsal(settings)
    house = _open(settings)
    app = create_app(house)
    try:
        network, servers = _bound(args, mode, house, app)
    except BaseException:
        house.close()
        raise
    write_log(settings.data)
    # What is loaded now stays: the garbage collector need not walk through it, and stop everything, again and again.
    gc.collect()
    gc.freeze()
    stopping = on_signal()
    app.config["LOCAL_KEY"] = announce(settings.data, f"http://{own_side(args.host)}:{args.port}")
    for server in servers:
        server.start()
    _welcome(house)
    house.backups.start()
    go_on(stopping, network, house)
    _stop(app, servers, house)
    return None, 0


def _bound(args: Namespace, mode: str, house: House, app: Any) -> tuple[Network, list[WebServer]]:
    """The servers with their ports taken: http for everybody, and beside it https when that is asked for."""
    tls = secured(args, house)
    network = Network(args.host, args.port, tls, args.tls_port)
    network.look(house)
    ports: list[tuple[int, Any]] = [(args.port, None)] + ([(args.tls_port, tls.context)] if tls else [])
    servers = []
    for port, context in ports:
        try:
            servers.append(web_server(mode, app, args.host, port, context))
        except OSError as error:
            raise WrongUse(text("cli.port_taken", {"port": port})) from error
    return network, servers


def go_on(stopping: list[int], network: Network, house: Placed) -> None:
    """Until a signal comes; meanwhile look now and then whether the router gave this laptop another address."""
    next_look = time.monotonic() + LOOK_SECONDS
    while not stopping:
        time.sleep(0.1)
        if time.monotonic() >= next_look:
            next_look = time.monotonic() + LOOK_SECONDS
            if network.look(house):
                network.tell(house)


def on_signal() -> list[int]:
    """A list that a signal to stop puts itself in: all that may safely happen inside a handler."""
    stopping: list[int] = []
    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda number, frame: stopping.append(number))
    return stopping


def _stop(app: Any, servers: list[WebServer], house: House) -> None:
    """Requests under way end, sockets close, the log is checkpointed."""
    print(text("cli.stopping"), file=sys.stderr)
    (house.settings.data / SERVER_FILE).unlink(missing_ok=True)
    house.syncing.stop()
    app.extensions["in_flight"].drain(STOP_SECONDS)
    app.extensions["sockets"].close_all()
    for server in servers:
        server.stop()
    house.close()
    log.info("stopped in good order")


def _open(settings: Settings) -> House:
    """The fair, once its file was checked; a damaged one goes on from the last good backup."""
    try:
        recovered = made_whole(settings)
        if recovered:
            print(text("cli.recovered", recovery_words(recovered)), file=sys.stderr, flush=True)
        return open_house(settings)
    except NoGoodBackup as error:
        raise WrongUse(text("cli.no_good_backup", {"folders": [str(folder) for folder in error.folders]})) from error
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
    if house.settings.secure_addresses:
        _welcome_secure(house.settings)
    if os.environ.get("DISPLAY") or os.name == "nt" or sys.platform == "darwin":
        if sys.stdout.isatty():
            webbrowser.open(link)


def _welcome_secure(settings: Settings) -> None:
    """The https addresses, and the fingerprint that people hold against what their tablet shows."""
    print(text("cli.serving_tls", {"addresses": list(settings.secure_addresses)}), flush=True)
    if settings.root:
        root = x509.load_pem_x509_certificate(settings.root.encode())
        words = {"page": f"{settings.addresses[0]}/toestel", "fingerprint": fingerprint(root)}
        print(text("cli.serving_root", words), flush=True)
