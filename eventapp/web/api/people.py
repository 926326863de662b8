"""People: looking somebody up at the desk, and the snapshot of one's own room."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, jsonify, request

from eventapp.fair import Fair
from eventapp.fair.people import Employer, Seeker
from eventapp.fair.search import search
from eventapp.live.dossier import dossier
from eventapp.live.rooms import room_of_device
from eventapp.live.views import person_card
from eventapp.web.access import allowed, house, live, paired_device
from eventapp.web.api import api
from eventapp.web.errors import Refused

MOST_FOUND = 12
# As long as the input of the desk; every letter more is work for nothing.
LONGEST_QUERY = 80


@api.get("/people")
@allowed("desk", "organiser")
def find_people() -> Response:
    """The people whose name, part of a name or badge number fits ``q``; or who came from ``file``, ``row``."""
    ledger = house().ledger
    with ledger.lock:
        query = request.args.get("q", "")[:LONGEST_QUERY]
        found = _from_row(ledger.fair) if "file" in request.args else search(ledger.fair, query, MOST_FOUND)
        return jsonify(people=[person_card(ledger.fair, party) for party in found])


def _from_row(fair: Fair) -> Sequence[Seeker | Employer]:
    source = [request.args["file"], request.args.get("row", type=int)]
    return [seeker for seeker in fair.seekers if source in seeker.sources][:MOST_FOUND]


@api.get("/people/<id>")
@allowed("organiser")
def show_person(id: str) -> Response:
    """One person's card: what is known and from where, what differs, what is missing."""
    ledger = house().ledger
    with ledger.lock:
        seeker = ledger.fair.seeker(ledger.fair.root(id))
        if seeker is None:
            raise Refused("unknown_person", 404)
        return jsonify(dossier(ledger.fair, seeker, house().words))


@api.get("/snapshot")
@allowed("desk", "stand", "screen", "kiosk", "organiser")
def own_snapshot() -> Response:
    """What this device's room shows now, for who missed a push."""
    device = paired_device()
    try:
        return jsonify(live().snapshot(room_of_device(device)))  # type: ignore[arg-type]
    except KeyError as error:
        raise Refused("no_room", 404) from error
