"""Kandidaten: what a row says of a seeker, who stays out and why, and how nothing gets lost."""

from __future__ import annotations

from typing import Any

import pytest
from intake_support import (
    NOTHING_KNOWN,
    TODAY,
    file_report,
    people_file,
    person,
    refused,
    take,
    take_person,
    warnings,
)

from eventapp.fair.fields import PERSON_OPEN, PERSON_PERSONAL
from eventapp.intake import Known, take_in


def test_a_full_row_becomes_the_fields_of_a_seeker() -> None:
    row = person(
        nummer="K7", roepnaam="Anna-Lou", tussenvoegsel="van der", achternaam="Zandweg",
        geboortedatum="1990-05-06",
        postcode="2525gd", plaats="Den Haag", telefoon="06-00001107", e_mail="a@example.org",
        beroepen="loods|kassa",
        kan="heftruck rijden", wil="buiten", kan_niet="niet zwaar tillen|rekenen", uren_min="16",
        uren_max="24",
        dagdelen="avond|ochtend", max_reisafstand_km="15", vervoer="fiets|ov", rijbewijs="B|C|CE",
        taal_nederlands="B1", andere_talen="Turks", opleiding="MBO niet afgemaakt", certificaten="geen",
        steun_nodig="jobcoach", contractvormen="betaald|proefplaatsing", contactpersoon="T. Wiersma",
        toestemming="ja",
    )  # fmt: skip
    intake = take(people_file(row))
    assert warnings(intake) == set()
    assert (intake.people[0].number, intake.people[0].id) == ("K7", None)
    assert intake.people[0].fields == {
        "first_name": "Anna-Lou", "infix": "van der", "last_name": "Zandweg", "birth_date": "1990-05-06",
        "postcode": "2525 GD", "city": "Den Haag", "phone": "06-00001107", "email": "a@example.org",
        "occupations": ["loods", "kassa"], "can": ["heftruck rijden"], "wants": ["buiten"],
        "limits": ["lifting"],
        "limits_text": ["niet zwaar tillen", "rekenen"], "hours_min": 16, "hours_max": 24,
        "day_parts": ["evening", "morning"], "max_distance_km": 15, "transport": ["bike", "public_transport"],
        "licences": ["B", "C", "CE"], "language_nl": "B1", "other_languages": ["Turks"], "education": 4,
        "education_text": "MBO niet afgemaakt", "certificates": [], "support_needed": ["job_coach"],
        "contracts": ["paid", "trial_placement"], "contact": "T. Wiersma", "consent": 1,
        "questions": ["kan niet: rekenen"],
    }  # fmt: skip
    assert set(intake.people[0].fields) <= {*PERSON_OPEN, *PERSON_PERSONAL}


def test_an_empty_cell_is_unknown_and_absent() -> None:
    assert take_person()[0] == {"first_name": "Sanne", "last_name": "Duinmaker"}


@pytest.mark.parametrize(
    ("column", "fields"),
    [
        ("rijbewijs", ["licences"]), ("certificaten", ["certificates"]), ("kan_niet", ["limits",
        "limits_text"]),
        ("andere_talen", ["other_languages"]), ("vervoer", ["transport"]), ("steun_nodig",
        ["support_needed"]),
        ("beroepen", ["occupations"]), ("kan", ["can"]), ("wil", ["wants"]), ("dagdelen", ["day_parts"]),
        ("contractvormen", ["contracts"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("word", ["geen", "Geen", "geen."])
def test_geen_is_known_to_be_nothing(column: str, fields: list[str], word: str) -> None:
    found, warned = take_person(**{column: word})
    assert {name: found[name] for name in fields} == {name: [] for name in fields}
    assert warned == set()


@pytest.mark.parametrize("column", ["dagdelen", "vervoer", "rijbewijs", "steun_nodig", "contractvormen", "kan_niet"])
def test_words_that_map_to_nothing_make_a_question_and_never_an_empty_list(column: str) -> None:
    found, _ = take_person(**{column: "zwevend tapijt"})
    assert found["questions"] == [f"{column.replace('_', ' ')}: zwevend tapijt"]
    assert not any(value == [] for value in found.values())


def test_what_maps_is_used_and_what_does_not_is_asked() -> None:
    found, warned = take_person(dagdelen="ochtend|als het droog is")
    assert (found["day_parts"], found["questions"]) == (["morning"], ["dagdelen: als het droog is"])
    assert warned == {("unknown_word", "dagdelen")}


def test_a_denied_day_part_is_not_turned_around() -> None:
    found, _ = take_person(dagdelen="geen avond")
    assert "day_parts" not in found
    assert found["questions"] == ["dagdelen: geen avond"]


@pytest.mark.parametrize(
    ("column", "text", "field", "value"),
    [
        ("dagdelen", "'s Avonds, weekend", "day_parts", ["evening", "weekend"]),
        ("dagdelen", "ochtend en middag", "day_parts", ["morning", "afternoon"]),
        ("dagdelen", "overdag", "day_parts", ["morning", "afternoon"]),
        ("vervoer", "Openbaar Vervoer|e-bike", "transport", ["public_transport", "bike"]),
        ("rijbewijs", "rijbewijs B", "licences", ["B"]),
        ("rijbewijs", "b, c en ce", "licences", ["B", "C", "CE"]),
        ("rijbewijs", "B+E", "licences", ["BE"]),
        ("rijbewijs", "nee", "licences", []),
        ("steun_nodig", "Rustige werkplek|jobcoach", "support_needed", ["quiet_place", "job_coach"]),
        ("contractvormen", "leerwerktraject / betaald", "contracts", ["learn_work_track", "paid"]),
        ("taal_nederlands", "b1", "language_nl", "B1"),
        ("taal_nederlands", "A2 (mondeling)", "language_nl", "A2"),
        ("taal_nederlands", "C2", "language_nl", "C1"),
        ("opleiding", "MBO 1", "education", 4),
        ("opleiding", "VMBO zonder diploma", "education", 2),
        ("opleiding", "HBO", "education", 5),
        ("opleiding", "HAVO/VWO", "education", 3),
        ("opleiding", "praktijkonderwijs", "education", 9),
        ("max_reisafstand_km", "25 km", "max_distance_km", 25),
        ("kan_niet", "lang staan gaat niet (zitten wel)|telefoneren", "limits", ["standing", "phoning"]),
    ],
)  # fmt: skip
def test_closed_lists_are_read_as_people_write_them(column: str, text: str, field: str, value: Any) -> None:
    found, warned = take_person(**{column: text})
    assert found[field] == value
    assert (warned, "questions" in found) == (set(), False)


@pytest.mark.parametrize(
    ("column", "text", "code", "question"),
    [
        ("uren_min", "veel", "bad_hours", "uren: veel"),
        ("uren_max", "99", "bad_hours", "uren: 99"),
        ("geboortedatum", "31-02-1990", "bad_date", "geboortedatum: 31-02-1990"),
        ("geboortedatum", "2031-01-01", "bad_date", "geboortedatum: 2031-01-01"),
        ("postcode", "25 GD", "bad_postcode", "postcode: 25 GD"),
        ("max_reisafstand_km", "ver", "bad_number", "max reisafstand km: ver"),
        ("taal_nederlands", "goed", "unknown_word", "taal nederlands: goed"),
        ("taal_nederlands", "A2 of B1", "unknown_word", "taal nederlands: A2 of B1"),
        ("toestemming", "misschien", "bad_yes_no", "toestemming: misschien"),
        ("rijbewijs", "B, ooit", "unknown_word", "rijbewijs: B, ooit"),
        ("nummer", "x" * 41, "bad_number", f"nummer: {'x' * 41}"),
    ],
)
def test_what_cannot_be_read_is_kept_as_a_question(column: str, text: str, code: str, question: str) -> None:
    found, warned = take_person(**{column: text})
    assert question in found["questions"]
    assert (code, column) in warned


@pytest.mark.parametrize(("column", "text"), [("telefoon", "belt u de buren"), ("e-mail", "geen idee")])
def test_a_strange_telephone_number_or_address_is_kept_as_written(column: str, text: str) -> None:
    found, warned = take_person(**{column: text})
    assert found["phone" if column == "telefoon" else "email"] == text
    assert warned == {("bad_phone" if column == "telefoon" else "bad_email", column)}


def test_an_education_that_no_list_has_is_kept_in_words() -> None:
    assert take_person(opleiding="drie jaar in de leer") == (
        {"first_name": "Sanne", "last_name": "Duinmaker", "education_text": "drie jaar in de leer"},
        {("unknown_word", "opleiding")},
    )


def test_names_are_kept_as_people_write_them() -> None:
    found, _ = take_person(roepnaam="  Jean-\u00a0 Luc ", tussenvoegsel="de  la", achternaam="McDuin-d'Arc e\u0301")
    assert (found["first_name"], found["infix"], found["last_name"]) == (
        "Jean- Luc",
        "de la",
        "McDuin-d'Arc é",
    )


def test_invisible_marks_and_direction_tricks_are_taken_out() -> None:
    assert take_person(achternaam="Duin\u200bma\u202eker\ufeff")[0]["last_name"] == "Duinmaker"


def test_one_name_is_enough() -> None:
    assert take_person(roepnaam="")[0] == {"last_name": "Duinmaker"}
    assert take_person(achternaam="")[0] == {"first_name": "Sanne"}


@pytest.mark.parametrize(("first", "last"), [("", ""), (" \u00a0", "-"), ("?", "12")])
def test_a_row_without_a_name_stays_out(first: str, last: str) -> None:
    assert refused(take(people_file(person(roepnaam=first, achternaam=last)))) == [(2, "no_name")]


@pytest.mark.parametrize("column", ["roepnaam", "tussenvoegsel", "achternaam"])
def test_a_name_of_300_characters_stays_out(column: str) -> None:
    assert refused(take(people_file(person(**{column: "a" * 300}), person()))) == [(2, "name_too_long")]


@pytest.mark.parametrize("text", ["nee", "Nee", "NEE, liever niet", "geen toestemming", "ingetrokken"])
def test_who_says_no_stays_out(text: str) -> None:
    intake = take(people_file(person(toestemming=text)))
    assert refused(intake) == [(2, "no_consent")]
    assert "Duinmaker" not in repr(intake)


@pytest.mark.parametrize("text", ["", "onbekend"])
def test_unknown_consent_is_not_no(text: str) -> None:
    assert "consent" not in take_person(toestemming=text)[0]


def test_consent_is_read_as_yes() -> None:
    assert all(take_person(toestemming=text)[0]["consent"] == 1 for text in ("ja", "Ja, getekend", "J", "x"))


@pytest.mark.parametrize(
    ("born", "reason"),
    [
        ("2010-06-02", "too_young"),
        ("2024-01-01", "too_young"),
        ("00-00-2012", "too_young"),
        ("1-1-20", "too_young"),
    ],
)
def test_nobody_under_sixteen_comes_in(born: str, reason: str) -> None:
    assert refused(take(people_file(person(geboortedatum=born)))) == [(2, reason)]


@pytest.mark.parametrize("born", ["2010-06-01", "2008-06-02", "00-00-2008"])
def test_sixteen_and_seventeen_come_in_with_a_warning(born: str) -> None:
    assert ("minor", "geboortedatum") in take_person(geboortedatum=born)[1]


def test_eighteen_is_grown_up() -> None:
    assert take_person(geboortedatum="2008-06-01")[1] == set()


def test_a_number_that_is_there_twice_is_refused_the_second_time() -> None:
    intake = take(people_file(person(), person(nummer="K2", roepnaam="Bo"), person(roepnaam="Bo")))
    assert refused(intake) == [(4, "duplicate_number")]
    assert [entry.number for entry in intake.people] == ["K1", "K2"]


def test_people_without_a_number_come_in_each_for_themselves() -> None:
    intake = take(people_file(person(nummer=""), person(nummer="", roepnaam="Bo")))
    assert [entry.number for entry in intake.people] == [None, None]
    assert ("no_number", "nummer") in warnings(intake)


def test_somebody_the_fair_has_already_is_recognised_by_number() -> None:
    known = Known(people={"K1": "id-1"}, today=TODAY)
    intake = take(people_file(person(), person(nummer="K2")), known=known)
    assert [entry.id for entry in intake.people] == ["id-1", None]


def test_two_files_with_one_person_give_one_person_with_the_newest_values() -> None:
    files = [
        ("a.csv", people_file(person(plaats="Delft", kan="koken"))),
        ("b.csv", people_file(person(nummer="K9"), person(plaats="Breda", achternaam="DUINMAKER"))),
    ]
    intake = take_in(files, NOTHING_KNOWN)
    assert (intake.people[0].fields["city"], intake.people[0].fields["can"]) == ("Breda", ["koken"])
    assert intake.report["merged"] == [{"kept": "K1", "rows": [["a.csv", 2], ["b.csv", 3]]}]
    assert (intake.report["people"], file_report(intake, 1)["imported"]) == (2, 2)


def test_one_number_and_birth_date_in_two_files_are_one_person_with_a_new_last_name() -> None:
    files = [
        ("a.csv", people_file(person(geboortedatum="1990-01-01"))),
        ("b.csv", people_file(person(geboortedatum="1990-01-01", achternaam="Bakker"))),
    ]
    [entry] = take_in(files, NOTHING_KNOWN).people
    assert [fields["last_name"] for _, fields in entry.rows] == ["Duinmaker", "Bakker"]


def test_one_number_in_two_files_with_two_birth_dates_is_for_a_person_to_decide() -> None:
    files = [
        ("a.csv", people_file(person(geboortedatum="1990-01-01"))),
        ("b.csv", people_file(person(geboortedatum="1980-05-06"))),
    ]
    intake = take_in(files, NOTHING_KNOWN)
    assert [entry.number for entry in intake.people] == ["K1", None]
    assert ("number_of_someone_else", "nummer") in warnings(intake, 1)
    [review] = intake.report["to_review"]
    assert (review["rows"], "same_number" in review["why"]) == ([["a.csv", 2], ["b.csv", 2]], True)
    assert intake.report["merged"] == []


def test_one_number_that_two_lists_gave_to_two_people_is_no_question() -> None:
    files = [
        ("a.csv", people_file(person(geboortedatum="1990-01-01"))),
        ("b.csv", people_file(person(roepnaam="Bo", achternaam="Bakker", geboortedatum="1980-05-06"))),
    ]
    intake = take_in(files, NOTHING_KNOWN)
    assert [entry.number for entry in intake.people] == ["K1", None]
    assert intake.report["to_review"] == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('=HYPERLINK("http://x")', 'HYPERLINK("http://x")'),
        ("=1+1", "1+1"),
        ("@SUM(1)", "SUM(1)"),
        ("+koken", "koken"),
        ("=+-@koken", "koken"),
    ],
)
def test_a_formula_becomes_harmless_text(text: str, kept: str) -> None:
    found, warned = take_person(kan=f"{text}|{text}s", wil=text)
    assert (found["wants"], found["can"]) == ([kept], [kept, f"{kept}s"])
    assert ("formula_text", "wil") in warned


def test_a_plus_before_a_telephone_number_is_no_formula() -> None:
    assert take_person(telefoon="+31 6 00001107") == (
        {"first_name": "Sanne", "last_name": "Duinmaker", "phone": "+31 6 00001107"},
        set(),
    )


def test_a_number_that_a_formula_keeps_as_text_is_read() -> None:
    data = b'nummer;roepnaam;achternaam;telefoon\n1;Bo;Bakker;"=""0600001107"""\n'
    assert take(data).people[0].fields["phone"] == "0600001107"


def test_dashes_of_a_list_and_lone_dashes_are_no_text() -> None:
    found, warned = take_person(kan="- koken\n- strijken", wil="-", plaats="–")
    assert found["can"] == ["koken", "strijken"]
    assert "wants" not in found and "city" not in found
    assert warned == set()


def test_a_pasted_document_in_a_cell_is_cut_and_said() -> None:
    found, warned = take_person(kan="woord " * 1000)
    assert len(found["can"][0]) <= 2000
    assert ("cut_short", "kan") in warned


def test_a_cell_of_a_megabyte_is_cut_and_the_other_rows_come_in() -> None:
    intake = take(people_file(person(kan="woord " * 180_000), person(nummer="K2")))
    assert len(intake.people) == 2 and len(intake.people[0].fields["can"][0]) <= 2000
    assert ("cut_short", "kan") in warnings(intake)


@pytest.mark.parametrize("name", ['=WEBSERVICE("http://x.example")', "=cmd|'/c calc'!A1", "@SUM(1)"])
def test_what_is_left_of_a_formula_is_nobodys_name(name: str) -> None:
    intake = take(people_file(person(achternaam=name)))
    assert "last_name" not in intake.people[0].fields
    assert ("formula_text", "achternaam") in warnings(intake)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("OV (bus)", ["public_transport"]), ("loopt", ["walking"]), ("alleen lopend of fiets", ["walking", "bike"]),
        ("auto en rijbewijs B", ["car"]), ("fiets of bus", ["bike", "public_transport"]),
    ],
)  # fmt: skip
def test_ways_to_travel_are_read_as_people_write_them(text: str, codes: list[str]) -> None:
    assert take_person(vervoer=text)[0]["transport"] == codes


@pytest.mark.parametrize(("text", "km"), [("max 15 km", 15), ("tot 20", 20), ("ca. 7,5 km", 7)])
def test_a_distance_may_say_that_it_is_the_most(text: str, km: int) -> None:
    assert take_person(max_reisafstand_km=text)[0]["max_distance_km"] == km


@pytest.mark.parametrize(
    ("column", "text", "field", "codes"),
    [
        ("contractvormen", "betaald werk of proefplaatsing", "contracts", ["paid", "trial_placement"]),
        ("dagdelen", "nachtdienst", "day_parts", ["night"]),
        ("dagdelen", "zaterdag en zondag", "day_parts", ["weekend"]),
    ],
)
def test_other_words_for_the_closed_lists(column: str, text: str, field: str, codes: list[str]) -> None:
    assert take_person(**{column: text})[0][field] == codes


def test_who_cannot_do_nothing_has_no_limits() -> None:
    assert take_person(kan_niet="niks")[0]["limits"] == []
