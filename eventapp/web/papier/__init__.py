"""/papier: typing in what was written on paper. /strook: somebody's slip as a page that prints itself."""

from __future__ import annotations

from flask import Blueprint

from eventapp.badges import Refused as BadgeRefused
from eventapp.badges.slip import Slip
from eventapp.fair.people import Device
from eventapp.live.slips import slip_now
from eventapp.web.access import house, paired_device
from eventapp.web.api.paper import own_slip
from eventapp.web.balie import to_go_on_alone
from eventapp.web.errors import Refused
from eventapp.web.pages import page

MAY_PRINT = ("desk", "organiser", "kiosk")

papier = Blueprint("papier", __name__)


@papier.get("/papier")
def show() -> str:
    """The page of who brings the paper back. A desk goes on when the laptop is away; an organiser waits for it."""
    return page("papier.html", "desk", "organiser", **to_go_on_alone())


@papier.get("/strook/<subject>")
def slip(subject: str) -> str:
    """The slip of one person; at a kiosk of who was there last."""
    device = paired_device()
    may = device is not None and device.role in MAY_PRINT
    return page("strook.html", *MAY_PRINT, slip=_slip(subject, device) if device and may else None)


def _slip(subject: str, device: Device) -> Slip:
    own_slip(subject, device)
    try:
        return slip_now(house(), subject, device.id)
    except BadgeRefused as refusal:
        raise Refused("unknown_person", 404) from refusal
