"""Recognising one person over several registers. Pure: what is compared comes in, what a person decides comes in too.

``pairs`` says who surely is, and who may be, one person; ``groups`` closes what is certain, and what a person decided,
into people. ``questions`` is what is left for a person to look at.

The way of it: ``traits`` reads a candidate, ``blocking`` finds who shares something, ``comparing`` puts two side by
side, ``judging`` holds the rules, ``grouping`` closes the pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from eventapp.intake.merging.blocking import blocks
from eventapp.intake.merging.candidate import CODES, Candidate, Pair
from eventapp.intake.merging.comparing import compare
from eventapp.intake.merging.grouping import People
from eventapp.intake.merging.judging import WEAK, against, are_two_of_one_register, judge, strength, why
from eventapp.intake.merging.traits import Surroundings, look_around, read_traits
from eventapp.intake.progress import COMPARING, Steps

__all__ = ["CODES", "Candidate", "Pair", "differences", "groups", "pairs", "questions"]

_NOBODY_ELSE: Final = Surroundings(frozenset(), frozenset())


def differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    """How many of first name, last name and birth date say that two rows with one number are two people, 0 to 3.

    Each is compared as ``pairs`` does: a nickname, an initial or another spelling is no difference.
    """
    return against(compare(read_traits(Candidate(1, one)), read_traits(Candidate(2, other)), _NOBODY_ELSE))


def pairs(candidates: Sequence[Candidate], old: Container[Hashable] = (), steps: Steps | None = None) -> list[Pair]:
    """Every two that surely are or may be one person, in the order of the ``repr`` of their keys.

    Of two keys in ``old`` everything has been said before: they are not compared with each other.

    Does not depend on the order of ``candidates``. A pair that fits by itself is only probable where the row fits
    two people who cannot be one ("J. de Vries" beside the twins Jan and Joris). Raises ValueError for a key that
    comes twice.
    """
    everybody = sorted(map(read_traits, candidates), key=lambda one: one.order)
    if len({one.key for one in everybody}) < len(everybody):
        raise ValueError("two candidates have the same key")
    around = look_around(everybody)
    found = []
    for place, other in (steps or Steps()).over(COMPARING, list(blocks(everybody))):
        if everybody[place].key in old and everybody[other].key in old:
            continue
        evidence = compare(everybody[place], everybody[other], around)
        if verdict := judge(evidence):
            found.append((place, other, Pair(everybody[place].key, everybody[other].key, verdict, why(evidence))))
    ordered = [pair for _, _, pair in sorted(found, key=lambda item: item[:2])]
    return _without_doubt(ordered, People(everybody, around, ()))


def groups(
    candidates: Sequence[Candidate], certain: Sequence[Pair], apart: Collection[frozenset[Hashable]]
) -> list[list[Hashable]]:
    """The people of two or more candidates: certain pairs closed, as far as that can be true.

    A group never holds two that are ``apart`` (a person said so), two full birth dates, two first names or two rows
    of one register that do not match by themselves; its weakest links give way. A pair with the code ``decided``
    (a person said that they are one) is the strongest, and what it joins may differ. Keys that no candidate has
    are left out.
    """
    everybody = sorted(map(read_traits, candidates), key=lambda one: one.order)
    return People(everybody, look_around(everybody), apart).groups(certain)


def questions(
    found: Sequence[Pair], people: Sequence[Sequence[Hashable]], apart: Collection[frozenset[Hashable]] = ()
) -> list[Pair]:
    """The pairs to look at: one, the strongest, between every two people (``groups``) that may be one.

    Nothing is asked about two people of whom any two rows are ``apart``, or are two of one register.
    """
    home: dict[Hashable, Hashable] = {key: group[0] for group in people for key in group}
    two_of_one = (frozenset((pair.a, pair.b)) for pair in found if are_two_of_one_register(pair.why))
    answered = {frozenset(home.get(key, key) for key in pair) for pair in (*apart, *two_of_one)}
    best: dict[frozenset[Hashable], Pair] = {}
    for pair in found:
        two = frozenset(home.get(key, key) for key in (pair.a, pair.b))
        if len(two) == 2 and two not in answered and (two not in best or strength(pair.why) > strength(best[two].why)):
            best[two] = pair
    return list(best.values())


def _without_doubt(found: list[Pair], people: People) -> list[Pair]:
    """Certain stays only what is certain with everybody else in sight."""
    beside = _beside(found)
    certain = [pair for pair in found if pair.verdict == "certain" and not _has_rival(pair, beside, people)]
    home = {key: place for place, group in enumerate(people.groups(certain)) for key in group}

    def settled(pair: Pair) -> Pair:
        if pair.verdict == "probable" or (pair.a in home and home[pair.a] == home.get(pair.b)):
            return pair
        return replace(pair, verdict="probable", why=(*pair.why, "could_be_someone_else"))

    return [settled(pair) for pair in found]


def _beside(found: list[Pair]) -> dict[Hashable, list[Hashable]]:
    """Who may be whom, as far as the first name goes."""
    beside: dict[Hashable, list[Hashable]] = defaultdict(list)
    for pair in found:
        if "first_name_differs" not in pair.why:
            beside[pair.a].append(pair.b)
            beside[pair.b].append(pair.a)
    return beside


def _has_rival(pair: Pair, beside: dict[Hashable, list[Hashable]], people: People) -> bool:
    """Whether "J. de Vries" may as well be Joris as Jan, or Jan's register has somebody else for J. as well."""
    if strength(pair.why)[0] > WEAK:
        return False
    around_a, around_b = ((other, pair.b) for other in beside[pair.a]), ((other, pair.a) for other in beside[pair.b])
    return any(people.exclude(*two) for two in (*around_a, *around_b) if two[0] != two[1])
