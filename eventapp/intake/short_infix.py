"""What "v.d." is short for: van de, van den or van der. By itself it does not tell; a mail address or surname may.

Only where nearly everybody of a surname writes it one way is it taken from that; "v.d. Velde" may be either, and stays.
It is asked last, when no other row of the person has the name in full.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from eventapp.intake.merging.letters import fold

SHORT: Final = "v.d."
_FULL: Final = ("van de", "van den", "van der")
_DEN: Final = frozenset({
    "berg", "bergh", "boogaard", "boogaart", "boogert", "boom", "bosch", "brand", "brink", "broek", "dungen",
    "eijnde", "eijnden", "ende", "enden", "heuvel", "hoogen", "hurk", "kieboom", "nieuwenhuizen", "oever",
    "akker", "beld", "wijngaard", "wildenberg",
})  # fmt: skip
_DER: Final = frozenset({
    "aa", "burg", "eijk", "geest", "heide", "heiden", "heijde", "heijden", "hoeven", "horst", "hulst", "kolk",
    "kooi", "kooij", "laan", "linde", "linden", "maas", "made", "mark", "meer", "meij", "meulen", "molen",
    "ploeg", "plas", "schaaf", "sluijs", "sluis", "spek", "steen", "stelt", "toorn", "vaart", "valk", "veen",
    "veer", "vegt", "velden", "vliet", "vlist", "voort", "wal", "weide", "weij", "weijden", "werf", "werff",
    "woude", "zanden", "zande", "zwaan", "zee",
})  # fmt: skip


class Infixes:
    """What the people of a list write before their surnames: who writes it otherwise makes it a guess."""

    def __init__(self, people: Iterable[Mapping[str, Any]]) -> None:
        self._written: dict[str, set[str]] = defaultdict(set)
        for person in people:
            self._written[_surname(person)].add(str(person.get("infix") or ""))

    def written_out(self, fields: Mapping[str, Any], person: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of a row, with the infix in full; ``person`` is all that is known of who it is about."""
        return {**fields, "infix": self._in_full(person)} if fields.get("infix") == SHORT else dict(fields)

    def _in_full(self, person: Mapping[str, Any]) -> str:
        surname = _surname(person)
        address = re.sub(r"[^a-z]", "", fold(str(person.get("email") or "").partition("@")[0]))
        said = [full for full in _FULL if surname and f"{full.replace(' ', '')}{surname}" in address]
        if len(said) == 1:
            return said[0]
        usual = "van den" if surname in _DEN else "van der" if surname in _DER else SHORT
        return SHORT if self._written[surname] & set(_FULL) - {usual} else usual


def _surname(person: Mapping[str, Any]) -> str:
    """The first of two."""
    return next(iter(fold(str(person.get("last_name") or "")).replace("-", " ").split()), "")
