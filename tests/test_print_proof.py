"""A test page for each printer: printed as any paper, scanned back at a desk, and then that printer is known to be good."""

# ruff: noqa: F811

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pypdfium2
import pytest
import zxingcpp
from printing_support import folder_printer, label_printer, queue, queue_of, states, until, zebra  # noqa: F401
from serving import Site, command, give, site  # noqa: F401

from eventapp.badges import Refused
from eventapp.badges.layout import at_resolution, layout_names, load_layout
from eventapp.badges.proof import BAR, draw_proof
from eventapp.badges.sheet import pdf_of
from eventapp.live.house import House, open_house
from eventapp.live.print_queue import PrintQueue
from eventapp.live.printer_settings import FOLDER_NAME, Printer

CODE = "BCDFGHJKLNPRSTVX"
WORDS = {"title": "Testpagina", "bar": f"Deze streep is {BAR:g} mm", "scan": "Scan deze code.", "when": "9 uur"}


@pytest.mark.parametrize("dots", [203.2, 300.0])
@pytest.mark.parametrize("name", sorted(set(layout_names()) - {"sheet-80x50"}))
def test_both_decoders_read_the_code_of_a_test_page(name: str, dots: float) -> None:
    page = np.asarray(draw_proof(at_resolution(load_layout(name), dots), "Zebra", CODE, WORDS).picture.convert("L"))
    assert [found.text for found in zxingcpp.read_barcodes(page)] == [CODE]
    assert cv2.QRCodeDetector().detectAndDecode(page)[0] == CODE


@pytest.mark.parametrize("name", layout_names())
def test_the_paper_has_its_size_and_the_bar_and_the_rulers_are_as_long_as_they_say(name: str) -> None:
    layout = load_layout(name)
    sheet = draw_proof(layout, "Zebra", CODE, WORDS)
    (page,) = pypdfium2.PdfDocument(pdf_of([sheet], "Test"))
    width, height = (points / 72 * 25.4 for points in page.get_size())
    assert (width, height) == pytest.approx((layout.page.width, layout.page.height), abs=0.2)
    dark = np.asarray(page.render(scale=300 / 72).to_pil().convert("L")) < 128
    bar = layout.millimetres(max(length for row in dark for length in _lengths(row) if length < layout.dots(width - 8)))
    assert bar == pytest.approx(BAR, abs=0.2)
    tens = [layout.millimetres(int(start)) for start in _starts(dark[layout.dots(3.1)])]
    assert [place for place in tens if place > 2] == pytest.approx(range(10, int(layout.page.width), 10), abs=0.2)


def _starts(row: Any) -> Any:
    return np.flatnonzero(np.diff(row.astype(int)) == 1) + 1


def _lengths(row: Any) -> list[int]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], row.astype(int), [0]))))
    return [int(length) for length in edges[1::2] - edges[::2]]


def code_on(queue: PrintQueue, house: House, job: str) -> str:
    """What a scanner reads on the page that lies in the folder."""
    until(queue, lambda: states(queue)[job] == "done")
    (page,) = pypdfium2.PdfDocument((house.settings.data / FOLDER_NAME / f"{job}.pdf").read_bytes())
    return zxingcpp.read_barcodes(np.asarray(page.render(scale=2).to_pil()))[0].text


def when_tested(queue: PrintQueue) -> str:
    return queue.view()["printers"][0]["tested"]


def test_a_page_that_was_scanned_back_says_that_its_printer_is_good_and_makes_no_fact(
    house: House, queue: PrintQueue
) -> None:
    folder_printer(queue)
    head = house.ledger.head
    code = code_on(queue, house, queue.ask_proof("map", "laptop-1").id)
    assert when_tested(queue) == ""
    assert queue.scanned(code.lower()) == "map"
    assert when_tested(queue) == "2026-11-21T09:00:00.000Z"
    assert queue.scanned(code) == "map", "the outbox of a desk may say it twice"
    assert house.ledger.head == head


def test_only_the_latest_page_counts_and_only_for_the_printer_as_it_was(house: House, queue: PrintQueue) -> None:
    folder_printer(queue)
    old = code_on(queue, house, queue.ask_proof("map", "laptop-1").id)
    new = code_on(queue, house, queue.ask_proof("map", "laptop-1").id)
    assert queue.scanned(old) is None and queue.scanned(new) == "map"
    queue.setup.put(Printer("map", "folder", labels=300))
    queue.changed_setup()
    assert when_tested(queue), "a new roll is the same printer"
    queue.setup.put(Printer("map", "folder", layout="a6"))
    queue.changed_setup()
    assert when_tested(queue) == "" and queue.scanned(new) is None


def test_what_was_tested_is_still_known_after_a_restart(house: House) -> None:
    queue = queue_of(house)
    folder_printer(queue)
    queue.scanned(code_on(queue, house, queue.ask_proof("map", "laptop-1").id))
    queue.stop()
    house.close()
    opened = open_house(house.settings)
    assert when_tested(opened.prints) == "2026-11-21T09:00:00.000Z"
    opened.close()


def test_a_printer_that_does_not_exist_has_no_test_page(queue: PrintQueue) -> None:
    with pytest.raises(Refused, match="bad_printer"):
        queue.ask_proof("weg", "laptop-1")
    assert queue.scanned(CODE) is None


def test_a_test_page_that_nobody_was_sure_of_is_there_once_it_is_scanned(
    house: House, queue: PrintQueue, zebra: Any
) -> None:
    label_printer(queue, zebra("closes in the middle").port)
    job = queue.ask_proof("zebra", "laptop-1").id
    until(queue, lambda: states(queue)[job] == "failed")
    assert queue.view()["jobs"][job]["paper"] == "test"
    assert queue.scanned(queue.proofs.code("zebra")) == "zebra"
    assert states(queue)[job] == "done"


def test_a_desk_scans_it_like_a_badge_and_nobody_comes_in(site: Site) -> None:
    desk, organiser = site.paired("desk"), site.paired("organiser")
    organiser.post("/api/v1/printers", json={"name": "map", "kind": "folder"})
    assert organiser.post("/api/v1/printers", json={"test": "map"}).json["printers"][0]["tested"] == ""
    code = site.house.prints.proofs.code("map")
    head = site.house.ledger.head
    result = give(desk, command("check_in", code=code))[0]
    assert (result["code"], result["params"]) == ("printer_tested", {"printer": "map"})
    assert organiser.get("/api/v1/printing").json["printers"][0]["tested"]
    assert site.house.ledger.head == head
    kiosk = site.paired("kiosk")
    assert give(kiosk, command("check_in", code=code))[0]["code"] == "unknown_code"


def test_the_organiser_may_scan_it_too(site: Site) -> None:
    organiser = site.paired("organiser")
    organiser.post("/api/v1/printers", json={"name": "map", "kind": "folder"})
    organiser.post("/api/v1/printers", json={"test": "map"})
    assert organiser.post("/api/v1/printers", json={"scanned": "niets"}).json["code"] == "no_test_page"
    reply = organiser.post("/api/v1/printers", json={"scanned": site.house.prints.proofs.code("map")})
    assert reply.json["printers"][0]["tested"]
