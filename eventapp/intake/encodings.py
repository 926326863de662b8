"""Which older encoding a text has that is not UTF-8: one of Windows, of a DOS window, or of an old Mac.

They give other letters to the same bytes. The right one makes accents that Dutch lists have, inside words;
a wrong one makes signs there ("Ren‚e"), or capitals behind small letters ("RenŽ").
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_ENCODINGS: Final = ("cp1252", "cp1254", "cp1250", "cp850", "mac_roman")  # the first wins where they are equally likely
_ENOUGH: Final = 2000  # places with such a byte: more would only repeat what these say
_PLACE: Final = re.compile(rb"(?s)(?=(.?[\x80-\xff].?))")
_USUAL: Final = frozenset("éëèêïíîöóôüúûáàâäçñÉËÖÜÇşŞğĞıİłŁśŚżŻąęńćź")


def older_encoding(data: bytes) -> str:
    """The name of the encoding in which the bytes above 127 make the most sense."""
    places = Counter(found.group(1) for found, _ in zip(_PLACE.finditer(data), range(_ENOUGH), strict=False))
    return max(_ENCODINGS, key=lambda name: sum(_sense(place, name) * often for place, often in places.items()))


def _sense(place: bytes, encoding: str) -> float:
    """How well one byte fits between its neighbours: 1 for an accent that many names have, below 0 for a sign."""
    text = place.decode(encoding, errors="replace")
    index = 0 if place[0] > 127 else 1
    letter, before, after = text[index], text[:index], text[index + 1 :]
    if not letter.isalpha():
        return -1.0 if before.isalpha() or after.isalpha() else 0.0
    if letter.isupper() and before.islower():
        return -0.5
    return 1.0 if letter in _USUAL else 0.3
