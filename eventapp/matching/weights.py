"""The weights: one table with a version, frozen during a fair, open for everybody to read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

# The one table of weights. Any change of a number is a new version; frozen during a fair.
WEIGHTS_VERSION: Final = "2"
PERSON: Final[Mapping[str, float]] = {
    "wanted_work": 0.60,  # occupation, tasks and sector against what the person wants
    "wishes": 0.12,  # quiet, outdoors, with people, evenings, learning, a steady job
    "hours": 0.08,
    "distance": 0.10,
    "support": 0.10,  # what they offer of what the person needs
}
EMPLOYER: Final[Mapping[str, float]] = {
    "able_work": 0.70,  # what the person can and has done against occupation and tasks
    "nice": 0.06,  # what is a pre
    "language": 0.12,
    "papers": 0.12,
}
# A wish that is not met costs this factor; the codes are said aloud ("iets verder dan u wilde").
RELAXED: Final[Mapping[str, float]] = {"support": 0.6, "distance": 0.6, "farther": 0.8}
# How much each of the person's own fields says: (of what they want, of what they can).
SAYS: Final[Mapping[str, tuple[float, float]]] = {"wants": (1.0, 0.35), "occupations": (0.95, 0.95), "can": (0.55, 1.0)}
BEST, SECOND = 0.75, 0.25  # of what was said, the nearest to the work and the next
UNKNOWN: Final = 0.5
# A stand sees only people with a real link to the work: what they want, can or have done names the
# vacancy's occupation, its family or, surely, a near family (kinship 0.45, see lexicon.py). Being near, hours
# or support alone never bring somebody to a stand. Below it the person still gets it, as "other_work".
REAL_LINK: Final = 0.40


def weights() -> dict[str, Any]:
    """The whole table, for the organiser's page and the log: version, both sides, factors and thresholds."""
    return {
        "version": WEIGHTS_VERSION,
        "person": dict(PERSON),
        "employer": dict(EMPLOYER),
        "relaxed": dict(RELAXED),
        "says": dict(SAYS),
        "best_and_second": (BEST, SECOND),
        "unknown": UNKNOWN,
        "real_link": REAL_LINK,
    }
