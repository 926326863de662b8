"""Registering: what the entries of an import mean for the fair, as drafts of facts. Pure.

An import brings news only. A value that a field has had before is not news, so the same file twice changes nothing,
and what somebody put right by hand is not undone by the file it was wrong in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from eventapp.facts import Draft
from eventapp.fair.badging import fresh_code, next_number, person_registered
from eventapp.fair.fields import EMPLOYER_PERSONAL, PERSON_PERSONAL, Fields, split
from eventapp.fair.people import Employer, Seeker, Vacancy
from eventapp.fair.state import Fair
from eventapp.intake.employers import employer_key
from eventapp.intake.entries import EmployerEntry, Intake, Known, PersonEntry, VacancyEntry

Mint = Callable[[], str]
_Name = tuple[str, ...]


def known(fair: Fair, today: Any) -> Known:
    """What the fair already has, as the intake wants it."""
    keys = {employer.id: employer_key(employer.fields) for employer in fair.employers}
    vacancies = {
        (keys[vacancy.employer], str(vacancy.fields.get("number") or vacancy.fields.get("title"))): vacancy.id
        for vacancy in fair.vacancies
        if vacancy.employer in keys
    }
    people = {seeker.number: seeker.id for seeker in fair.seekers}
    return Known(people, {key: id for id, key in keys.items()}, vacancies, today)


def drafts(fair: Fair, intake: Intake, mint: Mint) -> tuple[Draft, ...]:
    """The facts that this intake comes to: registrations for who is new, edits for what is new of the others."""
    employers = {entry.key: entry.id or mint() for entry in intake.employers}
    taken: set[str] = set()
    by_name = _by_name(fair) if any(entry.number is None for entry in intake.people) else {}
    return (
        *(draft for entry in intake.employers for draft in _employer(fair, entry, employers[entry.key])),
        *(draft for entry in intake.vacancies for draft in _vacancy(fair, entry, employers, mint)),
        *(draft for entry in intake.people for draft in _person(fair, entry, by_name, taken, mint)),
    )


def _person(
    fair: Fair, entry: PersonEntry, by_name: dict[_Name, Seeker], taken: set[str], mint: Mint
) -> Iterator[Draft]:
    seeker = fair.seeker(entry.id) or (fair.with_number(entry.number) if entry.number else None)
    if entry.number is None:
        seeker = seeker or by_name.get(_name(entry.fields))
    source = list(entry.source)
    if seeker is None:
        number = entry.number or next_number(fair, taken)
        if number.upper().startswith("B"):  # the others are in nobody's way
            taken.add(number.upper())
        yield person_registered(fair, mint(), number, entry.fields, source)
    elif not seeker.erased:
        yield from _edit("person_edited", seeker, entry.fields, PERSON_PERSONAL, source)


def _by_name(fair: Fair) -> dict[_Name, Seeker]:
    """Those who can be told by name and birth date alone: nobody else here has both the same."""
    named = [(_name(seeker.fields), seeker) for seeker in fair.seekers if seeker.fields.get("birth_date")]
    often = Counter(name for name, _ in named)
    return {name: seeker for name, seeker in named if often[name] == 1}


def _name(fields: Fields) -> _Name:
    return tuple(str(fields.get(part) or "").casefold() for part in ("first_name", "infix", "last_name", "birth_date"))


def _employer(fair: Fair, entry: EmployerEntry, id: str) -> Iterator[Draft]:
    employer, source = fair.employer(id), list(entry.source)
    if employer is None:
        open_fields, personal = split(entry.fields, EMPLOYER_PERSONAL)
        data = {"code": fresh_code(fair, id), "source": source, "fields": open_fields}
        yield Draft("employer_registered", id, data, personal)
    else:
        yield from _edit("employer_edited", employer, entry.fields, EMPLOYER_PERSONAL, source)


def _vacancy(fair: Fair, entry: VacancyEntry, employers: dict[str, str], mint: Mint) -> Iterator[Draft]:
    fields = {**entry.fields, "number": entry.number, "employer": employers[entry.employer_key]}
    vacancy, source = fair.vacancy(entry.id), list(entry.source)
    if vacancy is None:
        open_fields, _ = split(fields, ())
        yield Draft("vacancy_registered", mint(), {"source": source, "fields": open_fields})
    else:
        yield from _edit("vacancy_edited", vacancy, fields, (), source)


def _edit(
    kind: str, entity: Seeker | Employer | Vacancy, fields: Fields, personal: tuple[str, ...], source: list[Any]
) -> Iterator[Draft]:
    news = {name: value for name, value in fields.items() if value is not None and not _had(entity, name, value)}
    if news:
        open_news, personal_news = split(news, personal)
        yield Draft(kind, entity.id, {"source": source, "fields": open_news}, personal_news or None)


def _had(entity: Seeker | Employer | Vacancy, name: str, value: Any) -> bool:
    past = entity.conflicts.get(name)
    return any(old.value == value for old in past) if past else entity.fields.get(name) == value
