"""Building the web app: every part registered, nothing decided."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from flask import Flask
from flask_socketio import SocketIO

from eventapp.live.following import Follower
from eventapp.live.house import House
from eventapp.live.others import queue_url
from eventapp.live.push import Live
from eventapp.live.slips import slip_sheet
from eventapp.web import errors, language, pages, security
from eventapp.web.api import api
from eventapp.web.badge import badge
from eventapp.web.balie import balie
from eventapp.web.in_flight import InFlight
from eventapp.web.local import local
from eventapp.web.organisatie import organisatie
from eventapp.web.papier import papier
from eventapp.web.scherm import scherm
from eventapp.web.shell import shell
from eventapp.web.sockets import Sockets, push
from eventapp.web.stand import stand
from eventapp.web.sync import sync
from eventapp.web.toestel import toestel
from eventapp.web.zuil import zuil

# A ping every 5 s shows within 10 s that a connection is dead, and tells the screen that its data are fresh.
PING_SECONDS = 5
MAX_MESSAGE = 64 * 1024
_ROOT = Path(__file__).parents[1]
_PARTS = (
    pages.pages, shell, api, local, balie, stand, scherm, zuil,
    organisatie, toestel, badge, papier, sync,
)  # fmt: skip


def build(house: House) -> Flask:
    """The Flask app with its sockets, over an open fair."""
    app = Flask("eventapp", root_path=str(_ROOT))
    app.config["KIOSK"] = str(_ROOT.parent / "kiosk")
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions["vonk"] = house
    for part in (security, errors, language):
        part.register(app)
    for blueprint in _PARTS:
        app.register_blueprint(blueprint)
    pages.register_kiosk(app)
    _connect_sockets(app, house)
    return app


def _connect_sockets(app: Flask, house: House) -> None:
    socketio = SocketIO(
        app,
        async_mode=house.settings.async_mode,
        ping_interval=PING_SECONDS,
        ping_timeout=PING_SECONDS,
        max_http_buffer_size=MAX_MESSAGE,
        manage_session=False,
        serveClient=False,
        message_queue=queue_url() or None,
        channel=f"vonk.{house.ledger.fair.info.id}",
    )
    house.ledger.on_change(house.held.forget)
    house.ledger.on_change(house.leftovers.forget)
    house.live = Live(
        house.ledger,
        # Each process follows the log and numbers its own rooms, so a push is for its own sockets alone.
        partial(push, socketio),
        house.places,
        shown=house.shown,
        held=house.held,
        esco=house.esco,
        beats=house.beats,
        printing=house.prints.view,
        links=house.links.view,
        backups=house.backups.view,
        paper=house.check_list.view,
    )
    house.prints.papers.draws("slip", partial(slip_sheet, house))
    house.prints.on_change(house.live.printing_changed)
    house.prints.start()
    house.links.on_change(house.live.links_changed)
    house.links.start()
    house.ledger.on_change(house.links.follow)
    house.backups.on_change(house.live.backups_changed)
    house.shown.start()
    house.live.settling.start()
    house.ledger.on_change(house.prints.follow)
    house.ledger.on_change(house.live.show)
    house.ledger.on_change(Follower(house.live.suggest))
    house.ledger.on_change(Follower(house.doubles.follow))
    app.extensions["sockets"] = Sockets(socketio, house, house.live)
    app.extensions["in_flight"] = app.wsgi_app = InFlight(app.wsgi_app)  # type: ignore[method-assign]
