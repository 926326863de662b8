"""How fast matching is, beside the bare numpy product: ``run.py bench rematch``; by itself it prints the seconds.

**The floor** is the least that numpy needs to compare densely what one person says (seven texts over the nodes of the
vocabulary, 32-bit) with as many vacancies: ``(7, nodes) @ (nodes, vacancies)``; for everybody the same product with the
texts of all of them. Both on one core, in seconds of that core: other work on the machine does not count. It takes the texts and vacancies as read already, and leaves out rules, the other parts of the
fit, and the words that the vocabulary does not know.

The vacancies are put together at random from the words of the vocabulary, so nearly every phrase is another one: harder
than a real fair, where employers write much the same. Two kinds of people: *alike* ones, who say what the vocabulary
has among what people say (some thousands of phrases, as a register has), and *strangers*, of whom no two texts are
equal.
"""

from __future__ import annotations

import json
import math
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Final

import numpy as np

from eventapp.fair.words import CONTRACTS, DAY_PARTS, DEMANDS, LANGUAGE_LEVELS, SUPPORT, TRANSPORT
from eventapp.matching.engine import Engine
from eventapp.matching.geo import Places
from eventapp.matching.lexicon import OCCUPATION
from eventapp.matching.linker import linker
from eventapp.matching.profile import Seeker, Vacancy, seeker_of, vacancy_of

VACANCIES: Final = 1_000
ARRIVALS: Final = 200
PEOPLE: Final = 5_000
EMPLOYERS: Final = 100
TEXTS: Final = 7  # of one person: two occupations, three things they can, two wishes
ROUNDS: Final = 3
SIZES: Final = (500, 1_000, 2_000, 4_000)  # vacancies, for the growth
CROWDS: Final = (1_250, 2_500, 5_000)  # people, for the growth


@dataclass(frozen=True)
class Arrival:
    """Seconds for one person, medians; every other one is the floor, so that both meet the same machine."""

    construction: float
    again: float  # the engine once more, as after a vacancy was added
    first: float  # words that were never seen
    known: float  # somebody registered, whose words were read when the engine was made
    answer: float  # known, with ten suggestions and every exclusion
    stands: float  # known, with the best for every stand
    bare: float


@dataclass(frozen=True)
class Everybody:
    """Seconds for all people by all vacancies."""

    prepared: float  # the engine is made and their words are read
    scratch: float  # nothing is
    bare: float


def arrivals(vacancies: int = VACANCIES, people: int = ARRIVALS, seed: int = 1) -> Arrival:
    """Time a new engine and people who arrive one by one."""
    chance = random.Random(seed)
    works, strangers = _works(chance, vacancies), [_seeker(chance, n, alike=False) for n in range(people)]
    linker()
    construction = _time(lambda: _engine(works))
    again = _time(lambda: _engine(works))
    engine = _engine(works)
    bare = _product(TEXTS, vacancies)

    def median(act: Callable[[Seeker], object]) -> tuple[float, float]:
        pairs = [(_time(lambda one=one: act(one)), _time(bare)) for one in strangers]  # type: ignore[misc]
        return statistics.median(act for act, _ in pairs), statistics.median(floor for _, floor in pairs)

    first, _ = median(engine.match)
    known, floor = median(engine.match)
    answer, _ = median(lambda one: (engine.match(one).suggestions(10), engine.match(one).excluded))
    stands, _ = median(lambda one: engine.match(one).by_employer())
    return Arrival(construction, again, first, known, answer, stands, floor)


def everybody(vacancies: int = VACANCIES, people: int = PEOPLE, seed: int = 1, rounds: int = ROUNDS) -> Everybody:
    """Time everybody by every vacancy, the best of some rounds each."""
    linker()  # read once in the life of a program
    bare = _product(TEXTS * people, vacancies)
    scratch, prepared, floor = [], [], []
    for number in range(rounds):
        chance = random.Random(seed + number)  # other words every time
        works, crowd = _works(chance, vacancies), [_seeker(chance, n, alike=True) for n in range(people)]
        engines: list[Engine] = []
        scratch.append(_time(lambda: (engines.append(_engine(works)), engines[0].match_all(crowd))))  # noqa: B023
        prepared.append(_time(lambda: engines[0].match_all(crowd)))  # noqa: B023
        floor.append(_time(bare))
    return Everybody(min(prepared), min(scratch), min(floor))


def growth(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The exponent with which time grows with size: the slope of the logarithms, 1 is proportional."""
    slope, _ = np.polyfit([math.log(size) for size in sizes], [math.log(one) for one in seconds], 1)
    return float(slope)


def _product(texts: int, vacancies: int) -> Callable[[], object]:
    size = len(linker().vocabulary.nodes)
    chance = np.random.default_rng(1)
    said, table = chance.random((texts, size), np.float32), chance.random((size, vacancies), np.float32)
    found = np.empty((texts, vacancies), np.float32)
    return lambda: np.matmul(said, table, out=found)


def _time(act: Callable[[], object]) -> float:
    started = time.thread_time()
    act()
    return time.thread_time() - started


def _engine(works: Sequence[Vacancy]) -> Engine:
    return Engine(works, PLACES)


# A region of three hundred made-up postcodes, half an hour across.
PLACES: Final = Places(
    {str(2000 + n): (51.9 + n % 20 * 0.015, 4.2 + n // 20 * 0.02) for n in range(300)},
)


@cache
def _labels() -> list[str]:
    return [text for text, _, _ in linker().vocabulary.labels]


@cache
def _words() -> list[str]:
    return [word for text in _labels() for word in text.split()]


def _texts(chance: random.Random, count: int, words: int) -> list[str]:
    return [" ".join(chance.sample(_words(), words)) for _ in range(count)]


def _some(chance: random.Random, codes: Sequence[str], most: int) -> list[str]:
    return chance.sample(codes, chance.randint(0, most))


def _works(chance: random.Random, count: int) -> list[Vacancy]:
    return [_vacancy(chance, number) for number in range(count)]


def _vacancy(chance: random.Random, number: int) -> Vacancy:
    title = chance.choice([node.title for node in linker().vocabulary.nodes if node.kind == OCCUPATION])
    fields = {
        "title": f"{title} {_texts(chance, 1, 1)[0]}",
        "occupation": title,
        "tasks": _texts(chance, 4, 3),
        "nice": _texts(chance, 1, 2),
        "must": chance.choice([[], ["VCA"], ["rijbewijs B"]]),
        "demands": _some(chance, list(DEMANDS.values()), 5),
        "hours_min": chance.randint(8, 24),
        "hours_max": chance.randint(24, 40),
        "day_parts": _some(chance, list(DAY_PARTS.values()), 3),
        "postcode": str(chance.randint(2000, 2299)),
        "language_nl": chance.choice(LANGUAGE_LEVELS),
        "contracts": _some(chance, list(CONTRACTS.values()), 2),
        "support_offered": _some(chance, list(SUPPORT.values()), 3),
        "open_hiring": chance.choice([0, 0, 0, 1]),
    }
    return vacancy_of(f"V{number:04}", f"E{number % EMPLOYERS}", {"sector": "logistiek"}, fields)


def _seeker(chance: random.Random, number: int, alike: bool) -> Seeker:
    def said(count: int, words: int) -> list[str]:
        return chance.sample(_labels(), count) if alike else _texts(chance, count, words)

    fields = {
        "occupations": said(2, 2),
        "can": said(3, 3),
        "wants": said(2, 3),
        "limits": _some(chance, list(DEMANDS.values()), 3),
        "hours_min": chance.choice([8, 16, 24]),
        "hours_max": chance.choice([24, 32, 36, 40]),
        "day_parts": _some(chance, list(DAY_PARTS.values()), 3),
        "postcode": str(chance.randint(2000, 2299)),
        "max_distance_km": chance.choice([None, 5, 10, 15, 20, 30, 50]),
        "transport": _some(chance, list(TRANSPORT.values()), 2),
        "language_nl": chance.choice(LANGUAGE_LEVELS),
        "certificates": chance.choice([None, [], ["VCA"], ["BHV"]]),
        "support_needed": _some(chance, list(SUPPORT.values()), 2),
    }
    return seeker_of(f"K{number:04}", fields)


def figures() -> dict[str, dict[str, float]]:
    """Everything that is measured here, in seconds, and the exponents of growth."""
    one, all_of_them = arrivals(), everybody()  # first: what comes later finds words that were read
    by_size = [arrivals(size, ARRIVALS // 4) for size in SIZES]
    by_crowd = [everybody(people=people, rounds=2) for people in CROWDS]
    return {
        "arrival": asdict(one),
        "everybody": asdict(all_of_them),
        "growth": {
            "known": growth(SIZES, [found.known for found in by_size]),
            "first": growth(SIZES, [found.first for found in by_size]),
            "prepared": growth(CROWDS, [found.prepared for found in by_crowd]),
            "scratch": growth(CROWDS, [found.scratch for found in by_crowd]),
        },
    }


def on_one_core() -> dict[str, dict[str, float]]:
    """The figures from a process of its own, for numpy counts its threads only once."""
    one = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    command = [sys.executable, "-m", "benchmarks.matching"]
    done = subprocess.run(command, env={**os.environ, **one}, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout))


if __name__ == "__main__":
    print(json.dumps(figures()))
