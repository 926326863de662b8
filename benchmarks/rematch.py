"""Matching against the bare numpy product of the same size, and how it grows; see ``benchmarks/matching.py``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from benchmarks.matching import on_one_core
from benchmarks.table import Row


def rows() -> Iterator[Row]:
    """One arrival, everybody from scratch, and the exponents of growth."""
    figures = on_one_core()
    yield from _arrival(figures["arrival"])
    yield from _everybody(figures["everybody"])
    yield from _growth(figures["growth"])


def _arrival(seconds: Mapping[str, float]) -> Iterator[Row]:
    bare, floor = seconds["bare"] * 1000, "bare product, 7 texts"
    for what, name, goal in (
        ("one arrival against 1,000 vacancies, registered before", "known", "<= 3"),
        ("the same, words never seen (below 2 ms)", "first", ""),
        ("registered: ten suggestions, every exclusion with codes", "answer", ""),
        ("registered: the best for every stand, with reasons", "stands", ""),
    ):
        yield Row(what, seconds[name] * 1000, "ms", bare, floor, goal)
    yield Row("making the engine for 1,000 vacancies", seconds["construction"], "s")
    yield Row("making it again, as for one vacancy more", seconds["again"], "s")


def _everybody(seconds: Mapping[str, float]) -> Iterator[Row]:
    bare, floor = seconds["bare"], "bare product, all texts"
    yield Row("5,000 x 1,000, words and vacancies read", seconds["prepared"], "s", bare, floor, "<= 2")
    yield Row("5,000 x 1,000, reading every word included", seconds["scratch"], "s", bare, floor)


def _growth(exponents: Mapping[str, float]) -> Iterator[Row]:
    yield Row("growth with vacancies, one arrival, registered", exponents["known"], "exp.")
    yield Row("growth with vacancies, one arrival, words never seen", exponents["first"], "exp.")
    yield Row("growth with people, everybody, words read", exponents["prepared"], "exp.")
    yield Row("growth with people, everybody, reading included", exponents["scratch"], "exp.")
