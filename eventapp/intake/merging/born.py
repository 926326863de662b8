"""Birth dates, and how two of them differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from eventapp.intake.merging.letters import slips

_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d)-(\d\d))?")


class Birth(Enum):
    """How two birth dates go together. From SWAPPED on there are two full dates that are not one."""

    SAME = "same_birth_date"
    YEAR = "birth_year_same"
    MISSING = "birth_date_missing"
    SWAPPED = "birth_date_swapped"
    NEAR = "birth_date_nearly_same"  # one digit, or two that changed places
    PARTLY = "birth_date_partly_same"  # two of day, month and year
    DIFFERS = "birth_date_differs"


@dataclass(frozen=True, slots=True)
class Born:
    """A birth date of which perhaps only the year is known, or nothing."""

    year: str = ""
    month: str = ""
    day: str = ""

    @property
    def full(self) -> bool:
        return bool(self.day)

    @property
    def first_of_january(self) -> bool:
        """What is filled in for many newcomers of whom the day is not known: it says no more than a year."""
        return self.month == self.day == "01"

    @property
    def digits(self) -> str:
        return self.year + self.month + self.day


def read_born(text: str) -> Born:
    """From "1975-04-03", "1975" or "1975-00-00"; anything else is unknown."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        return Born()
    year, month, day = found.groups(default="00")
    return Born(year) if "00" in (month, day) else Born(year, month, day)


def birth(one: Born, other: Born) -> Birth:
    """How two birth dates go together."""
    if not one.year or not other.year:
        return Birth.MISSING
    if not one.full or not other.full:
        return Birth.YEAR if one.year == other.year else Birth.DIFFERS
    if one == other:
        return Birth.SAME
    if one.year == other.year and (one.month, one.day) == (other.day, other.month):
        return Birth.SWAPPED
    if slips(one.digits, other.digits, 1) <= 1:
        return Birth.NEAR
    agreeing = (one.year == other.year) + (one.month == other.month) + (one.day == other.day)
    return Birth.PARTLY if agreeing == 2 else Birth.DIFFERS
