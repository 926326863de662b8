"""A row of vacatures becomes the fields of an employer and those of one of its vacancies."""

from __future__ import annotations

from typing import Final

from eventapp.fair.fields import Fields
from eventapp.fair.words import DEMANDS, UNKNOWN
from eventapp.intake import values
from eventapp.intake.choices import (
    CONTRACT_WORDS,
    DAY_PART_WORDS,
    SUPPORT_WORDS,
    demands,
    language_level,
    yes_no,
)
from eventapp.intake.record import BadRow, Record, known
from eventapp.intake.shared import contact_details, hours_span, place, register_number

MAX_NAME: Final = 120


def read_employer(record: Record) -> Fields:
    """The fields of the employer. Raises BadRow where there is none."""
    name = record.text("werkgever")
    if name is None or not any(letter.isalnum() for letter in name):
        raise BadRow("no_employer")
    if len(name) > MAX_NAME:
        raise BadRow("name_too_long")
    return contact_details(record) | known({
        "name": name,
        "kvk": record.read("kvk", values.kvk, "bad_kvk"),
        "sector": record.text("sector"),
        "stand": record.text("stand"),
        "recruiters": _count(record, "recruiters", 100),
        "stand_accessible": _tri_state(record, "stand_toegankelijk"),
    })  # fmt: skip


def read_vacancy(record: Record) -> Fields:
    """The fields of the vacancy, without ``employer``. Raises BadRow where there is no title."""
    title = record.text("vacature")
    if title is None or not any(letter.isalnum() for letter in title):
        raise BadRow("no_title")
    if len(title) > MAX_NAME:
        raise BadRow("title_too_long")
    fields = place(record) | hours_span(record) | _work(record) | _terms(record)
    return {**fields, "title": title, **({"questions": record.questions} if record.questions else {})}


def _work(record: Record) -> Fields:
    return known({
        "number": register_number(record),
        "occupation": record.text("beroep"),
        "tasks": record.items("taken"),
        "must": record.items("moet"),
        "nice": record.items("mooi_meegenomen"),
        "demands": _demands(record, "belasting"),
        "adaptable": _demands(record, "aanpasbaar"),
    })  # fmt: skip


def _terms(record: Record) -> Fields:
    return known({
        "day_parts": record.choose("dagdelen", DAY_PART_WORDS),
        "language_nl": record.read("taal_nederlands", language_level, "unknown_word"),
        "contracts": record.choose("contractvorm", CONTRACT_WORDS),
        "places": _count(record, "plaatsen", 1000),
        "support_offered": record.choose("steun_geboden", SUPPORT_WORDS),
        "open_hiring": _tri_state(record, "open_hiring"),
        "social_return": _tri_state(record, "social_return"),
    })  # fmt: skip


def _demands(record: Record, column: str) -> list[str] | None:
    codes = record.choose(column, demands)
    return [code for code in DEMANDS.values() if code in codes] if codes else codes


def _count(record: Record, column: str, most: int) -> int | None:
    return record.read(column, lambda text: values.whole(text, most), "bad_number")


def _tri_state(record: Record, column: str) -> int | None:
    """Unknown is a key that is not there."""
    answer = record.read(column, yes_no, "bad_yes_no")
    return None if answer == UNKNOWN else answer
