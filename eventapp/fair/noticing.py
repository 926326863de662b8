"""Noticing: what came of laptops that were apart, is about no single person, and should be looked at by somebody.

Each notice has an id that every laptop computes alike, so that what one organiser settled is settled everywhere.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from eventapp.facts import Fact
from eventapp.fair.pairs import PROPOSED, key_of
from eventapp.fair.people import Seeker
from eventapp.fair.state import ActOf, Fair

_SET_ASIDE: Final = re.compile(r"aside-[0-9a-f-]{36}-[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be looked at. Which of the others are filled in depends on the code."""

    id: str
    code: str  # number_of_two, contested or worked_on
    moment: str
    number: str = ""
    people: tuple[Seeker, ...] = ()
    facts: tuple[Fact, ...] = ()  # the one that counts, and the other
    device: str = ""
    acts: tuple[ActOf, ...] = ()


def notices(fair: Fair) -> list[Notice]:
    """Everything of the kind that nobody has settled."""
    found = (*_numbers_of_two(fair), *_contested(fair), *_worked_on(fair))
    settled = set(fair.info.settled)
    return [one for one in found if one.id not in settled]


def set_aside_id(node: str, seq: int) -> str:
    """The id of the notice about a fact that was not sound. Which there are, only the log knows."""
    return f"aside-{node}-{seq}"


def is_open(fair: Fair, notice: str) -> bool:
    """Whether this is a notice that can be settled, and was not."""
    if notice in fair.info.settled:
        return False
    return bool(_SET_ASIDE.fullmatch(notice)) or any(one.id == notice for one in notices(fair))


def _numbers_of_two(fair: Fair) -> Iterator[Notice]:
    """Two people with one badge number. That they may be one person is asked already, where it is."""
    for number in fair.tally.shared_numbers():
        people = tuple(fair.wearing(number))
        ids = [one.id for one in people]
        if not all(_is_asked(fair, ids[0], other) for other in ids[1:]):
            yield Notice(f"number-{_digest(number, *ids)}", "number_of_two", "", number, people)


def _is_asked(fair: Fair, one: str, other: str) -> bool:
    members = ((a, b) for a in fair.members(one) for b in fair.members(other))
    return any((pair := fair.pairs.get(key_of(a, b))) is not None and pair.open for a, b in members)


def _contested(fair: Fair) -> Iterator[Notice]:
    """One act that two laptops wrote down differently. Why a pair is proposed may differ: it is asked all the same."""
    for known, other in fair.contested():
        if known.kind != PROPOSED and not fair.is_voided(known.id):
            ids = sorted((known.hash, other.hash))
            yield Notice(f"contested-{_digest(known.id, *ids)}", "contested", known.moment, facts=(known, other))


def _worked_on(fair: Fair) -> Iterator[Notice]:
    """A device that was revoked, and went on at a laptop that did not know."""
    for device in fair.tally.members("revoked"):
        revoked = min((fact for fact in fair.facts_about(device) if fact.kind == "device_revoked"), key=lambda f: f.hlc)
        late = [act for act in fair.acts_of(device) if act.hlc > revoked.hlc and act.node != revoked.node]
        if late:
            acts = tuple(sorted(late))
            id = f"worked-{_digest(device, str(len(acts)), str(acts[-1].hlc))}"
            yield Notice(id, "worked_on", acts[-1].moment, facts=(revoked,), device=device, acts=acts)


def _digest(*parts: str) -> str:
    return hashlib.sha256("/".join(parts).encode()).hexdigest()[:24]
