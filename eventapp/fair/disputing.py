"""Disputes: a field that two laptops gave other values, neither knowing of the other's.

A correction carries which earlier ones about that field its laptop knew (``knew``). One that no other knew of, and
that is not the last of its own laptop, is open; where two open ones differ, a person says which is right. That answer
is a correction too, and it knew them all.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from eventapp.facts import Draft
from eventapp.fair import commands as c
from eventapp.fair.decision import Actor, Decision, Refusal
from eventapp.fair.fields import EMPLOYER_PERSONAL, PERSON_PERSONAL, split
from eventapp.fair.fold import BY_HAND
from eventapp.fair.people import Employer, Seeker, Vacancy, Word
from eventapp.fair.state import Fair

Described = Seeker | Employer | Vacancy
_EDITED: dict[type, tuple[str, tuple[str, ...]]] = {
    Seeker: ("person_edited", PERSON_PERSONAL),
    Employer: ("employer_edited", EMPLOYER_PERSONAL),
    Vacancy: ("vacancy_edited", ()),
}


def knew(entity: Described, names: Iterable[str]) -> dict[str, Any]:
    """What is known of earlier words about these fields, as a part of the ``data`` of a correction."""
    known = {name: [word.id for word in entity.words[name]] for name in sorted(names) if name in entity.words}
    return {"knew": known} if known else {}


def disputes(entity: Described) -> dict[str, list[Word]]:
    """The fields in dispute, with the open words about each; the value that counts comes last."""
    if entity.erased:
        return {}
    open_words = {name: [one for one in said if not _is_answered(one, said)] for name, said in entity.words.items()}
    return {name: said for name, said in open_words.items() if any(one.value != said[-1].value for one in said)}


def choose_value(fair: Fair, command: c.ChooseValue, actor: Actor) -> Decision:
    """Somebody says which value is right: from now on it is so, by hand."""
    entity = _described(fair, fair.root(command.subject))
    said = disputes(entity).get(command.field, []) if entity else []
    chosen = next((word for word in said if word.id == command.word), None)
    if entity is None or chosen is None:
        raise Refusal("unknown_notice")
    kind, personal = _EDITED[type(entity)]
    open_fields, own = split({command.field: chosen.value}, personal)
    data = {"source": [BY_HAND, 0], "fields": open_fields, **knew(entity, [command.field])}
    return Decision("value_chosen", (Draft(kind, entity.id, data, own or None),), entity.id)


def _described(fair: Fair, id: str) -> Described | None:
    return fair.seeker(id) or fair.employer(id) or fair.vacancy(id)


def _is_answered(one: Word, said: list[Word]) -> bool:
    """Whether somebody went on from it: who knew of it, or its own laptop."""
    later = said[said.index(one) + 1 :]
    return any(one.id in other.knew for other in said) or any(one.node == other.node for other in later)
