"""How well a person and each vacancy fit, from both sides.

Each side is a weighted sum of parts between 0 and 1, so that the explanation is exact; the two sides meet in
the harmonic mean, so that one weak side sinks the pair. Never among the parts: age, sex, nationality, name,
benefit, target group, health.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eventapp.fair.words import DAY_PARTS, DEMANDS, SUPPORT
from eventapp.matching.likeness import Likeness, Said, read, work_phrases
from eventapp.matching.linker import Linker
from eventapp.matching.profile import Seeker, Vacancy
from eventapp.matching.rules import Rules, Verdict
from eventapp.matching.wishes import Wishes, wishes_in

Numbers = NDArray[np.float64]

# The one table of weights. Any change of a number is a new version; frozen during a fair.
WEIGHTS_VERSION: Final = "1"
PERSON: Final[Mapping[str, float]] = {
    "wanted_work": 0.60,  # occupation, tasks and sector against what the person wants
    "wishes": 0.12,  # quiet, outdoors, with people, evenings, learning
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
RELAXED: Final[Mapping[str, float]] = {"support": 0.6, "distance": 0.6}
UNKNOWN: Final = 0.5

# How much each of the person's own fields says of what they want, and of what they can.
_WANTED: Final = {"wants": 1.0, "occupations": 0.95, "can": 0.55}
_ABLE: Final = {"can": 1.0, "occupations": 0.95, "wants": 0.35}
_BEST, _SECOND = 0.75, 0.25

_DEMANDS: Final = tuple(DEMANDS.values())
_DAY_PARTS: Final = tuple(DAY_PARTS.values())
_SUPPORT: Final = tuple(SUPPORT.values())
_ACCOMPANIED: Final = frozenset({"guidance", "job_coach"})  # a job coach is guidance too


@dataclass(frozen=True)
class Scores:
    """The parts and the whole, all per vacancy; ``likeness`` is (texts, vacancies)."""

    texts: tuple[tuple[str, str], ...]  # (field, what the person wrote)
    likeness: NDArray[np.float32]
    person: Mapping[str, Numbers]
    employer: Mapping[str, Numbers]
    relaxed: Mapping[str, NDArray[np.bool_]]
    total: Numbers


class Fit:
    """Everything about the vacancies that a score needs, as arrays."""

    def __init__(self, vacancies: Sequence[Vacancy], rules: Rules, linker: Linker) -> None:
        self.rules = rules
        self._linker = linker
        self._work = Likeness([work_phrases(v) for v in vacancies], linker)
        self._nice = Likeness([[(text, 1.0) for text in v.nice] for v in vacancies], linker)
        self._count = len(vacancies)
        self._has_nice = np.array([bool(v.nice) for v in vacancies], dtype=bool)
        self._demands = _table([v.demands for v in vacancies], _DEMANDS)
        self._day_parts = _table([v.day_parts for v in vacancies], _DAY_PARTS)
        self._support = _table([v.support_offered or frozenset() for v in vacancies], _SUPPORT)
        self._support_known = np.array([v.support_offered is not None for v in vacancies], dtype=bool)
        self._certified = np.array([bool(v.certificates) for v in vacancies], dtype=bool)
        self._licensed = np.array([bool(v.licences) for v in vacancies], dtype=bool)
        self._learn = np.array(["learn_work_track" in v.contracts for v in vacancies], dtype=bool)

    def score(self, seeker: Seeker, verdict: Verdict) -> Scores:
        """The fit of one person with every vacancy, those that are shut included."""
        texts = _texts(seeker)
        said = [read(text, self._linker) for _, text in texts]
        likeness = self._work.of(said)
        wishes = wishes_in([*seeker.wants, *seeker.occupations])
        person = {
            "wanted_work": _blend(likeness, [_WANTED[field] for field, _ in texts]),
            "wishes": self._granted(wishes),
            "hours": self._hours(seeker),
            "distance": _nearness(verdict.km, seeker.max_distance_km),
            "support": self._supported(seeker),
        }
        employer = {
            "able_work": _blend(likeness, [_ABLE[field] for field, _ in texts]),
            "nice": self._nice_to_have(said),
            "language": self._language(seeker.language),
            "papers": self._paper(seeker),
        }
        relaxed = self._relaxed(seeker, verdict)
        total = _harmonic(_sum(person, PERSON), _sum(employer, EMPLOYER))
        for code, factor in RELAXED.items():
            total = np.where(relaxed[code], total * factor, total)
        return Scores(texts, likeness, person, employer, relaxed, total)

    def _granted(self, wishes: Wishes) -> Numbers:
        """The share of the wishes around the work that a vacancy grants; without wishes unknown."""
        if not wishes:
            return np.full(self._count, UNKNOWN)
        asked = [self._demands[:, _DEMANDS.index(code)] for code in sorted(wishes.demands)]
        asked += [self._day_parts[:, _DAY_PARTS.index(code)] for code in sorted(wishes.day_parts)]
        asked += [self._gives(code) for code in sorted(wishes.support)]
        asked += [~self._demands[:, _DEMANDS.index(code)] for code in sorted(wishes.rather_not)]
        return np.asarray(np.mean(asked, axis=0, dtype=np.float64))

    def _gives(self, code: str) -> NDArray[np.bool_]:
        offered = self._support[:, _SUPPORT.index(code)]
        return offered | self._learn if code == "training" else offered

    def _hours(self, seeker: Seeker) -> Numbers:
        """How much of the hours the person wishes at most is there."""
        most = np.minimum(self.rules.hours_max, seeker.hours_max or np.nan) / (seeker.hours_max or np.nan)
        return np.nan_to_num(most, nan=UNKNOWN)

    def _supported(self, seeker: Seeker) -> Numbers:
        """The share of the needed support that is offered; what is not stated cannot be counted on."""
        if not seeker.support_needed:
            return np.ones(self._count)
        needed = [self._support[:, _SUPPORT.index(c)] for c in sorted(seeker.support_needed) if c in _SUPPORT]
        return np.asarray(np.mean(needed, axis=0, dtype=np.float64)) if needed else np.ones(self._count)

    def _nice_to_have(self, said: Sequence[Said]) -> Numbers:
        if not said:
            return np.full(self._count, UNKNOWN)
        return np.where(self._has_nice, self._nice.of(said).max(axis=0), UNKNOWN)

    def _language(self, level: int | None) -> Numbers:
        """All for enough Dutch, most for one step that support closes."""
        if level is None:
            return np.full(self._count, UNKNOWN)
        short = np.nan_to_num(self.rules.language - level, nan=0.0)
        return np.where(short <= 0, 1.0, np.where(short == 1, 0.6, 0.0))

    def _paper(self, seeker: Seeker) -> Numbers:
        """All for papers held or not asked, half for unknown or to be learned here."""
        unsure = self.rules.certificates_lacked(seeker)
        unsure = unsure | self._licensed if seeker.licences is None else unsure
        unsure = unsure | self._certified if seeker.certificates is None else unsure
        return np.where(unsure, UNKNOWN, 1.0)

    def _relaxed(self, seeker: Seeker, verdict: Verdict) -> dict[str, NDArray[np.bool_]]:
        accompanied = self._support[:, [_SUPPORT.index(code) for code in sorted(_ACCOMPANIED)]].any(axis=1)
        needs = not seeker.support_needed.isdisjoint({"guidance"})
        farther = ~verdict.approximate & (verdict.km > (seeker.max_distance_km or np.nan))
        return {"support": np.asarray(~accompanied & needs), "distance": farther}


def _texts(seeker: Seeker) -> tuple[tuple[str, str], ...]:
    fields = (("wants", seeker.wants), ("occupations", seeker.occupations), ("can", seeker.can))
    return tuple((field, text) for field, texts in fields for text in texts)


def _blend(likeness: NDArray[np.float32], weights: list[float]) -> Numbers:
    """Mostly the best of what was said, a little the second best: more that fits is better, one is enough."""
    if not weights:
        return np.full(likeness.shape[1], UNKNOWN)
    weighed = likeness * np.array(weights)[:, None]
    if len(weights) == 1:
        return np.asarray(weighed[0])
    best = np.partition(weighed, len(weights) - 2, axis=0)[-2:]
    return np.asarray(_SECOND * best[0] + _BEST * best[1])


def _nearness(km: Numbers, most: float | None) -> Numbers:
    """1 next door, falling to 0.3 at the edge of the reach (or by itself where the reach is unknown)."""
    near = np.clip(1 - 0.7 * km / most, 0, 1) if most else np.exp(-km / 25)
    return np.where(np.isnan(km), UNKNOWN, near)


def _sum(parts: Mapping[str, Numbers], weights: Mapping[str, float]) -> Numbers:
    return np.asarray(sum(weight * parts[name] for name, weight in weights.items()))


def _harmonic(one: Numbers, other: Numbers) -> Numbers:
    return np.asarray(2 * one * other / np.maximum(one + other, 1e-9))


def _table(sets: Sequence[frozenset[str]], order: Sequence[str]) -> NDArray[np.bool_]:
    return np.array([[code in codes for code in order] for codes in sets], dtype=bool).reshape(-1, len(order))
