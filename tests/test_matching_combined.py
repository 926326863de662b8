"""Combined jobs: two or three part-time jobs of different employers that together make a week."""

from __future__ import annotations

from typing import Any

from eventapp.matching.combine import combinations
from eventapp.matching.engine import Engine
from eventapp.matching.geo import Places
from eventapp.matching.profile import seeker_of, vacancy_of
from eventapp.matching.results import Combination
from eventapp.matching.telling import sentences_together
from eventapp.messages import text

# About 6, 6 and 12 km by road from each other.
PLACES = Places({"1000": (52.00, 4.00), "2000": (52.0415, 4.00), "3000": (51.9585, 4.00)})
PART: dict[str, Any] = {"title": "Schoonmaker", "occupation": "schoonmaker", "hours_min": 10, "hours_max": 15}
PERSON: dict[str, Any] = {"wants": ["schoonmaken"], "hours_min": 24, "hours_max": 36}


def together(works: dict[str, dict[str, Any]], person: dict[str, Any] | None = None) -> list[Combination]:
    """``works`` by id; what comes before a dash is the employer."""
    vacancies = [vacancy_of(id, id.split("-")[0], {}, {**PART, **work}) for id, work in works.items()]
    return Engine(vacancies, PLACES).match(seeker_of("K1", {**PERSON, **(person or {})})).combinations


def pairs(works: dict[str, dict[str, Any]], person: dict[str, Any] | None = None) -> list[tuple[str, ...]]:
    return [one.vacancies for one in together(works, person)]


def test_two_part_time_jobs_of_two_employers_make_a_week() -> None:
    [found] = together({"A": {}, "B": {}})
    assert (found.vacancies, found.hours) == (("A", "B"), 30)


def test_three_jobs_make_a_week_where_no_two_are_enough() -> None:
    short = {"hours_min": 8, "hours_max": 10}
    [found] = together({"A": short, "B": short, "C": short})
    assert (found.vacancies, found.hours) == (("A", "B", "C"), 30)


def test_three_jobs_are_not_offered_where_two_are_enough() -> None:
    assert {len(one) for one in pairs({"A": {}, "B": {}, "C": {}})} == {2}


def test_jobs_of_one_employer_are_not_joined() -> None:
    assert pairs({"A-1": {}, "A-2": {}}) == []
    short = {"hours_min": 8, "hours_max": 10}
    assert pairs({"A-1": short, "A-2": short, "B": short}) == []


def test_too_many_and_too_few_hours_together_are_not_joined() -> None:
    assert pairs({"A": {}, "B": {}}, {"hours_max": 19, "hours_min": 18}) == []
    assert pairs({"A": {}, "B": {}}, {"hours_min": 32}) == []


def test_who_did_not_say_how_many_hours_gets_no_combination() -> None:
    assert pairs({"A": {}, "B": {}}, {"hours_min": None}) == []
    assert pairs({"A": {}, "B": {}}, {"hours_max": None}) == []


def test_work_that_is_enough_alone_is_not_joined_with_other_work_that_is() -> None:
    enough = {"hours_min": 8, "hours_max": 30}
    assert pairs({"A": enough, "B": enough}) == []


def test_what_is_shut_by_more_than_its_few_hours_is_not_joined() -> None:
    assert pairs({"A": {}, "B": {"demands": ["lifting"]}}, {"limits": ["lifting"]}) == []


def test_two_jobs_in_the_same_part_of_the_day_are_not_joined() -> None:
    mornings = {"day_parts": ["morning"]}
    assert pairs({"A": mornings, "B": mornings}) == []
    assert pairs({"A": mornings, "B": {"day_parts": ["morning", "evening"]}}) == [("A", "B")]
    assert pairs({"A": mornings, "B": {"day_parts": ["morning", "evening"]}}, {"day_parts": ["morning"]}) == []


def test_three_jobs_need_three_parts_of_the_day() -> None:
    short = {"hours_min": 8, "hours_max": 10, "day_parts": ["morning", "evening"]}
    assert pairs({"A": short, "B": short, "C": short}) == []
    assert pairs({"A": short, "B": short, "C": {**short, "day_parts": ["weekend"]}}) == [("A", "B", "C")]


def test_two_jobs_too_far_from_each_other_are_not_joined() -> None:
    works = {"A": {"postcode": "2000"}, "B": {"postcode": "3000"}}
    reach = {"postcode": "1000", "max_distance_km": 8}
    assert pairs(works, reach) == []
    assert pairs(works, reach | {"max_distance_km": 12}) == [("A", "B")]
    assert pairs(works, {"postcode": "1000", "transport": ["walking"]}) == []
    assert pairs(works, {"postcode": "1000", "transport": ["bike"]}) == [("A", "B")]


def test_what_is_unknown_of_doing_both_is_asked() -> None:
    known = {"postcode": "2000", "day_parts": ["morning", "evening"]}
    asked = [question.code for question in together({"A": known, "B": known})[0].questions]
    assert asked == ["ask_income"]
    asked = [question.code for question in together({"A": {}, "B": known}, {"max_distance_km": 5})[0].questions]
    assert asked == ["ask_income", "ask_day_parts", "ask_way_between"]


def test_a_person_is_told_the_hours_and_to_have_it_worked_out() -> None:
    said = [text(code, params) for code, params in sentences_together(together({"A": {}, "B": {}})[0])]
    assert said[:2] == ["Samen maken deze banen 30 uur per week.", "Laat narekenen wat dit betekent voor uw inkomen."]


def test_the_best_weakest_job_comes_first_and_no_more_than_five_are_offered() -> None:
    works = {id: {} for id in "ABCDE"} | {"F": {"title": "Kapper", "occupation": "kapper"}}
    found = pairs(works)
    assert len(found) == 5
    assert not any("F" in one for one in found)


def test_a_thousand_part_time_jobs_are_looked_at_no_further_than_the_best_thirty() -> None:
    vacancies = [vacancy_of(f"V{n:04}", f"E{n}", {}, {**PART, "hours_max": 11}) for n in range(1000)]
    engine = Engine(vacancies)
    matched = engine.match(seeker_of("K1", PERSON))
    found = combinations(engine.vacancies, engine.rules, matched.seeker, matched.verdict, matched.scores.total)
    assert all(int(id[1:]) < 30 for one in found for id in one.vacancies)
    assert [len(one.vacancies) for one in found] == [3] * 5
