"""Who takes part: seekers, employers, vacancies and devices, each folded from the facts about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from eventapp.fair.fields import Fields


@dataclass(slots=True)
class Origin:
    """When something was said of somebody, and by which register (file and row), if by one."""

    at: str
    source: list[Any] | None


@dataclass(slots=True)
class Value:
    """One value that a field has had."""

    value: Any
    origin: Origin


@dataclass(slots=True)
class Word:
    """A value that somebody gave a field; ``knew`` are the earlier words about it that the laptop had by then."""

    id: str
    value: Any
    moment: str
    by: str
    node: str
    knew: list[str]


@dataclass(slots=True)
class Scan:
    """One coming in or going out."""

    id: str
    moment: str
    inward: bool
    place: str
    by: str
    offline: bool = False  # the device let them in or out by itself, while the laptop was away
    paper: bool = False  # written down on paper, and typed in later
    node: str = ""  # the laptop that wrote it down
    entry: str = ""  # whose badge it was, of somebody who has two
    again: bool = False  # that laptop knew that they were in
    seated: bool = False  # at no door: they sat down at a stand, and so were in


@dataclass(slots=True)
class BadgeAsk:
    """Somebody asked for this badge to be printed; ``id`` is the print job's."""

    id: str
    moment: str
    by: str
    node: str  # the laptop that prints it
    reason: str | None  # REPRINT_REASONS, of every badge but the first


@dataclass(slots=True)
class Invitation:
    """A stand asks a seeker to come over."""

    id: str
    moment: str
    employer: str
    vacancy: str | None


@dataclass(slots=True)
class Choice:
    """What a person decided about a seeker at a stand: ``pinned`` on top, ``hidden`` for good or ``added`` by hand."""

    id: str
    moment: str
    kind: str
    employer: str
    vacancy: str | None = None
    reason: str | None = None  # ADD_REASONS
    note: str | None = None


@dataclass(slots=True)
class Conversation:
    """A talk at a stand. It may be known by its end only, when the start is still on its way."""

    id: str
    employer: str | None = None
    vacancy: str | None = None
    started: str | None = None
    ended: str | None = None
    outcome: str | None = None
    note: str | None = None
    seeker_agreed: bool = False

    @property
    def is_match(self) -> bool:
        """Both sides said yes."""
        return self.outcome == "match" and self.seeker_agreed


@dataclass(slots=True)
class Placement:
    """Somebody begins to work at an employer whom they spoke at the fair."""

    id: str
    conversation: str
    employer: str
    begins: str  # YYYY-MM-DD
    contract: str  # CONTRACTS


@dataclass(slots=True)
class Aftercare:
    """Somebody was called, seen or written to, weeks after the fair."""

    id: str
    on: str  # YYYY-MM-DD
    how: str  # AFTERCARE_WAYS
    note: str | None = None


@dataclass(slots=True)
class Party:
    """What seekers and employers share: fields with their history, a badge, and coming and going."""

    id: str
    codes: list[str] = field(default_factory=list)
    fields: Fields = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    conflicts: dict[str, list[Value]] = field(default_factory=dict)
    words: dict[str, list[Word]] = field(default_factory=dict)
    sources: list[list[Any]] = field(default_factory=list)
    scans: list[Scan] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)  # scans that somebody looked at
    badges: list[BadgeAsk] = field(default_factory=list)
    void_codes: list[str] = field(default_factory=list)  # on badges that were lost
    erased: bool = False

    @property
    def code(self) -> str | None:
        """What is on a badge that is printed now; older badges of this party keep working."""
        return self.codes[0] if self.codes else None

    @property
    def hides_surname(self) -> bool:
        """Would rather not have the surname on the badge."""
        return any(badge.reason == "no_surname" for badge in self.badges)

    @property
    def present(self) -> bool:
        """In the hall now: the last scan was inward."""
        return bool(self.scans) and self.scans[-1].inward

    @property
    def came(self) -> bool:
        """Has been in the hall at any time."""
        return any(scan.inward for scan in self.scans)

    @property
    def let_in_twice(self) -> list[tuple[Scan, Scan]]:
        """Scans of two devices that knew nothing of each other: both let in, one after the other, one of them alone or
        each at a laptop of its own.
        """
        doors = [scan for scan in self.scans if not scan.again]
        neighbours = pairwise(doors)
        return [(one, next) for one, next in neighbours if _both_let_in(one, next) and next.id not in self.settled]

    @property
    def arrived(self) -> Scan | None:
        """The scan that brought this party in, this time round."""
        arrival = None
        for scan in reversed(self.scans):
            if not scan.inward:
                break
            arrival = scan
        return arrival

    def inside_at(self, moment: str) -> Scan | None:
        """The last scan up to this moment, if it was inward."""
        before = [scan for scan in self.scans if scan.moment <= moment]
        return before[-1] if before and before[-1].inward else None


def _both_let_in(one: Scan, next: Scan) -> bool:
    if not (one.inward and next.inward) or one.by == next.by:
        return False
    at_doors = not (one.paper or next.paper or one.seated or next.seated)
    apart = at_doors and one.node != next.node and one.entry == next.entry
    return one.offline or next.offline or apart


@dataclass(slots=True)
class Seeker(Party):
    """Somebody who looks for work."""

    numbers: list[str] = field(default_factory=list)
    invitations: list[Invitation] = field(default_factory=list)
    conversations: list[Conversation] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    aftercare: list[Aftercare] = field(default_factory=list)
    without_computer: bool = False
    audit_group: str | None = None  # only to count with: no input of matching, shown with no person

    @property
    def chosen(self) -> dict[str, Choice]:
        """What was decided last, by employer."""
        return {choice.employer: choice for choice in self.choices}

    @property
    def number(self) -> str:
        """The badge number; somebody from two registers answers to both, and is called by the first."""
        return self.numbers[0] if self.numbers else ""

    @property
    def talking(self) -> Conversation | None:
        """The conversation this person is in now. A newer one means that the older one is over."""
        started = [talk for talk in self.conversations if talk.started]
        last = max(started, key=lambda talk: (talk.started or "", talk.id), default=None)
        if last is None or last.ended or not self.present or self._left_after(last.started or ""):
            return None
        return last

    @property
    def calls(self) -> list[Invitation]:
        """Invitations that still wait for this person to come to the stand. Whom a stand hid, it calls no more."""
        if not self.present:
            return []
        return [call for call in self.invitations
                if not self._has_talked(call.employer, call.moment) and not self.hidden_at(call.employer)]  # fmt: skip

    def hidden_at(self, employer: str) -> bool:
        """This stand does not want to see this person."""
        choice = self.chosen.get(employer)
        return choice is not None and choice.kind == "hidden"

    def _has_talked(self, employer: str, since: str) -> bool:
        talks = (talk for talk in self.conversations if talk.employer == employer)
        return any((talk.started or talk.ended or "") >= since for talk in talks)

    def _left_after(self, moment: str) -> bool:
        return any(not scan.inward and scan.moment >= moment for scan in self.scans)


@dataclass(slots=True)
class Employer(Party):
    """An organisation with a stand."""

    paused: bool = False  # all its recruiters have a break

    @property
    def name(self) -> str:
        return str(self.fields.get("name", ""))

    @property
    def stand(self) -> str:
        return str(self.fields.get("stand", ""))


@dataclass(slots=True)
class Vacancy:
    """Work that an employer offers."""

    id: str
    fields: Fields = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    conflicts: dict[str, list[Value]] = field(default_factory=dict)
    words: dict[str, list[Word]] = field(default_factory=dict)
    sources: list[list[Any]] = field(default_factory=list)
    erased: bool = False

    @property
    def employer(self) -> str:
        return str(self.fields.get("employer", ""))


@dataclass(slots=True)
class Device:
    """A paired tablet, laptop or screen. Only a digest of its token is known."""

    id: str
    role: str = ""
    label: str = ""
    employer: str | None = None
    token_digest: str = ""
    revoked: bool = False
    numbers: list[tuple[int, int]] = field(default_factory=list)  # badge numbers got in advance, first and last
    searches: bool = False  # a desk that may look up names while the laptop is away: the organiser trusts it
    help_since: str | None = None  # somebody at this kiosk asks for help, and nobody of the desk is on the way


@dataclass(slots=True)
class Retention:
    """For how many days after the fair it is known who people are: without a follow-up, and with one."""

    without: int = 28
    follow_up: int = 365
    reason: str | None = None  # RETENTION_REASONS, when the organiser chose other periods


@dataclass(slots=True)
class Purge:
    """People were forgotten because their period was over; ``said`` is what the certificate says."""

    id: str
    moment: str
    said: dict[str, Any]


@dataclass(slots=True)
class LaptopJoined:
    """A laptop of the fair: which series of badge numbers is its own, and as which device it was paired."""

    series: int
    device: str = ""


@dataclass(slots=True)
class FairInfo:
    """The fair itself."""

    id: str
    name: str = ""
    date: str = ""
    rehearsal: bool = False
    secret: str = ""
    suggestions_on: bool = True
    job_coach: str = ""  # where the job coach sits
    retention: Retention = field(default_factory=Retention)
    purges: list[Purge] = field(default_factory=list)
    doors: str = ""  # when they open, an instant; "" when nobody said
    spares: dict[str, str] = field(default_factory=dict)  # badges made for nobody yet: the number on each, by its code
    laptops: dict[str, LaptopJoined] = field(default_factory=dict)  # by the name of its log
    settled: list[str] = field(default_factory=list)  # notices about no person that somebody looked at


Entity = Seeker | Employer | Vacancy | Device | FairInfo
