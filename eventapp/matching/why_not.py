"""Why a vacancy is not suggested: plain sentences for every code that shuts it, for the person who asks.

Never for a stand: it may not know what somebody cannot do, nor why somebody is not there.
"""

from __future__ import annotations

from collections.abc import Iterator

from eventapp.fair.words import LANGUAGE_LEVELS
from eventapp.matching.profile import Seeker, Vacancy
from eventapp.matching.requirements import holds
from eventapp.matching.results import Reason
from eventapp.matching.rules import Verdict, codes_of


def why_not(seeker: Seeker, vacancy: Vacancy, place: int, verdict: Verdict) -> tuple[Reason, ...]:
    """At least one reason per code, in the order of ``rules.CODES``; of ``rules.CODES``; codes "why_not_…"."""
    return tuple(
        Reason(reason.code, reason.params, audience="seeker")
        for code in codes_of(int(verdict.shut[place]))
        for reason in _why(code, seeker, vacancy, place, verdict)
    )


def _why(code: str, seeker: Seeker, vacancy: Vacancy, place: int, verdict: Verdict) -> Iterator[Reason]:
    match code:
        case "limit":
            yield Reason("why_not_limit", {"demands": sorted(seeker.limits & (vacancy.demands - vacancy.adaptable))})
        case "requirement":
            yield from _papers(seeker, vacancy)
        case "day_part":
            yield Reason("why_not_day_part", {"day_parts": sorted(vacancy.day_parts)})
        case "contract":
            yield Reason("why_not_contract", {"contract": sorted(vacancy.contracts)})
        case "hours" if verdict.too_few_hours[place]:
            yield Reason("why_not_too_few_hours", {"hours": f"{vacancy.hours_max:g}"})
        case "hours":
            yield Reason("why_not_too_many_hours", {"hours": f"{vacancy.hours_min:g}"})
        case "distance":
            yield Reason(
                "why_not_distance", {"km": round(float(verdict.way.km[place])), "most": f"{seeker.max_distance_km:g}"}
            )
        case "language":
            yield Reason("why_not_language", {"level": LANGUAGE_LEVELS[vacancy.language or 0]})


def _papers(seeker: Seeker, vacancy: Vacancy) -> Iterator[Reason]:
    if seeker.licences is not None and (lacked := sorted(vacancy.licences - seeker.licences)):
        yield Reason("why_not_licence", {"licence": lacked})
    held = seeker.certificates
    missing = [words for code, words in vacancy.certificates if held is not None and not holds(held, code)]
    if missing:
        yield Reason("why_not_certificate", {"certificate": missing})
