"""Who is asking at the hub: somebody who signed in, or a laptop with a token."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps
from typing import Any, ParamSpec

from flask import Response, current_app, g, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from eventapp.hub.accounts import Account
from eventapp.hub.fairs import catch_up
from eventapp.hub.hub import Hub
from eventapp.hub.sessions import LONGEST_MS
from eventapp.live.house import House
from eventapp.live.pairing import holder
from eventapp.web.access import bearer
from eventapp.web.errors import Refused

P = ParamSpec("P")
Page = str | Response | BaseResponse | tuple[str, int]

COOKIE = "vonk_hub"
SIGN_IN = "/hub/inloggen"


def hub() -> Hub:
    """The hub that this server serves."""
    opened: Hub = current_app.extensions["hub"]
    return opened


def fair_house(fair: str) -> House:
    """The house of this fair, open until this request is answered. UnknownFair when there is none."""
    house: House = _leases().enter_context(hub().fairs.using(fair))
    return house


def house_of_request() -> House:
    """The house that the token of this request opens; no other."""
    if "house" not in g:
        fair = hub().fair_of(bearer(request))
        if fair is None:
            raise Refused("not_paired", 401)
        g.house = fair_house(fair)
        if _is_unknown(g.house, bearer(request)):
            catch_up(g.house)  # it paired at another process a moment ago, or was revoked
    house: House = g.house
    return house


def _is_unknown(house: House, token: str) -> bool:
    with house.ledger.lock:
        return holder(house.ledger.fair, token) is None


def leave(error: BaseException | None = None) -> None:
    """The request is over: let go of its fairs."""
    if "leases" in g:
        g.leases.close()


def account() -> Account:
    """Who signed in. Call it behind ``people`` only."""
    signed_in = signed_in_account()
    assert signed_in is not None
    return signed_in


def signed_in_account() -> Account | None:
    """Who signed in, if anybody."""
    if "account" not in g:
        g.account = hub().sessions.holder(request.cookies.get(COOKIE, ""))
    found: Account | None = g.account
    return found


def people(*roles: str) -> Callable[[Callable[P, Page]], Callable[P, Page]]:
    """Only who signed in, in one of these roles. Anybody else is led to the sign-in page."""

    def decorate(view: Callable[P, Page]) -> Callable[P, Page]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> Page:
            who = signed_in_account()
            if who is None:
                return redirect(SIGN_IN, 303)
            if who.role not in roles:
                raise Refused("hub_not_for_you", 403)
            return view(*args, **kwargs)

        return guarded

    return decorate


def signed_in(token: str) -> BaseResponse:
    """To the first page, with a session in a cookie that scripts and other sites cannot use."""
    response = redirect("/hub", 303)
    age = LONGEST_MS // 1000
    response.set_cookie(COOKIE, token, age, httponly=True, samesite="Strict", secure=request.is_secure)
    return response


def filled_in(*names: str) -> list[Any]:
    """What was filled in on a form; nothing is an empty text."""
    return [request.form.get(name, "") for name in names]


def _leases() -> ExitStack:
    if "leases" not in g:
        g.leases = ExitStack()
    leases: ExitStack = g.leases
    return leases
