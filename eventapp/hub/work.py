"""The work behind the command line at a hub: done in the command's own process, or in the hub that is being served."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from eventapp.hub.accounts import ROLES, AccountRefused
from eventapp.hub.hub import Hub
from eventapp.live.work import WrongUse
from eventapp.messages import text

Document = Any
Job = Callable[..., tuple[Document, int]]


def pair(
    hub: Hub, role: str, stand: str | None = None, label: str = "", fair: str | None = None
) -> tuple[Document, int]:
    """A code with which one laptop sends its fair here; with ``fair`` for that fair only."""
    if role != "laptop":
        raise WrongUse(text("cli.hub_laptops_only"))
    if fair is not None and fair not in hub.fairs.ids():
        raise WrongUse(text("cli.hub_no_fair", {"fair": fair}))
    code, expires = hub.codes.offer(fair, label)
    return {"code": code, "url": best_address(hub), "expires_at": expires}, 0


def account(hub: Hub, name: str, role: str) -> tuple[Document, int]:
    """A new account, or a fresh link for one that is there; the link is for choosing a password, once."""
    known = hub.accounts.named(name)
    if role not in ROLES or (known and known.role != role):
        raise WrongUse(text("cli.hub_role", {"roles": list(ROLES)}))
    try:
        made, token = (known, hub.accounts.link(known.id)) if known else hub.accounts.make(name, role)
    except AccountRefused as error:
        raise WrongUse(text(f"error.{error.code}")) from error
    return {"name": made.name, "role": made.role, "url": f"{best_address(hub)}/hub/kies/{token}"}, 0


def best_address(hub: Hub) -> str:
    """How the hub is reached: over https where it is."""
    return (hub.settings.secure_addresses or hub.settings.addresses)[0]


WORK: dict[str, Job] = {"pair": pair, "hub-account": account}
