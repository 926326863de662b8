"""Rows as registers really have them: what is merged, what a person looks at, and what nobody is asked.

Every case is written by hand, and says nothing of how the merging decides. All names are invented.
"""

from __future__ import annotations

from typing import Any

import pytest

from eventapp.intake.merging import Candidate, Pair, differences, groups, pairs, questions

BASE = {
    "first_name": "Sanne", "last_name": "Hoogveldt", "birth_date": "1984-05-19", "phone": "06-00001234",
    "email": "sanne.hoogveldt@example.org", "postcode": "3811 KD",
}  # fmt: skip
JANUARY = {"birth_date": "1984-01-01"}
BARE = {"phone": "", "email": "", "postcode": ""}


def row(register: str, place: int = 2, /, **changes: Any) -> Candidate:
    fields = {name: value for name, value in (BASE | changes).items() if value}
    return Candidate(("row", register, place), fields, register=register)


def verdict(one: dict[str, Any], other: dict[str, Any]) -> str | None:
    found = pairs([row("gemeente", **one), row("uwv", **other)])
    return found[0].verdict if found else None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Moved, another phone, another address.
        ({}, {"postcode": "9711 AA", "email": ""}),
        ({}, {"postcode": "9711 AA", "phone": "06-00009999"}),
        ({"email": ""}, {"phone": "06-00009999"}),
        # Initials.
        ({}, {"first_name": "S.", "email": ""}),
        ({}, {"first_name": "S.M.", "phone": ""}),
        ({"phone": ""}, {"first_name": "S.", "email": ""}),
        # Names.
        ({}, {"last_name": "de Vries-Hoogveldt"}),
        ({}, {"last_name": "Hoogveldt-de Vries", "email": ""}),
        ({}, {"last_name": "Turfstaal"}),
        ({}, {"first_name": "Hoogveldt", "last_name": "Sanne"}),
        ({}, {"first_name": "Sanen", "last_name": "Hoogvledt"}),
        ({"first_name": "Elisabeth"}, {"first_name": "Bep", "email": ""}),
        ({"first_name": "Mohammad", "last_name": "Al Hassan"}, {"first_name": "Mohamed", "last_name": "Alhasan"}),
        ({"first_name": "Oleksandr", "last_name": "Tkachenko"}, {"first_name": "Александр", "last_name": "Tkatsjenko"}),
        ({"first_name": "Gülşen", "last_name": "Öztürk"}, {"first_name": "Guelsen", "last_name": "Oeztuerk"}),
        ({"first_name": "María José", "last_name": "García López"}, {"first_name": "Maria", "last_name": "Garcia"}),
        ({"first_name": "Xiao Ming", "last_name": "Li"}, {"first_name": "Li", "last_name": "Xiaoming"}),
        ({"first_name": "Ewa", "last_name": "Kowalska"}, {"first_name": "Ewa", "last_name": "Kowalski"}),
        # Born on the first of January, as many newcomers are on paper.
        (JANUARY, JANUARY | {"email": ""}),
        (JANUARY, JANUARY | {"first_name": "S."}),
        (JANUARY, JANUARY | {"last_name": "Hoogvledt", "email": ""}),
        # Of the date only the year.
        ({}, {"birth_date": "1984"}),
    ],
)
def test_one_person_written_in_two_ways_is_merged(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert verdict(one, other) == "certain"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"birth_date": "1984-05-18"}),
        ({"birth_date": "1984-05-09"}, {"birth_date": "1984-09-05"}),
        ({}, {"birth_date": "1994-05-19"}),
        ({}, {"birth_date": ""}),
        ({}, {"birth_date": "", "phone": "", "postcode": ""}),
        ({}, {"postcode": "9711 AA", "phone": "06-00009999", "email": ""}),
        ({"email": "", "postcode": ""}, {"last_name": "Turfstaal"}),  # only the phone: a partner's child may have it
        ({}, {"first_name": "", "email": ""}),
        ({}, {"first_name": "S.", "email": "sofie.hoogveldt@example.org"}),
        ({}, {"first_name": "S.", "email": "sofiehoogveldt84@example.org"}),
        ({}, {"first_name": "S.", "email": "sofie84@example.org"}),
        ({"email": ""}, {"first_name": "S.", "phone": "06-00009999"}),
        ({"email": ""}, {"first_name": "Femke"}),
        # The first of January says little.
        (JANUARY, JANUARY | {"first_name": "S.", "email": ""}),
        (JANUARY, JANUARY | {"first_name": "Sanen", "phone": ""}),
        (JANUARY, JANUARY | {"last_name": "Turfstaal"}),
        (JANUARY | {"phone": "", "email": ""}, JANUARY),
        # So does the address of a desk.
        ({"email": "info@opvang.example", "phone": "", "postcode": ""}, {"email": "info@opvang.example"}),
        (
            JANUARY | {"email": "jobcoach.zuid@example.org", "phone": ""},
            JANUARY | {"email": "jobcoach.zuid@example.org"},
        ),
        # Father and son of one name, with all that a household shares.
        ({}, {"birth_date": "1954-05-19"}),
        ({"birth_date": ""}, {"birth_date": "1954-05-19"}),
        ({"birth_date": "1984"}, {"birth_date": ""}),
    ],
)
def test_what_could_be_two_people_is_for_a_person_to_look_at(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert verdict(one, other) == "probable"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"phone": "", "email": ""}, BARE | {"birth_date": "1991-02-03"}),
        ({"email": "info@werk.example"}, {"first_name": "Ada", "last_name": "Bos", "phone": "", "email": "info@werk.example",
                                          "birth_date": "1991-02-03"}),
        ({"email": ""}, {"first_name": "Piet", "last_name": "Turfstaal", "birth_date": "1961-02-03", "email": ""}),
    ],
)  # fmt: skip
def test_what_is_surely_two_people_is_no_question(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert verdict(one, other) is None


INITIAL = {"first_name": "S.", "email": ""}


@pytest.mark.parametrize(
    "others",
    [
        [row("gemeente", 3, first_name="Sofie", email="")],
        [row("sw", 3, first_name="Sofie", phone="", email="")],
        [row("gemeente", 3, first_name="Sofie", email="", birth_date="")],
        [row("uwv", 3, first_name="S.", email="")],
        [row("uwv", 3, first_name="S.", email="", birth_date="")],
        [row("uwv", 3, first_name="Sofie", email="", birth_date="1984")],
    ],
)
def test_an_initial_is_no_name_where_a_twin_may_stand_behind_it(others: list[Candidate]) -> None:
    rows = [row("gemeente"), row("uwv", **INITIAL), *others]
    certain = [pair for pair in pairs(rows) if pair.verdict == "certain"]
    assert not [group for group in groups(rows, certain, ()) if {rows[0].key, rows[1].key} <= set(group)]


def asked(*rows: Candidate) -> list[Pair]:
    found = pairs(rows)
    return questions(found, groups(rows, [pair for pair in found if pair.verdict == "certain"], ()))


@pytest.mark.parametrize("other", [{"first_name": "Femke"}, {"birth_date": "1954-11-02"}, {"birth_date": "1984-05-30"}])
def test_of_two_in_one_register_nobody_is_asked_whether_they_are_one(other: dict[str, Any]) -> None:
    assert asked(row("gemeente"), row("gemeente", 3, **other)) == []


@pytest.mark.parametrize("other", [{"birth_date": "1984-05-18"}, {"last_name": "Turfstaal"}, {"birth_date": ""}])
def test_somebody_who_may_have_come_into_one_register_twice_is_asked_about(other: dict[str, Any]) -> None:
    assert len(asked(row("gemeente"), row("gemeente", 3, **other))) == 1


def test_what_one_register_has_as_two_is_no_question_to_another() -> None:
    """Twins of one register, and one of them in a second: it is clear who that is, and who it is not."""
    twin = {"first_name": "Femke", "email": ""}
    assert asked(row("gemeente"), row("gemeente", 3, **twin), row("uwv", **twin)) == []


@pytest.mark.parametrize(
    ("other", "against"),
    [
        ({"first_name": "S."}, 0),
        ({"last_name": "Turfstaal"}, 0),  # married
        ({"birth_date": "1984-05-18"}, 0),  # put right
        ({"birth_date": "1984"}, 0),
        ({"first_name": "Femke"}, 1),
        ({"birth_date": "1991-02-03"}, 1),
        ({"last_name": "Turfstaal", "birth_date": ""}, 1),
        ({"first_name": "Femke", "last_name": "Turfstaal"}, 2),
        ({"first_name": "Femke", "last_name": "Turfstaal", "birth_date": "1991-02-03"}, 3),
    ],
)
def test_two_with_one_number_differ_in_so_many_things(other: dict[str, Any], against: int) -> None:
    assert differences(BASE, BASE | other) == differences(BASE | other, BASE) == against
