"""What people say around the work itself: quiet, outdoors, with people, learning, evenings ... as codes.

A wish is never a limit: it ranks, it does not exclude. The codes are those of demands, day parts and support,
so that a wish can be held against what a vacancy says of itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from eventapp.matching.demands import demands_in
from eventapp.matching.spelling import plain

_SAYS_NO: Final = re.compile(r"\b(niet|geen|zonder|nooit|liever geen|minder)\b")
_DAY_PARTS: Final = {
    "morning": r"\bochtend|'?s morgens|\bvroeg\b|schooltijd|op school zijn",
    "afternoon": r"\bmiddag",
    "evening": r"\bavond",
    "night": r"\bnacht",
    "weekend": r"weekend|zaterdag|zondag",
}
_SUPPORT: Final = {
    "quiet_place": r"rustig|\bstil(te)?\b|weinig prikkels",
    "training": r"\bleren\b|opleiding|vak leren|scholing|cursus|leerwerk|diploma halen",
    "certification": r"certificaat halen|diploma halen|papieren halen",
    "language_support": r"nederlands (leren|oefenen|praten)|\btaal\b|taalles|beter nederlands",
    "own_pace": r"rustig (aan|opbouwen)|eigen tempo|langzaam|opbouwen",
    "guidance": r"begeleiding|\bhulp\b bij|eerst oefenen|ervaring opdoen",
}
# Demands that somebody may look for; the others ("tillen") are only ever borne.
_SOUGHT: Final = frozenset({
    "outdoors", "customers", "driving", "screen_work", "machines", "working_alone", "working_together",
    "phoning", "nights", "crowds", "heights", "reading_writing", "sitting", "walking",
})  # fmt: skip
_PEOPLE: Final = re.compile(r"\bmensen\b|\bcontact\b|praatje|\bouderen\b|\bkinderen\b|bewoners|service")
_RESTLESS: Final = frozenset({"crowds", "pressure", "noise"})


@dataclass(frozen=True)
class Wishes:
    """What is liked of the work, and what is rather not had, all codes."""

    demands: frozenset[str] = frozenset()
    day_parts: frozenset[str] = frozenset()
    support: frozenset[str] = frozenset()
    rather_not: frozenset[str] = frozenset()  # DEMANDS codes

    def __bool__(self) -> bool:
        return bool(self.demands or self.day_parts or self.support or self.rather_not)


def says_no(text: str) -> bool:
    """Whether a phrase tells what somebody does not want; such words are not repeated to an employer."""
    return bool(_SAYS_NO.search(plain(text)))


def wishes_in(texts: Iterable[str]) -> Wishes:
    """The wishes in what somebody wrote that they want and can."""
    liked: set[str] = set()
    not_liked: set[str] = set()
    day_parts: set[str] = set()
    support: set[str] = set()
    for text in map(plain, texts):
        (not_liked if says_no(text) else liked).update(demands_in(text))
        if says_no(text):
            continue
        liked |= {"customers"} if _PEOPLE.search(text) else set()
        day_parts |= {code for code, pattern in _DAY_PARTS.items() if re.search(pattern, text)}
        support |= {code for code, pattern in _SUPPORT.items() if re.search(pattern, text)}
    not_liked |= _RESTLESS if "quiet_place" in support else frozenset()
    return Wishes(frozenset(liked & _SOUGHT), frozenset(day_parts), frozenset(support), frozenset(not_liked))
