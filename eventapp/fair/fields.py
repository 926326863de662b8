"""The fields of a seeker, an employer and a vacancy: plain data that every part of the house shares.

A field is either *open* (ids, codes and numbers; stored in a fact's ``data``) or *personal* (what identifies a
person, and all free text; stored in ``personal``, and gone after an erasure). A field that is absent or ``None``
is unknown, which is never "no". An empty list is known to be empty ("geen").
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

Fields = dict[str, Any]

# Seeker. The type of each value is in the comment; lists hold codes from eventapp.fair.words.
PERSON_OPEN: Final = (
    "limits",  # list[str] of DEMANDS codes
    "hours_min",  # int, hours a week
    "hours_max",  # int, hours a week
    "day_parts",  # list[str] of DAY_PARTS codes
    "max_distance_km",  # int
    "transport",  # list[str] of TRANSPORT codes
    "licences",  # list[str] of LICENCES
    "language_nl",  # str of LANGUAGE_LEVELS
    "education",  # int, VUM code
    "support_needed",  # list[str] of SUPPORT codes
    "contracts",  # list[str] of CONTRACTS codes
    "consent",  # int, tri-state
)
PERSON_PERSONAL: Final = (
    "first_name",
    "infix",
    "last_name",
    "birth_date",  # str, YYYY-MM-DD
    "postcode",  # str, "2525 GD" or "2525"
    "city",
    "phone",
    "email",
    "occupations",  # list[str], own words
    "can",  # list[str], own words
    "wants",  # list[str], own words
    "limits_text",  # list[str], what the person wrote in kan_niet, own words
    "other_languages",  # list[str]
    "education_text",
    "certificates",  # list[str], own words; [] = surely none
    "contact",  # name of the case manager
    "questions",  # list[str], what could not be mapped: "ask about this"
)

EMPLOYER_OPEN: Final = (
    "name",
    "kvk",
    "sector",
    "stand",  # str, the stand's name in the hall
    "recruiters",  # int
    "stand_accessible",  # int, tri-state
)
EMPLOYER_PERSONAL: Final = ("contact", "phone", "email")

VACANCY_OPEN: Final = (
    "employer",  # id of the employer
    "number",
    "title",
    "occupation",
    "tasks",  # list[str]
    "must",  # list[str], licences and certificates among them, own words
    "nice",  # list[str]
    "demands",  # list[str] of DEMANDS codes
    "adaptable",  # list[str] of DEMANDS codes
    "hours_min",
    "hours_max",
    "day_parts",
    "postcode",
    "city",
    "language_nl",
    "contracts",  # list[str] of CONTRACTS codes
    "places",  # int
    "support_offered",  # list[str] of SUPPORT codes
    "open_hiring",  # int, tri-state
    "social_return",  # int, tri-state
    "questions",  # list[str]
)


def split(fields: Mapping[str, Any], personal: tuple[str, ...]) -> tuple[Fields, Fields]:
    """Divide fields into the open part and the personal part of a fact; unknown (None) values are left out."""
    known = {name: value for name, value in fields.items() if value is not None}
    return (
        {name: value for name, value in known.items() if name not in personal},
        {name: value for name, value in known.items() if name in personal},
    )
