"""What a decision is made of: who asks, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from eventapp.facts import Draft


@dataclass(frozen=True)
class Actor:
    """The paired device that gives a command: what it is for, and where it stands."""

    device: str
    role: str
    employer: str | None = None
    place: str = ""
    series: int = 0  # of badge numbers, that of the laptop which is asked (fair/series.py)


@dataclass(frozen=True)
class Decision:
    """What a command comes to. ``code`` is stable; a refusal has no drafts.

    ``params`` are ids, codes and instants that make the code's sentence complete; ``about`` is whom it concerns.
    """

    code: str
    drafts: tuple[Draft, ...] = ()
    about: str | None = None
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        return not self.drafts


class Refusal(Exception):
    """The command cannot be: raised inside the rules, a Decision without drafts outside."""

    def __init__(self, code: str, about: str | None = None, **params: Any) -> None:
        super().__init__(code)
        self.decision = Decision(code, about=about, params=params)
