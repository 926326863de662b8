"""Badging: the number and the code that somebody new gets."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Collection
from itertools import count
from typing import Any, Final

from eventapp.badges.code import fair_tag, new_code
from eventapp.facts import Draft
from eventapp.fair.fields import PERSON_PERSONAL, split
from eventapp.fair.state import Fair

# Numbers for desks in advance begin where those of a fair's own walk-ins will not come.
FIRST_IN_ADVANCE: Final = 1001
BLOCK: Final = 50
MOST_BLOCKS: Final = 20
_NUMBER: Final = re.compile(r"B[1-9][0-9]{0,8}")


def person_registered(fair: Fair, subject: str, number: str, fields: dict[str, Any], source: list[Any]) -> Draft:
    """The fact that somebody is on the list, with a fresh badge code of this fair."""
    open_fields, personal = split(fields, PERSON_PERSONAL)
    data = {"number": number, "code": fresh_code(fair, subject), "source": source, "fields": open_fields}
    return Draft("person_registered", subject, data, personal)


def fresh_code(fair: Fair, subject: str, besides: Collection[str] = ()) -> str:
    """The badge code of somebody new: the same on every laptop of the fair, for nobody else to guess.

    For somebody who lost a badge: the next one, ``besides`` those that were lost.

    It comes from the fair's secret and the subject's id, so that one command decided on two laptops gives one badge.
    """
    for attempt in count():
        digest = hmac.digest(fair.info.secret.encode(), f"{subject}/{attempt}".encode(), hashlib.sha256)
        code = new_code(fair_tag(fair.info.id), lambda below: int.from_bytes(digest, "big") % below)  # noqa: B023
        wearer = fair.with_code(code)
        if code not in besides and not fair.is_void(code) and (wearer is None or wearer.id == subject):
            return code
    raise AssertionError("unreachable")


def next_number(fair: Fair, taken: frozenset[str] | set[str] = frozenset()) -> str:
    """A free badge number for somebody without one: B1, B2, ... Numbers that a desk got in advance are left alone."""
    place = fair.tally.size("number_B") + len(taken) + 1
    while not _is_free(fair, place) or f"B{place}" in taken:
        place += 1
    return f"B{place}"


def next_block(fair: Fair) -> tuple[int, int]:
    """The next numbers that a desk may have in advance, first and last."""
    last = max((block[1] for device in fair.devices for block in device.numbers), default=FIRST_IN_ADVANCE - 1)
    return last + 1, last + BLOCK


def holds_enough(fair: Fair, device: str) -> bool:
    """Whether a device has had so many numbers that something must be wrong with it."""
    own = fair.device(device)
    return own is not None and len(own.numbers) >= MOST_BLOCKS


def is_own_number(fair: Fair, device: str, number: str) -> bool:
    """Whether a desk got this number in advance and nobody has it."""
    place = int(number[1:]) if _NUMBER.fullmatch(number) else 0
    blocks = own.numbers if (own := fair.device(device)) else []
    return any(first <= place <= last for first, last in blocks) and fair.with_number(number) is None


def _is_free(fair: Fair, place: int) -> bool:
    if place >= FIRST_IN_ADVANCE and place < next_block(fair)[0]:
        return False
    return fair.with_number(f"B{place}") is None
