"""What stands on the disk of the laptop: a log without anything about a person, and nothing readable beside it."""

# ruff: noqa: F811

from __future__ import annotations

import contextlib
import logging
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from intake_support import people_file, person
from serving import NAMES, Served, Site, command, mode, own_server, site  # noqa: F401

from eventapp.cli.logs import Discreet, write_log

SEARCH = "zoekwoordje"
SECRETS = (*NAMES, SEARCH, "Anouk", "Duinmaker", "voorbeeld.example", "12345678", "onderonsje", "plukker")


@pytest.fixture
def day(own_server: Served) -> Iterator[tuple[Served, list[str]]]:
    """A day in which everything happens once, much of it wrong; and the secrets that came by."""
    secrets = list(SECRETS)
    desk, stand, organiser = (own_server.paired(role, "1") for role in ("desk", "stand", "organiser"))
    secrets += [desk.token, stand.token]
    desk.get("/api/v1/people", params={"q": SEARCH})
    desk.give(command("check_in", code="K1"), command("register_walk_in", first_name="Anouk", last_name="Duinmaker"))
    talk = command("start_conversation", code="K1")
    stand.give(talk, command("end_conversation", conversation=talk["id"], outcome="match", note="onderonsje"))
    found = desk.get("/api/v1/people", params={"q": "brechtje"}).json()["people"][0]
    assert desk.get("/api/v1/badges.pdf", params={"subject": found["id"]}).status_code == 200
    secrets += [one["code"] for one in own_server.work("people")]
    desk.post("/api/v1/commands", data=f'{{"{SEARCH}": '.encode(), headers={"Content-Type": "application/json"})
    desk.give(command("check_in", code=SEARCH), {"kind": SEARCH}, command("check_in", at=SEARCH, code="K1"))
    organiser.post("/api/v1/imports", files=[("files", (f"{SEARCH}.csv", people_file(person(roepnaam="Anouk"))))])
    organiser.post("/api/v1/imports", files=[("files", (f"{SEARCH}.csv", b"Brechtje;Oosterzwaluw\n"))])
    own_server.caller().get(f"/{SEARCH}?q={SEARCH}", headers={"User-Agent": SEARCH, "Referer": f"http://x/{SEARCH}"})
    own_server.caller().post("/api/v1/devices/pair", json={"code": SEARCH})
    for words in (
        f"GET /{SEARCH} HTTP/9.9\r\n\r\n",
        f"{SEARCH}\r\n\r\n",
        f"GET /{'x' * 70_000}{SEARCH} HTTP/1.1\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", own_server.port), timeout=5) as raw, contextlib.suppress(OSError):
            raw.sendall(words.encode())
            raw.recv(1000)
    with contextlib.suppress(requests.RequestException):
        own_server.caller().get(f"/socket.io/?EIO=4&transport={SEARCH}&sid={SEARCH}")
    yield own_server, secrets


def test_the_log_tells_nothing_about_a_person(day: tuple[Served, list[str]]) -> None:
    server, secrets = day
    assert server.stop() == 0
    log = (server.data / "vonk.log").read_text()
    assert "stopped in good order" in log
    assert not [secret for secret in secrets if secret.lower() in log.lower()]


def test_nothing_readable_is_left_in_the_data_folder(day: tuple[Served, list[str]]) -> None:
    server, secrets = day
    for moment in ("while it is being served", "after the stop"):
        if moment == "after the stop":
            assert server.stop() == 0
        for path in server.data.iterdir():
            content = path.read_bytes()
            for secret in secrets:
                for encoding in ("utf-8", "utf-16-le"):
                    assert secret.encode(encoding) not in content, f"{secret} in {path.name} {moment}"


def test_the_terminal_shows_no_person_either(day: tuple[Served, list[str]]) -> None:
    server, secrets = day
    assert server.stop() == 0
    assert not [secret for secret in secrets if secret in server.output()]


def test_a_traceback_in_the_log_keeps_the_places_and_drops_the_words() -> None:
    try:
        try:
            raise ValueError(f"{NAMES[0]} {NAMES[1]}")
        except ValueError as error:
            raise KeyError(NAMES[2]) from error
    except KeyError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "it failed", None, sys.exc_info())
    logging.Formatter().format(record)  # another handler, that remembers the whole story
    line = Discreet("%(message)s").format(record)
    assert "KeyError" in line and "test_log_file.py" in line
    assert not [name for name in NAMES if name in line]


def test_an_error_of_ours_is_logged_with_its_place_and_without_its_words(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks() -> str:
        raise RuntimeError(NAMES[0])

    site.app.add_url_rule("/boem", "boem", breaks)
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    try:
        write_log(tmp_path)
        assert site.stranger().get("/boem").status_code == 500
    finally:
        for handler in set(root.handlers) - set(before):
            root.removeHandler(handler)
            handler.close()
        root.setLevel(level)
    log = (tmp_path / "vonk.log").read_text()
    assert "a request failed" in log and "RuntimeError" in log and "breaks" in log
    assert NAMES[0] not in log


def test_the_log_does_not_grow_without_end(tmp_path: Path) -> None:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    try:
        write_log(tmp_path)
        (handler,) = set(root.handlers) - set(before)
        for number in range(6000):
            handler.emit(logging.LogRecord("x", logging.INFO, "", 1, f"{number:>1000}", None, None))
    finally:
        for handler in set(root.handlers) - set(before):
            root.removeHandler(handler)
            handler.close()
        root.setLevel(level)
    files = list(tmp_path.iterdir())
    assert 2 <= len(files) <= 4
    assert sum(path.stat().st_size for path in files) < 4_500_000
