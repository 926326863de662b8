"""Hours a week as people write them: "24", "24-32 uur", "max. 24", "fulltime", "0,8 fte", "80%"."""

from __future__ import annotations

import re
from typing import Final

from eventapp.intake.choices import plain_word

Hours = tuple[float | None, float | None]  # at least, at most; a week

MAX_HOURS: Final = 60
FULL_WEEK: Final = (36, 40)  # what a full week is differs per trade: from 36 to 40 hours
PART_TIME: Final = (None, 35)  # below 35 hours and more is full time to the statistics office
_FULL: Final = ("fulltime", "full time", "voltijd", "ft", "voltijds", "hele week", "volledig")
_PART: Final = ("parttime", "part time", "deeltijd", "pt", "deeltijds")
_NUMBER: Final = r"(\d{1,3}(?:[.,]\d{1,2})?)"
_UNIT: Final = r"\s*(?:uren|uur|ur|u|h)?\.?\s*(?:(?:per|p/?|/)\s*(?:week|w)|pw|upw|p\.w|/w)?\.?"
_RANGE: Final = re.compile(
    rf"(?:tussen|van|ongeveer|ca\.?)?\s*{_NUMBER}{_UNIT}\s*(?:-|–|/|tot|à|a|en|t/m"
    rf"|of)\s*{_NUMBER}{_UNIT}"
)
_MIN_MAX: Final = re.compile(
    rf"(?:minimaal|minimum|min\.?|vanaf)\s*{_NUMBER}{_UNIT}[\s,;/-]*(?:en )?(?:maximaal|maximum|max\.?"
    rf"|tot)\s*{_NUMBER}{_UNIT}"
)
_BOUND: Final = (
    r"(ongeveer|ong\.?|circa|ca\.?|±|minimaal|minimum|min\.?|minstens|vanaf|>=?|≥"
    r"|maximaal|maximum|max\.?|tot(?: en met)?|t/m|hooguit|hoogstens|niet meer dan|<=?|≤)?\s*"
)
_BEHIND: Final = r"\s*(\+|of meer|of minder|minimaal|min\.?|maximaal|max\.?)?"
_ONE: Final = re.compile(rf"{_BOUND}{_NUMBER}{_UNIT}{_BEHIND}")
_FTE: Final = re.compile(rf"{_BOUND}{_NUMBER}(?:\s*(?:fte|%)?\s*(?:-|–|tot|à)\s*{_NUMBER})?\s*(fte|%)")
_TAKEN_FOR_DATE: Final = re.compile(r"\d{4}-(\d\d)-(\d\d)")  # a spreadsheet makes 8 December of 8-12
_AT_LEAST: Final = re.compile(r"min|vanaf|>|≥|\+|of meer")
_AT_MOST: Final = re.compile(r"max|tot|t/m|hoo|niet meer|<|≤|of minder")


def hours(text: str) -> Hours | None:
    """Hours a week, at least and at most; None where the text says something else."""
    text = text.lower().strip().strip(".")
    word = plain_word(text)
    if word in _FULL:
        return FULL_WEEK
    if word in _PART:
        return PART_TIME
    if found := _TAKEN_FOR_DATE.fullmatch(text):
        return _within(float(found.group(2)), float(found.group(1)))
    if found := _FTE.fullmatch(text):
        return _part_of_full_week(*found.groups())
    if found := _MIN_MAX.fullmatch(text) or _RANGE.fullmatch(text):
        return _within(_number(found.group(1)), _number(found.group(2)))
    if found := _ONE.fullmatch(text):
        return _one_sided(f"{found.group(1) or ''} {found.group(3) or ''}", _number(found.group(2)))
    return None


def _part_of_full_week(bound: str | None, low: str, high: str | None, unit: str) -> Hours | None:
    share = 100 if unit == "%" else 1
    span = _within(_number(low) / share * FULL_WEEK[0], _number(high or low) / share * FULL_WEEK[1])
    if span is None or not bound:
        return span
    return (None if _AT_MOST.search(bound) else span[0], None if _AT_LEAST.search(bound) else span[1])


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _within(low: float, high: float) -> Hours | None:
    return (low, high) if low <= high <= MAX_HOURS else None


def _one_sided(bound: str, number: float) -> Hours | None:
    if number > MAX_HOURS:
        return None
    return (None if _AT_MOST.search(bound) else number, None if _AT_LEAST.search(bound) else number)
