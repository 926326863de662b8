"""Work that nobody can be sure of is asked about at import, counts as near work at most, and is settled in one tap."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import ORGANISER
from intake_support import people_file, person, take_person, take_vacancy

from eventapp.live.acts import Act
from eventapp.live.dossier import dossier
from eventapp.live.house import House
from eventapp.live.importing import take_in_files
from eventapp.live.unsure import unsure_work
from eventapp.matching.likeness import read
from eventapp.matching.linker import SURE, linker

UNSURE = "ouderenwerk"
NEAR = 0.45  # the kinship of a near family, see lexicon.py


def test_the_words_are_unsure_indeed() -> None:
    assert linker().unsure(UNSURE)
    assert linker().unsure("orderpicker") == linker().unsure("xqzw") == []


def test_an_unsure_occupation_is_a_question_on_the_card() -> None:
    fields, said = take_person(beroepen=f"kok|{UNSURE}")
    assert fields["questions"] == [f"beroepen: {UNSURE}"]
    assert said == set()  # the card asks; a list of hundreds of people needs no line for each


@pytest.mark.parametrize("beroepen", ["kok", "orderpikker|schoonmaker", "xqzw", ""])
def test_a_sure_occupation_or_one_that_is_like_nothing_is_no_question(beroepen: str) -> None:
    assert "questions" not in take_person(beroepen=beroepen)[0]


def test_a_vacancy_is_asked_about_only_where_neither_title_nor_occupation_is_sure() -> None:
    fields, said = take_vacancy(vacature=UNSURE, beroep="")
    assert fields["questions"] == [f"beroep: {UNSURE}"]
    assert said == {("unsure_occupation", "beroep")}
    assert "questions" not in take_vacancy(vacature=UNSURE, beroep="activiteitenbegeleider")[0]


@pytest.mark.parametrize("text", [UNSURE, "foodtruck", "tuinbou", "strandwacht"])
def test_an_unsure_link_never_counts_as_more_than_near_work(text: str) -> None:
    assert 0 < linker().strengths(text).max() < SURE
    assert read(text, linker()).strengths.max() <= NEAR


def test_the_card_offers_what_it_may_be_and_none_of_these() -> None:
    fields = {"occupations": ["kok", UNSURE], "questions": ["opmerkingen: ?", f"beroepen: {UNSURE}"]}
    (asked,) = unsure_work(fields, linker())
    assert asked["text"] == UNSURE
    assert [one["title"] for one in asked["options"]] == linker().unsure(UNSURE)
    assert asked["options"][0]["fields"] == {
        "occupations": ["kok", asked["options"][0]["title"]], "questions": ["opmerkingen: ?"],
    }  # fmt: skip
    assert asked["none"] == {"questions": ["opmerkingen: ?"]}


def test_without_such_a_question_there_is_nothing_to_choose() -> None:
    assert unsure_work({"occupations": [UNSURE]}, linker()) == []
    assert unsure_work({"questions": ["opmerkingen: beroepen: x"]}, linker()) == []


def test_what_is_chosen_stays_also_when_the_same_list_comes_in_again(house: House, act: Callable[..., Act]) -> None:
    rows = [("k.csv", people_file(person(nummer="Z1", beroepen=UNSURE, toestemming="ja")))]
    take_in_files(house, rows, house.ledger.node)
    fair = house.ledger.fair
    (id,) = [one.id for one in fair.seekers if "Z1" in one.numbers]

    def card() -> dict[str, object]:
        seeker = house.ledger.fair.seeker(id)
        assert seeker is not None
        return dossier(house.ledger.fair, seeker, house.words)

    (asked,) = card()["unsure"]  # type: ignore[misc, attr-defined]
    chosen = asked["options"][0]
    assert act("complete_person", ORGANISER, subject=id, fields=chosen["fields"]).decision.code == "corrected"
    take_in_files(house, rows, house.ledger.node)
    seeker = house.ledger.fair.seeker(id)
    assert seeker is not None and seeker.fields["occupations"] == [chosen["title"]]
    assert card()["unsure"] == []
