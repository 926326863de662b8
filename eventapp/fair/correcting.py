"""Correcting: what somebody types about a person, cleaned by the same guard that the registers go through."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, Final

from eventapp.fair.fields import PERSON_PERSONAL, Fields
from eventapp.fair.words import (
    CONTRACTS,
    DAY_PARTS,
    DEMANDS,
    EDUCATION,
    LANGUAGE_LEVELS,
    LICENCES,
    NO,
    SUPPORT,
    TRANSPORT,
    UNKNOWN,
    YES,
)
from eventapp.intake.dates import real_date
from eventapp.intake.guard import without_bsn
from eventapp.intake.sensitive import is_sensitive

_CLOSED: Final[dict[str, Collection[str]]] = {
    "limits": DEMANDS.values(),
    "day_parts": DAY_PARTS.values(),
    "transport": TRANSPORT.values(),
    "licences": LICENCES,
    "support_needed": SUPPORT.values(),
    "contracts": CONTRACTS.values(),
}
_ONE_OF: Final[dict[str, Collection[Any]]] = {
    "education": EDUCATION.values(),
    "consent": (UNKNOWN, YES, NO),
    "language_nl": LANGUAGE_LEVELS,
}
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_DAY: Final = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4})|(\d{4})-(\d\d)-(\d\d)")
# Free text: no word about health or the like may get in.
_GUARDED: Final = {
    "can": "kan", "wants": "wil", "occupations": "beroepen", "limits_text": "kan_niet", "questions": "opmerkingen",
    "certificates": "certificaten", "other_languages": "andere_talen", "education_text": "opleiding",
    "contact": "contactpersoon",
}  # fmt: skip


def typed(text: str, field: str = "") -> str:
    """What was typed, without a BSN and without the white space around it."""
    return without_bsn(text.strip(), "telefoon" if field == "phone" else "")[0]


def own_words(text: str, column: str) -> list[str] | None:
    """What somebody wants or can; words about health or the like stay out, for stands read this."""
    words = typed(text)
    return [words] if words and not is_sensitive(words, column) else None


def cleaned(fields: Fields) -> Fields:
    """The fields that somebody filled in, ready to be written; ValueError with the field that cannot be."""
    return {name: _cleaned(name, value) for name, value in fields.items()}


def _cleaned(name: str, value: Any) -> Any:
    if isinstance(value, list):
        if name in _CLOSED and not set(value) <= set(_CLOSED[name]):
            raise ValueError(name)
        return [word for text in value if (word := typed(text)) and not _leaks(name, word)]
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # JSON knows one kind of number
    if name in _ONE_OF and value not in (None, "", *_ONE_OF[name]):
        raise ValueError(name)
    if isinstance(value, str) and name == "birth_date":
        return _birth_date(value.strip())
    if isinstance(value, str) and name in PERSON_PERSONAL:
        if _leaks(name, value):
            raise ValueError(name)
        return typed(value, name)
    return value


def _birth_date(text: str) -> str:
    """As it is kept: a day (31-12-1990 is 1990-12-31) or a year; ValueError for what is neither."""
    if not text or _YEAR.fullmatch(text):
        return text
    found = _DAY.fullmatch(text)
    day, month, year, *iso = found.groups() if found else ("",) * 6
    born = real_date(*(iso if iso[0] else (year, month, day)))
    if born is None:
        raise ValueError("birth_date")
    return born.isoformat()


def _leaks(name: str, word: str) -> bool:
    return name in _GUARDED and is_sensitive(word, _GUARDED[name])
