"""The hub's pages for its admin: accounts, codes for laptops, and who looked at whom."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request

from eventapp.facts.ids import is_uuid
from eventapp.hub.accounts import ROLES, AccountRefused
from eventapp.hub.audit import PAGE_ROWS
from eventapp.hub.work import best_address
from eventapp.web.errors import Refused
from eventapp.web.hub.who import Page, account, filled_in, hub, people

admin = Blueprint("hub_admin", __name__, url_prefix="/hub")


@admin.post("/koppelcode")
@people("admin")
def laptop_code() -> Page:
    """A code with which one laptop brings its fair here."""
    [fair] = filled_in("fair")
    if fair and fair not in hub().fairs.ids():
        raise Refused("not_found", 404)
    code, expires = hub().codes.offer(fair or None)
    name = hub().fairs.summary(fair).name if fair else ""
    return render_template("hub_code.html", code=code, expires=expires, name=name, address=best_address(hub()))


@admin.get("/accounts")
@people("admin")
def accounts_page() -> Page:
    """Who may use the hub."""
    return _accounts()


@admin.post("/accounts")
@people("admin")
def make_account() -> Page:
    """A new account; the page then shows the link for choosing a password."""
    name, role = filled_in("name", "role")
    try:
        made, token = hub().accounts.make(name, role)
    except AccountRefused as refusal:
        return _accounts(problem=refusal.code), 400
    _note(made.id)
    return _accounts(link=(made.name, _link(token)))


@admin.post("/accounts/<id>")
@people("admin")
def set_account(id: str) -> Page:
    """Another role, other people, or no way in any more."""
    role, covers = filled_in("role", "covers")
    everybody, off = (request.form.get(name) == "yes" for name in ("everybody", "off"))
    try:
        hub().accounts.set(id, role, covers.split("|"), everybody, off)
    except AccountRefused as refusal:
        return _accounts(problem=refusal.code), 400
    _note(id)
    return redirect("/hub/accounts", 303)


@admin.post("/accounts/<id>/link")
@people("admin")
def fresh_link(id: str) -> Page:
    """A new link for somebody who forgot the password, or whose link got too old."""
    known = hub().accounts.with_id(id)
    if known is None:
        raise Refused("not_found", 404)
    _note(id)
    return _accounts(link=(known.name, _link(hub().accounts.link(id))))


@admin.get("/inzage")
@people("admin")
def audit_page() -> Page:
    """Who looked at whom, newest first."""
    before, subject = request.args.get("before", ""), request.args.get("subject", "")
    looks = hub().audit.looks(int(before) if before.isascii() and before.isdigit() else None, subject[:64])
    names = {one.id: one.name for one in hub().fairs.summaries()}
    older = looks[-1].pos if len(looks) == PAGE_ROWS else None
    subject = subject if is_uuid(subject) else ""
    return render_template("hub_inzage.html", looks=looks, names=names, older=older, subject=subject)


def _note(id: str) -> None:
    """Who gives somebody a way in stands between the looks."""
    hub().audit.looked(account(), "", [id], "account")


def _accounts(problem: str = "", link: tuple[str, str] | None = None) -> str:
    return render_template("hub_accounts.html", all=hub().accounts.all(), roles=ROLES, problem=problem, link=link)


def _link(token: str) -> str:
    return f"{best_address(hub())}/hub/kies/{token}"
