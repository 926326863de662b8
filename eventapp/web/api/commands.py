"""Commands: what devices want, one result for each; a bad one never stops the others."""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Response, jsonify

from eventapp.facts.clock import to_ms, to_text
from eventapp.facts.ids import is_uuid
from eventapp.fair.commands import AnyCommand, CheckIn, PrintBadge
from eventapp.fair.decide import decide
from eventapp.fair.decision import Actor, Decision
from eventapp.live.acts import Act
from eventapp.live.self_service import kiosk_card
from eventapp.live.views import person_card
from eventapp.web.access import actor, allowed, house, json_body
from eventapp.web.api import api
from eventapp.web.api.prints import printer_of
from eventapp.web.errors import Refused

MOST_COMMANDS = 500


@api.post("/commands")
@allowed("desk", "stand", "kiosk", "organiser")
def give_commands() -> Response:
    """Decide the commands in order and answer once their facts are on disk."""
    commands = json_body().get("commands")
    if not isinstance(commands, list) or len(commands) > MOST_COMMANDS:
        raise Refused("invalid_commands", most=MOST_COMMANDS)
    asking = actor()
    parsed = [_parsed(raw, asking) for raw in commands]
    house().ledger.submit([act for act in parsed if isinstance(act, Act)])
    results = [_result(one, asking) if isinstance(one, Act) else one for one in parsed]
    return jsonify(results=results, head=house().ledger.head)


def _parsed(raw: Any, asking: Actor) -> Act | dict[str, Any]:
    """The act that this command asks for, or the result that refuses it."""
    id = raw.get("id") if isinstance(raw, dict) else None
    try:
        raw = _unfolded(raw)
        # By way of bytes: half an emoji is fine as a Python string, but can never be stored.
        command: Any = msgspec.json.decode(msgspec.json.encode(raw), type=AnyCommand)
    except (msgspec.ValidationError, UnicodeEncodeError, RecursionError) as error:
        return _invalid(id, str(error) if isinstance(error, msgspec.ValidationError) else "text is not valid Unicode")
    except ValueError:
        return _invalid(id, "letter cannot be opened - at `$.letter`")
    if not is_uuid(command.id):
        return _invalid(id, "id is not a UUID - at `$.id`")
    try:
        at = to_text(to_ms(command.at))
    except (ValueError, OverflowError, OSError):
        return _invalid(id, "at is not an ISO 8601 instant - at `$.at`")
    if isinstance(command, CheckIn) and (printer := _tested(command, asking)):
        # A test page that is scanned like a badge says something about a printer, and nothing about the fair.
        return {"id": id, "status": "refused", "code": "printer_tested", "params": {"printer": printer}}
    rules = house().handed_out.decide if isinstance(command, PrintBadge) else decide
    return Act(command.id, at, asking.device, lambda fair: rules(fair, command, asking))


def _tested(command: CheckIn, asking: Actor) -> str | None:
    may = asking.role in ("desk", "organiser") and command.code is not None
    return house().prints.scanned(command.code or "") if may else None


def _unfolded(raw: Any) -> Any:
    """A command with what was in its letter, if it has one: a device keeps what waits so that only we can read it."""
    if not isinstance(raw, dict) or not isinstance(raw.get("letter"), str):
        return raw
    plain = {name: value for name, value in raw.items() if name != "letter"}
    return {**house().letterbox.opened(raw["letter"]), **plain}


def _invalid(id: Any, why: str) -> dict[str, Any]:
    return {"id": id, "status": "refused", "code": "invalid_command", "params": {"why": why}}


def _result(act: Act, asking: Actor) -> dict[str, Any]:
    decision: Decision = act.decision
    result = {"id": act.id, "status": act.status, "code": decision.code, "params": decision.params}
    ledger = house().ledger
    if decision.code == "badge_asked":
        result["printer"] = printer_of(house(), asking.device)
    with ledger.lock:
        party = ledger.fair.party(decision.about)
        if party is not None and asking.role in ("desk", "organiser"):
            result["person"] = person_card(ledger.fair, party)
        elif party is not None and asking.role == "kiosk" and act.status == "recorded":
            result["person"] = kiosk_card(party)
    return result
