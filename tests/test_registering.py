"""Registering: a walk-in at the desk, and what an import means for the fair."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import DESK, OPENING, ORGANISER, Hall

from eventapp.badges.code import check, fair_tag
from eventapp.facts.ids import uuid7
from eventapp.fair import Fair
from eventapp.fair.badging import fresh_code
from eventapp.fair.fields import split
from eventapp.fair.people import Seeker
from eventapp.fair.registering import drafts, known
from eventapp.fair.shapes import understood
from eventapp.intake import EmployerEntry, Intake, PersonEntry, VacancyEntry
from eventapp.intake import take_in as read_in
from seed.registers import kandidaten_csv, vacatures_csv

TODAY = datetime.date(2026, 11, 21)


def mint() -> str:
    return uuid7(OPENING)


def intake(
    people: Sequence[PersonEntry] = (),
    employers: Sequence[EmployerEntry] = (),
    vacancies: Sequence[VacancyEntry] = (),
) -> Intake:
    return Intake([*people], [*employers], [*vacancies], None, {})


def person(number: str | None = None, id: str | None = None, row: int = 2, **fields: Any) -> PersonEntry:
    return PersonEntry(number, fields, ("nieuw.csv", row), id)


def take_in(hall: Hall, news: Intake) -> int:
    """Write down what this intake comes to; returns how many facts that is."""
    fresh = [hall.node.fact(draft) for draft in drafts(hall.fair, news, mint)]
    hall.take(*fresh)
    return len(fresh)


def numbered(fair: Fair, number: str) -> Seeker:
    seeker = fair.with_number(number)
    assert seeker is not None
    return seeker


# Walk-ins


def test_a_walk_in_is_registered_and_checked_in_in_one_go(hall: Hall) -> None:
    decision = hall.act("register_walk_in", DESK, first_name=" Marijke ", last_name="Hoepelman", infix="van",
                        wants="kok", can="koken", phone="06 12345678", language_nl="B1")  # fmt: skip
    seeker = numbered(hall.fair, "B1")
    assert (decision.code, decision.about) == ("registered", seeker.id)
    assert seeker.present and seeker.sources == [["balie", 0]]
    assert seeker.fields == {"first_name": "Marijke", "last_name": "Hoepelman", "infix": "van", "wants": ["kok"],
                             "can": ["koken"], "phone": "06 12345678", "language_nl": "B1"}  # fmt: skip


def test_what_a_walk_in_did_not_say_is_unknown(hall: Hall) -> None:
    hall.act("register_walk_in", DESK, first_name="Marijke", last_name=" ", can="")
    assert numbered(hall.fair, "B1").fields == {"first_name": "Marijke"}


def test_a_walk_in_gets_a_badge_that_checks_in(hall: Hall) -> None:
    hall.act("register_walk_in", DESK, first_name="Marijke")
    code = numbered(hall.fair, "B1").code
    assert code is not None and check(code, fair_tag("fair-1")) == "ok"
    assert hall.act("check_in", DESK, code=code).code == "already_in"


def test_walk_ins_get_numbers_of_their_own_one_after_the_other(hall: Hall) -> None:
    for _ in range(12):
        hall.act("register_walk_in", DESK, first_name="Marijke")
    assert {seeker.number for seeker in hall.fair.seekers} >= {f"B{n}" for n in range(1, 13)}


def test_a_number_that_is_taken_is_passed_over(hall: Hall) -> None:
    take_in(hall, intake([person("b1", first_name="Wubbe"), person("B2", first_name="Tjitske")]))
    hall.act("register_walk_in", DESK, first_name="Marijke")
    assert numbered(hall.fair, "B3").fields["first_name"] == "Marijke"


def test_the_thousandth_walk_in_is_as_quick_as_the_first(hall: Hall) -> None:
    """No looking through all numbers: that would hold up the desk and an import of thousands."""
    take_in(hall, intake([person(first_name="Wubbe", row=row) for row in range(2, 2002)]))
    calls = 0
    with_number = hall.fair.with_number

    def counted(number: str) -> Seeker | None:
        nonlocal calls
        calls += 1
        return with_number(number)

    hall.fair.with_number = counted  # type: ignore[method-assign]
    hall.act("register_walk_in", DESK, first_name="Marijke")
    assert calls < 5


@pytest.mark.parametrize(
    "words", ["wegens mijn rug geen zware dingen", "ik heb ADHD", "door mijn verslaving veel gemist"]
)
def test_words_about_health_typed_at_the_desk_reach_no_stand(hall: Hall, words: str) -> None:
    hall.act("register_walk_in", DESK, first_name="Marijke", can=words, wants="kok")
    assert numbered(hall.fair, "B1").fields == {"first_name": "Marijke", "wants": ["kok"]}


def test_work_with_people_who_are_ill_is_no_illness(hall: Hall) -> None:
    hall.act("register_walk_in", DESK, first_name="Marijke", wants="koken voor mensen met dementie")
    assert numbered(hall.fair, "B1").fields["wants"] == ["koken voor mensen met dementie"]


# Badge codes


def test_a_code_is_the_same_on_every_laptop_and_another_for_everybody() -> None:
    one, other = Hall().fair, Hall().fair
    codes = [fresh_code(one, f"subject {n}") for n in range(500)]
    assert codes == [fresh_code(other, f"subject {n}") for n in range(500)]
    assert len(set(codes)) == 500


def test_a_code_cannot_be_computed_without_the_secret_of_the_fair(hall: Hall) -> None:
    before = fresh_code(hall.fair, "subject")
    hall.fair.info.secret = "11" * 32
    assert fresh_code(hall.fair, "subject") != before


# Imports


def test_somebody_new_is_registered_with_number_code_and_source(hall: Hall) -> None:
    take_in(hall, intake([person("K77", first_name="Marijke", limits=["lifting"], hours_max=24)]))
    seeker = numbered(hall.fair, "K77")
    assert seeker.code is not None and seeker.sources == [["nieuw.csv", 2]]
    assert seeker.fields == {"first_name": "Marijke", "limits": ["lifting"], "hours_max": 24}


def test_personal_fields_are_kept_apart_from_the_open_ones(hall: Hall) -> None:
    news = intake([person("K77", first_name="Marijke", can=["koken"], limits=["lifting"])])
    [draft] = drafts(hall.fair, news, mint)
    assert draft.personal == {"first_name": "Marijke", "can": ["koken"]}
    assert draft.data["fields"] == {"limits": ["lifting"]}


def test_unknown_values_are_left_out() -> None:
    assert split({"hours_min": None, "first_name": None, "can": []}, ("first_name", "can")) == ({}, {"can": []})


def test_the_same_file_twice_changes_nothing(hall: Hall) -> None:
    news = intake(
        [person("K77", first_name="Marijke", can=["koken"])], [EmployerEntry("zon", {"name": "Zon"}, ("v", 2), None)]
    )
    assert take_in(hall, news) == 2
    again = known(hall.fair, None)
    assert again.people["K77"]
    repeat = intake([person("K77", first_name="Marijke", can=["koken"])])
    assert take_in(hall, repeat) == 0


def test_only_what_is_new_of_somebody_known_is_written_down(hall: Hall) -> None:
    [draft] = drafts(hall.fair, intake([person("K1", first_name="Brechtje", phone="070", hours_min=16)]), mint)
    assert (draft.kind, draft.subject) == ("person_edited", "s1")
    assert (draft.personal, draft.data["fields"]) == ({"phone": "070"}, {})


def test_what_was_put_right_by_hand_is_not_undone_by_the_file_it_was_wrong_in(hall: Hall) -> None:
    hall.act("correct_person", DESK, subject="s1", last_name="Vink")
    assert take_in(hall, intake([person("K1", last_name="Oosterzwaluw")])) == 0
    assert numbered(hall.fair, "K1").fields["last_name"] == "Vink"


def test_a_really_new_value_of_a_register_wins_from_the_old_one_which_stays_visible(hall: Hall) -> None:
    assert take_in(hall, intake([person("K1", last_name="Merel")])) == 1
    seeker = numbered(hall.fair, "K1")
    assert [old.value for old in seeker.conflicts["last_name"]] == ["Merel", "Oosterzwaluw"]


def test_what_was_put_right_by_hand_wins_from_every_register_whose_value_stays_visible(hall: Hall) -> None:
    hall.act("correct_person", DESK, subject="s1", last_name="Vink")
    assert take_in(hall, intake([person("K1", last_name="Merel")])) == 1
    seeker = numbered(hall.fair, "K1")
    assert seeker.fields["last_name"] == "Vink"
    assert {old.value for old in seeker.conflicts["last_name"]} == {"Vink", "Merel", "Oosterzwaluw"}


def test_who_was_erased_is_not_known_again_by_the_next_import(hall: Hall) -> None:
    hall.take(hall.node.tell("erased", "s1"))
    assert take_in(hall, intake([person("K1", first_name="Brechtje", last_name="Oosterzwaluw")])) == 0
    assert "first_name" not in numbered(hall.fair, "K1").fields


def test_people_without_a_number_get_one_each(hall: Hall) -> None:
    take_in(hall, intake([person("K77", first_name="A"), person(first_name="B", row=3), person(first_name="C", row=4)]))
    assert [numbered(hall.fair, number).fields["first_name"] for number in ("K77", "B1", "B2")] == ["A", "B", "C"]


def test_thousands_without_a_number_get_one_each(hall: Hall) -> None:
    take_in(hall, intake([person(first_name="Wubbe", row=row) for row in range(2, 4002)]))
    assert numbered(hall.fair, "B4000")


def test_a_new_employer_brings_its_vacancies(hall: Hall) -> None:
    news = intake(
        employers=[EmployerEntry("zon", {"name": "Zon BV", "stand": "9", "phone": "070"}, ("v.csv", 2), None)],
        vacancies=[VacancyEntry("zon", "V9", {"title": "Plukker", "demands": ["lifting"]}, ("v.csv", 2), None)],
    )
    assert take_in(hall, news) == 2
    [vacancy] = [one for one in hall.fair.vacancies if one.fields.get("number") == "V9"]
    employer = hall.fair.employer(vacancy.employer)
    assert employer is not None and (employer.name, employer.stand) == ("Zon BV", "9")
    assert employer.code and hall.act("check_in", DESK, code=employer.code).code == "welcome"


def test_contact_data_of_an_employer_are_personal(hall: Hall) -> None:
    [draft] = drafts(
        hall.fair,
        intake(employers=[EmployerEntry("zon", {"name": "Zon", "email": "z@z.example"}, ("v", 2), None)]),
        mint,
    )
    assert draft.personal == {"email": "z@z.example"} and "email" not in draft.data["fields"]


def test_a_changed_vacancy_is_edited_in_place(hall: Hall) -> None:
    entry = VacancyEntry("zon", "V1", {"title": "Plukker", "hours_max": 24}, ("v.csv", 2), "v1")
    news = intake(employers=[EmployerEntry("zon", {}, ("v.csv", 2), "e1")], vacancies=[entry])
    assert [draft.data["fields"] for draft in drafts(hall.fair, news, mint)] == [{"hours_max": 24}]


def test_somebody_without_a_number_is_known_again_by_name_and_birth_date(hall: Hall) -> None:
    """Who is who, the intake finds out; it has to know who is here for that."""
    hall.act("complete_person", ORGANISER, subject="s1", fields={"birth_date": "1990-01-01", "phone": "06-12345678"})
    lines = "roepnaam;tussenvoegsel;achternaam;geboortedatum;telefoon;uren_max;toestemming\nBRECHTJE;van der;Oosterzwaluw;1990-01-01;06-12345678;20;ja"
    news = read_in([("nieuw.csv", lines.encode())], known(hall.fair, TODAY))
    assert {draft.subject for draft in drafts(hall.fair, news, mint)} == {"s1"}
    take_in(hall, news)
    assert hall.fair.seeker("s1").fields["hours_max"] == 20
    assert take_in(hall, read_in([("nieuw.csv", lines.encode())], known(hall.fair, TODAY))) == 0


@pytest.mark.parametrize("birth_date", [None, "1990-01-02"])
def test_a_name_alone_makes_nobody_the_same_person(hall: Hall, birth_date: str | None) -> None:
    other = person(first_name="Brechtje", infix="van der", last_name="Oosterzwaluw", birth_date=birth_date)
    [draft] = drafts(hall.fair, intake([other]), mint)
    assert draft.kind == "person_registered"


def test_all_that_the_rehearsal_registers_say_is_understood_by_the_fold(hall: Hall) -> None:
    """The shapes of facts and what the intake makes of a register must not grow apart."""
    news = read_in([("vacatures.csv", vacatures_csv()), ("kandidaten.csv", kandidaten_csv())], known(hall.fair, TODAY))
    fresh = [hall.node.fact(draft) for draft in drafts(hall.fair, news, mint)]
    assert len(fresh) > 200 and all(map(understood, fresh))


def test_all_that_the_gold_registers_say_is_understood_by_the_fold(hall: Hall, shared_data: Path) -> None:
    files = [(name, (shared_data / "gold" / name).read_bytes()) for name in ("vacatures.csv", "kandidaten.csv")]
    fresh = [hall.node.fact(draft) for draft in drafts(hall.fair, read_in(files, known(hall.fair, TODAY)), mint)]
    assert len(fresh) > 90 and all(map(understood, fresh))


def test_what_the_fair_knows_is_offered_to_the_intake(hall: Hall) -> None:
    what = known(hall.fair, None)
    assert what.people["K1"] == "s1" and set(what.employers.values()) == {"e1", "e2"}
    assert set(what.vacancies.values()) == {"v1", "v2", "v3"}
