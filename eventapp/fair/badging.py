"""Badging: the number and the code that somebody new gets."""

from __future__ import annotations

import hashlib
import hmac
from itertools import count
from typing import Any

from eventapp.badges.code import fair_tag, new_code
from eventapp.facts import Draft
from eventapp.fair.fields import PERSON_PERSONAL, split
from eventapp.fair.state import Fair


def person_registered(fair: Fair, subject: str, number: str, fields: dict[str, Any], source: list[Any]) -> Draft:
    """The fact that somebody is on the list, with a fresh badge code of this fair."""
    open_fields, personal = split(fields, PERSON_PERSONAL)
    data = {"number": number, "code": fresh_code(fair, subject), "source": source, "fields": open_fields}
    return Draft("person_registered", subject, data, personal)


def fresh_code(fair: Fair, subject: str) -> str:
    """The badge code of somebody new: the same on every laptop of the fair, for nobody else to guess.

    It comes from the fair's secret and the subject's id, so that one command decided on two laptops gives one badge.
    """
    for attempt in count():
        digest = hmac.digest(fair.info.secret.encode(), f"{subject}/{attempt}".encode(), hashlib.sha256)
        code = new_code(fair_tag(fair.info.id), lambda below: int.from_bytes(digest, "big") % below)  # noqa: B023
        if (wearer := fair.with_code(code)) is None or wearer.id == subject:
            return code
    raise AssertionError("unreachable")


def next_number(fair: Fair, taken: frozenset[str] | set[str] = frozenset()) -> str:
    """A free badge number for somebody without one: B1, B2, ..."""
    place = fair.tally.size("number_B") + len(taken) + 1
    while fair.with_number(f"B{place}") is not None or f"B{place}" in taken:
        place += 1
    return f"B{place}"
