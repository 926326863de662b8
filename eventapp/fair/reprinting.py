"""Badges once more: the wish for a badge, the reason for a second one, and what happens to the code of a lost one.

The wish is a fact, so a badge that was asked for is never lost, whatever happens to printer or laptop. What becomes of
the paper is no fact of the fair; see docs/adr/0012.
"""

from __future__ import annotations

from eventapp.facts import Draft
from eventapp.fair import asked
from eventapp.fair import commands as c
from eventapp.fair.badging import fresh_code
from eventapp.fair.decision import Actor, Decision, Refusal
from eventapp.fair.state import Fair


def print_badge(fair: Fair, command: c.PrintBadge, actor: Actor) -> Decision:
    """Ask for a badge. The command's id is the id of the print job, so a repeat of it is no second badge."""
    party = asked.badge_holder(fair, command)
    if party.erased or party.code is None:
        raise Refusal("no_badge_for", party.id)
    if party.badges and command.reason is None:
        raise Refusal("reason_needed", party.id, since=party.badges[-1].moment)
    drafts = [Draft("badge_asked", party.id, {"reason": command.reason})]
    if command.reason == "lost":
        # Which of their codes was on the lost one, nobody knows: none of them opens anything any more.
        codes = {"code": fresh_code(fair, party.id, party.codes), "voided": party.codes}
        drafts.append(Draft("badge_replaced", party.id, codes))
    return Decision("badge_asked", tuple(drafts), party.id)
