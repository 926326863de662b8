"""Why somebody cannot do something is never kept; what they cannot do is."""

from __future__ import annotations

import pytest
from intake_support import people_file, person, take, take_person, take_vacancy


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("kan ivm rug niet lang staan", ["standing"]),
        ("niet zwaar tillen door een hernia", ["lifting"]),
        ("heeft autisme, geen drukte", ["crowds"]),
        ("vanwege mijn knie geen trappen", ["stairs"]),
        ("last van epilepsie, niet op een ladder", ["heights"]),
    ],
)
def test_the_limit_is_used_and_its_cause_is_dropped(text: str, limits: list[str]) -> None:
    fields, warned = take_person(kan_niet=text)
    assert fields["limits"] == limits
    assert not {"limits_text", "questions"} & set(fields)
    assert warned == {("sensitive_text", "kan_niet")}


@pytest.mark.parametrize(
    "text",
    [
        "ADHD", "in de schuldsanering", "verslaafd geweest", "strafblad", "i.v.m. geloof",
        "heeft een Wajong-uitkering", "rugklachten", "zwanger", "statushouder", "burn-out gehad",
    ],
)  # fmt: skip
@pytest.mark.parametrize("column", ["kan_niet", "dagdelen", "steun_nodig", "uren_max", "rijbewijs", "toestemming"])
def test_nothing_of_such_words_is_left_in_any_column(text: str, column: str) -> None:
    intake = take(people_file(person(**{column: text})))
    assert text not in repr(intake)
    assert [warning["code"] for warning in intake.report["files"][0]["warnings"]] == ["sensitive_text"]


def test_only_the_value_with_such_a_word_is_held_back() -> None:
    fields, _ = take_person(kan_niet="tillen|door mijn rug niet bukken|rekenen")
    assert fields["limits_text"] == ["tillen", "rekenen"]
    assert fields["limits"] == ["lifting", "bending"]
    assert fields["questions"] == ["kan niet: rekenen"]


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("kan", "zorgen voor ouderen met dementie"),
        ("wil", "werken met vluchtelingen"),
        ("beroepen", "psychiatrisch verpleegkundige"),
        ("beroepen", "schuldhulpverlener"),
        ("kan", "heb ervaring met MS Office"),
        ("kan_niet", "natte handen"),
        ("kan_niet", "niet in een ziekenhuis"),
        ("achternaam", "Christen"),
    ],
)
def test_words_about_work_and_names_are_kept(column: str, text: str) -> None:
    fields, warned = take_person(**{column: text})
    assert text in repr(fields)
    assert warned == set()


@pytest.mark.parametrize("text", ["ik heb autisme", "ervaring door eigen verslaving", "koken, ben nu in therapie"])
def test_in_what_people_can_and_want_only_what_is_about_themselves_is_held_back(text: str) -> None:
    fields, warned = take_person(kan=text, wil=text)
    assert not {"can", "wants"} & set(fields)
    assert warned == {("sensitive_text", "kan"), ("sensitive_text", "wil")}


def test_what_an_employer_writes_is_about_work() -> None:
    assert take_vacancy(taken="zorgen voor mensen met dementie|medicijnen klaarzetten")[1] == set()
