"""From certain pairs to people: pairs are closed, but never over what cannot be one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Sequence
from itertools import combinations, product

from eventapp.intake.merging.born import Birth
from eventapp.intake.merging.candidate import Pair
from eventapp.intake.merging.comparing import Evidence, compare
from eventapp.intake.merging.judging import OPEN, clash, strength
from eventapp.intake.merging.likeness import Likeness
from eventapp.intake.merging.traits import Surroundings, Traits

Apart = Collection[frozenset[Hashable]]


class People:
    """Closes certain pairs over candidates of which it knows what they say."""

    def __init__(self, everybody: Sequence[Traits], around: Surroundings, apart: Apart) -> None:
        self._traits = {one.key: one for one in everybody}
        self._around = around
        self._apart = set(apart)

    def groups(self, certain: Sequence[Pair]) -> list[list[Hashable]]:
        """Every group of two or more, in the order of ``repr``."""
        links = [pair for pair in certain if self._counts(pair)]
        groups = (self._sorted(group) for group in self._closed(links))
        return sorted((group for group in groups if len(group) > 1), key=lambda group: self._order(group[0]))

    def exclude(self, one: Hashable, other: Hashable) -> bool:
        """Whether two candidates have different first names, or one register has both and no two dates: twins."""
        evidence = self._compare(one, other)
        twice = evidence.same_register and not evidence.number and evidence.birth in (Birth.SAME, *OPEN)
        return evidence.first is Likeness.DIFFERS or twice

    def _compare(self, one: Hashable, other: Hashable) -> Evidence:
        return compare(self._traits[one], self._traits[other], self._around)

    def _counts(self, pair: Pair) -> bool:
        if pair.a == pair.b or not {pair.a, pair.b} <= self._traits.keys():
            return False
        if frozenset((pair.a, pair.b)) in self._apart:
            return False
        return "decided" in pair.why or not clash(self._compare(pair.a, pair.b))

    def _closed(self, links: list[Pair]) -> Iterator[set[Hashable]]:
        """Where a group cannot be one person, its weakest links give way, all that are equally weak at once."""
        for members, inside in _components(links):
            if not self._impossible(members, inside):
                yield members
                continue
            weakest = min(strength(pair.why) for pair in inside)
            yield from self._closed([pair for pair in inside if strength(pair.why) > weakest])

    def _impossible(self, members: set[Hashable], links: list[Pair]) -> bool:
        if any(len(pair) == 2 and pair <= members for pair in self._apart_of(members)):
            return True
        linked = {frozenset((pair.a, pair.b)) for pair in links}
        if len(linked) == len(members) * (len(members) - 1) // 2:
            return False  # each two of them are a certain pair by themselves
        voices = self._voices(members, links)
        return self._twice(members, linked) or any(self._contradict(*two, linked) for two in combinations(voices, 2))

    def _apart_of(self, members: set[Hashable]) -> Iterator[frozenset[Hashable]]:
        if len(self._apart) < len(members) ** 2:
            return iter(self._apart)
        return (pair for two in combinations(members, 2) if (pair := frozenset(two)) in self._apart)

    def _twice(self, members: set[Hashable], linked: set[frozenset[Hashable]]) -> bool:
        """A register has everybody once, unless its two rows, or one number in two files, speak for themselves."""
        by_register: dict[str, list[Traits]] = defaultdict(list)
        for one in (self._traits[key] for key in members):
            if one.register is not None:
                by_register[one.register].append(one)
        twos = (two for rows in by_register.values() for two in combinations(rows, 2))
        return any(
            not (one.number and one.number == other.number) and frozenset((one.key, other.key)) not in linked
            for one, other in twos
        )

    def _voices(self, members: set[Hashable], links: list[Pair]) -> list[set[Hashable]]:
        """Those of whom a person said that they are one speak with one voice; so do those who say the same."""
        together = [group for group, _ in _components([pair for pair in links if "decided" in pair.why])]
        alone = {self._says(key): key for key in self._sorted(members - set().union(*together))}
        return [*together, *({key} for key in alone.values())]

    def _says(self, key: Hashable) -> Hashable:
        one = self._traits[key]
        return one.given, one.family, one.born, one.emails

    def _contradict(self, some: set[Hashable], others: set[Hashable], linked: set[frozenset[Hashable]]) -> bool:
        pairs = list(product(some, others))
        if any(frozenset(pair) in linked for pair in pairs):
            return False
        return all(clash(self._compare(*pair)) for pair in pairs)

    def _order(self, key: Hashable) -> str:
        return self._traits[key].order

    def _sorted(self, group: set[Hashable]) -> list[Hashable]:
        return sorted(group, key=self._order)


def _components(links: Sequence[Pair]) -> list[tuple[set[Hashable], list[Pair]]]:
    """Who is linked to whom, directly or not, with the links between them."""
    next_to: dict[Hashable, list[Hashable]] = defaultdict(list)
    for pair in links:
        next_to[pair.a].append(pair.b)
        next_to[pair.b].append(pair.a)
    home: dict[Hashable, int] = {}
    for key in next_to:
        if key not in home:
            _spread(key, len(home), next_to, home)
    found: dict[int, tuple[set[Hashable], list[Pair]]] = {}
    for pair in links:
        members, inside = found.setdefault(home[pair.a], (set(), []))
        members.update((pair.a, pair.b))
        inside.append(pair)
    return list(found.values())


def _spread(start: Hashable, number: int, next_to: dict[Hashable, list[Hashable]], home: dict[Hashable, int]) -> None:
    waiting = [start]
    while waiting:
        key = waiting.pop()
        if key not in home:
            home[key] = number
            waiting.extend(next_to[key])
