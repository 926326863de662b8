"""Facts: what happened, written once and never changed. This package knows nobody else in the house."""

from eventapp.facts.any_log import AnyLog, LogError
from eventapp.facts.fact import Draft, Fact
from eventapp.facts.log import Log

__all__ = ["AnyLog", "Draft", "Fact", "Log", "LogError"]
