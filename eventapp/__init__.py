"""Vonk: runs the day of a banenmarkt, with or without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from eventapp.hub.hub import Hub
    from eventapp.live.house import House

__version__ = "0.1.0"


def create_app(house: House) -> Flask:
    """The web app over an open fair; ``app.extensions["socketio"]`` is its Flask-SocketIO."""
    from eventapp.web.app import build

    return build(house)


def create_hub(hub: Hub) -> Flask:
    """The web app over an open hub."""
    from eventapp.web.hub.app import build_hub

    return build_hub(hub)
