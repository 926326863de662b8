"""Occupations that the import was not sure of, with what each may be: for an organiser to choose, in one tap."""

from __future__ import annotations

from typing import Any, Final

from eventapp.fair.fields import Fields
from eventapp.intake.occupations import ASKED_OF
from eventapp.matching.linker import Linker

MOST: Final = 3
_BEFORE: Final = f"{ASKED_OF}: "


def unsure_work(fields: Fields, words: Linker) -> list[dict[str, Any]]:
    """Per open question of a seeker: the question, the person's own words, and the occupations that it may be.

    ``options`` has per occupation the ``fields`` to fill in when it is chosen; ``none`` those for "none of these".
    """
    questions: list[str] = fields.get("questions") or []
    asked = [question for question in questions if question.startswith(_BEFORE)]
    return [_asked(fields, question, questions, words) for question in asked]


def _asked(fields: Fields, question: str, questions: list[str], words: Linker) -> dict[str, Any]:
    text = question.removeprefix(_BEFORE)
    answered = {"questions": [other for other in questions if other != question]}
    return {
        "text": text,
        "options": [
            {"title": title, "fields": {**answered, "occupations": _chosen(fields, text, title)}}
            for title, _ in words.link(text, MOST)
        ],
        "none": answered,
    }


def _chosen(fields: Fields, text: str, title: str) -> list[str]:
    """The occupations with the chosen one where the person's own words stood."""
    occupations: list[str] = fields.get("occupations") or []
    return list(dict.fromkeys([title if one == text else one for one in occupations] or [title]))
