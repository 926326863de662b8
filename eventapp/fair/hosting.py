"""Hosting: where people are received. A stand that has a break, and where the job coach sits."""

from __future__ import annotations

from dataclasses import replace

from eventapp.facts import Draft
from eventapp.fair import asked
from eventapp.fair import commands as c
from eventapp.fair.correcting import typed
from eventapp.fair.decision import Actor, Decision, Refusal
from eventapp.fair.people import Employer
from eventapp.fair.state import Fair


def pause_stand(fair: Fair, command: c.PauseStand, actor: Actor) -> Decision:
    """Nobody is sent to a stand that has a break."""
    employer = asked.own_stand(fair, actor)
    if employer.paused == command.paused:
        raise Refusal("already_switched", employer.id)
    return Decision("stand_paused" if command.paused else "stand_open", (stand_paused(employer, command.paused),))


def place_job_coach(fair: Fair, command: c.PlaceJobCoach, actor: Actor) -> Decision:
    """Where somebody goes for whom no stand is left; an empty place is none."""
    place = typed(command.where)
    if place == fair.info.job_coach:
        raise Refusal("nothing_to_change")
    return Decision("job_coach_placed", (Draft("job_coach_placed", fair.info.id, {"place": place}),))


def back(employer: Employer, slot: int) -> tuple[Draft, ...]:
    """A stand that invites or talks has no break any more, also if nobody pressed the button."""
    return (replace(stand_paused(employer, False), slot=slot),) if employer.paused else ()


def stand_paused(employer: Employer, paused: bool) -> Draft:
    """The fact of a break, or of its end."""
    return Draft("stand_paused", employer.id, {"paused": paused})
