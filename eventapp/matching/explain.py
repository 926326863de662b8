"""Why a suggestion, and what is still to be asked: codes with what their sentences need, most telling first.

A stand may read the reasons for "both" and "employer"; what somebody cannot do is only for "seeker". What a
person wrote is repeated only where it says no no: "klussen zonder zwaar werk" tells a limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from eventapp.fair.words import LANGUAGE_LEVELS
from eventapp.matching.fit import Scores
from eventapp.matching.profile import Seeker, Vacancy
from eventapp.matching.requirements import holds
from eventapp.matching.results import Reason
from eventapp.matching.rules import TRAINS, Verdict
from eventapp.matching.wishes import says_no

_SURE: Final = 0.6  # of the likeness of words and work: the very work
_SAME_FAMILY: Final = 0.5
_NEAR: Final = 0.4
_MOST_WORDS: Final = 3


def reasons_of(seeker: Seeker, vacancy: Vacancy, place: int, verdict: Verdict, scores: Scores) -> tuple[Reason, ...]:
    """The reasons for one person and one vacancy; ``place`` is where the vacancy is in the arrays."""
    return (
        *_work(vacancy, place, scores),
        *_learning(seeker, vacancy),
        *_support(seeker, vacancy),
        *_way(place, verdict),
        *_practical(seeker, vacancy),
    )


def _work(vacancy: Vacancy, place: int, scores: Scores) -> Iterator[Reason]:
    likeness = (float(scores.likeness[row, place]) for row in range(len(scores.texts)))
    said = sorted(zip(likeness, scores.texts, strict=True), key=lambda one: -one[0])
    wanted = [text for how_near, (field, text) in said if field == "wants" and how_near >= _SURE]
    able = [text for how_near, (field, text) in said if field != "wants" and how_near >= _SURE]
    work = vacancy.occupation or vacancy.title
    if wanted:
        yield Reason("wants_this", {"words": _sayable(wanted[:1], work)})
    if able:
        yield Reason("can_this", {"words": _sayable(able[:_MOST_WORDS], work)})
        return
    near = [(how_near, text) for how_near, (field, text) in said if not wanted or field != "wants"]
    if near and near[0][0] >= _NEAR:
        code = "same_family" if near[0][0] >= _SAME_FAMILY else "near_work"
        yield Reason(code, {"words": _sayable([near[0][1]], work), "occupation": work})


def _sayable(texts: list[str], instead: str) -> str:
    return ", ".join(dict.fromkeys(instead if says_no(text) else text for text in texts))


def _learning(seeker: Seeker, vacancy: Vacancy) -> Iterator[Reason]:
    offered = vacancy.support_offered or frozenset()
    held = seeker.certificates
    for code, words in vacancy.certificates:
        if held is not None and holds(held, code):
            yield Reason("certificate_held", {"certificate": words})
        elif held is not None and not offered.isdisjoint(TRAINS):
            yield Reason("certificate_here", {"certificate": words})
    if "learn_work_track" in vacancy.contracts or "training" in offered:
        yield Reason("learn_here")


def _support(seeker: Seeker, vacancy: Vacancy) -> Iterator[Reason]:
    given = sorted(seeker.support_needed & (vacancy.support_offered or frozenset()))
    if given:
        yield Reason("support_offered", {"support": given})
    if _short(seeker, vacancy) == 1:
        yield Reason("language_support")
    adaptable = sorted(seeker.limits & vacancy.demands & vacancy.adaptable)
    if adaptable:
        yield Reason("adaptable", {"demands": adaptable}, audience="seeker")
    if vacancy.open_hiring:
        yield Reason("open_hiring", audience="seeker")


def _way(place: int, verdict: Verdict) -> Iterator[Reason]:
    km = verdict.km[place]
    if not np.isnan(km):
        code = "distance_about" if verdict.approximate[place] else "near"
        yield Reason(code, {"km": max(1, round(float(km)))})


def _practical(seeker: Seeker, vacancy: Vacancy) -> Iterator[Reason]:
    if None not in (seeker.hours_min, seeker.hours_max, vacancy.hours_min, vacancy.hours_max):
        least = max(seeker.hours_min or 0, vacancy.hours_min or 0)
        most = min(seeker.hours_max or 0, vacancy.hours_max or 0)
        yield Reason("hours_fit", {"min": int(least), "max": int(most)})
    if (short := _short(seeker, vacancy)) is not None and short <= 0:
        yield Reason("language_ok", {"level": LANGUAGE_LEVELS[vacancy.language or 0]})
    if kinds := sorted(seeker.contracts & vacancy.contracts):
        yield Reason("contract_ok", {"contract": kinds})


def _short(seeker: Seeker, vacancy: Vacancy) -> int | None:
    if seeker.language is None or vacancy.language is None:
        return None
    return vacancy.language - seeker.language


def questions_of(seeker: Seeker, vacancy: Vacancy, place: int, verdict: Verdict) -> tuple[Reason, ...]:
    """What is unknown and matters here ("vraag dit na")."""
    return tuple(_questions(seeker, vacancy, bool(np.isnan(verdict.km[place]))))


def _questions(seeker: Seeker, vacancy: Vacancy, far_unknown: bool) -> Iterator[Reason]:
    if None in (seeker.hours_min, seeker.hours_max, vacancy.hours_min, vacancy.hours_max):
        yield Reason("ask_hours")
    if not seeker.day_parts or not vacancy.day_parts:
        yield Reason("ask_day_parts")
    for licence in sorted(vacancy.licences) if seeker.licences is None else ():
        yield Reason("ask_licence", {"licence": licence})
    for _, words in vacancy.certificates if seeker.certificates is None else ():
        yield Reason("ask_certificate", {"certificate": words})
    for words in vacancy.other_demands:
        yield Reason("ask_requirement", {"words": words})
    if vacancy.language is None or seeker.language is None:
        yield Reason("ask_language")
    if far_unknown or seeker.max_distance_km is None:
        yield Reason("ask_distance")
    if not seeker.contracts or not vacancy.contracts:
        yield Reason("ask_contract")
    if seeker.support_needed and vacancy.support_offered is None:
        yield Reason("ask_support", audience="seeker")
    if vacancy.vog:
        yield Reason("ask_vog")
