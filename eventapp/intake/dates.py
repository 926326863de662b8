"""Dates as people and spreadsheets write them: 1-2-68, 01-02-1968, 1968-02-01, 1 februari 1968, 24869, 00-00-1975."""

from __future__ import annotations

import datetime
import re
from typing import Final

_MONTHS: Final = ("jan", "feb", "maart", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_TIME: Final = r"(?:[ t]+\d\d?:\d\d(?::\d\d(?:\.\d+)?)?z?)?"
_NUMBERS: Final = re.compile(r"(\d{1,4})[-/. ]+(\d{1,2})[-/. ]+(\d{1,4})" + _TIME)
_WORDS: Final = re.compile(r"(\d{1,2})(?:e|ste|de)?[-/. ]*([a-z]{3,9})\.?[-/., ]*'?(\d{4}|\d{2})" + _TIME)
_BEFORE: Final = re.compile(r"^(?:geb(?:oren)?\.?|op|d\.?d\.?|[mdwvz][aior]\.?)[: ]+(?=\d)")
_BEHIND: Final = re.compile(r"\s*\(?\d{1,3} ?(?:jr|jaar|j)\.?\)?$|\s*\(\d{1,3}\)$")
_EPOCH: Final = datetime.date(1899, 12, 30)  # day 0 of a spreadsheet
_SERIAL: Final = re.compile(r"(\d{5})(?:[.,]\d+)?")
_UNKNOWN: Final = r"(?:0{1,2}|x{1,2}|\?{1,2})"
_YEAR: Final = r"((?:19|20)\d\d)"
_YEAR_ONLY: Final = re.compile(
    rf"(?:(?:{_UNKNOWN}|\d\d?)[-/. ]+)?(?:{_UNKNOWN}[-/. ]+|{_UNKNOWN}[-/. ]+\d\d?[-/. ]+)?{_YEAR}"
    rf"|{_YEAR}[-/. ]+{_UNKNOWN}[-/. ]+\d{{1,2}}|{_YEAR}[-/. ]+\d{{1,2}}(?:[-/. ]+{_UNKNOWN})?"
    rf"|(?:ca\.?|circa|±|ong\.?|ongeveer|anno)\s*{_YEAR}|{_YEAR}\s*\?|[a-z]{{3,9}}\.? {_YEAR}"
)


def real_date(year: str, month: str, day: str) -> datetime.date | None:
    """A date between 1900 and 2099 from groups of digits, or None where there is no such day."""
    if len(year) != 4 or len(month) > 2 or len(day) > 2 or not 1900 <= int(year) <= 2099:
        return None
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_birth_date(text: str, today: datetime.date) -> datetime.date | None:
    """The birth date in a cell, or None where it is not one: no such day, in the future, or over 110 years
    ago.

    A year of two digits is the latest one that is not in the future: born in "68" is 1968, in "08" is 2008.
    """
    born = _read(_bare(text), today)
    if born is None or born > today or today.year - born.year > 110:
        return None
    return born


def birth_year(text: str, today: datetime.date) -> int | None:
    """The year of a birth of which day or month is unknown: "00-00-1975", "1975", "00-03-1975", "mei 1975"."""
    found = _YEAR_ONLY.fullmatch(_bare(text))
    year = int(next(filter(None, found.groups()))) if found else 0
    return year if today.year - 110 <= year <= today.year else None


def age_on(day: datetime.date, born: datetime.date) -> int:
    """Years lived on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _bare(text: str) -> str:
    """Without what people write around a date: "geb. 1-2-1968", "1-2-1968 (58 jr)"."""
    return _BEHIND.sub("", _BEFORE.sub("", text.strip().lower()))


def _read(text: str, today: datetime.date) -> datetime.date | None:
    if found := _NUMBERS.fullmatch(text):
        first, month, last = found.groups()
        if len(first) == 4:
            return real_date(first, month, last)
        return real_date(_full_year(last, today), month, first)
    if found := _WORDS.fullmatch(text):
        day, name, year = found.groups()
        return real_date(_full_year(year, today), _month(name), day)
    return _from_digits(text) if text.isascii() else None


def _full_year(year: str, today: datetime.date) -> str:
    if len(year) != 2:
        return year
    return f"20{year}" if 2000 + int(year) <= today.year else f"19{year}"


def _month(name: str) -> str:
    name = {"mrt": "maart", "mar": "maart", "oct": "okt", "may": "mei"}.get(name[:3], name)
    return next((str(number) for number, start in enumerate(_MONTHS, 1) if name.startswith(start[:3])), "0")


def _from_digits(text: str) -> datetime.date | None:
    """19680201, 01021968, or the number of days that a spreadsheet keeps for a date."""
    if len(text) == 8 and text.isdigit():
        return real_date(text[:4], text[4:6], text[6:]) or real_date(text[4:], text[2:4], text[:2])
    if found := _SERIAL.fullmatch(text):
        return _EPOCH + datetime.timedelta(days=int(found.group(1)))
    return None
