"""What each role sees of the people of a fair, and that every look is written down first."""

# ruff: noqa: F811

from __future__ import annotations

from typing import Any

import pytest
from conftest import ORGANISER, SEEKERS
from flask.testing import FlaskClient
from hub_support import Region, region  # noqa: F401

from eventapp.facts.ids import uuid7
from eventapp.hub.store import NotKept

FORM = uuid7(7)
DE_WIT = ("Mevr. De Wit",)


def names(text: str) -> set[str]:
    """Whose surname stands on this page."""
    return {id for id, (_, _, _, last) in SEEKERS.items() if last in text}


def looks(region: Region) -> list[tuple[str, str, str]]:
    """Who looked at whom on which page, oldest first."""
    return [(one.account, one.subject, one.page) for one in reversed(region.hub.audit.looks())]


@pytest.fixture
def fair(region: Region) -> str:
    return region.brought().fair


def page(client: FlaskClient, fair: str, rest: str = "") -> Any:
    return client.get(f"/hub/beurs/{fair}{rest}")


def test_a_case_manager_sees_their_own_people_who_came_by_any_spelling_of_their_name(region: Region, fair: str) -> None:
    """``went``: s1, s2 and s4 are of De Wit, s3 is of Smid, and s5 stayed away."""
    shown = page(region.signed_in("case_manager", "Cas", DE_WIT), fair)
    assert names(shown.text) == {"s1", "s2", "s4"}
    assert looks(region) == [("Cas", id, "seekers") for _, id in looks_in_order(shown.text)]


def looks_in_order(text: str) -> list[tuple[int, str]]:
    return sorted((text.index(f"/werkzoekende/{id}"), id) for id in SEEKERS if f"/werkzoekende/{id}" in text)


def test_who_stayed_away_is_named_nowhere_also_for_who_sees_everybody(region: Region, fair: str) -> None:
    client = region.signed_in("case_manager", everybody=True)
    assert names(page(client, fair).text) == {"s1", "s2", "s3", "s4"}
    away = page(client, fair, "/werkzoekende/s5")
    assert away.status_code == 404
    assert away.text == page(client, fair, "/werkzoekende/s99").text, "nor is it told that they are registered"


def test_an_account_that_goes_with_no_register_sees_nobody_and_hears_why(region: Region, fair: str) -> None:
    shown = page(region.signed_in("case_manager"), fair)
    assert names(shown.text) == set() and "Vraag de beheerder" in shown.text


@pytest.mark.parametrize("id", ["s3", "s5", "s99", "e1"])
def test_the_card_of_somebody_elses_person_does_not_open(region: Region, fair: str, id: str) -> None:
    client = region.signed_in("case_manager", "Cas", DE_WIT)
    assert page(client, fair, f"/werkzoekende/{id}").status_code == 404
    for what in ("plaatsing", "nazorg"):
        said = {"on": "2026-12-01", "how": "called", "conversation": "x", "begins": "2026-12-01", "contract": "paid"}
        assert client.post(f"/hub/beurs/{fair}/werkzoekende/{id}/{what}", data=said).status_code == 404
    assert looks(region) == []


def test_the_card_says_what_was_agreed_and_what_comes_next(region: Region, fair: str) -> None:
    client = region.signed_in("case_manager", "Cas", DE_WIT)
    card = page(client, fair, "/werkzoekende/s1").text
    assert "Brechtje van der Oosterzwaluw" in card and "Kwekerij Zonnehof" in card
    assert "zeiden allebei ja. Bel om af te spreken" in card
    assert "Vraag of dat gelukt is" in page(client, fair, "/werkzoekende/s2").text
    assert "Kwekerij Zonnehof zei ja. Vraag Ömer" in page(client, fair, "/werkzoekende/s4").text
    assert "geheim van de stand" not in card and "lifting" not in card and "geen zware dozen" not in card


def test_an_account_manager_sees_a_surname_and_a_phone_only_after_both_said_yes(region: Region, fair: str) -> None:
    client = region.signed_in("account_manager", "Abel")
    overview = page(client, fair).text
    assert names(overview) == set() and "Kwekerij Zonnehof" in overview
    card = page(client, fair, "/werkgever/e1").text
    assert names(card) == {"s1"} and "06-12345671" in card and "06-12345672" not in card
    assert "Faridun" in card and "K2" in card and "geheim van de stand" not in card


def test_an_admin_sees_numbers_and_nobody(region: Region, fair: str) -> None:
    admin = region.signed_in("admin")
    for path in ("", "/werkgever/e1", "/werkzoekende/s1"):
        shown = page(admin, fair, path).text
        assert names(shown) == set() and not any(first in shown for _, first, _, _ in SEEKERS.values())


def test_every_look_is_written_down_with_whom_and_which_page_and_no_name(region: Region, fair: str) -> None:
    page(region.signed_in("case_manager", "Cas", DE_WIT), fair, "/werkzoekende/s1")
    page(region.signed_in("account_manager", "Abel"), fair, "/werkgever/e2")
    assert looks(region) == [("Cas", "s1", "seeker"), ("Abel", "e2", "employer"), ("Abel", "s3", "employer")]
    audit = region.signed_in("admin").get("/hub/inzage").text
    assert names(audit) == set() and "Cas" in audit and "s1" in audit and "Banenmarkt Proefdorp" in audit


def test_who_gave_somebody_a_way_in_is_written_down_too(region: Region) -> None:
    admin = region.signed_in("admin", "Bea")
    admin.post("/hub/accounts", data={"name": "Cas", "role": "case_manager"})
    cas = region.hub.accounts.named("Cas")
    assert cas
    admin.post(f"/hub/accounts/{cas.id}", data={"role": "case_manager", "everybody": "yes"})
    shown = admin.post(f"/hub/accounts/{cas.id}/link").text
    assert looks(region) == [("Bea", cas.id, "account")] * 3 and "/hub/kies/" in shown


def test_nobody_is_shown_when_the_look_cannot_be_written_down(
    region: Region, fair: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cas, abel = region.signed_in("case_manager", "Cas", DE_WIT), region.signed_in("account_manager")

    def full(*statements: object) -> list[tuple[Any, ...]]:
        raise NotKept

    monkeypatch.setattr(region.hub.store, "write", full)
    for client, path in ((cas, ""), (cas, "/werkzoekende/s1"), (abel, "/werkgever/e1")):
        shown = page(client, fair, path)
        assert shown.status_code == 507 and names(shown.text) == set()


@pytest.mark.parametrize("sql", ["DELETE FROM look", "UPDATE look SET subject = 's2'"])
def test_nobody_takes_a_look_out_or_changes_it(region: Region, fair: str, sql: str) -> None:
    page(region.signed_in("case_manager", "Cas", DE_WIT), fair, "/werkzoekende/s1")
    with pytest.raises(NotKept):
        region.hub.store.write((sql, ()))
    assert looks(region) == [("Cas", "s1", "seeker")]


def test_who_was_forgotten_at_a_laptop_is_gone_at_the_hub(region: Region) -> None:
    laptop = region.brought()
    laptop.act("erase", ORGANISER, subject="s1")
    region.sync(laptop)
    cas, abel = region.signed_in("case_manager", everybody=True), region.signed_in("account_manager")
    assert page(cas, laptop.fair, "/werkzoekende/s1").status_code == 404
    assert "Brechtje" not in page(cas, laptop.fair).text + page(abel, laptop.fair, "/werkgever/e1").text


# Aftercare


def noted(client: FlaskClient, fair: str, id: str = "", **said: str) -> Any:
    form = {"id": id or FORM, "on": "2026-12-03", "how": "called", "note": "Begint maandag.", **said}
    return client.post(f"/hub/beurs/{fair}/werkzoekende/s1/nazorg", data=form)


def test_a_note_of_aftercare_stands_on_the_card_and_comes_back_to_the_laptop(region: Region) -> None:
    laptop = region.brought()
    cas = region.signed_in("case_manager", "Cas", DE_WIT)
    answer = noted(cas, laptop.fair)
    assert answer.headers["Location"].endswith("/werkzoekende/s1?said=aftercare_noted")
    assert "Begint maandag." in page(cas, laptop.fair, "/werkzoekende/s1").text
    noted(cas, laptop.fair)
    region.sync(laptop)
    seeker = laptop.house.ledger.fair.seeker("s1")
    assert seeker and [one.note for one in seeker.aftercare] == ["Begint maandag."], "a form sent twice counts once"


def test_a_placement_is_recorded_by_either_manager_and_taken_back_by_who_did_it(region: Region) -> None:
    laptop = region.brought()
    fair, talk = laptop.fair, laptop.house.ledger.fair.seeker("s1").conversations[0].id  # type: ignore[union-attr]
    abel = region.signed_in("account_manager", "Abel")
    form = {"conversation": talk, "begins": "2026-12-01", "contract": "paid", "id": uuid7(9)}
    answer = abel.post(f"/hub/beurs/{fair}/werkgever/e1/plaatsing", data=form)
    assert answer.headers["Location"].endswith("?said=placement_recorded")
    assert region.hub.fairs.summary(fair).said["counts"]["placements"] == 1
    cas = region.signed_in("case_manager", "Cas", DE_WIT)
    again = cas.post(f"/hub/beurs/{fair}/werkzoekende/s1/plaatsing", data={**form, "id": uuid7(10)})
    assert again.headers["Location"].endswith("?said=already_placed")
    back = {"target": form["id"], "back": "werkzoekende/s1", "id": uuid7(11)}
    assert cas.post(f"/hub/beurs/{fair}/terug", data=back).headers["Location"].endswith("?said=not_yours")
    assert abel.post(f"/hub/beurs/{fair}/terug", data={**back, "id": uuid7(12)}).headers["Location"].endswith("undone")
    assert region.hub.fairs.summary(fair).said["counts"]["placements"] == 0


@pytest.mark.parametrize("wrong", [{"how": "gedroomd"}, {"on": "morgen"}, {"note": "heeft een depressie"}])
def test_a_note_that_will_not_do_is_refused_and_nothing_is_kept(
    region: Region, fair: str, wrong: dict[str, str]
) -> None:
    cas = region.signed_in("case_manager", "Cas", DE_WIT)
    assert noted(cas, fair, **wrong).headers["Location"].rpartition("=")[2] in (
        "invalid_command",
        "sensitive_aftercare",
    )
    assert "Nog niets genoteerd." in page(cas, fair, "/werkzoekende/s1").text
