"""A queue of prints at work in a small house, and label printers on loopback sockets."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from conftest import DESK, command_of

from eventapp.fair.decide import decide
from eventapp.live.acts import Act
from eventapp.live.brother import Brother
from eventapp.live.house import House
from eventapp.live.papers import Papers
from eventapp.live.print_queue import PrintQueue
from eventapp.live.printer_settings import FOLDER_NAME, Printer, Setup
from eventapp.live.printers import Sheet
from eventapp.live.printing import Presses

READY = b"\x02030,0,0,1234,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
NO_PAPER = READY.replace(b"030,0,", b"030,1,", 1)
OPEN = READY.replace(b"000,0,0,0,0,2", b"000,0,1,0,0,2", 1)
PAUSED = READY.replace(b"030,0,0,", b"030,0,1,", 1)


DIE_CUT, TAPE = (0x0B, 100), (0x0A, 0)


class FakeZebra:
    """A label printer on a loopback socket. ``moods`` says what each connection meets; the last one stays."""

    def __init__(self, *moods: str) -> None:
        self.moods = list(moods) or ["well"]
        self.labels: list[bytes] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._server.accept()
            except OSError:
                return
            mood = self.moods.pop(0) if len(self.moods) > 1 else self.moods[0]
            threading.Thread(target=self._talk, args=(line, mood), daemon=True).start()

    def _talk(self, line: socket.socket, mood: str) -> None:
        answers = {"no paper": NO_PAPER, "open": OPEN, "paused": PAUSED}
        said = b""
        with line:
            while some := _received(line):
                said += some
                while b"~HS\n" in said or b"^XZ\n" in said:
                    asked, label = said.find(b"~HS\n"), said.find(b"^XZ\n")
                    if asked >= 0 and (label < 0 or asked < label):
                        said = said[asked + 4 :]
                        if mood == "silent":
                            continue
                        line.sendall(answers.get(mood, READY))
                        if mood == "closes in the middle":
                            line.recv(100)
                            return
                    else:
                        self.labels.append(said[: label + 4])
                        said = said[label + 4 :]
                        if mood == "jams":
                            mood = "no paper"

    def close(self) -> None:
        self._server.close()


def reply(errors: int = 0, media: tuple[int, int] = DIE_CUT, width: int = 62, said: int = 0, phase: int = 0) -> bytes:
    """The 32 bytes of a status."""
    made = bytearray(b"\x80\x20B48" + bytes(27))
    made[8], made[9], made[10], made[11], made[17] = errors & 255, errors >> 8, width, media[0], media[1]
    made[18], made[19] = said, phase
    return bytes(made)


class FakeBrother:
    """A printer on the network: labels on one port, SNMP on another. ``says`` are its answers, the last one stays."""

    def __init__(self, *says: bytes | None) -> None:
        self.says = list(says)
        self.labels: list[bytes] = []
        self._paper = socket.create_server(("127.0.0.1", 0))
        self._snmp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._snmp.bind(("127.0.0.1", 0))
        self.printer = f"127.0.0.1:{self._paper.getsockname()[1]}"
        self.status_port = self._snmp.getsockname()[1]
        for work in (self._print, self._answer):
            threading.Thread(target=work, daemon=True).start()

    def adapter(self, answers: bool | None = None) -> Brother:
        return Brother(self.printer, answers, self.status_port)

    def _print(self) -> None:
        while True:
            try:
                line, _ = self._paper.accept()
            except OSError:
                return
            with line:
                said = b"".join(iter(lambda: line.recv(65536), b""))  # noqa: B023
            if said:
                self.labels.append(said)

    def _answer(self) -> None:
        while True:
            try:
                asked, who = self._snmp.recvfrom(1024)
            except OSError:
                return
            if not asked:
                return
            says = self.says.pop(0) if len(self.says) > 1 else self.says[0]
            if says is not None:
                self._snmp.sendto(asked.replace(b"\xa0", b"\xa2", 1)[:-2] + b"\x04\x20" + says, who)

    def close(self) -> None:
        self._paper.close()
        self._snmp.close()


def _received(line: socket.socket) -> bytes:
    try:
        return line.recv(65536)
    except OSError:
        return b""


@pytest.fixture
def zebra() -> Iterator[Callable[..., FakeZebra]]:
    made: list[FakeZebra] = []

    def make(*moods: str) -> FakeZebra:
        made.append(FakeZebra(*moods))
        return made[-1]

    yield make
    for one in made:
        one.close()


def queue_of(house: House) -> PrintQueue:
    """The queue of a house, at work, with hardly a pause between attempts."""
    papers = Papers(house.ledger, Presses(house.ledger))
    queue = PrintQueue(house.ledger, papers, Setup(house.ledger, house.settings.data), retry=0.02)
    house.ledger.on_change(queue.follow)
    queue.start()
    return queue


@pytest.fixture
def queue(house: House) -> Iterator[PrintQueue]:
    opened = queue_of(house)
    yield opened
    opened.stop()


def ask(house: House, subject: str, actor: Any = DESK, **details: Any) -> Act:
    """A desk asks for a badge."""
    command: Any = command_of("print_badge", house.ledger.now, subject=subject, **details)  # type: ignore[arg-type]
    act = Act(command.id, command.at, actor.device, lambda fair: decide(fair, command, actor))
    house.ledger.submit([act])
    return act


def until(queue: PrintQueue, so: Callable[[], bool]) -> None:
    """Wait, without a clock, until something is so; woken by every change."""
    changed = threading.Event()
    queue.on_change(changed.set)
    while not so():
        assert changed.wait(20), "nothing happens any more"
        changed.clear()


def folder_printer(queue: PrintQueue, *desks: str) -> None:
    queue.setup.put(Printer("map", "folder"))
    for desk in desks:
        queue.setup.assign(desk, "map")
    queue.changed_setup()


def label_printer(queue: PrintQueue, port: int) -> None:
    queue.setup.put(Printer("zebra", "zpl", f"127.0.0.1:{port}"))
    queue.setup.assign("desk-1", "zebra")
    queue.changed_setup()


def files(house: House) -> set[str]:
    return {file.stem for file in (house.settings.data / FOLDER_NAME).glob("*.pdf")}


def states(queue: PrintQueue) -> dict[str, str]:
    return {job.id: job.state for job in queue.jobs.within("waiting", "printing", "done", "failed")}


def sheet(house: House, queue: PrintQueue) -> Sheet:
    return queue.sheet(queue.jobs.get(ask(house, "s1").id))  # type: ignore[arg-type]
