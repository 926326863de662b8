"""Facts: what happened, written once and never changed. This package knows nobody else in the house."""

from eventapp.facts.fact import Draft, Fact
from eventapp.facts.log import Log, LogError

__all__ = ["Draft", "Fact", "Log", "LogError"]
