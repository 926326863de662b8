"""The kiosk: who helps themselves finds nobody but themselves, and its screen tells passers-by nothing."""

# ruff: noqa: F811

from __future__ import annotations

from typing import Any

import pytest
from conftest import DESK, GREENHOUSE, KIOSK, MINUTE, ORGANISER, Clock, Hall
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from serving import NAMES, Site, command, give, shared_site, site, soon  # noqa: F401

from eventapp.facts import Draft
from eventapp.fair.finding import find_self
from eventapp.live.self_service import MOST_STANDS, REASONS, help_view, kiosk_card, kiosk_view
from eventapp.live.tries import PER_MINUTE, Tries


def found(hall: Hall, letters: str, *birthday: int | None) -> str | None:
    """The id of who is found."""
    one = find_self(hall.fair, letters, *birthday)  # type: ignore[arg-type]
    return one.id if one else None


def born(hall: Hall, subject: str, date: str) -> None:
    hall.take(hall.node.tell("person_edited", subject, {"birth_date": date}, fields={}, source=["b.csv", 2]))


# Finding oneself


@pytest.mark.parametrize("letters", ["Br", "brechtje", "Oos", "oosterzwaluw b", "van der oo", " BRE ", "Öo"])
def test_the_first_letters_of_any_part_of_the_name_and_the_birthday_will_do(hall: Hall, letters: str) -> None:
    assert found(hall, letters, 1, 1) == "s1"


@pytest.mark.parametrize("letters", ["", "B", " ", "rechtje", "bre x", "-", "'", "K1"])
def test_one_letter_a_letter_from_the_middle_or_a_number_finds_nobody(hall: Hall, letters: str) -> None:
    assert found(hall, letters, 1, 1) is None


def test_a_day_alone_is_not_enough_and_month_or_year_will_do(hall: Hall) -> None:
    assert found(hall, "Bre", 1) is None
    assert found(hall, "Bre", 1, 1) == found(hall, "Bre", 1, None, 1990) == found(hall, "Bre", 1, 1, 1990) == "s1"


@pytest.mark.parametrize("birthday", [(2, 1), (1, 2), (1, 1, 1991), (1, None, 1991), (0, 0), (-1, 1), (10**9, 1)])
def test_another_birthday_finds_nobody(hall: Hall, birthday: tuple[int | None, ...]) -> None:
    assert found(hall, "Bre", *birthday) is None


def test_where_two_fit_nobody_is_found_until_the_letters_tell_them_apart(hall: Hall) -> None:
    born(hall, "s3", "1988-01-01")
    assert found(hall, "van der Oos", 1, 1) == "s1"
    hall.take(hall.node.tell("person_edited", "s3", {"last_name": "Oosterveld"}, fields={}, source=["b.csv", 2]))
    assert found(hall, "Oos", 1, 1) is None
    assert found(hall, "Oosterv", 1, 1) == found(hall, "Oos", 1, 1, 1988) == "s3"


def test_who_gave_no_whole_birth_date_or_was_erased_is_not_found(hall: Hall) -> None:
    born(hall, "s1", "1990")
    assert found(hall, "Bre", 1, 1) is None
    hall.act("erase", ORGANISER, subject="s2")
    assert found(hall, "Far", 2, 1) is None


@given(st.text(max_size=6), st.integers(1, 31), st.integers(1, 12))
def test_whatever_is_typed_the_answer_is_one_person_who_fits_or_nobody(letters: str, day: int, month: int) -> None:
    one = find_self(_HALL.fair, letters, day, month)
    assert one is None or one.fields["birth_date"].endswith(f"-{month:02d}-{day:02d}")


_HALL = Hall()


def test_a_device_has_six_tries_a_minute_and_another_its_own() -> None:
    clock = Clock()
    tries = Tries(clock)
    assert [tries.one_more("a") for _ in range(PER_MINUTE + 2)] == [True] * PER_MINUTE + [False] * 2
    assert tries.one_more("b")
    clock.advance(MINUTE)
    assert tries.one_more("a")


# At a kiosk


def told(site: Site, number: str, **personal: str) -> None:
    """A register says this of somebody."""
    draft = Draft("person_edited", site.seeker(number).id, {"fields": {}, "source": ["b.csv", 2]}, personal)
    site.house.ledger.record([draft], by="laptop")


def look(kiosk: FlaskClient, **said: Any) -> Any:
    return kiosk.post("/api/v1/self", json=said).json


def test_a_kiosk_shows_a_first_name_and_a_number_and_no_more(site: Site) -> None:
    kiosk = site.paired("kiosk")
    told(site, "K1", birth_date="1990-05-07")
    person = look(kiosk, letters="Brech", day=7, month=5)["person"]
    assert person == {"id": site.seeker("K1").id, "kind": "seeker", "name": NAMES[0], "number": "K1"}
    result = give(kiosk, command("check_in", subject=person["id"]))[0]
    assert (result["code"], result["person"]) == ("welcome", person)
    assert NAMES[1] not in str(result)


def test_nobody_and_several_give_the_same_answer(site: Site) -> None:
    kiosk = site.paired("kiosk")
    nobody = kiosk.post("/api/v1/self", json={"letters": "Xx", "day": 1, "month": 1})
    for number in ("K1", "K2"):
        told(site, number, first_name="Brechtje", birth_date="1990-05-07")
    several = kiosk.post("/api/v1/self", json={"letters": "Brechtje", "day": 7, "month": 5})
    assert (nobody.json, nobody.status_code) == (several.json, several.status_code) == ({"person": None}, 200)


@pytest.mark.parametrize("said", [{}, {"letters": "Br"}, {"letters": 5, "day": 1}, {"letters": "Br", "day": "1"},
                                  {"letters": "Br", "day": True, "month": 1}])  # fmt: skip
def test_what_is_no_search_is_refused(shared_site: Site, said: Any) -> None:
    answer = shared_site.paired("kiosk").post("/api/v1/self", json=said)
    assert (answer.status_code, answer.json["code"]) == (400, "bad_request")


def test_nobody_goes_through_the_list_by_guessing(site: Site) -> None:
    kiosk = site.paired("kiosk")
    codes = [
        kiosk.post("/api/v1/self", json={"letters": "Br", "day": day, "month": 1}).status_code for day in range(1, 9)
    ]
    assert codes == [200] * PER_MINUTE + [429] * 2


def test_a_refused_scan_names_nobody(site: Site) -> None:
    kiosk = site.paired("kiosk")
    results = give(kiosk, command("check_in", code="K1"), command("check_out", subject=site.seeker("K1").id))
    assert [result["code"] for result in results] == ["unknown_code", "not_allowed"]
    assert not any("person" in result for result in results)


def test_an_employer_hears_the_stand(hall: Hall) -> None:
    employer = hall.fair.employer("e1")
    assert employer and kiosk_card(employer)["number"] == "1"


# Where to go next


def next_stands(kiosk: FlaskClient, id: str) -> Any:
    """The answer once the matching is done."""
    return soon(lambda: (answer := kiosk.get(f"/api/v1/self/{id}/next").json)["ready"] and answer)


def test_up_to_three_stands_with_reasons_that_anybody_may_read(site: Site) -> None:
    kiosk, about = site.paired("kiosk"), site.seeker("K1")
    give(kiosk, command("check_in", code=about.code))
    stands = next_stands(kiosk, about.id)["stands"]
    assert 0 < len(stands) <= MOST_STANDS
    assert stands[0]["stand"] and stands[0]["employer"]
    codes = {reason["code"] for stand in stands for reason in stand["reasons"]}
    assert codes and codes <= {*REASONS, "zuil.advised"}


def test_no_reason_of_a_kiosk_tells_a_limit_a_need_or_where_somebody_lives() -> None:
    telling = ("adaptable", "support", "language", "near.", "distance", "ask_", "why_not", "relaxed", "education")
    assert not [code for code in REASONS if any(word in code for word in telling)]


def test_only_who_was_scanned_here_last_is_told(site: Site) -> None:
    here, elsewhere, about = site.paired("kiosk"), site.paired("kiosk"), site.seeker("K1")
    assert here.get(f"/api/v1/self/{about.id}/next").status_code == 404
    give(here, command("check_in", code=about.code))
    assert here.get(f"/api/v1/self/{about.id}/next").status_code == 200
    assert elsewhere.get(f"/api/v1/self/{about.id}/next").status_code == 404


def test_who_would_rather_do_without_a_computer_hears_it_from_a_person(site: Site) -> None:
    kiosk, about = site.paired("kiosk"), site.seeker("K1")
    results = give(kiosk, command("check_in", code=about.code), command("without_computer", subject=about.id))
    assert [result["code"] for result in results] == ["welcome", "corrected"]
    assert next_stands(kiosk, about.id)["stands"] == []


def test_what_a_kiosk_showed_is_noted(site: Site) -> None:
    kiosk, about = site.paired("kiosk"), site.seeker("K1")
    give(kiosk, command("check_in", code=about.code))
    next_stands(kiosk, about.id)
    shown = site.paired("organiser").get("/api/v1/shown").json["shown"]
    assert {one["seeker"] for one in shown if one["place"] == "kiosk"} == {about.id}


# Help


def test_help_rings_at_the_desk_until_somebody_goes(hall: Hall) -> None:
    assert help_view(hall.fair) == []
    hall.act("ask_help", KIOSK)
    [one] = help_view(hall.fair)
    assert (one["device"], one["place"]) == (KIOSK.device, 1)
    assert kiosk_view(hall.fair)["asking"] == [KIOSK.device]
    hall.act("help_coming", DESK, device=KIOSK.device)
    assert help_view(hall.fair) == [] == kiosk_view(hall.fair)["asking"]
    assert hall.act("ask_help", KIOSK).code == "help_asked", "and can be asked again"


def test_kiosks_are_counted_in_order_of_pairing_also_when_one_is_revoked(hall: Hall) -> None:
    second = Draft("device_paired", "kiosk-2", {"role": "kiosk", "label": "", "token_digest": "x"})
    hall.take(hall.node.fact(second), hall.node.tell("help_asked", "kiosk-2"), hall.node.tell("help_asked", "kiosk-1"))
    hall.act("revoke_device", ORGANISER, device="kiosk-1")
    assert [(one["device"], one["place"]) for one in help_view(hall.fair)] == [("kiosk-2", 2)]


def test_nothing_says_who_asked_for_help(hall: Hall) -> None:
    hall.act("check_in", KIOSK, code=hall.code("s1"))
    hall.act("ask_help", KIOSK)
    assert (hall.facts[-1].subject, hall.facts[-1].data, hall.facts[-1].personal) == (KIOSK.device, {}, None)


def test_a_stand_neither_rings_nor_answers(hall: Hall) -> None:
    assert (
        hall.act("ask_help", GREENHOUSE).code == hall.act("help_coming", GREENHOUSE, device="x").code == "not_allowed"
    )
