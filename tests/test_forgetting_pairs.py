"""Forgetting somebody of whom there are several entries: what is one person goes as one, also when laptops were apart."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import ORGANISER, Clock, Hall, Node

from eventapp.facts import Fact, Log
from eventapp.fair import Fair
from eventapp.fair.pairs import DECIDED
from eventapp.fair.people import Seeker
from eventapp.fair.search import search
from eventapp.fair.state import state_hash
from eventapp.live.dossier import dossier
from eventapp.live.inbox import inbox_view
from eventapp.live.views import review_view
from eventapp.matching.linker import linker


def propose(hall: Hall, a: str = "s1", b: str = "s2") -> None:
    hall.take(hall.node.tell("pair_proposed", a, other=b, why=["same_phone"]))


def judge(hall: Hall, verdict: str, a: str = "s1", b: str = "s2") -> str:
    return hall.act("judge_pair", ORGANISER, subject=a, other=b, verdict=verdict).code


def seeker(hall: Hall, id: str = "s1") -> Seeker:
    found = hall.fair.seeker(hall.fair.root(id))
    assert found is not None
    return found


def known_of(hall: Hall, *ids: str) -> list[str]:
    """What is still stored of these entries that is personal."""
    return [fact.id for id in ids for fact in hall.fair.facts_about(id) if fact.personal]


@pytest.fixture
def apart() -> Hall:
    """One laptop found that s1 and s2 are one person; another erased s1 and did not know that yet. Now they met."""
    hall = Hall()
    elsewhere = Node("laptop-b", Clock(hall.clock()))
    propose(hall)
    erased = elsewhere.tell("erased", "s1")
    judge(hall, "one")
    hall.take(erased)
    return hall


def test_every_entry_that_is_one_person_goes_also_by_way_of_a_third(hall: Hall) -> None:
    for a, b in (("s1", "s2"), ("s2", "s3")):
        propose(hall, a, b)
        judge(hall, "one", a, b)
    decision = hall.act("erase", ORGANISER, subject="s3")
    assert {draft.subject for draft in decision.drafts} == {"s1", "s2", "s3"}
    assert known_of(hall, "s1", "s2", "s3") == [] != known_of(hall, "s4")


def test_parting_them_afterwards_brings_nothing_back(hall: Hall) -> None:
    propose(hall)
    judge(hall, "one")
    decided = next(fact for fact in reversed(hall.facts) if fact.kind == DECIDED)
    hall.act("erase", ORGANISER, subject="s1")
    hall.act("undo", ORGANISER, target=decided.id)
    assert [seeker(hall, id).erased for id in ("s1", "s2")] == [True, True]
    assert known_of(hall, "s1", "s2") == []


def test_two_who_are_not_one_person_go_each_by_themselves(hall: Hall) -> None:
    propose(hall)
    judge(hall, "two")
    hall.act("erase", ORGANISER, subject="s1")
    assert not seeker(hall, "s2").erased and seeker(hall, "s2").fields["first_name"] == "Faridun"


def test_the_card_says_what_goes_and_who_else_it_may_be(hall: Hall) -> None:
    propose(hall)
    hall.act("check_in", subject="s1")
    said = dossier(hall.fair, seeker(hall), linker())["forget"]
    assert said == {"possible": True, "scans": 1, "talks": 0, "notes": 0, "maybe": ["K2"]}
    hall.act("erase", ORGANISER, subject="s1")
    assert dossier(hall.fair, seeker(hall), linker())["forget"]["possible"] is False
    assert dossier(hall.fair, seeker(hall, "s2"), linker())["forget"]["maybe"] == []


def test_nobody_is_made_one_with_who_was_forgotten_by_mistake(hall: Hall) -> None:
    """That would forget the other too, by a button that says something else; it is no pair to look at any more."""
    propose(hall)
    hall.act("erase", ORGANISER, subject="s1")
    assert review_view(hall.fair) == {"waiting": 0, "pairs": []}
    assert judge(hall, "one") == "pair_erased"
    assert known_of(hall, "s2")
    hall.act("erase", ORGANISER, subject="s2")
    assert judge(hall, "one") == "pair_one", "both gone: then it only puts two counts together"


def test_laptops_that_were_apart_show_nothing_of_who_is_half_forgotten(apart: Hall) -> None:
    one = seeker(apart)
    assert one.erased and known_of(apart, "s2"), "the other entry is stored still: a person has to say"
    assert "first_name" not in one.fields and "last_name" not in one.conflicts and "phone" not in one.origins
    assert search(apart.fair, "Faridun", 5) == []


def test_the_inbox_asks_and_one_tap_forgets_the_rest(apart: Hall) -> None:
    [notice] = inbox_view(apart.fair)["notices"]
    assert (notice["code"], notice["pair"], notice["name"]) == ("half_forgotten", ["s2", "s1"], "")
    decision = apart.act("erase", ORGANISER, subject=notice["pair"][0])
    assert [draft.subject for draft in decision.drafts] == ["s2"], "what was erased is not erased again"
    assert known_of(apart, "s1", "s2") == [] and inbox_view(apart.fair)["waiting"] == 0
    assert apart.act("erase", ORGANISER, subject="s2").code == "already_erased"


def test_or_another_tap_says_that_it_was_somebody_else(apart: Hall) -> None:
    [notice] = inbox_view(apart.fair)["notices"]
    subject, other = notice["pair"]
    assert apart.act("judge_pair", ORGANISER, subject=subject, other=other, verdict="two").code == "pair_two"
    assert seeker(apart, "s2").fields["first_name"] == "Faridun" and seeker(apart, "s1").erased
    assert inbox_view(apart.fair)["waiting"] == 0


def test_of_three_entries_it_asks_about_two_that_somebody_put_together(hall: Hall) -> None:
    for a, b in (("s1", "s3"), ("s3", "s2")):
        propose(hall, a, b)
        judge(hall, "one", a, b)
    hall.take(hall.node.tell("erased", "s1"))
    [notice] = inbox_view(hall.fair)["notices"]
    assert notice["pair"] == ["s3", "s1"]
    assert judge(hall, "two", *notice["pair"]) == "pair_two"
    assert not seeker(hall, "s2").erased and seeker(hall, "s1").erased and known_of(hall, "s2", "s3")


def test_in_whatever_order_it_is_the_same(apart: Hall) -> None:
    late = apart.node.tell("person_edited", "s2", {"phone": "0611111111"}, fields={})
    facts: list[Fact] = [*apart.facts, late]
    hashes = {state_hash(Fair(order).snapshot()) for order in (facts, facts[::-1], sorted(facts, key=lambda f: f.id))}
    assert len(hashes) == 1


def test_late_facts_of_every_entry_come_in_empty(hall: Hall, log: Log) -> None:
    propose(hall)
    judge(hall, "one")
    hall.act("erase", ORGANISER, subject="s1")
    log.append(hall.facts)
    other = Node("laptop-b", Clock(hall.clock()))
    late = [other.tell("person_edited", id, {"phone": "0611111111"}, fields={}) for id in ("s1", "s2", "s3")]
    log.append(late)
    hall.take(*late)
    stored: dict[str, Any] = {fact.id: fact.personal for _, fact in log.read()}
    assert [stored[fact.id] is None for fact in late] == [True, True, False]
    assert [known.personal is None for fact in late if (known := hall.fair.fact(fact.id))] == [True, True, False]
