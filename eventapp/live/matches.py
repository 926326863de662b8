"""Matches for everybody, as if all were present and no stand had a queue: to look at before the fair."""

from __future__ import annotations

import time
from typing import Any

from eventapp.fair.people import Seeker
from eventapp.live.house import House
from eventapp.live.suggesting import Suggestions
from eventapp.live.views import reason_view
from eventapp.matching.engine import Engine
from eventapp.matching.profile import seeker_of
from eventapp.matching.results import Reason
from eventapp.messages import text

MOST = 10


def match_everybody(house: House) -> dict[str, Any]:
    """The document of ``run.py match --json``: suggestions, exclusions and combinations per seeker."""
    suggestions = Suggestions(house.places, house.esco)
    with house.ledger.lock:
        fair = house.ledger.fair
        offers = suggestions.offers(fair)
        seekers = sorted(fair.seekers, key=lambda seeker: seeker.id)
    names = {vacancy.id: str(vacancy.fields.get("number") or vacancy.id) for vacancy, _ in offers}
    employers = {employer.id: employer.name for _, employer in offers}
    engine = house.ledger.in_background(suggestions.engine_for, offers)
    rows = []
    for seeker in seekers:
        rows.append(_row(engine, seeker, names, employers))
        time.sleep(0)
    return {"seekers": rows}


def _row(engine: Engine, seeker: Seeker, names: dict[str, str], employers: dict[str, str]) -> dict[str, Any]:
    matched = engine.match(seeker_of(seeker.number, seeker.fields))
    return {
        "number": seeker.number,
        "suggestions": [
            {
                "vacancy": names[one.vacancy],
                "employer": employers[one.employer],
                "reasons": [_reason(reason) for reason in (*one.reasons, *one.questions)],
                "relaxed": list(one.relaxed),
            }
            for one in matched.suggestions(MOST)
        ],
        "excluded": [{"vacancy": names[one.vacancy], "codes": list(one.codes)} for one in matched.excluded],
        "combinations": [
            {"vacancies": [names[id] for id in one.vacancies], "hours": one.hours} for one in matched.combinations
        ],
    }


def _reason(reason: Reason) -> dict[str, str]:
    view = reason_view(reason)
    return {"code": reason.code, "text": text(view["code"], view["params"])}
