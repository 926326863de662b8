"""A row of kandidaten becomes the fields of a seeker."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import Final

from eventapp.fair.fields import Fields
from eventapp.fair.words import DEMANDS, EDUCATION, NO, YES
from eventapp.intake import values
from eventapp.intake.choices import (
    CONTRACT_WORDS,
    DAY_PART_WORDS,
    SUPPORT_WORDS,
    TRANSPORT_WORDS,
    consent_in,
    education,
    language_level,
    licences,
    pick,
    plain_word,
)
from eventapp.intake.dates import age_on, birth_year, read_birth_date
from eventapp.intake.entries import HeldText
from eventapp.intake.fullname import small_infix, whole_name
from eventapp.intake.meaning import understood
from eventapp.intake.occupations import ask_of_occupations
from eventapp.intake.record import BadRow, Record, known
from eventapp.intake.remarks import remarks
from eventapp.intake.shared import contact_details, hours_span, other_contacts, place, register_number
from eventapp.matching.demands import demands_in, limits_in, says_it_goes

MAX_NAME: Final = 80  # as long as a name at the desk may be
MIN_AGE: Final = 16
ADULT: Final = 18
MAX_KM: Final = 500
_NAME: Final = ("naam", "roepnaam", "voorletters", "tussenvoegsel", "achternaam")
_ASIDE: Final = re.compile(r"^(?:alleen|uitsluitend|enkel)\b|\b(?:en|met) rijbewijs\b.*", re.IGNORECASE)
_ABOUT: Final = re.compile(r"^\s*(?:max(?:imaal|\.)?|tot|circa|ca\.?|ongeveer|±|binnen)\s*(?=\d)", re.IGNORECASE)
_NO_LIMITS: Final = (
    "geen",
    "geen beperking",
    "geen beperkingen",
    "geen belemmeringen",
    "geen belemmering",
    "nee",
    "niets",
    "niks",
    "geen bijzonderheden",
)


@dataclass(frozen=True, slots=True)
class Read:
    """One row: its register number, its fields, and contact data that is only compared."""

    number: str | None
    fields: Fields
    also: Fields
    held: list[HeldText] = field(default_factory=list)


def read_person(record: Record, today: datetime.date) -> Read:
    """What a row says of a seeker. Raises BadRow for who may not or cannot come in."""
    if record.gone:
        raise BadRow(record.gone)
    fields = _name(record) | _birth_date(record, today)
    consent = record.read("toestemming", consent_in, "bad_yes_no")
    if consent == NO:
        raise BadRow("no_consent")
    if consent == YES:
        fields["consent"] = YES
    fields |= contact_details(record) | place(record) | _work(record) | _limits(record) | _ability(record)
    remarks(record, fields)
    ask_of_occupations(record, fields.get("occupations") or ())
    number = _number(record)
    asked = {"questions": record.questions} if record.questions else {}
    return Read(number, fields | asked, other_contacts(record), record.held_texts())


def _number(record: Record) -> str | None:
    """Without a number nobody is recognised in a next file."""
    number = register_number(record)
    if number is None and not record.has & {*_NAME}:
        raise BadRow("no_profile")
    if number is None and "nummer" in record.has:
        record.warn("no_number", "nummer")
    return number


def _name(record: Record) -> Fields:
    """The name. Where the list has none at all (VUM), the number is what says who somebody is."""
    if not record.has & {*_NAME}:
        return {}
    full, first, letters, infix, last = (record.text(column) or "" for column in _NAME)
    if not any(letter.isalpha() for letter in full + first + last):
        raise BadRow("no_name")
    if max(map(len, (full, first, letters, infix, last))) > MAX_NAME:
        raise BadRow("name_too_long")
    if not record.own and "tussenvoegsel" not in record.has:
        last = small_infix(last)
    name = whole_name(full, first, letters, infix, last, record.text("naamgebruik") or "", _partner(record))
    return known({"first_name": name.first or None, "infix": name.infix or None, "last_name": name.last or None})


def _partner(record: Record) -> str:
    return f"{record.text('partner_tussenvoegsel') or ''} {record.text('partner_achternaam') or ''}".strip()


def _birth_date(record: Record, today: datetime.date) -> Fields:
    """The birth date, or the year where that is all there is. Nobody who is surely under 16 comes in."""
    text = record.text("geboortedatum")
    year = birth_year(text, today) if text else None
    if year is not None:
        _check_age(record, today.year - year, today.year - year - 1)
        return {"birth_date": str(year)}
    born = record.read("geboortedatum", lambda text: read_birth_date(text, today), "bad_date")
    if born is None:
        return {}
    _check_age(record, age_on(today, born), age_on(today, born))
    return {"birth_date": born.isoformat()}


def _check_age(record: Record, oldest: int, youngest: int) -> None:
    if oldest < MIN_AGE:
        raise BadRow("too_young")
    if youngest < ADULT:
        record.warn("minor", "geboortedatum")


def _work(record: Record) -> Fields:
    return hours_span(record) | known({
        "occupations": record.items("beroepen"),
        "can": record.items("kan"),
        "wants": record.items("wil"),
        "day_parts": record.choose("dagdelen", DAY_PART_WORDS),
        "max_distance_km": record.read("max_reisafstand_km", _distance, "bad_number"),
        "transport": record.choose("vervoer", _transport),
        "contracts": record.choose("contractvormen", CONTRACT_WORDS),
        "support_needed": record.choose("steun_nodig", SUPPORT_WORDS),
    })  # fmt: skip


def _transport(item: str) -> tuple[str, ...]:
    """ "eigen auto", "met de fiets en het ov", "auto en rijbewijs B"; "geen auto" is asked about."""
    item = _ASIDE.sub(" ", item).strip(" ,/")
    said = understood(item)
    return pick(item, TRANSPORT_WORDS) or (*said.transport, *(["car"] if said.car else []))


def _distance(text: str) -> int | None:
    return values.whole(_ABOUT.sub("", text), MAX_KM)


def _limits(record: Record) -> Fields:
    """What somebody cannot do, in codes and words. What maps to nothing is asked about."""
    said = record.items("kan_niet", none=_NO_LIMITS)
    held = record.held.get("kan_niet", [])
    if said == [] and not held:
        return {"limits": [], "limits_text": []}
    found = {item: limits_in(item) for item in (*(said or ()), *held)}
    for item in said or ():
        if not found[item] and not (demands_in(item) and says_it_goes(item)):
            record.ask("kan_niet", item)
    codes = [code for code in DEMANDS.values() if any(code in limits for limits in found.values())]
    return known({"limits": codes or None, "limits_text": said or None})


def _ability(record: Record) -> Fields:
    return _education(record) | known({
        "licences": _licences(record),
        "language_nl": record.read("taal_nederlands", language_level, "unknown_word"),
        "other_languages": _other_languages(record),
        "certificates": record.items("certificaten"),
    })  # fmt: skip


def _other_languages(record: Record) -> list[str] | None:
    """Without Dutch, which has a column of its own."""
    items = record.items("andere_talen")
    return items and [item for item in items if not plain_word(item).startswith("nederlands")]


def _education(record: Record) -> Fields:
    """The level as a code, and the words where they say more: "MBO niet afgemaakt"."""
    text = (record.text("opleiding") or "").replace("|", ", ") or None
    if text is None:  # of what is held the level tells nothing of why
        return known({"education": next(filter(None, map(education, record.held.get("opleiding", ()))), None)})
    level = education(text)
    if level is None:
        record.warn("unknown_word", "opleiding")
    return known({"education": level, "education_text": text if text.lower() not in EDUCATION else None})


def _licences(record: Record) -> list[str] | None:
    """ "Nee" under "rijbewijs" says the same as "geen"; "B, geen auto" says something of transport too."""
    text = record.text("rijbewijs") or ""
    if plain_word(text) in ("nee", "n", "geen rijbewijs"):
        return []
    return record.choose("rijbewijs", licences)
