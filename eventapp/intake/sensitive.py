"""Words about health, addiction, debt, justice, religion and origin in what a register says of a person.

Vonk keeps what somebody can, wants and cannot do, never why. A cell with such a word is held back for a person, who
writes it as a functional limit or drops it; what it says of limits is still used, without the words. In a list of
values only the value with the word is held ("tillen|door mijn rug niet bukken" keeps "tillen"); a remark is held whole,
for half a sentence may still tell.

Which side is taken: a false alarm costs an organiser one key, a miss costs somebody's privacy. So in remarks, limits
and all other columns a doubtful word is held ("de kerk", "klachten", "allergisch"). Only what is clearly about work is
let through: who worked *in* the care for addicts, a guard *in* a prison, cooking *for* people with dementia; and what
is only a name: a contact called Christen, the language Hindoestaans, a Christelijk Lyceum, mbo psychiatrie; and only
as far as no other such word is left in the same text. In what people can and want, where the same words are nearly
always about work, they count only where they are about the person: "door mijn", "heb", "last van".

It knows words, not people: what is told in other words ("hij hoort stemmen") is not found.
"""

from __future__ import annotations

import re
from typing import Final

from eventapp.intake import sensitive_words as words
from eventapp.matching.demands import plain
from eventapp.matching.spelling import one_slip

Span = tuple[int, int]

_TOPICS: Final = (
    words.MIND, words.BODILY, words.ADDICTION, words.DEBT, words.JUSTICE, words.FAITH, words.ORIGIN, words.BENEFIT,
    words.SHORT_SLIPS,
)  # fmt: skip
_WORD: Final = re.compile(rf"\b(?:{'|'.join(_TOPICS)})(?!\w)")
_CAUSE: Final = re.compile(
    rf"\b(?:i\.?v\.?m\.?|vanwege|wegens|door|omdat|in verband met|last van|na een)\s(?:\S+\s){{0,3}}{words.BODY}\b"
)
_ABOUT_ONESELF: Final = re.compile(
    r"\b(?:mijn|m'n|heb|heeft|had|ben|door|i\.?v\.?m\.?|vanwege|wegens|last van|verleden|na een|zit in|komt uit"
    r"|afkomstig|gevlucht|gebruikt"
    r"|gediagnosticeerd|drinkt|is (?:\w+ )?(?:ziek|verslaafd|zwanger|doof|blind|dyslectisch|autistisch|moslim"
    r"|christen|vluchteling|statushouder))\b"
)
_NEVER_WORK: Final = re.compile(rf"\b(?:{words.NEVER_WORK})\b")
_NEVER_A_NAME: Final = re.compile(rf"\b(?:{words.NEVER_A_NAME})\b")
_WORK: Final = re.compile(rf"\b(?:{words.WORK})\b")
_ABOUT_WORK: Final = frozenset({"beroepen", "kan", "wil", "certificaten"})
# Names and numbers are no sentences; "Christen" is a surname.
_NO_SENTENCES: Final = frozenset({
    "nummer", "roepnaam", "tussenvoegsel", "achternaam", "geboortedatum", "postcode", "telefoon", "e-mail",
})  # fmt: skip
_NAMING: Final = frozenset({"plaats"})  # "azc Overberg"
# What is nothing more than the name of a person, a language or a school, by column.
_HARMLESS: Final = {
    "contactpersoon": re.compile(rf"\b(?:{words.SURNAMES})(?!\w)"),
    "andere_talen": re.compile(rf"\b(?:{words.LANGUAGES})(?!\w)"),
    "opleiding": re.compile(rf"\b(?:{words.SCHOOLS})(?!\w)"),
}
_LONGEST_NAME: Final = 5  # words: "mevr. A. de Vries (gemeente Eemdal)"; more of them are a sentence
_LONG: Final = re.compile(r"[a-z]{7,}")


def is_sensitive(text: str, column: str) -> bool:
    """Whether one value of a column of kandidaten says why somebody cannot do something, or what they are."""
    return bool(_found(plain(text), column))


def sensitive_spans(text: str, column: str) -> list[Span]:
    """Where in a text those words stand, from left to right, to be marked for who decides what it means for work."""
    small, places = _plain_with_places(text)
    spans: list[Span] = []
    for start, end in sorted(_found(small, column)):
        start, end = places[start], places[end - 1] + 1
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _found(text: str, column: str) -> list[Span]:
    """The places of sensitive words in a text of small letters without accents."""
    if column in _NO_SENTENCES:
        return []
    if column in _NAMING and len(text.split()) <= _LONGEST_NAME:
        return _places(_NEVER_A_NAME, text)
    if column in _ABOUT_WORK and not _ABOUT_ONESELF.search(text):
        return _places(_NEVER_WORK, text)
    rest = _without(_WORK, text) if column not in _ABOUT_WORK else text
    if column in _HARMLESS and (column != "contactpersoon" or len(text.split()) <= _LONGEST_NAME):
        rest = _without(_HARMLESS[column], rest)
    return [*_places(_WORD, rest), *_places(_CAUSE, rest), *_misspelt(rest)]


def _without(pattern: re.Pattern[str], text: str) -> str:
    """The text with blanks where the pattern was, so that all else stays in its place."""
    return pattern.sub(lambda found: " " * len(found.group()), text)


def _places(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [found.span() for found in pattern.finditer(text)]


def _misspelt(text: str) -> list[Span]:
    return [found.span() for found in _LONG.finditer(text) if _one_slip_away(found.group())]


def _one_slip_away(word: str) -> bool:
    return any(one_slip(word, right) for right in _RIGHT.get(word[0], ()))


def _by_beginning() -> dict[str, list[str]]:
    """A first letter -> the words that begin so: few to compare with."""
    return {word[0]: [other for other in words.OFTEN_MISSPELT if other[0] == word[0]] for word in words.OFTEN_MISSPELT}


def _plain_with_places(text: str) -> tuple[str, list[int]]:
    """The text in small letters without accents, and which letter of it each of those came from."""
    letters = [(letter, place) for place, one in enumerate(text) for letter in plain(one)]
    return "".join(letter for letter, _ in letters), [place for _, place in letters]


_RIGHT: Final = _by_beginning()
