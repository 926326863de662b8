"""The print queue: nobody waits for paper, no badge is lost, and none comes out twice by itself."""

# ruff: noqa: F811

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import DESK_2, ORGANISER, Node
from printing_support import ask, files, folder_printer, label_printer, queue, queue_of, states, until, zebra  # noqa: F401

from eventapp.badges import Refused
from eventapp.facts import Draft
from eventapp.facts.prints import PrintRow
from eventapp.live.house import House, open_house
from eventapp.live.print_queue import PrintQueue
from eventapp.live.printer_settings import Printer, Setup


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
    assert (again.status, len(queue.jobs.within("waiting"))) == ("duplicate", 1)


def test_a_badge_waits_until_its_desk_has_a_printer(house: House, queue: PrintQueue) -> None:
    job = ask(house, "s1").id
    assert states(queue) == {job: "waiting"}
    folder_printer(queue, "desk-1")
    until(queue, lambda: states(queue)[job] == "done")


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
    until(queue, lambda: len(queue.jobs.within("done")) == 3)
    assert queue.view()["printers"][0]["labels_left"] == 18
    queue.setup.put(Printer("map", "folder", labels=300, printed_before=queue.jobs.printed_by("map")))
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
    assert queue.jobs.within("waiting") == []


@pytest.mark.parametrize(
    "wrong",
    [
        Printer("browser", "folder"),
        Printer("zebra", "zpl"),
        Printer("rij", "cups"),
        Printer("x", layout="behang"),
        Printer("b", "brother"),
        Printer("b", "brother", "10.0.0.7", "a6"),
        Printer("b", "brother", "10.0.0.7", dots_per_inch=203),
        Printer("map", "folder", "/dev/usb/lp0"),
    ],
    ids=["a taken name", "no address", "no queue", "unknown paper", "a Brother nowhere", "too wide", "other dots",
         "a cable to a folder"],
)  # fmt: skip
def test_a_printer_that_cannot_be_is_refused(queue: PrintQueue, wrong: Printer) -> None:
    with pytest.raises(Refused):
        queue.setup.put(wrong)


def test_a_desk_whose_printer_is_taken_away_prints_by_its_browser(house: House, queue: PrintQueue) -> None:
    folder_printer(queue, "desk-1")
    queue.setup.remove("map")
    queue.changed_setup()
    job = ask(house, "s1").id
    assert queue.setup.printer_for(queue.jobs.get(job)).kind == "browser"  # type: ignore[arg-type]


def test_a_brother_may_hang_on_a_cable_or_on_the_network(queue: PrintQueue) -> None:
    for address in ("/dev/usb/lp0", "/dev/usblp1", "192.168.8.20", "brother.lan:9101"):
        queue.setup.put(Printer("b", "brother", address))
        assert queue.setup.printers[-1].address == address
