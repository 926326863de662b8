"""Files in anybody's layout: which column is which, what is left out and why, and how a correction is kept."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from intake_support import (
    NOTHING_KNOWN,
    error,
    file_report,
    people_file,
    person,
    refused,
    table_file,
    take,
    warnings,
    xlsx_bytes,
)

from eventapp.intake import BadFile, Proposal, fingerprint, propose, take_in
from eventapp.intake.codes import COLUMN_REASONS
from eventapp.intake.columns import TARGETS, TEMPLATES

MUNICIPALITY = (
    "Klantnr;BSN;Achternaam;Voorvoegsels;Voorl.;Roepnaam;Geb.datum;Geslacht;PC;Woonplaats;Tel.nr.;Mobiel;E-mailadres;Regeling;"
    "Doelgroepregister J/N;Loonwaarde;Klantmanager;Functiewens;Belemmeringen;Uren beschikbaar;Bijzonderheden;Toestemming"
)
AGENCY = [
    "Relatienummer", "Naam", "Geboortedatum", "Telefoonnummer", "E-mail", "Adres", "Zoekt werk als", "Ervaring",
    "Beschikbaar per week (uur)", "Opleidingsniveau", "Rijbewijs", "Eigen vervoer", "Talen", "Contactpersoon UWV", "WW",
    "Opmerkingen adviseur", "Akkoord delen gegevens",
]  # fmt: skip
SHELTERED = (
    "Nr|Naam|geb.|Postcode en plaats|Telefoon / e-mail|Wat kan ik|Wat wil ik|Wat kan ik niet|Ochtend|Middag|Avond|VCA|BHV|"
    "Heftruck|Jobcoach|Loonwaarde|Status"
)


def proposed(header: str, *rows: str) -> dict[str, str]:
    """What each column would be read as; the reason, in brackets, where it would not."""
    return {
        column.header: column.target or f"({column.reason})"
        for column in propose(("a.csv", table_file(header, *rows))).columns
    }


def test_the_layout_of_a_municipality_is_recognised() -> None:
    assert proposed(MUNICIPALITY) == {
        "Klantnr": "nummer", "BSN": "(bsn_column)", "Achternaam": "achternaam", "Voorvoegsels": "tussenvoegsel",
        "Voorl.": "voorletters", "Roepnaam": "roepnaam", "Geb.datum": "geboortedatum", "Geslacht": "(sensitive_column)",
        "PC": "postcode", "Woonplaats": "plaats", "Tel.nr.": "telefoon", "Mobiel": "telefoon", "E-mailadres": "e-mail",
        "Regeling": "(sensitive_column)", "Doelgroepregister J/N": "(sensitive_column)", "Loonwaarde": "(sensitive_column)",
        "Klantmanager": "contactpersoon", "Functiewens": "wil", "Belemmeringen": "kan_niet", "Uren beschikbaar": "uren",
        "Bijzonderheden": "opmerkingen", "Toestemming": "toestemming",
    }  # fmt: skip


def test_the_layout_of_the_benefits_agency_is_recognised() -> None:
    assert list(proposed(";".join(AGENCY)).values()) == [
        "nummer", "naam", "geboortedatum", "telefoon", "e-mail", "adres", "wil", "kan", "beschikbaarheid", "opleiding",
        "rijbewijs", "vervoer", "andere_talen", "contactpersoon", "(sensitive_column)", "opmerkingen", "toestemming",
    ]  # fmt: skip


def test_the_layout_of_a_sheltered_work_company_is_recognised() -> None:
    assert list(proposed(SHELTERED).values()) == [
        "nummer", "naam", "geboortedatum", "postcode", "telefoon", "kan", "wil", "kan_niet", "dagdelen=ochtend",
        "dagdelen=middag", "dagdelen=avond", "certificaten=VCA", "certificaten=BHV", "certificaten=heftruckcertificaat",
        "contactpersoon", "(sensitive_column)", "status",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("geslachtsnaam", "achternaam"), ("Familienaam", "achternaam"), ("Voornaam", "roepnaam"), ("tussenv.", "tussenvoegsel"),
        ("GeboorteDatum", "geboortedatum"), ("geboren", "geboortedatum"), ("Datum van geboorte (dd-mm-jjjj)", "geboortedatum"),
        ("gebdat", "geboortedatum"), ("Tel.", "telefoon"), ("06-nummer", "telefoon"), ("Postcode *", "postcode"),
        ("gewenst beroep", "wil"), ("Zoekt", "wil"), ("beperkingen", "kan_niet"), ("Kan niet", "kan_niet"),
        ("Uren/fte", "uren"), ("Beschikbaarheid", "beschikbaarheid"), ("Consulent", "contactpersoon"),
        ("in portefeuille bij", "contactpersoon"), ("Naam consulent", "contactpersoon"), ("Akkoord?", "toestemming"),
        ("Rijbewijs(en)", "rijbewijs"), ("Taalniveau NL", "taal_nederlands"), ("Hoogst genoten opleiding", "opleiding"),
        ("Klant: achternaam", "achternaam"), ("Kandidaat e-mail", "e-mail"), ("Telefoon (na 17 uur)", "telefoon"),
        ("Wat wil de kandidaat?", "wil"), ("E-mail adres privé", "e-mail"), ("opmerkingen matcher", "opmerkingen"),
        ("Opmerking consulent", "opmerkingen"), ("Toelichting jobcoach", "opmerkingen"), ("Opm. klantmanager", "opmerkingen"),
    ],
)  # fmt: skip
def test_one_column_has_many_names(heading: str, target: str) -> None:
    assert proposed(f"Naam;{heading}")[heading.strip()] == target


@pytest.mark.parametrize(
    "heading",
    [
        "Doelgroep", "Regeling", "Geslacht", "Loonwaarde", "Soort uitkering", "Nationaliteit", "Diagnose", "Indicatie banenafspraak",
        "Medische beperkingen", "Geloof", "Schulden", "Verblijfsstatus", "M/V", "Uitkering (soort)", "Burgerlijke staat",
    ],
)  # fmt: skip
def test_what_says_what_somebody_is_is_left_out_with_the_reason(heading: str) -> None:
    intake = take(table_file(f"Naam;Geboren;{heading}", "Bo Bakker;1-1-1980;geheim"))
    assert ("sensitive_column", heading) in warnings(intake)
    assert "geheim" not in repr(intake)


def test_a_column_full_of_bsns_is_left_out_whatever_it_is_called() -> None:
    rows = [
        f"{name};{number}" for name, number in zip("abcd", (111222333, 123456782, 100000009, 200000018), strict=True)
    ]
    proposal = propose(("a.csv", table_file("Naam;Klantnummer", *rows)))
    assert [(column.target, column.reason, column.samples) for column in proposal.columns][1] == ("", "bsn_column", ())


def test_a_column_of_men_and_women_is_left_out_whatever_it_is_called() -> None:
    assert proposed("Naam;Geboren;Kenmerk", "A Bos;1-1-80;m", "B Bos;1-1-81;v")["Kenmerk"] == "(sensitive_column)"


def test_somebody_elses_name_and_number_are_not_the_persons() -> None:
    found = proposed("Naam;Geboren;Telefoon partner;Naam noodcontact;E-mail consulent;Straat;IBAN")
    assert set(list(found.values())[2:]) == {"(unneeded_column)"}


def test_values_tell_what_a_heading_does_not() -> None:
    found = proposed("Naam;x;y;z", "Bo Bakker;bo@example.org;2525 GD;1-2-1980", "An Bos;an@example.org;2611CR;3-4-81")
    assert found == {"Naam": "naam", "x": "e-mail", "y": "postcode", "z": "(unknown_column)"} | {"z": found["z"]}
    assert found["z"] in ("geboortedatum", "(unknown_column)")


def test_a_column_of_yes_and_no_is_not_read_as_words() -> None:
    found = proposed(
        "Naam;Geboren;Beperkingen;In portefeuille;Begeleiding", "Bo Bos;1-1-80;ja;nee;ja", "An Bos;1-1-81;nee;ja;ja"
    )
    assert list(found.values())[2:] == ["(unknown_column)", "(unknown_column)", "steun_nodig=begeleiding"]


@pytest.mark.parametrize(
    "above",
    [[], ["Kaartenbak;;"], ["Overzicht kandidaten", "", "Peildatum: 1-5-2026;;"], ["sep=;"], ["Persoon;;Werk", ""]],
)
def test_titles_blank_lines_and_a_sep_line_stand_above_the_header(above: list[str]) -> None:
    data = table_file("\r\n".join([*above, "Naam;Geb.datum;Functiewens"]), "Bo Bakker;1-2-1980;kok")
    intake = take(data)
    assert intake.people[0].fields["wants"] == ["kok"]
    assert intake.people[0].source[1] == len(above) + 2 - ("sep=;" in above)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_any_separator_does(separator: str) -> None:
    data = table_file(separator.join(("Naam", "Geboren", "Zoekt")), separator.join(("Bo Bakker", "1-2-1980", "kok")))
    assert take(data).people[0].fields["wants"] == ["kok"]


def test_a_total_a_note_a_second_header_and_empty_rows_are_no_people() -> None:
    header = "Klantnr;Naam;Geb.datum;Zoekt"
    rows = [
        "1;Bo Bakker;1-2-1980;kok",
        ";;;",
        header,
        "2;An Bos;3-4-1981;kok",
        "Totaal: 2;;;",
        ";Totaal;2;",
        "Bron: export 1-5-2026;;;",
        ";;;",
    ]
    intake = take(table_file(header, *rows))
    assert [one.number for one in intake.people] == ["1", "2"]
    assert refused(intake) == [(4, "repeated_header"), (6, "totals_row"), (7, "totals_row"), (8, "totals_row")]


def test_people_called_som_and_bron_are_people() -> None:
    rows = ["1;Som, Piet;1-2-1980;kok", "2;Bron, An;3-4-1981;kok", "3;Som, Bo;;"]
    assert len(take(table_file("Klantnr;Naam;Geb.datum;Zoekt", *rows)).people) == 3


def test_the_sheet_with_the_people_is_found_and_of_two_the_longer_one() -> None:
    header: list[Any] = ["Naam", "Geb.datum"]
    sheets = {
        "Uitleg": [["Dit is een export"]],
        "Voorbeeld": [header, ["Voorbeeld, A.", "1-1-1980"]],
        "Lijst": [["Kandidaten"], [], header, ["Bakker, Bo", datetime.date(1980, 2, 1)], ["Bos, An", 29618]],
    }
    intake = take(xlsx_bytes(sheets), "a.xlsx")
    assert [one.fields["birth_date"] for one in intake.people] == ["1980-02-01", "1981-02-01"]
    assert propose(("a.xlsx", xlsx_bytes(sheets))).sheet == "Lijst"


def test_a_mobile_number_goes_before_one_at_home_and_either_is_used() -> None:
    rows = ["Bo Bakker;070-0000311;06-00001107", "An Bos;070-0000322;"]
    people = take(table_file("Naam;Telefoon;Mobiel", *rows)).people
    assert [one.fields["phone"] for one in people] == ["06-00001107", "070-0000322"]


@pytest.mark.parametrize(
    ("header", "cell", "fields"),
    [
        ("Adres", "Kade 1, 2671AB Naaldwijk", {"postcode": "2671 AB", "city": "Naaldwijk"}),
        ("Postcode/plaats", "2671ab  Naaldwijk", {"postcode": "2671 AB", "city": "Naaldwijk"}),
        ("PC4", "2671", {"postcode": "2671"}),
        ("Telefoon / e-mail", "06-00001107 / bo@example.org", {"phone": "06-00001107", "email": "bo@example.org"}),
        ("Telefoon", "070-0000311 / 06-00001107", {"phone": "070-0000311"}),
        ("Telefoon", "tel: 06-00001107 (moeder)", {"phone": "06-00001107"}),
        ("Telefoon", "6.12345678E+08", {"phone": "0612345678"}),
        ("E-mail", "Bo <bo@example.org>; b@example.org", {"email": "bo@example.org"}),
        ("Functiewens", "kok, bakker; iets met brood", {"wants": ["kok", "bakker", "iets met brood"]}),
        ("Functiewens", "werken in de zorg, het liefst dicht bij huis in Delft", {"wants": ["werken in de zorg, het liefst dicht bij huis in Delft"]}),
        ("Functiewens", "magazijnmedewerker/chauffeur", {"wants": ["magazijnmedewerker", "chauffeur"]}),
        ("Uren per week", "0,8", {"hours_min": 28, "hours_max": 32}),
        ("Uren per week", "min 16 max 24 uur", {"hours_min": 16, "hours_max": 24}),
        ("Rijbewijs B", "ja", {"licences": ["B"]}),
        ("Rijbewijs B", "nee", {"licences": []}),
        ("VCA", "geldig tot 12-2027", {"certificates": ["VCA"]}),
        ("VCA", "nee", {}),
        ("Eigen auto", "x", {"transport": ["car"]}),
        ("Talen", "Nederlands, Engels", {"other_languages": ["Engels"]}),
        ("Belemmeringen", "n.v.t.", {}),
        ("Belemmeringen", "geen", {"limits": [], "limits_text": []}),
    ],
)  # fmt: skip
def test_cells_of_other_layouts_say_what_ours_say(header: str, cell: str, fields: dict[str, Any]) -> None:
    found = take(table_file(f"Voornaam\tAchternaam\t{header}", f"Bo\tBakker\t{cell}")).people[0].fields
    wanted = {"first_name": "Bo", "last_name": "Bakker", **fields}
    assert {name: value for name, value in found.items() if name != "questions"} == wanted


def test_of_a_number_that_a_spreadsheet_spoilt_nothing_is_kept_and_it_is_asked() -> None:
    intake = take(table_file("Naam;Telefoon", "Bo Bakker;6.12E+08"))
    assert "phone" not in intake.people[0].fields
    assert intake.people[0].fields["questions"] == ["telefoon: 6.12E+08"]
    assert ("bad_phone", "Telefoon") in warnings(intake)


def test_numbers_that_lost_their_zero_get_it_back_but_for_those_that_may_be_a_bsn() -> None:
    numbers = [600000000 + place * 37 for place in range(40)]
    assert any(_passes(number) for number in numbers)
    rows: list[list[Any]] = [["Naam", "Mobiel"], *(["Bo Bakker", number] for number in numbers)]
    intake = take(xlsx_bytes({"a": rows}), "a.xlsx")
    assert [one.fields.get("phone") for one in intake.people] == [
        None if _passes(number) else f"0{number}" for number in numbers
    ]
    in_doubt = [said["row"] for said in file_report(intake)["warnings"] if said["code"] == "phone_or_bsn"]
    assert in_doubt == [row for row, number in enumerate(numbers, start=2) if _passes(number)]


def test_among_such_numbers_a_bsn_that_begins_otherwise_goes() -> None:
    rows: list[list[Any]] = [
        ["Naam", "Mobiel"],
        *(["Bo", 600000000 + place * 37] for place in range(40)),
        ["An", 111222333],
    ]
    intake = take(xlsx_bytes({"a": rows}), "a.xlsx")
    assert "phone" not in intake.people[-1].fields
    assert {"row": 42, "code": "bsn_removed", "field": "Mobiel"} in file_report(intake)["warnings"]


def test_findings_are_told_under_the_name_that_the_file_gives_the_column() -> None:
    intake = take(table_file("Naam;Geb.datum;Belemmeringen", "Bo Bakker;gisteren;heeft autisme, geen drukte"))
    assert {("bad_date", "Geb.datum"), ("sensitive_text", "Belemmeringen")} <= warnings(intake)


# Not sure enough


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("Klantnr;Geb.datum;Postcode;Functiewens;Telefoonnummer", ["achternaam", "roepnaam"]),
        ("Naam;Geb.datum;Naam;Postcode", ["naam"]),
    ],
)
def test_without_a_name_or_with_two_somebody_has_to_choose(header: str, columns: list[str]) -> None:
    intake = take(table_file(header, "een;1-1-1980;twee;2525 GD;0612345678", "drie;1-1-1981;vier;2525 GE;0612345679"))
    assert error(intake) == "mapping_needed"
    assert file_report(intake)["params"]["columns"] == columns
    assert intake.people == []


def test_a_csv_of_one_column_is_no_register() -> None:
    assert error(take(table_file("Naam", "Bo Bakker", "An Bos"))) == "unknown_layout"


def test_a_table_that_nobody_knows_can_be_proposed_all_the_same() -> None:
    proposal = propose(("a.csv", table_file("kolom1;kolom2;kolom3", "Bo;Bakker;1-2-1980", "An;Bos;3-4-1981")))
    assert (proposal.sure, proposal.row) == (False, 1)
    assert [column.samples for column in proposal.columns] == [
        ("Bo", "An"),
        ("Bakker", "Bos"),
        ("1-2-1980", "3-4-1981"),
    ]


# Corrections


CHOSEN = {"kolom1": "roepnaam", "kolom2": "achternaam", "kolom3": "geboortedatum"}
UNKNOWN = table_file("kolom1;kolom2;kolom3", "Bo;Bakker;1-2-1980")


def test_a_correction_makes_an_unknown_layout_known() -> None:
    mappings = {fingerprint(["kolom1", "kolom2", "kolom3"]): CHOSEN}
    intake = take_in([("a.csv", UNKNOWN)], NOTHING_KNOWN, mappings)
    assert intake.people[0].fields == {"first_name": "Bo", "last_name": "Bakker", "birth_date": "1980-02-01"}
    assert propose(("a.csv", UNKNOWN), mappings).sure


def test_a_correction_is_kept_for_the_next_file_of_that_layout_in_any_order() -> None:
    proposal = propose(("a.csv", UNKNOWN))
    newer = table_file("Kolom3;KOLOM1;kolom2", "1-2-1980;Bo;Bakker")
    choice = {"Kolom3": "geboortedatum", "KOLOM1": "roepnaam", "kolom2": "achternaam"}
    assert propose(("b.csv", newer)).fingerprint == proposal.fingerprint
    assert (
        take_in([("b.csv", newer)], NOTHING_KNOWN, {proposal.fingerprint: CHOSEN}).people[0].fields["last_name"]
        == "Bakker"
    )
    assert (
        take_in([("b.csv", newer)], NOTHING_KNOWN, {proposal.fingerprint: choice}).people[0].fields["last_name"]
        == "Bakker"
    )


def test_a_correction_goes_before_the_proposal_and_the_rest_stays() -> None:
    data = table_file("Naam;Geb.datum;Ervaring;Zoekt", "Bo Bakker;1-2-1980;kok;bakker")
    mappings = {propose(("a.csv", data)).fingerprint: {"Ervaring": "beroepen", "Zoekt": ""}}
    fields = take_in([("a.csv", data)], NOTHING_KNOWN, mappings).people[0].fields
    assert (fields["occupations"], fields["birth_date"], "wants" in fields) == (["kok"], "1980-02-01", False)


def test_a_column_that_stays_out_as_was_proposed_keeps_its_reason() -> None:
    data = table_file("Naam;Geb.datum;Geslacht;Schoenmaat;Zoekt", "Bo Bakker;1-2-1980;V;39;bakker")
    mappings = {propose(("a.csv", data)).fingerprint: {"Geslacht": "", "Schoenmaat": "", "Zoekt": ""}}
    said = warnings(take_in([("a.csv", data)], NOTHING_KNOWN, mappings))
    assert said == {("sensitive_column", "Geslacht"), ("unknown_column", "Schoenmaat"), ("chosen", "Zoekt")}


def test_of_two_names_a_correction_says_which() -> None:
    data = table_file("Naam;Geb.datum;Naam", "K. Bos;1-1-1980;Bo Bakker", "P. Smit;1-1-1981;An Dam")
    mappings = {propose(("a.csv", data)).fingerprint: {"Naam": "contactpersoon", "Naam (2)": "naam"}}
    people = take_in([("a.csv", data)], NOTHING_KNOWN, mappings).people
    assert [one.fields["last_name"] for one in people] == ["Bakker", "Dam"]


def test_no_correction_lets_a_bsn_or_a_target_group_in() -> None:
    data = table_file("Naam;Geb.datum;BSN;Doelgroep", "Bo Bakker;1-1-1980;111222333;banenafspraak")
    mappings = {propose(("a.csv", data)).fingerprint: {"BSN": "nummer", "Doelgroep": "kan"}}
    intake = take_in([("a.csv", data)], NOTHING_KNOWN, mappings)
    assert "111222333" not in repr(intake) and "banenafspraak" not in repr(intake)


def test_a_correction_may_say_that_people_are_vacancies() -> None:
    data = table_file("Wie;Wat;Hoeveel", "Bakkerij Ster;Bakker;2")
    mappings = {fingerprint(["Wie", "Wat", "Hoeveel"]): {"Wie": "werkgever", "Wat": "vacature", "Hoeveel": "plaatsen"}}
    [vacancy] = take_in([("a.csv", data)], NOTHING_KNOWN, mappings).vacancies
    assert vacancy.fields == {"title": "Bakker", "places": 2}


# Proposals


def test_a_proposal_shows_no_bsn_and_nothing_on_health() -> None:
    data = table_file(
        "Naam;Geboren;Opmerkingen;Diagnose",
        "Bo;1-1-80;nr 111222333;ADHD",
        "An;1-1-81;heeft reuma;x",
        "Al;1-1-82;koken;",
    )
    proposal = propose(("a.csv", data))
    assert [column.samples for column in proposal.columns][2:] == [("nr …", "…", "koken"), ()]


def test_a_proposal_says_what_may_be_chosen_and_how_many_rows_there_are() -> None:
    proposal = propose(("a.csv", people_file(person(), person(nummer="K2"))))
    assert (proposal.kind, proposal.row, proposal.rows, proposal.sure) == ("kandidaten", 1, 2, True)
    assert set(TEMPLATES["kandidaten"]) <= set(proposal.targets) == set(TARGETS["kandidaten"])
    assert {column.reason for column in proposal.columns} <= {"", *COLUMN_REASONS}


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty_file"), (b"\x00\x01\x02", "not_a_table"), (b"tekst\n", "unknown_layout")]
)
def test_what_cannot_be_read_cannot_be_proposed(data: bytes, code: str) -> None:
    with pytest.raises(BadFile) as caught:
        propose(("a.csv", data))
    assert caught.value.code == code


def test_a_postcode_file_is_proposed_as_what_it_is() -> None:
    line = b"NL\t2511\tDen Haag\tZuid-Holland\t11\tDen Haag\t0518\t\t\t52.07\t4.31\t6\n"
    assert propose(("NL.txt", line)) == Proposal("geonames")


def _passes(number: int) -> bool:
    digits = [int(digit) for digit in str(number)]
    return sum(digit * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)) % 11 == 0


def test_a_number_that_a_spreadsheet_made_a_decimal_of_is_whole_again_and_geen_is_no_number() -> None:
    header = "Klantnr;Naam;Telefoon 1;E-mail"
    people = take(table_file(header, "1001.0;Bo Bakker;612345678.0;geen", "1002,0;An Bos;geen;x")).people
    assert [(one.number, one.fields.get("phone"), one.fields.get("email")) for one in people] == [
        ("1001", "0612345678", None),
        ("1002", None, "x"),
    ]


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Vrln", "voorletters"), ("voorvoegsel_achternaam", "tussenvoegsel"), ("Soort baan", "contractvormen"),
        ("Wie ben je? (voornaam)", "roepnaam"), ("Wat wil je graag doen?", "wil"), ("Uren t/m", "uren_max"),
        ("Hoeveel uur wil je werken?", "uren"), ("Hoe kom je naar je werk?", "vervoer"),
        ("Auto J/N", "vervoer=auto"), ("Toestemming ja/nee", "toestemming"), ("Opl.niv.", "opleiding"),
    ],
)  # fmt: skip
def test_a_heading_of_a_form_or_an_export_is_known(heading: str, target: str) -> None:
    data = table_file(f"Achternaam;{heading};Geboortedatum", "Bakker;a;1-1-1980")
    assert {one.header: one.target for one in propose(("a.csv", data)).columns}[heading] == target


@pytest.mark.parametrize("between", [[";;"], [";;", "Bedrijven;;"], ["", ""]])
def test_a_second_table_below_the_first_is_told_and_no_person(between: list[str]) -> None:
    below = [*between, "Bedrijf;Vacature;Uren", "Bouw Stam;Metselaar;40"]
    intake = take(table_file("Voornaam;Achternaam;Geboren", "Bo;Bakker;1-1-1980", *below))
    assert [one.fields["last_name"] for one in intake.people] == ["Bakker"]
    assert {"row": 3 + len(between), "code": "second_table", "field": ""} in file_report(intake)["warnings"]
    assert "Metselaar" not in str(intake.people)


def test_after_a_blank_row_the_list_goes_on_and_a_note_is_no_person() -> None:
    rows = ["Bo;Bakker;1-1-1980", ";;", "An;Bos;2-1-1980", ";;", "Lijst van Ans;;"]
    intake = take(table_file("Voornaam;Achternaam;Geboren", *rows))
    assert len(intake.people) == 2
    assert refused(intake) == [(6, "totals_row")]


def test_a_zero_beside_a_one_is_no_and_beside_a_two_it_is_unknown() -> None:
    header = "Naam;Toestemming;VCA"
    ticked = take(table_file(header, "Bo Bakker;1;1", "An Bos;0;0"))
    assert refused(ticked) == [(3, "no_consent")]
    vum = take(table_file(header, "Bo Bakker;1;1", "An Bos;0;0", "Cor Dam;2;1"))
    assert refused(vum) == [(4, "no_consent")]
    assert [one.fields.get("consent") for one in vum.people] == [1, None]


def test_a_csv_that_a_spreadsheet_did_not_split_is_read_as_it_was() -> None:
    lines = ["Lijst", "", "Voornaam;Achternaam;Geboren", 'Bo;"Bakker";1-1-1980', "An;Bos;2-1-1980"]
    intake = take(xlsx_bytes({"Blad1": [[line] for line in lines]}), "a.xlsx")
    assert [(one.fields["first_name"], one.source[1]) for one in intake.people] == [("Bo", 4), ("An", 5)]


@pytest.mark.parametrize("error", ["#N/B", "#N/A", "#VERW!", "#REF!", "#NAAM?", "#DEEL/0!", "#######"])
def test_what_a_spreadsheet_could_not_work_out_is_an_empty_cell(error: str) -> None:
    found = take(table_file("Voornaam;Achternaam;Woonplaats", f"Bo;Bakker;{error}", f"{error};{error};Soest"))
    assert "city" not in found.people[0].fields
    assert refused(found) == [(3, "no_name")]


def test_a_missing_infix_and_an_unknown_value_are_no_words() -> None:
    found = take(table_file("Voornaam;Tussenvoegsel;Achternaam;Wil", "Bo;geen;Bakker;weet niet")).people[0].fields
    assert "infix" not in found and "wants" not in found


def test_a_column_of_recent_days_is_no_telephone_number() -> None:
    rows = ["Bo Bakker;1-1-1980;01-02-2027", "An Bos;2-1-1980;03-02-2027", "Cor Dam;3-1-1980;04-02-2027"]
    intake = take(table_file("Naam;Geboren;Gesprek gehad op", *rows))
    assert not any("phone" in one.fields for one in intake.people)
    assert ("unknown_column", "Gesprek gehad op") in warnings(intake)
