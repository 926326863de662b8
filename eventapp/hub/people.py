"""What account and case managers see of the people of one fair: what was said, what was agreed, what comes next.

Nobody who did not come is named here. Notes of a stand stay with the stand. An employer's card shows somebody's surname
and how to reach them only once both said yes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eventapp.fair import Fair
from eventapp.fair.people import Conversation, Employer, Placement, Seeker
from eventapp.fair.retention import follows
from eventapp.hub.accounts import Account
from eventapp.live.names import first_name, full_name

View = dict[str, Any]


def employers_view(fair: Fair) -> list[View]:
    """Every employer, with how many conversations there were and what came of them."""
    talks: dict[str, list[tuple[Seeker, Conversation]]] = {}
    for seeker, talk in _talks(fair):
        talks.setdefault(talk.employer or "", []).append((seeker, talk))
    rows = [{"id": one.id, "name": one.name, "stand": one.stand, **_counted(talks.get(one.id, []))}
            for one in fair.employers]  # fmt: skip
    return sorted(rows, key=lambda row: str(row["name"]).casefold())


def employer_view(fair: Fair, employer: Employer) -> View:
    """One employer: whom to call there, the vacancies, and the conversations."""
    vacancies = [one for one in fair.vacancies if one.employer == employer.id]
    talks = sorted(
        ((seeker, talk) for seeker, talk in _talks(fair) if talk.employer == employer.id),
        key=lambda pair: (not wants_care(*pair), pair[1].started or "", pair[1].id),
    )
    return {
        "id": employer.id,
        "name": employer.name,
        "stand": employer.stand,
        "contact": _person_to_call(employer),
        "vacancies": sorted(
            ({"title": one.fields.get("title") or one.fields.get("number") or "", "places": one.fields.get("places")}
             for one in vacancies), key=lambda row: str(row["title"]).casefold(),
        ),
        "talks": [_with_employer(fair, seeker, talk) for seeker, talk in talks],
    }  # fmt: skip


def seekers_view(fair: Fair, account: Account) -> list[View]:
    """The seekers of this case manager who came, those for whom something has to be done first."""
    own = (seeker for seeker in fair.seekers if is_shown(seeker, account))
    rows = [{"id": one.id, "name": full_name(one), "number": one.number, "talks": len(one.conversations),
             "care": sum(wants_care(one, talk) for talk in one.conversations), "placed": bool(one.placements)}
            for one in own]  # fmt: skip
    return sorted(rows, key=lambda row: (not row["care"], str(row["name"]).casefold(), row["id"]))


def seeker_view(fair: Fair, seeker: Seeker) -> View:
    """The card of one person: with whom they spoke, what was agreed, what was done since, and the next step."""
    return {
        "id": seeker.id,
        "name": full_name(seeker),
        "number": seeker.number,
        "phone": seeker.fields.get("phone"),
        "email": seeker.fields.get("email"),
        "came": next((scan.moment for scan in seeker.scans if scan.inward), None),
        "talks": [_with_seeker(fair, seeker, talk) for talk in seeker.conversations],
        "aftercare": [{"id": one.id, "on": one.on, "how": one.how, "note": one.note} for one in seeker.aftercare],
    }


def is_shown(seeker: Seeker, account: Account) -> bool:
    """Whether this case manager may see this person: theirs, at the fair, and not forgotten."""
    return (seeker.came or bool(seeker.conversations)) and not seeker.erased and _is_of(seeker, account)


def wants_care(seeker: Seeker, talk: Conversation) -> bool:
    """Whether something still has to come of this conversation."""
    return follows(talk) and not seeker.erased and _placement(seeker, talk) is None


def _is_of(seeker: Seeker, account: Account) -> bool:
    """By the name of the case manager in any of the registers that the person came from."""
    said = {seeker.fields.get("contact"), *(past.value for past in seeker.conflicts.get("contact", ()))}
    wanted = {_folded(name) for name in account.covers}
    return account.everybody or any(name and _folded(name) in wanted for name in said)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _talks(fair: Fair) -> Iterator[tuple[Seeker, Conversation]]:
    return ((seeker, talk) for seeker in fair.seekers for talk in seeker.conversations)


def _counted(talks: list[tuple[Seeker, Conversation]]) -> View:
    return {
        "talks": len(talks),
        "follow_ups": sum(talk.outcome == "follow_up" for _, talk in talks),
        "matches": sum(talk.is_match for _, talk in talks),
        "care": sum(wants_care(*pair) for pair in talks),
    }


def _placement(seeker: Seeker, talk: Conversation) -> Placement | None:
    return next((one for one in seeker.placements if one.conversation == talk.id), None)


def _said(fair: Fair, seeker: Seeker, talk: Conversation) -> View:
    vacancy, placed = fair.vacancy(talk.vacancy), _placement(seeker, talk)
    return {
        "id": talk.id,
        "vacancy": vacancy.fields.get("title") if vacancy else None,
        "outcome": talk.outcome,
        "match": talk.is_match,
        "placed": {"id": placed.id, "begins": placed.begins, "contract": placed.contract} if placed else None,
        "next": _next(talk, placed),
    }


def _with_employer(fair: Fair, seeker: Seeker, talk: Conversation) -> View:
    shared = talk.is_match and not seeker.erased
    view = {**_said(fair, seeker, talk), "subject": seeker.id, "number": seeker.number, "erased": seeker.erased}
    if shared:
        reach = {name: seeker.fields.get(name) for name in ("phone", "email")}
        return {**view, "name": full_name(seeker), "contact": reach}
    return {**view, "name": "" if seeker.erased else seeker.fields.get("first_name") or "", "contact": None}


def _with_seeker(fair: Fair, seeker: Seeker, talk: Conversation) -> View:
    employer = fair.employer(talk.employer)
    return {
        **_said(fair, seeker, talk),
        "employer": employer.name if employer else "",
        "contact": _person_to_call(employer) if employer and talk.is_match else None,
        "first_name": first_name(seeker),
    }


def _person_to_call(employer: Employer) -> View | None:
    known = {name: employer.fields.get(name) for name in ("contact", "phone", "email")}
    return known if any(known.values()) else None


def _next(talk: Conversation, placed: Placement | None) -> str:
    if placed:
        return "placed"
    if talk.is_match:
        return "match"
    return {"match": "offer", "follow_up": "follow_up"}.get(talk.outcome or "", "none")
