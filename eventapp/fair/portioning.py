"""Portioning: a large intake in portions that are stored one after the other, so that nobody waits for all of it. Pure.

Whoever is new gets an id here, so that one portion can name who is in another, and a portion that comes twice says the
same twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from eventapp.intake.entries import Intake, PersonEntry, Portion, Probable

T = TypeVar("T")
Mint = Callable[[], str]
MOST: Final = 100  # rows; deciding and folding them takes some tens of milliseconds


def portions(intake: Intake, mint: Mint, most: int = MOST) -> list[Portion]:
    """The entries in portions of about ``most`` rows, in an order in which none needs a later one.

    People with a number of their own come first: else a free number that somebody gets could be theirs.
    """
    whole = _ordered(intake, mint)
    tell = [one for one in whole.people if _tells(one)]
    if rows_of(whole) <= most:
        return [whole]
    return [
        *(Portion(employers=part) for part in _parts(whole.employers, most)),
        *(Portion(vacancies=part) for part in _parts(whole.vacancies, most)),
        *(Portion(people=part) for part in _parts(tell, most, _size)),
        *(_questions(part, whole.people) for part in _parts(whole.probable, most)),
    ]


def rows_of(portion: Portion) -> int:
    """How many rows of files a portion is, and how many questions."""
    others = len(portion.employers) + len(portion.vacancies) + len(portion.probable)
    return sum(map(_size, portion.people)) + others


def _ordered(intake: Intake, mint: Mint) -> Portion:
    """All of it, with an id for everybody."""
    employers = [replace(one, id=one.id or mint()) for one in intake.employers]
    ids = {one.key: one.id for one in employers}
    order = sorted(range(len(intake.people)), key=lambda place: intake.people[place].number is None)
    there = {place: nth for nth, place in enumerate(order)}
    return Portion(
        [replace(intake.people[place], id=intake.people[place].id or mint()) for place in order],
        employers,
        [replace(one, id=one.id or mint(), employer=ids[one.employer_key]) for one in intake.vacancies],
        [_moved(doubt, there) for doubt in intake.probable],
    )


def _tells(entry: PersonEntry) -> bool:
    """Whether anything of these rows is to be stored; of who was in the same file before nothing is."""
    return any(fields for _, fields in entry.rows) or any(entry.told) or not entry.rows


def _size(entry: PersonEntry) -> int:
    return len(entry.rows)


def _parts(entries: Sequence[T], most: int, size: Callable[[T], int] = lambda one: 1) -> Iterator[list[T]]:
    part: list[T] = []
    for entry in entries:
        if part and sum(map(size, part)) + size(entry) > most:
            yield part
            part = []
        part.append(entry)
    if part:
        yield part


def _questions(probable: Sequence[Probable], people: Sequence[PersonEntry]) -> Portion:
    """Questions, and of those who are asked about only who they are: they are stored by then."""
    places = sorted({who for doubt in probable for who in (doubt.one, doubt.other) if isinstance(who, int)})
    there = {place: nth for nth, place in enumerate(places)}
    who = [PersonEntry(people[place].number, {}, people[place].source, people[place].id) for place in places]
    return Portion(who, probable=[_moved(doubt, there) for doubt in probable])


def _moved(doubt: Probable, there: Mapping[int, int]) -> Probable:
    one, other = (there[who] if isinstance(who, int) else who for who in (doubt.one, doubt.other))
    return replace(doubt, one=one, other=other)
