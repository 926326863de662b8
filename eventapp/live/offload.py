"""Where blocking work goes, so that an event loop never waits for a disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
Offload = Callable[..., Any]


def inline(function: Callable[..., T], *args: Any) -> T:
    """Nowhere: with real threads, one that waits holds up nobody else."""
    return function(*args)
