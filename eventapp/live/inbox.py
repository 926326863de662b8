"""The organiser's inbox: what happened that a person should look at, with who, when and where."""

from __future__ import annotations

from typing import Any

from eventapp.fair import Fair
from eventapp.fair.people import Employer, Scan
from eventapp.live.names import full_name

# So many are shown at once; the others come when these have been looked at.
MOST_NOTICES = 20


def inbox_view(fair: Fair) -> dict[str, Any]:
    """Badges that two desks let in apart, oldest first."""
    doubled = (party for id in fair.tally.members("let_in_twice") if (party := fair.party(id)))
    notices = [
        {
            "id": second.id,
            "subject": party.id,
            "code": "let_in_twice",
            "name": full_name(party),
            "number": party.stand if isinstance(party, Employer) else party.number,
            "scans": [_scan(first), _scan(second)],
        }
        for party in doubled
        for first, second in party.let_in_twice
    ]
    notices.sort(key=lambda notice: str(notice["id"]))
    return {"waiting": len(notices), "notices": notices[:MOST_NOTICES]}


def _scan(scan: Scan) -> dict[str, str]:
    return {"moment": scan.moment, "place": scan.place}
