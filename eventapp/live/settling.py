"""Settling: what an organiser's word on a held cell means for the person it is about.

Pure; the text of the cell is in none of the facts that come of it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from eventapp.facts import Draft
from eventapp.fair import Fair
from eventapp.fair.commands import CompletePerson
from eventapp.fair.decide import decide
from eventapp.fair.decision import Actor, Decision
from eventapp.fair.disputing import knew
from eventapp.fair.fields import PERSON_PERSONAL, Fields, split
from eventapp.fair.fold import BY_HAND
from eventapp.fair.people import Seeker
from eventapp.fair.words import DEMANDS
from eventapp.intake.entries import HeldText
from eventapp.intake.guard import find_bsns
from eventapp.intake.sensitive import is_sensitive

MOST_LETTERS: Final = 400  # as on the card
DONE: Final = frozenset({"corrected", "nothing_to_change"})
# Where a rewording belongs; from any other column it says what somebody cannot do.
_FIELDS: Final = {"kan": "can", "wil": "wants", "beroepen": "occupations", "certificaten": "certificates"}


class HeldRefused(Exception):
    """A decision that cannot be; ``code`` has its sentence under ``error.``."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass(frozen=True, slots=True)
class Rewording:
    """What a cell means for work: these limits (codes), these harmless words."""

    limits: frozenset[str]
    text: str


def rewording(limits: Collection[str], text: str) -> Rewording:
    """A rewording, guarded as every cell is. HeldRefused where it still holds a BSN or says why, or says nothing."""
    said = Rewording(frozenset(limits), text.strip())
    if not said.limits <= set(DEMANDS.values()) or not (said.limits or said.text):
        raise HeldRefused("held_empty")
    if len(said.text) > MOST_LETTERS:
        raise HeldRefused("held_long", most=MOST_LETTERS)
    if find_bsns(said.text):
        raise HeldRefused("held_bsn")
    if is_sensitive(said.text, "kan_niet"):
        raise HeldRefused("held_sensitive")
    return said


def settled(
    fair: Fair, subject: str, held: HeldText, said: Rewording | None, still_asked: bool, by: Actor, id: str, at: str
) -> Decision:
    """A correction by hand where there is a rewording, and the question off the card unless it is ``still_asked``
    because of another cell. ``id`` and ``at`` are those of the command.
    """
    seeker = fair.seeker(fair.root(subject))
    if seeker is None or seeker.erased:
        return Decision("unknown_person")
    drafts: tuple[Draft, ...] = ()
    if said is not None:
        fields = _fields(seeker, held, said)
        decision = decide(fair, CompletePerson(id=id, at=at, subject=seeker.id, fields=fields), by)  # type: ignore[arg-type]
        if decision.code not in DONE:
            return decision
        drafts = decision.drafts or _confirmed(seeker, fields)
    drafts += () if still_asked else _answered(seeker, held.question)
    return Decision("corrected" if drafts else "nothing_to_change", drafts, seeker.id)


def _fields(seeker: Seeker, held: HeldText, said: Rewording) -> Fields:
    """The fields of the card as they are to be. A limit that the reader found and nobody ticked goes off the card."""
    fields: Fields = {}
    if said.limits or held.limits:
        wanted = (set(seeker.fields.get("limits") or ()) - set(held.limits)) | said.limits
        fields["limits"] = [code for code in DEMANDS.values() if code in wanted]
    if said.text:
        name = _FIELDS.get(held.column, "limits_text")
        fields[name] = list(dict.fromkeys([*(seeker.fields.get(name) or []), said.text]))
    return fields


def _confirmed(seeker: Seeker, fields: Fields) -> tuple[Draft, ...]:
    """What stood there already, now by hand, so that no later file overwrites it."""
    if all((seeker.origins[name].source or [])[:1] == [BY_HAND] for name in fields):
        return ()
    open_fields, personal = split(fields, PERSON_PERSONAL)
    data = {"fields": open_fields, "source": [BY_HAND, 0], **knew(seeker, fields)}
    return (Draft("person_edited", seeker.id, data, personal or None),)


def _answered(seeker: Seeker, question: str) -> tuple[Draft, ...]:
    """The card without the question, in the name of who spoke last: a later file can still bring questions."""
    asked = seeker.fields.get("questions") or []
    if question not in asked:
        return ()
    left = [one for one in asked if one != question]
    source = seeker.origins["questions"].source
    data = {"fields": {}, "source": source, **knew(seeker, ["questions"])}
    return (Draft("person_edited", seeker.id, data, {"questions": left}),)
