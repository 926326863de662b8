"""/organisatie: the page of the organiser."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from eventapp.badges.layout import layout_names
from eventapp.fair.words import CONTRACTS, DAY_PARTS, DEMANDS, SUPPORT, TRANSPORT
from eventapp.live.shown import WEIGHTS
from eventapp.matching.weights import weights
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
    return page("organisatie.html", "organiser", layouts=layout_names(), word_lists=WORD_LISTS, **_weighed())


def _weighed() -> dict[str, Any]:
    """The weights of this version, for everybody to read: they are in the program, so nobody can turn them."""
    table = weights()
    return {"weights_version": WEIGHTS, "weights": {side: table[side] for side in ("person", "employer")}}
