"""Single values: whole numbers, counts, postcodes, KvK numbers, telephone numbers, mail addresses."""

from __future__ import annotations

import re
from typing import Final

_POSTCODE: Final = re.compile(r"(?:nl[\s-]*)?([1-9]\d\s?\d\d)(?:,0+|\.0+)?[\s.-]*([a-z])?\s?([a-z])?", re.IGNORECASE)
_WITH_TOWN: Final = re.compile(r"(?:.*?[\s,;/])?([1-9]\d{3}\s?-?[a-z]{2})\b[\s,;/()-]*([^\d]*)", re.IGNORECASE)
_SCIENTIFIC: Final = re.compile(r"([1-9])[.,](\d{8})e\+?0?8", re.IGNORECASE)
_LOST: Final = re.compile(r"\d(?:[.,]\d+)?e\+?\d\d?", re.IGNORECASE)
_COUNT: Final = re.compile(
    r"(?:ca\.?|circa|ongeveer|min\.?|minimaal|max\.?|maximaal|meer dan|>|±)?\s*(\d{1,4})"
    r"(?:\s*(?:-|–|/|à|a|tot|of)\s*\d{1,4}|\s*\+)?\s*(?:personen|mensen|plaatsen|plekken|kandidaten|vacatures|fte"
    r"|x)?"
)
_BETWEEN_PHONES: Final = re.compile(r"[/;,|]|\bof\b|\ben\b|\s{2,}|[a-z]+[.:]*(?=\s*[+0])|\(\D+\)", re.IGNORECASE)
_PHONE_WITHIN: Final = re.compile(r"(?<![\d+])(?:\+\d|0\d)(?:[\s().\-/]*\d){7,12}(?!\d)")
_EMAIL: Final = re.compile(r"[^\s@<>,;|]+@[^\s@<>,;|]+\.[^\s@<>,;|.]{2,}")


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
    digits = digits.replace(" ", "")
    return f"{digits} {''.join(letters).upper()}" if letters[0] else digits


def postcode_and_town(text: str) -> tuple[str, str] | None:
    """Both from one cell: "2525 GD Den Haag", "Kade 1, 2525GD 's-Gravenhage". The town may be missing."""
    found = _WITH_TOWN.fullmatch(text.strip())
    code = postcode(found.group(1)) if found else None
    return (code, found.group(2).strip(" ,;/()-")) if found and code else None


def count(text: str, most: int) -> tuple[int, bool] | None:
    """How many, and whether it says so exactly: "3" does, "3 à 4", "ca. 5" and "2+" do not."""
    number = whole(text, most)
    if number is not None:
        return number, True
    found = _COUNT.fullmatch(text.lower().strip())
    return (int(found.group(1)), False) if found and int(found.group(1)) <= most else None


def kvk(text: str) -> str | None:
    """A KvK number of eight digits; a spreadsheet may have eaten the zero at the front."""
    digits = re.sub(r"[\s.]", "", text)
    return digits.zfill(8) if re.fullmatch(r"[0-9]{7,8}", digits) else None


def phone(text: str) -> str | None:
    """The number as it was written, where it is one; a zero that a spreadsheet ate comes back.

    Of several in one cell ("070-0000311 / 06-00001107") the first is taken.
    """
    if found := _SCIENTIFIC.fullmatch(text.strip()):
        return f"0{found.group(1)}{found.group(2)}"
    digits = re.sub(r"\(0\)|[\s().\-/]", "", text)
    if re.fullmatch(r"[1-9][0-9]{8}", digits):
        return f"0{digits}"
    if re.fullmatch(r"0[1-9][0-9]{8}|(?:\+|00)[1-9][0-9]{7,14}", digits):
        return text
    if re.fullmatch(r"31[1-9][0-9]{8}", digits):
        return f"+{digits}"
    parts = [part.strip() for part in _BETWEEN_PHONES.split(text) if part.strip()]
    if parts != [text.strip()]:
        return next(filter(None, map(phone, parts)), None)
    within = _PHONE_WITHIN.search(text)  # "06-00001107 na 17u"
    return phone(within.group()) if within and within.group() != text else None


def phone_is_lost(text: str) -> bool:
    """ "6.12E+08": a spreadsheet kept a few digits of the number and threw the others away."""
    return _LOST.fullmatch(text.strip()) is not None and phone(text) is None


def email(text: str) -> str | None:
    """A mail address, where it looks like one; the first of several; without the name that stands before it."""
    bare = re.sub(r"^mailto:\s*", "", text.strip(), flags=re.IGNORECASE)
    if found := re.fullmatch(r"[^<>]*<([^<>]+)>", bare):
        bare = found.group(1)
    if _EMAIL.fullmatch(bare):
        return bare
    parts = re.split(r"\s*[;,/|]\s*|\s+(?:of|en)\s+", bare)
    return next(filter(None, map(email, parts)), None) if len(parts) > 1 else None


def email_within(text: str) -> str | None:
    """The first mail address in a text that holds more."""
    found = re.search(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text)
    return found.group() if found else None
