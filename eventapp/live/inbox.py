"""The organiser's inbox: what happened that a person should look at, with who, when and where."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final

from eventapp.facts.ids import joint
from eventapp.fair import Fair, noticing
from eventapp.fair.retention import half_forgotten, is_erased
from eventapp.live.notices import Telling
from eventapp.live.set_aside import SetAside

# So many are shown at once; the others come when these have been looked at.
MOST_NOTICES: Final = 20
View = dict[str, Any]


def inbox_view(fair: Fair, names: Collection[str] = (), aside: Sequence[SetAside] = ()) -> View:
    """Everything that waits for somebody, oldest first. ``names`` are those of this laptop's log."""
    telling = Telling(fair, names)
    found = [
        *_let_in_twice(fair, telling),
        *_half_forgotten(fair, telling),
        *_disputed(fair, telling),
        *_registered_twice(fair, telling),
        *map(telling.about_the_fair, noticing.notices(fair)),
        *_set_aside(fair, telling, aside),
    ]
    found.sort(key=lambda notice: (notice["moment"], notice["id"]))
    return {"waiting": len(found), "notices": found[:MOST_NOTICES]}


def _let_in_twice(fair: Fair, telling: Telling) -> Iterator[View]:
    for id in fair.tally.members("let_in_twice"):
        if party := fair.party(id):
            yield from (telling.twice_let_in(party, *scans) for scans in party.let_in_twice)


def _half_forgotten(fair: Fair, telling: Telling) -> Iterator[View]:
    for seeker in half_forgotten(fair):
        together = (pair for pair in fair.pairs.values() if pair.verdict == "one" and fair.root(pair.a) == seeker.id)
        halves = next(pair for pair in together if is_erased(fair, pair.a) != is_erased(fair, pair.b))
        kept, erased = sorted((halves.a, halves.b), key=lambda one: is_erased(fair, one))
        yield telling.half_forgotten(seeker, kept, erased)


def _disputed(fair: Fair, telling: Telling) -> Iterator[View]:
    for id in fair.tally.members("corrected"):
        about = fair.party(id) or fair.vacancy(id)
        if about is not None:
            yield from telling.in_dispute(about)


def _registered_twice(fair: Fair, telling: Telling) -> Iterator[View]:
    """Pairs that nobody said anything of yet, and that were found between two laptops."""
    for pair in fair.pairs.values():
        found = fair.fact(joint(pair.a, pair.b)) if pair.verdict is None else None
        one, other = fair.seeker(fair.root(pair.a)), fair.seeker(fair.root(pair.b))
        if found and one and other and one.id != other.id and not (one.erased or other.erased):
            yield telling.registered_twice(pair, one, other, found.moment)


def _set_aside(fair: Fair, telling: Telling, aside: Sequence[SetAside]) -> Iterator[View]:
    settled = set(fair.info.settled)
    for one in aside:
        if noticing.set_aside_id(one.node, one.seq) not in settled:
            yield telling.set_aside(one)
