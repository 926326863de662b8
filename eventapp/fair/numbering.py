"""Numbering: how badge numbers are divided over series (fair/series.py), and which part of one is for desks."""

from __future__ import annotations

from typing import Final

# So many numbers are of one series. In each, desks get those from FIRST_IN_ADVANCE on in advance.
SERIES: Final = 5000
FIRST_IN_ADVANCE: Final = 1001
# Series below this are handed out one after another; above it they follow from names.
FIRST_HIGH: Final = 100


def of_number(number: str) -> int | None:
    """The series that a badge number belongs to; None for numbers of other making."""
    digits = number[1:]
    own = number[:1].upper() == "B" and digits.isascii() and digits.isdigit() and len(digits) < 10
    return (int(digits) - 1) // SERIES if own and int(digits) > 0 else None
