"""/balie: the page of the desk."""

from __future__ import annotations

from flask import Blueprint

from eventapp.badges.code import fair_tag
from eventapp.messages import text
from eventapp.web.access import actor_of, house, paired_device
from eventapp.web.language import language
from eventapp.web.pages import page

balie = Blueprint("balie", __name__)


@balie.get("/balie")
def show() -> str:
    """The page itself; its content comes through the desk's room. With it comes what the desk needs to go on alone."""
    return page("balie.html", "desk", **to_go_on_alone())


def to_go_on_alone() -> dict[str, str]:
    """The fair's tag, the public key for letters to the laptop, and what this place is called."""
    device = paired_device()
    place = actor_of(device).place if device else ""
    place = text(place[1:], language=language()) if place.startswith("@") else place
    return {"tag": fair_tag(house().ledger.fair.info.id), "letters": house().letterbox.address, "place": place}
