"""The fields of a seeker, an employer and a vacancy: plain data that every part of the house shares.

A field is either *open* (ids, codes and numbers; stored in a fact's ``data``) or *personal* (what identifies a
person, and all free text; stored in ``personal``, and gone after an erasure). A field that is absent or ``None``
is unknown, which is never "no". An empty list is known to be empty ("geen"). Codes are those of ``words``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypedDict

Fields = dict[str, Any]

Text = str | None
Texts = list[str] | None
Number = float | None


class PersonOpen(TypedDict, total=False):
    """What is open of a seeker."""

    limits: Texts  # DEMANDS
    hours_min: Number  # hours a week
    hours_max: Number
    day_parts: Texts  # DAY_PARTS
    max_distance_km: Number
    transport: Texts  # TRANSPORT
    licences: Texts  # LICENCES
    language_nl: Text  # LANGUAGE_LEVELS
    education: Number  # EDUCATION (VUM)
    support_needed: Texts  # SUPPORT
    contracts: Texts  # CONTRACTS
    consent: Number  # tri-state


class PersonPersonal(TypedDict, total=False):
    """What is personal of a seeker; lists are in their own words."""

    first_name: Text
    infix: Text
    last_name: Text
    birth_date: Text  # YYYY-MM-DD, or YYYY where only the year is known
    postcode: Text  # "2525 GD" or "2525"
    city: Text
    phone: Text
    email: Text
    occupations: Texts
    can: Texts
    wants: Texts
    limits_text: Texts  # what was written under kan_niet
    other_languages: Texts
    education_text: Text
    certificates: Texts  # [] is surely none
    contact: Text  # the case manager
    questions: Texts  # what could not be mapped: "ask about this"


class EmployerOpen(TypedDict, total=False):
    """What is open of an employer."""

    name: Text
    kvk: Text
    sector: Text
    stand: Text  # the stand's name in the hall
    recruiters: Number
    stand_accessible: Number  # tri-state


class EmployerPersonal(TypedDict, total=False):
    """The person to call at an employer."""

    contact: Text
    phone: Text
    email: Text


class VacancyOpen(TypedDict, total=False):
    """A vacancy; all of it is open."""

    employer: Text  # id of the employer
    number: Text
    title: Text
    occupation: Text
    tasks: Texts
    must: Texts  # own words, licences and certificates among them
    nice: Texts
    demands: Texts  # DEMANDS
    adaptable: Texts  # DEMANDS
    hours_min: Number
    hours_max: Number
    day_parts: Texts
    postcode: Text
    city: Text
    language_nl: Text
    contracts: Texts  # CONTRACTS
    places: Number
    support_offered: Texts  # SUPPORT
    open_hiring: Number  # tri-state
    social_return: Number  # tri-state
    questions: Texts


PERSON_OPEN: Final = tuple(PersonOpen.__annotations__)
PERSON_PERSONAL: Final = tuple(PersonPersonal.__annotations__)
EMPLOYER_OPEN: Final = tuple(EmployerOpen.__annotations__)
EMPLOYER_PERSONAL: Final = tuple(EmployerPersonal.__annotations__)
VACANCY_OPEN: Final = tuple(VacancyOpen.__annotations__)


def split(fields: Mapping[str, Any], personal: tuple[str, ...]) -> tuple[Fields, Fields]:
    """Divide fields into the open part and the personal part of a fact; unknown (None) values are left out."""
    known = {name: value for name, value in fields.items() if value is not None}
    return (
        {name: value for name, value in known.items() if name not in personal},
        {name: value for name, value in known.items() if name in personal},
    )
