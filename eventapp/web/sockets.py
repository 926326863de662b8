"""Sockets: a paired device enters its one room, gets a snapshot, then every change. It sends nothing but "pull"."""

from __future__ import annotations

import contextlib
import logging
from collections import defaultdict
from typing import Any

from engineio.exceptions import SocketIsClosedError
from flask import request
from flask_socketio import ConnectionRefusedError, SocketIO, disconnect, emit, join_room

from eventapp.live.house import House
from eventapp.live.pairing import holder
from eventapp.live.push import Live
from eventapp.live.rooms import room_of_device
from eventapp.web.access import COOKIE

log = logging.getLogger(__name__)


class Sockets:
    """The connections of paired devices."""

    def __init__(self, socketio: SocketIO, house: House, live: Live) -> None:
        self._socketio, self._house, self._live = socketio, house, live
        self._sids: dict[str, set[str]] = defaultdict(set)
        self._device_of: dict[str, str] = {}
        socketio.on_event("connect", self._connect)
        socketio.on_event("disconnect", self._disconnect)
        socketio.on_event("pull", self._pull)
        socketio.on_error_default(self._failed)
        house.ledger.on_change(self._drop_revoked)

    def close_all(self) -> None:
        """Close all connections: the server stops.

        Without a word, as when the network fails: a client that is told to go would not come back by itself.
        """
        for connection in list(self._socketio.server.eio.sockets.values()):
            connection.close(wait=False, abort=True)

    def _connect(self, auth: Any = None) -> None:
        token = auth.get("token") if isinstance(auth, dict) else None
        token = token if isinstance(token, str) else request.cookies.get(COOKIE, "")
        # Known and noted in one go: who is revoked a moment later is found by ``_drop_revoked``.
        with self._house.ledger.lock:
            device = holder(self._house.ledger.fair, token)
            if device is None:
                raise ConnectionRefusedError("not_paired")
            self._sids[device.id].add(_sid())
            self._device_of[_sid()] = device.id
        try:
            room = room_of_device(device)
            join_room(room)
            join_room(_room_of(device.id))
            # Straight to this socket: what a room shows is nobody else's business, nor that of the message queue.
            emit("snapshot", self._live.snapshot(room), ignore_queue=True)
        except KeyError as error:
            self._forget()
            raise ConnectionRefusedError("no_room") from error
        self._live.came_online(device.id)

    def _disconnect(self, reason: Any = None) -> None:
        device = self._forget()
        if device is not None:
            self._live.went_offline(device)

    def _forget(self) -> str | None:
        device = self._device_of.pop(_sid(), None)
        if device is not None:
            self._sids[device].discard(_sid())
        return device

    def _pull(self, data: Any = None) -> None:
        """The client missed a version and asks for the whole."""
        device = self._house.ledger.fair.device(self._device_of.get(_sid()))
        if device is None or device.revoked:
            disconnect()
        else:
            emit("snapshot", self._live.snapshot(room_of_device(device)), ignore_queue=True)

    def _failed(self, error: Exception) -> None:
        log.exception("a socket event failed")

    def _drop_revoked(self, touched: set[str]) -> None:
        for id in touched:
            device = self._house.ledger.fair.device(id)
            if device.revoked if device else id in self._sids:
                # By way of the message queue, where there is one, to its sockets at every process of the hub.
                self._socketio.emit("revoked", {}, to=_room_of(id))
                for sid in list(self._sids.get(id, ())):
                    self._socketio.server.disconnect(sid, ignore_queue=True)


def push(socketio: SocketIO, event: str, data: dict[str, Any], room: str) -> None:
    """Send to everybody in a room of this process, and not by way of the message queue.

    One connection that goes away at that very moment must not cost the others their push: then each gets it by itself,
    and whoever had it already knows its version.
    """
    try:
        socketio.emit(event, data, to=room, ignore_queue=True)
    except SocketIsClosedError:
        for sid, _ in list(socketio.server.manager.get_participants("/", room)):
            with contextlib.suppress(SocketIsClosedError):
                socketio.emit(event, data, to=sid, ignore_queue=True)


def _room_of(device: str) -> str:
    return f"device:{device}"


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]
