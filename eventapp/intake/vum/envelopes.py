"""What a JSON file holds: the documents in it, out of their wrapping, and of which kind they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from eventapp.intake.entries import BadFile
from eventapp.intake.vum.lists import Json

_LOOKS_LIKE: Final = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{\]])')
_LISTS: Final = ("matches", "werkzoekenden", "werkzoekendeProfielen", "vacatures")
_ONE: Final = ("werkzoekende", "vacature")
_ONLY_IN: Final = {
    "kandidaten": {
        "idWerkzoekende", "bemiddelingsberoep", "arbeidsmarktkwalificatie", "persoonlijkePresentatie", "eisAanWerk",
        "voorkeursland", "indicatieBeschikbaarheidContactgegevens",
    },
    "vacatures": {
        "idVacature", "naamVacature", "nummerVacature", "omschrijvingVacature", "werkgever", "beroep",
        "arbeidsVoorwaarden", "sollicitatiewijze", "codeWerkEnDenkniveauMinimaal",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """The documents of a file, in their order; ``kind`` is kandidaten or vacatures."""

    kind: str
    documents: list[Json]


def is_json(name: str, text: str) -> bool:
    """Whether this is to be read as JSON: by its name, or because no table begins like this."""
    return name.lower().endswith(".json") or _LOOKS_LIKE.match(text) is not None


def read_documents(text: str) -> Found:
    """The documents of a JSON text.

    Raises BadFile ``bad_json`` for what is no JSON, ``vum_question`` for a question, and ``not_vum`` where there are
    no profiles or vacancies in it, or both.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadFile("bad_json") from error
    documents = list(_unwrapped(found))
    kinds = {kind for document in documents for kind, names in _ONLY_IN.items() if names & document.keys()}
    if len(kinds) != 1:
        raise BadFile("not_vum")
    return Found(kinds.pop(), documents)


def _unwrapped(found: Any, inside: bool = False) -> Iterator[Json]:
    """A file is a list, or one thing; a wrapping is never wrapped itself."""
    for one in found if isinstance(found, list) else [found]:
        if not isinstance(one, dict):
            raise BadFile("not_vum")
        if "vraagObject" in one:
            raise BadFile("vum_question")
        held = [one[name] for name in (*_LISTS, *_ONE) if isinstance(one.get(name), list | dict)]
        if inside or not held:
            yield one
            continue
        for document in _unwrapped(held[0], inside=True):
            yield document | ({"bronID": one["bronID"]} if "bronID" in one else {})
