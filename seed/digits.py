"""Digits that belong to nobody: telephone and KvK numbers, and dates that no guard mistakes for a BSN.

The rehearsal fair must not teach an organiser to wave away BSN warnings, so no run of digits in it passes the
elfproef, read from any place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from stdnum.nl import bsn


def looks_like_bsn(text: str) -> bool:
    """Whether eight or nine digits of ``text`` in a row, signs between them ignored, pass the elfproef."""
    digits = re.sub(r"\D", "", text)
    runs = (digits[start : start + size] for size in (8, 9) for start in range(len(digits) - size + 1))
    return any(bsn.is_valid(run) for run in runs)


def fictional(pattern: str, free: int, first: int, step: int) -> Iterator[str]:
    """Numbers like ``06-000{:05d}``, ``free`` digits counting from ``first`` by ``step``; or ValueError."""
    for value in count(first, step):
        if value >= 10**free:
            raise ValueError(f"no more numbers like {pattern}")
        if not looks_like_bsn(number := pattern.format(value)):
            yield number


def birth_date(youngest: date, days: int) -> str:
    """The day ``days`` before ``youngest``, or the first before it that passes for no BSN; YYYY-MM-DD."""
    day = youngest - timedelta(days)
    while looks_like_bsn(day.isoformat()):
        day -= timedelta(1)
    return day.isoformat()
