"""Phone numbers, mail addresses and postcodes in the one form in which they can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from eventapp.intake.merging.letters import slips

_PHONES: Final = re.compile(r"[/;,|]|\bof\b|\ben\b")
_EMAIL: Final = re.compile(r"[^\s@<>,;|]+@[^\s@<>,;|]+\.[^\s@<>,;|.]{2,}")
_GMAIL: Final = ("gmail.com", "googlemail.com")
_OFFICES: Final = frozenset((
    "info", "informatie", "contact", "algemeen", "administratie", "secretariaat", "receptie", "balie", "kantoor",
    "loket", "team", "post", "mail", "email", "office", "admin", "noreply", "begeleiding", "jobcoach", "jobcoaches",
    "opvang", "wonen", "azc", "coa", "vluchtelingenwerk", "uitzendbureau", "uitzenden", "werkplein", "wsp", "uwv",
    "gemeente", "sociaal", "wijkteam", "werk", "participatie", "reintegratie", "kandidaten", "klantmanager", "onbekend",
    "geen", "geenmail", "nvt", "test",
))  # fmt: skip
_PHONE_LENGTHS: Final = range(8, 16)


def plain_phones(text: str) -> frozenset[str]:
    """The numbers in a cell: "+31 (0)6 12", "0031612" and "06-12" become "0612". A row of one digit is none."""
    whole = _plain_phone(text)
    found = [whole] if whole else map(_plain_phone, _PHONES.split(text.lower()))
    return frozenset(number for number in found if number)


def plain_emails(text: str) -> frozenset[str]:
    """The mail addresses in a cell, in small letters; Gmail does not look at dots, nor at what is behind a plus."""
    return frozenset(map(_plain_email, _EMAIL.findall(text.lower())))


def plain_postcode(text: str) -> str:
    """ "2525GD" or "2525"; anything else is empty."""
    found = re.match(r"([1-9]\d{3})\s*([A-Z]{2})?\b", text.strip().upper())
    return "".join(filter(None, found.groups())) if found else ""


def is_of_an_office(contact: str) -> bool:
    """Whether a mail address is that of a desk, not of a person or a family: "info@", "opvang.zuid@"."""
    local, at, _ = contact.partition("@")
    return bool(at) and not _OFFICES.isdisjoint(re.split(r"[^a-z]+", local))


def nearly_same(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one slip of the keyboard lies between any two."""
    others = tuple(others)
    return any(slips(one, other, 1) == 1 for one in some for other in others)


def _plain_phone(text: str) -> str:
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    if digits.startswith("00"):
        digits = digits[2:]
    if digits.startswith("31") and len(digits) > 10:
        digits = digits[2:].removeprefix("0")
    if len(digits) == 9 and digits[0] != "0":
        digits = f"0{digits}"
    return digits if len(digits) in _PHONE_LENGTHS and len(set(digits[2:])) > 1 else ""


def _plain_email(address: str) -> str:
    local, _, domain = address.partition("@")
    if domain in _GMAIL:
        return f"{local.partition('+')[0].replace('.', '')}@gmail.com"
    return address
