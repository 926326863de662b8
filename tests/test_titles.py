"""Job titles find their occupation: under other names, in other forms, with a slip of the pen, and mostly rightly."""

from __future__ import annotations

import pytest
from esco_support import esco_zip
from hypothesis import given
from hypothesis import strategies as st
from intake_support import take

from benchmarks import titles as melo
from eventapp.matching.esco import Esco, concepts_of, own_concepts
from eventapp.matching.lexicon import OCCUPATION, read_vocabulary
from eventapp.matching.thesaurus import kinds, written_out

ESCO = Esco(take(esco_zip()).esco or [])


def first(title: str) -> str:
    return concepts_of(title, ESCO)[0].label


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Vuurtorenwachter", "vuurtorenwachter"),
        ("vuurtoren wachter", "vuurtorenwachter"),
        ("vuurtorenwagter", "vuurtorenwachter"),
        ("Dakdekster (v/m)", "dakdekker"),
        ("dakdekker gezocht", "dakdekker"),
        ("beslager van paarden", "hoefsmid"),
        ("machinebediende deeg", "operator deegmachine"),
        ("dirigent koren", "koordirigent"),
        ("Docent Duits (2e graads)", "leerkracht moderne talen voortgezet onderwijs"),
    ],
)
def test_a_title_in_another_form_finds_its_occupation(title: str, label: str) -> None:
    assert first(title) == label


def test_the_preferred_label_goes_before_another_label_that_says_the_same() -> None:
    assert [one.label for one in concepts_of("dakdekker", ESCO)][:2] == ["dakdekker", "Dakdekkers"]


def test_there_are_ten_at_most_and_none_for_what_is_no_word() -> None:
    assert len(concepts_of("operator", ESCO, most=3)) <= 3
    assert concepts_of("!?", ESCO) == concepts_of("", ESCO) == []


@given(st.text(max_size=60))
def test_whatever_is_written_is_answered_with_scores_between_0_and_1(title: str) -> None:
    found = ESCO.titles.find(title)
    assert all(0 < score <= 1.0001 for _, score in found)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_short_forms_are_written_out() -> None:
    assert written_out("Alg. mdw. groenvoorziening") == "algemeen medewerker groenvoorziening"


def test_words_that_stand_for_each_other_are_of_one_kind_and_of_one_only() -> None:
    assert kinds()["chaufeur"] == kinds()["besturd"]
    assert kinds()["chaufeur"] != kinds()["kok"]


def test_without_esco_a_title_goes_by_our_own_vocabulary() -> None:
    assert [one.label for one in concepts_of("orderpikker", None)] == ["orderpicker"]
    assert concepts_of("orderpikker", None)[0].uri.startswith("http://data.europa.eu/esco/occupation/")


def test_every_occupation_with_a_code_is_in_the_vocabulary() -> None:
    ours = {node.title for node in read_vocabulary().nodes if node.kind == OCCUPATION}
    assert own_concepts().keys() <= ours
    assert len(own_concepts()) > 100


@pytest.mark.skipif(not melo.present(), reason="needs MELO and ESCO in the shared data")
def test_titles_of_the_national_register_are_mostly_right_in_both_halves() -> None:
    found = melo.measure(melo.esco().titles)
    for half in (0, 1):
        part = [one for one in found if one.half == half]
        assert melo.success(part, 1) >= 0.46
        assert melo.success(part, 10) >= 0.64
