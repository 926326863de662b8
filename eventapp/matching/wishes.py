"""What people say around the work itself: quiet, outdoors, with people, learning, evenings ... as codes.

A wish is never a limit: it ranks, it does not exclude. The codes are those of demands, day parts and support,
so that a wish can be held against what a vacancy says of itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from eventapp.matching.demands import demands_in
from eventapp.matching.spelling import any_of, plain

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
_SECURITY: Final = re.compile(r"\bvaste? (baan|werk|contract|dienst|uren|aanstelling)|\bvastigheid|zekerheid")
_SECURE: Final = frozenset({"paid"})  # of the kinds of contract only this one is a job that can last
_RESTLESS: Final = frozenset({"crowds", "pressure", "noise"})
_DAY_PARTS_SAID: Final = [(code, re.compile(pattern)) for code, pattern in _DAY_PARTS.items()]
_SUPPORT_SAID: Final = [(code, re.compile(pattern)) for code, pattern in _SUPPORT.items()]
_ANY: Final = any_of([*_DAY_PARTS.values(), *_SUPPORT.values(), _PEOPLE.pattern, _SECURITY.pattern])


@dataclass(frozen=True)
class Wishes:
    """What is liked of the work, and what is rather not had, all codes."""

    demands: frozenset[str] = frozenset()
    day_parts: frozenset[str] = frozenset()
    support: frozenset[str] = frozenset()
    rather_not: frozenset[str] = frozenset()  # DEMANDS codes
    contracts: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.demands or self.day_parts or self.support or self.rather_not or self.contracts)

    def __or__(self, other: Wishes) -> Wishes:
        """Both together."""
        return Wishes(
            self.demands | other.demands,
            self.day_parts | other.day_parts,
            self.support | other.support,
            self.rather_not | other.rather_not,
            self.contracts | other.contracts,
        )


def says_no(text: str) -> bool:
    """Whether a phrase tells what somebody does not want; such words are not repeated to an employer."""
    return bool(_SAYS_NO.search(plain(text)))


def wishes_in(text: str) -> Wishes:
    """The wishes in one phrase of what somebody wants or does; those of several phrases are joined with ``|``."""
    text = plain(text)
    demands = demands_in(text)
    if not demands and not _ANY.search(text):
        return Wishes()
    if says_no(text):
        return Wishes(rather_not=frozenset(demands))
    liked = demands | ({"customers"} if _PEOPLE.search(text) else set())
    support = frozenset(code for code, pattern in _SUPPORT_SAID if pattern.search(text))
    return Wishes(
        demands=frozenset(liked & _SOUGHT),
        day_parts=frozenset(code for code, pattern in _DAY_PARTS_SAID if pattern.search(text)),
        support=support,
        rather_not=_RESTLESS if "quiet_place" in support else frozenset(),
        contracts=_SECURE if _SECURITY.search(text) else frozenset(),
    )
