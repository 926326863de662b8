"""Who and what a command is about: found in the state, or refused with the reason."""

from __future__ import annotations

from eventapp.badges.code import check, fair_tag, normalise
from eventapp.fair import commands as c
from eventapp.fair.decision import Actor, Refusal
from eventapp.fair.people import Conversation, Employer, Seeker
from eventapp.fair.state import Fair

Person = Seeker | Employer


def badge_holder(fair: Fair, command: c.ByBadge) -> Person:
    """The person or employer that a command names, by subject or by badge."""
    if command.subject is not None:
        party = fair.party(fair.root(command.subject))
        if party is None:
            raise Refusal("unknown_person")
        return party
    return by_code(fair, command.code or "")


def wearer(fair: Fair, command: c.ByBadge) -> Person:
    """The same for who helps themselves: no badge number, which anybody can read from the call board."""
    if command.subject is None and fair.with_code(normalise(command.code or "")) is None:
        raise Refusal(_why_not(fair, command.code or ""))
    return badge_holder(fair, command)


def by_code(fair: Fair, text: str) -> Person:
    """Whoever wears this badge; a badge number will do as well."""
    party = fair.with_code(normalise(text)) or fair.with_number(text.strip())
    if len(fair.wearing(text.strip())) > 1:
        raise Refusal("number_of_two")
    if party is None:
        raise Refusal(_why_not(fair, text), **({} if text.strip() else {"field": "code"}))
    return party


def _why_not(fair: Fair, text: str) -> str:
    """What is the matter with a code that nobody wears."""
    if not text.strip():
        return "invalid_command"
    if fair.is_void(normalise(text)):
        return "badge_voided"
    if normalise(text) in fair.info.spares:
        return "spare_untied"
    verdict = check(text, fair_tag(fair.info.id))
    return {"misread": "misread_code", "other_fair": "other_fair"}.get(verdict, "unknown_code")


def seeker(fair: Fair, id: str) -> Seeker:
    """The seeker with this id."""
    found = fair.seeker(fair.root(id))
    if found is None:
        raise Refusal("unknown_person")
    return found


def reachable(seeker: Seeker) -> None:
    """A stand can only ask for somebody who is in the hall, and not for who would rather do without a computer."""
    if not seeker.present:
        raise Refusal("not_in", seeker.id)
    if seeker.without_computer:
        raise Refusal("via_desk", seeker.id)


def own_stand(fair: Fair, actor: Actor) -> Employer:
    """The employer whose tablet this is."""
    employer = fair.employer(actor.employer)
    if employer is None:
        raise Refusal("no_stand")
    return employer


def own_vacancy(fair: Fair, employer: Employer, id: str | None) -> str | None:
    """The vacancy of this employer with this id; none was named is fine too."""
    vacancy = fair.vacancy(id)
    if id is not None and (vacancy is None or vacancy.employer != employer.id):
        raise Refusal("unknown_vacancy")
    return id


def open_talk(seeker: Seeker, employer: str) -> Conversation | None:
    """The conversation that this seeker is in now, if it is with this employer."""
    now = seeker.talking
    return now if now is not None and now.employer == employer else None


def talk(fair: Fair, id: str) -> tuple[Seeker, Conversation]:
    """The conversation with this id, and whose it is."""
    started = fair.fact(id)
    found = fair.seeker(fair.root(started.subject)) if started is not None else None
    for one in found.conversations if found is not None else ():
        if one.id == id and found is not None:
            return found, one
    raise Refusal("unknown_conversation")
