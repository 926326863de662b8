"""Retention: until when the fair may know who people are, and who is due to be forgotten.

Two periods, counted from the day of the fair: a short one, and a longer one for whom something follows. What follows is
the outcome of a conversation: a second meeting, or an employer's yes. After its period a person is erased like anybody
who asks for it: what was counted stays counted. The person to call at an employer goes by the same periods.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, Final, Literal, NamedTuple

from eventapp.facts import Draft
from eventapp.fair import asked
from eventapp.fair import commands as c
from eventapp.fair.decision import Actor, Decision, Refusal
from eventapp.fair.fields import EMPLOYER_PERSONAL
from eventapp.fair.people import Conversation, Employer, FairInfo, Party, Retention, Seeker
from eventapp.fair.shapes import LONGEST_RETENTION
from eventapp.fair.state import Fair
from eventapp.fair.words import FOLLOW_UPS

Kind = Literal["seekers", "employers"]
KINDS: Final[tuple[Kind, ...]] = ("seekers", "employers")


class Kept(NamedTuple):
    """Somebody of whom something personal is kept, and the day on which it has to be gone."""

    id: str
    kind: Kind
    follow_up: bool
    until: datetime.date


def follows(talk: Conversation) -> bool:
    """Whether somebody still has to hear of this conversation after the fair."""
    return talk.outcome in FOLLOW_UPS or talk.seeker_agreed


def everybody_kept(fair: Fair) -> Iterator[Kept]:
    """Everybody of whom something personal is kept; nobody while the fair has no day."""
    days = last_days(fair.info)
    if days is None:
        return
    followed = {talk.employer for seeker in fair.seekers for talk in seeker.conversations if follows(talk)}
    for seeker in fair.seekers:
        if _unforgotten(fair, seeker):
            later = any(map(follows, seeker.conversations)) or bool(seeker.placements)
            yield Kept(seeker.id, "seekers", later, days[later])
    for employer in fair.employers:
        if any(name in employer.fields for name in EMPLOYER_PERSONAL) and not employer.erased:
            later = employer.id in followed
            yield Kept(employer.id, "employers", later, days[later])


def due(fair: Fair, on: datetime.date) -> list[Kept]:
    """Whoever has to be gone on this day, in the order of their ids."""
    days = last_days(fair.info)
    if days is None or on < min(days):
        return []  # which is the whole day of the fair itself: nobody is looked at
    return sorted(one for one in everybody_kept(fair) if one.until <= on)


def last_days(info: FairInfo) -> tuple[datetime.date, datetime.date] | None:
    """The day without a follow-up and the day with one; None when the fair has no day that can be read."""
    try:
        day = datetime.date.fromisoformat(info.date)
        without, later = (day + datetime.timedelta(days) for days in _days(info.retention))
    except (ValueError, OverflowError):
        return None
    return without, later


def forgetting(fair: Fair, party: Party, **said: Any) -> tuple[Draft, ...]:
    """What erases every entry that is this one party, as far as that was not done."""
    return tuple(Draft("erased", one, said) for one in _unforgotten(fair, party))


def erase(fair: Fair, command: c.Erase, actor: Actor) -> Decision:
    """Forget for good who somebody is. Who is one person goes as one."""
    seeker = asked.seeker(fair, command.subject)
    drafts = forgetting(fair, seeker)
    if not drafts:
        raise Refusal("already_erased", seeker.id)
    return Decision("erased", drafts, seeker.id)


def set_retention(fair: Fair, command: c.SetRetention, actor: Actor) -> Decision:
    """Shorten or lengthen the periods of this fair, with a reason."""
    wanted = Retention(command.without, command.follow_up, command.reason)
    if max(_days(wanted)) > LONGEST_RETENTION:
        raise Refusal("retention_too_long")
    if wanted.follow_up < wanted.without:
        raise Refusal("retention_order")
    if _days(wanted) == _days(fair.info.retention):
        raise Refusal("nothing_to_change")
    said = {"without": wanted.without, "follow_up": wanted.follow_up, "reason": wanted.reason}
    return Decision("retention_set", (Draft("retention_set", fair.info.id, said),))


def half_forgotten(fair: Fair) -> list[Seeker]:
    """Who is one person of whom one entry was erased and another was not: two laptops did that apart."""
    roots = {fair.root(pair.a) for pair in fair.pairs.values() if pair.verdict == "one"}
    found = (seeker for root in sorted(roots) if (seeker := fair.seeker(root)) is not None)
    return [seeker for seeker in found if seeker.erased and _unforgotten(fair, seeker)]


def _days(periods: Retention) -> tuple[int, int]:
    return periods.without, periods.follow_up


def _unforgotten(fair: Fair, party: Party) -> list[str]:
    """The entries of this party that were not erased."""
    members = [party.id] if isinstance(party, Employer) else fair.members(party.id)
    return [one for one in members if not is_erased(fair, one)] if party.erased else members


def is_erased(fair: Fair, subject: str) -> bool:
    """Whether this very entry was erased, whatever it is one with."""
    return subject in fair.erased
