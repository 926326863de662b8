"""What goes into the intake besides files, and what comes out of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from eventapp.fair.fields import Fields

Source = tuple[str, int]  # file name, row number as a spreadsheet shows it (the first row is 1)


class BadFile(Exception):
    """A file that stays out: ``code`` is one of ``codes.FILE_ERRORS``, ``params`` fill its sentence."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Known:
    """What the fair has already, so that the same file twice changes nothing."""

    people: Mapping[str, str] = field(default_factory=dict)  # register number -> id
    employers: Mapping[str, str] = field(default_factory=dict)  # employer_key -> id
    vacancies: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (employer_key, number or title) -> id
    today: datetime.date = field(default_factory=datetime.date.today)


@dataclass(slots=True)
class PersonEntry:
    """One seeker. ``id`` is None for somebody new; ``fields`` are those of ``fair.fields``."""

    number: str | None
    fields: Fields
    source: Source
    id: str | None


@dataclass(slots=True)
class EmployerEntry:
    """One employer, gathered from all of its rows; ``source`` is the first of them."""

    key: str
    fields: Fields
    source: Source
    id: str | None


@dataclass(slots=True)
class VacancyEntry:
    """One vacancy. The field ``employer`` is left to whoever gives an id to the employer of this key."""

    employer_key: str
    number: str | None
    fields: Fields
    source: Source
    id: str | None


@dataclass(slots=True)
class Intake:
    """All that came in. ``places`` is the text of a GeoNames file; ``report`` as ``import --json``."""

    people: list[PersonEntry]
    employers: list[EmployerEntry]
    vacancies: list[VacancyEntry]
    places: str | None
    report: dict[str, Any]
