"""Searching the way a volunteer types: parts of names in any order, without accents, or a badge number."""

from __future__ import annotations

import pytest
from conftest import ORGANISER, Hall, Node
from hypothesis import given
from hypothesis import strategies as st

from eventapp.facts import Draft
from eventapp.fair import Fair
from eventapp.fair.search import plain, search

PEOPLE = [
    ("B1", "Sjoerd", "van der", "Ploegstra"), ("B2", "Şükran", "", "Yıldız-Öztürk"), ("B3", "Aïcha", "", "el Mansouri"),
    ("B4", "Jan", "", "Jansen"), ("B5", "Jan-Willem", "van 't", "Hof"), ("B6", "J.", "", "Oosterzee"),
    ("B7", "Łucja", "", "Wiśniewska"), ("B8", "Søren", "", "Kjærgaard"), ("B9", "Janneke", "de", "Jan"),
    ("B10", "Wim", "", "’t Hooft"), ("B11", "", "", "Vandenberg"), ("B12", "Anna", "Maria van", "Straaten"),
]  # fmt: skip


def fair() -> Fair:
    node = Node()
    people = [node.fact(Draft("person_registered", number, {"number": number, "code": f"CODE{number}"},
                              {"first_name": first, "infix": infix, "last_name": last}))
              for number, first, infix, last in PEOPLE]  # fmt: skip
    stands = [
        node.fact(Draft("employer_registered", "e1", {"code": "CODEE1", "fields": {"name": "Kwekerij Jansveld"}}))
    ]
    return Fair([*people, *stands])


FAIR = fair()


def found(query: str, limit: int = 12) -> list[str]:
    return [party.id for party in search(FAIR, query, limit)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ploegstra", "B1"), ("Ploegstra", "B1"), ("ploeg", "B1"), ("egstr", "B1"), ("sjoerd ploegstra", "B1"),
        ("ploegstra sjoerd", "B1"), ("ploegstra, sjoerd", "B1"), ("s. ploegstra", "B1"), ("s van der p", "B1"),
        ("van der ploegstra", "B1"), ("vanderploegstra", "B1"), ("sukran yildiz", "B2"), ("ŞÜKRAN YILDIZ", "B2"),
        ("ozturk", "B2"), ("yildiz-ozturk", "B2"), ("aicha", "B3"), ("mansouri el", "B3"), ("elmansouri", "B3"),
        ("jan willem", "B5"), ("janwillem", "B5"), ("van t hof", "B5"), ("van 't hof", "B5"), ("van ’t hof", "B5"),
        ("jan oosterzee", "B6"), ("j oosterzee", "B6"), ("lucja wisniewska", "B7"), ("soren kjaergaard", "B8"),
        ("t hooft", "B10"), ("'t hooft", "B10"), ("vandenberg", "B11"), ("van den berg", "B11"),
        ("anna straaten", "B12"), ("b7", "B7"), ("B12", "B12"), (" b 12 ", "B12"), ("kwekerij", "e1"),
        ("jansveld", "e1"),
    ],
)  # fmt: skip
def test_the_right_one_comes_first(query: str, expected: str) -> None:
    assert found(query)[0] == expected


@pytest.mark.parametrize(
    "query", ["", " ", ".", "-", "'", "pietersen", "sjoerd jansen", "B13", "ploegstra x", "ö" * 300]
)
def test_nobody_is_found_where_nobody_fits(query: str) -> None:
    assert found(query) == []


def test_every_word_has_to_fit() -> None:
    assert found("jan hof") == ["B5"]


def test_fuller_fits_come_first() -> None:
    assert set(found("jan")[:3]) == {"B4", "B5", "B9"} and found("jan")[-1] in ("e1", "B6")


def test_a_badge_number_finds_only_its_wearer_first() -> None:
    assert found("B1")[0] == "B1", "and not B10, B11 or B12"


def test_no_more_are_found_than_asked_for() -> None:
    assert len(found("j", limit=3)) == 3


def test_the_same_question_gives_the_same_answer_whatever_the_order_of_the_facts() -> None:
    again = Fair(reversed([fact for id in [*(one[0] for one in PEOPLE), "e1"] for fact in FAIR.facts_about(id)]))
    assert [party.id for party in search(again, "jan", 12)] == found("jan")


def test_who_was_erased_is_found_by_number_only(hall: Hall) -> None:
    hall.act("erase", ORGANISER, subject="s1")
    assert [party.id for party in search(hall.fair, "K1", 5)] == ["s1"]
    assert search(hall.fair, "brechtje", 5) == []


@given(st.text(max_size=40))
def test_whatever_is_typed_gives_an_answer(query: str) -> None:
    assert isinstance(found(query), list)
    assert plain(plain(query)) == plain(query)
