"""Self-service: finding oneself at a kiosk, and where to go next."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify

from eventapp.fair.finding import find_self
from eventapp.live.self_service import kiosk_card, next_at_kiosk
from eventapp.web.access import actor, allowed, house, json_body, live
from eventapp.web.api import api
from eventapp.web.errors import Refused

# As long as the input of the kiosk.
LONGEST_LETTERS = 40


@api.post("/self")
@allowed("kiosk")
def find_oneself() -> Response:
    """The one person who fits, to be asked "is that you?". Nobody and several give the same answer."""
    said = json_body()
    letters, day = said.get("letters"), _number(said.get("day"))
    if not isinstance(letters, str) or day is None:
        raise Refused("bad_request")
    if not house().self_searches.one_more(actor().device):
        raise Refused("too_many_tries", 429)
    ledger = house().ledger
    with ledger.lock:
        months = _number(said.get("month")), _number(said.get("year"))
        found = find_self(ledger.fair, letters[:LONGEST_LETTERS], day, *months)
        return jsonify(person=kiosk_card(found) if found else None)


@api.get("/self/<id>/next")
@allowed("kiosk")
def next_for_me(id: str) -> Response:
    """Where to go next, for who was scanned at this very kiosk last. What is shown here is noted too."""
    with house().ledger.lock:
        fair = house().ledger.fair
        seeker = fair.seeker(fair.root(id))
        if seeker is None or not seeker.scans or seeker.scans[-1].by != actor().device:
            raise Refused("unknown_person", 404)
    live().told(seeker.id)
    with house().ledger.lock:
        view, grounds = next_at_kiosk(fair, live().suggestions, seeker)
    house().shown.add("kiosk", [(seeker.id, ground) for ground in grounds])
    return jsonify(view)


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
