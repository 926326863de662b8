"""How a person is named: the way they would write it themselves."""

from __future__ import annotations

from eventapp.fair.people import Employer, Seeker


def full_name(party: Seeker | Employer) -> str:
    """First name, infix and last name, or the number of whom no name is known; an employer's name. Empty after an
    erasure.
    """
    if isinstance(party, Employer):
        return party.name
    parts = (party.fields.get(name, "") for name in ("first_name", "infix", "last_name"))
    return " ".join(part for part in parts if part) or _nameless(party)


def first_name(seeker: Seeker) -> str:
    """What to call somebody; who gave a last name only is called by that."""
    return str(seeker.fields.get("first_name") or seeker.fields.get("last_name") or _nameless(seeker))


def _nameless(seeker: Seeker) -> str:
    """A profile of VUM brings no name; until somebody fills it in, the number is all there is to say."""
    return "" if seeker.erased else seeker.number
