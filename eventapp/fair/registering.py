"""Registering: what the entries of an import mean for the fair, as drafts of facts. Pure.

An import brings news only. A value that a field has had before is not news, so the same file twice changes nothing,
and what somebody put right by hand is not undone by the file it was wrong in. Beside the news a fact keeps whatever
else its row told (``told``), and of which register it is, so that the next import finds the row back.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import Any, Final, cast

from eventapp.facts import Draft, Fact
from eventapp.fair.badging import free_numbers, fresh_code, person_registered
from eventapp.fair.disputing import knew
from eventapp.fair.fields import EMPLOYER_PERSONAL, PERSON_PERSONAL, Fields, split
from eventapp.fair.pairs import PROPOSED, Pair, key_of
from eventapp.fair.people import Employer, Seeker, Vacancy
from eventapp.fair.shapes import understood
from eventapp.fair.state import Fair
from eventapp.intake.employers import employer_key
from eventapp.intake.entries import EmployerEntry, Intake, Known, PersonEntry, Portion, Told, VacancyEntry
from eventapp.intake.merging import Candidate

Mint = Callable[[], str]
_A_STEP: Final = 100  # people; some milliseconds


def known(fair: Fair, today: datetime.date) -> Known:
    """What the fair already has, as the intake wants it."""
    steps = knowing(fair, today)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return cast(Known, end.value)


def knowing(fair: Fair, today: datetime.date) -> Generator[None, None, Known]:
    """The same in small steps: between two of them others may have the fair, and change it."""
    keys = {employer.id: employer_key(employer.fields) for employer in fair.employers}
    vacancies = {
        (keys[vacancy.employer], str(vacancy.fields.get("number") or vacancy.fields.get("title"))): vacancy.id
        for vacancy in fair.vacancies
        if vacancy.employer in keys
    }
    work = {
        vacancy.id: (employer.fields, vacancy.fields)
        for vacancy in fair.vacancies
        if (employer := fair.employer(vacancy.employer))
    }
    everybody = list(fair.seekers)
    yield
    told: list[tuple[str, Told]] = []
    for place, seeker in enumerate(everybody, start=1):
        told += [(seeker.id, one) for one in _told(fair, seeker.id)]
        if place % _A_STEP == 0:
            yield
    seekers = [seeker for seeker in everybody if not seeker.erased]
    return Known(
        people={number: seeker.id for seeker in everybody for number in seeker.numbers},
        employers={key: id for id, key in keys.items()},
        vacancies=vacancies,
        today=today,
        persons=[Candidate(seeker.id, seeker.fields, seeker.number) for seeker in seekers],
        sources={(source[0], source[1]): seeker.id for seeker in seekers for source in seeker.sources},
        apart={_two(fair, pair) for pair in fair.pairs.values() if pair.verdict == "two"},
        told=told,
        asked={_two(fair, pair) for pair in fair.pairs.values()},
        work=work,
    )


def _told(fair: Fair, id: str) -> Iterator[Told]:
    """What every row of a register told of somebody, word for word."""
    for subject in fair.members(id):
        yield from (
            _row(fact)
            for fact in fair.facts_about(subject)
            if fact.data.get("register") and understood(fact) and not fair.is_voided(fact.id)
        )


def _row(fact: Fact) -> Told:
    personal = fact.personal or {}
    news = {**fact.data["fields"], **personal} if personal else {}
    fields = {name: value for name, value in (news | personal.get("told", {})).items() if name not in ("salt", "told")}
    register = fact.data["register"]
    return Told((fact.data["source"][0], fact.data["source"][1]), register["id"], register.get("number"), fields)


def _two(fair: Fair, pair: Pair) -> frozenset[str]:
    return frozenset((fair.root(pair.a), fair.root(pair.b)))


def drafts(fair: Fair, intake: Intake | Portion, mint: Mint, series: int = 0) -> tuple[Draft, ...]:
    """The facts that this intake comes to: registrations for who is new, edits for what is new of the others.

    What two registers say of one person is a fact each, so that every value keeps its origin. ``series`` is that of
    this laptop's badge numbers.
    """
    employers = {entry.key: entry.id or mint() for entry in intake.employers}
    people = [_who(fair, entry) or entry.id or mint() for entry in intake.people]
    taken: set[str] = set()
    numbers = (number for number in free_numbers(fair, series) if number not in taken)
    return (
        *(draft for entry in intake.employers for draft in _employer(fair, entry, employers[entry.key])),
        *(draft for entry in intake.vacancies for draft in _vacancy(fair, entry, employers, mint)),
        *(
            draft
            for entry, id in zip(intake.people, people, strict=True)
            for draft in _person(fair, entry, id, numbers, taken)
        ),
        *_proposals(fair, intake, people),
    )


def _who(fair: Fair, entry: PersonEntry) -> str | None:
    """The seeker that this entry is about, if the fair knows them: also who came in while the file was read."""
    seeker = fair.seeker(fair.root(entry.id)) if entry.id else None
    seeker = seeker or (fair.with_number(entry.number) if entry.number else None)
    return seeker.id if seeker else None


def _person(fair: Fair, entry: PersonEntry, id: str, numbers: Iterator[str], taken: set[str]) -> Iterator[Draft]:
    seeker = fair.seeker(id)
    rows = list(zip_longest(entry.rows or [(entry.source, entry.fields)], entry.told))
    if seeker is None:
        ((source, fields), told), *rows = rows
        number = entry.number or next(numbers)
        taken.add(number.upper())
        yield _telling(person_registered(fair, id, number, fields, list(source)), told)
    for (source, fields), told in rows:
        if seeker is None or not seeker.erased:
            news = fields if seeker is None else _news(seeker, fields)
            if news or told or seeker is None:
                yield _telling(_edited("person_edited", id, news, PERSON_PERSONAL, list(source)), told)


def _telling(draft: Draft, told: Told | None) -> Draft:
    """The draft, with what its row told besides."""
    if told is None:
        return draft
    kept = {**draft.data["fields"], **(draft.personal or {})}
    besides = {name: value for name, value in told.fields.items() if value is not None and kept.get(name) != value}
    register = {"id": told.register} | ({"number": told.number} if told.number else {})
    personal = {**(draft.personal or {}), **({"told": besides} if besides else {})}
    return replace(draft, data={**draft.data, "register": register}, personal=personal or None)


def _proposals(fair: Fair, intake: Intake | Portion, people: list[str]) -> Iterator[Draft]:
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
    employer = entry.employer or employers[entry.employer_key]
    fields = {**entry.fields, "number": entry.number, "employer": employer}
    vacancy, source = fair.vacancy(entry.id), list(entry.source)
    if vacancy is None:
        open_fields, _ = split(fields, ())
        yield Draft("vacancy_registered", entry.id or mint(), {"source": source, "fields": open_fields})
    else:
        yield from _edit("vacancy_edited", vacancy, fields, (), source)


def _edit(
    kind: str, entity: Employer | Vacancy, fields: Fields, personal: tuple[str, ...], source: list[Any]
) -> Iterator[Draft]:
    if news := _news(entity, fields):
        draft = _edited(kind, entity.id, news, personal, source)
        yield replace(draft, data={**draft.data, **knew(entity, news)})


def _edited(kind: str, id: str, news: Fields, personal: tuple[str, ...], source: list[Any]) -> Draft:
    open_news, personal_news = split(news, personal)
    return Draft(kind, id, {"source": source, "fields": open_news}, personal_news or None)


def _news(entity: Seeker | Employer | Vacancy, fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if value is not None and not _had(entity, name, value)}


def _had(entity: Seeker | Employer | Vacancy, name: str, value: Any) -> bool:
    past = entity.conflicts.get(name)
    return any(old.value == value for old in past) if past else entity.fields.get(name) == value
