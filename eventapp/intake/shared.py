"""What seekers, employers and vacancies have in common: how to reach them, where they are, how many hours."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Final

from eventapp.fair.fields import Fields
from eventapp.intake import values
from eventapp.intake.hours import PART_TIME, Hours, hours
from eventapp.intake.record import Record, known

MAX_REGISTER_NUMBER: Final = 40
_SHARE: Final = re.compile(r"0[.,]\d{1,3}|1[.,]0+")


def register_number(record: Record) -> str | None:
    """What the register itself calls this person or vacancy."""
    return record.read("nummer", lambda text: text if len(text) <= MAX_REGISTER_NUMBER else None, "bad_number")


def contact_details(record: Record) -> Fields:
    """Telephone, mail address and contact person. What does not look right is kept as it was written.

    A mail address beside the telephone number is found; of a number that a spreadsheet spoilt nothing is kept.
    """
    phone, mail = record.text("telefoon"), record.text("e-mail")
    if phone and "@" in phone:
        mail = mail or values.email_within(phone)
        phone = values.phone(phone.replace(mail or "", " ").strip(" /;,|-"))
    if phone and values.phone_is_lost(phone):
        record.warn("bad_phone", "telefoon")
        record.ask("telefoon", phone)
        phone = None
    return known({
        "phone": _as_written(record, "telefoon", phone, values.phone, "bad_phone"),
        "email": _as_written(record, "e-mail", mail, values.email, "bad_email"),
        "contact": record.text("contactpersoon"),
    })  # fmt: skip


def other_contacts(record: Record) -> Fields:
    """Every telephone number and mail address of the row, to compare with those of others; none is kept."""
    return known({
        name: " / ".join(filter(None, (record.text(column), *record.also.get(column, ())))) or None
        for name, column in (("phone", "telefoon"), ("email", "e-mail"))
    })  # fmt: skip


def place(record: Record) -> Fields:
    """Postcode and town, which may stand in one cell, or at the end of an address; the street is left out."""
    town = record.text("plaats")
    for column in ("postcode", "adres", "plaats"):
        text = record.text(column) or ""
        both = values.postcode_and_town(text)
        if both and (column != "postcode" or values.postcode(text) is None):
            return known({"postcode": both[0], "city": (town if column != "plaats" else None) or both[1] or None})
        if column == "postcode" and values.postcode(text):
            break
    return known({"postcode": record.read("postcode", values.postcode, "bad_postcode"), "city": town})


def hours_span(record: Record) -> Fields:
    """Least and most hours a week, from two cells of which either may hold both ("24-32").

    A least that is above the most, or a most of 0, says nothing: unknown, and a question.
    """
    if record.text("uren") and not (record.text("uren_min") or record.text("uren_max")):
        span = _hours(record, "uren")
        return whole_hours(span) if span[1] != 0 else {}
    low, high = _hours(record, "uren_min"), _hours(record, "uren_max")
    least, most = low[0], high[1]
    if least is None and high[0] != high[1]:
        least = high[0]
    if most is None and low[0] != low[1]:
        most = low[1]
    if most is not None and (most == 0 or (least or 0) > most):
        return _contradiction(record)
    return whole_hours((least, most))


def _hours(record: Record, column: str) -> Hours:
    text = record.text(column) or ""
    if found := _SHARE.fullmatch(text):  # a column of parts of a week: 0,8
        text += " fte"
    elif hours(text) == PART_TIME:
        record.ask(column, text)  # how many hours that is, only the person knows
    return (hours(text) if found else record.read(column, hours, "bad_hours")) or (None, None)


def _contradiction(record: Record) -> Fields:
    record.warn("bad_hours", "uren_max")
    record.ask("uren_max", " - ".join(filter(None, (record.text("uren_min"), record.text("uren_max")))))
    return {}


def whole_hours(span: Hours) -> Fields:
    """Half hours make the span wider, never narrower: nobody is left out for half an hour."""
    least, most = span
    return known(
        {
            "hours_min": None if least is None else math.floor(least),
            "hours_max": None if most is None else math.ceil(most),
        }
    )


def _as_written(
    record: Record, column: str, text: str | None, read: Callable[[str], str | None], code: str
) -> str | None:
    """Telephone numbers and mail addresses are not asked about at the fair, so they are no question."""
    value = read(text) if text else None
    if text and value is None:
        record.warn(code, column)
    return value or text
