"""A row of vacatures becomes the fields of an employer and those of one of its vacancies."""

from __future__ import annotations

from dataclasses import dataclass
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
    plain_word,
    yes_no,
)
from eventapp.intake.choices import licences as licences_of
from eventapp.intake.meaning import understood
from eventapp.intake.occupations import ask_of_vacancy
from eventapp.intake.record import BadRow, Record, known
from eventapp.intake.shared import contact_details, hours_span, place, register_number, whole_hours
from eventapp.matching.demands import demands_in

MAX_NAME: Final = 120
_OF_TIMES: Final = {"shifts", "nights"}  # demands that times of work make


@dataclass(frozen=True, slots=True)
class Work:
    """One row of a list of vacancies: the employer (a KvK number where the name is not there), its branch, the work."""

    employer: Fields
    branch: str
    vacancy: Fields


def read_work(record: Record) -> Work:
    """What a row of a list of vacancies says. Raises BadRow without an employer or a title."""
    return Work(read_employer(record, by_kvk=True), record.text("vestiging") or "", read_vacancy(record))


def read_employer(record: Record, by_kvk: bool = False) -> Fields:
    """The fields of the employer. Raises BadRow where there is none; with ``by_kvk`` a number is enough."""
    name, kvk = record.text("werkgever"), record.read("kvk", values.kvk, "bad_kvk")
    if name is None or not any(letter.isalnum() for letter in name):
        name = None
        if not (by_kvk and kvk):
            raise BadRow("no_employer")
    if name and len(name) > MAX_NAME:
        raise BadRow("name_too_long")
    return contact_details(record) | known({
        "name": name,
        "kvk": kvk,
        "sector": record.text("sector"),
        "stand": record.text("stand"),
        "recruiters": _count(record, "recruiters", 100),
        "stand_accessible": _tri_state(record, "stand_toegankelijk"),
    })  # fmt: skip


def read_branch(record: Record) -> str:
    """What tells one branch of an employer from another: its place, or its own name or number."""
    return record.text("vestiging") or str(place(record).get("city") or "")


def read_vacancy(record: Record) -> Fields:
    """The fields of the vacancy, without ``employer``. Raises BadRow where there is no title."""
    title = record.text("vacature")
    if title is None or not any(letter.isalnum() for letter in title):
        raise BadRow("no_title")
    if len(title) > MAX_NAME:
        raise BadRow("title_too_long")
    fields = place(record) | hours_span(record) | _work(record) | _terms(record)
    _remarks(record, fields)
    ask_of_vacancy(record, fields, title)
    return {**fields, "title": title, **({"questions": record.questions} if record.questions else {})}


def _work(record: Record) -> Fields:
    return known({
        "number": register_number(record),
        "occupation": record.text("beroep"),
        "tasks": record.items("taken"),
        "must": _must(record),
        "nice": record.items("mooi_meegenomen"),
        "demands": _demands(record, "belasting"),
        "adaptable": _demands(record, "aanpasbaar"),
    })  # fmt: skip


def _terms(record: Record) -> Fields:
    return known({
        "day_parts": record.choose("dagdelen", DAY_PART_WORDS),
        "language_nl": record.read("taal_nederlands", language_level, "unknown_word"),
        "contracts": record.choose("contractvorm", CONTRACT_WORDS),
        "places": _places(record),
        "support_offered": record.choose("steun_geboden", SUPPORT_WORDS),
        "open_hiring": _tri_state(record, "open_hiring"),
        "social_return": _tri_state(record, "social_return"),
    })  # fmt: skip


def _demands(record: Record, column: str) -> list[str] | None:
    codes = record.choose(column, demands)
    return [code for code in DEMANDS.values() if code in codes] if codes else codes


def _must(record: Record) -> list[str] | None:
    """What is asked, with the licences of a column of their own."""
    asked, wanted = record.items("moet"), plain_word(record.text("rijbewijs") or "")
    licences = record.choose("rijbewijs", licences_of) if wanted not in ("nee", "n", "nvt", "niet nodig") else None
    return asked if not licences else [*(asked or ()), *(f"rijbewijs {code}" for code in licences)]


def _places(record: Record) -> int | None:
    """How many people are sought; "3 à 4" is 3, and a question."""
    found = record.read("plaatsen", lambda text: values.count(text, 1000), "bad_number")
    if found and not found[1]:
        record.ask("plaatsen", record.text("plaatsen") or "")
    return found[0] if found else None


def _remarks(record: Record, fields: Fields) -> None:
    """Times of work give the parts of the day; other remarks are for a person to read."""
    for item in record.items("beschikbaarheid") or ():
        said = understood(item, about_hours=True)
        if said.day_parts and "day_parts" not in fields:
            fields["day_parts"] = said.day_parts
        times = demands_in(item) & _OF_TIMES
        if times:
            fields["demands"] = [code for code in DEMANDS.values() if code in times | set(fields.get("demands") or ())]
        if said.hours and not {"hours_min", "hours_max"} & fields.keys():
            fields |= whole_hours(said.hours)
        for text in said.rest:
            record.ask("werktijden", text)
    for item in record.items("opmerkingen") or ():
        record.ask("opmerkingen", item)


def _count(record: Record, column: str, most: int) -> int | None:
    return record.read(column, lambda text: values.whole(text, most), "bad_number")


def _tri_state(record: Record, column: str) -> int | None:
    """Unknown is a key that is not there."""
    answer = record.read(column, yes_no, "bad_yes_no")
    return None if answer == UNKNOWN else answer
