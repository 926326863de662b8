"""One silent or broken client never blocks others: a desk goes on while many hold connections and do nothing with them."""

# ruff: noqa: F811

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator

import pytest
from serving import Served, command, mode, served, soon  # noqa: F401

SILENT = 60
HALF = b"POST /api/v1/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n"
UPGRADE = (
    b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
)


@contextlib.contextmanager
def held(server: Served, *said: bytes, times: int) -> Iterator[None]:
    """So many connections that say this, and then neither speak nor listen."""
    with contextlib.ExitStack() as still:
        for number in range(times):
            raw = socket.socket()
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            still.enter_context(raw)
            raw.connect(("127.0.0.1", server.port))
            raw.settimeout(0.2)
            with contextlib.suppress(OSError):  # more than the server takes before it is read
                raw.sendall(said[number % len(said)])
        yield


def a_desk_works(server: Served) -> bool:
    """Pair, look somebody up and scan, as on any other day."""
    desk = server.paired("desk")
    found = desk.get("/api/v1/people?q=Brechtje").json()["people"]
    [result] = desk.give(command("check_in", subject=found[0]["id"]))
    return bool(result["status"] == "recorded")


def test_who_never_says_anything_holds_up_nobody(served: Served) -> None:
    with held(served, b"", b"G", b"GET /koppel HTTP/1.1\r\nHost: x\r\n", times=SILENT):
        assert a_desk_works(served)


def test_who_promises_a_body_and_never_sends_it_holds_up_nobody(served: Served) -> None:
    token = str(served.paired("desk").token).encode()
    with held(served, HALF + b"\r\n", HALF + b"Authorization: Bearer " + token + b'\r\n\r\n{"comm', times=SILENT):
        assert a_desk_works(served)


def test_who_asks_a_lot_and_never_reads_it_holds_up_nobody(served: Served) -> None:
    much = b"GET /messages/nl.json HTTP/1.1\r\nHost: x\r\n\r\n" * 40
    with held(served, much, times=SILENT // 2):
        assert a_desk_works(served)


@pytest.mark.parametrize("role", ["desk", "screen", "stand"])
def test_a_tablet_that_fell_asleep_with_its_socket_open_holds_up_nobody(served: Served, role: str) -> None:
    token = served.paired(role, "1" if role == "stand" else None).token.encode()
    asleep = UPGRADE + b"Cookie: vonk=" + token + b"\r\n\r\n"
    with held(served, asleep, asleep + b"\x81\xff\xff\xff", UPGRADE + b"\r\n", times=SILENT // 3):
        assert a_desk_works(served)
        assert soon(lambda: served.caller().get("/healthz").status_code == 200)
