"""Aftercare: what came of a fair in the weeks after it. Somebody begins to work; somebody was called.

It is noted at the hub, by account and case managers, and comes back to the laptops like every fact.
"""

from __future__ import annotations

import datetime
from typing import Final

from eventapp.facts import Draft
from eventapp.fair import asked
from eventapp.fair import commands as c
from eventapp.fair.correcting import typed
from eventapp.fair.decision import Actor, Decision, Refusal
from eventapp.fair.people import Seeker
from eventapp.fair.state import Fair
from eventapp.intake.sensitive import is_sensitive

KINDS: Final = frozenset({"placement_recorded", "aftercare_noted"})


def record_placement(fair: Fair, command: c.RecordPlacement, actor: Actor) -> Decision:
    """Somebody begins to work, or to learn on the job, at an employer whom they spoke at the fair."""
    seeker, talk = asked.talk(fair, command.conversation)
    if seeker.id != fair.root(command.subject):
        raise Refusal("unknown_conversation")
    _known(seeker)
    if any(one.conversation == talk.id for one in seeker.placements):
        raise Refusal("already_placed", seeker.id)
    begins = _day(command.begins, "begins")
    data = {"conversation": talk.id, "employer": talk.employer or "", "begins": begins, "contract": command.contract}
    return Decision("placement_recorded", (Draft("placement_recorded", seeker.id, data),), seeker.id)


def note_aftercare(fair: Fair, command: c.NoteAftercare, actor: Actor) -> Decision:
    """Somebody was called, seen or written to; the note is personal, and nothing about health may stand in it."""
    seeker = asked.seeker(fair, command.subject)
    _known(seeker)
    note = typed(command.note)
    if is_sensitive(note, "opmerkingen"):
        raise Refusal("sensitive_aftercare", seeker.id)
    data = {"on": _day(command.on, "on"), "how": command.how}
    personal = {"note": note} if note else None
    return Decision("aftercare_noted", (Draft("aftercare_noted", seeker.id, data, personal),), seeker.id)


def _known(seeker: Seeker) -> None:
    if seeker.erased:
        raise Refusal("unknown_person")


def _day(text: str, field: str) -> str:
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise Refusal("invalid_command", field=field) from error
