"""What matching may know of a person and of a vacancy, and nothing else.

These plain views are the only input of the engine. They have no place for a name, birth date, sex, telephone
number or e-mail address, so nothing downstream can use them. ``None`` is unknown, which is never "no".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from eventapp.fair.words import LANGUAGE_LEVELS, NO, YES
from eventapp.matching.demands import limits_in
from eventapp.matching.geo import postcode4_of
from eventapp.matching.requirements import (
    asks_vog,
    certificates_asked,
    certificates_held,
    licences_held,
    other_demands,
    requirements_in,
)
from eventapp.matching.schooling import level_held

Codes = frozenset[str]


@dataclass(frozen=True)
class Seeker:
    """One person: what they can, want and cannot do."""

    number: str
    occupations: tuple[str, ...] = ()
    can: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    limits: Codes = frozenset()  # DEMANDS codes
    hours_min: float | None = None  # a week
    hours_max: float | None = None
    day_parts: Codes = frozenset()  # empty is unknown
    max_distance_km: float | None = None
    transport: Codes = frozenset()  # TRANSPORT codes; empty is unknown
    postcode4: str | None = None
    city: str | None = None
    licences: Codes | None = None  # with all they include; empty is surely none
    certificates: Codes | None = None  # codes of requirements.py; empty is surely none
    language: int | None = None  # place in LANGUAGE_LEVELS
    education: int | None = None  # VUM level, see schooling.py
    support_needed: Codes = frozenset()  # SUPPORT codes
    contracts: Codes = frozenset()  # CONTRACTS codes; empty is unknown


@dataclass(frozen=True)
class Vacancy:
    """One vacancy: what the work is, what it asks and what the employer offers."""

    id: str
    employer: str
    number: str = ""  # the employer's own; equal fits stand in its order, whatever ids were given out
    title: str = ""
    occupation: str = ""
    sector: str = ""
    tasks: tuple[str, ...] = ()
    nice: tuple[str, ...] = ()
    licences: Codes = frozenset()
    certificates: tuple[tuple[str, str], ...] = ()  # (code, the employer's own words)
    other_demands: tuple[str, ...] = ()
    vog: bool = False
    demands: Codes = frozenset()
    adaptable: Codes = frozenset()
    hours_min: float | None = None
    hours_max: float | None = None
    day_parts: Codes = frozenset()
    postcode4: str | None = None
    city: str | None = None
    language: int | None = None
    contracts: Codes = frozenset()
    support_offered: Codes | None = None  # None is unknown
    open_hiring: bool = False
    stand_accessible: bool = True  # False only where the employer says so


def seeker_of(number: str, fields: Mapping[str, Any]) -> Seeker:
    """The view of a person from the fields of ``eventapp.fair.fields``; nothing else in them is looked at."""
    licences, certificates = fields.get("licences"), fields.get("certificates")
    return Seeker(
        number=number,
        occupations=_texts(fields.get("occupations")),
        can=_texts(fields.get("can")),
        wants=_texts(fields.get("wants")),
        limits=_limits(fields),
        hours_min=fields.get("hours_min"),
        hours_max=fields.get("hours_max"),
        day_parts=_codes(fields.get("day_parts")),
        max_distance_km=fields.get("max_distance_km"),
        transport=_codes(fields.get("transport")),
        postcode4=postcode4_of(fields.get("postcode")),
        city=fields.get("city"),
        licences=None if licences is None else licences_held(_texts(licences)),
        certificates=None if certificates is None else certificates_held(_texts(certificates)),
        language=_level(fields.get("language_nl")),
        education=level_held(fields.get("education")),
        support_needed=_codes(fields.get("support_needed")),
        contracts=_codes(fields.get("contracts")),
    )


def vacancy_of(id: str, employer_id: str, employer_fields: Mapping[str, Any], fields: Mapping[str, Any]) -> Vacancy:
    """The view of a vacancy from its own fields and its employer's, of which sector and stand are used."""
    must = _texts(fields.get("must"))
    support = fields.get("support_offered")
    return Vacancy(
        id=id,
        employer=employer_id,
        number=str(fields.get("number") or ""),
        title=fields.get("title") or "",
        occupation=fields.get("occupation") or "",
        sector=employer_fields.get("sector") or "",
        tasks=_texts(fields.get("tasks")),
        nice=_texts(fields.get("nice")),
        licences=requirements_in(must)[0],
        certificates=tuple(sorted(certificates_asked(must).items())),
        other_demands=other_demands(must),
        vog=asks_vog(must),
        demands=_codes(fields.get("demands")),
        adaptable=_codes(fields.get("adaptable")),
        hours_min=fields.get("hours_min"),
        hours_max=fields.get("hours_max"),
        day_parts=_codes(fields.get("day_parts")),
        postcode4=postcode4_of(fields.get("postcode")),
        city=fields.get("city"),
        language=_level(fields.get("language_nl")),
        contracts=_codes(fields.get("contracts")),
        support_offered=None if support is None else _codes(support),
        open_hiring=fields.get("open_hiring") == YES,
        stand_accessible=employer_fields.get("stand_accessible") != NO,
    )


def _limits(fields: Mapping[str, Any]) -> Codes:
    """The codes that intake found; read from the person's own words only when there are none at all."""
    if fields.get("limits") is not None:
        return _codes(fields["limits"])
    return frozenset(code for text in _texts(fields.get("limits_text")) for code in limits_in(text))


def _texts(value: str | Iterable[str] | None) -> tuple[str, ...]:
    texts = value.split("|") if isinstance(value, str) else value or ()
    return tuple(text.strip() for text in texts if text and text.strip())


def _codes(value: str | Iterable[str] | None) -> Codes:
    return frozenset(_texts(value))


def _level(value: str | None) -> int | None:
    return LANGUAGE_LEVELS.index(value) if value in LANGUAGE_LEVELS else None
