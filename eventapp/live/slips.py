"""The seeker's slip: where to go next and why, whom they spoke and what was agreed.

It is taken along and shown around. So there is no limit on it, no number to rank by, and how to reach an employer only
once both said yes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from eventapp.badges import Refused
from eventapp.badges.layout import Layout
from eventapp.badges.slip import Part, Slip, draw_slip, slip_pdf
from eventapp.fair import Fair
from eventapp.fair.people import Conversation, Employer, Seeker
from eventapp.live.guiding import next_view
from eventapp.live.names import first_name
from eventapp.live.print_jobs import Job
from eventapp.live.printers import Sheet
from eventapp.live.self_service import next_at_kiosk
from eventapp.live.shown import Ground
from eventapp.live.suggesting import Suggestions
from eventapp.messages import text

if TYPE_CHECKING:
    from eventapp.live.house import House

# What a stand says of a talk, as the seeker may hear it; any other outcome is that they talked.
_AGREED: Final = frozenset({"match", "follow_up"})


def slip_of(fair: Fair, suggestions: Suggestions, seeker: Seeker, at_kiosk: bool = False) -> tuple[Slip, list[Ground]]:
    """What stands on somebody's slip, and the suggestions among it. At a kiosk passers-by can read it."""
    if at_kiosk:
        view, grounds = next_at_kiosk(fair, suggestions, seeker)
        stops = [_stop(stop, "") for stop in view["stands"]]
    else:
        view, grounds = next_view(fair, suggestions, seeker)
        stops = [_stop(stop, stop["title"]) for stop in view["next"]]
    parts = (
        *_headed("slip.next", stops or [Part("", (_nowhere(fair),))]),
        *_headed("slip.talks", list(_talks(fair, seeker))),
    )
    return Slip(fair.info.name, first_name(seeker), seeker.number, parts, text("slip.more")), grounds


def slip_sheet(house: House, job: Job, layout: Layout) -> Sheet:
    """The slip of a print job, on the paper of its printer. Refused: ``nothing_to_print``."""
    slip = slip_now(house, job.subject, job.device)
    page = layout.page
    sheet = house.ledger.in_background(draw_slip, slip, page.width, page.height, layout.dots_per_inch)
    return Sheet(job.id, sheet.picture.convert("L"), layout, slip_pdf(sheet, slip))


def slip_now(house: House, subject: str, device: str) -> Slip:
    """The slip as it is now; who gets it is told where to go, and that is noted. Refused: ``nothing_to_print``."""
    live, ledger = house.live, house.ledger
    with ledger.lock:
        fair = ledger.fair
        seeker, asking = fair.seeker(fair.root(subject)), fair.device(device)
    if seeker is None or seeker.erased or live is None:
        raise Refused("nothing_to_print")
    live.told(seeker.id)
    role = asking.role if asking else "desk"
    with ledger.lock:
        slip, grounds = slip_of(fair, live.suggestions, seeker, at_kiosk=role == "kiosk")
    house.shown.add(role, [(seeker.id, ground) for ground in grounds])
    return slip


def _headed(code: str, parts: list[Part]) -> list[Part]:
    return [Part(text(code)), *parts] if parts else []


def _stop(stop: dict[str, Any], title: str) -> Part:
    said = [text(reason["code"], reason["params"]) for reason in stop["reasons"]]
    also = [text(code) for code in stop.get("relaxed", ())]
    by_hand = [text(f"slip.{stop['by_hand']['kind']}")] if stop.get("by_hand") else []
    return Part(
        _where(stop["stand"], stop["employer"]), tuple(line for line in (title, *by_hand, *said, *also) if line)
    )


def _nowhere(fair: Fair) -> str:
    place = fair.info.job_coach
    return text("slip.nowhere_at" if place else "slip.nowhere", {"place": place})


def _talks(fair: Fair, seeker: Seeker) -> Iterator[Part]:
    """Whom somebody spoke, and what came of it: the last talk with each."""
    last = {talk.employer: talk for talk in seeker.conversations if talk.employer}
    for id, talk in last.items():
        if (employer := fair.employer(id)) is not None:
            yield Part(_where(employer.stand, employer.name), tuple(_agreed(employer, talk)))


def _agreed(employer: Employer, talk: Conversation) -> Iterator[str]:
    if not talk.is_match:
        yield text(f"slip.{talk.outcome if talk.outcome in _AGREED else 'talked'}")
        return
    yield text("slip.both")
    reach = [str(employer.fields.get(name) or "") for name in ("contact", "phone", "email")]
    if any(reach):
        yield text("slip.contact", {"contact": ", ".join(filter(None, reach))})


def _where(stand: str, name: str) -> str:
    return text("slip.stand", {"stand": stand, "name": name}) if stand else name
