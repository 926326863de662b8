"""A row of kandidaten becomes the fields of a seeker."""

from __future__ import annotations

import datetime
from typing import Final

from eventapp.fair.fields import Fields
from eventapp.fair.words import DEMANDS, EDUCATION, NO, YES
from eventapp.intake import values
from eventapp.intake.choices import (
    CONTRACT_WORDS,
    DAY_PART_WORDS,
    SUPPORT_WORDS,
    TRANSPORT_WORDS,
    education,
    language_level,
    licences,
    plain_word,
    yes_no,
)
from eventapp.intake.dates import age_on, read_birth_date, year_in
from eventapp.intake.names import read_name
from eventapp.intake.record import BadRow, Record, known
from eventapp.intake.shared import contact_details, hours_span, place, register_number
from eventapp.matching.demands import limits_in

MAX_NAME: Final = 80  # as long as a name at the desk may be
MIN_AGE: Final = 16
ADULT: Final = 18
MAX_KM: Final = 500
_NO_LIMITS: Final = ("geen", "geen beperking", "geen beperkingen")


def read_person(record: Record, today: datetime.date) -> tuple[str | None, Fields]:
    """The register number and the fields of a seeker. Raises BadRow for who may not or cannot come in."""
    fields = _name(record) | _birth_date(record, today)
    consent = record.read("toestemming", yes_no, "bad_yes_no")
    if consent == NO:
        raise BadRow("no_consent")
    if consent == YES:
        fields["consent"] = YES
    fields |= contact_details(record) | place(record) | _work(record) | _limits(record) | _ability(record)
    number = _number(record)
    return number, fields | ({"questions": record.questions} if record.questions else {})


def _number(record: Record) -> str | None:
    """Without a number nobody is recognised in a next file."""
    number = register_number(record)
    if number is None:
        record.warn("no_number", "nummer")
    return number


def _name(record: Record) -> Fields:
    cells = [record.text(column) or "" for column in ("roepnaam", "tussenvoegsel", "achternaam")]
    if not any(letter.isalpha() for letter in cells[0] + cells[2]):
        raise BadRow("no_name")
    if max(map(len, cells)) > MAX_NAME:
        raise BadRow("name_too_long")
    name = read_name(*cells)
    return known({"first_name": name.first or None, "infix": name.infix or None, "last_name": name.last or None})


def _birth_date(record: Record, today: datetime.date) -> Fields:
    """Nobody under 16 comes in, also where only the year is known and leaves no doubt."""
    born = record.read("geboortedatum", lambda text: read_birth_date(text, today), "bad_date")
    year = year_in(record.text("geboortedatum") or "") if born is None else None
    if born is None and year is None:
        return {}
    oldest = age_on(today, born) if born else today.year - (year or 0)
    youngest = oldest if born else oldest - 1
    if oldest < MIN_AGE:
        raise BadRow("too_young")
    if youngest < ADULT:
        record.warn("minor", "geboortedatum")
    return {"birth_date": born.isoformat()} if born else {}


def _work(record: Record) -> Fields:
    return hours_span(record) | known({
        "occupations": record.items("beroepen"),
        "can": record.items("kan"),
        "wants": record.items("wil"),
        "day_parts": record.choose("dagdelen", DAY_PART_WORDS),
        "max_distance_km": record.read("max_reisafstand_km", _distance, "bad_number"),
        "transport": record.choose("vervoer", TRANSPORT_WORDS),
        "contracts": record.choose("contractvormen", CONTRACT_WORDS),
        "support_needed": record.choose("steun_nodig", SUPPORT_WORDS),
    })  # fmt: skip


def _distance(text: str) -> int | None:
    return values.whole(text, MAX_KM)


def _limits(record: Record) -> Fields:
    """What somebody cannot do, in codes and words. What maps to nothing is asked about."""
    said = record.items("kan_niet", none=_NO_LIMITS)
    held = record.held.get("kan_niet", [])
    if said == [] and not held:
        return {"limits": [], "limits_text": []}
    found = {item: limits_in(item) for item in (*(said or ()), *held)}
    for item in said or ():
        if not found[item]:
            record.ask("kan_niet", item)
    codes = [code for code in DEMANDS.values() if any(code in limits for limits in found.values())]
    return known({"limits": codes or None, "limits_text": said or None})


def _ability(record: Record) -> Fields:
    return _education(record) | known({
        "licences": _licences(record),
        "language_nl": record.read("taal_nederlands", language_level, "unknown_word"),
        "other_languages": record.items("andere_talen"),
        "certificates": record.items("certificaten"),
    })  # fmt: skip


def _education(record: Record) -> Fields:
    """The level as a code, and the words where they say more: "MBO niet afgemaakt"."""
    text = record.text("opleiding")
    if text is None:
        return {}
    level = education(text)
    if level is None:
        record.warn("unknown_word", "opleiding")
    return known({"education": level, "education_text": text if text.lower() not in EDUCATION else None})


def _licences(record: Record) -> list[str] | None:
    """ "Nee" under "rijbewijs" says the same as "geen"."""
    if plain_word(record.text("rijbewijs") or "") == "nee":
        return []
    return record.choose("rijbewijs", licences)
