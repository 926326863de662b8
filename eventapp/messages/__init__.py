"""The message catalogue: every text that a person reads, by a stable code, in gettext files.

The files are read as they are (``.po``); there is nothing to compile. The browser gets the same texts from here.
A parameter that starts with ``@`` is itself a code of the catalogue; a list is joined with commas.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

LANGUAGES = {"nl": "Nederlands", "en": "English"}
DEFAULT = "nl"
# The kiosk speaks more, each in a small catalogue of the sentences that it shows. Names in their own script.
KIOSK_LANGUAGES = {
    **LANGUAGES, "ar": "العربية", "ti": "ትግርኛ", "uk": "Українська", "tr": "Türkçe", "pl": "Polski",
}  # fmt: skip
RIGHT_TO_LEFT = frozenset({"ar"})


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """All texts of one language; what it lacks comes from the Dutch one."""
    texts = dict(catalogue(DEFAULT)) if language != DEFAULT else {}
    return {**texts, **own_texts(language)}


@cache
def own_texts(language: str) -> Mapping[str, str]:
    """The texts that stand in the file of this language itself."""
    return {str(entry.id): str(entry.string) for entry in _entries(language) if entry.id and entry.string}


@cache
def unreviewed(language: str) -> int:
    """How many texts of this language nobody who speaks it has read: in the file they are marked ``fuzzy``."""
    return sum(entry.fuzzy for entry in _entries(language) if entry.id)


@cache
def _entries(language: str) -> Catalog:
    with (Path(__file__).parent / f"{language}.po").open("rb") as file:
        return read_po(file)


def text(code: str, params: Mapping[str, Any] | None = None, language: str = DEFAULT) -> str:
    """The sentence for a code. A code without a text comes back as it is: ugly, but nothing is hidden."""
    texts = catalogue(language)
    template = texts.get(code, code)
    words = {name: _word(value, texts) for name, value in (params or {}).items()}
    return template.format_map(_Gaps(words))


def _word(value: Any, texts: Mapping[str, str]) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_word(one, texts) for one in value)
    if isinstance(value, str) and value.startswith("@"):
        return texts.get(value[1:], value[1:])
    return "" if value is None else str(value)


class _Gaps(dict[str, str]):
    """A parameter that is missing stays visible as its name instead of breaking the page."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
