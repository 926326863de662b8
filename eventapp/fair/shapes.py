"""The shape of every kind of fact that this version folds.

Facts come from other laptops too, some of a newer version and some broken. One that has not the shape of its kind is
treated as one of an unknown kind: stored and passed on, never folded. So the fold may rely on what it reads.
"""

# ruff: noqa: UP013  # a field on each line would hide the shapes in their length
from __future__ import annotations

import re
from typing import Annotated, Any, Literal, TypedDict

import msgspec
from msgspec import Meta

from eventapp.facts import Fact
from eventapp.fair.fields import EmployerOpen, EmployerPersonal, PersonOpen, PersonPersonal, VacancyOpen

KNOWN_VERSION = 1
LONGEST_RETENTION = 730  # days: two years
MOST_SERIES = 1000

Note = TypedDict("Note", {"note": str}, total=False)
AuditAnswer = TypedDict("AuditAnswer", {"audit_group": str}, total=False)
Nothing = TypedDict("Nothing", {}, total=False)


class PersonFields(PersonOpen, PersonPersonal, total=False):
    """Everything that is said of a seeker, wherever in the fact it stands."""


class PersonTold(PersonFields, total=False):
    """``told`` is what the row said besides: less fully than was known, or known before."""

    told: PersonFields


class EmployerFields(EmployerOpen, EmployerPersonal, total=False):
    """Everything that is said of an employer."""


class Described(msgspec.Struct):
    """What a register or the desk says of somebody or something; ``knew``: fair/disputing.py."""

    source: tuple[str, int] | None = None
    code: str | None = None
    knew: dict[str, list[str]] = {}


class Register(msgspec.Struct):
    """Which register told this, and under which number of its own."""

    id: str
    number: str | None = None


class Person(Described):
    fields: PersonFields = {}
    number: str | None = None
    register: Register | None = None


class NewPerson(Person, kw_only=True):
    number: str
    code: str


class Employer(Described):
    fields: EmployerFields = {}


class Vacancy(Described):
    fields: VacancyOpen = {}


class Scan(msgspec.Struct):
    place: str = ""
    offline: bool = False
    paper: bool = False
    seated: bool = False
    knew: bool = False  # the laptop knew that they were in


class Invitation(msgspec.Struct):
    employer: str
    vacancy: str | None = None


class ByHand(Invitation, kw_only=True):
    reason: str


class Switch(msgspec.Struct):
    on: bool


class Break(msgspec.Struct):
    paused: bool


class Place(msgspec.Struct):
    place: str


class Wish(msgspec.Struct):
    wish: bool


class AuditConsent(msgspec.Struct):
    consent: int  # tri-state: for the audit alone


class Talk(Invitation, kw_only=True):
    conversation: str


class TalkEnd(msgspec.Struct):
    conversation: str
    employer: str
    outcome: str


class Agreement(msgspec.Struct):
    conversation: str


class Device(msgspec.Struct):
    role: str
    token_digest: str
    label: str = ""
    employer: str | None = None
    searches: bool = False


class Numbers(msgspec.Struct):
    first: int
    last: int


class FairInfo(msgspec.Struct):
    name: str
    date: str
    secret: str
    rehearsal: bool = False


class Proposal(msgspec.Struct):
    other: str
    why: list[str] = []


class Judgement(msgspec.Struct):
    other: str
    verdict: Literal["one", "two", "later"]


class BadgeAsked(msgspec.Struct):
    reason: str | None = None


class BadgeReplaced(msgspec.Struct):
    code: str
    voided: list[str]


class BadgeTied(msgspec.Struct):
    code: str
    number: str
    voided: list[str] = []


class Spares(msgspec.Struct):
    first: int
    codes: list[str]


class Doors(msgspec.Struct):
    opens: str


class LaptopJoined(msgspec.Struct):
    node: str
    series: Annotated[int, Meta(ge=0, lt=MOST_SERIES)]
    device: str = ""


Days = Annotated[int, Meta(ge=1, le=LONGEST_RETENTION)]


class RetentionSet(msgspec.Struct):
    without: Days
    follow_up: Days
    reason: str


class Purged(msgspec.Struct):
    """A purge: counts by kind; ``follow_up`` is a part of ``forgotten``, None where it would tell of too few.

    ``runs`` are the tries that it took: the erasures of a purge name theirs, so that none is in no certificate.
    ``before`` and ``after`` are hashes of the state around it; ``counts`` and ``arrivals`` are those of the fair.
    """

    on: str
    by: str
    version: str
    runs: list[str] = []
    forgotten: dict[str, int] = {}
    follow_up: dict[str, int | None] = {}
    left: dict[str, int] = {}
    until: str | None = None
    without_days: int = 0
    follow_up_days: int = 0
    papers: int = 0
    counts: dict[str, int] = {}
    arrivals: list[tuple[str, int]] = []
    before: str = ""
    after: str = ""


class Placed(msgspec.Struct):
    conversation: str
    employer: str
    begins: str
    contract: str


class Aftercare(msgspec.Struct):
    on: str
    how: str


class Settled(msgspec.Struct):
    notice: str


class Void(msgspec.Struct):
    target: str


# Per kind the shape of ``data`` and of ``personal``.
SHAPES: dict[str, tuple[Any, Any]] = {
    "person_registered": (NewPerson, PersonTold),
    "person_edited": (Person, PersonTold),
    "employer_registered": (Employer, EmployerFields),
    "employer_edited": (Employer, EmployerFields),
    "vacancy_registered": (Vacancy, VacancyOpen),
    "vacancy_edited": (Vacancy, VacancyOpen),
    "checked_in": (Scan, Nothing),
    "checked_out": (Scan, Nothing),
    "invited": (Invitation, Nothing),
    "conversation_started": (Talk, Nothing),
    "conversation_ended": (TalkEnd, Note),
    "seeker_agreed": (Agreement, Nothing),
    "placement_recorded": (Placed, Nothing),
    "aftercare_noted": (Aftercare, Note),
    "pinned": (Invitation, Nothing),
    "hidden": (Invitation, Nothing),
    "added": (ByHand, Note),
    "without_computer_set": (Wish, Nothing),
    "audit_answered": (AuditConsent, AuditAnswer),
    "suggestions_switched": (Switch, Nothing),
    "stand_paused": (Break, Nothing),
    "job_coach_placed": (Place, Nothing),
    "device_paired": (Device, Nothing),
    "device_revoked": (Nothing, Nothing),
    "numbers_reserved": (Numbers, Nothing),
    "help_asked": (Nothing, Nothing),
    "help_coming": (Nothing, Nothing),
    "fair_created": (FairInfo, Nothing),
    "pair_proposed": (Proposal, Nothing),
    "pair_decided": (Judgement, Nothing),
    "erased": (Nothing, Nothing),
    "badge_asked": (BadgeAsked, Nothing),
    "badge_replaced": (BadgeReplaced, Nothing),
    "badge_tied": (BadgeTied, Nothing),
    "spares_made": (Spares, Nothing),
    "doors_set": (Doors, Nothing),
    "laptop_joined": (LaptopJoined, Nothing),
    "notice_settled": (Settled, Nothing),
    "retention_set": (RetentionSet, Nothing),
    "purged": (Purged, Nothing),
    "voided": (Void, Nothing),
}
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[0-2]\d:[0-5]\d:\d\d\.\d{3}Z")


def understood(fact: Fact) -> bool:
    """Whether this version knows what the fact says."""
    if fact.kind == "erased":
        return True  # whatever more a newer version says of it
    if fact.kind not in SHAPES or fact.v > KNOWN_VERSION:
        return False
    data, personal = SHAPES[fact.kind]
    try:
        msgspec.convert(fact.data, data)
        msgspec.convert(fact.personal or {}, personal)
    except msgspec.ValidationError:
        return False
    return _INSTANT.fullmatch(fact.moment) is not None
