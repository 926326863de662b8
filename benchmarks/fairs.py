"""Fairs to measure with: filled from the invented registers, and served by the real command."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eventapp.live.house import House, make_fair, open_house
from eventapp.live.importing import take_in_files
from eventapp.settings import Settings
from seed.registers import kandidaten_csv, vacatures_csv

ROOT = Path(__file__).parents[1]
PASSPHRASE = "meting"


@contextlib.contextmanager
def filled(data: Path, seekers: int, employers: int = 100, vacancies: int = 1000) -> Iterator[House]:
    """An open fair with so many invented people."""
    settings = Settings(data, PASSPHRASE, rehearsal=False)
    make_fair(settings, "Meting", "2027-01-01")
    house = open_house(settings)
    registers = [("vacatures.csv", vacatures_csv(employers=employers, vacancies=vacancies)),
                 ("kandidaten.csv", kandidaten_csv(seekers))]  # fmt: skip
    take_in_files(house, registers, house.ledger.node)
    try:
        yield house
    finally:
        house.close()


@contextlib.contextmanager
def serving(data: Path, mode: str = "eventlet") -> Iterator[Served]:
    """The fair of this folder, served by run.py in a process of its own."""
    port = free_port()
    environment = {**os.environ, "VONK_PASSPHRASE": PASSPHRASE, "VONK_ASYNC": mode, "VONK_PULSE": "1"}
    command = [sys.executable, str(ROOT / "run.py"), "--host", "127.0.0.1", "--port", str(port), "--data", str(data)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    served = Served(data, port, process, environment)
    try:
        served.wait()
        yield served
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


@dataclasses.dataclass
class Served:
    """A server under measurement."""

    data: Path
    port: int
    process: subprocess.Popen[bytes]
    environment: dict[str, str]

    def wait(self) -> None:
        """Until it answers, at most 60 s."""
        wait_for(self.port)

    def command(self, *arguments: str) -> Any:
        """The JSON that a command of run.py answers."""
        whole = [sys.executable, str(ROOT / "run.py"), *arguments, "--data", str(self.data), "--json"]
        return json.loads(subprocess.run(whole, env=self.environment, capture_output=True, check=True).stdout)

    def token(self, role: str, stand: str | None = None) -> str:
        """A paired device in this role, for a stand with its employer's name."""
        code = self.command("pair", "--role", role, *(["--stand", stand] if stand else []))["code"]
        return str(self.post("/api/v1/devices/pair", {"code": code})["token"])

    def pulse(self) -> dict[str, float]:
        """How long the event loop was held up since last asked."""
        server = json.loads((self.data / "server.json").read_text())
        body = {"name": "pulse", "arguments": {}}
        return self.post("/local/v1/work", body, {"X-Vonk-Key": server["key"]})["document"]  # type: ignore[no-any-return]

    def post(self, path: str, body: Any, headers: dict[str, str] | None = None) -> Any:
        """POST JSON, read JSON."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            json.dumps(body).encode(),
            {"Content-Type": "application/json", **(headers or {})},
        )
        with urllib.request.urlopen(request, timeout=30) as reply:
            return json.load(reply)


def wait_for(port: int) -> None:
    """Until something answers on this port, at most 60 s."""
    for _ in range(600):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise TimeoutError(f"nothing answers on port {port}")


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
