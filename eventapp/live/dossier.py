"""A person's card for the organiser: what we know, from where, what differs, and what is missing."""

from __future__ import annotations

from typing import Any

from eventapp.fair import Fair
from eventapp.fair.fields import PERSON_OPEN, PERSON_PERSONAL
from eventapp.fair.people import Origin, Seeker, Value
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
        "entries": len(fair.members(seeker.id)),
        "fields": [_field(seeker, name) for name in known],
        "missing": [name for name in _ORDER if name not in seeker.fields],
        "unsure": unsure_work(seeker.fields, words),
    }


def _field(seeker: Seeker, name: str) -> dict[str, Any]:
    others = [_said(one) for one in seeker.conflicts.get(name, ()) if one.value != seeker.fields[name]]
    return {"name": name, "value": seeker.fields[name], **_origin(seeker.origins[name]), "others": others}


def _said(value: Value) -> dict[str, Any]:
    return {"value": value.value, **_origin(value.origin)}


def _origin(origin: Origin) -> dict[str, Any]:
    return {"at": origin.at, "source": origin.source}
