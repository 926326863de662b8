"""Employers and vacancies in anybody's layout."""

from __future__ import annotations

from typing import Any

import pytest
from intake_support import NOTHING_KNOWN, TODAY, file_report, table_file, take, vacancy, vacancy_file, warnings

from eventapp.intake import Intake, Known, propose, take_in

HEADER = (
    "Bedrijf\tKvK-nummer\tBranche\tContactpersoon\tFunctie\tAantal plaatsen\tWerkzaamheden\tFunctie-eisen\tUren per week\tWerktijden\t"
    "Plaats\tRijbewijs\tTaalniveau\tDienstverband\tFysieke belasting\tBegeleiding\tOpmerkingen"
)
ROW = (
    "Jansen BV\t12345678\tLogistiek\tP. Smit\tOrderpicker\t3 à 4\torders picken, laden\tVCA\t24-32\toverdag\tNaaldwijk\tB\tA2\tvast\t"
    "tillen, staan\tjobcoach\tdruk in december"
)


def one_vacancy(header: str, row: str) -> dict[str, Any]:
    [entry] = take(table_file(f"Bedrijf\tFunctie\t{header}", f"Jansen\tInpakker\t{row}")).vacancies
    return {name: value for name, value in entry.fields.items() if name != "title"}


def keys(intake: Intake) -> list[str]:
    return [entry.key for entry in intake.employers]


def test_a_list_of_vacancies_in_another_layout_comes_in() -> None:
    intake = take(table_file(HEADER, ROW))
    assert file_report(intake)["kind"] == "vacatures"
    assert intake.employers[0].fields == {
        "name": "Jansen BV",
        "kvk": "12345678",
        "sector": "Logistiek",
        "contact": "P. Smit",
    }
    assert intake.vacancies[0].fields == {
        "title": "Orderpicker", "city": "Naaldwijk", "hours_min": 24, "hours_max": 32, "tasks": ["orders picken", "laden"],
        "must": ["VCA", "rijbewijs B"], "demands": ["lifting", "standing"], "language_nl": "A2", "contracts": ["paid"], "places": 3,
        "support_offered": ["job_coach"], "day_parts": ["morning", "afternoon"],
        "questions": ["plaatsen: 3 à 4", "opmerkingen: druk in december"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("header", "cell", "fields"),
    [
        ("Aantal", "3 à 4", {"places": 3, "questions": ["plaatsen: 3 à 4"]}),
        ("Aantal", "2-3", {"places": 2, "questions": ["plaatsen: 2-3"]}),
        ("Aantal plekken", "ca. 5", {"places": 5, "questions": ["plaatsen: ca. 5"]}),
        ("Aantal", "4", {"places": 4}),
        ("Aantal", "meerdere", {"questions": ["plaatsen: meerdere"]}),
        ("Rijbewijs", "C, CE", {"must": ["rijbewijs C", "rijbewijs CE"]}),
        ("Rijbewijs", "nee", {}),
        ("Werktijden", "ploegendienst, 's nachts", {"day_parts": ["night"], "demands": ["shifts", "nights"]}),
        ("Dienstverband", "tijdelijk", {"contracts": ["paid"]}),
        ("FTE", "0,6", {"hours_min": 21, "hours_max": 24}),
        ("Opleiding", "MBO 2", {"must": ["MBO 2"]}),
        ("Werkadres", "Kade 1, 2671 AB Naaldwijk", {"postcode": "2671 AB", "city": "Naaldwijk"}),
    ],
)  # fmt: skip
def test_cells_of_other_layouts_say_what_ours_say(header: str, cell: str, fields: dict[str, Any]) -> None:
    found = one_vacancy(header, cell)
    assert {name: found.get(name) for name in fields} == fields
    assert found.keys() - fields.keys() <= {"questions"} - fields.keys() or found.keys() == fields.keys()


def test_a_list_of_employers_alone_comes_in() -> None:
    header = "Naam;KvK;Branche;Plaats;Contactpersoon;E-mail;Telefoon;Stand"
    intake = take(table_file(header, "Bakkerij Ster;87654321;Horeca;Delft;R. Bos;r@example.org;015-0000001;A3"))
    assert file_report(intake)["kind"] == "werkgevers"
    assert intake.employers[0].fields == {
        "name": "Bakkerij Ster", "kvk": "87654321", "sector": "Horeca", "contact": "R. Bos", "email": "r@example.org",
        "phone": "015-0000001", "stand": "A3",
    }  # fmt: skip
    assert (intake.vacancies, intake.report["employers"]) == ([], 1)


def test_one_kvk_number_and_name_in_two_places_stays_two() -> None:
    data = table_file("Bedrijf;KvK;Plaats;Stand", "Jansen BV;12345678;Delft;A1", "Jansen BV;12345678;Rijswijk;A2")
    assert keys(take(data)) == ["12345678:jansen delft", "12345678:jansen rijswijk"]


def test_a_vacancy_goes_to_the_branch_in_its_own_place() -> None:
    employers = table_file("Bedrijf;KvK;Plaats", "Jansen BV;12345678;Delft", "Jansen BV;12345678;Rijswijk")
    work = table_file("Bedrijf;KvK;Functie;Plaats", "Jansen B.V.;12345678;Inpakker;Rijswijk")
    intake = take_in([("w.csv", employers), ("v.csv", work)], NOTHING_KNOWN)
    assert [entry.employer_key for entry in intake.vacancies] == ["12345678:jansen rijswijk"]
    assert len(intake.employers) == 2


def test_the_same_employer_twice_is_one_and_what_differs_is_said() -> None:
    intake = take(table_file("Bedrijf;KvK;Plaats;Stand", "Jansen BV;12345678;Delft;A1", "Fa. Jansen;12345678;Delft;A2"))
    assert keys(intake) == ["12345678:jansen"]
    assert ("employer_differs", "stand") in warnings(intake)


def test_a_vacancy_of_an_employer_that_is_in_no_list_brings_its_employer() -> None:
    employers = table_file("Bedrijf;KvK;Plaats", "Bakkerij Ster;87654321;Delft")
    work = vacancy_file(vacancy(werkgever="Bakkerij Ster BV"), vacancy(werkgever="De Polder", nummer="V2"))
    intake = take_in([("w.csv", employers), ("v.csv", work)], NOTHING_KNOWN)
    assert keys(intake) == ["87654321:bakkerij ster", ":de polder"]
    assert [entry.employer_key for entry in intake.vacancies] == keys(intake)


def test_a_list_of_employers_twice_is_recognised() -> None:
    data = table_file("Bedrijf;KvK;Plaats", "Jansen BV;12345678;Delft", "Jansen BV;12345678;Rijswijk")
    known = Known(employers={key: key.upper() for key in keys(take(data))}, today=TODAY)
    assert [entry.id for entry in take(data, known=known).employers] == [
        "12345678:JANSEN DELFT",
        "12345678:JANSEN RIJSWIJK",
    ]


@pytest.mark.parametrize(
    ("header", "row", "kind"),
    [
        ("Naam;Telefoon;Functie", "Bakker, Bo;0612345678;kok", "kandidaten"),
        ("Naam;Telefoon;Functie", "Bakkerij Ster BV;0151234567;kok", "vacatures"),
        ("Naam;Telefoon;Plaats", "Zorggroep Oost;0151234567;Delft", "werkgevers"),
        ("Naam;Telefoon;Plaats", "Jan de Boer;0612345678;Delft", "kandidaten"),
        ("Organisatie;Vacaturetitel;Uren", "Zorggroep Oost;Verzorgende;24", "vacatures"),
    ],
)
def test_where_the_headings_could_be_both_the_names_decide(header: str, row: str, kind: str) -> None:
    assert propose(("a.csv", table_file(header, row))).kind == kind


def test_no_bsn_gets_in_with_an_employer() -> None:
    header = "Bedrijf;KvK;Contactpersoon;Telefoon;Opmerkingen;Stand"
    row = "Jansen 111222333;111222333;P. 111222333;111222333;bel 111222333;111222333"
    assert "111222333" not in repr(take(table_file(header, row)))
