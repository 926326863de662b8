"""Folding: from the facts about one subject to what that subject is now.

A fold looks at the whole set of facts in the one order that every node shares, so the order in which they came in
cannot matter. A fact that this version does not understand is stored and passed on, not folded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from eventapp.facts import Fact
from eventapp.facts.fact import in_order
from eventapp.fair.fields import EMPLOYER_PERSONAL, PERSON_PERSONAL
from eventapp.fair.people import (
    Aftercare,
    BadgeAsk,
    Choice,
    Conversation,
    Device,
    Employer,
    Entity,
    FairInfo,
    Invitation,
    LaptopJoined,
    Origin,
    Party,
    Placement,
    Purge,
    Retention,
    Scan,
    Seeker,
    Vacancy,
    Value,
    Word,
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
# Of a person only what was put right by hand: that registers differ is nothing new.
_WORDS = ("person_edited", "employer_edited", "vacancy_edited")
_Steps = dict[str, Callable[[Any, Fact], None]]
_by_moment = attrgetter("moment", "id")


def fold(subject: str, facts: Iterable[Fact], otherwise: Iterable[Fact] = ()) -> Entity | None:
    """What these facts, all about this subject and none of them voided, say of it.

    None while the fact that says what kind of thing it is has not arrived yet. ``otherwise`` are facts that stand
    elsewhere under the id of one of these, and do not say the same (``twins``).
    """
    ordered = _knowing(sorted(sorted(facts, key=in_order), key=_by_hand))
    birth = next((fact for fact in ordered if fact.kind in _BIRTHS), None)
    if birth is None:
        return None
    entity = _BIRTHS[birth.kind](subject)
    steps = _STEPS[type(entity)]
    for fact in ordered:
        if fact.kind in steps:
            steps[fact.kind](entity, fact)
    for fact in sorted(otherwise, key=in_order):
        _also(entity, fact)
    return _finished(entity)


def _knowing(ordered: list[Fact]) -> list[Fact]:
    """A correction after those that it knew of, also where the clocks of two laptops are far apart."""
    knew = {fact.id: {one for ids in said.values() for one in ids}
            for fact in ordered if isinstance(said := fact.data.get("knew"), dict)}  # fmt: skip
    if not knew:
        return ordered
    to_come = {fact.id for fact in ordered}
    told: list[Fact] = []
    waiting: list[Fact] = []
    for fact in ordered:
        waiting.append(fact)
        while ready := [one for one in waiting if not (knew.get(one.id, set()) - {one.id}) & to_come]:
            told += ready
            to_come -= {one.id for one in ready}
            waiting = [one for one in waiting if one.id in to_come]
    return [*told, *waiting]


def _also(entity: Entity, fact: Fact) -> None:
    """What another laptop handed out for the same act, and is on paper now: that works as well."""
    if isinstance(entity, Seeker) and fact.kind == "person_registered" and fact.data["number"] not in entity.numbers:
        entity.numbers.append(fact.data["number"])
    if isinstance(entity, Device) and fact.kind == "numbers_reserved":
        _numbers_reserved(entity, fact)


def _by_hand(fact: Fact) -> bool:
    """What somebody put right by hand comes after, and so wins over, whatever a register says and when."""
    source = fact.data.get("source")
    return isinstance(source, list) and source[:1] == [BY_HAND]


def _finished(entity: Entity) -> Entity:
    if isinstance(entity, Party) and entity.erased:
        _nameless(entity)
    if isinstance(entity, Party):
        entity.scans.sort(key=_by_moment)
        entity.badges.sort(key=_by_moment)
        entity.codes = [code for code in entity.codes if code not in entity.void_codes]
    if isinstance(entity, Seeker):
        entity.invitations.sort(key=_by_moment)
        entity.choices.sort(key=_by_moment)
        entity.placements.sort(key=lambda one: (one.begins, one.id))
        entity.aftercare.sort(key=lambda one: (one.on, one.id))
        entity.conversations.sort(key=lambda talk: (talk.started or talk.ended or "", talk.id))
    return entity


def _nameless(party: Party) -> None:
    """Nothing personal of who was erased, also while another entry of this one person was not (yet)."""
    for part in (party.fields, party.origins, party.conflicts, party.words):
        for name in (*PERSON_PERSONAL, *EMPLOYER_PERSONAL):
            part.pop(name, None)
    if isinstance(party, Seeker):
        party.audit_group = None
        for talk in party.conversations:
            talk.note = None
        for choice in party.choices:
            choice.note = None
        for care in party.aftercare:
            care.note = None


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
    if fact.kind in _WORDS and (_by_hand(fact) or fact.kind != "person_edited"):
        _note_words(entity, fact, fresh)
    if origin.source is not None and origin.source not in entity.sources:
        entity.sources.append(origin.source)


def _note_words(entity: Any, fact: Fact, fresh: dict[str, Any]) -> None:
    """Remember who gave these fields these values, knowing of what (``disputing``)."""
    knew = fact.data.get("knew") or {}
    for name, value in fresh.items():
        word = Word(fact.id, value, fact.moment, fact.by, fact.node, knew.get(name, []))
        entity.words.setdefault(name, []).append(word)


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
        offline, paper, seated, again = (bool(fact.data.get(name)) for name in ("offline", "paper", "seated", "knew"))
        scan = Scan(fact.id, fact.moment, inward, fact.data.get("place", ""), fact.by, offline, paper)
        scan.node, scan.entry, scan.again, scan.seated = fact.node, fact.subject, again, seated
        entity.scans.append(scan)

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


def _placed(entity: Any, fact: Fact) -> None:
    said = fact.data
    placement = Placement(fact.id, said["conversation"], said["employer"], said["begins"], said["contract"])
    entity.placements.append(placement)


def _cared_for(entity: Any, fact: Fact) -> None:
    note = (fact.personal or {}).get("note")
    entity.aftercare.append(Aftercare(fact.id, fact.data["on"], fact.data["how"], note))


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
    entity.laptops.setdefault(fact.node, LaptopJoined(0))  # who made the fair has the first series


def _laptop_joined(entity: Any, fact: Fact) -> None:
    joined = LaptopJoined(fact.data["series"], fact.data.get("device", ""))
    entity.laptops.setdefault(fact.data["node"], joined)


def _badge_asked(entity: Any, fact: Fact) -> None:
    entity.badges.append(BadgeAsk(fact.id, fact.moment, fact.by, fact.node, fact.data.get("reason")))


def _badge_replaced(entity: Any, fact: Fact) -> None:
    entity.void_codes += [code for code in fact.data["voided"] if code not in entity.void_codes]
    entity.codes.insert(0, fact.data["code"])


def _badge_tied(entity: Any, fact: Fact) -> None:
    """What is on the badge that somebody wears now goes before what they were registered with."""
    entity.void_codes += [code for code in fact.data["voided"] if code not in entity.void_codes]
    entity.codes = [fact.data["code"], *(code for code in entity.codes if code != fact.data["code"])]
    entity.numbers = [fact.data["number"], *(one for one in entity.numbers if one != fact.data["number"])]


def _spares_made(entity: Any, fact: Fact) -> None:
    entity.spares |= {code: f"B{number}" for number, code in enumerate(fact.data["codes"], fact.data["first"])}


def _doors_set(entity: Any, fact: Fact) -> None:
    entity.doors = fact.data["opens"]


def _retention_set(entity: Any, fact: Fact) -> None:
    entity.retention = Retention(fact.data["without"], fact.data["follow_up"], fact.data["reason"])


def _purged(entity: Any, fact: Fact) -> None:
    entity.purges.append(Purge(fact.id, fact.moment, fact.data))


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
        "placement_recorded": _placed,
        "aftercare_noted": _cared_for,
        **dict.fromkeys(("pinned", "hidden", "added"), _chosen),
        "without_computer_set": _without_computer,
        "audit_answered": _audit_answered,
        "badge_tied": _badge_tied,
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
        "retention_set": _retention_set,
        "purged": _purged,
        "doors_set": _doors_set,
        "laptop_joined": _laptop_joined,
        "notice_settled": _settled,
        "spares_made": _spares_made,
    },
}
