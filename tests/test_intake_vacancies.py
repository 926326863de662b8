"""Vacatures: what a row says of an employer and of a vacancy, and which rows are one employer."""

from __future__ import annotations

from typing import Any

import pytest
from intake_support import (
    NOTHING_KNOWN,
    TODAY,
    file_report,
    refused,
    table_file,
    take,
    take_vacancy,
    vacancy,
    vacancy_file,
    warnings,
)

from eventapp.fair.fields import EMPLOYER_OPEN, EMPLOYER_PERSONAL, VACANCY_OPEN
from eventapp.intake import Known, employer_key, take_in


def employers_of(*rows: dict[str, str], known: Known = NOTHING_KNOWN) -> list[str]:
    """The keys of the employers that these rows give."""
    cells = [vacancy(nummer=f"V{number}") | row for number, row in enumerate(rows)]
    return [entry.key for entry in take(vacancy_file(*cells), known=known).employers]


def test_a_full_row_becomes_an_employer_and_a_vacancy() -> None:
    row = vacancy(
        werkgever="Kwekerij De Polder B.V.", kvk="99900113", sector="groen", stand="A3", recruiters="2",
        stand_toegankelijk="ja", nummer="V7", vacature="Plukker", beroep="tuinbouwmedewerker",
        taken="plukken|sorteren",
        moet="rijbewijs B", mooi_meegenomen="ervaring", belasting="staan|zwaar tillen", aanpasbaar="staan",
        uren_min="16", uren_max="24-32", dagdelen="ochtend", postcode="2678LB", plaats="De Lier",
        taal_nederlands="A1",
        contractvorm="betaald|proefplaatsing", plaatsen="6", steun_geboden="begeleiding", open_hiring="ja",
        social_return="nee", contactpersoon="Arie Lier", telefoon="070-0000311", e_mail="werk@polder.example",
    )  # fmt: skip
    intake = take(vacancy_file(row))
    assert warnings(intake) == set()
    employer, work = intake.employers[0], intake.vacancies[0]
    assert employer.fields == {
        "name": "Kwekerij De Polder B.V.", "kvk": "99900113", "sector": "groen", "stand": "A3",
        "recruiters": 2, "stand_accessible": 1, "contact": "Arie Lier", "phone": "070-0000311",
        "email": "werk@polder.example",
    }  # fmt: skip
    assert (work.employer_key, work.number, work.source) == (employer.key, "V7", ("register.csv", 2))
    assert work.fields == {
        "number": "V7", "title": "Plukker", "occupation": "tuinbouwmedewerker", "tasks": ["plukken",
        "sorteren"],
        "must": ["rijbewijs B"], "nice": ["ervaring"], "demands": ["lifting", "standing"],
        "adaptable": ["standing"],
        "hours_min": 16, "hours_max": 32, "day_parts": ["morning"], "postcode": "2678 LB", "city": "De Lier",
        "language_nl": "A1", "contracts": ["paid", "trial_placement"], "places": 6, "support_offered": ["guidance"],
        "open_hiring": 1, "social_return": 2,
    }  # fmt: skip
    assert set(employer.fields) <= {*EMPLOYER_OPEN, *EMPLOYER_PERSONAL}
    assert set(work.fields) <= set(VACANCY_OPEN)


def test_an_empty_cell_is_unknown_and_absent() -> None:
    assert take_vacancy()[0] == {"number": "V1", "title": "Plukker"}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"werkgever": ""}, "no_employer"),
        ({"werkgever": "-"}, "no_employer"),
        ({"vacature": ""}, "no_title"),
        ({"werkgever": "a" * 300}, "name_too_long"),
        ({"vacature": "a" * 300}, "title_too_long"),
    ],
)
def test_a_row_without_an_employer_or_a_title_stays_out(cells: dict[str, str], reason: str) -> None:
    intake = take(vacancy_file(vacancy(**cells), vacancy(nummer="V2")))
    assert refused(intake) == [(2, reason)]
    assert len(intake.vacancies) == 1


@pytest.mark.parametrize(
    ("column", "text", "code", "question"),
    [
        ("belasting", "rekenen", "unknown_word", "belasting: rekenen"),
        ("belasting", "geen nachtdienst", "unknown_word", "belasting: geen nachtdienst"),
        ("uren_max", "naar wens", "bad_hours", "uren: naar wens"),
        ("plaatsen", "een paar", "bad_number", "plaatsen: een paar"),
        ("recruiters", "veel", "bad_number", "recruiters: veel"),
        ("kvk", "12345", "bad_kvk", "kvk: 12345"),
        ("open_hiring", "soms", "bad_yes_no", "open hiring: soms"),
        ("postcode", "Delft", "bad_postcode", "postcode: Delft"),
        ("contractvorm", "zzp", "unknown_word", "contractvorm: zzp"),
    ],
)
def test_what_cannot_be_read_is_kept_as_a_question(column: str, text: str, code: str, question: str) -> None:
    fields, warned = take_vacancy(**{column: text})
    assert fields["questions"] == [question]
    assert warned == {(code, column)}


def test_what_identifies_a_contact_person_never_becomes_an_open_question() -> None:
    fields, warned = take_vacancy(telefoon="vraag naar Arie Lier", e_mail="Arie Lier", contactpersoon="Arie Lier")
    assert "Arie" not in repr(fields)
    assert warned == {("bad_phone", "telefoon"), ("bad_email", "e-mail")}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("tillen|kou", ["lifting", "cold"]),
        ("veel traplopen", ["stairs"]),
        ("Natte handen", ["wet_hands"]),
        ("geen", []),
    ],
)
def test_demands_are_read_from_the_list_and_from_free_words(text: str, codes: list[str]) -> None:
    fields, warned = take_vacancy(belasting=text, aanpasbaar=text)
    assert (fields["demands"], fields["adaptable"], warned) == (codes, codes, set())


@pytest.mark.parametrize(
    "name", ["Jansen BV", "Jansen B.V.", "JANSEN b.v", "Fa. Jansen", "Firma Jánsen", " Jansen  VOF "]
)
def test_legal_form_capitals_and_accents_make_no_other_employer(name: str) -> None:
    assert employer_key({"name": name, "kvk": "99900113"}) == "99900113:jansen"


def test_a_sign_and_its_word_are_one_name() -> None:
    assert (
        employer_key({"name": "Jansen & Zonen"}) == employer_key({"name": "Jansen en Zonen BV"}) == ":jansen en zonen"
    )


@pytest.mark.parametrize("name", ["BV", "!!!", "株式会社"])
def test_a_name_of_nothing_else_still_has_a_key(name: str) -> None:
    assert len(employer_key({"name": name})) > 1


def test_several_rows_of_one_employer_are_one_employer() -> None:
    intake = take(vacancy_file(
        vacancy(nummer="1", werkgever="Jansen BV", kvk="99900113", sector="bouw"),
        vacancy(nummer="2", werkgever="Jansen B.V.", kvk="99900113", stand="4"),
    ))  # fmt: skip
    assert len(intake.employers) == 1
    assert intake.employers[0].fields == {
        "name": "Jansen BV",
        "kvk": "99900113",
        "sector": "bouw",
        "stand": "4",
    }
    assert intake.employers[0].source == ("register.csv", 2)


def test_a_value_that_differs_between_rows_is_the_first_and_is_said() -> None:
    intake = take(vacancy_file(vacancy(stand="4"), vacancy(nummer="V2", stand="5")))
    assert intake.employers[0].fields["stand"] == "4"
    assert file_report(intake)["warnings"] == [{"row": 3, "code": "employer_differs", "field": "stand"}]


def test_one_kvk_number_with_two_branches_stays_two() -> None:
    rows = [
        {"werkgever": "Bakker Delft", "kvk": "99900113"},
        {"werkgever": "Bakker Breda", "kvk": "99900113"},
    ]
    assert employers_of(*rows) == ["99900113:bakker delft", "99900113:bakker breda"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_row_without_a_kvk_number_joins_the_one_employer_of_that_name(order: tuple[int, int]) -> None:
    rows = [{"werkgever": "Jansen", "kvk": "99900113"}, {"werkgever": "Jansen BV"}]
    assert employers_of(*(rows[place] for place in order)) == ["99900113:jansen"]


def test_of_two_employers_of_one_name_nobody_guesses() -> None:
    rows = [
        {"werkgever": "Jansen", "kvk": "99900113"},
        {"werkgever": "Jansen", "kvk": "99900126"},
        {"werkgever": "Jansen"},
    ]
    assert sorted(employers_of(*rows)) == ["99900113:jansen", "99900126:jansen", ":jansen"]


def test_an_employer_the_fair_has_already_is_recognised() -> None:
    known = Known(employers={":jansen": "id-1", "99900126:bakker": "id-2"}, today=TODAY)
    rows = [vacancy(werkgever="Jansen BV", kvk="99900113"), vacancy(werkgever="Bakker", nummer="V2")]
    intake = take(vacancy_file(*rows), known=known)
    assert [(entry.key, entry.id) for entry in intake.employers] == [
        (":jansen", "id-1"),
        ("99900126:bakker", "id-2"),
    ]


def test_a_vacancy_the_fair_has_already_is_recognised_by_number_or_by_title() -> None:
    key = employer_key(vacancy() | {"name": "Kwekerij De Polder"})
    known = Known(employers={key: "e"}, vacancies={(key, "V1"): "v-1", (key, "Snoeier"): "v-2"}, today=TODAY)
    rows = [vacancy(), vacancy(nummer="", vacature="Snoeier"), vacancy(nummer="V9", vacature="Snoeier")]
    assert [entry.id for entry in take(vacancy_file(*rows), known=known).vacancies] == ["v-1", "v-2", None]


def test_the_same_vacancy_twice_in_a_file_is_refused_the_second_time() -> None:
    rows = [vacancy(), vacancy(vacature="Anders"), vacancy(nummer=""), vacancy(nummer="", plaats="Delft")]
    assert refused(take(vacancy_file(*rows))) == [(3, "duplicate_number"), (5, "duplicate_title")]


def test_two_employers_may_use_one_vacancy_number() -> None:
    assert len(take(vacancy_file(vacancy(), vacancy(werkgever="Van Zand"))).vacancies) == 2


def test_a_later_file_brings_the_newer_vacancy() -> None:
    files = [("a.csv", vacancy_file(vacancy(plaatsen="3"))), ("b.csv", vacancy_file(vacancy(plaatsen="5")))]
    intake = take_in(files, NOTHING_KNOWN)
    assert [entry.fields["places"] for entry in intake.vacancies] == [5]
    assert intake.report["vacancies"] == 1


def test_the_report_has_the_shape_of_the_contract() -> None:
    report: dict[str, Any] = take(vacancy_file(vacancy(), vacancy(vacature=""))).report
    assert set(report) == {"files", "people", "employers", "vacancies", "merged", "to_review"}
    assert report["files"] == [
        {"name": "register.csv", "kind": "vacatures", "rows": 2, "imported": 1, "warnings": [],
         "quarantined": [{"row": 3, "reason": "no_title"}]}
    ]  # fmt: skip
    assert (report["people"], report["employers"], report["vacancies"]) == (0, 1, 1)


def test_two_branches_in_a_column_of_their_own_are_two_employers() -> None:
    rows = ["Bakkerij Ster;99900113;Soest;Bakker", "Bakkerij Ster;99900113;Baarn;Bezorger", "Hotel Anker;;Soest;Kok"]
    intake = take(table_file("Bedrijf;KvK;Vestiging;Functie", *rows))
    assert [entry.fields["name"] for entry in intake.employers] == [
        "Bakkerij Ster Soest", "Bakkerij Ster Baarn", "Hotel Anker"
    ]  # fmt: skip
    assert len({entry.employer_key for entry in intake.vacancies}) == 3


def test_a_vacancy_with_only_a_kvk_number_goes_to_the_employer_with_that_number() -> None:
    rows = ["Bakkerij Ster;99900113;Bakker;Soest", ";9990 0113;Bezorger;Soest", ";99900126;Kok;Soest"]
    intake = take(table_file("Bedrijf;KvK;Functie;Plaats", *rows))
    assert [entry.employer_key for entry in intake.vacancies] == ["99900113:bakkerij ster"] * 2
    assert refused(intake) == [(4, "no_employer")]


def test_a_kvk_number_of_two_branches_is_told_apart_by_the_place_or_not_at_all() -> None:
    rows = [
        "Ster Soest;99900113;Bakker;Soest",
        "Ster Baarn;99900113;Kok;Baarn",
        ";99900113;Bezorger;Baarn",
        ";99900113;Schoonmaker;",
    ]
    intake = take(table_file("Bedrijf;KvK;Functie;Plaats", *rows))
    assert [entry.employer_key for entry in intake.vacancies][2:] == ["99900113:ster baarn"]
    assert refused(intake) == [(5, "no_employer")]


def test_a_kvk_number_that_the_fair_knows_is_enough() -> None:
    known = Known(employers={"99900113:bakkerij ster": "id-1"}, today=TODAY)
    intake = take(table_file("Bedrijf;KvK;Functie;Plaats", ";99900113;Bezorger;Soest"), known=known)
    assert [(entry.id, entry.fields.get("name")) for entry in intake.employers] == [("id-1", None)]


def test_times_of_work_of_one_word_are_parts_of_the_day() -> None:
    intake = take(
        table_file("Bedrijf;Functie;Werktijden", "Hotel Anker;Portier;nachtdienst", "Hotel Anker;Kok;zaterdag")
    )
    assert [entry.fields["day_parts"] for entry in intake.vacancies] == [["night"], ["weekend"]]
