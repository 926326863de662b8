"""The print queue: nobody waits for paper, no badge is lost, and none comes out twice by itself."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import DESK, DESK_2, ORGANISER, Node, command_of

from eventapp.badges import Refused
from eventapp.facts import Draft
from eventapp.facts.prints import PrintRow
from eventapp.fair.decide import decide
from eventapp.live.house import House, open_house
from eventapp.live.ledger import Act
from eventapp.live.print_queue import PrintQueue
from eventapp.live.printer_settings import FOLDER_NAME, Printer, Setup
from eventapp.live.printers import Sheet, Unreachable, Unsure, Zebra, zpl
from eventapp.live.printing import Presses

READY = b"\x02030,0,0,1234,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
NO_PAPER = READY.replace(b"030,0,", b"030,1,", 1)
OPEN = READY.replace(b"000,0,0,0,0,2", b"000,0,1,0,0,2", 1)
PAUSED = READY.replace(b"030,0,0,", b"030,0,1,", 1)


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
    queue = PrintQueue(house.ledger, Presses(house.ledger), Setup(house.ledger, house.settings.data), retry=0.02)
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
    return {job.id: job.state for job in queue.jobs("waiting", "printing", "done", "failed")}


def test_a_badge_that_was_asked_for_comes_out_at_the_printer_of_that_desk(house: House, queue: PrintQueue) -> None:
    folder_printer(queue, "desk-1")
    job = ask(house, "s1").id
    elsewhere = ask(house, "s2", DESK_2).id
    until(queue, lambda: states(queue)[job] == "done")
    assert files(house) == {job}
    assert states(queue)[elsewhere] == "waiting", "another desk prints by its browser"


def test_a_repeat_of_the_command_is_no_second_badge(house: House, queue: PrintQueue) -> None:
    first = ask(house, "s1")
    again = ask(house, "s1", id=first.id)
    assert (again.status, len(queue.jobs("waiting"))) == ("duplicate", 1)


def test_a_badge_waits_until_its_desk_has_a_printer(house: House, queue: PrintQueue) -> None:
    job = ask(house, "s1").id
    assert states(queue) == {job: "waiting"}
    folder_printer(queue, "desk-1")
    until(queue, lambda: states(queue)[job] == "done")


def test_a_label_printer_gets_one_bitmap_of_whole_dots(house: House, queue: PrintQueue, zebra: Any) -> None:
    printer = zebra("well")
    label_printer(queue, printer.port)
    job = ask(house, "s1").id
    until(queue, lambda: states(queue)[job] == "done")
    (label,) = printer.labels
    assert label.startswith(b"^XA^PW732^LL1181^LH0,0^FO0,0^GFA,108652,108652,92,") and label.endswith(b"^FS^PQ1^XZ\n")
    assert len(label.split(b",")[-1].split(b"^")[0]) == 2 * 108652


def test_the_bitmap_of_a_label_is_the_picture(house: House, queue: PrintQueue) -> None:
    picture = queue.sheet(queue.job(ask(house, "s1").id), "label-62x100").picture  # type: ignore[arg-type]
    bits = bytes.fromhex(zpl(picture).split(b",")[-1].split(b"^")[0].decode())
    back = np.unpackbits(np.frombuffer(bits, np.uint8).reshape(1181, 92), axis=1)[:, :732]
    assert ((back == 1) == (np.asarray(picture) == 0)).all()


@pytest.mark.parametrize(
    ("mood", "code"), [("no paper", "paper_out"), ("open", "printer_open"), ("paused", "printer_paused")]
)
def test_a_printer_that_cannot_print_says_why_and_the_badge_comes_by_itself_afterwards(
    house: House, queue: PrintQueue, zebra: Any, mood: str, code: str
) -> None:
    printer = zebra(mood)
    label_printer(queue, printer.port)
    job = ask(house, "s1").id
    until(queue, lambda: queue.view()["printers"][0]["problem"] == code)
    assert (states(queue)[job], printer.labels) == ("waiting", [])
    printer.moods[:] = ["well"]
    until(queue, lambda: states(queue)[job] == "done")
    assert len(printer.labels) == 1 and queue.view()["printers"][0]["problem"] == ""


def test_a_printer_that_is_off_keeps_nobody_from_coming_in(house: House, queue: PrintQueue, act: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    label_printer(queue, port)
    job = ask(house, "s1").id
    until(queue, lambda: queue.view()["printers"][0]["problem"] == "printer_offline")
    assert act("check_in", subject="s2").decision.code == "welcome"
    assert states(queue)[job] == "waiting"


def sheet(house: House, queue: PrintQueue) -> Sheet:
    return queue.sheet(queue.job(ask(house, "s1").id), "label-62x100")  # type: ignore[arg-type]


def test_a_printer_that_never_answers_got_nothing(house: House, queue: PrintQueue, zebra: Any) -> None:
    silent = zebra("silent")
    with pytest.raises(Unreachable, match="printer_silent"):
        Zebra("127.0.0.1", silent.port, answer=0.2).put_out(sheet(house, queue))
    assert silent.labels == []


@pytest.mark.parametrize(("mood", "code"), [("closes in the middle", "print_unsure"), ("jams", "paper_out")])
def test_a_printer_that_stops_in_the_middle_leaves_it_to_a_person(
    house: House, queue: PrintQueue, zebra: Any, mood: str, code: str
) -> None:
    with pytest.raises(Unsure, match=code):
        Zebra("127.0.0.1", zebra(mood).port, answer=2).put_out(sheet(house, queue))


def test_a_badge_nobody_knows_of_is_printed_again_only_when_somebody_says_so_and_once(
    house: House, queue: PrintQueue, zebra: Any
) -> None:
    printer = zebra("closes in the middle", "well")
    label_printer(queue, printer.port)
    job = ask(house, "s1").id
    until(queue, lambda: states(queue)[job] == "failed")
    other = ask(house, "s2").id
    until(queue, lambda: states(queue)[other] == "done")
    assert len(printer.labels) == 1 and queue.view()["failed"] == 1
    queue.settle(job, "again")
    until(queue, lambda: states(queue)[job] == "done")
    with pytest.raises(Refused, match="job_not_open"):
        queue.settle(job, "again")
    assert len(printer.labels) == 2


def test_a_badge_that_was_there_after_all_is_not_printed_again(house: House, queue: PrintQueue, zebra: Any) -> None:
    label_printer(queue, zebra("closes in the middle").port)
    job = ask(house, "s1").id
    until(queue, lambda: states(queue)[job] == "failed")
    assert queue.settle(job, "done").state == "done"


def test_the_browser_takes_a_job_once(house: House, queue: PrintQueue) -> None:
    job = ask(house, "s1").id
    assert queue.fetched(job).state == "printing"
    with pytest.raises(Refused, match="job_not_open"):
        queue.fetched(job)
    queue.settle(job, "again")
    queue.fetched(job)
    assert queue.settle(job, "done").state == "done"
    with pytest.raises(Refused, match="unknown_job"):
        queue.fetched("a-job-that-never-was")


def test_labels_are_counted_and_a_new_roll_begins_anew(house: House, queue: PrintQueue) -> None:
    folder_printer(queue, "desk-1")
    queue.setup.put(Printer("map", "folder", labels=21))
    for subject in ("s1", "s2", "s3"):
        ask(house, subject)
    until(queue, lambda: len(queue.jobs("done")) == 3)
    assert queue.view()["printers"][0]["labels_left"] == 18
    queue.setup.put(Printer("map", "folder", labels=300, printed_before=queue.printed_by("map")))
    queue.changed_setup()
    assert queue.view()["printers"][0]["labels_left"] == 300


def test_who_was_erased_while_waiting_gets_no_badge(house: House, queue: PrintQueue, act: Any) -> None:
    job = ask(house, "s1").id
    act("erase", ORGANISER, subject="s1")
    folder_printer(queue, "desk-1")
    until(queue, lambda: states(queue)[job] == "failed")
    assert files(house) == set()
    assert queue.view()["jobs"][job]["name"] == ""


def test_after_a_power_cut_what_waited_is_printed_what_was_done_is_not_and_the_one_between_is_asked_about(
    house: House, tmp_path: Path
) -> None:
    waiting, between, done = (ask(house, subject).id for subject in ("s1", "s2", "s3"))
    put = house.ledger.log.prints.put
    house.ledger.with_log(put, PrintRow(between, "s2", "map", "printing", "", ""))
    house.ledger.with_log(put, PrintRow(done, "s3", "map", "done", "", ""))
    Setup(house.ledger, tmp_path).put(Printer("map", "folder"))
    Setup(house.ledger, tmp_path).assign("desk-1", "map")
    house.close()
    opened = open_house(house.settings)
    queue = queue_of(opened)
    until(queue, lambda: states(queue)[waiting] == "done")
    assert states(queue) == {waiting: "done", between: "failed", done: "done"}
    assert queue.view()["jobs"][between]["problem"] == "print_unsure"
    assert files(opened) == {waiting}
    queue.stop()
    opened.close()


def test_a_badge_asked_for_at_another_laptop_is_not_printed_here(house: House, queue: PrintQueue) -> None:
    fact = Node("laptop-b").fact(Draft("badge_asked", "s1", {"reason": None}))
    with house.ledger.lock:
        touched = house.ledger.fair.add([fact])
    queue.follow(touched)
    assert queue.jobs("waiting") == []


@pytest.mark.parametrize(
    "wrong",
    [Printer("browser", "folder"), Printer("zebra", "zpl"), Printer("rij", "cups"), Printer("x", layout="behang")],
    ids=["a taken name", "no address", "no queue", "unknown paper"],
)
def test_a_printer_that_cannot_be_is_refused(queue: PrintQueue, wrong: Printer) -> None:
    with pytest.raises(Refused):
        queue.setup.put(wrong)


def test_a_desk_whose_printer_is_taken_away_prints_by_its_browser(house: House, queue: PrintQueue) -> None:
    folder_printer(queue, "desk-1")
    queue.setup.remove("map")
    queue.changed_setup()
    job = ask(house, "s1").id
    assert queue.printer_for(queue.job(job)).kind == "browser"  # type: ignore[arg-type]
