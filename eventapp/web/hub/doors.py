"""The hub's doors: signing in and out, choosing and changing a password."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from eventapp.hub.accounts import ROLES, AccountRefused
from eventapp.hub.passwords import LEAST_LETTERS, BadPassword
from eventapp.hub.sessions import SignInRefused
from eventapp.web.errors import Refused
from eventapp.web.hub.who import COOKIE, Page, account, filled_in, hub, people, signed_in, signed_in_account

doors = Blueprint("hub_doors", __name__, url_prefix="/hub")


@doors.get("/inloggen")
def sign_in_page() -> Page:
    """Name and password. Who is in already goes on."""
    return redirect("/hub", 303) if signed_in_account() else render_template("hub_inloggen.html")


@doors.post("/inloggen")
def sign_in() -> Page:
    """Begin a session, or say that it cannot be, in the same words whatever was wrong."""
    name, password = filled_in("name", "password")
    try:
        _, token = hub().sessions.sign_in(name, password, request.remote_addr or "")
    except SignInRefused as refusal:
        problem = {"code": refusal.code, "minutes": refusal.minutes}
        status = 429 if refusal.code == "sign_in_wait" else 403
        return render_template("hub_inloggen.html", problem=problem, name=name), status
    return signed_in(token)


@doors.post("/uitloggen")
def sign_out() -> Page:
    """End this session."""
    hub().sessions.end(request.cookies.get(COOKIE, ""))
    response = redirect("/hub/inloggen", 303)
    response.delete_cookie(COOKIE, httponly=True, samesite="Strict", secure=request.is_secure)
    return response


@doors.get("/kies/<token>")
def choose_page(token: str) -> Page:
    """The page behind a link that works once."""
    who = hub().accounts.with_link(token)
    if who is None:
        raise Refused("link_unknown", 404)
    return _choosing(who.name)


@doors.post("/kies/<token>")
def choose(token: str) -> Page:
    """Choose a password with that link, and come in."""
    password, again = filled_in("password", "again")
    who = hub().accounts.with_link(token)
    if who is None:
        raise Refused("link_unknown", 404)
    if password != again:
        return _choosing(who.name, "passwords_differ"), 400
    try:
        hub().accounts.choose(token, password)
    except BadPassword as bad:
        return _choosing(who.name, bad.code), 400
    except AccountRefused as refusal:
        raise Refused(refusal.code, 404) from refusal
    return signed_in(hub().sessions.begin(who))


@doors.get("/wachtwoord")
@people(*ROLES)
def password_page() -> Page:
    """Change one's own password."""
    return _changing()


@doors.post("/wachtwoord")
@people(*ROLES)
def change_password() -> Page:
    """The same, done: all other sessions end."""
    old, password, again = filled_in("old", "password", "again")
    if password != again:
        return _changing("passwords_differ"), 400
    try:
        hub().sessions.confirm(account(), old, password, request.remote_addr or "")
    except (BadPassword, AccountRefused) as refusal:
        return _changing(refusal.code), 400
    except SignInRefused as refusal:
        return _changing(refusal.code, refusal.minutes), 429
    return _anew()


def _anew() -> BaseResponse:
    return signed_in(hub().sessions.begin(account()))


def _choosing(name: str, problem: str = "") -> str:
    return render_template("hub_kies.html", name=name, problem=problem, least=LEAST_LETTERS)


def _changing(problem: str = "", minutes: int = 0) -> str:
    return render_template("hub_wachtwoord.html", problem=problem, minutes=minutes, least=LEAST_LETTERS)
