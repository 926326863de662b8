"""A label printer that speaks ZPL: one bitmap of whole dots, and what it says of itself is believed."""

# ruff: noqa: F811

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import zxingcpp
from printing_support import ask, label_printer, queue, sheet, states, until, zebra  # noqa: F401
from serving import soon

from eventapp.badges import Refused, qr
from eventapp.badges.layout import Box, Layout
from eventapp.live.house import House
from eventapp.live.print_queue import PrintQueue
from eventapp.live.printer_settings import Printer
from eventapp.live.printers import Unreachable, Unsure, Zebra, zpl


def test_a_label_printer_gets_one_bitmap_of_whole_dots(house: House, queue: PrintQueue, zebra: Any) -> None:
    printer = zebra("well")
    label_printer(queue, printer.port)
    job = ask(house, "s1").id
    until(queue, lambda: states(queue)[job] == "done")
    (label,) = printer.labels
    assert label.startswith(b"^XA^PW732^LL1181^LH0,0^FO0,0^GFA,108652,108652,92,") and label.endswith(b"^FS^PQ1^XZ\n")
    assert len(label.split(b",")[-1].split(b"^")[0]) == 2 * 108652


def test_the_bitmap_of_a_label_is_the_picture(house: House, queue: PrintQueue) -> None:
    picture = queue.sheet(queue.jobs.get(ask(house, "s1").id)).picture  # type: ignore[arg-type]
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


def test_a_printer_that_used_to_answer_and_does_not_got_nothing(house: House, queue: PrintQueue, zebra: Any) -> None:
    silent = zebra("silent")
    with pytest.raises(Unreachable, match="printer_silent"):
        Zebra("127.0.0.1", silent.port, answers=True, answer=0.2).put_out(sheet(house, queue))
    assert silent.labels == []


@pytest.mark.parametrize(("mood", "code"), [("closes in the middle", "print_unsure"), ("jams", "paper_out")])
def test_a_printer_that_stops_in_the_middle_leaves_it_to_a_person(
    house: House, queue: PrintQueue, zebra: Any, mood: str, code: str
) -> None:
    with pytest.raises(Unsure, match=code):
        Zebra("127.0.0.1", zebra(mood).port, answer=2).put_out(sheet(house, queue))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printers that are asked, and not waited for."""

    def adapter(printer: Printer, folder: Path) -> Zebra:
        return Zebra("127.0.0.1", int(printer.address.partition(":")[2]), printer.answers, answer=0.1)

    monkeypatch.setattr(Printer, "adapter", adapter)


def test_a_printer_that_never_answered_gets_one_label_and_a_person_says_whether_it_came(
    house: House, queue: PrintQueue, zebra: Any, impatient: None
) -> None:
    silent = zebra("silent")
    label_printer(queue, silent.port)
    first, second = ask(house, "s1").id, ask(house, "s2").id
    until(queue, lambda: queue.view()["printers"][0]["problem"] == "printer_mute")
    assert states(queue) == {first: "failed", second: "waiting"}
    assert soon(lambda: len(silent.labels) == 1)
    assert queue.view()["jobs"][first]["problem"] == "printer_mute"
    queue.settle(first, "done")
    until(queue, lambda: states(queue)[second] == "done")
    shown = queue.view()["printers"][0]
    assert (shown["mute"], shown["problem"]) == (True, "")
    assert soon(lambda: len(silent.labels) == 2)
    queue.setup.put(Printer("zebra", "zpl", f"127.0.0.1:{silent.port}", labels=300))
    queue.changed_setup()
    assert queue.view()["printers"][0]["mute"] is True, "a new roll changes nothing of that"


def test_that_a_printer_never_answers_is_known_before_the_next_label_goes_out(
    house: House, queue: PrintQueue, zebra: Any, impatient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    label_printer(queue, zebra("silent").port)
    job = ask(house, "s1").id
    until(queue, lambda: queue.view()["printers"][0]["problem"] == "printer_mute")
    learn, seen = queue.setup.learn, []

    def noted(name: str, answers: bool) -> None:
        seen.append((states(queue)[job], answers))
        learn(name, answers)

    monkeypatch.setattr(queue.setup, "learn", noted)
    queue.settle(job, "done")
    assert seen == [("failed", False)], "while this one is open nothing else is printed"


def test_a_printer_that_answers_once_is_held_to_that(house: House, queue: PrintQueue, zebra: Any) -> None:
    printer = zebra("well")
    label_printer(queue, printer.port)
    job = ask(house, "s1").id
    until(queue, lambda: states(queue)[job] == "done")
    named = queue.setup.named("zebra")
    assert named is not None and named.answers is True
    assert queue.view()["printers"][0]["mute"] is False


def test_a_printer_that_is_known_not_to_answer_is_not_asked(house: House, queue: PrintQueue, zebra: Any) -> None:
    silent = zebra("no paper")
    assert Zebra("127.0.0.1", silent.port, answers=False, answer=5).put_out(sheet(house, queue)) is False


@pytest.mark.parametrize("layout", ["label-62x100", "a6"])
def test_at_203_dots_to_the_inch_a_module_is_whole_dots_and_both_decoders_read_it(
    house: House, queue: PrintQueue, layout: str
) -> None:
    queue.setup.put(Printer("zebra", "zpl", "127.0.0.1", layout, dots_per_inch=203))
    queue.setup.assign("desk-1", "zebra")
    made = sheet(house, queue)
    page = made.layout.page
    assert made.picture.size == (round(page.width * 8), round(page.height * 8)), "eight dots to the millimetre"
    assert f"^PW{made.picture.width}^LL{made.picture.height}^".encode() in zpl(made.picture)
    seeker = house.ledger.fair.seeker("s1")
    assert seeker is not None
    assert [found.text for found in zxingcpp.read_barcodes(made.picture)] == [seeker.code]
    assert cv2.QRCodeDetector().detectAndDecode(np.asarray(made.picture))[0] == seeker.code
    (box,) = (box for box in made.layout.box if box.shows == "qr")
    modules = symbol(made.picture, made.layout, box)
    assert (modules.min(axis=(1, 3)) == modules.max(axis=(1, 3))).all()


def symbol(picture: Any, layout: Layout, box: Box) -> Any:
    """The QR code as its modules, each with the dots that it is made of."""
    places = (box.x, box.y, box.x + box.width, box.y + box.height)
    code = picture.crop(tuple(map(layout.dots, places))).point(lambda grey: 255 - grey)
    side = layout.module_dots(box)
    dots = np.asarray(code.crop(code.getbbox()))
    assert dots.shape == (qr.MODULES * side, qr.MODULES * side)
    return dots.reshape(qr.MODULES, side, qr.MODULES, side)


def test_paper_on_which_the_code_gets_too_small_at_203_dots_is_refused(queue: PrintQueue) -> None:
    with pytest.raises(Refused, match="bad_layout"):
        queue.setup.put(Printer("zebra", "zpl", "127.0.0.1", "sheet-80x50", dots_per_inch=203))
