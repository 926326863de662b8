"""Helping at a kiosk: somebody asks, it rings at the desk, and somebody of the desk goes there."""

from __future__ import annotations

from eventapp.facts import Draft
from eventapp.fair import commands as c
from eventapp.fair.decision import Actor, Decision, Refusal
from eventapp.fair.state import Fair


def ask_help(fair: Fair, command: c.AskHelp, actor: Actor) -> Decision:
    """Whoever stands at this kiosk wants somebody to come. Who that is, is not written down."""
    device = fair.device(actor.device)
    if device is None:
        raise Refusal("unknown_device")
    if device.help_since is not None:
        raise Refusal("already_asked")
    return Decision("help_asked", (Draft("help_asked", device.id),))


def help_coming(fair: Fair, command: c.HelpComing, actor: Actor) -> Decision:
    """Somebody is on the way: it rings no more."""
    device = fair.device(command.device)
    if device is None:
        raise Refusal("unknown_device")
    if device.help_since is None:
        raise Refusal("nobody_asks")
    return Decision("help_coming", (Draft("help_coming", device.id),))
