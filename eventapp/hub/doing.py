"""Doing something at a fair from the hub: a command by somebody who signed in, decided by the rules of the fair."""

from __future__ import annotations

from typing import Any

import msgspec

from eventapp.facts.clock import to_text
from eventapp.facts.ids import is_uuid, uuid7
from eventapp.fair.commands import AnyCommand
from eventapp.fair.decide import decide
from eventapp.fair.decision import Actor, Decision
from eventapp.hub.accounts import Account
from eventapp.live.acts import Act
from eventapp.live.house import House

PLACE = "hub"


def do(house: House, account: Account, kind: str, id: str, **said: Any) -> Act:
    """One command, settled and on disk. ``id`` is of the form that was sent: sent twice, it is done once."""
    now = house.ledger.now()
    actor = Actor(account.id, account.role, None, PLACE)
    act = Act(id if is_uuid(id) else uuid7(now), to_text(now), account.id, lambda fair: Decision("invalid_command"))
    raw = {"kind": kind, "id": act.id, "at": act.at, **said}
    try:
        command: Any = msgspec.json.decode(msgspec.json.encode(raw), type=AnyCommand)
    except (msgspec.ValidationError, UnicodeEncodeError):
        act.settle("refused", Decision("invalid_command"))
        return act
    act.decide = lambda fair: decide(fair, command, actor)
    house.ledger.submit([act])
    return act
