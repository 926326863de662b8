"""Two values of one field that say the same, or of which one says more: no conflict, and the fuller one is kept.

"J." and "Jan", "v.d." and "van der", "1975" and "1975-03-02", "2525" and "2525 GD", one telephone number with and
without its dash: a later register that says less does not push out what an earlier one knew. What people can, want
and cannot do adds up: each register knows a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from eventapp.fair.fields import Fields
from eventapp.fair.words import DEMANDS
from eventapp.intake.merging.letters import fold
from eventapp.intake.names import are_initials

_INFIXES: Final = {"v.d.": ("van de", "van der", "van den")}
_LIMITS: Final = ("limits", "limits_text")  # leaving one out could hurt somebody
_ADD_UP: Final = (*_LIMITS, "occupations", "can", "wants", "certificates", "licences", "other_languages", "questions")


def settled(rows: Sequence[Fields], before: Mapping[str, Any] | None = None, updates: bool = False) -> list[Fields]:
    """The rows of one person, oldest first, as they are to be kept.

    A row goes without what another, or what was known ``before``, says more fully; what it says in another way is in
    the words of who said it first; of lists that add up the last row to speak has all. ``updates``: the rows are
    newer ones of a register that has spoken before, so that only limits are added to what was known.
    """
    everything = [*([before] if before else []), *rows]
    said: dict[str, list[Any]] = {}
    for fields in everything:
        for name, value in fields.items():
            said.setdefault(name, []).append(value)
    kept = [
        {
            name: _first_words(value, said[name])
            for name, value in fields.items()
            if not _says_less(name, value, said[name])
        }
        for fields in rows
    ]
    for name in _ADD_UP:
        _add_up(name, kept, (before or {}).get(name) if name in _LIMITS or not updates else None)
    return kept


def _add_up(name: str, rows: list[Fields], before: Any) -> None:
    speaking = [fields for fields in rows if isinstance(fields.get(name), list)]
    if not speaking:
        return
    lists = [*([before] if isinstance(before, list) else []), *(fields[name] for fields in speaking)]
    if len(lists) > 1:
        whole = dict.fromkeys(value for values in lists for value in values)
        speaking[-1][name] = [code for code in DEMANDS.values() if code in whole] if name == "limits" else list(whole)


def _first_words(value: Any, said: Iterable[Any]) -> Any:
    """Of two ways to write one thing the first."""
    return next((other for other in said if same(value, other)), value)


def _says_less(name: str, value: Any, said: Iterable[Any]) -> bool:
    less = _LESS.get(name)
    if less is None or not isinstance(value, str):
        return False
    return any(isinstance(other, str) and other != value and less(value, other) for other in said)


def same(one: Any, other: Any) -> bool:
    """Whether two values are one, written differently: capitals, dashes in a number."""
    if not isinstance(one, str) or not isinstance(other, str) or one == other:
        return bool(one == other)
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    """Digits of a telephone number, small letters of anything else."""
    if text[:1] in "+0(" and "@" not in text:
        digits = re.sub(r"\(0\)|[\s().\-/]", "", text)
        if re.fullmatch(r"(?:\+|00)?\d{8,15}", digits):
            return "0" + re.sub(r"^(?:\+31|0031|0)0?", "", digits)
    return text.casefold()


def _shorter_name(one: str, other: str) -> bool:
    """Initials beside a name that begins so, letters without accents beside the real ones."""
    if are_initials(one.replace(" ", "")) and not are_initials(other.replace(" ", "")):
        return fold(other)[:1] == fold(one)[:1]
    return _poorer(one, other)


def _poorer(one: str, other: str) -> bool:
    """The same letters, but without the accents that the other has."""
    return one.isascii() and not other.isascii() and fold(one) == fold(other)


def _shorter_infix(one: str, other: str) -> bool:
    return other in _INFIXES.get(one, ())


def _begins(one: str, other: str) -> bool:
    """A year beside a date, four digits beside a postcode."""
    return len(one) == 4 and len(other) > 4 and other.startswith(one)


_LESS: Final[dict[str, Callable[[str, str], bool]]] = {
    "first_name": _shorter_name,
    "last_name": _poorer,
    "infix": _shorter_infix,
    "birth_date": _begins,
    "postcode": _begins,
    "city": _poorer,
}
