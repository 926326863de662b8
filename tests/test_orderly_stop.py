"""Stopping in good order: what is under way ends, everybody is let go, and all is in the one file."""

# ruff: noqa: F811

from __future__ import annotations

import http.client
import json
import signal
import socket
import threading
import time
from pathlib import Path

import pytest
import requests
from intake_support import people_file, person
from serving import PASSPHRASE, Caller, Served, command, mode, own_server, put_fair, serving, soon  # noqa: F401
from test_sockets import connected

from eventapp.facts import Log

MANY = 3_000  # rows: work for more than a moment, and less than a server that stops waits for
STOPS = [signal.SIGTERM, signal.SIGINT]


def all_is_in_the_file(data: Path) -> int:
    """Nothing waits in a write-ahead log, the file is whole; returns how many facts it holds."""
    leftover = data / "fair.db-wal"
    assert not leftover.exists() or leftover.stat().st_size == 0
    assert not (data / "server.json").exists()
    log = Log(data / "fair.db", PASSPHRASE)
    try:
        assert log.problems() == []
        return log.head()
    finally:
        log.close()


@pytest.mark.parametrize("number", STOPS, ids=lambda number: number.name)
def test_a_quiet_server_stops_at_once_with_exit_code_0(mode: str, tmp_path: Path, number: int) -> None:
    with serving(put_fair(tmp_path / "data"), mode, from_nothing=True) as server:
        desk = server.paired("desk")
        desk.give(command("check_in", code="K1"))
        head = desk.get("/healthz").json()["head"]
        began = time.monotonic()
        assert server.stop(number) == 0
        assert time.monotonic() - began < 5
        assert all_is_in_the_file(server.data) == head
        assert "Traceback" not in server.output()
        assert "Vonk stopt netjes" in server.output()


@pytest.mark.parametrize("number", STOPS, ids=lambda number: number.name)
def test_connected_tablets_do_not_hold_up_the_stop(own_server: Served, number: int) -> None:
    screen, stand = own_server.paired("screen"), own_server.paired("stand", "1")
    how = {"reconnection": False}
    with connected(own_server, screen, **how) as one, connected(own_server, stand, **how) as other:
        one.next(), other.next()
        began = time.monotonic()
        assert own_server.stop(number) == 0
        assert time.monotonic() - began < 5
        assert soon(lambda: one.gone and other.gone), "their sockets are closed"
    all_is_in_the_file(own_server.data)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see that the server is at work")
@pytest.mark.parametrize("number", STOPS, ids=lambda number: number.name)
def test_a_request_under_way_ends_with_its_answer(own_server: Served, number: int) -> None:
    """An import takes a while; the signal comes while it is being done."""
    organiser = own_server.paired("organiser")
    rows = [person(nummer=f"X{place}", achternaam=f"Duin{place}") for place in range(MANY)]
    answers: list[requests.Response] = []

    def hand_in() -> None:
        answers.append(organiser.post("/api/v1/imports", files=[("files", ("veel.csv", people_file(*rows)))]))

    busy = threading.Thread(target=hand_in)
    watching = own_server.paired("organiser")
    busy.start()
    assert soon(lambda: watching.get("/api/v1/imports/progress").json()["progress"], 10), "it never began"
    own_server.process.send_signal(number)
    assert not answers, "the signal came too late to prove anything"
    busy.join(20)
    assert answers and answers[0].status_code == 200, own_server.output()
    assert answers[0].json()["people"] == MANY
    assert own_server.process.wait(20) == 0
    assert all_is_in_the_file(own_server.data) >= MANY


def test_a_stream_of_check_ins_is_stopped_between_two_and_none_is_lost(own_server: Served) -> None:
    desks = [own_server.paired("desk") for _ in range(4)]
    acknowledged: list[str] = []
    refused: list[int] = []

    def scan(desk: Caller) -> None:
        while True:
            one = command("check_in", code="K1")
            try:
                answer = desk.post("/api/v1/commands", json={"commands": [one]})
            except requests.RequestException:
                return
            if answer.status_code != 200:
                refused.append(answer.status_code)
                return
            acknowledged.append(one["id"])

    threads = [threading.Thread(target=scan, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    assert soon(lambda: len(acknowledged) > 50, 20)
    assert own_server.stop() == 0
    for thread in threads:
        thread.join(20)
    assert set(refused) <= {503}
    all_is_in_the_file(own_server.data)
    log = Log(own_server.data / "fair.db", PASSPHRASE)
    stored = {fact.id for _, fact in log.read()}
    log.close()
    assert set(acknowledged) <= stored


def test_an_idle_connection_does_not_hold_up_the_stop(own_server: Served) -> None:
    idle = http.client.HTTPConnection("127.0.0.1", own_server.port, timeout=10)
    idle.request("GET", "/healthz")
    assert json.load(idle.getresponse())["status"] == "ok"
    silent = socket.create_connection(("127.0.0.1", own_server.port), timeout=10)
    half = socket.create_connection(("127.0.0.1", own_server.port), timeout=10)
    half.sendall(b"POST /api/v1/commands HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf")
    began = time.monotonic()
    assert own_server.stop() == 0
    assert time.monotonic() - began < 15
    for connection in (idle, silent, half):
        connection.close()


def test_the_port_is_free_again_at_once(own_server: Served) -> None:
    assert own_server.stop() == 0
    own_server.start()
    assert own_server.caller().get("/healthz").json()["status"] == "ok"


def test_a_second_signal_does_no_harm(own_server: Served) -> None:
    own_server.process.send_signal(signal.SIGINT)
    own_server.process.send_signal(signal.SIGTERM)
    assert own_server.process.wait(20) == 0
    all_is_in_the_file(own_server.data)
