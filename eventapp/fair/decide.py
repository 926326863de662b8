"""Deciding: a command and the state give facts, or a refusal with a stable code. Pure functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import UNSET

from eventapp.facts import Draft
from eventapp.facts.ids import derived, is_uuid
from eventapp.fair import (
    aftercare,
    asked,
    choosing,
    disputing,
    from_paper,
    helping,
    hosting,
    noticing,
    reprinting,
    retention,
)
from eventapp.fair import commands as c
from eventapp.fair.badging import holds_enough, is_own_number, next_block, next_number, person_registered
from eventapp.fair.correcting import cleaned, own_words, typed
from eventapp.fair.decision import Actor, Decision, Refusal
from eventapp.fair.fields import PERSON_PERSONAL, split
from eventapp.fair.fold import BY_HAND
from eventapp.fair.pairs import key_of
from eventapp.fair.people import Employer, Seeker
from eventapp.fair.state import Fair
from eventapp.fair.words import LANGUAGE_LEVELS


def decide(fair: Fair, command: c.Command, actor: Actor) -> Decision:
    """What this command by this device means for the fair as it is now."""
    try:
        if actor.role not in command.roles:
            raise Refusal("not_allowed")
        return _RULES[type(command)](fair, command, actor)
    except Refusal as refusal:
        return refusal.decision


def _check_in(fair: Fair, command: c.CheckIn, actor: Actor) -> Decision:
    party = asked.wearer(fair, command) if actor.role == "kiosk" else asked.badge_holder(fair, command)
    arrival = party.arrived
    # Who decided by itself, while we were away, knew nothing of what we know.
    knew = {"knew": True} if arrival is not None and not command.offline else {}
    draft = Draft("checked_in", party.id, {**_scan(command, actor), **knew})
    if arrival is not None:
        return Decision("already_in", (draft,), party.id, {"since": arrival.moment, "place": arrival.place})
    return Decision("welcome_back" if party.came else "welcome", (draft,), party.id)


def _check_out(fair: Fair, command: c.CheckOut, actor: Actor) -> Decision:
    party = asked.badge_holder(fair, command)
    if not party.present:
        raise Refusal("not_in", party.id)
    return Decision("goodbye", (Draft("checked_out", party.id, _scan(command, actor)),), party.id)


def _scan(command: c.Command, actor: Actor) -> dict[str, Any]:
    return {"place": actor.place, **({"offline": True} if command.offline else {})}


def _register_walk_in(fair: Fair, command: c.RegisterWalkIn, actor: Actor) -> Decision:
    if not command.first_name.strip():
        raise Refusal("no_name")
    if command.language_nl and command.language_nl not in LANGUAGE_LEVELS:
        raise Refusal("invalid_command", field="language_nl")
    subject = derived(command.id, 1)
    code, number = _badge_for(fair, command, actor)
    registered = person_registered(fair, subject, number, _walk_in_fields(command), source=[BY_HAND, 0], code=code)
    came_in = _came_in(fair, subject, command, actor)
    wish = (choosing.without_computer_set(subject),) if command.without_computer else ()
    return Decision("registered", (registered, came_in, *wish), subject)


def _badge_for(fair: Fair, command: c.RegisterWalkIn, actor: Actor) -> tuple[str | None, str]:
    """The code and number on the spare badge that somebody got; else a number alone, with a fresh code."""
    if command.spare:
        return from_paper.spare_for(fair, command.spare)
    own = is_own_number(fair, actor.device, command.number)
    return None, command.number if own else next_number(fair, actor.series)


def _came_in(fair: Fair, subject: str, command: c.RegisterWalkIn, actor: Actor) -> Draft:
    if command.came_at:
        return from_paper.came_in(subject, from_paper.written_time(fair, command.came_at, command.at))
    return Draft("checked_in", subject, _scan(command, actor))


def _reserve_numbers(fair: Fair, command: c.ReserveNumbers, actor: Actor) -> Decision:
    if fair.device(actor.device) is None:
        raise Refusal("unknown_device")
    if holds_enough(fair, actor.device):
        raise Refusal("numbers_enough")
    first, last = next_block(fair, actor.series)
    draft = Draft("numbers_reserved", actor.device, {"first": first, "last": last})
    return Decision("numbers_reserved", (draft,), None, {"first": first, "last": last})


def _walk_in_fields(command: c.RegisterWalkIn) -> dict[str, Any]:
    texts = {name: typed(getattr(command, name), name) or None for name in _NAMED}
    words = {"wants": own_words(command.wants, "wil"), "can": own_words(command.can, "kan")}
    return {**texts, **words, "language_nl": command.language_nl or None}


def _correct_person(fair: Fair, command: c.CorrectPerson, actor: Actor) -> Decision:
    seeker = asked.seeker(fair, command.subject)
    named = {name: getattr(command, name) for name in _NAMED}
    said = {name: typed(value, name) for name, value in named.items() if value is not UNSET}
    changed = {name: value for name, value in said.items() if value != (seeker.fields.get(name) or "")}
    if changed.get("first_name") == "":
        raise Refusal("no_name", seeker.id)
    if not changed:
        raise Refusal("nothing_to_change", seeker.id)
    data = {"fields": {}, "source": [BY_HAND, 0], **disputing.knew(seeker, changed)}
    return Decision("corrected", (Draft("person_edited", seeker.id, data, changed),), seeker.id)


def _complete_person(fair: Fair, command: c.CompletePerson, actor: Actor) -> Decision:
    seeker = asked.seeker(fair, command.subject)
    try:
        said = cleaned(dict(command.fields))
    except ValueError as error:
        raise Refusal("invalid_command", seeker.id, field=str(error)) from error
    changed = {name: value for name, value in said.items() if value != seeker.fields.get(name)}
    if changed.get("first_name") == "":
        raise Refusal("no_name", seeker.id)
    if not changed:
        raise Refusal("nothing_to_change", seeker.id)
    open_fields, personal = split(changed, PERSON_PERSONAL)
    data = {"fields": open_fields, "source": [BY_HAND, 0], **disputing.knew(seeker, changed)}
    return Decision("corrected", (Draft("person_edited", seeker.id, data, personal or None),), seeker.id)


def _invite(fair: Fair, command: c.Invite, actor: Actor) -> Decision:
    seeker, employer = asked.seeker(fair, command.subject), asked.own_stand(fair, actor)
    asked.reachable(seeker)
    if any(call.employer == employer.id for call in seeker.calls):
        raise Refusal("already_invited", seeker.id)
    if asked.open_talk(seeker, employer.id):
        raise Refusal("already_talking", seeker.id)
    if seeker.hidden_at(employer.id):
        raise Refusal("hidden_here", seeker.id)
    data = {"employer": employer.id, "vacancy": asked.own_vacancy(fair, employer, command.vacancy)}
    # Past what an undo takes back: who thinks better of one invitation does not go on with the break.
    back = hosting.back(employer, slot=_MOST_FACTS)
    return Decision("invited", (Draft("invited", seeker.id, data), *back), seeker.id)


def _start_conversation(fair: Fair, command: c.StartConversation, actor: Actor) -> Decision:
    employer = asked.own_stand(fair, actor)
    seeker = asked.badge_holder(fair, command)
    if not isinstance(seeker, Seeker):
        raise Refusal("not_a_seeker", seeker.id)
    if asked.open_talk(seeker, employer.id):
        raise Refusal("already_talking", seeker.id)
    data = {"conversation": command.id, "employer": employer.id,
            "vacancy": asked.own_vacancy(fair, employer, command.vacancy)}  # fmt: skip
    talk = Draft("conversation_started", seeker.id, data)
    # Who sits at a stand is in the hall, also if the desk missed them.
    came = {"place": actor.place, "seated": True}
    arrival = () if seeker.present else (Draft("checked_in", seeker.id, came, slot=1),)
    return Decision("conversation_started", (talk, *arrival, *hosting.back(employer, slot=2)), seeker.id)


def _end_conversation(fair: Fair, command: c.EndConversation, actor: Actor) -> Decision:
    employer = asked.own_stand(fair, actor)
    seeker = _talked_with(fair, command, employer)
    data = {"conversation": command.conversation, "employer": employer.id, "outcome": command.outcome}
    personal = {"note": note} if (note := typed(command.note)) else None
    return Decision("conversation_ended", (Draft("conversation_ended", seeker.id, data, personal),), seeker.id)


def _talked_with(fair: Fair, command: c.EndConversation, employer: Employer) -> Seeker:
    """Whose conversation it was. Of one that began at another laptop the tablet says so."""
    if command.subject is not None and is_uuid(command.conversation) and not fair.knows(command.conversation):
        return asked.seeker(fair, command.subject)
    seeker, talk = asked.talk(fair, command.conversation)
    if talk.employer != employer.id:
        raise Refusal("unknown_conversation")
    return seeker


def _seeker_agrees(fair: Fair, command: c.SeekerAgrees, actor: Actor) -> Decision:
    seeker, talk = asked.talk(fair, command.conversation)
    if seeker.id != fair.root(command.subject):
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
    own = actor.role == "organiser" or facts[0].by == actor.device or choosing.may_take_back(facts[0], actor)
    if not own:
        raise Refusal("not_yours")
    drafts = tuple(Draft("voided", fact.subject, {"target": fact.id}) for fact in reversed(facts))
    return Decision("undone", drafts, fair.root(facts[0].subject))


def _settle_notice(fair: Fair, command: c.SettleNotice, actor: Actor) -> Decision:
    if command.subject == fair.info.id and noticing.is_open(fair, command.notice):
        return Decision("settled", (Draft("notice_settled", fair.info.id, {"notice": command.notice}),))
    party = fair.party(fair.root(command.subject))
    if party is None or command.notice not in {second.id for _, second in party.let_in_twice}:
        raise Refusal("unknown_notice")
    return Decision("settled", (Draft("notice_settled", party.id, {"notice": command.notice}),), party.id)


def _judge_pair(fair: Fair, command: c.JudgePair, actor: Actor) -> Decision:
    pair = fair.pairs.get(key_of(command.subject, command.other))
    if pair is None:
        raise Refusal("unknown_pair")
    if pair.verdict == command.verdict:
        raise Refusal("already_judged")
    one, other = (fair.seeker(fair.root(id)) for id in (pair.a, pair.b))
    if command.verdict == "one" and one and other and one.erased != other.erased:
        raise Refusal("pair_erased")  # the other would be forgotten by it, and that is not what was asked
    draft = Draft("pair_decided", pair.a, {"other": pair.b, "verdict": command.verdict})
    return Decision(f"pair_{command.verdict}", (draft,), fair.root(pair.a))


def _revoke_device(fair: Fair, command: c.RevokeDevice, actor: Actor) -> Decision:
    device = fair.device(command.device)
    if device is None or device.revoked:
        raise Refusal("unknown_device")
    return Decision("revoked", (Draft("device_revoked", device.id),), device.id)


_NAMED = ("first_name", "infix", "last_name", "phone")
_MOST_FACTS = 3
_UNDOABLE = frozenset({
    "checked_in", "checked_out", "person_registered", "person_edited", "invited", "conversation_started",
    "conversation_ended", "seeker_agreed", "pair_decided", "without_computer_set", "badge_tied",
    *aftercare.KINDS, *choosing.KINDS,
})  # fmt: skip
_RULES: dict[type, Callable[[Fair, Any, Actor], Decision]] = {
    c.CheckIn: _check_in,
    c.CheckOut: _check_out,
    c.RegisterWalkIn: _register_walk_in,
    c.ReserveNumbers: _reserve_numbers,
    c.EnterPaper: from_paper.enter_paper,
    c.TieSpare: from_paper.tie_spare,
    c.MakeSpares: from_paper.make_spares,
    c.SetDoors: from_paper.set_doors,
    c.CorrectPerson: _correct_person,
    c.CompletePerson: _complete_person,
    c.Invite: _invite,
    c.StartConversation: _start_conversation,
    c.EndConversation: _end_conversation,
    c.SeekerAgrees: _seeker_agrees,
    c.RecordPlacement: aftercare.record_placement,
    c.NoteAftercare: aftercare.note_aftercare,
    c.Pin: choosing.pin,
    c.Hide: choosing.hide,
    c.AddByHand: choosing.add_by_hand,
    c.SwitchSuggestions: choosing.switch_suggestions,
    c.PlaceJobCoach: hosting.place_job_coach,
    c.PauseStand: hosting.pause_stand,
    c.WithoutComputer: choosing.without_computer,
    c.PrintBadge: reprinting.print_badge,
    c.AskHelp: helping.ask_help,
    c.HelpComing: helping.help_coming,
    c.JudgePair: _judge_pair,
    c.Undo: _undo,
    c.SettleNotice: _settle_notice,
    c.ChooseValue: disputing.choose_value,
    c.Erase: retention.erase,
    c.SetRetention: retention.set_retention,
    c.RevokeDevice: _revoke_device,
}
