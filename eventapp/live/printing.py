"""Printing: which badges, from the state of the fair, to a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from eventapp.badges import Refused
from eventapp.badges.layout import load_layout
from eventapp.badges.render import Badge, render_pdf
from eventapp.fair import Fair
from eventapp.fair.people import Employer, Seeker
from eventapp.live.house import House
from eventapp.messages import text

ROLE_WORDS = {role: text(f"badge.{role}") for role in ("seeker", "employer", "volunteer")}
DEFAULT_LAYOUT = "label-62x100"


def print_badges(
    house: House, out: BinaryIO, numbers: Sequence[str] = (), subjects: Sequence[str] = (), layout: str = DEFAULT_LAYOUT
) -> int:
    """Write the badges of these people as a PDF; without names, of everybody. Returns how many.

    Refused with ``unknown_layout`` or ``nothing_to_print``.
    """
    paper = load_layout(layout)
    with house.ledger.lock:
        fair = house.ledger.fair
        badges = [_badge(party) for party in _wanted(fair, numbers, subjects) if party.code and not party.erased]
        event = fair.info.name
    if not badges:
        raise Refused("nothing_to_print")
    return house.ledger.in_background(render_pdf, badges, paper, event, ROLE_WORDS, out)


def _wanted(fair: Fair, numbers: Sequence[str], subjects: Sequence[str]) -> list[Seeker | Employer]:
    if numbers or subjects:
        named = [fair.with_number(number) for number in numbers] + [fair.party(id) for id in subjects]
        return [party for party in named if party is not None]
    seekers = sorted(fair.seekers, key=lambda seeker: (len(seeker.number), seeker.number))
    return [*seekers, *sorted(fair.employers, key=lambda employer: employer.name)]


def _badge(party: Seeker | Employer) -> Badge:
    code = party.code or ""
    if isinstance(party, Employer):
        return Badge(party.stand, code, party.name, None, "employer", None)
    parts = (party.fields.get("infix"), party.fields.get("last_name"))
    last = " ".join(part for part in parts if part) or None
    return Badge(party.number, code, str(party.fields.get("first_name") or last or ""), last, "seeker", None)
