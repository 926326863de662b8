"""Who takes part: seekers, employers, vacancies and devices, each folded from the facts about it."""

from __future__ import annotations

from dataclasses import dataclass, field
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
class Scan:
    """One coming in or going out."""

    id: str
    moment: str
    inward: bool
    place: str
    by: str


@dataclass(slots=True)
class Invitation:
    """A stand asks a seeker to come over."""

    id: str
    moment: str
    employer: str
    vacancy: str | None


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
class Party:
    """What seekers and employers share: fields with their history, a badge, and coming and going."""

    id: str
    codes: list[str] = field(default_factory=list)
    fields: Fields = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    conflicts: dict[str, list[Value]] = field(default_factory=dict)
    sources: list[list[Any]] = field(default_factory=list)
    scans: list[Scan] = field(default_factory=list)
    erased: bool = False

    @property
    def code(self) -> str | None:
        """What is on a badge that is printed now; older badges of this party keep working."""
        return self.codes[0] if self.codes else None

    @property
    def present(self) -> bool:
        """In the hall now: the last scan was inward."""
        return bool(self.scans) and self.scans[-1].inward

    @property
    def came(self) -> bool:
        """Has been in the hall at any time."""
        return any(scan.inward for scan in self.scans)

    @property
    def arrived(self) -> Scan | None:
        """The scan that brought this party in, this time round."""
        arrival = None
        for scan in reversed(self.scans):
            if not scan.inward:
                break
            arrival = scan
        return arrival


@dataclass(slots=True)
class Seeker(Party):
    """Somebody who looks for work."""

    numbers: list[str] = field(default_factory=list)
    invitations: list[Invitation] = field(default_factory=list)
    conversations: list[Conversation] = field(default_factory=list)

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
        """Invitations that still wait for this person to come to the stand."""
        if not self.present:
            return []
        return [call for call in self.invitations if not self._has_talked(call.employer, call.moment)]

    def _has_talked(self, employer: str, since: str) -> bool:
        talks = (talk for talk in self.conversations if talk.employer == employer)
        return any((talk.started or talk.ended or "") >= since for talk in talks)

    def _left_after(self, moment: str) -> bool:
        return any(not scan.inward and scan.moment >= moment for scan in self.scans)


@dataclass(slots=True)
class Employer(Party):
    """An organisation with a stand."""

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


@dataclass(slots=True)
class FairInfo:
    """The fair itself."""

    id: str
    name: str = ""
    date: str = ""
    rehearsal: bool = False
    secret: str = ""


Entity = Seeker | Employer | Vacancy | Device | FairInfo
