"""A hub in this process, laptops that bring their fair, and people who sign in.

Import the fixture that you need: ``from hub_support import region``.
"""

from __future__ import annotations

import contextlib
import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from argon2 import PasswordHasher
from conftest import CARE_HOME, DESK, GREENHOUSE, MINUTE, PASSPHRASE, Clock, act_at, device_paired, registers
from flask import Flask
from flask.testing import FlaskClient
from serving import ROOT, STARTED_WITHIN, environment, free_port, run_py, soon

from eventapp import create_hub
from eventapp.facts import Draft
from eventapp.hub.hub import Hub, open_hub
from eventapp.hub.passwords import Passwords
from eventapp.live.house import House, make_fair, open_house
from eventapp.settings import Settings
from eventapp.sync.peer import HttpPeer, SyncProblem
from eventapp.sync.rounds import Outcome, Rounds

CHEAP = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
PASSWORD = "fiets hortensia trommel"
MANAGERS = {"s1": "Mevr. De Wit", "s2": "mevr. de  wit", "s3": "Dhr. Smid", "s4": "Mevr. De Wit"}
DEVICES = (DESK, GREENHOUSE, CARE_HOME)


class ByClient(HttpPeer):
    """The hub as a laptop sees it, without a network."""

    def __init__(self, client: FlaskClient, token: str = "") -> None:
        super().__init__("http://hub.example", token)
        self._client = client

    def _ask(self, path: str, body: dict[str, Any] | None = None, patience: float | None = None) -> dict[str, Any]:
        how = {"method": "GET"} if body is None else {"method": "POST", "json": body}
        answer = self._client.open(path, headers=self._headers(), **how)  # type: ignore[arg-type]
        if answer.status_code != 200:
            raise SyncProblem(answer.json["code"])
        found: dict[str, Any] = answer.json
        return found

    def _headers(self) -> dict[str, str]:
        return {name: value for name, value in super()._headers().items() if name != "Accept-Encoding"}


@dataclasses.dataclass
class Laptop:
    """The laptop of one fair, after the fair."""

    house: House
    token: str = ""

    @property
    def fair(self) -> str:
        return self.house.ledger.fair.info.id

    def act(self, kind: str, actor: Any = DESK, **details: Any) -> Any:
        """One command by a device of the fair."""
        return act_at(self.house.ledger, kind, actor, **details)


@dataclasses.dataclass
class Region:
    """The hub, its clock and its web app."""

    hub: Hub
    app: Flask
    clock: Clock
    folder: Path
    laptops: list[Laptop] = dataclasses.field(default_factory=list)

    def laptop(self, name: str = "Banenmarkt Proefdorp", date: str = "2026-11-21") -> Laptop:
        """A laptop with a fair that went as ``went`` says."""
        folder = self.folder / f"laptop-{len(self.laptops)}"
        settings = Settings(folder, PASSPHRASE, rehearsal=False, now=self.clock)
        fair = make_fair(settings, name, date)
        house = open_house(settings)
        tags = [Draft("person_edited", one, {"source": ["kandidaten.csv", 2]}, {"contact": name})
                for one, name in MANAGERS.items()]  # fmt: skip
        drafts = [*registers(fair), *map(device_paired, DEVICES), *tags]
        assert house.ledger.record(drafts, by=house.ledger.node).status == "recorded"
        self.laptops.append(Laptop(house))
        went(self.laptops[-1])
        return self.laptops[-1]

    def pair(self, laptop: Laptop, code: str = "") -> str:
        """Let the laptop use a code, by default a fresh one for any fair; returns and remembers its token."""
        peer = ByClient(self.app.test_client())
        laptop.token = peer.claim(code or self.hub.codes.offer()[0], laptop.fair)
        return laptop.token

    def sync(self, laptop: Laptop) -> Outcome:
        """Everything over and back."""
        return Rounds(laptop.house.ledger, ByClient(self.app.test_client(), laptop.token)).run()

    def brought(self, *named: Any) -> Laptop:
        """A fair that is at the hub by now."""
        laptop = self.laptop(*named)
        self.pair(laptop)
        assert self.sync(laptop).equal
        return laptop

    def account(self, name: str, role: str, covers: tuple[str, ...] = (), everybody: bool = False) -> str:
        """An account with a password; returns its id."""
        made, token = self.hub.accounts.make(name, role)
        self.hub.accounts.choose(token, PASSWORD)
        self.hub.accounts.set(made.id, role, covers, everybody, off=False)
        return made.id

    def signed_in(
        self, role: str, name: str = "", covers: tuple[str, ...] = (), everybody: bool = False
    ) -> FlaskClient:
        """A browser in which somebody in this role is signed in."""
        name = name or f"iemand {len(self.hub.accounts.all())}"
        self.account(name, role, covers, everybody)
        client = self.app.test_client()
        assert self.sign_in(client, name).status_code == 303
        return client

    def sign_in(self, client: FlaskClient, name: str, password: str = PASSWORD) -> Any:
        """What comes of the form of the sign-in page."""
        return client.post("/hub/inloggen", data={"name": name, "password": password})

    def close(self) -> None:
        self.hub.close()
        for one in self.laptops:
            one.house.close()


def went(laptop: Laptop) -> None:
    """Four came. s1 has a match at e1, s2 a follow-up, s3 only talked at e2, s4 an offer; s5 stayed away."""
    clock = laptop.house.ledger.now
    for id, stand, outcome in (("s1", GREENHOUSE, "match"), ("s2", GREENHOUSE, "follow_up"), ("s3", CARE_HOME, "talked"),
                               ("s4", GREENHOUSE, "match")):  # fmt: skip
        clock.advance(MINUTE)  # type: ignore[attr-defined]
        laptop.act("check_in", subject=id)
        talk = laptop.act("start_conversation", stand, subject=id).id
        ended = laptop.act("end_conversation", stand, conversation=talk, outcome=outcome, note="geheim van de stand")
        assert ended.status == "recorded"
    first = laptop.house.ledger.fair.seeker("s1").conversations[0].id  # type: ignore[union-attr]
    assert laptop.act("seeker_agrees", subject="s1", conversation=first).status == "recorded"


def open_region(folder: Path, most_open: int | None = None) -> Region:
    """A hub in this folder."""
    clock = Clock()
    hub = open_hub(Settings(folder / "hub", PASSPHRASE, rehearsal=False, now=clock), CHEAP, most_open)
    return Region(hub, create_hub(hub), clock, folder)


class ServedHub:
    """A process of ``run.py hub``."""

    def __init__(self, folder: Path, mode: str, **ours: str) -> None:
        self.ours = ours
        self.data, self.port, self._output = folder / "hub", free_port(), folder / "output.txt"
        self.url = f"http://127.0.0.1:{self.port}"
        arguments = ["hub", "--host", "127.0.0.1", "--port", str(self.port), "--data", str(self.data)]
        self.process = run_py(mode, arguments, environment(VONK_ASYNC=mode, **ours), self._output)
        assert soon(self._answers, STARTED_WITHIN), self._output.read_text()

    def command(self, *arguments: str) -> str:
        """What ``run.py`` says to this, in a process of its own."""
        done = subprocess.run(
            [sys.executable, "run.py", *arguments, "--data", str(self.data)], cwd=ROOT, env=environment(),
            capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
        return done.stdout

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(20)

    def _answers(self) -> bool:
        assert self.process.poll() is None, self._output.read_text()
        with contextlib.suppress(requests.RequestException):
            return requests.get(f"{self.url}/healthz", timeout=2).status_code == 200
        return False


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    """A fresh hub of this test alone."""
    opened = open_region(tmp_path)
    yield opened
    opened.close()


__all__ = ["PASSWORD", "ByClient", "Laptop", "Region", "ServedHub", "SyncProblem", "open_region", "region"]
