"""Three registers become one list: who is who, which value is kept, what a person decides, and no BSN anywhere."""

from __future__ import annotations

import datetime
from dataclasses import asdict
from typing import Any

import pytest
from intake_support import TODAY, error, file_report, people_file, person, table_file, take, warnings, xlsx_bytes

from eventapp.intake import Intake, Known, Probable, take_in
from eventapp.intake.fuller import settled
from eventapp.intake.merging import Candidate

NOTHING = Known(today=TODAY)
MUNICIPALITY = "Klantnr;Achternaam;Tussenv.;Roepnaam;Geb.datum;Postcode;Woonplaats;Mobiel;Functiewens;Belemmeringen"
AGENCY = ["Relatienr", "Naam", "Geboortedatum", "Telefoon", "E-mail", "Adres", "Ervaring"]
SHELTERED = "Nr,Naam,Geboren,PC,Tel,Wat kan ik,Wat kan ik niet"


def registers() -> list[tuple[str, bytes]]:
    """Jan is in all three under other names; father and son Bos share a phone; the twins De Wit share nearly all."""
    one = table_file(
        MUNICIPALITY,
        "1;BERG;VAN DER;JAN;1-2-68;2671 AB;Naaldwijk;06-00000011;magazijn;niet lang staan",
        "2;Bos;;Piet;3-4-1960;2671 AC;Naaldwijk;06-00000022;;",
        "3;Wit;de;Anna;5-6-1990;2671 AD;Naaldwijk;06-00000033;;",
        encoding="cp1252",
    )
    two = [
        ["Overzicht UWV"], AGENCY,
        ["R1", "Berg, J. van der", datetime.date(1968, 2, 1), "0600000011", "jan@example.org", "Kade 1, 2671AB Naaldwijk", "heftruck"],
        ["R2", "Bos, Kees", datetime.date(1990, 7, 8), "0600000022", "", "Kade 2, 2671AC Naaldwijk", ""],
        ["R3", "Wit, Anna de", datetime.date(1990, 6, 5), "", "anna@example.org", "Kade 3, 2671AD Naaldwijk", "kassa"],
    ]  # fmt: skip
    three = table_file(
        SHELTERED,
        "1,Jan v.d. Berg,01-02-1968,2671,06 00000011,inpakken,trappen",
        '2,"Wit, Joris de",5-6-1990,2671AD,0600000033,,',
    )
    return [("gemeente.csv", one), ("uwv.xlsx", xlsx_bytes({"a": two})), ("sw.csv", three)]


def named(intake: Intake, first: str) -> Any:
    [entry] = [entry for entry in intake.people if entry.fields.get("first_name") == first]
    return entry


def known_after(intake: Intake) -> Known:
    """What a fair knows when this intake is in it."""
    ids = {id(entry): f"id-{place}" for place, entry in enumerate(intake.people)}
    return Known(
        people={entry.number: ids[id(entry)] for entry in intake.people if entry.number},
        persons=[Candidate(ids[id(entry)], entry.fields, entry.number) for entry in intake.people],
        sources={source: ids[id(entry)] for entry in intake.people for source in entry.sources},
        told=[(ids[id(entry)], told) for entry in intake.people for told in entry.told if told],
        asked={frozenset((f"id-{pair.one}", f"id-{pair.other}")) for pair in intake.probable},
        today=TODAY,
    )


def test_one_person_in_three_registers_is_one_person_with_three_sources() -> None:
    intake = take_in(registers(), NOTHING)
    jan = named(intake, "Jan")
    assert jan.sources == [("gemeente.csv", 2), ("uwv.xlsx", 3), ("sw.csv", 2)]
    assert {"kept": "1", "rows": [["gemeente.csv", 2], ["uwv.xlsx", 3], ["sw.csv", 2]]} in intake.report["merged"]
    assert (jan.number, jan.source, jan.id) == ("1", ("gemeente.csv", 2), None)


def test_the_name_is_the_fullest_and_no_value_that_says_less_pushes_it_out() -> None:
    jan = named(take_in(registers(), NOTHING), "Jan").fields
    assert (jan["first_name"], jan["infix"], jan["last_name"]) == ("Jan", "van der", "Berg")
    assert (jan["postcode"], jan["phone"], jan["email"]) == ("2671 AB", "06-00000011", "jan@example.org")


def test_what_people_can_and_cannot_do_adds_up() -> None:
    jan = named(take_in(registers(), NOTHING), "Jan").fields
    assert jan["limits"] == ["standing", "stairs"]
    assert jan["can"] == ["heftruck", "inpakken"]


def test_what_each_register_says_is_kept_apart() -> None:
    rows = named(take_in(registers(), NOTHING), "Jan").rows
    assert [fields.get("limits") for _, fields in rows] == [["standing"], None, ["standing", "stairs"]]
    assert [fields.get("first_name") for _, fields in rows] == ["Jan", None, "Jan"]
    assert [fields.get("wants") for _, fields in rows] == [["magazijn"], None, None]


def test_a_value_that_really_differs_is_kept_newest_last() -> None:
    files = [("a.csv", people_file(person(geboortedatum="1990-01-02", plaats="Delft", telefoon="06-00000011")))]
    files += [("b.csv", table_file("Naam;Geboren;Woonplaats;Tel", "Sanne Duinmaker;1990-01-02;Breda;0600000011"))]
    [entry] = take_in(files, NOTHING).people
    assert [fields["city"] for _, fields in entry.rows] == ["Delft", "Breda"]
    assert entry.fields["city"] == "Breda"


def test_father_and_son_on_one_phone_and_twins_stay_two() -> None:
    intake = take_in(registers(), NOTHING)
    assert len(intake.people) == 5
    assert {named(intake, name).number for name in ("Piet", "Kees", "Anna", "Joris")} >= {"2", "R2", "3"}
    assert named(intake, "Anna").sources == [("gemeente.csv", 4), ("uwv.xlsx", 5)]


def test_the_same_number_in_three_registers_is_no_sign_of_anything() -> None:
    intake = take_in(registers(), NOTHING)
    numbers = [entry.number for entry in intake.people]
    assert len([number for number in numbers if number]) == len({number for number in numbers if number})
    assert named(intake, "Joris").number is None
    assert ("number_of_someone_else", "nummer") in warnings(intake, 2)


def test_a_probable_pair_is_for_a_person_to_decide() -> None:
    files = [
        ("a.csv", table_file("Naam;Geb.datum;Tel", "Jan de Boer;1-2-1980;0600000011")),
        ("b.csv", table_file("Voornaam;Achternaam;Geboren;Telefoon", "Jan;de Boer;;06-00000011")),
    ]
    intake = take_in(files, NOTHING)
    assert len(intake.people) == 2
    [review] = intake.report["to_review"]
    assert review["rows"] == [["a.csv", 2], ["b.csv", 2]]
    assert "same_phone" in review["why"]
    assert intake.probable == [Probable(0, 1, tuple(review["why"]))]


def test_the_same_files_again_are_the_same_people_and_bring_no_news() -> None:
    first = take_in(registers(), NOTHING)
    again = take_in(registers(), known_after(first))
    assert [entry.id for entry in again.people] == [f"id-{place}" for place in range(len(first.people))]
    assert [entry.fields for entry in again.people] == [entry.fields for entry in first.people]
    assert again.probable == []


def test_one_register_again_takes_nothing_away_from_what_the_others_said() -> None:
    first = take_in(registers(), NOTHING)
    again = take_in(registers()[2:], known_after(first))
    [jan] = [entry for entry in again.people if entry.id == "id-0"]
    said = first.people[0].fields
    assert {name: value for name, value in jan.fields.items() if said[name] != value} == {"can": ["inpakken"]}
    assert jan.fields["limits"] == ["standing", "stairs"]


def test_a_newer_export_of_a_register_brings_the_newer_value_of_the_same_person() -> None:
    first = take_in(registers(), NOTHING)
    newer = table_file(MUNICIPALITY, "2;Bos;;Piet;3-4-1960;2671 AC;Rijswijk;06-00000022;kok;")
    [piet] = take_in([("gemeente juni.csv", newer)], known_after(first)).people
    assert (piet.id, piet.fields["city"], piet.fields["wants"]) == ("id-1", "Rijswijk", ["kok"])


def test_a_row_that_joins_somebody_who_was_there_is_told() -> None:
    known = known_after(take_in(registers()[:1], NOTHING))
    intake = take_in(registers()[1:2], known)
    assert named(intake, "Anna").id == "id-2"
    assert {"kept": "3", "rows": [["uwv.xlsx", 5]]} in intake.report["merged"]


def test_two_of_whom_somebody_said_that_they_are_two_are_not_asked_about_again() -> None:
    files = [("a.csv", table_file("Naam;Geb.datum;Tel", "Jan de Boer;1-2-1980;0600000011", "J. de Boer;;0600000011"))]
    first = take_in(files, NOTHING)
    assert len(first.probable) == 1
    fair = known_after(first)
    apart = Known(
        fair.people, today=TODAY, persons=fair.persons, sources=fair.sources, apart={frozenset(("id-0", "id-1"))}
    )
    again = take_in(files, apart)
    assert again.report["to_review"] == []


def test_a_number_of_somebody_else_in_the_fair_is_not_that_person() -> None:
    known = Known(
        people={"1": "id-9"}, persons=[Candidate("id-9", {"first_name": "Els", "last_name": "Dam"}, "1")], today=TODAY
    )
    intake = take(table_file("Klantnr;Naam;Geboren", "1;Bo Bakker;1-1-1980"), known=known)
    assert (intake.people[0].id, intake.people[0].number) == (None, None)


def test_a_second_number_is_compared_and_not_kept() -> None:
    files = [
        ("a.csv", table_file("Naam;Geboren;Telefoon;Mobiel", "Jan de Boer;1-2-1980;015-0000311;06-00000011")),
        ("b.csv", table_file("Voornaam;Achternaam;Geboren;Telefoonnummer", "Jan;de Boer;1-2-1980;0150000311")),
    ]
    [entry] = take_in(files, NOTHING).people
    assert entry.rows[0][1]["phone"] == "06-00000011"


@pytest.mark.parametrize(
    ("name", "older", "newer", "kept"),
    [
        ("first_name", "Jan", "J.", ["Jan", None]), ("first_name", "J.", "Jan", [None, "Jan"]), ("infix", "v.d.", "van den", [None, "van den"]),
        ("birth_date", "1975", "1975-03-02", [None, "1975-03-02"]), ("birth_date", "1976", "1975-03-02", ["1976", "1975-03-02"]),
        ("postcode", "2525 GD", "2525", ["2525 GD", None]), ("phone", "06-00000011", "+31 6 00000011", ["06-00000011", "06-00000011"]),
        ("email", "Bo@Example.org", "bo@example.org", ["Bo@Example.org", "Bo@Example.org"]), ("last_name", "Yilmaz", "Yılmaz", [None, "Yılmaz"]),
        ("city", "Delft", "Breda", ["Delft", "Breda"]), ("can", ["koken"], ["bakken"], [["koken"], ["koken", "bakken"]]),
        ("hours_max", 24, 32, [24, 32]), ("limits", ["stairs"], ["lifting"], [["stairs"], ["lifting", "stairs"]]),
    ],
)  # fmt: skip
def test_of_two_values_the_fuller_stays_and_two_that_differ_both(
    name: str, older: Any, newer: Any, kept: list[Any]
) -> None:
    assert [fields.get(name) for fields in settled([{name: older}, {name: newer}])] == kept


def test_an_update_adds_to_limits_only() -> None:
    before = {"limits": ["stairs"], "can": ["koken"]}
    assert settled([{"limits": ["lifting"], "can": ["bakken"]}], before, updates=True) == [
        {"limits": ["lifting", "stairs"], "can": ["bakken"]}
    ]


# The guard, over all of it


def _numbers(count: int) -> list[str]:
    """Numbers that pass the elfproef; they are nobody's."""
    found, number = [], 100_000_009
    while len(found) < count:
        digits = [int(digit) for digit in str(number)]
        if sum(digit * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)) % 11 == 0:
            found.append(str(number))
        number += 1_019_993
    return found


def test_twenty_planted_numbers_are_nowhere_in_what_comes_out() -> None:
    planted = _numbers(20)
    shapes = ("{}", "bsn {}", "zie {} map", "{0[0]}{0[1]}{0[2]}.{0[3]}{0[4]}{0[5]}.{0[6]}{0[7]}{0[8]}", "NL{}B01")
    plant = iter([shapes[place % len(shapes)].format(number) for place, number in enumerate(planted)])
    rows = [f"{row};Bos;de;Piet;3-4-1960;2671 AC;Delft;0600000022;kok;tillen".split(";") for row in range(10)]
    for column, row in enumerate(rows):
        row[column] = next(plant)
    book: list[list[Any]] = [["BSN", *AGENCY]]
    book += [[next(plant) if column == row else "x" for column in range(8)] for row in range(8)]
    files = [
        ("a.csv", table_file(MUNICIPALITY, *map(";".join, rows))),
        ("b.xlsx", xlsx_bytes({"a": book})),
        (f"c {next(plant)}.csv", table_file(f"Naam;Geboren;{next(plant)}", "Bo Bos;1-1-1980;x")),
    ]
    text = repr(asdict(take_in(files, NOTHING)))
    digits = "".join(letter for letter in text if letter.isdigit() or letter in ". ").replace(".", "")
    assert [number for number in planted if number in text or number in digits] == []


def test_each_planted_number_is_reported_by_file_row_and_column_and_never_by_value() -> None:
    [planted] = _numbers(1)
    intake = take(table_file("Naam;Geboren;BSN;Bijzonderheden", f"Bo Bakker;1-1-1980;{planted};zie {planted}"))
    found = [warning for warning in file_report(intake)["warnings"] if warning["code"] == "bsn_removed"]
    assert found == [
        {"row": 2, "code": "bsn_removed", "field": "BSN"},
        {"row": 2, "code": "bsn_removed", "field": "Bijzonderheden"},
    ]


# Progress, size and bad files


def test_somebody_is_told_how_far_it_is() -> None:
    told: list[tuple[str, int, int]] = []
    rows = [f"{row};Bo Bakker {row};1-1-1980" for row in range(250)]
    files = [
        ("a.csv", table_file("Klantnr;Naam;Geboren", *rows)),
        ("b.csv", b""),
        ("c.csv", table_file("Nr;Naam;PC", "1;An Bos;2671")),
    ]
    take_in(files, NOTHING, progress=lambda *stage: told.append(stage))
    reading = [("reading", done, 251) for done in (0, 100, 200, 251)]
    compared = told[len(reading) :]
    assert told[: len(reading)] == reading
    assert {phase for phase, _, _ in compared} == {"comparing"}
    assert compared[0][1] == 0 and compared[-1][1] == compared[-1][2] > 0


def test_a_file_that_turns_bad_halfway_leaves_nothing_behind() -> None:
    rows = [f"{row};Bo Bakker;1-1-1980" for row in range(300)]
    intake = take(table_file("Klantnr;Naam;Geboren", *rows, '301;"Bo;1-1-1980'))
    assert (error(intake), intake.people, file_report(intake)["rows"]) == ("open_quote", [], 0)
