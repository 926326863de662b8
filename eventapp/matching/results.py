"""What the engine answers: suggestions with reasons, exclusions and combinations. Codes, no sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Audience = Literal["both", "seeker", "employer"]


@dataclass(frozen=True)
class Reason:
    """A reason or a question as a code with what its sentence needs; ``audience`` says who may read it.

    A limit of a person is only ever in a reason for the seeker, so a stand shows "both" and "employer" alone.
    """

    code: str
    params: dict[str, Any] = field(default_factory=dict)
    audience: Audience = "both"


@dataclass(frozen=True)
class Suggestion:
    """A conversation worth having. ``relaxed`` (unmet wishes) is for the seeker; ``rank_key`` is internal."""

    vacancy: str
    employer: str
    reasons: tuple[Reason, ...]
    questions: tuple[Reason, ...]
    relaxed: tuple[str, ...]
    rank_key: float = field(repr=False)


@dataclass(frozen=True)
class Exclusion:
    """A vacancy that is shut to a person, with every code that shuts it."""

    vacancy: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Combination:
    """Two part-time vacancies that together make the wanted hours; ``hours`` is how many a week (at most)."""

    vacancies: tuple[str, ...]
    hours: int
