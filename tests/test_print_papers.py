"""Paper of another kind than a badge: in the same queue, as durable, but no fact of the fair."""

# ruff: noqa: F811

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import PASSPHRASE
from printing_support import files, folder_printer, queue, queue_of, states, until  # noqa: F401

from eventapp.badges import Refused
from eventapp.badges.layout import Layout
from eventapp.facts import Log, database
from eventapp.facts.prints import PrintRow
from eventapp.live.house import House, open_house
from eventapp.live.print_jobs import Job
from eventapp.live.print_queue import PrintQueue
from eventapp.live.printers import Sheet


def slip(job: Job, layout: Layout) -> Sheet:
    """A drawer of slips, for tests."""
    return Sheet(job.id, None, layout, f"slip of {job.subject}".encode())  # type: ignore[arg-type]


def test_a_slip_comes_out_at_the_printer_of_its_desk_and_makes_no_fact(house: House, queue: PrintQueue) -> None:
    queue.papers.draws("slip", slip)
    folder_printer(queue, "desk-1")
    head = house.ledger.head
    job = queue.ask("slip", "s1", "desk-1")
    until(queue, lambda: states(queue)[job.id] == "done")
    assert files(house) == {job.id}
    assert house.ledger.head == head
    seeker = house.ledger.fair.seeker("s1")
    assert seeker is not None and (seeker.badges, seeker.void_codes) == ([], [])


def test_a_slip_that_is_asked_for_twice_under_one_id_is_one_slip(queue: PrintQueue) -> None:
    assert queue.ask("slip", "s1", "desk-1", "same") == queue.ask("slip", "s1", "desk-1", "same")
    assert len(queue.jobs.within("waiting")) == 1


def test_a_slip_waits_on_disk_and_comes_after_a_restart(house: House) -> None:
    waiting, between, done = (queue_of(house).ask("slip", subject, "desk-1").id for subject in ("s1", "s2", "s3"))
    put = house.ledger.log.prints.put
    for id, state in ((between, "printing"), (done, "done")):
        house.ledger.with_log(put, PrintRow(id, "s2", "map", state, "", "", "slip", "desk-1", ""))
    house.close()
    opened = open_house(house.settings)
    queue = queue_of(opened)
    queue.papers.draws("slip", slip)
    assert states(queue) == {waiting: "waiting", between: "failed", done: "done"}
    folder_printer(queue, "desk-1")
    until(queue, lambda: states(queue)[waiting] == "done")
    assert files(opened) == {waiting}
    queue.stop()
    opened.close()


def test_a_slip_that_went_wrong_can_be_put_back(queue: PrintQueue) -> None:
    job = queue.ask("slip", "s1", "desk-1")
    assert queue.fetched(job.id).state == "printing"
    assert queue.settle(job.id, "again").state == "waiting"
    assert queue.fetched(job.id).printer == "browser"
    assert queue.settle(job.id, "done").state == "done"


def test_paper_that_nobody_knows_how_to_draw_is_refused_and_holds_up_nothing(house: House, queue: PrintQueue) -> None:
    folder_printer(queue, "desk-1")
    job = queue.ask("slip", "s1", "desk-1")
    until(queue, lambda: states(queue)[job.id] == "failed")
    with pytest.raises(Refused, match="nothing_to_print"):
        queue.sheet(job)
    assert queue.view()["printers"][0]["problem"] == ""


def test_a_file_of_before_slips_opens_and_its_jobs_are_badges(tmp_path: Path) -> None:
    connection = database.connect(tmp_path / "old.db", PASSPHRASE)
    columns = dict.fromkeys(("id", "subject", "printer", "state", "at", "problem"), str)
    database.tables(connection).table("print").create(columns, pk="id")
    connection.execute("INSERT INTO print VALUES ('a', 's1', 'map', 'done', '', '')")
    connection.close()
    for _ in range(2):
        log = Log(tmp_path / "old.db", PASSPHRASE)
        assert list(log.prints.read()) == [PrintRow("a", "s1", "map", "done", "", "")]
        assert next(log.prints.read()).paper == "badge"
        log.close()
