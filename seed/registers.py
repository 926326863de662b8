"""The registers of the rehearsal fair in Vonk's own templates, as an organiser would have them sent in."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from seed import work
from seed.digits import fictional
from seed.names import draw_new_name
from seed.people import Row, deck, seeker_row
from seed.sheet import SEEKER_COLUMNS, VACANCY_COLUMNS, sheet

FIRST_NUMBER = 101  # of a seeker: A101, A102 ...


def kandidaten_csv(count: int = 160, seed: int = 2026) -> bytes:
    """``kandidaten.csv`` with ``count`` job seekers; a larger register begins with the rows of a smaller one.

    Raises ValueError for a negative count, and above some 18,000, where fictional telephone numbers run out.
    """
    if count < 0:
        raise ValueError("count must not be negative")
    return sheet(SEEKER_COLUMNS, _seekers(count, seed))


def vacatures_csv(seed: int = 2026, employers: int = 25, vacancies: int = 60) -> bytes:
    """``vacatures.csv`` with so many employers, each with at least one of so many vacancies.

    Raises ValueError where an employer would have no vacancy, and above some 1,500 employers.
    """
    if not 1 <= employers <= vacancies:
        raise ValueError("there must be at least one employer, and no fewer vacancies than employers")
    rows = work.vacancy_rows(seed, work.firms(seed, employers), vacancies)
    numbered = ({"nummer": f"W{place:02d}"} | row for place, row in enumerate(rows, start=1))
    return sheet(VACANCY_COLUMNS, numbered)


def _seekers(count: int, seed: int) -> Iterator[Row]:
    phones = fictional("06-000{:05d}", free=5, first=2_003, step=3)
    taken: set[str] = set()
    for place, archetype in zip(range(count), deck(seed), strict=False):
        chance = Random(f"seeker {seed} {place}")
        name = draw_new_name(chance, taken, archetype.get("herkomst", ()), archetype.get("roepnaam", ""))
        row = seeker_row(archetype, name, next(phones), chance)
        yield {"nummer": f"A{FIRST_NUMBER + place}"} | row
