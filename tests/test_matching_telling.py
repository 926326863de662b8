"""What is said about a suggestion, to the person and to the stand; why not; and what transport and a stand add."""

from __future__ import annotations

from typing import Any

import pytest

from eventapp.matching.engine import Engine, Matched
from eventapp.matching.geo import REACH_KM, Places
from eventapp.matching.profile import seeker_of, vacancy_of
from eventapp.matching.telling import TO_YOU, sentences, sentences_why_not
from eventapp.messages import DEFAULT, LANGUAGES, catalogue, text

# Two invented places, about 6 km by road from each other, and one at about 65.
PLACES = Places({"1000": (52.00, 4.00), "2000": (52.0415, 4.00), "3000": (52.45, 4.00)})
PERSON: dict[str, Any] = {
    "can": ["orderpicken"], "wants": ["orderpicken"], "postcode": "1000", "limits": ["lifting"], "language_nl": "A2",
    "support_needed": ["language_support"], "max_distance_km": 15,
}  # fmt: skip
WORK: dict[str, Any] = {
    "title": "Orderpicker", "occupation": "orderpicker", "postcode": "2000", "demands": ["lifting"],
    "adaptable": ["lifting"], "support_offered": ["language_support"], "language_nl": "A2",
}  # fmt: skip


def match(person: dict[str, Any], work: dict[str, Any], employer: dict[str, Any] | None = None) -> Matched:
    vacancy = vacancy_of("V1", "E1", employer or {}, {**WORK, **work})
    return Engine([vacancy], PLACES).match(seeker_of("K1", {**PERSON, **person}))


def told(matched: Matched, listener: Any) -> list[str]:
    return [text(code, params) for code, params in sentences(matched.suggestions()[0], listener)]


def why_not(person: dict[str, Any], work: dict[str, Any]) -> list[str]:
    return [text(code, params) for code, params in sentences_why_not(match(person, work).why_not("V1"))]


def test_a_person_is_told_why_in_plain_dutch_most_telling_first() -> None:
    assert told(match({}, {}), "seeker")[:6] == [
        "Past bij u. U zei dat u dit wilt: orderpicken.",
        "Past bij u. Dit kunt u of deed u al, en zij zoeken dat: orderpicken.",
        "Zij bieden: taalondersteuning.",
        "6 km reizen.",
        "Uw Nederlands is genoeg voor dit werk (A2).",
        "Let op: bij dit werk hoort ook: tillen. De werkgever kan dit aanpassen, vraag ernaar.",
    ]


def test_a_stand_hears_strengths_and_what_is_unknown_and_never_a_limit_or_a_wish_that_is_not_met() -> None:
    heard = told(match({"support_needed": ["guidance"]}, {}), "employer")
    assert heard[:2] == ["Wil graag: orderpicken.", "Kan of deed al: orderpicken."]
    assert "Vraag na: hoeveel uur per week?" in heard
    assert not any(word in " ".join(heard) for word in ("tillen", "Let op", "begeleiding", " u "))
    assert text("relaxed.support") in told(match({"support_needed": ["guidance"]}, {}), "seeker")


def test_who_named_no_work_is_not_told_that_they_named_other_work() -> None:
    matched = match({"can": [], "wants": []}, {})
    assert "other_work" in matched.suggestions()[0].relaxed
    assert "U noemde dit werk zelf niet." in told(matched, "seeker")


def test_hours_that_are_the_same_at_both_ends_are_said_once() -> None:
    hours = {"hours_min": 24, "hours_max": 24}
    assert "De uren passen bij u: 24 uur per week." in told(match(hours, {"hours_min": 16, "hours_max": 32}), "seeker")


def test_where_no_dutch_is_needed_nobody_is_told_that_theirs_will_do_nor_asked_for_it() -> None:
    for language in ("A2", None):
        heard = told(match({"language_nl": language}, {"language_nl": "A0"}), "seeker")
        assert "Voor dit werk is geen Nederlands nodig." in heard
        assert not [line for line in heard if "(A0)" in line or "hoeveel Nederlands" in line]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_with_a_sentence_for_the_person_has_it_and_it_is_spoken_to_them(language: str) -> None:
    texts = catalogue(language)
    you = {"nl": ("u", "uw", "zij"), "en": ("you", "your", "they")}[language]
    for code in TO_YOU:
        words = texts[f"reason.{code}.you"].lower().replace(".", " ").replace(":", " ").split()
        assert set(you) & set(words) or code in ("same_family", "near_work"), code


def test_open_hiring_comes_first_weighs_what_the_person_wants_only_and_tells_the_stand_nothing() -> None:
    open_hiring = match({"can": ["haren knippen"]}, {"open_hiring": 1})
    weighed = match({"can": ["haren knippen"]}, {"open_hiring": 0})
    suggestion = open_hiring.suggestions()[0]
    assert suggestion.open_hiring and not weighed.suggestions()[0].open_hiring
    assert suggestion.rank_key > weighed.suggestions()[0].rank_key
    assert told(open_hiring, "seeker")[0] == text("reason.open_hiring")
    assert told(open_hiring, "employer") == []


def test_what_somebody_can_does_not_move_work_that_is_given_to_whoever_comes_first() -> None:
    fits = [match({"licences": held}, {"open_hiring": 1}).suggestions()[0].rank_key for held in ([], None)]
    assert fits[0] == fits[1]


def test_limits_shut_open_hiring_too() -> None:
    assert why_not({}, {"open_hiring": 1, "adaptable": []}) == [
        "Bij dit werk hoort: tillen. U zei dat dit niet gaat. De werkgever kan het niet aanpassen."
    ]


@pytest.mark.parametrize(
    ("person", "work", "sentence"),
    [
        ({}, {"adaptable": []}, "Bij dit werk hoort: tillen."),
        ({"licences": ["B"]}, {"must": ["rijbewijs C"]}, "een rijbewijs nodig dat u niet hebt: C."),
        ({"certificates": []}, {"must": ["VCA"]}, "Voor dit werk is nodig: VCA."),
        ({"day_parts": ["morning"]}, {"day_parts": ["night"]}, "op deze dagdelen: nacht."),
        ({"contracts": ["paid"]}, {"contracts": ["volunteering"]}, "Het soort contract is hier: vrijwilligerswerk."),
        ({"hours_min": 24}, {"hours_max": 16}, "hooguit 16 uur per week. U wilt meer uren."),
        ({"hours_max": 24}, {"hours_min": 32}, "minstens 32 uur per week. U wilt minder uren."),
        ({}, {"postcode": "3000"}, "De reis is 65 km. U wilt hooguit 15 km reizen."),
        ({}, {"language_nl": "B2"}, "meer Nederlands nodig: niveau B2."),
    ],
)
def test_who_asks_why_not_gets_a_plain_sentence(person: dict[str, Any], work: dict[str, Any], sentence: str) -> None:
    [answer] = why_not(person, work)
    assert sentence in answer


def test_nothing_is_said_against_work_that_is_open_and_unknown_work_is_an_error() -> None:
    assert why_not({}, {}) == []
    with pytest.raises(KeyError):
        match({}, {}).why_not("V2")


def test_farther_than_the_transport_usually_goes_is_said_and_asked_and_shuts_nothing() -> None:
    matched = match({"max_distance_km": None, "transport": ["bike"]}, {"postcode": "3000"})
    assert matched.excluded == []
    suggestion = matched.suggestions()[0]
    assert "farther" in suggestion.relaxed
    assert "ask_distance" in [question.code for question in suggestion.questions]
    assert text("relaxed.farther", {}, DEFAULT) in told(matched, "seeker")


def test_within_reach_of_the_transport_the_way_is_no_question() -> None:
    suggestion = match({"max_distance_km": None, "transport": ["bike"]}, {}).suggestions()[0]
    assert "farther" not in suggestion.relaxed
    assert "ask_distance" not in [question.code for question in suggestion.questions]


@pytest.mark.parametrize("known", [{"transport": ["walking", "car"]}, {"transport": []}, {"max_distance_km": 5.5}])
def test_the_farthest_going_transport_counts_none_is_unknown_and_a_stated_reach_goes_before(known: Any) -> None:
    relaxed = match({"max_distance_km": None, "transport": ["walking"], **known}, {}).suggestions()[0].relaxed
    assert "farther" not in relaxed
    assert ("distance" in relaxed) == ("max_distance_km" in known)


def test_transport_that_is_offered_takes_the_distance_away() -> None:
    work = {"postcode": "3000", "support_offered": ["transport"]}
    assert "farther" not in match({"max_distance_km": None, "transport": ["walking"]}, work).suggestions()[0].relaxed


def test_who_gets_around_faster_gets_farther() -> None:
    assert sorted(REACH_KM, key=REACH_KM.__getitem__) == ["walking", "bike", "moped", "public_transport", "car"]


def test_a_stand_that_a_wheelchair_cannot_reach_is_a_note_for_the_person_and_shuts_nothing() -> None:
    note = text("reason.stand_not_accessible")
    matched = match({}, {}, {"stand_accessible": 2})
    assert matched.excluded == []
    assert note in told(matched, "seeker") and note not in told(matched, "employer")
    for accessible in ({}, {"stand_accessible": 0}, {"stand_accessible": 1}):
        assert note not in told(match({}, {}, accessible), "seeker")
