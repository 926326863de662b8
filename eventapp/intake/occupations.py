"""Work in people's own words: where nobody can be sure which occupation is meant, a person is asked."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from eventapp.fair.fields import Fields
from eventapp.intake.record import Record
from eventapp.matching.linker import linker

ASKED_OF: Final = "beroepen"  # the column that the question on a person's card begins with
_MOST_TEXTS: Final = 20_000


def ask_of_occupations(record: Record, texts: Iterable[str]) -> None:
    """Ask which occupation is meant by each of these that our vocabulary links to more or less like ones only.

    It goes by the vocabulary that ships with Vonk, so that a list says the same whatever was imported before it.
    """
    for text in texts:
        if _is_unsure(text):
            record.ask(ASKED_OF, text)


def ask_of_vacancy(record: Record, fields: Fields, title: str) -> None:
    """The same for a vacancy, whose title and occupation help each other: one that is sure is enough."""
    named = [text for text in (fields.get("occupation"), title) if text]
    if all(_is_unsure(text) for text in named):
        record.warn("unsure_occupation", "beroep")
        record.ask("beroep", named[0])


@lru_cache(maxsize=_MOST_TEXTS)
def _is_unsure(text: str) -> bool:
    """Kept, for many people write the same words."""
    return bool(linker().unsure(text))
