"""A person's card for the organiser: what we know, from where, what differs, and what is missing."""

from __future__ import annotations

from typing import Any

from eventapp.fair import Fair
from eventapp.fair.fields import PERSON_OPEN, PERSON_PERSONAL
from eventapp.fair.people import Origin, Seeker, Value
from eventapp.fair.retention import forgetting
from eventapp.live.names import full_name
from eventapp.live.unsure import unsure_work
from eventapp.matching.linker import Linker

_ORDER = (*PERSON_PERSONAL, *PERSON_OPEN)


def dossier(fair: Fair, seeker: Seeker, words: Linker) -> dict[str, Any]:
    """Every field that is known, with its origin and the values that lost; the names of those that are not; and the
    work that the import was not sure of.
    """
    known = [name for name in _ORDER if name in seeker.fields]
    return {
        "id": seeker.id,
        "name": full_name(seeker),
        "number": seeker.number,
        "numbers": seeker.numbers,
        "erased": seeker.erased,
        "forget": _consequence(fair, seeker),
        "entries": len(fair.members(seeker.id)),
        "fields": [_field(seeker, name) for name in known],
        "missing": [name for name in _ORDER if name not in seeker.fields],
        "unsure": unsure_work(seeker.fields, words),
    }


def _consequence(fair: Fair, seeker: Seeker) -> dict[str, Any]:
    """What erasing this person comes to: what goes, what stays counted, and who may be the same person."""
    members = set(fair.members(seeker.id))
    pairs = (pair for pair in fair.pairs.values() if pair.open and members & {pair.a, pair.b})
    others = {fair.root(one) for pair in pairs for one in (pair.a, pair.b)} - {seeker.id}
    found = (fair.seeker(one) for one in sorted(others))
    return {
        "possible": bool(forgetting(fair, seeker)),
        "scans": len(seeker.scans),
        "talks": len(seeker.conversations),
        "notes": sum(map(bool, (*(talk.note for talk in seeker.conversations), *(one.note for one in seeker.choices)))),
        "maybe": [other.number for other in found if other and not other.erased],
    }


def _field(seeker: Seeker, name: str) -> dict[str, Any]:
    others = [_said(one) for one in seeker.conflicts.get(name, ()) if one.value != seeker.fields[name]]
    return {"name": name, "value": seeker.fields[name], **_origin(seeker.origins[name]), "others": others}


def _said(value: Value) -> dict[str, Any]:
    return {"value": value.value, **_origin(value.origin)}


def _origin(origin: Origin) -> dict[str, Any]:
    return {"at": origin.at, "source": origin.source}
