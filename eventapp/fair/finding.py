"""Finding oneself at a kiosk: the first letters of a name and a birthday. Never a list, never a guess."""

from __future__ import annotations

from typing import Final

from eventapp.fair.people import Seeker
from eventapp.fair.search import plain
from eventapp.fair.state import Fair

LEAST_LETTERS: Final = 2


def find_self(fair: Fair, letters: str, day: int, month: int | None = None, year: int | None = None) -> Seeker | None:
    """The one person whose name begins with these letters and who was born on this day; ``month`` or ``year`` too.

    None when nobody fits, and just as well when two do: who stands there may not learn who else is on the list.
    """
    words = plain(letters).split()
    if sum(map(len, words)) < LEAST_LETTERS or (month is None and year is None):
        return None
    fitting = [one for one in fair.seekers if _born(one, day, month, year) and _begins(one, words)]
    return fitting[0] if len(fitting) == 1 else None


def _born(seeker: Seeker, day: int, month: int | None, year: int | None) -> bool:
    parts = str(seeker.fields.get("birth_date") or "").split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return False
    known_year, known_month, known_day = map(int, parts)
    return day == known_day and month in (None, known_month) and year in (None, known_year)


def _begins(seeker: Seeker, words: list[str]) -> bool:
    """Whether every word typed begins a word of the name."""
    name = " ".join(str(seeker.fields.get(part) or "") for part in ("first_name", "infix", "last_name"))
    names = plain(name).split()
    return all(any(one.startswith(word) for one in names) for word in words)
