"""Deciding: a command and the state give facts, or a refusal with a stable code. Pure functions."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from msgspec import UNSET

from eventapp.badges.code import check, fair_tag, new_code, normalise
from eventapp.facts import Draft
from eventapp.facts.ids import derived, is_uuid
from eventapp.fair import commands as c
from eventapp.fair.fields import PERSON_PERSONAL, split
from eventapp.fair.people import Conversation, Employer, Seeker
from eventapp.fair.state import Fair
from eventapp.fair.words import LANGUAGE_LEVELS
from eventapp.intake.guard import without_bsn
from eventapp.intake.sensitive import is_sensitive

Person = Seeker | Employer


@dataclass(frozen=True)
class Actor:
    """The paired device that gives a command: what it is for, and where it stands."""

    device: str
    role: str
    employer: str | None = None
    place: str = ""


@dataclass(frozen=True)
class Decision:
    """What a command comes to. ``code`` is stable; a refusal has no drafts.

    ``params`` are ids, codes and instants that make the code's sentence complete; ``about`` is whom it concerns.
    """

    code: str
    drafts: tuple[Draft, ...] = ()
    about: str | None = None
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        return not self.drafts


class Refusal(Exception):
    """The command cannot be: raised inside the rules, a Decision without drafts outside."""

    def __init__(self, code: str, about: str | None = None, **params: Any) -> None:
        super().__init__(code)
        self.decision = Decision(code, about=about, params=params)


def decide(fair: Fair, command: c.Command, actor: Actor) -> Decision:
    """What this command by this device means for the fair as it is now."""
    try:
        if actor.role not in command.roles:
            raise Refusal("not_allowed")
        return _RULES[type(command)](fair, command, actor)
    except Refusal as refusal:
        return refusal.decision


def _check_in(fair: Fair, command: c.CheckIn, actor: Actor) -> Decision:
    party = _badge_holder(fair, command)
    draft = Draft("checked_in", party.id, {"place": actor.place})
    arrival = party.arrived
    if arrival is not None:
        return Decision("already_in", (draft,), party.id, {"since": arrival.moment, "place": arrival.place})
    return Decision("welcome_back" if party.came else "welcome", (draft,), party.id)


def _check_out(fair: Fair, command: c.CheckOut, actor: Actor) -> Decision:
    party = _badge_holder(fair, command)
    if not party.present:
        raise Refusal("not_in", party.id)
    return Decision("goodbye", (Draft("checked_out", party.id, {"place": actor.place}),), party.id)


def _register_walk_in(fair: Fair, command: c.RegisterWalkIn, actor: Actor) -> Decision:
    if not command.first_name.strip():
        raise Refusal("no_name")
    if command.language_nl and command.language_nl not in LANGUAGE_LEVELS:
        raise Refusal("invalid_command", field="language_nl")
    subject = derived(command.id, 1)
    registered = person_registered(fair, subject, next_number(fair), _walk_in_fields(command), source=["balie", 0])
    came_in = Draft("checked_in", subject, {"place": actor.place})
    return Decision("registered", (registered, came_in), subject)


def _walk_in_fields(command: c.RegisterWalkIn) -> dict[str, Any]:
    texts = {name: _typed(getattr(command, name), name) or None for name in _NAMED}
    words = {"wants": _own_words(command.wants, "wil"), "can": _own_words(command.can, "kan")}
    return {**texts, **words, "language_nl": command.language_nl or None}


def _typed(text: str, field: str = "") -> str:
    """What somebody typed, without the citizen service number that may be in it."""
    return without_bsn(text.strip(), "telefoon" if field == "phone" else "")[0]


def _own_words(text: str, column: str) -> list[str] | None:
    """What somebody wants or can; words about health or the like stay out, for stands read this."""
    typed = _typed(text)
    return [typed] if typed and not is_sensitive(typed, column) else None


def _correct_person(fair: Fair, command: c.CorrectPerson, actor: Actor) -> Decision:
    seeker = _seeker(fair, command.subject)
    named = {name: getattr(command, name) for name in _NAMED}
    typed = {name: _typed(value, name) for name, value in named.items() if value is not UNSET}
    changed = {name: value for name, value in typed.items() if value != (seeker.fields.get(name) or "")}
    if changed.get("first_name") == "":
        raise Refusal("no_name", seeker.id)
    if not changed:
        raise Refusal("nothing_to_change", seeker.id)
    draft = Draft("person_edited", seeker.id, {"fields": {}, "source": ["balie", 0]}, changed)
    return Decision("corrected", (draft,), seeker.id)


def _invite(fair: Fair, command: c.Invite, actor: Actor) -> Decision:
    seeker, employer = _seeker(fair, command.subject), _own_stand(fair, actor)
    if not seeker.present:
        raise Refusal("not_in", seeker.id)
    if any(call.employer == employer.id for call in seeker.calls):
        raise Refusal("already_invited", seeker.id)
    if _open_talk(seeker, employer.id):
        raise Refusal("already_talking", seeker.id)
    data = {"employer": employer.id, "vacancy": _own_vacancy(fair, employer, command.vacancy)}
    return Decision("invited", (Draft("invited", seeker.id, data),), seeker.id)


def _start_conversation(fair: Fair, command: c.StartConversation, actor: Actor) -> Decision:
    employer = _own_stand(fair, actor)
    seeker = _badge_holder(fair, command)
    if not isinstance(seeker, Seeker):
        raise Refusal("not_a_seeker", seeker.id)
    if _open_talk(seeker, employer.id):
        raise Refusal("already_talking", seeker.id)
    data = {"conversation": command.id, "employer": employer.id,
            "vacancy": _own_vacancy(fair, employer, command.vacancy)}  # fmt: skip
    talk = Draft("conversation_started", seeker.id, data)
    # Who sits at a stand is in the hall, also if the desk missed them.
    arrival = () if seeker.present else (Draft("checked_in", seeker.id, {"place": actor.place}),)
    return Decision("conversation_started", (talk, *arrival), seeker.id)


def _end_conversation(fair: Fair, command: c.EndConversation, actor: Actor) -> Decision:
    employer = _own_stand(fair, actor)
    seeker, talk = _talk(fair, command.conversation)
    if talk.employer != employer.id:
        raise Refusal("unknown_conversation")
    data = {"conversation": talk.id, "employer": employer.id, "outcome": command.outcome}
    personal = {"note": note} if (note := _typed(command.note)) else None
    return Decision("conversation_ended", (Draft("conversation_ended", seeker.id, data, personal),), seeker.id)


def _seeker_agrees(fair: Fair, command: c.SeekerAgrees, actor: Actor) -> Decision:
    seeker, talk = _talk(fair, command.conversation)
    if seeker.id != command.subject:
        raise Refusal("unknown_conversation")
    if talk.outcome != "match":
        raise Refusal("no_offer", seeker.id)
    if talk.seeker_agreed:
        raise Refusal("already_agreed", seeker.id)
    data = {"conversation": talk.id, "employer": talk.employer}
    return Decision("match", (Draft("seeker_agreed", seeker.id, data),), seeker.id)


def _undo(fair: Fair, command: c.Undo, actor: Actor) -> Decision:
    ids = [derived(command.target, place) for place in range(_MOST_FACTS)] if is_uuid(command.target) else []
    facts = [fact for fact in map(fair.fact, ids) if fact is not None and not fair.is_voided(fact.id)]
    if not facts or facts[0].kind not in _UNDOABLE:
        raise Refusal("nothing_to_undo")
    if actor.role != "organiser" and facts[0].by != actor.device:
        raise Refusal("not_yours")
    drafts = tuple(Draft("voided", fact.subject, {"target": fact.id}) for fact in reversed(facts))
    return Decision("undone", drafts, facts[0].subject)


def _erase(fair: Fair, command: c.Erase, actor: Actor) -> Decision:
    seeker = _seeker(fair, command.subject)
    if seeker.erased:
        raise Refusal("already_erased", seeker.id)
    return Decision("erased", (Draft("erased", seeker.id),), seeker.id)


def _revoke_device(fair: Fair, command: c.RevokeDevice, actor: Actor) -> Decision:
    device = fair.device(command.device)
    if device is None or device.revoked:
        raise Refusal("unknown_device")
    return Decision("revoked", (Draft("device_revoked", device.id),), device.id)


def person_registered(
    fair: Fair, subject: str, number: str, fields: dict[str, Any], source: list[Any]
) -> Draft:
    """The fact that somebody is on the list, with a fresh badge code of this fair."""
    open_fields, personal = split(fields, PERSON_PERSONAL)
    data = {"number": number, "code": fresh_code(fair, subject), "source": source, "fields": open_fields}
    return Draft("person_registered", subject, data, personal)


def fresh_code(fair: Fair, subject: str) -> str:
    """The badge code of somebody new: the same on every laptop of the fair, for nobody else to guess.

    It comes from the fair's secret and the subject's id, so that one command decided on two laptops gives one badge.
    """
    for attempt in count():
        digest = hmac.digest(fair.info.secret.encode(), f"{subject}/{attempt}".encode(), hashlib.sha256)
        code = new_code(fair_tag(fair.info.id), lambda below: int.from_bytes(digest, "big") % below)  # noqa: B023
        if (wearer := fair.with_code(code)) is None or wearer.id == subject:
            return code
    raise AssertionError("unreachable")


def next_number(fair: Fair, taken: frozenset[str] | set[str] = frozenset()) -> str:
    """A free badge number for somebody without one: B1, B2, ..."""
    place = fair.tally.size("number_B") + len(taken) + 1
    while fair.with_number(f"B{place}") is not None or f"B{place}" in taken:
        place += 1
    return f"B{place}"


def _badge_holder(fair: Fair, command: c.ByBadge) -> Person:
    if command.subject is not None:
        party = fair.party(command.subject)
        if party is None:
            raise Refusal("unknown_person")
        return party
    return _by_code(fair, command.code or "")


def _by_code(fair: Fair, text: str) -> Person:
    """Whoever wears this badge; a badge number will do as well."""
    party = fair.with_code(normalise(text)) or fair.with_number(text.strip())
    if party is None:
        raise Refusal(_why_not(fair, text), **({} if text.strip() else {"field": "code"}))
    return party


def _why_not(fair: Fair, text: str) -> str:
    """What is the matter with a code that nobody wears."""
    if not text.strip():
        return "invalid_command"
    verdict = check(text, fair_tag(fair.info.id))
    return {"misread": "misread_code", "other_fair": "other_fair"}.get(verdict, "unknown_code")


def _seeker(fair: Fair, id: str) -> Seeker:
    seeker = fair.seeker(id)
    if seeker is None:
        raise Refusal("unknown_person")
    return seeker


def _own_stand(fair: Fair, actor: Actor) -> Employer:
    employer = fair.employer(actor.employer)
    if employer is None:
        raise Refusal("no_stand")
    return employer


def _own_vacancy(fair: Fair, employer: Employer, id: str | None) -> str | None:
    vacancy = fair.vacancy(id)
    if id is not None and (vacancy is None or vacancy.employer != employer.id):
        raise Refusal("unknown_vacancy")
    return id


def _open_talk(seeker: Seeker, employer: str) -> Conversation | None:
    talk = seeker.talking
    return talk if talk is not None and talk.employer == employer else None


def _talk(fair: Fair, id: str) -> tuple[Seeker, Conversation]:
    started = fair.fact(id)
    seeker = fair.seeker(started.subject) if started is not None else None
    for talk in seeker.conversations if seeker is not None else ():
        if talk.id == id and seeker is not None:
            return seeker, talk
    raise Refusal("unknown_conversation")


_NAMED = ("first_name", "infix", "last_name", "phone")
_MOST_FACTS = 2
_UNDOABLE = frozenset({
    "checked_in", "checked_out", "person_registered", "person_edited", "invited", "conversation_started",
    "conversation_ended", "seeker_agreed",
})  # fmt: skip
_RULES: dict[type, Callable[[Fair, Any, Actor], Decision]] = {
    c.CheckIn: _check_in,
    c.CheckOut: _check_out,
    c.RegisterWalkIn: _register_walk_in,
    c.CorrectPerson: _correct_person,
    c.Invite: _invite,
    c.StartConversation: _start_conversation,
    c.EndConversation: _end_conversation,
    c.SeekerAgrees: _seeker_agrees,
    c.Undo: _undo,
    c.Erase: _erase,
    c.RevokeDevice: _revoke_device,
}
