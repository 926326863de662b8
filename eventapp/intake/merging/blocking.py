"""Which candidates are worth comparing: those that share something, found without comparing all with all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from eventapp.intake.merging.given import first_letters, full_names
from eventapp.intake.merging.letters import loose
from eventapp.intake.merging.traits import Traits

_LARGE: Final = 40  # candidates that share one thing; above it, only neighbours in the order of names are compared
_WINDOW: Final = 12
_RARE: Final = "letter "  # a last name and an initial: enough where hardly anybody else has them, and else nothing
_FEW: Final = 9
_BEGIN: Final = 3  # letters of a last name in which no slip is expected


def blocks(everybody: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Pairs of places in ``everybody`` that share a key, each once, the lower place first."""
    seen: set[int] = set()
    for shared in _shared(everybody):
        for low, high in _within(shared, everybody):
            pair = low * len(everybody) + high
            if pair not in seen:
                seen.add(pair)
                yield low, high


def _shared(everybody: Sequence[Traits]) -> Iterator[list[int]]:
    """Places with a key in common. Most keys are of one candidate only, and get no list."""
    first: dict[str, int] = {}
    more: dict[str, list[int]] = {}
    for place, one in enumerate(everybody):
        for key in set(_keys(one)):
            earlier = first.setdefault(key, place)
            if earlier != place:
                more.setdefault(key, [earlier]).append(place)
    yield from (places for key, places in more.items() if not _is_common(key, len(places)))


def shared_keys(one: Traits) -> set[str]:
    """What a candidate has in common with those whom it is worth comparing with."""
    return set(_keys(one))


def tells(key: str, holders: int) -> bool:
    """Whether sharing this says anything when so many do: the telephone of a shelter is that of everybody there."""
    return holders <= _LARGE and not _is_common(key, holders)


def _is_common(key: str, holders: int) -> bool:
    return holders > _FEW and key.startswith(_RARE)


def _within(shared: list[int], everybody: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    if len(shared) <= _LARGE:
        yield from combinations(shared, 2)
        return
    ordered = sorted(shared, key=lambda place: _neighbourhood(everybody[place]))
    for start, place in enumerate(ordered):
        for other in ordered[start + 1 : start + _WINDOW]:
            yield (place, other) if place < other else (other, place)


def _neighbourhood(one: Traits) -> tuple[object, ...]:
    """So that who may be one person stands together."""
    return loose(one.family.joined), one.born.digits, loose(one.given.joined), sorted(one.phones), one.order


def _keys(one: Traits) -> Iterator[str]:
    if one.born.full:
        yield f"born {one.born.digits}"
    for contact in (*one.phones, *one.emails):
        yield f"contact {contact}"
    if one.number and one.register is not None:
        yield f"number {one.register} {one.number}"
    yield from _name_keys(one)


def _name_keys(one: Traits) -> Iterator[str]:
    firsts = {name for word in (*one.given.words[:3], one.given.joined) if word for name in full_names(word)}
    letters = first_letters(one.given.words[0]) if one.given.words else one.given.initials[:1]
    for last in one.family.keys:
        yield from (f"name {min(first, last)} {max(first, last)}" for first in firsts)
        yield from (f"{_RARE}{last} {letter}" for letter in letters)
        yield from (f"year {last} {letter} {one.born.year}" for letter in letters if one.born.year)
        yield from (f"area {last} {letter} {one.postcode[:4]}" for letter in letters if one.postcode)
        if one.postcode:
            yield f"street {last} {one.postcode}"
    if one.postcode:
        begin = loose(one.family.joined)[:_BEGIN]
        yield from (f"street {first} {one.postcode}" for first in firsts)
        yield from (f"begin {first} {begin} {one.postcode[:4]}" for first in firsts)
        yield from (f"door {letter} {one.postcode}" for letter in letters)
    if one.given.words and one.family.words:
        yield f"whole {loose(one.given.joined + one.family.joined)}"
