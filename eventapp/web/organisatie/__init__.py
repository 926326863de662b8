"""/organisatie: the page of the organiser."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from eventapp.badges.layout import layout_names
from eventapp.fair.commands import RETENTION_REASONS
from eventapp.fair.words import CONTRACTS, DAY_PARTS, DEMANDS, SUPPORT, TRANSPORT
from eventapp.live.purging import certificate_of
from eventapp.live.shown import WEIGHTS
from eventapp.matching.weights import weights
from eventapp.web.access import house
from eventapp.web.errors import Refused
from eventapp.web.pages import page

# The closed lists of the person's card, by field.
WORD_LISTS = {
    "limits": list(DEMANDS.values()),
    "day_parts": list(DAY_PARTS.values()),
    "transport": list(TRANSPORT.values()),
    "support_needed": list(SUPPORT.values()),
    "contracts": list(CONTRACTS.values()),
}

organisatie = Blueprint("organisatie", __name__)


@organisatie.get("/organisatie")
def show() -> str:
    """The page itself; its content comes through the organiser's room."""
    lists = {"layouts": layout_names(), "word_lists": WORD_LISTS, "retention_reasons": RETENTION_REASONS}
    return page("organisatie.html", "organiser", **lists, **_weighed())


@organisatie.get("/organisatie/bewijs/<id>")
def show_certificate(id: str) -> str:
    """What a purge forgot, on a page to be printed and kept."""
    found = certificate_of(house(), id)
    shown = page("bewijs.html", "organiser", certificate=found)
    if found is None:
        raise Refused("unknown_certificate", 404)
    return shown


def _weighed() -> dict[str, Any]:
    """The weights of this version, for everybody to read: they are in the program, so nobody can turn them."""
    table = weights()
    return {"weights_version": WEIGHTS, "weights": {side: table[side] for side in ("person", "employer")}}
