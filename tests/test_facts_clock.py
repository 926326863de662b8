"""Time: instants as text, and the hybrid clock that orders facts the same way on every laptop."""

from __future__ import annotations

from itertools import pairwise

import pytest
from conftest import MINUTE, OPENING, Clock
from hypothesis import given
from hypothesis import strategies as st

from eventapp.facts.clock import COUNTER_BITS, MAX_AHEAD_MS, HybridClock, to_ms, to_text

MOMENTS = st.integers(min_value=0, max_value=253_402_300_799_999)  # 1970 up to and including 9999


@given(MOMENTS)
def test_an_instant_is_the_same_after_writing_and_reading(ms: int) -> None:
    assert to_ms(to_text(ms)) == ms


@given(st.lists(MOMENTS, min_size=2))
def test_instants_sort_as_text(moments: list[int]) -> None:
    assert sorted(map(to_text, moments)) == [to_text(ms) for ms in sorted(moments)]


@pytest.mark.parametrize(
    "text", ["2026-11-21T10:00:00+01:00", "2026-11-21T09:00:00Z", "2026-11-21T09:00:00", "2026-11-21T09:00"]
)
def test_an_instant_with_or_without_an_offset_is_read_as_the_same_moment(text: str) -> None:
    assert to_ms(text) == OPENING


@pytest.mark.parametrize("text", ["", "gisteren", "2026-13-01T00:00:00Z", "2026-11-21T25:00:00Z"])
def test_what_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        to_ms(text)


def test_a_year_long_ago_is_written_in_four_digits_so_that_it_sorts() -> None:
    assert to_text(to_ms("0999-01-01T00:00:00Z")) == "0999-01-01T00:00:00.000Z"


@given(st.lists(st.tuples(st.integers(-3 * MINUTE, 3 * MINUTE), st.none() | st.integers(-600 * MINUTE, 600 * MINUTE))))
def test_the_clock_never_runs_back_and_never_runs_far_ahead(steps: list[tuple[int, int | None]]) -> None:
    """Whatever the wall clock does, and whatever others say: each reading is later, and none follows a wild one."""
    now = Clock()
    clock = HybridClock(now)
    latest_wall, readings = now(), [clock.tick()]
    for step, other in steps:
        now.advance(step)
        latest_wall = max(latest_wall, now())
        if other is not None:
            clock.observe(now() + other << COUNTER_BITS)
        readings.append(clock.tick())
    assert all(one < later for one, later in pairwise(readings))
    assert readings[-1] >> COUNTER_BITS <= latest_wall + MAX_AHEAD_MS


def test_the_clock_follows_another_laptop_up_to_a_minute_ahead() -> None:
    now = Clock()
    clock = HybridClock(now)
    clock.observe(now() + MAX_AHEAD_MS << COUNTER_BITS)
    assert clock.tick() >> COUNTER_BITS == now() + MAX_AHEAD_MS


def test_the_clock_does_not_follow_another_laptop_further_ahead() -> None:
    now = Clock()
    clock = HybridClock(now)
    clock.observe(now() + MAX_AHEAD_MS + 1 << COUNTER_BITS)
    assert clock.tick() >> COUNTER_BITS == now()


def test_what_follows_on_an_observed_fact_is_ordered_after_it() -> None:
    now = Clock()
    one, other = HybridClock(now), HybridClock(now)
    reading = other.tick()
    one.observe(reading)
    assert one.tick() > reading


def test_many_facts_in_one_millisecond_get_different_readings() -> None:
    clock = HybridClock(Clock())
    readings = [clock.tick() for _ in range(1000)]
    assert len(set(readings)) == 1000 and readings == sorted(readings)


def test_a_clock_that_was_set_back_goes_on_from_the_last_reading() -> None:
    now = Clock()
    last = HybridClock(now).tick()
    now.advance(-3600_000)
    assert HybridClock(now, last).tick() > last
