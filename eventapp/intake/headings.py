"""What a column is, from its heading alone. The words are in ``headings.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from eventapp.intake.choices import plain_word
from eventapp.intake.columns import TARGETS, bare

EXACT: Final = 1.0
WITHIN: Final = 0.6  # a known heading is part of a longer one: "Telefoon (alleen na 17 uur)"
_BETWEEN: Final = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")  # GeboorteDatum
_ASIDE: Final = re.compile(
    r"\([^)]*\)|\[[^]]*\]|\*|:.*$|\bd\.?d\.?\b|\?|\bj(?:a)?\s*/\s*n(?:ee)?\b", re.DOTALL | re.IGNORECASE
)
# How to reach somebody's case manager is not needed at the fair.
_REACHED: Final = frozenset({"mail", "email", "tel", "telefoon", "telefoonnummer", "emailadres", "mailadres", "mobiel"})
_NAME_PARTS: Final = frozenset({
    "achternaam", "geslachtsnaam", "voornaam", "voornamen", "voorletters", "roepnaam", "tussenvoegsel",
    "voorvoegsel", "initialen",
})  # fmt: skip
_LONG_ENOUGH: Final = 4  # letters of a heading that is looked for within a longer one


@dataclass(frozen=True, slots=True)
class Meant:
    """What a heading says: a target, or the reason to leave the column out; how surely; and which of the names
    for it this is (the first is the best).
    """

    target: str = ""
    reason: str = ""
    sure: float = 0.0
    rank: int = 0


def meant_by(title: str, kind: str) -> Meant:
    """What a column with this heading is in a list of this kind; without target and reason: nobody knows."""
    words = plain_word(_BETWEEN.sub(" ", title))
    aside = plain_word(_BETWEEN.sub(" ", _ASIDE.sub(" ", title)))
    reasons, names = _reasons(), _names(kind)
    several = len(_NAME_PARTS & set(words.split())) > 1 and words.replace(" ", "") not in names
    if kind == "kandidaten" and several:  # "Achternaam, voorletters"
        return Meant("naam", "", EXACT, names["naam"][1] + 1)
    behind = plain_word(title.rpartition(":")[2])  # "Klant: achternaam"
    once = _without_owner(aside).rstrip("0123456789 ")  # "Telefoon 2"
    for text in filter(None, dict.fromkeys((words, behind, aside, _without_owner(aside), once))):
        key = text.replace(" ", "")
        if key in reasons:
            return Meant(reason=reasons[key], sure=EXACT)
        if key in names:
            return Meant(names[key][0], "", EXACT, names[key][1])
    return _within(words, aside, kind)


def is_heading(text: str) -> bool:
    """Whether this is, as it stands, a heading in a list of any kind."""
    key = plain_word(text).replace(" ", "")
    return bool(key) and any(key in _names(kind) for kind in TARGETS)


def _within(words: str, aside: str, kind: str) -> Meant:
    """The longest known heading that is part of this one; one about health and the like before all others."""
    if reason := _longest(words, _reason_phrases()):
        return Meant(reason=_reasons()[reason.replace(" ", "")], sure=WITHIN)
    others = _word_list("somebody_else") - (
        {"contactpersoon", "werkgever", "relatie"} if kind != "kandidaten" else set()
    )
    if found := _longest(aside, _phrases(kind)) or _longest(words, _phrases(kind)):
        target, rank = _names(kind)[found.replace(" ", "")]
        if target in ("contactpersoon", "opmerkingen") and _tells(words, kind):
            return Meant("opmerkingen", "", WITHIN, 100)
        if target == "contactpersoon" and _REACHED & set(words.split()):
            return Meant(reason="unneeded_column", sure=WITHIN)
        if target == "contactpersoon" or not others & (set(words.split()) - set(found.split())):
            return Meant(target, "", WITHIN, 100 + rank)
    return Meant(reason="unneeded_column", sure=WITHIN) if others & set(words.split()) else Meant()


def _tells(words: str, kind: str) -> bool:
    """Whether the column holds what a case manager wrote, not who that is: "Opmerking consulent"."""
    names, said = _names(kind), set(words.split())
    meant = {word: names[word][0] for word in said if word in names}
    strangers = (said & _word_list("somebody_else")) - {word for word in meant if meant[word] == "contactpersoon"}
    return "opmerkingen" in meant.values() and not strangers


def _longest(text: str, phrases: tuple[str, ...]) -> str:
    padded = f" {text} "
    return next((phrase for phrase in phrases if f" {phrase} " in padded), "")


def _without_owner(text: str) -> str:
    return " ".join(word for word in text.split() if word not in _word_list("owner"))


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("eventapp.intake").joinpath("headings.toml").read_text("utf-8"))


@cache
def _names(kind: str) -> dict[str, tuple[str, int]]:
    """Every heading of a kind without its spaces: what it is, and its place among the names for that."""
    section = _table()["vacatures" if kind == "werkgevers" else kind]
    found: dict[str, tuple[str, int]] = {}
    for target, phrases in section.items():
        if target.partition("=")[0] in TARGETS[kind]:
            for rank, phrase in enumerate(phrases, start=1):
                found.setdefault(phrase.replace(" ", ""), (target, rank))
    return found | {bare(name): (name, 0) for name in TARGETS[kind]}


@cache
def _phrases(kind: str) -> tuple[str, ...]:
    """Headings that are looked for within others, the longest first."""
    section = _table()["vacatures" if kind == "werkgevers" else kind]
    own = {plain_word(name) for name in TARGETS[kind]}
    known = {
        phrase for target, phrases in section.items() if target.partition("=")[0] in TARGETS[kind] for phrase in phrases
    }
    return _sorted(known | own)


@cache
def _reasons() -> dict[str, str]:
    return {phrase.replace(" ", ""): reason for reason, phrases in _table()["leave_out"].items() for phrase in phrases}


@cache
def _reason_phrases() -> tuple[str, ...]:
    sensitive = [
        phrase for reason, phrases in _table()["leave_out"].items() if reason != "unneeded_column" for phrase in phrases
    ]
    return (*_sorted({phrase for phrase in sensitive if len(phrase) > _LONG_ENOUGH}), "bsn", "sofi")


@cache
def _word_list(name: str) -> frozenset[str]:
    return frozenset(_table()["words"][name])


def _sorted(phrases: set[str]) -> tuple[str, ...]:
    usable = (phrase for phrase in phrases if len(phrase) >= _LONG_ENOUGH and phrase not in _word_list("too_common"))
    return tuple(sorted(usable, key=lambda phrase: (-len(phrase), phrase)))
