"""What goes into the allocation and what comes out: plain values, codes and minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

MOST_STOPS: Final = 3  # stands on one list, in the order to visit
HOLD: Final = 600  # seconds that somebody who was sent to a stand is expected there
HALF: Final = 0.5  # of a talk: what is left, on average, of the one that is over first
TO_JOB_COACH: Final = "to_job_coach"

# Wishes give way only for who would otherwise have no suggestion at all, the first of these first; limits never do.
# Each is said out loud, under ``relaxed.<code>``.
RELAX_ORDER: Final = ("farther", "distance", "support", "other_work")


@dataclass(frozen=True)
class Offer:
    """The best that one stand has for one person. ``fit`` is 0..1; ``relaxed`` are the wishes it does not meet."""

    vacancy: str
    fit: float
    relaxed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Visitor:
    """Somebody present. ``offers`` (by stand) holds nothing that a limit excludes.

    ``pinned``, ``hidden`` and ``met`` are stands. A pin is the word of a person, so it needs no offer. ``busy`` is
    who talks or stands in a queue: they have a list, but are on their way to nobody.
    """

    id: str
    offers: Mapping[str, Offer] = field(default_factory=dict)
    pinned: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    met: frozenset[str] = frozenset()
    busy: bool = False


@dataclass(frozen=True)
class Stand:
    """A stand as it is now. ``queue`` counts who waits there, ``talking`` who talks; ``visits`` who was there today."""

    id: str
    recruiters: int = 1
    talk_minutes: float = 8.0
    queue: float = 0.0
    talking: int = 0
    visits: int = 0
    open: bool = True  # False when nobody is there, or all recruiters are on a break

    @property
    def pace(self) -> float:
        """Minutes that one more person ahead costs."""
        return self.talk_minutes / max(1, self.recruiters)

    @property
    def ahead(self) -> float:
        """How many have to be done before it is the turn of who comes now; below zero where recruiters are free.

        The first of the talks that are on is over after half the time that one takes.
        """
        return self.queue + self.talking - max(1, self.recruiters) + HALF


@dataclass(frozen=True)
class Stop:
    """One suggested stand. ``wait_minutes`` is rounded to five; ``relaxed`` is to be said out loud."""

    stand: str
    vacancy: str | None  # None for a pin where the engine has no offer
    wait_minutes: int
    relaxed: tuple[str, ...] = ()
    pinned: bool = False


@dataclass(frozen=True)
class Change:
    """Why a stand came on a list or went off: ``new``, ``met``, ``hidden``, ``paused``, ``not_offered``,
    ``queue_grew``, ``better_elsewhere``."""

    stand: str
    code: str


@dataclass(frozen=True)
class Advice:
    """Where somebody goes next; without any stop ``code`` is ``to_job_coach``."""

    visitor: str
    stops: tuple[Stop, ...]
    code: str | None = None
    changes: tuple[Change, ...] = ()  # of the last time that the list changed


def rounded(minutes: float) -> int:
    """To five minutes: more than that nobody can promise."""
    return 5 * round(minutes / 5)


def tier_of(offer: Offer) -> int:
    """0 for all wishes met, else the place in ``RELAX_ORDER`` of the last wish to give way; unknown codes last."""
    places = (RELAX_ORDER.index(code) if code in RELAX_ORDER else len(RELAX_ORDER) for code in offer.relaxed)
    return max((place + 1 for place in places), default=0)
