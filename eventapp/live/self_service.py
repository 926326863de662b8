"""What a kiosk shows: a first name and a number, the next stands, and whether help is on the way.

Everybody who passes can read its screen. So of the reasons for a stand only strengths and practical ones are shown:
no limit, no support, no unmet wish, no question, and no distance, which tells where somebody lives.
"""

from __future__ import annotations

from typing import Any, Final

from eventapp.fair import Fair
from eventapp.fair.people import Device, Employer, Seeker
from eventapp.live.guiding import next_stands
from eventapp.live.names import first_name
from eventapp.live.shown import Ground
from eventapp.live.suggesting import Suggestions
from eventapp.live.views import fair_view
from eventapp.matching.results import Suggestion
from eventapp.matching.telling import sentences

View = dict[str, Any]
MOST_STANDS: Final = 3
MOST_REASONS: Final = 2
# The sentences that may stand on a screen that others can read.
REASONS: Final = (
    "reason.open_hiring", "reason.wants_this.you", "reason.can_this.you", "reason.same_family.you",
    "reason.near_work.you", "reason.learn_here.you", "reason.hours_fit.you",
)  # fmt: skip


def kiosk_card(party: Seeker | Employer) -> View:
    """Somebody as a kiosk may show them to themselves."""
    if isinstance(party, Employer):
        return {"id": party.id, "kind": "employer", "name": party.name, "number": party.stand}
    return {"id": party.id, "kind": "seeker", "name": first_name(party), "number": party.number}


def next_at_kiosk(fair: Fair, suggestions: Suggestions, seeker: Seeker) -> tuple[View, list[Ground]]:
    """Up to three stands for one person, and the suggestions among them.

    ``ready`` is False while somebody who just came in is still being matched. Who would rather do without a computer
    hears it from a person.
    """
    if seeker.without_computer:
        return {"ready": True, "stands": []}, []
    stands = next_stands(fair, suggestions, seeker)[:MOST_STANDS]
    matched = not fair.info.suggestions_on or not suggestions.unmatched(fair, [seeker.id])
    view = {"ready": matched, "stands": [_stop(seeker, employer, fit) for employer, fit in stands]}
    return view, [suggestions.ground(seeker.id, fit) for _, fit in stands if fit is not None]


def _stop(seeker: Seeker, employer: Employer, fit: Suggestion | None) -> View:
    said = sentences(fit, "seeker") if fit else []
    reasons = [{"code": code, "params": params} for code, params in said if code in REASONS]
    advised = employer.id in seeker.chosen
    return {
        "id": employer.id,
        "stand": employer.stand,
        "employer": employer.name,
        "reasons": ([{"code": "zuil.advised", "params": {}}] if advised else reasons)[:MOST_REASONS],
    }


def kiosk_view(fair: Fair) -> View:
    """The room of all kiosks: which of them asked for help and wait for somebody."""
    return {"fair": fair_view(fair), "asking": [device.id for device in _kiosks(fair) if device.help_since]}


def help_view(fair: Fair) -> list[View]:
    """For the desk: the kiosks where somebody asks for help, longest first; ``place`` is which one, counted from 1."""
    asking = [
        {"device": device.id, "label": device.label, "place": place, "since": device.help_since}
        for place, device in enumerate(_kiosks(fair), start=1)
        if device.help_since and not device.revoked
    ]
    return sorted(asking, key=lambda one: str(one["since"]))


def _kiosks(fair: Fair) -> list[Device]:
    """In order of pairing: the first is kiosk 1, also after it was revoked."""
    return sorted((device for device in fair.devices if device.role == "kiosk"), key=lambda device: device.id)
