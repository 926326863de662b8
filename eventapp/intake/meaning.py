"""What free text says of the things that Vonk keeps: limits, hours, day parts, licences, transport and more.

The text is read clause by clause. A clause counts only where it says something by itself: a wish is no limit, a
denial is not turned around, and what somebody is busy with ("rijbewijs halen") is not yet theirs. ``rest`` is what
nobody could map: it becomes a question, whole, so that nothing is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from eventapp.fair.words import DAY_PARTS, SUPPORT
from eventapp.intake import phrases
from eventapp.intake.choices import DAY_PART_WORDS, pick
from eventapp.intake.hours import Hours, hours
from eventapp.matching.demands import demands_in, limits_in, plain, rest_without_demands

Codes = list[str]


@dataclass(slots=True)
class Meaning:
    """What a text says, in codes of ``fair.words``; empty or None is: nothing about that."""

    limits: set[str] = field(default_factory=set)
    day_parts: Codes = field(default_factory=list)
    hours: Hours | None = None
    licences: Codes | None = None  # [] where it says that there are none
    car: bool | None = None
    transport: Codes = field(default_factory=list)
    certificates: Codes = field(default_factory=list)
    support: Codes = field(default_factory=list)
    max_distance_km: int | None = None
    language: str | None = None
    other_languages: Codes = field(default_factory=list)
    can: Codes = field(default_factory=list)  # own words, as the next two
    wants: Codes = field(default_factory=list)
    occupations: Codes = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


def understood(text: str, about_hours: bool = False) -> Meaning:
    """What a remark says. ``about_hours``: a cell on availability, where a bare "ochtend" or "24" says enough."""
    meaning = Meaning()
    for sentence in filter(None, map(str.strip, phrases.SENTENCES.split(text))):
        denied, mapped = False, True
        for clause in filter(None, map(str.strip, phrases.CLAUSES.split(sentence))):
            denied, clause_mapped = _read(clause, meaning, denied, about_hours)
            mapped = mapped and clause_mapped
        if not mapped and any(map(str.isalnum, sentence)):
            meaning.rest.append(sentence.rstrip(" ."))
    return meaning


def licences_in(text: str) -> Codes | None:
    """The licences that a text names behind the word rijbewijs; [] where it says that there are none."""
    found = [
        code.upper()
        for group in phrases.LICENCE.findall(text)
        for code in re.findall(rf"\b(?:{phrases.CODES})\b", group, re.IGNORECASE)
    ]
    if found:
        return list(dict.fromkeys(found))
    return [] if phrases.NO_LICENCE.search(plain(text)) else None


def car_in(text: str) -> bool | None:
    """Whether somebody has a car; None where the text does not say."""
    text = plain(text)
    return False if phrases.NO_CAR.search(text) else True if phrases.CAR.search(text) else None


def _read(clause: str, meaning: Meaning, denied_before: bool, about_hours: bool) -> tuple[bool, bool]:
    """Add what one clause says; returns whether it denies something, for the words that follow, and whether all
    of it was mapped.
    """
    text = plain(clause).strip(" .")
    if phrases.REACHED.search(text):  # how to reach somebody is not what work they can do
        return False, False
    limits, named = _limits(text, denied_before), demands_in(text)
    meaning.limits |= limits
    denied = bool(phrases.DENIED.search(text)) or (denied_before and bool(limits))
    found = [
        _papers(text, clause, meaning),
        _hours(text, meaning, about_hours),
        _ways(text, meaning),
        _help(text, meaning),
    ]
    if not denied:
        words = _words(text, meaning)
        found += [_times(text, meaning, about_hours), words]
        if named and not words:
            (meaning.can if text.startswith("kan ") else meaning.wants).append(clause.rstrip(" ."))
    rest = rest_without_demands(text) if named else text
    for pattern in (pattern for patterns in found for pattern in patterns):
        rest = re.sub(pattern, " ", rest, flags=re.IGNORECASE)
    left = [word for word in re.findall(r"[a-z0-9]{2,}", rest) if word not in phrases.FILLERS and not word.isdigit()]
    return denied, not left and bool(named or any(found))


def _limits(text: str, denied_before: bool) -> set[str]:
    """A limit is denied; a bare word is one behind a denial: "kan niet tillen, bukken". A wish is none."""
    short = len(text.split()) <= 4 and not phrases.LIKES.search(text)
    return limits_in(text) if phrases.DENIED.search(text) or (denied_before and short) else set()


def _papers(text: str, clause: str, meaning: Meaning) -> list[str]:
    """Licences and certificates that somebody has now."""
    if phrases.NOT_YET.search(text):
        return []
    patterns: list[str] = []
    licences = licences_in(clause)
    if licences is not None:
        meaning.licences = [
            *(meaning.licences or []),
            *(code for code in licences if code not in (meaning.licences or [])),
        ]
        patterns += [phrases.LICENCE.pattern, phrases.NO_LICENCE.pattern]
    for name, pattern in phrases.CERTIFICATES.items():
        if re.search(pattern, text) and not phrases.DENIED.search(text):
            meaning.certificates += [name] if name not in meaning.certificates else []
            patterns += [pattern, r"\b(diploma|certificaat|geldige?|behaald)\b"]
    if (found := phrases.LEVEL.search(text)) and "rijbewijs" not in text:
        meaning.language = (found.group(1) or found.group(2)).upper()
        patterns.append(phrases.LEVEL.pattern)
    return patterns


def _hours(text: str, meaning: Meaning, about_hours: bool) -> list[str]:
    found = phrases.HOURS.search(text)
    if found is None and about_hours and hours(text):
        meaning.hours = hours(text)
        return [re.escape(text)]
    if found is None or phrases.A_DAY.search(text):
        return []
    alone = not re.search(
        r"[a-z]{3,}",
        re.sub(r"\b(uur|uren|per|week|wil|kan|werken|beschikbaar|graag)\b", "", phrases.HOURS.sub("", text)),
    )
    span = (
        hours(re.sub(r"in de week|per week|week", "", found.group()).strip())
        if about_hours or alone or phrases.SURE_HOURS.search(text)
        else None
    )
    if span is None:
        return []
    meaning.hours = span
    return [re.escape(found.group()), r"\b(contract|baan)\b"]


def _ways(text: str, meaning: Meaning) -> list[str]:
    """How somebody travels, and how far."""
    patterns: list[str] = []
    if (car := car_in(text)) is not None:
        meaning.car = car
        patterns += [phrases.NO_CAR.pattern, phrases.CAR.pattern]
    for code, pattern in phrases.TRANSPORT.items():
        if re.search(pattern, text) and not phrases.DENIED.search(re.sub(phrases.NO_CAR, "", text)):
            meaning.transport += [code] if code not in meaning.transport else []
            patterns += [pattern, r"\b(komt|reist)\b"]
    if found := phrases.KM.search(text):
        meaning.max_distance_km = int(found.group(1))
        patterns += [phrases.KM.pattern, r"\b(reizen|reist|reisafstand|afstand)\b"]
    return patterns


def _help(text: str, meaning: Meaning) -> list[str]:
    patterns = (
        []
        if re.search(r"\b(geen|niet|zonder)\b", text)
        else [(SUPPORT[name], pattern) for name, pattern in phrases.SUPPORT.items() if re.search(pattern, text)]
    )
    meaning.support += [code for code, _ in patterns if code not in meaning.support]
    return [pattern for _, pattern in patterns]


def _times(text: str, meaning: Meaning, about_hours: bool) -> list[str]:
    """Parts of the day, where they are all that there is: "alleen ochtenden", "'s ochtends beschikbaar"."""
    if not about_hours and not phrases.ONLY.search(text):
        return []
    if about_hours and (named := pick(text, DAY_PART_WORDS)):  # "zaterdag", "nachtdienst"
        meaning.day_parts += [code for code in named if code not in meaning.day_parts]
        return [re.escape(text)]
    found = [
        (DAY_PARTS[name], pattern)
        for name, pattern in phrases.PARTS.items()
        if re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text)
    ]
    codes = [code for code, _ in found]
    if phrases.DAYTIME.search(text):
        codes += ["morning", "afternoon"]
    meaning.day_parts += [code for code in codes if code not in meaning.day_parts]
    return [*(pattern for _, pattern in found), phrases.DAYTIME.pattern] if codes else []


def _words(text: str, meaning: Meaning) -> list[str]:
    """Work and languages in the person's own words."""
    patterns: list[str] = []
    for pattern, words in (
        (phrases.WAS, meaning.occupations),
        (phrases.WANTS_AS, meaning.wants),
        (phrases.WANTS_IN, meaning.wants),
    ):
        if (found := pattern.search(text)) and not (pattern is phrases.WANTS_IN and phrases.WANTS_AS.search(text)):
            words.append(found.group(1).strip())
            patterns.append(re.escape(found.group(1)))
    if phrases.SPEAKS.search(text):
        meaning.other_languages += [
            tongue.capitalize() for tongue in phrases.TONGUES if re.search(rf"\b{tongue}\b", text)
        ]
        patterns.append(rf"\b({'|'.join(phrases.TONGUES)})\b")
    return patterns
