"""What somebody can want: the commands, the roles that may give them, and the shape of each.

A command comes from a device with an id that was minted there and the time of the act. Deciding what it means for
the fair is the work of ``decide``.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from eventapp.fair.shapes import PersonFields
from eventapp.fair.words import OUTCOMES

Name = Annotated[str, Meta(max_length=80)]
Note = Annotated[str, Meta(max_length=2000)]
Ref = Annotated[str, Meta(max_length=64)]

DESK = frozenset({"desk", "organiser"})
STAND = frozenset({"stand"})
ORGANISER = frozenset({"organiser"})


class Command(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", forbid_unknown_fields=False):
    """What every command has: ``id`` (UUID, minted on the device) and ``at`` (ISO 8601, the device's clock)."""

    id: Annotated[str, Meta(max_length=36)]
    at: Annotated[str, Meta(max_length=40)]

    roles: ClassVar[frozenset[str]] = frozenset()


class ByBadge(Command, frozen=True, kw_only=True):
    """A command about somebody who is named by badge ``code`` (or badge number) or by ``subject`` id."""

    code: Ref | None = None
    subject: Ref | None = None


class CheckIn(ByBadge, frozen=True, kw_only=True, tag="check_in"):
    """Somebody comes in."""

    roles = DESK


class CheckOut(ByBadge, frozen=True, kw_only=True, tag="check_out"):
    """Somebody leaves."""

    roles = DESK


class RegisterWalkIn(Command, frozen=True, kw_only=True, tag="register_walk_in"):
    """Somebody who was on no list: registered and checked in in one go."""

    first_name: Name
    last_name: Name = ""
    infix: Name = ""
    wants: Note = ""
    can: Note = ""
    phone: Name = ""
    language_nl: Ref = ""

    roles = DESK


class CorrectPerson(Command, frozen=True, kw_only=True, tag="correct_person"):
    """The desk or the organiser puts a name or a telephone number right."""

    subject: Ref
    first_name: Name | UnsetType = UNSET
    infix: Name | UnsetType = UNSET
    last_name: Name | UnsetType = UNSET
    phone: Name | UnsetType = UNSET

    roles = DESK


class CompletePerson(Command, frozen=True, kw_only=True, tag="complete_person"):
    """The organiser fills in or puts right whatever is known of a person; it wins over every register."""

    subject: Ref
    fields: PersonFields

    roles = ORGANISER


class Invite(Command, frozen=True, kw_only=True, tag="invite"):
    """A stand asks a seeker to come over."""

    subject: Ref
    vacancy: Ref | None = None

    roles = STAND


class StartConversation(ByBadge, frozen=True, kw_only=True, tag="start_conversation"):
    """A seeker sits down at the stand. The command's id is the id of the conversation."""

    vacancy: Ref | None = None

    roles = STAND


class EndConversation(Command, frozen=True, kw_only=True, tag="end_conversation"):
    """How the talk ended, with a note that only the stand and the organiser can read."""

    conversation: Ref
    outcome: Annotated[str, Meta(pattern=f"^({'|'.join(OUTCOMES)})$")]
    note: Note = ""

    roles = STAND


class SeekerAgrees(Command, frozen=True, kw_only=True, tag="seeker_agrees"):
    """The seeker says yes to an employer that said yes: now it is a match."""

    conversation: Ref
    subject: Ref

    roles = DESK


class Undo(Command, frozen=True, kw_only=True, tag="undo"):
    """Take back what a command of this same device did."""

    target: Ref

    roles = frozenset({"desk", "stand", "organiser"})


class JudgePair(Command, frozen=True, kw_only=True, tag="judge_pair"):
    """Whether two entries are one person, two people, or to be looked at later."""

    subject: Ref
    other: Ref
    verdict: Literal["one", "two", "later"]

    roles = ORGANISER


class Erase(Command, frozen=True, kw_only=True, tag="erase"):
    """Forget for good who a person is; only counts remain."""

    subject: Ref

    roles = ORGANISER


class RevokeDevice(Command, frozen=True, kw_only=True, tag="revoke_device"):
    """A lost or strange device may do nothing any more."""

    device: Ref

    roles = ORGANISER


AnyCommand = (
    CheckIn
    | CheckOut
    | RegisterWalkIn
    | CorrectPerson
    | CompletePerson
    | Invite
    | StartConversation
    | EndConversation
    | SeekerAgrees
    | JudgePair
    | Undo
    | Erase
    | RevokeDevice
)
