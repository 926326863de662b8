"""What each room sees: plain JSON computed from the state, nothing that its users may not know."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from eventapp.fair import Fair
from eventapp.fair.pairs import Pair
from eventapp.fair.people import Choice, Conversation, Employer, Seeker
from eventapp.live.devices import Beats
from eventapp.live.names import first_name, full_name
from eventapp.matching.results import Reason, Suggestion
from eventapp.matching.telling import referring
from eventapp.matching.wishes import says_no

View = dict[str, Any]

# So many pairs are shown at once; the others come when these are decided.
MOST_PAIRS = 20


def fair_view(fair: Fair) -> View:
    """Which fair this is."""
    info = fair.info
    return {"name": info.name, "date": info.date, "rehearsal": info.rehearsal, "suggestions": info.suggestions_on}


def counts(fair: Fair) -> View:
    """How many, and no more than that."""
    tally = fair.tally
    registered, came = tally.size("type", "Seeker"), tally.size("came_seekers")
    return {
        "registered": registered,
        "present": tally.size("present_seekers"),
        "came": came,
        "expected": registered - came,
        "employers_registered": tally.size("type", "Employer"),
        "employers": tally.size("present_employers"),
        "talking": tally.size("talking"),
        "talks": tally.counts["conversations"],
        "matches": tally.counts["matches"],
    }


def desk_view(fair: Fair) -> View:
    """The desk: counts, who is called to which stand, and the offers that wait for a seeker's yes."""
    return {"fair": fair_view(fair), "counts": counts(fair), "calls": _calls(fair, named=True), "offers": _offers(fair)}


def screen_view(fair: Fair) -> View:
    """The big screen: numbers only, never a name."""
    arrivals = fair.tally.arrivals()
    return {"fair": fair_view(fair), "counts": counts(fair), "arrivals": arrivals, "calls": _calls(fair, named=False)}


def organiser_view(fair: Fair, connected: Iterable[str], beats: Beats | None = None) -> View:
    """The organiser: counts and the paired devices, with what these said of themselves."""
    online = set(connected)
    devices = {
        device.id: {
            "role": device.role,
            "label": device.label,
            "employer": _name_of(fair, device.employer),
            "online": device.id in online,
            **(beats.view(device.id, device.id in online) if beats else {}),
        }
        for device in fair.devices
        if not device.revoked
    }
    stands = {employer.id: f"{employer.stand} {employer.name}".strip() for employer in fair.employers}
    return {
        "fair": fair_view(fair),
        "counts": counts(fair),
        "devices": devices,
        "stands": stands,
        "facts": len(fair),
        "job_coach": fair.info.job_coach,
        "review": review_view(fair),
    }


def review_view(fair: Fair) -> View:
    """Pairs that may be one person, for the organiser to decide: those never looked at first."""
    open_pairs = [pair for pair in fair.pairs.values() if pair.open and _to_compare(fair, pair)]
    open_pairs.sort(key=lambda pair: (pair.verdict is not None, pair.a, pair.b))
    shown = [_pair(fair, pair) for pair in open_pairs[:MOST_PAIRS]]
    return {"waiting": len(open_pairs), "pairs": [pair for pair in shown if pair]}


def _to_compare(fair: Fair, pair: Pair) -> bool:
    """Whether there are still two entries to look at: not one person, and of neither were the details erased."""
    a, b = fair.root(pair.a), fair.root(pair.b)
    return a != b and not any(seeker.erased for seeker in (fair.seeker(a), fair.seeker(b)) if seeker)


def _pair(fair: Fair, pair: Pair) -> View | None:
    a, b = fair.seeker(fair.root(pair.a)), fair.seeker(fair.root(pair.b))
    if a is None or b is None:
        return None
    why = [f"@merging.{code}" for code in pair.why]
    return {"a": _entry(a, pair.a), "b": _entry(b, pair.b), "why": why, "later": pair.verdict == "later"}


def _entry(seeker: Seeker, id: str) -> View:
    fields = {name: seeker.fields.get(name) or "" for name in ("birth_date", "postcode", "city", "phone", "email")}
    registers = sorted({str(source[0]) for source in seeker.sources})
    return {"id": id, "name": full_name(seeker), "number": seeker.number, **fields, "registers": registers}


def person_card(fair: Fair, party: Seeker | Employer) -> View:
    """Somebody as the desk may see them."""
    arrival = party.arrived
    card: View = {
        "id": party.id,
        "kind": "employer" if isinstance(party, Employer) else "seeker",
        "name": full_name(party),
        "present": party.present,
        "since": arrival.moment if arrival else None,
        "place": arrival.place if arrival else None,
    }
    if isinstance(party, Employer):
        return {**card, "stand": party.stand}
    return {
        **card,
        "number": party.number,
        "first_name": first_name(party),
        "city": party.fields.get("city", ""),
        "talking_at": _stand_name(fair, party.talking.employer) if party.talking else None,
        "called_to": [_stand_name(fair, call.employer) for call in party.calls],
        "without_computer": party.without_computer,
    }


def stand_view(employer: Employer) -> View:
    """The stand itself."""
    return {"name": employer.name, "stand": employer.stand, "paused": employer.paused}


def stand_card(seeker: Seeker, suggestion: Suggestion | None, employer: str) -> View:
    """Somebody as an employer may see them before they talk: no surname, no contact, no limits, no score.

    Without a suggestion, for who was found or chosen by a person, there are no reasons of the machine.
    """
    choice = seeker.chosen.get(employer)
    vacancy = choice.vacancy if choice and choice.vacancy else suggestion.vacancy if suggestion else None
    card: View = {
        **_introduction(seeker),
        "state": _state_for(seeker, employer),
        "vacancy": vacancy,
        **_why(suggestion),
    }
    if call := next((call for call in seeker.calls if call.employer == employer), None):
        card["invitation"] = call.id  # what an undo names
    return {**card, "by_hand": choice_view(choice)} if choice else card


def _why(suggestion: Suggestion | None) -> View:
    """What a stand may read of why the machine suggests somebody, and what it may ask."""
    reasons, questions = (suggestion.reasons, suggestion.questions) if suggestion else ((), ())
    return {
        "reasons": [reason_view(reason) for reason in reasons if reason.audience != "seeker"],
        "questions": [reason_view(reason) for reason in questions if reason.audience != "seeker"],
    }


def choice_view(choice: Choice) -> View:
    """What a person decided, and why. Its id is what an undo names."""
    reason = f"add_reason.{choice.reason}" if choice.reason else None
    return {"id": choice.id, "kind": choice.kind, "reason": reason, "note": choice.note}


def hidden_view(seeker: Seeker, choice: Choice) -> View:
    """Somebody whom a stand does not want to see: no more than is needed to take that back."""
    return {"number": seeker.number, "first_name": seeker.fields.get("first_name") or "", "choice": choice.id}


def talk_view(seeker: Seeker, talk: Conversation, suggestion: Suggestion | None) -> View:
    """A conversation as its own stand sees it. Contact data only once both sides said yes.

    While it lasts the reasons and the questions of the suggestion are at hand: now is when to ask.
    """
    view = {
        **_introduction(seeker),
        "subject": seeker.id,
        "vacancy": talk.vacancy,
        "started": talk.started,
        "ended": talk.ended,
        "outcome": talk.outcome,
        "note": talk.note,
        "match": talk.is_match,
        "current": seeker.talking is talk,
    }
    if not talk.ended:
        vacancy = talk.vacancy or (suggestion.vacancy if suggestion else None)
        view = {**view, "vacancy": vacancy, **_why(suggestion)}
    if talk.is_match:
        view["contact"] = {"name": full_name(seeker), "phone": seeker.fields.get("phone"),
                           "email": seeker.fields.get("email")}  # fmt: skip
    return view


def reason_view(reason: Reason) -> View:
    """A reason as a code and parameters for the message catalogue; ``@`` marks a parameter that is a code itself."""
    params = {name: referring(name, value) for name, value in reason.params.items()}
    return {"code": f"reason.{reason.code}", "params": params}


def _introduction(seeker: Seeker) -> View:
    """Who this is, in their own words; but words about what they do not want or cannot do are not passed on."""
    return {
        "number": seeker.number,
        "first_name": seeker.fields.get("first_name") or "",  # never a surname instead
        **{name: [text for text in seeker.fields.get(name) or [] if not says_no(text)] for name in ("can", "wants")},
        "other_languages": seeker.fields.get("other_languages") or [],
    }


def _state_for(seeker: Seeker, employer: str) -> str:
    if seeker.talking:
        return "talking"
    return "invited" if any(call.employer == employer for call in seeker.calls) else "free"


def _calls(fair: Fair, named: bool) -> list[View]:
    called = [seeker for id in fair.tally.members("called") if (seeker := fair.seeker(id))]
    if not named:  # on the big screen nobody who would rather do without a computer
        called = [seeker for seeker in called if not seeker.without_computer]
    calls = sorted(((call, seeker) for seeker in called for call in seeker.calls), key=lambda pair: pair[0].id)
    return [_call(fair, seeker, call.employer, call.moment, call.id, named) for call, seeker in calls]


def _call(fair: Fair, seeker: Seeker, employer: str, moment: str, id: str, named: bool) -> View:
    view: View = {"id": id, "number": seeker.number, "stand": _stand_name(fair, employer), "since": moment}
    return {**view, "name": first_name(seeker), "employer": _name_of(fair, employer)} if named else view


def _offers(fair: Fair) -> list[View]:
    seekers = (seeker for id in fair.tally.members("offered") if (seeker := fair.seeker(id)))
    return [
        {"conversation": talk.id, "subject": seeker.id, "number": seeker.number, "name": full_name(seeker),
         "employer": _name_of(fair, talk.employer)}
        for seeker in sorted(seekers, key=lambda seeker: seeker.id)
        for talk in seeker.conversations
        if talk.outcome == "match" and not talk.seeker_agreed
    ]  # fmt: skip


def _name_of(fair: Fair, id: str | None) -> str | None:
    employer = fair.employer(id)
    return employer.name if employer else None


def _stand_name(fair: Fair, id: str | None) -> str | None:
    employer = fair.employer(id)
    return (employer.stand or employer.name) if employer else None
