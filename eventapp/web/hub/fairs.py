"""The hub's pages about fairs and people. Whoever sees somebody by name is written down first."""

from __future__ import annotations

import datetime
from typing import Any

from flask import Blueprint, redirect, render_template, request

from eventapp.facts.clock import to_text
from eventapp.facts.ids import uuid7
from eventapp.fair.people import Employer, Seeker
from eventapp.fair.words import AFTERCARE_WAYS, CONTRACTS
from eventapp.hub.accounts import ROLES
from eventapp.hub.doing import do
from eventapp.hub.people import employer_view, employers_view, is_shown, seeker_view, seekers_view
from eventapp.hub.summary import STAGES, Summary, told
from eventapp.live.house import House
from eventapp.live.purging import NotPurged, purge
from eventapp.live.retaining import today
from eventapp.messages import DEFAULT, catalogue
from eventapp.web.errors import Refused
from eventapp.web.hub.who import Page, account, fair_house, filled_in, hub, people

fairs = Blueprint("hub_fairs", __name__, url_prefix="/hub")


@fairs.get("")
@people(*ROLES)
def all_fairs() -> Page:
    """Every fair at a glance, and all together."""
    found = hub().fairs.summaries()
    rows, totals = told(found)
    lines = [_line(one, rows[one.id]) for one in found]
    return render_template("hub_beurzen.html", fairs=lines, totals=totals, stages=STAGES)


@fairs.get("/beurs/<fair>")
@people(*ROLES)
def one_fair(fair: str) -> Page:
    """One fair: how far people came, and what this role is there for."""
    found = hub().fairs.summaries()
    summary = next((one for one in found if one.id == fair), None)
    if summary is None:
        raise Refused("not_found", 404)
    line = _line(summary, told(found)[0][fair])
    return render_template("hub_beurs.html", fair=None, one=line, stages=STAGES, **_for_role(fair))


@fairs.get("/beurs/<fair>/werkgever/<id>")
@people("account_manager")
def one_employer(fair: str, id: str) -> Page:
    """An employer with the conversations that were held there."""
    house = fair_house(fair)
    with house.ledger.lock:
        view = employer_view(house.ledger.fair, _employer(house, id))
    seen = [id, *(talk["subject"] for talk in view["talks"] if talk["name"])]
    hub().audit.looked(account(), fair, seen, "employer")
    return _card("hub_werkgever.html", house, fair, one=view)


@fairs.get("/beurs/<fair>/werkzoekende/<id>")
@people("case_manager")
def one_seeker(fair: str, id: str) -> Page:
    """The card of a person."""
    house = fair_house(fair)
    with house.ledger.lock:
        view = seeker_view(house.ledger.fair, _seeker(house, id))
    hub().audit.looked(account(), fair, [view["id"]], "seeker")
    return _card("hub_werkzoekende.html", house, fair, one=view)


@fairs.post("/beurs/<fair>/werkzoekende/<id>/plaatsing")
@people("case_manager")
def seeker_placed(fair: str, id: str) -> Page:
    """Somebody begins to work, says their case manager."""
    house = fair_house(fair)
    with house.ledger.lock:
        subject = _seeker(house, id).id
    return _done(house, "record_placement", f"werkzoekende/{subject}", subject=subject, **_placement())


@fairs.post("/beurs/<fair>/werkgever/<id>/plaatsing")
@people("account_manager")
def employer_placed(fair: str, id: str) -> Page:
    """Somebody begins to work here, says the account manager."""
    house, placement = fair_house(fair), _placement()
    with house.ledger.lock:
        talks = employer_view(house.ledger.fair, _employer(house, id))["talks"]
    subject = next((talk["subject"] for talk in talks if talk["id"] == placement["conversation"]), "")
    return _done(house, "record_placement", f"werkgever/{id}", subject=subject, **placement)


@fairs.post("/beurs/<fair>/werkzoekende/<id>/nazorg")
@people("case_manager")
def cared_for(fair: str, id: str) -> Page:
    """Somebody was called, seen or written to."""
    house = fair_house(fair)
    with house.ledger.lock:
        subject = _seeker(house, id).id
    on, how, note = filled_in("on", "how", "note")
    return _done(house, "note_aftercare", f"werkzoekende/{subject}", subject=subject, on=on, how=how, note=note)


@fairs.post("/beurs/<fair>/terug")
@people("account_manager", "case_manager")
def taken_back(fair: str) -> Page:
    """Take back one's own note."""
    target, back = filled_in("target", "back")
    return _done(
        fair_house(fair), "undo", back if back.startswith(("werkzoekende/", "werkgever/")) else "", target=target
    )


@fairs.post("/beurs/<fair>/wissen")
@people("admin")
def forget_due(fair: str) -> Page:
    """Forget everybody whose period is over; it has to be ticked."""
    house = fair_house(fair)
    if request.form.get("sure") != "yes":
        raise Refused("hub_not_sure")
    try:
        purge(house, today(house.ledger), "hub", account().id)
    except NotPurged as error:
        raise Refused(error.code, 507) from error
    return redirect(f"/hub/beurs/{fair}", 303)


def _line(one: Summary, counts: dict[str, int | None]) -> dict[str, Any]:
    at = to_text(one.synced_at) if one.synced_at else None
    now = hub().settings.now()
    return {
        "id": one.id, "name": one.name, "date": one.date, "rehearsal": one.rehearsal, "counts": counts, "synced": at,
        "waiting": one.waiting, "set_aside": one.said["set_aside"], "due": one.due(_day(now)),
        "until": next(iter(one.said["until"]), None),
    }  # fmt: skip


def _for_role(fair: str) -> dict[str, Any]:
    who, house = account(), fair_house(fair)
    if who.role == "account_manager":
        with house.ledger.lock:
            return {"employers": employers_view(house.ledger.fair)}
    if who.role == "case_manager":
        with house.ledger.lock:
            seekers = seekers_view(house.ledger.fair, who)
        hub().audit.looked(who, fair, [one["id"] for one in seekers], "seekers")
        return {"seekers": seekers, "covers": who.everybody or bool(who.covers)}
    return {}


def _card(template: str, house: House, fair: str, status: int = 200, **words: Any) -> Page:
    """A page with forms; each form gets an id of its own, so that sending it twice does it once."""
    now = house.ledger.now()
    info = {"id": fair, "name": house.ledger.fair.info.name}
    lists = {"contracts": CONTRACTS.values(), "ways": AFTERCARE_WAYS, "today": to_text(now)[:10]}
    shown = render_template(template, at=info, fresh=lambda: uuid7(now), said=_heard(), **lists, **words)
    return shown, status


def _done(house: House, kind: str, back: str, **said: Any) -> Page:
    """Do it, and go back to the card that it was asked on; what it came to is said there."""
    act = do(house, account(), kind, request.form.get("id", ""), **said)
    fair = house.settings.fair
    code = act.decision.code if act.status != "duplicate" else "duplicate"
    return redirect(f"/hub/beurs/{fair}/{back}?said={code}", 303)


def _heard() -> str:
    """What the last form came to, if that is one of our own outcomes."""
    said = request.args.get("said", "")
    return said if f"result.{said}" in catalogue(DEFAULT) else ""


def _placement() -> dict[str, str]:
    conversation, begins, contract = filled_in("conversation", "begins", "contract")
    return {"conversation": conversation, "begins": begins, "contract": contract}


def _employer(house: House, id: str) -> Employer:
    found = house.ledger.fair.employer(id)
    if found is None:
        raise Refused("not_found", 404)
    return found


def _seeker(house: House, id: str) -> Seeker:
    """One of this case manager's own people; of anybody else it is not told whether they are there."""
    fair = house.ledger.fair
    found = fair.seeker(fair.root(id))
    if found is None or not is_shown(found, account()):
        raise Refused("unknown_person", 404)
    return found


def _day(now: int) -> datetime.date:
    return datetime.date.fromisoformat(to_text(now)[:10])
