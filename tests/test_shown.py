"""What was shown: noted for every suggestion on a screen, without names, behind everybody's back."""

# ruff: noqa: F811

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import DESK, GREENHOUSE, ORGANISER, SEEKERS, quiet
from serving import PASSPHRASE, Site, command, give, put_fair, site  # noqa: F401

from eventapp.cli import main
from eventapp.facts import Draft, Log
from eventapp.facts.shown import Shown, ShownTable
from eventapp.live.acts import Act
from eventapp.live.auditing import counted
from eventapp.live.house import House, open_house
from eventapp.live.push import Live
from eventapp.live.shown import WEIGHTS, ShownLog, shown_document
from eventapp.live.work import bias, shown

Doing = Callable[..., Act]


@pytest.fixture
def live(house: House) -> Live:
    """The rooms, with the tablet of stand 1 on."""
    opened = Live(house.ledger, lambda *_: None, shown=house.shown)
    house.ledger.on_change(opened.refresh)
    opened.snapshot("stand:e1")
    return opened


def noted(house: House) -> list[dict[str, Any]]:
    quiet(house.ledger)
    document: list[dict[str, Any]] = shown(house)[0]["shown"]
    return document


def test_a_suggestion_on_a_tablet_is_noted_with_its_ground(house: House, act: Doing, live: Live) -> None:
    act("check_in", DESK, subject="s1")
    [one] = noted(house)
    assert (one["place"], one["seeker"], one["vacancy"]) == (
        "stand:e1",
        "s1",
        live.snapshot("stand:e1")["view"]["people"]["s1"]["vacancy"],
    )
    assert one["weights"] == WEIGHTS and re.fullmatch("[0-9a-f]{64}", one["inputs"])
    assert "wants_this" in one["reasons"] and one["at"] == "2026-11-21T09:00:00.000Z"


def test_a_stand_whose_tablet_is_off_has_shown_nothing(house: House, act: Doing, live: Live) -> None:
    act("check_in", DESK, subject="s1")
    assert {one["place"] for one in noted(house)} == {"stand:e1"}
    live.snapshot("stand:e2")
    assert {one["place"] for one in noted(house)} == {"stand:e1", "stand:e2"}


def test_there_is_no_name_and_no_word_of_a_person_in_it(house: House, act: Doing, live: Live) -> None:
    for id in SEEKERS:
        act("check_in", DESK, subject=id)
    seen = json.dumps(noted(house))
    assert len(noted(house)) == len(SEEKERS)
    words = [part for names in SEEKERS.values() for part in names[1:] if part]
    assert not [word for word in (*words, "plukker", "koken", "2525 GD", "06-12345") if word in seen]


def test_the_same_suggestion_on_the_same_ground_is_noted_once(house: House, act: Doing, live: Live) -> None:
    act("check_in", DESK, subject="s1")
    act("invite", GREENHOUSE, subject="s1")
    live.rebuild()
    act("check_in", DESK, subject="s1")
    assert len(noted(house)) == 1


def test_other_inputs_give_another_digest(house: House, act: Doing, live: Live) -> None:
    act("check_in", DESK, subject="s1")
    act("complete_person", ORGANISER, subject="s1", fields={"wants": ["plukker"], "language_nl": "B2"})
    first, second = noted(house)
    assert first["seeker"] == second["seeker"] and first["inputs"] != second["inputs"]


def test_while_suggestions_are_off_nothing_is_shown(house: House, act: Doing, live: Live) -> None:
    act("switch_suggestions", ORGANISER, on=False)
    act("check_in", DESK, subject="s1")
    assert noted(house) == []


def test_an_erasure_takes_everything_about_that_person_along_also_what_still_waits(
    house: House, act: Doing, live: Live
) -> None:
    act("check_in", DESK, subject="s1")
    act("check_in", DESK, subject="s2")
    assert {one["seeker"] for one in noted(house)} == {"s1", "s2"}
    act("correct_person", DESK, subject="s1", phone="0612345678")
    act("complete_person", ORGANISER, subject="s1", fields={"wants": ["inpakker"]})
    act("erase", ORGANISER, subject="s1")
    assert {one["seeker"] for one in noted(house)} == {"s2"}


def test_noting_never_touches_the_disk_by_itself_and_waits_for_the_writer(house: House, act: Doing, live: Live) -> None:
    act("check_in", DESK, subject="s1")
    quiet(house.ledger)
    assert shown_document(house.ledger) == [], "the push is done and nothing is written yet"
    with house.ledger._log_lock:
        house.shown.flush(politely=True)
    assert shown_document(house.ledger) == []
    house.shown.flush(politely=True)
    assert len(shown_document(house.ledger)) == 1


def test_facts_are_still_synced_to_the_disk_after_it(house: House, act: Doing, live: Live) -> None:
    act("check_in", DESK, subject="s1")
    noted(house)
    assert house.ledger.log._query("PRAGMA synchronous") == [(2,)], "FULL"


def test_it_is_there_after_a_restart(house: House, act: Doing, live: Live) -> None:
    act("check_in", DESK, subject="s1")
    quiet(house.ledger)
    house.close()
    again = open_house(house.settings)
    assert [one["seeker"] for one in noted(again)] == ["s1"]
    again.close()


def test_the_table_keeps_the_newest(log: Log) -> None:
    table = ShownTable(log._connection, most=3)
    row = Shown("2026-11-21T09:00:00.000Z", "desk", "s1", "v1", "1", "00", "wants_this", "")
    table.add([row._replace(seeker=f"s{place}") for place in range(5)], erased={"s1"})
    assert [one.seeker for one in table.read()] == ["s2", "s3", "s4"]
    assert table.seekers() == {"s2", "s3", "s4"}


def test_a_disk_that_fails_stops_nobody(house: House, act: Doing, live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(rows: Any) -> None:
        raise OSError("no space")

    monkeypatch.setattr(house.ledger.log, "note_shown", full)
    assert act("check_in", DESK, subject="s1").status == "recorded"
    assert noted(house) == []


def test_memory_is_not_filled_when_nothing_can_be_written(house: House) -> None:
    assert ShownLog(house.ledger)._waiting.maxlen is not None


# Through the web


def test_the_sheet_of_a_person_at_the_desk_is_noted_too(site: Site) -> None:
    desk, organiser = site.paired("desk"), site.paired("organiser")
    give(desk, command("check_in", code="K1"))
    site.house.live.refresh({site.seeker("K1").id})  # type: ignore[union-attr]
    view = desk.get(f"/api/v1/people/{site.seeker('K1').id}/guide").json
    assert view["next"] and view["next"][0]["reasons"]
    rows = organiser.get("/api/v1/shown").json["shown"]
    assert {row["place"] for row in rows} == {"desk"} and {row["seeker"] for row in rows} == {site.seeker("K1").id}


def test_why_not_and_the_hall_answer_over_the_web(site: Site) -> None:
    desk, stand, organiser = site.paired("desk"), site.paired("stand"), site.paired("organiser")
    give(desk, command("check_in", code="K1"))
    id = site.seeker("K1").id
    answer = desk.get(f"/api/v1/people/{id}/why", query_string={"employer": site.employer("3")}).json
    assert [one["title"] for one in answer["vacancies"]] == ["Kok"] and answer["vacancies"][0]["lines"]
    assert desk.get(f"/api/v1/people/{id}/why").json["code"] == "unknown_stand"
    assert stand.get("/api/v1/hall").json == {"people": [], "found": 0}, (
        "nobody to look through while there are suggestions"
    )
    give(organiser, command("switch_suggestions", on=False))
    hall = stand.get("/api/v1/hall", query_string={"q": "k1", "most": 1}).json
    assert [one["number"] for one in hall["people"]] == ["K1"] and hall["found"] == 1


def test_the_command_line_gives_both_as_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VONK_PASSPHRASE", PASSPHRASE)
    folder = str(put_fair(tmp_path / "data"))
    assert main(["shown", "--data", folder, "--json"], "threading") == 0
    assert json.loads(capsys.readouterr().out) == {"shown": []}
    assert main(["bias", "--data", folder, "--json"], "threading") == 0
    assert json.loads(capsys.readouterr().out)["least"] == 10
    assert main(["bias", "--data", folder], "threading") == 0
    assert "Samen: - mensen" in capsys.readouterr().out


def test_the_bias_report_counts_who_was_suggested_invited_and_matched(house: House, act: Doing, live: Live) -> None:
    for id in SEEKERS:
        act("check_in", DESK, subject=id)
    answers = [Draft("audit_answered", id, {"consent": 1}, {"audit_group": "a"}) for id in ("s1", "s2", "s3", "s4")]
    house.ledger.record(answers, by=house.ledger.node)
    act("invite", GREENHOUSE, subject="s1")
    talk = act("start_conversation", GREENHOUSE, subject="s2")
    act("end_conversation", GREENHOUSE, conversation=talk.id, outcome="match")
    act("seeker_agrees", DESK, conversation=talk.id, subject="s2")
    quiet(house.ledger)
    groups, reached = counted(house)
    assert groups == dict.fromkeys(("s1", "s2", "s3", "s4"), "a"), "s5 gave no answer"
    assert reached["suggested"] == set(SEEKERS)
    assert (reached["invited"], reached["matched"]) == ({"s1"}, {"s2"})


def test_the_bias_report_of_a_small_fair_says_no_number(house: House) -> None:
    report, exit = bias(house)
    assert exit == 0 and report["total"]["people"] is None and report["groups"] == []
