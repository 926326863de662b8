"""Printing: how the queue stands, what a person says of a job, the printers, and what is chosen for all badges."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from flask import Response, jsonify, request

from eventapp.badges import Refused as BadgeRefused
from eventapp.badges import shaping
from eventapp.badges.render import png_of
from eventapp.live.house import House
from eventapp.live.printer_settings import BROWSER, Printer
from eventapp.live.printing import sample
from eventapp.web.access import actor, allowed, house, json_body
from eventapp.web.api import api
from eventapp.web.errors import Refused

_MISSING = frozenset({"unknown_job", "nothing_to_print"})


@api.get("/printing")
@allowed("desk", "organiser")
def printing() -> Response:
    """The printers, the jobs that want somebody, who prints where, and whether names in any script come out right."""
    return jsonify(_standing())


@api.post("/printers")
@allowed("organiser")
def put_printer() -> Response:
    """Add or change a printer, ``remove`` one, ``assign`` a desk to one, ``test`` one, or tell what was ``scanned``."""
    said, setup = json_body(), house().prints.setup
    with _plainly():
        if "remove" in said:
            setup.remove(str(said["remove"]))
        elif "test" in said:
            job = house().prints.ask_proof(str(said["test"]), actor().device)
            return jsonify({**_standing(), "job": job.id})
        elif "scanned" in said:
            if house().prints.scanned(str(said["scanned"])) is None:
                raise Refused("no_test_page")
            return jsonify(_standing())
        elif "assign" in said:
            setup.assign(str(said["assign"]), str(said.get("printer") or ""))
        else:
            setup.put(_printer(said))
    house().prints.changed_setup()
    return jsonify(_standing())


@api.post("/prints/<id>")
@allowed("desk", "organiser")
def settle_print(id: str) -> Response:
    """What a person or a printing page says: ``take`` (it prints now), ``done``, or ``again``."""
    answer = json_body().get("answer")
    with _plainly():
        if answer == "take":
            job = house().prints.fetched(id)
        elif answer in ("done", "again"):
            job = house().prints.settle(id, answer)
        else:
            raise Refused("bad_request")
    return jsonify(id=job.id, state=job.state)


@api.get("/prints/<id>.png")
@allowed("desk", "organiser")
def print_png(id: str) -> Response:
    """The badge of a job that a browser has taken, as a picture in whole dots."""
    prints = house().prints
    job = prints.jobs.get(id)
    if job is None or job.state != "printing" or not prints.setup.is_browser(job.printer):
        raise Refused("unknown_job", 404)
    with _plainly():
        sheet = prints.sheet(job)
    return Response(png_of(sheet.picture, sheet.layout), mimetype="image/png")


@api.get("/badges/sample.png")
@allowed("organiser")
def badge_sample() -> Response:
    """What a badge looks like on this ``layout``, for somebody who does not exist."""
    with _plainly():
        return Response(sample(house(), request.args.get("layout", BROWSER.layout)), mimetype="image/png")


@api.post("/badges/choices")
@allowed("organiser")
def badge_choices() -> Response:
    """Choose for all badges: ``surname`` shown or not, ``logo`` as a data URL, or empty for none."""
    said = json_body()
    surname = said["surname"] if isinstance(said.get("surname"), bool) else None
    logo = _file(said["logo"]) if isinstance(said.get("logo"), str) else None
    with _plainly():
        house().presses.choose(surname, logo)
    return jsonify(_standing())


def printer_of(house: House, device: str) -> dict[str, str]:
    """Where a desk prints, as it is told with the answer to its command."""
    printer = house.prints.setup.printer_of(device)
    return {"name": printer.name, "kind": printer.kind}


def _standing() -> dict[str, Any]:
    prints, choices = house().prints, house().presses.choices
    drawing = house().drawing
    return {
        **prints.view(),
        "desks": prints.setup.desks,
        "shaping": shaping.trouble(),
        "choices": {"surname": choices.surname, "logo": bool(choices.logo)},
        "drawing": {"done": drawing[0], "whole": drawing[1]} if drawing else None,
    }


def _printer(said: dict[str, Any]) -> Printer:
    """A printer as the organiser filled it in; how many labels it used before is for us to know."""
    try:
        printer = msgspec.convert({**said, "printed_before": 0}, Printer)
    except msgspec.ValidationError as error:
        raise Refused("bad_printer") from error
    return msgspec.structs.replace(printer, printed_before=house().prints.jobs.printed_by(printer.name))


def _file(url: str) -> bytes:
    try:
        return base64.b64decode(url.partition(",")[2], validate=True)
    except binascii.Error as error:
        raise Refused("bad_logo") from error


@contextmanager
def _plainly() -> Iterator[None]:
    """A refusal of the badges as one of the web."""
    try:
        yield
    except BadgeRefused as refusal:
        raise Refused(refusal.code, 404 if refusal.code in _MISSING else 409, **refusal.params) from refusal
