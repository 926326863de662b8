"""Single values: hours, whole numbers, postcodes, KvK numbers, telephone numbers, mail addresses."""

from __future__ import annotations

import re
from typing import Final

from eventapp.intake.choices import plain_word

Hours = tuple[float | None, float | None]  # at least, at most; a week

MAX_HOURS: Final = 60
FULL_WEEK: Final = (36, 40)  # what a full week is differs per trade: from 36 to 40 hours
_NUMBER: Final = r"(\d{1,3}(?:[.,]\d{1,2})?)"
_PER_WEEK: Final = r"\s*(?:uur|uren|u)?\.?\s*(?:per week|p/?w|pw)?\.?"
_RANGE: Final = re.compile(rf"{_NUMBER}{_PER_WEEK}\s*(?:-|–|/|tot|à|a|t/m)\s*{_NUMBER}{_PER_WEEK}")
_BOUND: Final = r"(ongeveer|ong\.?|circa|ca\.?|minimaal|min\.?|maximaal|max\.?)?\s*"
_ONE: Final = re.compile(rf"{_BOUND}{_NUMBER}{_PER_WEEK}")
_FTE: Final = re.compile(rf"{_NUMBER}\s*fte")
_POSTCODE: Final = re.compile(r"(?:nl[\s-]*)?([1-9]\d{3})\s*-?\s*([a-z])?\s?([a-z])?", re.IGNORECASE)
_EMAIL: Final = re.compile(r"[^\s@<>,;|]+@[^\s@<>,;|]+\.[^\s@<>,;|.]{2,}")


def hours(text: str) -> Hours | None:
    """Hours a week: "24", "24 uur", "max. 24", "24-32", "fulltime", "0,8 fte"; None: something else."""
    text = text.lower().strip()
    if plain_word(text) in ("fulltime", "full time", "voltijd"):
        return FULL_WEEK
    if found := _FTE.fullmatch(text):
        part = _number(found.group(1))
        return _within(part * FULL_WEEK[0], part * FULL_WEEK[1])
    if found := _RANGE.fullmatch(text):
        return _within(_number(found.group(1)), _number(found.group(2)))
    if found := _ONE.fullmatch(text):
        return _one_sided(found.group(1) or "", _number(found.group(2)))
    return None


def whole(text: str, most: int) -> int | None:
    """A whole number from 0 to ``most``: "25", "25 km", "25,0"; what is behind the comma is dropped."""
    found = re.fullmatch(r"(\d{1,6})(?:[.,]\d+)?\s*(?:km|kilometer|personen|plaatsen)?\.?", text.lower())
    return int(found.group(1)) if found and int(found.group(1)) <= most else None


def postcode(text: str) -> str | None:
    """A Dutch postcode as "2525 GD" or "2525", from any shape: "2525gd", "NL-2525 GD"."""
    found = _POSTCODE.fullmatch(text.strip())
    if found is None or (found.group(2) is None) != (found.group(3) is None):
        return None
    digits, *letters = found.groups()
    return f"{digits} {''.join(letters).upper()}" if letters[0] else digits


def kvk(text: str) -> str | None:
    """A KvK number of eight digits; a spreadsheet may have eaten the zero at the front."""
    digits = re.sub(r"[\s.]", "", text)
    return digits.zfill(8) if re.fullmatch(r"[0-9]{7,8}", digits) else None


def phone(text: str) -> str | None:
    """The number as it was written, where it is one; a zero that a spreadsheet ate comes back."""
    digits = re.sub(r"\(0\)|[\s().\-/]", "", text)
    if re.fullmatch(r"[1-9][0-9]{8}", digits):
        return f"0{digits}"
    return text if re.fullmatch(r"0[1-9][0-9]{8}|(?:\+|00)[1-9][0-9]{7,14}", digits) else None


def email(text: str) -> str | None:
    """A mail address, where it looks like one."""
    bare = re.sub(r"^mailto:\s*", "", text.strip(), flags=re.IGNORECASE)
    return bare if _EMAIL.fullmatch(bare) else None


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _within(low: float, high: float) -> Hours | None:
    return (low, high) if low <= high <= MAX_HOURS else None


def _one_sided(bound: str, number: float) -> Hours | None:
    if number > MAX_HOURS:
        return None
    return (None if bound.startswith("max") else number, None if bound.startswith("min") else number)
