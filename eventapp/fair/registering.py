"""Registering: what the entries of an import mean for the fair, as drafts of facts. Pure.

An import brings news only. A value that a field has had before is not news, so the same file twice changes nothing,
and what somebody put right by hand is not undone by the file it was wrong in.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from eventapp.facts import Draft
from eventapp.fair.badging import fresh_code, next_number, person_registered
from eventapp.fair.fields import EMPLOYER_PERSONAL, PERSON_PERSONAL, Fields, split
from eventapp.fair.pairs import PROPOSED, Pair, key_of
from eventapp.fair.people import Employer, Seeker, Vacancy
from eventapp.fair.state import Fair
from eventapp.intake.employers import employer_key
from eventapp.intake.entries import EmployerEntry, Intake, Known, PersonEntry, VacancyEntry
from eventapp.intake.merging import Candidate

Mint = Callable[[], str]


def known(fair: Fair, today: datetime.date) -> Known:
    """What the fair already has, as the intake wants it."""
    keys = {employer.id: employer_key(employer.fields) for employer in fair.employers}
    vacancies = {
        (keys[vacancy.employer], str(vacancy.fields.get("number") or vacancy.fields.get("title"))): vacancy.id
        for vacancy in fair.vacancies
        if vacancy.employer in keys
    }
    seekers = [seeker for seeker in fair.seekers if not seeker.erased]
    return Known(
        people={number: seeker.id for seeker in fair.seekers for number in seeker.numbers},
        employers={key: id for id, key in keys.items()},
        vacancies=vacancies,
        today=today,
        persons=[Candidate(seeker.id, seeker.fields, seeker.number) for seeker in seekers],
        sources={(source[0], source[1]): seeker.id for seeker in seekers for source in seeker.sources},
        apart={_two(fair, pair) for pair in fair.pairs.values() if pair.verdict == "two"},
    )


def _two(fair: Fair, pair: Pair) -> frozenset[str]:
    return frozenset((fair.root(pair.a), fair.root(pair.b)))


def drafts(fair: Fair, intake: Intake, mint: Mint) -> tuple[Draft, ...]:
    """The facts that this intake comes to: registrations for who is new, edits for what is new of the others.

    What two registers say of one person is a fact each, so that every value keeps its origin.
    """
    employers = {entry.key: entry.id or mint() for entry in intake.employers}
    people = [_who(fair, entry) or mint() for entry in intake.people]
    taken: set[str] = set()
    return (
        *(draft for entry in intake.employers for draft in _employer(fair, entry, employers[entry.key])),
        *(draft for entry in intake.vacancies for draft in _vacancy(fair, entry, employers, mint)),
        *(draft for entry, id in zip(intake.people, people, strict=True) for draft in _person(fair, entry, id, taken)),
        *_proposals(fair, intake, people),
    )


def _who(fair: Fair, entry: PersonEntry) -> str | None:
    """The seeker that this entry is about, if the fair knows them: also who came in while the file was read."""
    seeker = fair.seeker(fair.root(entry.id)) if entry.id else None
    seeker = seeker or (fair.with_number(entry.number) if entry.number else None)
    return seeker.id if seeker else None


def _person(fair: Fair, entry: PersonEntry, id: str, taken: set[str]) -> Iterator[Draft]:
    seeker = fair.seeker(id)
    rows = entry.rows or [(entry.source, entry.fields)]
    if seeker is None:
        (source, fields), *rows = rows
        number = entry.number or next_number(fair, taken)
        if number.upper().startswith("B"):  # the others are in nobody's way
            taken.add(number.upper())
        yield person_registered(fair, id, number, fields, list(source))
    for source, fields in rows:
        if seeker is None:
            open_fields, personal = split(fields, PERSON_PERSONAL)
            yield Draft("person_edited", id, {"source": list(source), "fields": open_fields}, personal or None)
        elif not seeker.erased:
            yield from _edit("person_edited", seeker, fields, PERSON_PERSONAL, list(source))


def _proposals(fair: Fair, intake: Intake, people: list[str]) -> Iterator[Draft]:
    """The pairs that a person has to look at; one that was proposed before is no news."""
    for doubt in intake.probable:
        a, b = (people[who] if isinstance(who, int) else who for who in (doubt.one, doubt.other))
        if a != b and key_of(a, b) not in fair.pairs:
            yield Draft(PROPOSED, a, {"other": b, "why": list(doubt.why)})


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
