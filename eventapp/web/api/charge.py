"""People stay in charge: guiding somebody, asking why not, searching the hall, and what the machine has shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, jsonify, request

from eventapp.fair import Fair
from eventapp.fair.people import Seeker
from eventapp.live.auditing import bias_document
from eventapp.live.guiding import guide, next_view, why
from eventapp.live.lists import searchable
from eventapp.live.shown import Ground, shown_document
from eventapp.live.suggesting import Suggestions
from eventapp.web.access import actor, allowed, house, live
from eventapp.web.api import api
from eventapp.web.errors import Refused

MOST_FOUND = 40
LONGEST_QUERY = 80


@api.get("/people/<id>/next")
@allowed("desk", "organiser")
def next_for_person(id: str) -> Response:
    """The stands to name to who just came in: quick, and noted as told."""
    return _told(id, next_view)


@api.get("/people/<id>/guide")
@allowed("desk", "organiser")
def guide_person(id: str) -> Response:
    """Where somebody may go next, with the reasons, and what people decided."""
    return _told(id, guide)


def _told(id: str, view_of: Callable[[Fair, Suggestions, Seeker], tuple[dict[str, Any], list[Ground]]]) -> Response:
    """What is shown here is said to the person: they are expected there from now on, and it is noted."""
    live().told(_seeker(id).id)
    with house().ledger.lock:
        seeker = _seeker(id)
        view, grounds = view_of(house().ledger.fair, live().suggestions, seeker)
    house().shown.add(actor().role, [(seeker.id, ground) for ground in grounds])
    return jsonify(view)


@api.get("/people/<id>/why")
@allowed("desk", "organiser")
def why_not(id: str) -> Response:
    """Why this person is or is not suggested at the stand of ``employer``."""
    with house().ledger.lock:
        fair, seeker = house().ledger.fair, _seeker(id)
        employer = fair.employer(request.args.get("employer"))
        if employer is None:
            raise Refused("unknown_stand", 404)
        return jsonify(why(fair, live().suggestions, seeker, employer))


@api.get("/hall")
@allowed("stand")
def search_hall() -> Response:
    """Everybody in the hall whose card has the words of ``q``; nobody as long as there are suggestions."""
    employer = actor().employer
    query = request.args.get("q", "")[:LONGEST_QUERY]
    most = request.args.get("most", MOST_FOUND, type=int)
    with house().ledger.lock:
        fair = house().ledger.fair
        found = searchable(fair, employer, query) if employer and not fair.info.suggestions_on else []
    return jsonify(people=found[: max(most, 0)], found=len(found))


@api.get("/shown")
@allowed("organiser")
def show_shown() -> Response:
    """What the machine showed, to look into; no name in it."""
    house().shown.flush()
    reply = jsonify(shown=shown_document(house().ledger))
    reply.headers["Content-Disposition"] = 'attachment; filename="getoond.json"'
    return reply


@api.get("/bias")
@allowed("organiser")
def show_bias() -> Response:
    """The bias report of this fair."""
    return jsonify(bias_document(house()))


def _seeker(id: str) -> Seeker:
    with house().ledger.lock:
        fair = house().ledger.fair
        seeker = fair.seeker(fair.root(id))
    if seeker is None:
        raise Refused("unknown_person", 404)
    return seeker
