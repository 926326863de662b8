"""Free text says limits, hours, day parts and papers; a denial is not turned around, and nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_support import table_file, take, take_person, warnings

from eventapp.intake.meaning import understood
from eventapp.matching.demands import limits_in


def remarked(text: str) -> dict[str, Any]:
    """What a remark adds to the fields of a person."""
    fields = take(table_file("Voornaam\tAchternaam\tOpmerkingen", f"Bo\tBakker\t{text}")).people[0].fields
    return {name: value for name, value in fields.items() if name not in ("first_name", "last_name")}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("kan niet zwaar tillen", ["lifting"]), ("geen nachtdienst", ["nights"]), ("kan niet tegen drukte", ["crowds"]),
        ("geen zwaar tilwerk, bukken of knielen", ["lifting", "bending"]), ("liever niet in de kou", ["cold"]),
        ("kan goed sjouwen maar niet lang staan", ["standing"]), ("geen moeite met staan, maar wel met tillen", ["lifting"]),
    ],
)  # fmt: skip
def test_a_remark_sets_limits(text: str, codes: list[str]) -> None:
    assert remarked(text)["limits"] == codes


@pytest.mark.parametrize(
    "text",
    [
        "geen bezwaar tegen nachtdienst", "Nachtdienst is geen probleem.", "niet bang voor hoogtes", "heeft geen moeite met tillen",
        "vindt nachtdienst niet erg", "staan maakt niet uit", "zonder problemen traplopen", "geen hoogtevrees", "kan goed tillen",
        "liever buiten werken", "houdt van drukte", "lopend werk is prima",
    ],
)  # fmt: skip
def test_two_denials_a_wish_and_what_goes_well_are_no_limit(text: str) -> None:
    assert "limits" not in remarked(text)
    assert understood(text).rest == []


@pytest.mark.parametrize(
    "text", ["geen bezwaar tegen nachtdienst", "niet bang voor hoogtes", "geen moeite met tillen", "geen hoogtevrees"]
)
def test_nor_are_they_in_the_column_of_what_somebody_cannot(text: str) -> None:
    fields, warned = take_person(kan_niet=text)
    assert limits_in(text) == set()
    assert not {"limits", "questions"} & fields.keys()
    assert warned == set()


def test_the_cause_is_dropped_and_the_limit_stays() -> None:
    intake = take(
        table_file(
            "Naam;Geboren;Bijzonderheden", "Bo Bakker;1-1-1980;Kan ivm rug niet lang staan. Max 24 uur per week."
        )
    )
    fields = intake.people[0].fields
    assert (fields["limits"], fields["hours_max"]) == (["standing"], 24)
    assert "rug" not in repr(intake)
    assert ("sensitive_text", "Bijzonderheden") in warnings(intake)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("alleen ochtenden", {"day_parts": ["morning"]}),
        ("kan alleen in de middag", {"day_parts": ["afternoon"]}),
        ("alleen onder schooltijd", {"day_parts": ["morning", "afternoon"]}),
        ("max 24 uur per week", {"hours_max": 24}),
        ("wil 24-32 uur", {"hours_min": 24, "hours_max": 32}),
        ("fulltime beschikbaar", {"hours_min": 36, "hours_max": 40}),
        ("Rijbewijs B en BE", {"licences": ["B", "BE"]}),
        ("geen rijbewijs", {"licences": []}),
        ("VCA en heftruckcertificaat", {"certificates": ["VCA", "heftruckcertificaat"]}),
        ("eigen auto", {"transport": ["car"]}),
        ("komt met de fiets", {"transport": ["bike"]}),
        ("niet verder dan 10 km reizen", {"max_distance_km": 10}),
        ("taalniveau A2", {"language_nl": "A2"}),
        ("spreekt Engels en Arabisch", {"other_languages": ["Engels", "Arabisch"]}),
        ("jobcoach gewenst", {"support_needed": ["job_coach"]}),
        ("heeft begeleiding nodig", {"support_needed": ["guidance"]}),
        ("rustige werkplek", {"support_needed": ["quiet_place"]}),
        ("zoekt werk als chauffeur", {"wants": ["chauffeur"]}),
        ("wil in de zorg werken", {"wants": ["zorg"]}),
        ("heeft gewerkt als magazijnmedewerker", {"occupations": ["magazijnmedewerker"]}),
    ],
)  # fmt: skip
def test_a_remark_fills_what_no_column_says(text: str, fields: dict[str, Any]) -> None:
    assert remarked(text) == fields


@pytest.mark.parametrize(
    "text",
    [
        "bezig met rijbewijs B", "wil VCA halen", "niet op woensdag, dan zijn de kinderen thuis", "max 4 uur per dag", "bel liever 's avonds",
        "na 17 uur bereikbaar", "moet voor 15 uur thuis zijn", "geen avonden", "niet in het weekend", "hond thuis", "geen jobcoach nodig",
    ],
)  # fmt: skip
def test_what_cannot_be_mapped_becomes_a_question_and_nothing_else(text: str) -> None:
    assert remarked(text) == {"questions": [f"opmerkingen: {text}"]}


def test_what_is_mapped_in_part_is_asked_as_a_whole() -> None:
    assert remarked("wil graag als kok werken in een restaurant") == {
        "wants": ["kok"],
        "questions": ["opmerkingen: wil graag als kok werken in een restaurant"],
    }


def test_a_column_goes_before_a_remark_and_limits_add_up() -> None:
    row = "Bo\tBakker\t16\ttillen\tMax 24 uur per week. Kan niet lang staan."
    fields = take(table_file("Voornaam\tAchternaam\tUren\tBelemmeringen\tOpmerkingen", row)).people[0].fields
    assert (fields["hours_max"], fields["limits"]) == (16, ["lifting", "standing"])


@pytest.mark.parametrize("column", ["Rijbewijs", "Opmerkingen", "Vervoer"])
def test_a_licence_without_a_car_is_a_licence_and_no_car(column: str) -> None:
    fields = take(table_file(f"Voornaam\tAchternaam\t{column}", "Bo\tBakker\trijbewijs B, geen auto")).people[0].fields
    assert fields["licences"] == ["B"]
    assert "car" not in fields.get("transport", [])


def test_a_car_that_is_not_there_is_taken_out_of_the_transport() -> None:
    fields = take(table_file("Naam\tVervoer\tOpmerkingen", "Bo Bakker\tfiets, auto\tgeen auto meer")).people[0].fields
    assert fields["transport"] == ["bike"]


@pytest.mark.parametrize(
    ("cell", "fields"),
    [
        ("24", {"hours_min": 24, "hours_max": 24}),
        ("24-32 uur", {"hours_min": 24, "hours_max": 32}),
        ("16 uur, alleen ochtend", {"hours_min": 16, "hours_max": 16, "day_parts": ["morning"]}),
        ("ochtend/middag", {"day_parts": ["morning", "afternoon"]}),
        ("overdag", {"day_parts": ["morning", "afternoon"]}),
        ("niet in de avond", {"questions": ["beschikbaarheid: niet in de avond"]}),
        ("per direct", {"questions": ["beschikbaarheid: per direct"]}),
    ],
)  # fmt: skip
def test_a_cell_on_availability_may_say_hours_and_day_parts(cell: str, fields: dict[str, Any]) -> None:
    found = take(table_file("Voornaam\tAchternaam\tBeschikbaarheid", f"Bo\tBakker\t{cell}")).people[0].fields
    assert found == {"first_name": "Bo", "last_name": "Bakker", **fields}


@pytest.mark.parametrize(
    ("column", "text", "limits"),
    [("wil", "geen nachtdienst", ["nights"]), ("kan", "kan niet tillen", ["lifting"]), ("wil", "liever geen drukte", None),
     ("wil", "klussen zonder zwaar werk", None)],
)  # fmt: skip
def test_a_wish_sets_a_limit_only_without_a_doubt(column: str, text: str, limits: list[str] | None) -> None:
    assert take_person(**{column: text})[0].get("limits") == limits


@given(st.text(alphabet="kan niet geen tillen staan uur 24 rijbewijs B , . maar wel ochtend max", max_size=80))
def test_any_remark_is_understood_or_asked(text: str) -> None:
    meaning = understood(text)
    assert all(isinstance(question, str) and question for question in meaning.rest)


def test_a_bicycle_beside_a_missing_licence_is_heard() -> None:
    found = remarked("geen rijbewijs, wel fiets")
    assert (found["licences"], found["transport"]) == ([], ["bike"])
