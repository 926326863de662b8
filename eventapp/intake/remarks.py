"""Remarks and other free text of a person: what they say goes into the fields that are still empty.

A column of its own always goes before a remark. Limits add up, for leaving one out could hurt somebody.
"""

from __future__ import annotations

import re
from typing import Any, Final

from eventapp.fair.fields import Fields
from eventapp.fair.words import DEMANDS
from eventapp.intake.meaning import Meaning, car_in, licences_in, understood
from eventapp.intake.record import Record
from eventapp.intake.shared import whole_hours
from eventapp.matching.demands import limits_in, plain

# A column of wishes sets a limit only where it says so without a doubt; "liever niet" stays a wish.
_HARD: Final = re.compile(r"^(?:geen|niet|nooit|kan niet|kan geen|mag niet|mag geen)\b")
_ONLY: Final = re.compile(r"\b(?:alleen|uitsluitend|enkel|slechts)\b")
_ASKED: Final = {"opmerkingen": "opmerkingen", "beschikbaarheid": "beschikbaarheid"}


def remarks(record: Record, fields: Fields) -> None:
    """Read all free text of the row into ``fields``; what nobody can map becomes a question."""
    for column in _ASKED:
        for item in record.items(column, none=("geen", "nee", "n.v.t", "nvt")) or ():
            meaning = understood(item, about_hours=column == "beschikbaarheid")
            _take(fields, meaning)
            for text in meaning.rest:
                record.ask(column, text)
        for item in record.held.get(column, ()):
            _take(fields, understood(item))
    for column in ("wil", "kan"):
        for item in record.items(column) or ():
            _take_hard(fields, item)
    _take_licence(fields, record)


def _take(fields: Fields, meaning: Meaning) -> None:
    _add_limits(fields, meaning.limits)
    if meaning.hours and not {"hours_min", "hours_max"} & fields.keys():
        fields |= whole_hours(meaning.hours)
    for name, values in (
        ("day_parts", meaning.day_parts), ("licences", meaning.licences),
        ("max_distance_km", meaning.max_distance_km),
        ("language_nl", meaning.language), ("transport", _transport(meaning)),
    ):  # fmt: skip
        _fill(fields, name, values)
    for name, more in (
        ("certificates", meaning.certificates), ("support_needed", meaning.support),
        ("other_languages", meaning.other_languages),
        ("wants", meaning.wants), ("occupations", meaning.occupations), ("can", meaning.can),
    ):  # fmt: skip
        if more:
            fields[name] = list(dict.fromkeys([*(fields.get(name) or []), *more]))
    if meaning.car is False:
        _without_car(fields)


def _transport(meaning: Meaning) -> list[str] | None:
    return [*meaning.transport, *(["car"] if meaning.car else [])] or None


def _take_hard(fields: Fields, item: str) -> None:
    """What somebody says they do not do, in a column of what they want or can, and papers named there."""
    if _HARD.search(plain(item)):
        _add_limits(fields, limits_in(item))
    said = understood(item)
    day_parts = said.day_parts if _ONLY.search(plain(item)) else None
    for name, values in (
        ("licences", said.licences),
        ("certificates", said.certificates or None),
        ("day_parts", day_parts or None),
    ):
        _fill(fields, name, values)
    if said.car is False:
        _without_car(fields)


def _take_licence(fields: Fields, record: Record) -> None:
    """What the cells on licences and limits say of a car, and the other way round."""
    for column in ("rijbewijs", "vervoer", "kan_niet"):
        text = record.text(column) or ""
        car = car_in(text)
        if car is False:
            _without_car(fields)
            if column == "rijbewijs" and not fields.get("transport"):
                record.ask("vervoer", "geen auto")
        elif car and column == "rijbewijs":
            fields["transport"] = list(dict.fromkeys([*(fields.get("transport") or []), "car"]))
        if column != "rijbewijs":
            _fill(fields, "licences", licences_in(text))


def _without_car(fields: Fields) -> None:
    if fields.get("transport"):
        fields["transport"] = [code for code in fields["transport"] if code != "car"]
        if not fields["transport"]:
            del fields["transport"]


def _add_limits(fields: Fields, limits: set[str]) -> None:
    if limits:
        said = limits | set(fields.get("limits") or ())
        fields["limits"] = [code for code in DEMANDS.values() if code in said]


def _fill(fields: Fields, name: str, value: Any) -> None:
    if value is not None and value != () and name not in fields and (value != [] or name == "licences"):
        fields[name] = value
