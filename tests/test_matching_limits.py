"""What shuts a vacancy, and what never does: one refusal per rule, and unknown beside each."""

from __future__ import annotations

from typing import Any

import pytest

from eventapp.matching.engine import Engine, Matched
from eventapp.matching.geo import Places
from eventapp.matching.profile import seeker_of, vacancy_of

# Two invented places, about 20 km from each other in a straight line, so about 26 km by road.
PLACES = Places(
    postcodes={"1000": (52.00, 4.00), "2000": (52.18, 4.00), "2001": (52.01, 4.00)},
    cities={"verdorp": ("2000", "2001")},
)
PERSON: dict[str, Any] = {"occupations": ["schoonmaker"], "wants": ["schoonmaken"], "postcode": "1000 AB"}
WORK: dict[str, Any] = {"title": "Schoonmaker kantoren", "occupation": "schoonmaker", "postcode": "1000 XY"}


def match(person: dict[str, Any], work: dict[str, Any], places: Places = PLACES) -> Matched:
    vacancy = vacancy_of("V1", "E1", {"sector": "schoonmaak"}, {**WORK, **work})
    return Engine([vacancy], places).match(seeker_of("K1", {**PERSON, **person}))


def codes(person: dict[str, Any], work: dict[str, Any], places: Places = PLACES) -> tuple[str, ...]:
    matched = match(person, work, places)
    shut = [code for exclusion in matched.excluded for code in exclusion.codes]
    assert bool(shut) != bool(matched.suggestions())  # shut or suggested, never both and never neither
    return tuple(shut)


def test_nothing_known_shuts_nothing() -> None:
    assert codes({}, {}) == ()


def test_a_demand_that_is_a_limit_shuts() -> None:
    assert codes({"limits": ["lifting"]}, {"demands": ["lifting", "standing"]}) == ("limit",)


def test_a_demand_that_can_be_adapted_is_kept_and_said_to_the_seeker_alone() -> None:
    matched = match({"limits": ["lifting"]}, {"demands": ["lifting"], "adaptable": ["lifting"]})
    adaptable = [r for r in matched.suggestions()[0].reasons if r.code == "adaptable"]
    assert [(r.params, r.audience) for r in adaptable] == [({"demands": ["lifting"]}, "seeker")]


def test_limits_in_own_words_count_where_nobody_made_codes_of_them() -> None:
    assert codes({"limits_text": ["niet zwaar tillen"]}, {"demands": ["lifting"]}) == ("limit",)


def test_a_licence_surely_missing_shuts_even_where_they_train() -> None:
    work = {"must": ["rijbewijs C"], "support_offered": ["training", "certification"]}
    assert codes({"licences": ["B"]}, work) == ("requirement",)
    assert codes({"licences": []}, work) == ("requirement",)


def test_an_unknown_licence_is_asked_about() -> None:
    matched = match({}, {"must": ["rijbewijs C"]})
    assert not matched.excluded
    assert [q.params for q in matched.suggestions()[0].questions if q.code == "ask_licence"] == [{"licence": "C"}]


@pytest.mark.parametrize("held", [["C"], ["CE"], ["ce"]])
def test_a_licence_is_held_with_all_it_includes(held: list[str]) -> None:
    assert codes({"licences": held}, {"must": ["rijbewijs C", "rijbewijs B"]}) == ()


def test_a_certificate_surely_missing_shuts() -> None:
    assert codes({"certificates": []}, {"must": ["VCA"]}) == ("requirement",)
    assert codes({"certificates": ["BHV"]}, {"must": ["VCA"]}) == ("requirement",)


@pytest.mark.parametrize("offered", ["training", "certification"])
def test_a_missing_certificate_is_learned_where_they_train(offered: str) -> None:
    matched = match({"certificates": []}, {"must": ["VCA"], "support_offered": [offered]})
    assert "certificate_here" in [reason.code for reason in matched.suggestions()[0].reasons]


def test_an_unknown_certificate_is_asked_about() -> None:
    matched = match({}, {"must": ["VCA"]})
    assert "ask_certificate" in [question.code for question in matched.suggestions()[0].questions]


def test_a_certificate_in_other_words_is_the_same_certificate() -> None:
    assert codes({"certificates": ["vorkheftruck certificaat"]}, {"must": ["heftruckcertificaat"]}) == ()
    assert codes({"certificates": ["certificaat rietdekken"]}, {"must": ["Diploma rietdeken"]}) == ()


def test_a_vog_never_shuts_and_is_asked_for() -> None:
    matched = match({"certificates": [], "licences": []}, {"must": ["VOG"]})
    assert [question.code for question in matched.suggestions()[0].questions if question.code == "ask_vog"]


def test_another_demand_in_words_never_shuts_and_is_asked_about() -> None:
    matched = match({"certificates": []}, {"must": ["ervaring met mensen"]})
    asked = [q.params for q in matched.suggestions()[0].questions if q.code == "ask_requirement"]
    assert asked == [{"words": "ervaring met mensen"}]


def test_no_common_part_of_the_day_shuts() -> None:
    assert codes({"day_parts": ["morning"]}, {"day_parts": ["night", "evening"]}) == ("day_part",)
    assert codes({"day_parts": ["morning", "night"]}, {"day_parts": ["night"]}) == ()
    assert codes({"day_parts": ["morning"]}, {}) == ()
    assert codes({"day_parts": []}, {"day_parts": ["night"]}) == ()


def test_no_common_kind_of_contract_shuts() -> None:
    assert codes({"contracts": ["paid"]}, {"contracts": ["volunteering"]}) == ("contract",)
    assert codes({"contracts": ["paid"]}, {"contracts": ["volunteering", "paid"]}) == ()
    assert codes({"contracts": ["paid"]}, {}) == ()
    assert codes({}, {"contracts": ["volunteering"]}) == ()


def test_too_many_or_too_few_hours_shut() -> None:
    assert codes({"hours_max": 24}, {"hours_min": 25}) == ("hours",)
    assert codes({"hours_min": 24}, {"hours_max": 23}) == ("hours",)
    assert codes({"hours_min": 16, "hours_max": 24}, {"hours_min": 24, "hours_max": 36}) == ()
    assert codes({"hours_max": 24}, {"hours_max": 40}) == ()


def test_too_far_shuts_beyond_the_slack_only() -> None:
    assert codes({"max_distance_km": 22}, {"postcode": "2000"}) == ("distance",)  # 26 km by road
    assert codes({"max_distance_km": 24}, {"postcode": "2000"}) == ()
    assert codes({}, {"postcode": "2000"}) == ()


def test_a_little_farther_than_wished_is_kept_and_said() -> None:
    suggestion = match({"max_distance_km": 24}, {"postcode": "2000"}).suggestions()[0]
    assert "distance" in suggestion.relaxed


def test_without_a_postcode_the_nearest_of_the_city_counts() -> None:
    assert codes({"max_distance_km": 5}, {"postcode": None, "city": "Verdorp"}) == ()
    assert codes({"max_distance_km": 1}, {"postcode": None, "city": "Verdorp"}) == ("distance",)


def test_a_rough_distance_never_shuts_and_says_about() -> None:
    matched = match({"max_distance_km": 1, "postcode": "1011"}, {"postcode": "9711"}, Places())
    assert not matched.excluded
    assert "distance_about" in [reason.code for reason in matched.suggestions()[0].reasons]


def test_an_unknown_place_is_asked_about() -> None:
    matched = match({"postcode": None, "max_distance_km": 5}, {"postcode": None})
    assert "ask_distance" in [question.code for question in matched.suggestions()[0].questions]


def test_den_haag_is_s_gravenhage() -> None:
    line = "NL\t2511\t's-Gravenhage\tSouth Holland\t11\tGemeente Den Haag\t0518\t\t\t52.07\t4.31\t\n"
    points, rough = Places.from_geonames(line).points(None, "Den Haag")
    assert (points.tolist(), rough) == ([[52.07, 4.31]], False)


def test_two_steps_of_dutch_short_shut_whatever_support_there_is() -> None:
    work = {"language_nl": "B1", "support_offered": ["language_support"]}
    assert codes({"language_nl": "A1"}, work) == ("language",)


def test_one_step_of_dutch_short_shuts_without_language_support() -> None:
    assert codes({"language_nl": "A2"}, {"language_nl": "B1", "support_offered": []}) == ("language",)
    assert codes({"language_nl": "A2"}, {"language_nl": "B1", "support_offered": ["language_support"]}) == ()
    assert codes({}, {"language_nl": "C1"}) == ()
    assert codes({"language_nl": "A0"}, {}) == ()


def test_every_code_that_shuts_is_said() -> None:
    person = {"limits": ["noise"], "hours_max": 10, "language_nl": "A0"}
    work = {"demands": ["noise"], "hours_min": 32, "language_nl": "B2"}
    assert codes(person, work) == ("limit", "hours", "language")
