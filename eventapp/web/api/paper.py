"""Paper: the check-in list, spare badges, slips; and who stands on a row that is typed in."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request

from eventapp.badges import Refused as BadgeRefused
from eventapp.facts.ids import is_uuid
from eventapp.fair.decision import Refusal
from eventapp.fair.from_paper import on_row
from eventapp.fair.people import Device
from eventapp.live.check_list import spare_badges
from eventapp.live.printing import DEFAULT_LAYOUT
from eventapp.live.views import person_card
from eventapp.web.access import allowed, house, json_body, live, paired_device
from eventapp.web.api import api
from eventapp.web.api.prints import printer_of
from eventapp.web.errors import Refused


@api.post("/paper/list.pdf")
@allowed("organiser")
def check_list_pdf() -> Response:
    """Everybody who is still expected, as of now. A POST: when it was made is kept, and told when it is old."""
    try:
        pdf = house().check_list.make()
    except BadgeRefused as refusal:
        raise Refused(refusal.code, 400) from refusal
    live().printing_changed()
    return _pdf(pdf, "lijst.pdf")


@api.get("/paper/spares.pdf")
@allowed("organiser")
def spares_pdf() -> Response:
    """The spare badges that are nobody's, on this ``layout``."""
    layout = request.args.get("layout", DEFAULT_LAYOUT)
    try:
        return _pdf(spare_badges(house().ledger, house().presses, layout), "reservebadges.pdf")
    except BadgeRefused as refusal:
        raise Refused(refusal.code, 400, **refusal.params) from refusal


@api.get("/paper/rows/<code>")
@allowed("desk", "organiser")
def paper_row(code: str) -> Response:
    """Who stands on a row, by its code or number: a ``person``, a ``spare`` badge of nobody, or why neither."""
    ledger = house().ledger
    with ledger.lock:
        try:
            spare, party = on_row(ledger.fair, code)
        except Refusal as refusal:
            return jsonify(code=refusal.decision.code)
        if party is None:
            return jsonify(code="spare", spare=spare)
        return jsonify(code="person", person=person_card(ledger.fair, party))


@api.post("/slips")
@allowed("desk", "organiser", "kiosk")
def ask_slip() -> Response:
    """Ask for somebody's slip at the printer of this device; a device without one prints it by its own browser.

    ``id`` is the device's own, so that a repeat is no second slip.
    """
    said, device = json_body(), paired_device()
    subject, id = said.get("subject"), said.get("id", "")
    # The id becomes the name of a file where a printer is a folder.
    if not isinstance(subject, str) or not isinstance(id, str) or (id and not is_uuid(id)) or device is None:
        raise Refused("bad_request")
    own_slip(subject, device)
    printer = printer_of(house(), device.id)
    if printer["kind"] != "browser":
        house().prints.ask("slip", subject, device.id, id)
    return jsonify(printer=printer)


def own_slip(subject: str, device: Device) -> None:
    """Refuse a slip of nobody; and at a kiosk that of anybody but who was scanned there last."""
    with house().ledger.lock:
        fair = house().ledger.fair
        seeker = fair.seeker(fair.root(subject))
    elsewhere = device.role == "kiosk" and (seeker is None or not seeker.scans or seeker.scans[-1].by != device.id)
    if seeker is None or seeker.erased or elsewhere:
        raise Refused("unknown_person", 404)


def _pdf(content: bytes, name: str) -> Response:
    headers: dict[str, Any] = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype="application/pdf", headers=headers)
