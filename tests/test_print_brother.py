"""Brother QL: what goes to the printer is the label, and what it says of itself (over SNMP, or a cable) is believed."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import cv2
import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from printing_support import TAPE, FakeBrother, reply
from serving import soon

from eventapp.badges.brother import ASK_STATUS, Tape, raster, read_status
from eventapp.badges.layout import load_layout
from eventapp.badges.render import Badge, Press, pdf_parts
from eventapp.live import brother_line, snmp
from eventapp.live.brother import Brother
from eventapp.live.printers import Sheet, Unreachable, Unsure
from eventapp.messages import text

WORDS = {"seeker": "Werkzoekende", "employer": "Werkgever", "volunteer": "Vrijwilliger"}
CODE = "BCDFGHJKLNPRSTVX"
ASK = snmp.ask


def label() -> Sheet:
    press = Press(load_layout("label-62x100"), "Banenmarkt", WORDS)
    badge = Badge("A17", CODE, "Wilhelmina", "van der Berg", "seeker")
    return Sheet("job-1", press.picture(badge), press.layout, b"".join(part for _, part in pdf_parts([badge], press)))


@pytest.fixture
def printer() -> Iterator[Callable[..., FakeBrother]]:
    made: list[FakeBrother] = []

    def make(*says: bytes | None) -> FakeBrother:
        made.append(FakeBrother(*says))
        return made[-1]

    yield make
    for one in made:
        one.close()


def paper_of(sent: bytes) -> Any:
    """What is on the label, black is True, in the dots that the head can reach: it counts its pins from the right."""
    lines = sent[sent.index(b"M\x00g") + 2 : -1]
    rows = np.frombuffer(lines, np.uint8).reshape(-1, 93)
    assert (rows[:, :3] == (ord("g"), 0, 90)).all()
    return np.unpackbits(rows[:, 3:], axis=1)[:, ::-1].astype(bool)[:, 12 : 12 + 696]


@pytest.mark.parametrize("tape", [None, Tape(62), Tape(62, 100)], ids=["unknown", "without end", "die cut"])
def test_the_commands_hold_the_picture_and_both_decoders_read_it(tape: Tape | None) -> None:
    sheet = label()
    paper = paper_of(raster(sheet.picture, tape))
    assert paper.shape == (1109, 696), "what Brother says can be printed on a label of 62 by 100"
    assert (paper == (np.asarray(sheet.picture) == 0)[36:-36, 18:-18]).all()
    outside = (np.asarray(sheet.picture) == 0).sum() - paper.sum()
    assert outside == 0, "nothing of the badge is where the printer cannot reach"
    back = np.pad(np.where(paper, 0, 255).astype(np.uint8), 30, constant_values=255)
    assert [found.text for found in zxingcpp.read_barcodes(back)] == [CODE]
    assert cv2.QRCodeDetector().detectAndDecode(back)[0] == CODE


@settings(max_examples=20, deadline=None)
@given(st.integers(150, 400), st.integers(0, 2**32))
def test_whatever_the_picture_its_dots_come_out_where_they_were(height: int, seed: int) -> None:
    dots = np.random.default_rng(seed).random((height, 732)) < 0.3
    back = paper_of(raster(Image.fromarray(np.where(dots, 0, 255).astype(np.uint8)), Tape(62)))
    assert (back == dots[36:-36, 18:-18]).all()


def test_a_label_ends_with_a_cut_and_says_which_roll_it_is_for() -> None:
    picture = label().picture
    die_cut, tape, unknown = (raster(picture, each) for each in (Tape(62, 100), Tape(62), None))
    assert b"\x1biz\xce\x0b\x3e\x64\x55\x04\x00\x00\x00\x00" in die_cut and b"\x1bid\x00\x00" in die_cut
    assert b"\x1biz\xce\x0a\x3e\x00\x55\x04\x00\x00\x00\x00" in tape and b"\x1bid\x23\x00" in tape
    assert b"\x1biz\xc4" in unknown, "the roll is left to the printer"
    for each in (die_cut, tape, unknown):
        assert b"\x1biM\x40\x1biA\x01\x1biK\x08" in each and each.endswith(b"\x1a")


@pytest.mark.parametrize(
    ("errors", "problem"),
    [(0, ""), (1, "paper_out"), (2, "paper_out"), (4, "printer_jammed"), (0x10, "printer_busy"), (0x100, "wrong_paper"),
     (0x1000, "printer_open"), (0x4000, "paper_out"), (0x8000, "printer_fault"), (0x1001, "paper_out")],
)  # fmt: skip
def test_a_status_says_what_a_person_can_do(errors: int, problem: str) -> None:
    status = read_status(reply(errors))
    assert status is not None and (status.problem, status.tape) == (problem, Tape(62, 100))


@pytest.mark.parametrize("code", [
    "paper_out", "printer_jammed", "printer_busy", "printer_offline", "wrong_paper", "printer_open", "printer_fault",
    "printer_silent", "printer_mute", "print_unsure", "bad_layout",
])  # fmt: skip
def test_what_can_be_the_matter_is_a_sentence(code: str) -> None:
    assert text(f"printer_problem.{code}") != f"printer_problem.{code}"


def test_no_roll_is_no_paper_and_noise_is_no_status() -> None:
    empty = read_status(reply(media=(0, 0)))
    assert empty is not None and (empty.problem, empty.tape) == ("paper_out", None)
    assert read_status(b"") is None and read_status(bytes(32)) is None


def test_a_question_over_snmp_is_what_the_standard_says() -> None:
    oid = "06 0e 2b06010401 9303 03 03 09 01 06 01 00"  # 2435 is 0x93 0x03 in sevens of bits
    get = f"a0 22 02 04 01000007 02 01 00 02 01 00 30 14 30 12 {oid} 05 00"
    whole = bytes.fromhex(f"30 2f 02 01 00 04 06 {b'public'.hex()} {get}")
    assert snmp.question("1.3.6.1.4.1.2435.3.3.9.1.6.1.0", b"\x00\x00\x07") == whole


def test_a_printer_on_the_network_prints_one_label(printer: Any) -> None:
    brother = printer(reply(), reply(phase=1), reply())
    assert brother.adapter().put_out(label()) is True
    assert soon(lambda: len(brother.labels) == 1)
    assert paper_of(brother.labels[0]).any()


@pytest.mark.parametrize(
    ("says", "code"),
    [(reply(0x1000), "printer_open"), (reply(1), "paper_out"), (reply(media=TAPE, width=29), "wrong_paper"),
     (reply(media=(0x0B, 29)), "wrong_paper")],
    ids=["open", "empty", "a narrow roll", "short labels"],
)  # fmt: skip
def test_what_a_printer_refuses_beforehand_waits(printer: Any, says: bytes, code: str) -> None:
    brother = printer(says)
    with pytest.raises(Unreachable, match=code):
        brother.adapter().put_out(label())
    assert brother.labels == []


def test_a_printer_that_is_off_waits() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(Unreachable, match="printer_offline"):
        Brother(f"127.0.0.1:{port}").put_out(label())


def test_paper_that_ends_on_the_way_leaves_it_to_a_person(printer: Any) -> None:
    with pytest.raises(Unsure, match="paper_out"):
        printer(reply(), reply(phase=1), reply(2)).adapter().put_out(label())


def quick(monkeypatch: pytest.MonkeyPatch, brother: FakeBrother, answers: bool | None) -> bool:
    """The same work in this process, without patience."""
    monkeypatch.setattr(brother_line.snmp, "ask", partial(ASK, seconds=0.05))
    with brother_line.line_to(brother.printer, brother.status_port) as line:
        return brother_line.print_label(line, label().picture, 62, 100, answers)


def test_a_printer_that_says_nothing_is_tried_once_and_one_that_used_to_speak_is_not(
    printer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = printer(None)
    with pytest.raises(Unsure, match="printer_mute"):
        quick(monkeypatch, silent, None)
    assert soon(lambda: len(silent.labels) == 1)
    with pytest.raises(Unreachable, match="printer_silent"):
        quick(monkeypatch, silent, True)
    assert quick(monkeypatch, silent, False) is False
    assert soon(lambda: len(silent.labels) == 2)


@pytest.mark.skipif(os.name != "posix", reason="a printer on a cable is a file on Linux only")
@pytest.mark.parametrize(
    ("ends", "problem"), [(reply(said=1), ""), (reply(0x1000, said=2), "printer_open")], ids=["well", "opened"]
)
def test_a_printer_on_a_cable_is_asked_and_says_by_itself_when_it_is_done(ends: bytes, problem: str) -> None:
    import tty

    ours, its = os.openpty()
    tty.setraw(its)
    got = bytearray()

    def play() -> None:
        while not got.endswith(ASK_STATUS):
            got.extend(os.read(ours, 65536))
        os.write(ours, reply())
        while not got.endswith(b"\x1a") or len(got) < 100_000:
            got.extend(os.read(ours, 65536))
        os.write(ours, reply(said=6, phase=1) + ends)

    threading.Thread(target=play, daemon=True).start()
    try:
        if problem:
            with pytest.raises(Unsure, match=problem):
                Brother(os.ttyname(its)).put_out(label())
        else:
            assert Brother(os.ttyname(its)).put_out(label()) is True
        assert paper_of(bytes(got)).shape == (1109, 696)
    finally:
        os.close(ours)
        os.close(its)
