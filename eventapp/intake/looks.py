"""What the values of a column look like, where its heading says nothing or could say two things."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from eventapp.intake.choices import plain_word
from eventapp.intake.guard import find_bsns

_DATE: Final = re.compile(
    r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:19[3-9]\d|20[01]\d)|(?:19[3-9]\d"
    r"|20[01]\d)-\d\d-\d\d(?:[ T].*)?"
)
_PHONE: Final = re.compile(r"(?!\d\d[-/.]\d\d[-/.]\d{4}$)(?:\+|00|0)\d[\d\s().\-/]{7,14}|6\d{8}")
_POSTCODE: Final = re.compile(r"[1-9]\d{3}\s?[A-Za-z]{2}")
_EMAIL: Final = re.compile(r"\S+@\S+\.\w{2,}")
_ENOUGH: Final = 3  # filled values, to say what a column holds
_MANY: Final = 10
_SEX: Final = frozenset(
    {
        "m",
        "v",
        "man",
        "vrouw",
        "x",
        "mannelijk",
        "vrouwelijk",
        "dhr",
        "mevr",
        "mw",
        "de heer",
        "mevrouw",
        "heer",
        "f",
        "o",
    }
)
_YES_NO: Final = frozenset({"ja", "nee", "j", "n", "x", "y", "yes", "no", "true", "false", "waar", "onwaar"})
_COMPANY: Final = re.compile(
    r"\b(?:b\.?v\.?|n\.?v\.?|v\.?o\.?f\.?|stichting|gemeente|groep|bedrijf|holding|zorg\w*|bouw\w*|transport"
    r"|kwekerij|bakkerij|hotel|restaurant"
    r"|schoonmaak|logistics|services?|fa\.?|supermarkt|& zn|zonen|techniek|installatie\w*|horeca|ziekenhuis"
    r"|hoveniers?|uitzend\w*)(?!\w)",
    re.IGNORECASE,
)
_PERSON: Final = re.compile(
    r"[^\W\d][\w'’ -]+,\s*(?:[^\W\d_]{1,2}\.|[A-Z][a-z]).*|(?:[A-Z]\.\s?)+.*|.*\b(?:van|de|der|den|el|ten"
    r"|ter)\s+[A-Z].*|[A-Z][\w-]+ [A-Z][\w-]+",
)


def share(values: Sequence[str], looks: Callable[[str], object]) -> float:
    """Which part of the filled values looks so."""
    filled = [value for value in values if value]
    return sum(1 for value in filled if looks(value)) / len(filled) if filled else 0.0


def guess(values: Sequence[str]) -> str:
    """What a column without a heading that says something is, where its values leave little doubt; or ""."""
    for target, pattern in (
        ("e-mail", _EMAIL),
        ("postcode", _POSTCODE),
        ("geboortedatum", _DATE),
        ("telefoon", _PHONE),
    ):
        if share(values, pattern.fullmatch) >= 0.8:
            return target
    return ""


def holds_bsns(values: Sequence[str]) -> bool:
    """Most values are a BSN: of other numbers of nine digits one in eleven looks like one."""
    enough = sum(map(bool, values)) >= _ENOUGH
    return enough and share(values, lambda value: re.fullmatch(r"[\d.\s-]{8,13}", value) and find_bsns(value)) >= 0.5


def lost_zeros(values: Sequence[str]) -> bool:
    """Mobile numbers without their zero: nearly all begin with a 6, and no more of them are like a BSN than chance
    makes (one in eleven; of a column of BSNs all are). It says what the column is, never that one number is no BSN.
    """
    mobile = [value for value in values if re.fullmatch(r"6\d{8}", value)]
    if len(mobile) < _MANY or share(values, lambda value: value in mobile) < 0.8:
        return False
    return share(mobile, find_bsns) < 0.3


def holds_sex(values: Sequence[str]) -> bool:
    """Every value is a word or letter for man or woman, and more than one of them is there."""
    said = {plain_word(value) for value in values if value}
    return said <= _SEX and bool(said & {"v", "vrouw", "mevr", "mw", "mevrouw", "vrouwelijk", "f"}) and len(said) > 1


def holds_yes_no(values: Sequence[str]) -> bool:
    """Nothing but yes, no and unknown. "Geen" says something else in most columns."""
    said = {plain_word(value) for value in values if value}
    return bool(said & _YES_NO) and said <= _YES_NO | {"", "0", "1", "onbekend"}


def like_companies(values: Sequence[str]) -> float:
    """From -1, names of people, to 1, names of organisations."""
    return share(values, _COMPANY.search) - share(
        values, lambda value: not _COMPANY.search(value) and _PERSON.fullmatch(value)
    )
