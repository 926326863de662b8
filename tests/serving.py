"""A fair to test against: served by a real ``run.py`` process, or open in this process behind a test client.

Import the fixtures you need: ``from serving import mode, served``. All names are invented.
"""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from intake_support import people_file, person, vacancy, vacancy_file
from nursery import parted

from eventapp import create_app
from eventapp.facts.clock import to_ms, to_text
from eventapp.facts.ids import uuid7
from eventapp.live.house import House, make_fair, open_house
from eventapp.live.importing import take_in_files
from eventapp.settings import Settings

ROOT = Path(__file__).parents[1]
PASSPHRASE = "x'" + "6f" * 32 + "'"  # a key as it is: see conftest
FAIR = "Banenmarkt Proefdorp"
# Names that may stand nowhere but in the fair itself and on the screens of those who may know them.
NAMES = ("Brechtje", "Oosterzwaluw", "Faridun", "Kalverdonk", "Wubbe", "Nijmansbrug")
STARTED_WITHIN = 20.0
MORNING = to_ms("2020-03-18T09:00:00Z")
_moments = itertools.count()


def register_files() -> list[tuple[str, bytes]]:
    """Three employers, four vacancies and six seekers, who fit here and there."""
    employers = [
        vacancy(werkgever="Kwekerij Zonnehof", stand="1", nummer="V1", vacature="Plukker", taken="plukken|inpakken"),
        vacancy(werkgever="Kwekerij Zonnehof", stand="1", nummer="V2", vacature="Inpakker", taken="inpakken"),
        vacancy(werkgever="Wasserij Helder", stand="2", nummer="V3", vacature="Medewerker wasserij", taken="vouwen"),
        vacancy(werkgever="Zorghuis De Brink", stand="3", nummer="V4", vacature="Kok", taken="koken", uren_min="36"),
    ]
    names = [("K1", NAMES[0], NAMES[1]), ("K2", NAMES[2], NAMES[3]), ("K3", NAMES[4], NAMES[5]),
             ("K4", "Tjitske", "Bovenkolk"), ("K5", "Ömer", "Sluiswachter"), ("K6", "Marijke", "Hoepelman")]  # fmt: skip
    seekers = [
        person(nummer=number, roepnaam=first, achternaam=last, wil="plukker|inpakker|wasserij|kok", uren_max="40",
               telefoon="06 12345678", e_mail=f"{number.lower()}@voorbeeld.example", toestemming="ja")
        for number, first, last in names
    ]  # fmt: skip
    return [("vacatures.csv", vacancy_file(*employers)), ("kandidaten.csv", people_file(*seekers))]


@cache
def fair_bytes() -> bytes:
    """The file of a real fair with these registers in it; made once."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder), PASSPHRASE, rehearsal=False)
        make_fair(settings, FAIR, "2026-11-21")
        house = open_house(settings)
        report = take_in_files(house, register_files(), house.ledger.node)
        house.close()
        assert (report["people"], report["employers"], report["vacancies"]) == (6, 3, 4), report
        return settings.database.read_bytes()


def put_fair(folder: Path) -> Path:
    """Put the prepared fair in this data folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "fair.db").write_bytes(fair_bytes())
    return folder


def modes() -> list[str]:
    """The ways of waiting to test; ``VONK_TEST_ASYNC`` may name one."""
    only = os.environ.get("VONK_TEST_ASYNC")
    return [only] if only else ["eventlet", "threading"]


def soon(holds: Callable[[], Any], seconds: float = 5.0, pause: float = 0.01) -> Any:
    """Wait, at most so long, until this holds; returns what it gave last. Looking may be worth a longer ``pause``."""
    until = time.monotonic() + seconds
    while not (outcome := holds()) and time.monotonic() < until:
        time.sleep(pause)
    return outcome


def command(kind: str, id: str | None = None, at: str | None = None, **what: Any) -> dict[str, Any]:
    """A command as a device would send it, each a moment after the one before."""
    moment = at or to_text(MORNING + next(_moments))
    return {"id": id or uuid7(time.time_ns() // 1_000_000), "kind": kind, "at": moment, **what}


# --- in this process ---


@dataclasses.dataclass
class Site:
    """The web app over an open fair, without a server."""

    house: House
    app: Flask

    def stranger(self) -> FlaskClient:
        """A browser that is not paired."""
        return self.app.test_client()

    def paired(self, role: str, stand: str = "1") -> FlaskClient:
        """A browser that is paired in this role, at this stand where that matters."""
        employer = self.employer(stand) if role == "stand" else None
        code, _ = self.house.pairings.offer(role, employer)
        client = self.stranger()
        assert client.post("/api/v1/devices/pair", json={"code": code}).status_code == 200
        return client

    def employer(self, stand: str) -> str:
        """The id of the employer at this stand."""
        return next(one.id for one in self.house.ledger.fair.employers if one.stand == stand)

    def seeker(self, number: str) -> Any:
        """The seeker with this badge number."""
        return self.house.ledger.fair.with_number(number)


def give(client: FlaskClient, *commands: Any) -> list[dict[str, Any]]:
    """Give commands and return their results."""
    answer = client.post("/api/v1/commands", json={"commands": list(commands)})
    assert answer.status_code == 200, answer.text
    results: list[dict[str, Any]] = answer.json["results"]
    return results


@contextlib.contextmanager
def open_site(folder: Path) -> Iterator[Site]:
    """Open the fair of this folder in this process."""
    house = open_house(Settings(folder, PASSPHRASE, rehearsal=False))
    try:
        yield Site(house, create_app(house))
    finally:
        house.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A fresh fair of this test alone."""
    with open_site(put_fair(tmp_path / "data")) as opened:
        yield opened


@pytest.fixture(scope="module")
def shared_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One fair for the tests of a file that only look."""
    with open_site(put_fair(tmp_path_factory.mktemp("shared") / "data")) as opened:
        yield opened


# --- a real process ---


class Caller(requests.Session):
    """Somebody who calls the server: with the token of a paired device, or without."""

    def __init__(self, url: str, token: str = "") -> None:
        super().__init__()
        self.trust_env = False
        self.url, self.token = url, token
        if token:
            self.headers["Authorization"] = f"Bearer {token}"

    def request(self, method: Any, url: Any, *args: Any, **how: Any) -> requests.Response:
        """As of every session, with paths instead of addresses and an end to waiting."""
        how.setdefault("timeout", 20)
        return super().request(method, self.url + str(url), *args, **how)

    def give(self, *commands: Any) -> list[dict[str, Any]]:
        """Give commands and return their results."""
        answer = self.post("/api/v1/commands", json={"commands": list(commands)})
        assert answer.status_code == 200, answer.text
        results: list[dict[str, Any]] = answer.json()["results"]
        return results


class Served:
    """A fair that a process of its own serves: started ``from_nothing`` as a person does, or parted off (nursery)."""

    command: tuple[str, ...] = ()  # of the command line; none serves the fair

    def __init__(self, data: Path, mode: str, *more: str, from_nothing: bool = False) -> None:
        self.data, self.mode, self.more, self.from_nothing = data, mode, more, from_nothing
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._callers: list[Caller] = []
        self.start()

    def start(self) -> None:
        """Start the process and wait until it answers."""
        where = ["--host", "127.0.0.1", "--port", str(self.port), "--data", str(self.data)]
        arguments = [*self.command, *where, *self.more]
        begin = run_py if self.from_nothing or not hasattr(os, "fork") else parted
        self.process = begin(self.mode, arguments, environment(VONK_ASYNC=self.mode), self.data.parent / "output.txt")
        assert soon(self._answers, STARTED_WITHIN), self.output()

    def stop(self, number: int = signal.SIGTERM, seconds: float = 20.0) -> int:
        """Ask the process to stop; returns its exit code."""
        self.process.send_signal(number)
        return self.process.wait(seconds)

    def kill(self) -> None:
        """End the process without asking."""
        self.process.kill()
        self.process.wait(20)

    def caller(self, token: str = "") -> Caller:
        """Somebody who calls this server."""
        self._callers.append(Caller(self.url, token))
        return self._callers[-1]

    def hang_up(self) -> None:
        """Everybody who called lets go: a stop waits a few seconds for lines that are kept open."""
        for caller in self._callers:
            caller.close()

    def paired(self, role: str, stand: str | None = None) -> Caller:
        """A device that is paired in this role."""
        code = self.work("pair", role=role, stand=stand)["code"]
        answer = self.caller().post("/api/v1/devices/pair", json={"code": code})
        assert answer.status_code == 200, answer.text
        return self.caller(answer.json()["token"])

    def work(self, name: str, **arguments: Any) -> Any:
        """Do a job of the command line through the local channel."""
        key = json.loads((self.data / "server.json").read_text())["key"]
        body = {"name": name, "arguments": arguments}
        answer = self.caller().post("/local/v1/work", json=body, headers={"X-Vonk-Key": key})
        assert answer.status_code == 200, answer.text
        return answer.json()["document"]

    def output(self) -> str:
        """What the process has said."""
        return (self.data.parent / "output.txt").read_text()

    def _answers(self) -> bool:
        assert self.process.poll() is None, self.output()
        try:
            return self.caller().get("/healthz", timeout=2).status_code == 200
        except requests.RequestException:
            return False


def free_port() -> int:
    """A port of the loopback address that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**ours: str) -> dict[str, str]:
    """The environment for a process of Vonk: the passphrase of the prepared fair, and nothing else of ours."""
    rest = {name: value for name, value in os.environ.items() if not name.startswith("VONK_")}
    return {**rest, "VONK_PASSPHRASE": PASSPHRASE, **ours}


def run_py(mode: str, arguments: list[str], environment: dict[str, str], output: Path) -> subprocess.Popen[bytes]:
    """Start ``run.py`` with these arguments; what it says is added to ``output``."""
    with output.open("ab") as said:
        return subprocess.Popen(
            [sys.executable, "run.py", *arguments], cwd=ROOT, env=environment, stdout=said, stderr=said
        )


@contextlib.contextmanager
def serving(folder: Path, mode: str, *more: str, from_nothing: bool = False) -> Iterator[Served]:
    """Serve the fair of this data folder; ``more`` are arguments of the command line."""
    server = Served(folder, mode, *more, from_nothing=from_nothing)
    try:
        yield server
    finally:
        server.hang_up()
        if server.process.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.stop()
        if server.process.poll() is None:
            server.kill()


@pytest.fixture(scope="module", params=modes())
def mode(request: pytest.FixtureRequest) -> str:
    """Every way of waiting in turn."""
    return str(request.param)


@pytest.fixture(scope="module")
def served(mode: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The prepared fair, served; one process for all tests of a file in one mode."""
    with serving(put_fair(tmp_path_factory.mktemp(mode) / "data"), mode) as server:
        yield server


@pytest.fixture
def own_server(mode: str, tmp_path: Path) -> Iterator[Served]:
    """The same for one test alone, which may stop it."""
    with serving(put_fair(tmp_path / "data"), mode) as server:
        yield server


def at_once(*jobs: Callable[[], Any], seconds: float = 30.0) -> list[Any]:
    """Do these side by side and return what each gave; an exception is raised here."""
    outcomes: list[Any] = [None] * len(jobs)

    def do(place: int) -> None:
        try:
            outcomes[place] = jobs[place]()
        except BaseException as error:
            outcomes[place] = error

    threads = [threading.Thread(target=do, args=(place,), daemon=True) for place in range(len(jobs))]
    for thread in threads:
        thread.start()
    until = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))
        assert not thread.is_alive(), "this takes too long"
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
    return outcomes
