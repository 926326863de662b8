"""Giving commands over HTTP: one result for each, in order, whatever is wrong with one of them."""

# ruff: noqa: F811

from __future__ import annotations

import json
from typing import Any

import pytest
from serving import NAMES, Site, at_once, command, give, site, soon  # noqa: F401

from eventapp.badges.code import ALPHABET, fair_tag, new_code
from eventapp.facts.ids import derived

GOOD_ID = "01990000-0000-7000-8000-000000000001"


def refusal(result: dict[str, Any]) -> str:
    assert result["status"] == "refused", result
    return str(result["code"])


# --- what is no command ---


@pytest.mark.parametrize("commands", [None, {}, "check_in", 5, True, {"kind": "check_in"}])
def test_commands_that_are_no_list_are_refused_as_a_whole(site: Site, commands: Any) -> None:
    answer = site.paired("desk").post("/api/v1/commands", json={"commands": commands})
    assert (answer.status_code, answer.json["code"]) == (400, "invalid_commands")
    assert answer.json["text"] == "Er is een lijst van opdrachten nodig, hoogstens 500 tegelijk."


def test_five_hundred_commands_go_in_and_one_more_is_refused(site: Site) -> None:
    desk = site.paired("desk")
    many = [command("check_in", code="K1") for _ in range(501)]
    head = site.house.ledger.head
    assert desk.post("/api/v1/commands", json={"commands": many}).status_code == 400
    assert site.house.ledger.head == head
    assert [result["status"] for result in give(desk, *many[:500])] == ["recorded"] * 500


def test_no_commands_give_no_results(site: Site) -> None:
    answer = site.paired("desk").post("/api/v1/commands", json={"commands": []})
    assert answer.json == {"results": [], "head": site.house.ledger.head}


@pytest.mark.parametrize(
    "bad",
    [
        None,
        7,
        "check_in",
        [],
        {},
        {"kind": "check_in"},
        {"id": GOOD_ID, "kind": "check_in", "code": "K1"},
        {"at": "2026-11-21T09:30:00Z", "kind": "check_in", "code": "K1"},
        {"id": GOOD_ID, "at": "2026-11-21T09:30:00Z", "code": "K1"},
        command("vlieg_weg", code="K1"),
        command("fair_created", code="K1"),
        command("check_in", id="geen-uuid", code="K1"),
        command("check_in", id=GOOD_ID.upper().replace("0199", "ABCD"), code="K1"),
        command("check_in", id="{01990000-0000-7000-8000-000000000001}", code="K1"),
        command("check_in", id="x" * 5000, code="K1"),
        command("check_in", at="0001-01-01T00:00:00+23:59", code="K1"),
        command("check_in", at="9999-12-31T23:59:59-23:59", code="K1"),
        command("check_in", code=17),
        command("check_in", code=["K1"]),
        command("check_in", code="K" * 65),
        command("check_in", code="half \ud83d teken"),
        command("check_in", at="gisteren", code="K1"),
        {**command("check_in", code="K1"), "at": ""},
        command("check_in", at="2026-13-45T99:99:99Z", code="K1"),
        {**command("check_in", code="K1"), "at": 1795253400},
        command("register_walk_in"),
        command("register_walk_in", first_name="N" * 300),
        command("register_walk_in", first_name="half \ud83d teken"),
        command("register_walk_in", first_name={"naam": "Sanne"}),
        command("register_walk_in", first_name="Sanne", language_nl="Z9"),
        command("correct_person", subject="x", first_name=None),
        command("revoke_device"),
        command("check_in", code=""),
        command("check_in", code="   "),
        command("check_in"),
    ],
    ids=lambda bad: json.dumps({**bad, "id": 0} if isinstance(bad, dict) and "id" in bad else bad)[:90],
)
def test_one_bad_command_is_named_and_the_others_go_on(site: Site, bad: Any) -> None:
    first, last = command("check_in", code="K1"), command("check_in", code="K2")
    results = give(site.paired("desk"), first, bad, last)
    assert [result["code"] for result in results] == ["welcome", "invalid_command", "welcome"]
    assert results[1]["status"] == "refused" and results[1]["params"]
    assert [results[0]["id"], results[2]["id"]] == [first["id"], last["id"]]
    assert site.seeker("K1").present and site.seeker("K2").present


def test_a_bad_command_keeps_its_id_so_that_the_device_knows_which(site: Site) -> None:
    result = give(site.paired("desk"), {"id": GOOD_ID, "kind": "check_in"})[0]
    assert (result["id"], result["status"], result["code"]) == (GOOD_ID, "refused", "invalid_command")


@pytest.mark.parametrize("leak", ["Traceback", "Error", "isoformat", "codec", "Exception", ".py"])
def test_no_refusal_repeats_the_words_of_an_exception(site: Site, leak: str) -> None:
    bad = [
        command("check_in", at="gisteren", code="K1"),
        command("check_in", at="2026-02-30T12:00:00Z", code="K1"),
        command("register_walk_in", first_name="half \ud83d teken"),
        {"id": GOOD_ID},
    ]
    assert leak not in json.dumps(give(site.paired("desk"), *bad))


@pytest.mark.parametrize("deep", ["[" * 900 + "]" * 900, '{"a":' * 900 + "1" + "}" * 900])
def test_a_command_like_a_deep_well_is_refused(site: Site, deep: str) -> None:
    good = json.dumps(command("check_in", code="K1"))
    body = f'{{"commands": [{deep}, {good}]}}'
    answer = site.paired("desk").post("/api/v1/commands", data=body, content_type="application/json")
    assert [result["code"] for result in answer.json["results"]] == ["invalid_command", "welcome"]


@pytest.mark.parametrize(
    "at",
    [
        "0001-01-01T00:00:00Z",
        "0999-05-05T10:07:31Z",
        "1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
    ],
)
def test_a_device_with_a_clock_from_another_age_still_checks_in(site: Site, at: str) -> None:
    desk = site.paired("desk")
    results = give(desk, command("check_in", at=at, code="K1"), command("check_in", code="K2"))
    assert [result["code"] for result in results] == ["welcome", "welcome"]
    assert site.paired("screen").get("/api/v1/snapshot").json["view"]["counts"]["present"] == 2


def test_unknown_fields_of_a_newer_device_do_no_harm(site: Site) -> None:
    assert give(site.paired("desk"), command("check_in", code="K1", temperature=37))[0]["code"] == "welcome"


# --- badges ---


def test_a_badge_is_recognised_as_it_is_scanned_or_typed(site: Site) -> None:
    desk, code = site.paired("desk"), site.seeker("K1").code
    spaced = " ".join(code[start : start + 4] for start in range(0, 16, 4))
    results = give(desk, *(command("check_in", code=text) for text in (code, code.lower(), spaced, "K1", "k1", " K1 ")))
    assert [result["code"] for result in results] == ["welcome"] + ["already_in"] * 5
    assert {result["person"]["name"] for result in results} == {"Brechtje Oosterzwaluw"}


def test_a_badge_of_another_fair_says_so(site: Site) -> None:
    other = new_code(fair_tag("een-andere-beurs"))
    assert refusal(give(site.paired("desk"), command("check_in", code=other))[0]) == "other_fair"


def test_a_badge_that_nobody_got_is_unknown(site: Site) -> None:
    unknown = new_code(fair_tag(site.house.ledger.fair.info.id))
    assert refusal(give(site.paired("desk"), command("check_in", code=unknown))[0]) == "unknown_code"


def test_a_number_that_nobody_has_is_unknown(site: Site) -> None:
    assert refusal(give(site.paired("desk"), command("check_in", code="K999"))[0]) == "unknown_code"


def test_a_badge_with_one_letter_misread_is_refused_as_such(site: Site) -> None:
    code = site.seeker("K1").code
    wrong = ALPHABET[(ALPHABET.index(code[5]) + 1) % 16]
    misread = code[:5] + wrong + code[6:]
    assert refusal(give(site.paired("desk"), command("check_in", code=misread))[0]) == "misread_code"


def test_a_person_who_does_not_exist_is_refused(site: Site) -> None:
    assert refusal(give(site.paired("desk"), command("check_in", subject=GOOD_ID))[0]) == "unknown_person"


def test_a_command_of_another_role_is_refused_by_name(site: Site) -> None:
    desk = site.paired("desk")
    wishes = [
        command("invite", subject=site.seeker("K1").id),
        command("start_conversation", code="K1"),
        command("erase", subject=site.seeker("K1").id),
        command("revoke_device", device="x"),
    ]
    assert {refusal(result) for result in give(desk, *wishes)} == {"not_allowed"}


# --- repeats ---


def test_ten_scans_in_a_second_are_one_welcome_and_nine_times_already_in(site: Site) -> None:
    scans = [command("check_in", at=f"2026-11-21T09:30:00.{tenth}00Z", code="K1") for tenth in range(10)]
    results = give(site.paired("desk"), *scans)
    assert [result["code"] for result in results] == ["welcome"] + ["already_in"] * 9
    assert {result["status"] for result in results} == {"recorded"}
    assert len(site.seeker("K1").scans) == 10 and site.seeker("K1").present
    assert site.paired("screen").get("/api/v1/snapshot").json["view"]["counts"]["present"] == 1


def test_ten_scans_at_once_from_ten_requests_are_one_person_present(site: Site) -> None:
    desks = [site.paired("desk") for _ in range(10)]
    results = at_once(*(lambda desk=desk: give(desk, command("check_in", code="K1"))[0] for desk in desks))
    assert sorted(result["code"] for result in results) == ["already_in"] * 9 + ["welcome"]


def test_a_repeat_of_an_id_is_a_duplicate_and_counts_once(site: Site) -> None:
    desk, once = site.paired("desk"), command("check_in", code="K1")
    first, second = give(desk, once, once)
    third = give(desk, {**once, "code": "K2"})[0]
    assert [first["status"], second["status"], third["status"]] == ["recorded", "duplicate", "duplicate"]
    assert second["code"] == third["code"] == "duplicate"
    assert third["person"]["number"] == "K1", "the device hears what this id was about"
    assert len(site.seeker("K1").scans) == 1 and not site.seeker("K2").present


def test_a_repeated_walk_in_makes_nobody_twice(site: Site) -> None:
    desk, once = site.paired("desk"), command("register_walk_in", first_name="Anouk")
    results = give(desk, once) + give(desk, once)
    assert [result["status"] for result in results] == ["recorded", "duplicate"]
    assert results[0]["person"]["number"] == "B1"
    assert len(list(site.house.ledger.fair.seekers)) == 7
    assert derived(once["id"], 1) == results[0]["person"]["id"]


def test_results_keep_the_order_of_the_commands(site: Site) -> None:
    wishes = [
        command("check_in", code="K1"),
        "onzin",
        command("check_out", code="K1"),
        command("check_in", code="K999"),
        command("check_in", code="K1"),
        {},
        command("check_in", code="K2"),
    ]
    results = give(site.paired("desk"), *wishes)
    assert [result["code"] for result in results] == [
        "welcome", "invalid_command", "goodbye", "unknown_code", "welcome_back", "invalid_command", "welcome",
    ]  # fmt: skip
    assert [result["id"] for result in results] == [
        wish.get("id") if isinstance(wish, dict) else None for wish in wishes
    ]


def test_the_head_is_the_place_of_the_last_fact(site: Site) -> None:
    desk = site.paired("desk")
    before = site.house.ledger.head
    answer = desk.post("/api/v1/commands", json={"commands": [command("check_in", code="K1")]})
    assert answer.json["head"] == before + 1 == site.stranger().get("/healthz").json["head"]


# --- a fair day, by hand ---


def test_a_volunteer_takes_back_the_last_act(site: Site) -> None:
    desk, scan = site.paired("desk"), command("check_in", code="K1")
    give(desk, scan)
    assert give(desk, command("undo", target=scan["id"]))[0]["code"] == "undone"
    assert not site.seeker("K1").present and not site.seeker("K1").came


def test_a_stand_learns_nothing_of_a_person_from_a_result(site: Site) -> None:
    result = give(site.paired("stand"), command("start_conversation", code="K1"))[0]
    assert result["code"] == "conversation_started"
    assert "person" not in result and "Oosterzwaluw" not in json.dumps(result)


def test_contact_data_come_to_a_stand_only_after_both_said_yes(site: Site) -> None:
    stand, desk = site.paired("stand"), site.paired("desk")
    talk = command("start_conversation", code="K1")
    end = command("end_conversation", conversation=talk["id"], outcome="match", note="graag")
    give(stand, talk, end)
    assert "Oosterzwaluw" not in stand.get("/api/v1/snapshot").text
    agrees = command("seeker_agrees", conversation=talk["id"], subject=site.seeker("K1").id)
    assert give(desk, agrees)[0]["code"] == "match"
    contact = soon(lambda: stand.get("/api/v1/snapshot").json["view"]["talks"][talk["id"]].get("contact"))
    assert (contact["name"], contact["email"]) == ("Brechtje Oosterzwaluw", "k1@voorbeeld.example")


def test_the_screen_never_knows_a_name(site: Site) -> None:
    stand, desk, screen = site.paired("stand"), site.paired("desk"), site.paired("screen")
    give(desk, command("check_in", code="K1"))
    assert give(stand, command("invite", subject=site.seeker("K1").id))[0]["code"] == "invited"
    calls = soon(lambda: screen.get("/api/v1/snapshot").json["view"]["calls"])
    assert [call["number"] for call in calls] == ["K1"]
    assert not [name for name in NAMES if name in screen.get("/api/v1/snapshot").text]
