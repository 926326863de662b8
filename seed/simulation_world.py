"""The people and stands of a simulated fair, with the fits that the real engine gives them.

Everything comes from the invented registers, read as an organiser's files would be, so the fits have the shape
of a real fair: many alike, some with a handful of stands and a few with hardly any.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import sqrt
from random import Random

import numpy as np
from numpy.typing import NDArray

from eventapp.intake import Intake, Known, take_in
from eventapp.matching.allocation import Offer, offers_of
from eventapp.matching.engine import Engine
from eventapp.matching.profile import Seeker, Vacancy, seeker_of, vacancy_of
from seed.registers import kandidaten_csv, vacatures_csv

Table = NDArray[np.float64]  # (people, stands)


@dataclass(frozen=True)
class World:
    """Who may meet whom. ``liking`` is what the person wishes, ``leaning`` that and the work they name as theirs;
    ``words`` is how alike the two texts are (0..1)."""

    people: tuple[str, ...]
    stands: tuple[str, ...]
    offers: tuple[Mapping[str, Offer], ...]  # per person, by stand
    fit: Table  # NaN where a limit excludes every vacancy of the stand
    liking: Table
    leaning: Table
    words: Table
    recruiters: tuple[int, ...]
    popularity: tuple[float, ...]  # how much a stand draws those who follow their own taste


def made_world(seed: int, people: int = 800, stands: int = 60, vacancies: int = 150) -> World:
    """The same world for the same arguments."""
    registers = [
        ("kandidaten.csv", kandidaten_csv(people, seed)),
        ("vacatures.csv", vacatures_csv(seed, stands, vacancies)),
    ]
    intake = take_in(registers, Known(today=date(2025, 1, 2)))
    names = tuple(sorted(str(employer.key) for employer in intake.employers))
    engine = Engine(_vacancies(intake))
    seekers = [seeker_of(str(person.number), person.fields) for person in intake.people]
    offers = tuple(offers_of(engine.match(seeker).suggestions(len(engine.vacancies))) for seeker in seekers)
    by_key = {str(employer.key): employer for employer in intake.employers}
    chance = Random(f"popularity {seed}")
    return World(
        people=tuple(seeker.number for seeker in seekers),
        stands=names,
        offers=offers,
        fit=np.array([[found[s].fit if s in found else np.nan for s in names] for found in offers]),
        liking=np.array([_liking(engine, names, one, () if one.wants else one.occupations) for one in seekers]),
        leaning=np.array([_liking(engine, names, one, one.occupations) for one in seekers]),
        words=_per_stand(engine, names, _alike(seekers, engine.vacancies)),
        recruiters=tuple(int(by_key[name].fields.get("recruiters") or 1) for name in names),
        popularity=tuple(chance.paretovariate(1.5) for _ in names),
    )


def _vacancies(intake: Intake) -> list[Vacancy]:
    employers = {employer.key: employer for employer in intake.employers}
    return [
        vacancy_of(f"V{place:04}", str(one.employer_key), employers[one.employer_key].fields, one.fields)
        for place, one in enumerate(intake.vacancies)
    ]


def _liking(engine: Engine, stands: Sequence[str], seeker: Seeker, occupations: tuple[str, ...]) -> Table:
    """What the person would rank by: their wishes, as if of what they can nothing were known."""
    wish = replace(seeker, can=(), occupations=occupations, language=None, licences=None, certificates=None)
    found = offers_of(engine.match(wish).suggestions(len(engine.vacancies)))
    return np.array([found[stand].fit if stand in found else 0.0 for stand in stands])


def _per_stand(engine: Engine, stands: Sequence[str], rows: Sequence[Table]) -> Table:
    """Of every stand the best of its vacancies."""
    places = [[p for p, one in enumerate(engine.vacancies) if one.employer == stand] for stand in stands]
    return np.array([[row[own].max() if own else 0.0 for own in places] for row in rows])


def _alike(seekers: Sequence[Seeker], vacancies: Sequence[Vacancy]) -> list[Table]:
    """The cosine of the counts of four letters in a row, as a plain search box would do it."""
    theirs = [_letters((one.title, one.occupation, *one.tasks)) for one in vacancies]
    mine = [_letters((*one.wants, *one.occupations, *one.can)) for one in seekers]
    return [np.array([_cosine(one, other) for other in theirs]) for one in mine]


def _letters(texts: Sequence[str]) -> dict[str, float]:
    counts = Counter(text[at : at + 4] for text in (f" {t.lower()} " for t in texts) for at in range(len(text) - 3))
    length = sqrt(sum(count * count for count in counts.values())) or 1.0
    return {letters: count / length for letters, count in counts.items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(count * other[letters] for letters, count in one.items() if letters in other)
