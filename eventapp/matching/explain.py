"""Why a suggestion, and what is still to be asked: codes with what their sentences need, most telling first.

A stand may read the reasons for "both" and "employer"; what somebody cannot do is only for "seeker". What a
person wrote is repeated only where it says no no: "klussen zonder zwaar werk" tells a limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from eventapp.fair.words import LANGUAGE_LEVELS
from eventapp.matching.fit import Scores
from eventapp.matching.profile import Seeker, Vacancy
from eventapp.matching.requirements import holds
from eventapp.matching.results import Reason
from eventapp.matching.rules import TRAINS, Verdict
from eventapp.matching.schooling import level_asked
from eventapp.matching.wishes import says_no

_SURE: Final = 0.6  # of the likeness of words and work: the very work
_SAME_FAMILY: Final = 0.5
_NEAR: Final = 0.4
_MOST_WORDS: Final = 3
_SAME_AREA: Final = 5  # km: what the coarse table gives within one area tells nothing in kilometres


def reasons_of(seeker: Seeker, vacancy: Vacancy, place: int, verdict: Verdict, scores: Scores) -> tuple[Reason, ...]:
    """The reasons for one person and one vacancy; ``place`` is where the vacancy is in the arrays."""
    found = (
        *_work(vacancy, place, scores),
        *_learning(seeker, vacancy),
        *_support(seeker, vacancy),
        *_way(place, verdict),
        *_practical(seeker, vacancy),
        *_mind(seeker, vacancy),
    )
    return _for_the_seeker(found) if vacancy.open_hiring else found


def _for_the_seeker(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Where whoever comes first begins, a stand gets nothing to judge anybody by."""
    return tuple(replace(reason, audience="seeker") for reason in reasons)


def _work(vacancy: Vacancy, place: int, scores: Scores) -> Iterator[Reason]:
    if vacancy.open_hiring:
        yield Reason("open_hiring")
    told = zip(scores.likeness(place), scores.texts, strict=True)
    said = sorted((how_near, field, text) for how_near, (field, text) in told if how_near >= _NEAR)[::-1]
    wanted = [text for how_near, field, text in said if field == "wants" and how_near >= _SURE]
    able = [text for how_near, field, text in said if field != "wants" and how_near >= _SURE]
    work = vacancy.occupation or vacancy.title
    if wanted:
        yield Reason("wants_this", {"words": _sayable(wanted[:1], work)})
    if vacancy.open_hiring:
        return
    if able:
        yield Reason("can_this", {"words": _sayable(able[:_MOST_WORDS], work)})
        return
    near = [(how_near, text) for how_near, field, text in said if not wanted or field != "wants"]
    if near:
        code = "same_family" if near[0][0] >= _SAME_FAMILY else "near_work"
        yield Reason(code, {"words": _sayable([near[0][1]], work), "occupation": work})


def _sayable(texts: list[str], instead: str) -> str:
    return ", ".join(dict.fromkeys([instead if says_no(text) else text for text in texts]))


def _learning(seeker: Seeker, vacancy: Vacancy) -> Iterator[Reason]:
    offered = vacancy.support_offered or frozenset()
    held = seeker.certificates
    for code, words in vacancy.certificates:
        if held is not None and holds(held, code):
            yield Reason("certificate_held", {"certificate": words})
        elif held is not None and not offered.isdisjoint(TRAINS):
            yield Reason("certificate_here", {"certificate": words})
    if any(_schooled(seeker, words) for words in vacancy.other_demands):
        yield Reason("education_ok")
    if "learn_work_track" in vacancy.contracts or "training" in offered:
        yield Reason("learn_here")


def _schooled(seeker: Seeker, words: str) -> bool:
    """Whether these words ask a level of education that the person surely has."""
    asked = level_asked(words)
    return asked is not None and seeker.education is not None and seeker.education >= asked


def _support(seeker: Seeker, vacancy: Vacancy) -> Iterator[Reason]:
    given = sorted(seeker.support_needed & (vacancy.support_offered or frozenset()))
    if given:
        yield Reason("support_offered", {"support": given})
    if _short(seeker, vacancy) == 1 and "language_support" not in given:  # said once is enough
        yield Reason("language_support")


def _way(place: int, verdict: Verdict) -> Iterator[Reason]:
    km = verdict.way.km[place]
    if np.isnan(km):
        return
    if not verdict.way.approximate[place]:
        yield Reason("near", {"km": max(1, round(float(km)))})
    elif km < _SAME_AREA:
        yield Reason("same_area")
    else:
        yield Reason("distance_about", {"km": 5 * round(float(km) / 5)})


def _practical(seeker: Seeker, vacancy: Vacancy) -> Iterator[Reason]:
    if None not in (seeker.hours_min, seeker.hours_max, vacancy.hours_min, vacancy.hours_max):
        least = max(seeker.hours_min or 0, vacancy.hours_min or 0)
        most = min(seeker.hours_max or 0, vacancy.hours_max or 0)
        yield _hours(int(least), int(most))
    if vacancy.language == 0:
        yield Reason("language_none")
    elif (short := _short(seeker, vacancy)) is not None and short <= 0:
        yield Reason("language_ok", {"level": LANGUAGE_LEVELS[vacancy.language or 0]})
    if kinds := sorted(seeker.contracts & vacancy.contracts):
        yield Reason("contract_ok", {"contract": kinds})


def _hours(least: int, most: int) -> Reason:
    return Reason("hours_just", {"hours": most}) if least == most else Reason("hours_fit", {"min": least, "max": most})


def _mind(seeker: Seeker, vacancy: Vacancy) -> Iterator[Reason]:
    """What to keep in mind: said to the person alone."""
    if adaptable := sorted(seeker.limits & vacancy.demands & vacancy.adaptable):
        yield Reason("adaptable", {"demands": adaptable}, audience="seeker")
    if not vacancy.stand_accessible:
        yield Reason("stand_not_accessible", audience="seeker")


def _short(seeker: Seeker, vacancy: Vacancy) -> int | None:
    if seeker.language is None or vacancy.language is None:
        return None
    return vacancy.language - seeker.language


def questions_of(seeker: Seeker, vacancy: Vacancy, place: int, verdict: Verdict) -> tuple[Reason, ...]:
    """What is unknown and matters here ("vraag dit na")."""
    found = (*_questions(seeker, vacancy), *_question_of_way(seeker, place, verdict), *_last_questions(seeker, vacancy))
    return _for_the_seeker(found) if vacancy.open_hiring else found


def _questions(seeker: Seeker, vacancy: Vacancy) -> Iterator[Reason]:
    if None in (seeker.hours_min, seeker.hours_max, vacancy.hours_min, vacancy.hours_max):
        yield Reason("ask_hours")
    if not seeker.day_parts or not vacancy.day_parts:
        yield Reason("ask_day_parts")
    for licence in sorted(vacancy.licences) if seeker.licences is None else ():
        yield Reason("ask_licence", {"licence": licence})
    for _, words in vacancy.certificates if seeker.certificates is None else ():
        yield Reason("ask_certificate", {"certificate": words})
    for words in vacancy.other_demands:
        if not _schooled(seeker, words):
            yield Reason("ask_requirement", {"words": words})
    if vacancy.language is None or (vacancy.language and seeker.language is None):
        yield Reason("ask_language")


def _question_of_way(seeker: Seeker, place: int, verdict: Verdict) -> Iterator[Reason]:
    """Where the place or the reach is unknown; who said how they travel is only asked when that is far."""
    way = verdict.way
    reach_unknown = seeker.max_distance_km is None and (not seeker.transport or way.past_transport[place])
    if np.isnan(way.km[place]) or reach_unknown:
        yield Reason("ask_distance")


def _last_questions(seeker: Seeker, vacancy: Vacancy) -> Iterator[Reason]:
    if not seeker.contracts or not vacancy.contracts:
        yield Reason("ask_contract")
    if seeker.support_needed and vacancy.support_offered is None:
        yield Reason("ask_support", audience="seeker")
    if vacancy.vog:
        yield Reason("ask_vog")
