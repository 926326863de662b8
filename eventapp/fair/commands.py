"""What somebody can want: the commands, the roles that may give them, and the shape of each.

A command comes from a device with an id that was minted there and the time of the act. Deciding what it means for
the fair is the work of ``decide``.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from eventapp.fair.shapes import PersonFields
from eventapp.fair.words import AFTERCARE_WAYS, CONTRACTS, OUTCOMES

Name = Annotated[str, Meta(max_length=80)]
Note = Annotated[str, Meta(max_length=2000)]
Ref = Annotated[str, Meta(max_length=64)]
Instant = Annotated[str, Meta(max_length=40)]  # ISO 8601
MOST_AT_ONCE = 200  # spare badges

# Why somebody is put on a stand's list by hand.
ADD_REASONS = ("asked_for_it", "came_by", "advised", "knows_the_work", "other")

# Why somebody gets another badge.
REPRINT_REASONS = ("damaged", "lost", "name_wrong", "no_surname", "not_printed", "other")

# Why a fair has other periods of retention.
RETENTION_REASONS = ("aftercare", "privacy_officer", "agreed", "law", "other")

DESK = frozenset({"desk", "organiser"})
KIOSK = frozenset({"kiosk"})
STAND = frozenset({"stand"})
ORGANISER = frozenset({"organiser"})
# People at the hub, not devices: no tablet or laptop is paired in these roles.
HUB = frozenset({"account_manager", "case_manager"})


class Command(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", forbid_unknown_fields=False):
    """What every command has: ``id`` (UUID, minted on the device) and ``at`` (ISO 8601, the device's clock)."""

    id: Annotated[str, Meta(max_length=36)]
    at: Annotated[str, Meta(max_length=40)]
    offline: bool = False  # the device decided by itself, while the laptop was away

    roles: ClassVar[frozenset[str]] = frozenset()


class ByBadge(Command, frozen=True, kw_only=True):
    """A command about somebody who is named by badge ``code`` (or badge number) or by ``subject`` id."""

    code: Ref | None = None
    subject: Ref | None = None


class CheckIn(ByBadge, frozen=True, kw_only=True, tag="check_in"):
    """Somebody comes in. At a kiosk only by badge or by who was found there: a number is for all to read."""

    roles = DESK | KIOSK


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
    number: Ref = ""  # of the block that the desk got in advance, when it wrote the badge by itself
    without_computer: bool = False
    spare: Ref = ""  # the badge that they got: its code, or the number on it
    came_at: Instant = ""  # when they came in, as it was written down on paper

    roles = DESK


class EnterPaper(ByBadge, frozen=True, kw_only=True, tag="enter_paper"):
    """Somebody came in while nothing worked: ``came_at`` was written down, and is typed in now."""

    came_at: Instant

    roles = DESK


class TieSpare(ByBadge, frozen=True, kw_only=True, tag="tie_spare"):
    """The spare badge ``code`` was given to ``subject``; one after another spare badge wants a reason."""

    came_at: Instant
    reason: Annotated[str, Meta(pattern=f"^({'|'.join(REPRINT_REASONS)})$")] | None = None

    roles = DESK


class MakeSpares(Command, frozen=True, kw_only=True, tag="make_spares"):
    """Badges of nobody yet, to be printed before the day."""

    count: Annotated[int, Meta(ge=1, le=MOST_AT_ONCE)]

    roles = ORGANISER


class SetDoors(Command, frozen=True, kw_only=True, tag="set_doors"):
    """When the doors open; empty takes it back."""

    opens: Instant

    roles = ORGANISER


class ReserveNumbers(Command, frozen=True, kw_only=True, tag="reserve_numbers"):
    """A desk asks for badge numbers in advance, for walk-ins who come while the laptop is away."""

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
    subject: Ref | None = None  # whose it was, should it have begun at another laptop

    roles = STAND


class SeekerAgrees(Command, frozen=True, kw_only=True, tag="seeker_agrees"):
    """The seeker says yes to an employer that said yes: now it is a match."""

    conversation: Ref
    subject: Ref

    roles = DESK


class RecordPlacement(Command, frozen=True, kw_only=True, tag="record_placement"):
    """Somebody begins to work at the employer of this conversation."""

    subject: Ref
    conversation: Ref
    begins: Ref  # YYYY-MM-DD
    contract: Annotated[str, Meta(pattern=f"^({'|'.join(CONTRACTS.values())})$")]

    roles = HUB


class NoteAftercare(Command, frozen=True, kw_only=True, tag="note_aftercare"):
    """Somebody was called, seen or written to after the fair; the note is personal."""

    subject: Ref
    on: Ref  # YYYY-MM-DD
    how: Annotated[str, Meta(pattern=f"^({'|'.join(AFTERCARE_WAYS)})$")]
    note: Note = ""

    roles = HUB


class PrintBadge(ByBadge, frozen=True, kw_only=True, tag="print_badge"):
    """A badge on paper; one after the first wants a reason. The command's id is the id of the print job."""

    reason: Annotated[str, Meta(pattern=f"^({'|'.join(REPRINT_REASONS)})$")] | None = None

    roles = DESK


class AtStand(ByBadge, frozen=True, kw_only=True):
    """A command about somebody at a stand: a tablet means its own stand, the desk and the organiser name one."""

    employer: Ref | None = None
    vacancy: Ref | None = None

    roles = DESK | STAND


class Pin(AtStand, frozen=True, kw_only=True, tag="pin"):
    """Somebody stays on top at a stand."""


class Hide(AtStand, frozen=True, kw_only=True, tag="hide"):
    """Somebody is not shown at a stand any more."""


class AddByHand(AtStand, frozen=True, kw_only=True, tag="add_by_hand"):
    """Somebody whom the machine did not suggest is put on the list of a stand; the note is personal."""

    reason: Annotated[str, Meta(pattern=f"^({'|'.join(ADD_REASONS)})$")]
    note: Annotated[str, Meta(max_length=200)] = ""


class SwitchSuggestions(Command, frozen=True, kw_only=True, tag="switch_suggestions"):
    """Turn the suggestions off for the whole fair, or on again."""

    on: bool

    roles = ORGANISER


class PlaceJobCoach(Command, frozen=True, kw_only=True, tag="place_job_coach"):
    """Where the job coach sits, for whom no stand is left; empty takes the name of that place away."""

    where: Name  # an outbox has a ``place`` of its own

    roles = ORGANISER


class PauseStand(Command, frozen=True, kw_only=True, tag="pause_stand"):
    """All recruiters of a stand have a break, or they are back."""

    paused: bool

    roles = STAND


class WithoutComputer(Command, frozen=True, kw_only=True, tag="without_computer"):
    """Somebody would rather do without a computer: on no tablet and no call board, helped at the desk."""

    subject: Ref
    wish: bool = True

    roles = DESK | KIOSK


class AskHelp(Command, frozen=True, kw_only=True, tag="ask_help"):
    """Somebody at a kiosk asks for help: it rings at the desk."""

    roles = KIOSK


class HelpComing(Command, frozen=True, kw_only=True, tag="help_coming"):
    """Somebody of the desk goes to the kiosk that asked."""

    device: Ref

    roles = DESK


class Undo(Command, frozen=True, kw_only=True, tag="undo"):
    """Take back what a command of this same device did."""

    target: Ref

    roles = DESK | STAND | HUB


class JudgePair(Command, frozen=True, kw_only=True, tag="judge_pair"):
    """Whether two entries are one person, two people, or to be looked at later."""

    subject: Ref
    other: Ref
    verdict: Literal["one", "two", "later"]

    roles = ORGANISER


class SettleNotice(Command, frozen=True, kw_only=True, tag="settle_notice"):
    """The organiser looked at a notice in the inbox; one that is about no person is about the fair."""

    subject: Ref
    notice: Annotated[str, Meta(max_length=200)]

    roles = ORGANISER


class ChooseValue(Command, frozen=True, kw_only=True, tag="choose_value"):
    """Two laptops gave a field other values: this one is right. ``word`` is the correction that gave it."""

    subject: Ref
    field: Ref
    word: Ref

    roles = ORGANISER


class Erase(Command, frozen=True, kw_only=True, tag="erase"):
    """Forget for good who a person is; only counts remain."""

    subject: Ref

    roles = ORGANISER


class SetRetention(Command, frozen=True, kw_only=True, tag="set_retention"):
    """For how many days after the fair it is known who people are: without a follow-up, and with one."""

    without: Annotated[int, Meta(ge=1)]
    follow_up: Annotated[int, Meta(ge=1)]
    reason: Annotated[str, Meta(pattern=f"^({'|'.join(RETENTION_REASONS)})$")]

    roles = ORGANISER


class RevokeDevice(Command, frozen=True, kw_only=True, tag="revoke_device"):
    """A lost or strange device may do nothing any more."""

    device: Ref

    roles = ORGANISER


AnyCommand = (
    CheckIn
    | CheckOut
    | RegisterWalkIn
    | ReserveNumbers
    | EnterPaper
    | TieSpare
    | MakeSpares
    | SetDoors
    | CorrectPerson
    | CompletePerson
    | Invite
    | StartConversation
    | EndConversation
    | SeekerAgrees
    | RecordPlacement
    | NoteAftercare
    | Pin
    | Hide
    | AddByHand
    | SwitchSuggestions
    | PlaceJobCoach
    | PauseStand
    | WithoutComputer
    | PrintBadge
    | AskHelp
    | HelpComing
    | JudgePair
    | Undo
    | SettleNotice
    | ChooseValue
    | Erase
    | SetRetention
    | RevokeDevice
)
