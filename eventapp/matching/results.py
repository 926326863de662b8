"""What the engine answers: suggestions with reasons, exclusions and combinations. Codes, no sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

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
    """A conversation worth having. ``relaxed`` (unmet wishes) is for the seeker; ``rank_key`` is internal.

    With ``open_hiring`` whoever comes first begins: the stand gets no card of this person, nothing was weighed
    for the employer, and every reason is for the seeker.
    """

    vacancy: str
    employer: str
    reasons: tuple[Reason, ...]
    questions: tuple[Reason, ...]
    relaxed: tuple[str, ...]
    rank_key: float = field(repr=False)
    open_hiring: bool = False


class Outline(NamedTuple):
    """A suggestion without its reasons, for who only weighs them; the names mean what they do there."""

    vacancy: str
    employer: str
    relaxed: tuple[str, ...]
    rank_key: float
    open_hiring: bool


class Exclusion(NamedTuple):
    """A vacancy that is shut to a person, with every code that shuts it."""

    vacancy: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Combination:
    """Two or three part-time vacancies that together make the wanted hours; ``hours`` a week, at most.

    ``questions`` are for the seeker: what is unknown of doing both, and always "laat narekenen".
    """

    vacancies: tuple[str, ...]
    hours: int
    reasons: tuple[Reason, ...] = ()
    questions: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Table:
    """Many people by all vacancies, in the order of ``Engine.vacancies``; arrays of shape (people, vacancies)."""

    seekers: tuple[str, ...]  # their numbers
    shut: NDArray[np.uint8]  # bits of rules.CODES; 0 is allowed
    total: NDArray[np.float32]  # the fit, 0 to 1, of those that are shut too
    relaxed: NDArray[np.uint8]  # bits of fit.RELAXED: wishes that are not met
    linked: NDArray[np.bool_]  # a real link between the person and the work: somebody for this stand

    @property
    def allowed(self) -> NDArray[np.bool_]:
        """Who may be suggested what."""
        return np.asarray(self.shut == 0)
