"""The fair: its state, folded from facts, and its rules. Pure: no clock of its own, no network, no disk."""

from eventapp.fair.state import Fair

__all__ = ["Fair"]
