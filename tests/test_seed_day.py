"""The simulated day: nobody talks who is not there, and the same seed gives the same day."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventapp.fair import words
from seed.day import Act, simulated_day

SEEKERS = [f"A{number}" for number in range(101, 261)]
EMPLOYERS = [f"Werkgever {number}" for number in range(1, 26)]

days = given(
    seed=st.integers(),
    people=st.integers(0, 60),
    firms=st.integers(0, 12),
    minutes=st.integers(1, 300),
)


def day(seed: int, people: int = 160, firms: int = 25, minutes: int = 210) -> list[Act]:
    return list(simulated_day(SEEKERS[:people], EMPLOYERS[:firms], seed, minutes))


@settings(max_examples=60, deadline=None)
@days
def test_acts_come_in_order_of_time_within_the_day(seed: int, people: int, firms: int, minutes: int) -> None:
    times = [act.at_minute for act in day(seed, people, firms, minutes)]
    assert times == sorted(times)
    assert all(0 <= at <= minutes for at in times)


@settings(max_examples=60, deadline=None)
@days
def test_who_talks_is_present_and_talks_to_one_at_a_time(seed: int, people: int, firms: int, minutes: int) -> None:
    present: set[str] = set()
    stands: set[str] = set()
    talking: dict[str, str] = {}
    for act in day(seed, people, firms, minutes):
        employer = act.employer or ""
        if act.kind == "arrive":
            assert act.number not in present
            present.add(act.number)
        elif act.kind == "leave":
            assert act.number not in talking
            present.remove(act.number)
        elif act.kind == "employer_arrives":
            assert employer not in stands
            stands.add(employer)
        elif act.kind == "talk_starts":
            assert act.number in present and employer in stands
            assert act.number not in talking and employer not in talking.values()
            talking[act.number] = employer
        else:
            assert talking.pop(act.number) == employer
    assert not present and not talking


@settings(max_examples=60, deadline=None)
@days
def test_a_talk_lasts_four_to_twelve_minutes_and_a_pair_talks_once(
    seed: int, people: int, firms: int, minutes: int
) -> None:
    began: dict[tuple[str, str | None], float] = {}
    for act in day(seed, people, firms, minutes):
        pair = (act.number, act.employer)
        if act.kind == "talk_starts":
            assert pair not in began
            began[pair] = act.at_minute
        elif act.kind == "talk_ends":
            assert 240 <= round(60 * (act.at_minute - began[pair])) <= 720


@settings(max_examples=30, deadline=None)
@days
def test_every_act_holds_what_its_kind_needs(seed: int, people: int, firms: int, minutes: int) -> None:
    for act in day(seed, people, firms, minutes):
        assert (act.number == "") == (act.kind == "employer_arrives")
        assert (act.employer is None) == (act.kind in ("arrive", "leave"))
        assert (act.outcome in words.OUTCOMES) == (act.kind == "talk_ends")
        assert act.kind == "talk_ends" or act.outcome is None


@given(seed=st.integers())
@settings(max_examples=10, deadline=None)
def test_the_same_seed_gives_the_same_day(seed: int) -> None:
    assert day(seed) == day(seed)


def test_another_seed_gives_another_day() -> None:
    assert day(1) != day(2)


def test_about_three_in_ten_do_not_come() -> None:
    came = [len({act.number for act in day(seed) if act.kind == "arrive"}) for seed in range(20)]
    assert 0.65 < sum(came) / (20 * len(SEEKERS)) < 0.75


def test_people_come_in_waves() -> None:
    acts = [act for seed in range(20) for act in day(seed)]
    quarters = Counter(int(act.at_minute // 15) for act in acts if act.kind == "arrive")
    assert quarters[1] > 2 * quarters[3]
    assert quarters[4] > 1.5 * quarters[7]


def test_some_leave_and_come_back() -> None:
    arrivals = Counter(act.number for act in day(2026) if act.kind == "arrive")
    assert set(arrivals.values()) == {1, 2}


def test_every_outcome_occurs_on_a_usual_day() -> None:
    assert {act.outcome for act in day(2026) if act.kind == "talk_ends"} == set(words.OUTCOMES)


def test_a_day_without_employers_has_no_talks() -> None:
    assert {act.kind for act in day(7, firms=0)} == {"arrive", "leave"}


def test_a_number_that_is_given_twice_is_one_person() -> None:
    twice = simulated_day(["A101", "A101"], EMPLOYERS, 3, 180)
    assert list(twice) == list(simulated_day(["A101"], EMPLOYERS, 3, 180))


def test_a_day_of_no_minutes_is_refused() -> None:
    with pytest.raises(ValueError, match="minute"):
        simulated_day(SEEKERS, EMPLOYERS, 1, 0)
