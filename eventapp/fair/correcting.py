"""Correcting: what somebody types about a person, cleaned by the same guard that the registers go through."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from eventapp.fair.fields import PERSON_PERSONAL, Fields
from eventapp.fair.words import CONTRACTS, DAY_PARTS, DEMANDS, LICENCES, SUPPORT, TRANSPORT
from eventapp.intake.guard import without_bsn
from eventapp.intake.sensitive import is_sensitive

_CLOSED: Final[dict[str, Collection[str]]] = {
    "limits": DEMANDS.values(),
    "day_parts": DAY_PARTS.values(),
    "transport": TRANSPORT.values(),
    "licences": LICENCES,
    "support_needed": SUPPORT.values(),
    "contracts": CONTRACTS.values(),
}
# Free text, some of which stands read: no word about health or the like may get in.
_GUARDED: Final = {
    "can": "kan", "wants": "wil", "occupations": "beroepen", "limits_text": "kan_niet", "questions": "opmerkingen",
    "certificates": "certificaten",
}  # fmt: skip


def typed(text: str, field: str = "") -> str:
    """What was typed, without a BSN and without the white space around it."""
    return without_bsn(text.strip(), "telefoon" if field == "phone" else "")[0]


def own_words(text: str, column: str) -> list[str] | None:
    """What somebody wants or can; words about health or the like stay out, for stands read this."""
    words = typed(text)
    return [words] if words and not is_sensitive(words, column) else None


def cleaned(fields: Fields) -> Fields:
    """The fields that somebody filled in, ready to be written; ValueError with the field that cannot be."""
    return {name: _cleaned(name, value) for name, value in fields.items()}


def _cleaned(name: str, value: Any) -> Any:
    if isinstance(value, list):
        if name in _CLOSED and not set(value) <= set(_CLOSED[name]):
            raise ValueError(name)
        return [word for text in value if (word := typed(text)) and not _leaks(name, word)]
    if isinstance(value, str) and name in PERSON_PERSONAL:
        return typed(value, name)
    return value


def _leaks(name: str, word: str) -> bool:
    return name in _GUARDED and is_sensitive(word, _GUARDED[name])
