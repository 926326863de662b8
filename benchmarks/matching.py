"""How fast one arrival is matched: ``python -m benchmarks.matching``.

The vacancies are put together at random from the words of the vocabulary, so nearly every phrase is another
one: harder than a real fair, where employers write much the same. The bare product is the least that numpy
needs to compare what one person says (seven texts over the nodes of the vocabulary) with as many vacancies.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from eventapp.fair.words import CONTRACTS, DAY_PARTS, DEMANDS, LANGUAGE_LEVELS, SUPPORT
from eventapp.matching.engine import Engine
from eventapp.matching.lexicon import OCCUPATION
from eventapp.matching.linker import linker
from eventapp.matching.profile import Seeker, Vacancy, seeker_of, vacancy_of

VACANCIES: Final = 1000
SEEKERS: Final = 100
EMPLOYERS: Final = 100
TEXTS: Final = 7  # of one person: two occupations, three things they can, two wishes


@dataclass(frozen=True)
class Speed:
    """Seconds; ``first`` has words that were never seen, ``again`` is the same people once more."""

    vocabulary: float
    construction: float
    first: float
    again: float
    answer: float  # match, ten suggestions and every exclusion
    bare: float


def measure(vacancies: int = VACANCIES, seekers: int = SEEKERS, seed: int = 1) -> Speed:
    """Time a new engine and people who arrive one by one; medians."""
    vocabulary = _time(linker)
    chance = random.Random(seed)
    works = [_vacancy(chance, number) for number in range(vacancies)]
    people = [_seeker(chance, number) for number in range(seekers)]
    started = time.perf_counter()
    engine = Engine(works)
    construction = time.perf_counter() - started
    return Speed(
        vocabulary=vocabulary,
        construction=construction,
        first=statistics.median(_time(partial(engine.match, one)) for one in people),
        again=statistics.median(_time(partial(engine.match, one)) for one in people),
        answer=statistics.median(_time(partial(_answer, engine, one)) for one in people),
        bare=_bare(vacancies),
    )


def _answer(engine: Engine, seeker: Seeker) -> None:
    matched = engine.match(seeker)
    matched.suggestions(10)
    _ = matched.excluded


def _bare(vacancies: int) -> float:
    size = len(linker().vocabulary.nodes)
    chance = np.random.default_rng(1)
    texts, table = chance.random((TEXTS, size), np.float32), chance.random((size, vacancies), np.float32)
    return statistics.median(_time(lambda: texts @ table) for _ in range(200))


def _time(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _texts(chance: random.Random, count: int, words: int) -> list[str]:
    every = [word for text, _, _ in linker().vocabulary.labels for word in text.split()]
    return [" ".join(chance.sample(every, words)) for _ in range(count)]


def _some(chance: random.Random, codes: list[str], most: int) -> list[str]:
    return chance.sample(codes, chance.randint(0, most))


def _vacancy(chance: random.Random, number: int) -> Vacancy:
    title = chance.choice([node.title for node in linker().vocabulary.nodes if node.kind == OCCUPATION])
    fields = {
        "title": f"{title} {_texts(chance, 1, 1)[0]}",
        "occupation": title,
        "tasks": _texts(chance, 4, 3),
        "must": chance.choice([[], ["VCA"], ["rijbewijs B"]]),
        "demands": _some(chance, list(DEMANDS.values()), 5),
        "hours_min": chance.randint(8, 24),
        "hours_max": chance.randint(24, 40),
        "day_parts": _some(chance, list(DAY_PARTS.values()), 3),
        "postcode": str(chance.randint(1000, 9999)),
        "language_nl": chance.choice(LANGUAGE_LEVELS),
        "contract": _some(chance, list(CONTRACTS.values()), 2),
        "support_offered": _some(chance, list(SUPPORT.values()), 3),
    }
    return vacancy_of(f"V{number:04}", f"E{number % EMPLOYERS}", {"sector": "logistiek"}, fields)


def _seeker(chance: random.Random, number: int) -> Seeker:
    fields = {
        "occupations": _texts(chance, 2, 2),
        "can": _texts(chance, 3, 3),
        "wants": _texts(chance, 2, 3),
        "limits": _some(chance, list(DEMANDS.values()), 3),
        "hours_min": 16,
        "hours_max": 36,
        "postcode": str(chance.randint(1000, 9999)),
        "max_distance_km": chance.randint(5, 50),
        "language_nl": chance.choice(LANGUAGE_LEVELS),
        "certificates": [],
        "support_needed": _some(chance, list(SUPPORT.values()), 2),
    }
    return seeker_of(f"K{number:04}", fields)


def main() -> int:
    """Print the table."""
    speed = measure()
    print(f"vocabulary read and indexed, once     {speed.vocabulary * 1000:8.0f} ms")
    print(f"engine over {VACANCIES} vacancies            {speed.construction * 1000:8.0f} ms")
    for name, seconds in (
        ("first sight", speed.first),
        ("again", speed.again),
        ("with answer", speed.answer),
    ):
        ratio = seconds / speed.bare
        print(f"one arrival, {name:<24} {seconds * 1000:8.2f} ms  {ratio:5.1f} x the bare product")
    return 0


if __name__ == "__main__":
    sys.exit(main())
