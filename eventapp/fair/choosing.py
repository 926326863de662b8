"""What people decide over the machine: who is on top at a stand, who is not shown there, who is added by hand.

Also whether there are suggestions at all, and who would rather do without a computer. A person's word always goes
before what the matching finds; each is a fact, and each can be taken back.
"""

from __future__ import annotations

from typing import Any, Final

from eventapp.facts import Draft, Fact
from eventapp.fair import asked
from eventapp.fair import commands as c
from eventapp.fair.correcting import typed
from eventapp.fair.decision import Actor, Decision, Refusal
from eventapp.fair.people import Employer, Seeker
from eventapp.fair.state import Fair
from eventapp.intake.sensitive import is_sensitive

KINDS: Final = frozenset({"pinned", "hidden", "added"})


def pin(fair: Fair, command: c.Pin, actor: Actor) -> Decision:
    """Keep somebody on top at a stand."""
    draft = _chosen(fair, command, actor, "pinned")
    return Decision("pinned", (draft,), draft.subject)


def hide(fair: Fair, command: c.Hide, actor: Actor) -> Decision:
    """Never show somebody at a stand again."""
    draft = _chosen(fair, command, actor, "hidden")
    return Decision("hidden", (draft,), draft.subject)


def add_by_hand(fair: Fair, command: c.AddByHand, actor: Actor) -> Decision:
    """Put somebody on a stand's list whom the machine did not suggest there. No limit shuts this: people decide."""
    note = typed(command.note)
    if is_sensitive(note, "wil"):
        raise Refusal("sensitive_note")
    draft = _chosen(fair, command, actor, "added", {"reason": command.reason}, {"note": note} if note else None)
    return Decision("added", (draft,), draft.subject)


def switch_suggestions(fair: Fair, command: c.SwitchSuggestions, actor: Actor) -> Decision:
    """The stop button of the whole fair."""
    if fair.info.suggestions_on == command.on:
        raise Refusal("already_switched")
    draft = Draft("suggestions_switched", fair.info.id, {"on": command.on})
    return Decision("suggestions_on" if command.on else "suggestions_off", (draft,))


def without_computer(fair: Fair, command: c.WithoutComputer, actor: Actor) -> Decision:
    """Somebody would rather be helped by people only, or not any more."""
    if actor.role == "kiosk" and not command.wish:
        raise Refusal("not_allowed")
    seeker = asked.seeker(fair, command.subject)
    if seeker.without_computer == command.wish:
        raise Refusal("nothing_to_change", seeker.id)
    return Decision("corrected", (without_computer_set(seeker.id, command.wish),), seeker.id)


def without_computer_set(subject: str, wish: bool = True) -> Draft:
    """The fact of that wish."""
    return Draft("without_computer_set", subject, {"wish": wish})


def may_take_back(fact: Fact, actor: Actor) -> bool:
    """A choice or an invitation of a stand belongs to that stand and to the desk, whichever device made it."""
    return fact.kind in {*KINDS, "invited"} and (actor.role == "desk" or actor.employer == fact.data.get("employer"))


def _chosen(
    fair: Fair,
    command: c.AtStand,
    actor: Actor,
    kind: str,
    why: dict[str, Any] | None = None,
    personal: dict[str, Any] | None = None,
) -> Draft:
    employer = _stand(fair, command, actor)
    seeker = _whom(fair, command, actor)
    vacancy = asked.own_vacancy(fair, employer, command.vacancy)
    now = seeker.chosen.get(employer.id)
    if now is not None and (now.kind, now.vacancy) == (kind, vacancy):
        raise Refusal("already_chosen", seeker.id)
    return Draft(kind, seeker.id, {"employer": employer.id, "vacancy": vacancy, **(why or {})}, personal)


def _stand(fair: Fair, command: c.AtStand, actor: Actor) -> Employer:
    """A tablet speaks for its own stand only; the desk and the organiser name one."""
    if actor.role == "stand":
        return asked.own_stand(fair, actor)
    employer = fair.employer(command.employer)
    if employer is None:
        raise Refusal("unknown_stand")
    return employer


def _whom(fair: Fair, command: c.AtStand, actor: Actor) -> Seeker:
    """The seeker it is about; a stand knows only those who are in the hall and on its tablet."""
    seeker = asked.badge_holder(fair, command)
    if not isinstance(seeker, Seeker):
        raise Refusal("not_a_seeker", seeker.id)
    if actor.role == "stand":
        asked.reachable(seeker)
    return seeker
