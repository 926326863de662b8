"""Badging: the number and the code that somebody new gets."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Collection, Iterator
from itertools import count
from typing import Any, Final

from eventapp.badges.code import fair_tag, new_code
from eventapp.facts import Draft
from eventapp.fair.fields import PERSON_PERSONAL, split
from eventapp.fair.numbering import FIRST_HIGH, FIRST_IN_ADVANCE, SERIES
from eventapp.fair.shapes import MOST_SERIES
from eventapp.fair.state import Fair

BLOCK: Final = 50
MOST_BLOCKS: Final = 20
_NUMBER: Final = re.compile(r"B[1-9][0-9]{0,8}")


def person_registered(
    fair: Fair, subject: str, number: str, fields: dict[str, Any], source: list[Any], code: str | None = None
) -> Draft:
    """The fact that somebody is on the list, with the badge code that they have or else a fresh one of this fair."""
    open_fields, personal = split(fields, PERSON_PERSONAL)
    data = {"number": number, "code": code or fresh_code(fair, subject), "source": source, "fields": open_fields}
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


def next_number(fair: Fair, series: int = 0) -> str:
    """A free badge number for somebody without one: B1, B2, ... Numbers that a desk got in advance are left alone."""
    return next(free_numbers(fair, series))


def free_numbers(fair: Fair, series: int = 0) -> Iterator[str]:
    """Free badge numbers one after another, as the fair is now; ``series`` is the laptop's own (fair/series.py)."""
    for reach in _reaches(fair, series):
        reserved = range(reach * SERIES + FIRST_IN_ADVANCE, _after_reserved(fair, reach))
        start = reach * SERIES + 1 + fair.tally.size("number_B", str(reach))
        for place in range(start, (reach + 1) * SERIES + 1):
            if place not in reserved and not fair.wearing(f"B{place}"):
                yield f"B{place}"


def next_block(fair: Fair, series: int = 0, size: int = BLOCK) -> tuple[int, int]:
    """The next numbers that a desk may have in advance, first and last."""
    for reach in _reaches(fair, series):
        first = _after_reserved(fair, reach)
        if first + size - 1 <= (reach + 1) * SERIES:
            return first, first + size - 1
    raise AssertionError("unreachable")


def _after_reserved(fair: Fair, reach: int) -> int:
    """The first number of a series that nobody got in advance, of those that are for that."""
    whole = range(reach * SERIES + FIRST_IN_ADVANCE, (reach + 1) * SERIES + 1)
    given = [last for device in fair.devices for _, last in device.numbers]
    spare = [int(number[1:]) for number in fair.info.spares.values()]
    return max((last for last in (*given, *spare) if last in whole), default=whole[0] - 1) + 1


def _reaches(fair: Fair, series: int) -> Iterator[int]:
    """A laptop's own series, and where it goes on when that is full."""
    taken = {laptop.series for laptop in fair.info.laptops.values()}
    yield series
    if series == 0:  # nobody else hands out these
        yield from (reach for reach in range(1, FIRST_HIGH) if reach not in taken)
    yield from count(series + MOST_SERIES, MOST_SERIES)


def holds_enough(fair: Fair, device: str) -> bool:
    """Whether a device has had so many numbers that something must be wrong with it."""
    own = fair.device(device)
    return own is not None and len(own.numbers) >= MOST_BLOCKS


def is_own_number(fair: Fair, device: str, number: str) -> bool:
    """Whether a desk got this number in advance and nobody has it."""
    place = int(number[1:]) if _NUMBER.fullmatch(number) else 0
    blocks = own.numbers if (own := fair.device(device)) else []
    return any(first <= place <= last for first, last in blocks) and not fair.wearing(number)
