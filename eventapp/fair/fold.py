"""Folding: from the facts about one subject to what that subject is now.

A fold looks at the whole set of facts in the one order that every node shares, so the order in which they came in
cannot matter. A fact that this version does not understand is stored and passed on, not folded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from eventapp.facts import Fact
from eventapp.fair.people import (
    BadgeAsk,
    Choice,
    Conversation,
    Device,
    Employer,
    Entity,
    FairInfo,
    Invitation,
    Origin,
    Party,
    Scan,
    Seeker,
    Vacancy,
    Value,
)
from eventapp.fair.words import YES

_BIRTHS: dict[str, Callable[[str], Entity]] = {
    "person_registered": Seeker,
    "employer_registered": Employer,
    "vacancy_registered": Vacancy,
    "device_paired": Device,
    "fair_created": FairInfo,
}
# The source of what the desk or the organiser filled in.
BY_HAND = "balie"
_Steps = dict[str, Callable[[Any, Fact], None]]
_by_moment = attrgetter("moment", "id")
# The one order that every node puts facts in.
in_order = attrgetter("hlc", "node", "seq")


def fold(subject: str, facts: Iterable[Fact]) -> Entity | None:
    """What these facts, all about this subject and none of them voided, say of it.

    None while the fact that says what kind of thing it is has not arrived yet.
    """
    ordered = sorted(sorted(facts, key=in_order), key=_by_hand)
    birth = next((fact for fact in ordered if fact.kind in _BIRTHS), None)
    if birth is None:
        return None
    entity = _BIRTHS[birth.kind](subject)
    steps = _STEPS[type(entity)]
    for fact in ordered:
        if fact.kind in steps:
            steps[fact.kind](entity, fact)
    return _finished(entity)


def _by_hand(fact: Fact) -> bool:
    """What somebody put right by hand comes after, and so wins over, whatever a register says and when."""
    source = fact.data.get("source")
    return isinstance(source, list) and source[:1] == [BY_HAND]


def _finished(entity: Entity) -> Entity:
    if isinstance(entity, Party):
        entity.scans.sort(key=_by_moment)
        entity.badges.sort(key=_by_moment)
        entity.codes = [code for code in entity.codes if code not in entity.void_codes]
    if isinstance(entity, Seeker):
        entity.invitations.sort(key=_by_moment)
        entity.choices.sort(key=_by_moment)
        entity.conversations.sort(key=lambda talk: (talk.started or talk.ended or "", talk.id))
    return entity


def _described(entity: Any, fact: Fact) -> None:
    """Take over fields, each by itself: the last writer wins, the others stay visible."""
    fresh = {**fact.data.get("fields", {}), **(fact.personal or {})}
    for beside in ("salt", "told"):  # what a row said besides is for the next import alone
        fresh.pop(beside, None)
    origin = Origin(fact.at, fact.data.get("source"))
    for name in fresh.keys() & entity.fields.keys():
        if fresh[name] != entity.fields[name]:
            _overwrite(entity, name, fresh[name], origin)
    entity.fields.update(fresh)
    entity.origins.update(dict.fromkeys(fresh, origin))
    if origin.source is not None and origin.source not in entity.sources:
        entity.sources.append(origin.source)


def _overwrite(entity: Any, name: str, value: Any, origin: Origin) -> None:
    """Keep the value that loses, behind the one that wins."""
    past = entity.conflicts.get(name) or [Value(entity.fields[name], entity.origins[name])]
    entity.conflicts[name] = [Value(value, origin), *(old for old in past if old.value != value)]


def _badged(entity: Any, fact: Fact) -> None:
    _described(entity, fact)
    code = fact.data.get("code")
    if code and code not in entity.codes:
        entity.codes.append(code)


def _numbered(entity: Any, fact: Fact) -> None:
    _badged(entity, fact)
    number = fact.data.get("number")
    if number and number not in entity.numbers:
        entity.numbers.append(number)


def _scanned(inward: bool) -> Callable[[Any, Fact], None]:
    def step(entity: Any, fact: Fact) -> None:
        offline = bool(fact.data.get("offline"))
        entity.scans.append(Scan(fact.id, fact.moment, inward, fact.data.get("place", ""), fact.by, offline))

    return step


def _invited(entity: Any, fact: Fact) -> None:
    employer, vacancy = fact.data.get("employer", ""), fact.data.get("vacancy")
    entity.invitations.append(Invitation(fact.id, fact.moment, employer, vacancy))


def _conversation(entity: Any, fact: Fact) -> Conversation:
    wanted = fact.data.get("conversation", fact.id)
    for talk in entity.conversations:
        if talk.id == wanted:
            return talk
    entity.conversations.append(Conversation(wanted))
    return entity.conversations[-1]


def _talk_started(entity: Any, fact: Fact) -> None:
    talk = _conversation(entity, fact)
    talk.started = fact.moment
    talk.employer = fact.data.get("employer")
    talk.vacancy = fact.data.get("vacancy")


def _talk_ended(entity: Any, fact: Fact) -> None:
    talk = _conversation(entity, fact)
    talk.ended = fact.moment
    talk.employer = talk.employer or fact.data.get("employer")
    talk.outcome = fact.data.get("outcome", talk.outcome)
    talk.note = (fact.personal or {}).get("note", talk.note)


def _seeker_agreed(entity: Any, fact: Fact) -> None:
    _conversation(entity, fact).seeker_agreed = True


def _chosen(entity: Any, fact: Fact) -> None:
    said, note = fact.data, (fact.personal or {}).get("note")
    vacancy, reason = said.get("vacancy"), said.get("reason")
    entity.choices.append(Choice(fact.id, fact.moment, fact.kind, said["employer"], vacancy, reason, note))


def _without_computer(entity: Any, fact: Fact) -> None:
    entity.without_computer = fact.data["wish"]


def _audit_answered(entity: Any, fact: Fact) -> None:
    entity.audit_group = (fact.personal or {}).get("audit_group") if fact.data["consent"] == YES else None


def _suggestions_switched(entity: Any, fact: Fact) -> None:
    entity.suggestions_on = fact.data["on"]


def _stand_paused(entity: Any, fact: Fact) -> None:
    entity.paused = fact.data["paused"]


def _job_coach_placed(entity: Any, fact: Fact) -> None:
    entity.job_coach = fact.data["place"]


def _erased(entity: Any, fact: Fact) -> None:
    entity.erased = True


def _paired(entity: Any, fact: Fact) -> None:
    entity.role = fact.data.get("role", "")
    entity.label = fact.data.get("label", "")
    entity.employer = fact.data.get("employer")
    entity.token_digest = fact.data.get("token_digest", "")
    entity.searches = fact.data.get("searches", False)


def _revoked(entity: Any, fact: Fact) -> None:
    entity.revoked = True


def _numbers_reserved(entity: Any, fact: Fact) -> None:
    entity.numbers.append((fact.data["first"], fact.data["last"]))


def _help_asked(entity: Any, fact: Fact) -> None:
    entity.help_since = fact.moment


def _help_coming(entity: Any, fact: Fact) -> None:
    entity.help_since = None


def _fair_created(entity: Any, fact: Fact) -> None:
    entity.name = fact.data.get("name", "")
    entity.date = fact.data.get("date", "")
    entity.rehearsal = bool(fact.data.get("rehearsal"))
    entity.secret = fact.data.get("secret", "")


def _badge_asked(entity: Any, fact: Fact) -> None:
    entity.badges.append(BadgeAsk(fact.id, fact.moment, fact.by, fact.node, fact.data.get("reason")))


def _badge_replaced(entity: Any, fact: Fact) -> None:
    entity.void_codes += [code for code in fact.data["voided"] if code not in entity.void_codes]
    entity.codes.insert(0, fact.data["code"])


def _settled(entity: Any, fact: Fact) -> None:
    entity.settled.append(fact.data["notice"])


_PARTY: _Steps = {
    "badge_asked": _badge_asked,
    "badge_replaced": _badge_replaced,
    "notice_settled": _settled,
    "checked_in": _scanned(inward=True),
    "checked_out": _scanned(inward=False),
    "erased": _erased,
}
_STEPS: dict[type, _Steps] = {
    Seeker: {
        **_PARTY,
        "person_registered": _numbered,
        "person_edited": _numbered,
        "invited": _invited,
        "conversation_started": _talk_started,
        "conversation_ended": _talk_ended,
        "seeker_agreed": _seeker_agreed,
        **dict.fromkeys(("pinned", "hidden", "added"), _chosen),
        "without_computer_set": _without_computer,
        "audit_answered": _audit_answered,
    },
    Employer: {**_PARTY, "employer_registered": _badged, "employer_edited": _badged, "stand_paused": _stand_paused},
    Vacancy: {"vacancy_registered": _described, "vacancy_edited": _described, "erased": _erased},
    Device: {
        "device_paired": _paired,
        "device_revoked": _revoked,
        "numbers_reserved": _numbers_reserved,
        "help_asked": _help_asked,
        "help_coming": _help_coming,
    },
    FairInfo: {
        "fair_created": _fair_created,
        "suggestions_switched": _suggestions_switched,
        "job_coach_placed": _job_coach_placed,
    },
}
