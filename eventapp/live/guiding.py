"""Guiding one person, for a volunteer or the organiser: where to go next, why not somewhere, what people decided.

Of no use to a stand and never sent to one: it says what is shut to somebody. A reason that tells a limit is left out
of the next stands, for these are said aloud and printed.
"""

from __future__ import annotations

from typing import Any, Final

from eventapp.fair import Fair
from eventapp.fair.people import Choice, Employer, Seeker, Vacancy
from eventapp.live.names import full_name
from eventapp.live.shown import Ground
from eventapp.live.suggesting import Suggestions
from eventapp.live.views import choice_view, reason_view
from eventapp.matching.results import Reason, Suggestion
from eventapp.matching.telling import TO_YOU, sentences_together, sentences_why_not

View = dict[str, Any]
MOST_STANDS: Final = 5
TELLS_A_LIMIT: Final = frozenset({"adaptable"})
MOST_SAID: Final = 3  # at the desk, right after somebody came in
MOST_TOGETHER: Final = 2
# So many of those who were added by hand are on the desk's page; the newest count.
MOST_BY_HAND: Final = 20


def next_view(fair: Fair, suggestions: Suggestions, seeker: Seeker, most: int = MOST_SAID) -> tuple[View, list[Ground]]:
    """Where to go next, with the reasons to say aloud, and the suggestions among them.

    ``ready`` is False while somebody who just came in is still being matched; ``job_coach`` is where who has no stand
    left can go.
    """
    stands = next_stands(fair, suggestions, seeker)[:most]
    view = {
        "ready": not fair.info.suggestions_on or not suggestions.unmatched(fair, [seeker.id]),
        "suggestions": fair.info.suggestions_on,
        "next": [_stop(fair, suggestions, seeker, employer, fit) for employer, fit in stands],
        "job_coach": fair.info.job_coach,
    }
    return view, [suggestions.ground(seeker.id, fit) for _, fit in stands if fit is not None]


def guide(fair: Fair, suggestions: Suggestions, seeker: Seeker) -> tuple[View, list[Ground]]:
    """Everything for one person's sheet, and the suggestions that are on it."""
    where, grounds = next_view(fair, suggestions, seeker, MOST_STANDS)
    view = {
        **where,
        "id": seeker.id,
        "name": full_name(seeker),
        "number": seeker.number,
        "present": seeker.present,
        "without_computer": seeker.without_computer,
        "together": _together(fair, suggestions, seeker),
        "choices": [_choice(fair, suggestions, seeker, choice) for choice in seeker.chosen.values()],
        "stands": _stands(fair),
    }
    return view, grounds


def _together(fair: Fair, suggestions: Suggestions, seeker: Seeker) -> list[View]:
    """Part-time jobs that together make the wanted week: the best one or two, to be said with "laat narekenen"."""
    if not fair.info.suggestions_on:
        return []
    return [
        {
            "work": [_work(fair, vacancy) for id in one.vacancies if (vacancy := fair.vacancy(id))],
            "lines": [_line(*sentence) for sentence in sentences_together(one)],
        }
        for one in suggestions.asked(seeker).combinations[:MOST_TOGETHER]
    ]


def _work(fair: Fair, vacancy: Vacancy) -> View:
    employer = fair.employer(vacancy.employer)
    return {"stand": employer.stand if employer else "", "employer": employer.name if employer else "",
            "title": str(vacancy.fields.get("title", ""))}  # fmt: skip


def why(fair: Fair, suggestions: Suggestions, seeker: Seeker, employer: Employer) -> View:
    """Why somebody is or is not suggested at a stand: sentences about the person, and about each of its vacancies."""
    matched = suggestions.asked(seeker)
    best = matched.by_employer().get(employer.id)
    work = sorted(suggestions.titles(employer.id).items(), key=lambda pair: pair[1])
    shut = {id: sentences_why_not(matched.why_not(id)) for id, _ in work}
    return {
        "why": [f"why.{code}" for code in _apart(fair, seeker, employer)],
        "vacancies": [
            {
                "id": id,
                "title": title,
                "shut": bool(shut[id]),
                "lines": [_line(*one) for one in shut[id] or [(f"why.{_open_code(id, best)}", {})]],
            }
            for id, title in work
        ],
    }


def _line(code: str, params: View) -> View:
    return {"code": code, "params": params}


def by_hand_view(fair: Fair, suggestions: Suggestions) -> list[View]:
    """Who was added by hand, newest first, with a warning where a limit shuts the work."""
    added = (seeker for id in fair.tally.members("added") if (seeker := fair.seeker(id)))
    pairs = [(choice, seeker) for seeker in added for choice in seeker.chosen.values() if choice.kind == "added"]
    pairs.sort(key=lambda pair: (pair[0].moment, pair[0].id), reverse=True)
    return [
        {"subject": seeker.id, "number": seeker.number, "name": full_name(seeker),
         **_choice(fair, suggestions, seeker, choice)}
        for choice, seeker in pairs[:MOST_BY_HAND]
    ]  # fmt: skip


def next_stands(fair: Fair, suggestions: Suggestions, seeker: Seeker) -> list[tuple[Employer, Suggestion | None]]:
    """What people chose for this person, then where it is best to go now; none of the machine's while they are off."""
    met = {talk.employer for talk in seeker.conversations}
    advice = suggestions.allocation.advice(seeker.id) if fair.info.suggestions_on else None
    stops = [stop.stand for stop in advice.stops] if advice else []
    fits = {**suggestions.allocation.wider(seeker.id), **suggestions.of(seeker.id)} if advice else {}
    wanted = [choice for choice in seeker.chosen.values() if choice.kind != "hidden"]
    wanted.sort(key=lambda choice: (choice.kind != "pinned", choice.moment))
    order = [*(choice.employer for choice in wanted), *(id for id in stops if id not in seeker.chosen)]
    stands = [(fair.employer(id), fits.get(id)) for id in order if id not in met]
    return [(employer, fit) for employer, fit in stands if employer is not None][:MOST_STANDS]


def _stop(fair: Fair, suggestions: Suggestions, seeker: Seeker, employer: Employer, fit: Suggestion | None) -> View:
    choice = seeker.chosen.get(employer.id)
    vacancy = fair.vacancy(choice.vacancy if choice and choice.vacancy else fit.vacancy if fit else None)
    reasons = [_aloud(reason) for reason in (fit.reasons if fit else ()) if _may_be_heard(reason)]
    return {
        "employer": employer.name,
        "stand": employer.stand,
        "title": str(vacancy.fields.get("title", "")) if vacancy else "",
        "reasons": reasons,
        "relaxed": [f"relaxed.{code}" for code in (fit.relaxed if fit else ())],
        "wait": _wait(suggestions, seeker, employer),
        "by_hand": choice_view(choice) if choice else None,
    }


def _wait(suggestions: Suggestions, seeker: Seeker, employer: Employer) -> View | None:
    """How long one waits there now, in words; None where that is not known."""
    if employer.paused:
        return {"code": "guide.paused", "params": {}}
    advice = suggestions.allocation.advice(seeker.id)
    minutes = {stop.stand: stop.wait_minutes for stop in advice.stops}.get(employer.id) if advice else None
    if minutes is None:
        return None
    return {"code": "guide.wait" if minutes else "guide.no_wait", "params": {"minutes": minutes}}


def _may_be_heard(reason: Reason) -> bool:
    return reason.audience != "employer" and reason.code not in TELLS_A_LIMIT


def _aloud(reason: Reason) -> View:
    """A reason as it is said to the person."""
    view = reason_view(reason)
    return {**view, "code": f"{view['code']}.you"} if reason.code in TO_YOU else view


def _choice(fair: Fair, suggestions: Suggestions, seeker: Seeker, choice: Choice) -> View:
    employer, vacancy = fair.employer(choice.employer), fair.vacancy(choice.vacancy)
    codes = () if choice.kind == "hidden" else suggestions.shut(seeker, choice.employer, choice.vacancy)
    return {
        **choice_view(choice),
        "stand": f"{employer.stand} {employer.name}".strip() if employer else "",
        "title": str(vacancy.fields.get("title", "")) if vacancy else "",
        "careful": [f"exclusion.{code}" for code in codes],
    }


def _stands(fair: Fair) -> list[View]:
    named = [{"id": one.id, "name": f"{one.stand} {one.name}".strip(), "stand": one.stand} for one in fair.employers]
    return sorted(named, key=lambda one: (len(one["stand"]), one["stand"], one["name"]))


def _apart(fair: Fair, seeker: Seeker, employer: Employer) -> list[str]:
    """What keeps somebody off the list of a stand, whatever the work."""
    choice = seeker.chosen.get(employer.id)
    reasons = {
        "off": not fair.info.suggestions_on,
        "not_in": not seeker.present,
        "without_computer": seeker.without_computer,
        "hidden": choice is not None and choice.kind == "hidden",
        "by_hand": choice is not None and choice.kind != "hidden",
        "paused": employer.paused,
        "met": any(talk.employer == employer.id for talk in seeker.conversations),
    }
    return [code for code, holds in reasons.items() if holds]


def _open_code(vacancy: str, best: Suggestion | None) -> str:
    """What can be said of work that is not shut."""
    if best is None:
        return "other_work"
    return "fits" if best.vacancy == vacancy else "other_vacancy"
