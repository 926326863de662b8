"""What goes into the intake besides files, and what comes out of it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eventapp.fair.fields import Fields
from eventapp.intake.merging import Candidate
from eventapp.matching.esco import Concept

Source = tuple[str, int]  # file name, row number as a spreadsheet shows it (the first row is 1)


class BadFile(Exception):
    """A file that stays out: ``code`` is one of ``codes.FILE_ERRORS``, ``params`` fill its sentence."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Told:
    """All that one row of a register said, whatever of it was news: ``register`` and ``number`` are the register's."""

    source: Source
    register: str
    number: str | None
    fields: Fields


@dataclass(frozen=True, slots=True)
class Known:
    """What the fair has already, so that the same file twice changes nothing.

    ``persons`` are those who are in it, with their id as key; ``sources`` the rows that each came from; ``told`` what
    each row said, by the id of whom it is about (of somebody erased without the fields); ``apart`` the pairs of ids
    of which a person said that they are two, ``asked`` those of which a person was asked, whatever the answer.
    """

    people: Mapping[str, str] = field(default_factory=dict)  # register number -> id
    employers: Mapping[str, str] = field(default_factory=dict)  # employer_key -> id
    vacancies: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (employer_key, number or title) -> id
    today: datetime.date = field(default_factory=datetime.date.today)
    persons: Sequence[Candidate] = ()
    sources: Mapping[Source, str] = field(default_factory=dict)
    apart: Collection[frozenset[str]] = frozenset()
    told: Sequence[tuple[str, Told]] = ()
    asked: Collection[frozenset[str]] = frozenset()
    work: Mapping[str, tuple[Fields, Fields]] = field(default_factory=dict)  # vacancy id -> its employer, itself


@dataclass(slots=True)
class PersonEntry:
    """One seeker. ``id`` is None for somebody new; ``fields`` are those of ``fair.fields``, all rows together.

    ``rows`` keeps apart what each register says, oldest first, so that every value keeps its source and none that
    differs is lost. What says the same in other words, or less, is not in it twice. ``told`` has the whole row
    for each of them, or None for a row that was told before, every word of it.
    """

    number: str | None
    fields: Fields
    source: Source
    id: str | None
    rows: list[tuple[Source, Fields]] = field(default_factory=list)
    told: list[Told | None] = field(default_factory=list)

    @property
    def sources(self) -> list[Source]:
        """The rows that this person came from, oldest first."""
        return [source for source, _ in self.rows] or [self.source]


@dataclass(frozen=True, slots=True)
class HeldText:
    """What a cell says of health or the like, for a person to decide about. It may never be written down anywhere.

    ``limits`` are those that the reader found in it, ``question`` is what of it stands on the person's card. The text
    stays out of ``repr``, so that no log can hold it.
    """

    source: Source
    column: str  # as in the template
    title: str  # as in the file
    text: str = field(repr=False)
    limits: tuple[str, ...] = field(repr=False)
    question: str


@dataclass(frozen=True, slots=True)
class Probable:
    """Two who may be one person, for a person to decide: a place in ``Intake.people`` or the id of somebody who was
    there already, and the codes of ``merging`` that say why.
    """

    one: int | str
    other: int | str
    why: tuple[str, ...]


@dataclass(slots=True)
class EmployerEntry:
    """One employer, gathered from all of its rows; ``source`` is the first of them."""

    key: str
    fields: Fields
    source: Source
    id: str | None


@dataclass(slots=True)
class VacancyEntry:
    """One vacancy. Its ``employer`` is left to whoever gives an id to the employer of this key."""

    employer_key: str
    number: str | None
    fields: Fields
    source: Source
    id: str | None
    employer: str | None = None


@dataclass(slots=True)
class Portion:
    """A part of what came in that is stored in one go; the places in ``probable`` are those of its own ``people``."""

    people: list[PersonEntry] = field(default_factory=list)
    employers: list[EmployerEntry] = field(default_factory=list)
    vacancies: list[VacancyEntry] = field(default_factory=list)
    probable: list[Probable] = field(default_factory=list)


@dataclass(slots=True)
class Intake:
    """All that came in. ``places`` is the text of a GeoNames file, ``esco`` what the official download holds;
    ``report`` as ``import --json``.
    """

    people: list[PersonEntry]
    employers: list[EmployerEntry]
    vacancies: list[VacancyEntry]
    places: str | None
    report: dict[str, Any]
    probable: list[Probable] = field(default_factory=list)
    held: list[HeldText] = field(default_factory=list, repr=False)
    esco: list[Concept] | None = None
