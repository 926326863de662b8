"""Reaching the fair: through the server when it is being served, so that there is one writer; else by opening it."""

from __future__ import annotations

import getpass
import http.client
import json
import os
import secrets
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from eventapp.facts.database import InUse, WrongPassphrase
from eventapp.live.house import open_house
from eventapp.live.work import WORK, WrongUse
from eventapp.messages import text
from eventapp.settings import REHEARSAL_PASSPHRASE, Settings

SERVER_FILE = "server.json"
TRIES = 25
PAUSE = 0.2


def settings_for(data: Path, rehearsal: bool = False) -> Settings:
    """The fair of this data folder: the real one when there is one, else the rehearsal."""
    real = Settings(data, rehearsal=False)
    if rehearsal or not real.database.exists():
        return Settings(data, REHEARSAL_PASSPHRASE, rehearsal=True)
    return Settings(data, passphrase(), rehearsal=False)


def passphrase(twice: bool = False) -> str:
    """The passphrase from the environment or, asked without showing it, from the person."""
    given = os.environ.get("VONK_PASSPHRASE")
    if given:
        return given
    if not sys.stdin.isatty():
        raise WrongUse(text("cli.no_passphrase"))
    asked = getpass.getpass(text("cli.ask_passphrase") + " ")
    if twice and asked != getpass.getpass(text("cli.ask_again") + " "):
        raise WrongUse(text("cli.passphrases_differ"))
    if not asked:
        raise WrongUse(text("cli.no_passphrase"))
    return asked


def do(data: Path, name: str, arguments: dict[str, Any]) -> tuple[Any, int]:
    """Do one job at the fair of this data folder; WrongUse with one clear line when that cannot be."""
    settings: Settings | None = None
    for _ in range(TRIES):
        through_server = ask_server(data, name, arguments)
        if through_server is not None:
            return through_server
        settings = settings or settings_for(data)
        try:
            house = open_house(settings)
        except InUse:
            # A server that is starting or stopping has the file but does not answer: it soon does, or lets go.
            time.sleep(PAUSE)
            continue
        except FileNotFoundError as error:
            raise WrongUse(text("cli.no_fair", {"data": str(data)})) from error
        except WrongPassphrase as error:
            raise WrongUse(text("cli.wrong_passphrase")) from error
        try:
            return WORK[name](house, **arguments)
        finally:
            house.close()
    raise WrongUse(text("cli.in_use"))


def announce(data: Path, url: str) -> str:
    """Leave the address and a fresh key where only this user can read them; returns the key."""
    key = secrets.token_urlsafe(32)
    path = data / SERVER_FILE
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({"url": url, "key": key}, file)
    return key


def ask_server(data: Path, name: str, arguments: dict[str, Any]) -> tuple[Any, int] | None:
    """The server's answer; None when no server serves this folder now."""
    try:
        server = json.loads((data / SERVER_FILE).read_text())
        body = json.dumps({"name": name, "arguments": arguments}).encode()
        headers = {"Content-Type": "application/json", "X-Vonk-Key": server["key"]}
        request = urllib.request.Request(f"{server['url']}/local/v1/work", body, headers)
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=600) as reply:
            answer = json.load(reply)
    except urllib.error.HTTPError as error:
        if error.code in (403, 404):
            return None  # another server has the address now; ours ended without taking its file along
        raise WrongUse(text("cli.server_failed", {"status": error.code})) from error
    except (OSError, ValueError, KeyError, http.client.HTTPException):
        return None
    if answer["exit"] == 2:
        raise WrongUse(answer["problem"])
    return answer["document"], answer["exit"]
