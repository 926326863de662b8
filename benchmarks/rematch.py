"""One arrival matched against 1,000 vacancies, against the bare numpy product of the same size."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.matching import measure
from benchmarks.table import Row


def rows() -> Iterator[Row]:
    """Medians of a hundred arrivals, people with words never seen before and the same people again."""
    speed = measure()
    bare = speed.bare * 1000
    yield Row(
        "one arrival against 1,000 vacancies, words never seen", speed.first * 1000, "ms", bare, "bare numpy product"
    )
    yield Row("the same people again", speed.again * 1000, "ms", bare, "bare numpy product")
    yield Row(
        "with ten suggestions and every exclusion explained", speed.answer * 1000, "ms", bare, "bare numpy product"
    )
    yield Row("making the engine for 1,000 vacancies", speed.construction, "s")
