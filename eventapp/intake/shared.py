"""What seekers, employers and vacancies have in common: how to reach them, where they are, how many hours."""

from __future__ import annotations

import math
from typing import Final

from eventapp.fair.fields import Fields
from eventapp.intake import values
from eventapp.intake.record import Record, known

MAX_REGISTER_NUMBER: Final = 40


def register_number(record: Record) -> str | None:
    """What the register itself calls this person or vacancy."""
    return record.read("nummer", lambda text: text if len(text) <= MAX_REGISTER_NUMBER else None, "bad_number")


def contact_details(record: Record) -> Fields:
    """Telephone, mail address and contact person. What does not look right is kept as it was written."""
    return known({
        "phone": _as_written(record, "telefoon", "bad_phone"),
        "email": _as_written(record, "e-mail", "bad_email"),
        "contact": record.text("contactpersoon"),
    })  # fmt: skip


def place(record: Record) -> Fields:
    """Postcode and town."""
    return known({
        "postcode": record.read("postcode", values.postcode, "bad_postcode"),
        "city": record.text("plaats"),
    })  # fmt: skip


def hours_span(record: Record) -> Fields:
    """Least and most hours a week, from two cells of which either may hold both ("24-32").

    A least that is above the most, or a most of 0, says nothing: unknown, and a question.
    """
    low, high = _hours(record, "uren_min"), _hours(record, "uren_max")
    least, most = low[0], high[1]
    if least is None and high[0] != high[1]:
        least = high[0]
    if most is None and low[0] != low[1]:
        most = low[1]
    if most is not None and (most == 0 or (least or 0) > most):
        return _contradiction(record)
    return known({"hours_min": _down(least), "hours_max": _up(most)})


def _hours(record: Record, column: str) -> values.Hours:
    return record.read(column, values.hours, "bad_hours") or (None, None)


def _contradiction(record: Record) -> Fields:
    record.warn("bad_hours", "uren_max")
    record.ask("uren_max", " - ".join(filter(None, (record.text("uren_min"), record.text("uren_max")))))
    return {}


def _down(hours: float | None) -> int | None:
    """Half hours make the span wider, never narrower: nobody is left out for half an hour."""
    return None if hours is None else math.floor(hours)


def _up(hours: float | None) -> int | None:
    return None if hours is None else math.ceil(hours)


def _as_written(record: Record, column: str, code: str) -> str | None:
    """Telephone numbers and mail addresses are not asked about at the fair, so they are no question."""
    text = record.text(column)
    value = (values.phone if column == "telefoon" else values.email)(text) if text else None
    if text and value is None:
        record.warn(code, column)
    return value or text
