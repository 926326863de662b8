"""A cell that says why somebody cannot do something waits in memory for an organiser, who rewords it or drops it."""

# ruff: noqa: F811

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from flask.testing import FlaskClient
from intake_support import people_file, person
from serving import PASSPHRASE, Site, command, give, mode, open_site, put_fair, serving, site, soon  # noqa: F401
from stdnum.nl import bsn

from eventapp.facts import Log
from eventapp.live.house import open_house
from eventapp.live.importing import take_in_files
from eventapp.live.work import import_files
from eventapp.messages import text
from eventapp.settings import Settings

WORDS = ("zeldzame suikerziekte", "in de schuldsanering", "reumaknobbels")
QUESTION = "In kolom {} stond iets dat wij niet bewaren. Vraag wat dit voor het werk betekent."
BSN = next(str(number) for number in range(990_000_000, 990_000_100) if bsn.is_valid(str(number)))


def register(*rows: dict[str, str]) -> tuple[str, bytes]:
    return "kaartenbak.csv", people_file(*rows)


def two_cells() -> tuple[str, bytes]:
    return register(
        person(nummer="H1", roepnaam="Tiemen", achternaam="Akkerhuis", kan_niet=f"niet lang staan door {WORDS[2]}"),
        person(nummer="H2", roepnaam="Pleun", achternaam="Zeezicht", steun_nodig=WORDS[1], wil="kok"),
    )


def hand_in(organiser: FlaskClient, *files: tuple[str, bytes]) -> dict[str, Any]:
    answer = organiser.post("/api/v1/imports", data={"files": [(io.BytesIO(data), name) for name, data in files]})
    assert answer.status_code == 200, answer.text
    report: dict[str, Any] = answer.json
    return report


def held(organiser: FlaskClient) -> list[dict[str, Any]]:
    answer = organiser.get("/api/v1/held")
    assert answer.status_code == 200 and "no-store" in answer.headers["Cache-Control"]
    assert answer.json["waiting"] == len(answer.json["cells"])
    cells: list[dict[str, Any]] = answer.json["cells"]
    return cells


def decide(organiser: FlaskClient, cell: dict[str, Any], decision: str, **said: Any) -> Any:
    return organiser.post(f"/api/v1/held/{cell['id']}", json={"decision": decision, **said})


def words(cell: dict[str, Any], marked: bool | None = None) -> str:
    return "".join(piece["text"] for piece in cell["pieces"] if marked in (None, piece["marked"]))


def card(organiser: FlaskClient, site: Site, number: str) -> dict[str, dict[str, Any]]:
    fields = organiser.get(f"/api/v1/people/{site.seeker(number).id}").json["fields"]
    return {field["name"]: field for field in fields}


# --- holding ---


def test_a_cell_waits_with_its_words_marked_and_its_limits_found(site: Site) -> None:
    organiser = site.paired("organiser")
    report = hand_in(organiser, two_cells())
    assert report["held"] == {"waiting": 2, "kept": True}
    first, second = held(organiser)
    assert (first["file"], first["row"], first["column"]) == ("kaartenbak.csv", 2, "kan_niet")
    assert first["person"] == {"id": site.seeker("H1").id, "name": "Tiemen Akkerhuis", "number": "H1"}
    assert words(first) == f"niet lang staan door {WORDS[2]}" and words(first, marked=True) == WORDS[2]
    assert (first["found"], second["found"]) == (["standing"], [])
    assert site.seeker("H1").fields["limits"] == ["standing"], "what was understood is in at once"
    assert site.seeker("H1").fields["questions"] == [QUESTION.format("kan_niet")]


def test_the_same_file_again_holds_each_cell_once(site: Site) -> None:
    organiser = site.paired("organiser")
    for _ in range(3):
        hand_in(organiser, two_cells())
        assert len(held(organiser)) == 2
    assert site.seeker("H1").conflicts == {}


@pytest.mark.parametrize("role", ["desk", "stand", "screen", "kiosk", "laptop"])
def test_nobody_but_an_organiser_sees_a_held_cell_or_decides_about_one(site: Site, role: str) -> None:
    organiser = site.paired("organiser")
    hand_in(organiser, two_cells())
    cell, other = held(organiser)[0], site.paired(role)
    assert other.get("/api/v1/held").status_code == 403
    assert decide(other, cell, "drop").status_code == 403
    assert site.stranger().get("/api/v1/held").status_code == 401
    assert not any(word in other.get("/api/v1/snapshot").text for word in WORDS)
    assert '"held"' not in other.get("/api/v1/snapshot").text
    assert len(held(organiser)) == 2


def test_the_room_of_the_organiser_is_told_how_many_and_no_more(site: Site) -> None:
    organiser = site.paired("organiser")
    assert organiser.get("/api/v1/snapshot").json["view"]["held"] == 0
    hand_in(organiser, two_cells())
    snapshot = organiser.get("/api/v1/snapshot")
    assert snapshot.json["view"]["held"] == 2
    assert not any(word in snapshot.text for word in WORDS)
    decide(organiser, held(organiser)[0], "drop")
    assert organiser.get("/api/v1/snapshot").json["view"]["held"] == 1


# --- deciding ---


def test_a_rewording_is_a_correction_by_hand_and_the_cell_is_gone(site: Site) -> None:
    organiser = site.paired("organiser")
    hand_in(organiser, two_cells())
    cell = held(organiser)[0]
    answer = decide(organiser, cell, "rewrite", limits=["standing", "stairs"], text="na elk uur even zitten")
    assert answer.status_code == 200 and answer.json["waiting"] == 1
    fields = card(organiser, site, "H1")
    assert (fields["limits"]["value"], fields["limits"]["source"]) == (["standing", "stairs"], ["balie", 0])
    assert (fields["limits_text"]["value"], fields["limits_text"]["source"]) == (
        ["na elk uur even zitten"],
        ["balie", 0],
    )
    assert fields["questions"]["value"] == []
    assert decide(organiser, cell, "drop").json["code"] == "held_gone"


def test_a_limit_that_was_found_and_is_confirmed_is_by_hand_from_now_on(site: Site) -> None:
    organiser = site.paired("organiser")
    hand_in(organiser, two_cells())
    assert card(organiser, site, "H1")["limits"]["source"] == ["kaartenbak.csv", 2]
    assert decide(organiser, held(organiser)[0], "rewrite", limits=["standing"]).status_code == 200
    assert card(organiser, site, "H1")["limits"]["source"] == ["balie", 0]
    hand_in(
        organiser,
        ("later.csv", people_file(person(nummer="H1", roepnaam="Tiemen", achternaam="Akkerhuis", kan_niet="tillen"))),
    )
    assert site.seeker("H1").fields["limits"] == ["standing"], "no later file overwrites it"


def test_a_limit_that_the_reader_found_wrongly_goes_off_the_card(site: Site) -> None:
    organiser = site.paired("organiser")
    hand_in(organiser, register(person(nummer="H1", kan_niet=f"tillen|niet lang staan door {WORDS[2]}")))
    assert site.seeker("H1").fields["limits"] == ["standing", "lifting"] or set(site.seeker("H1").fields["limits"]) == {
        "lifting",
        "standing",
    }
    decide(organiser, held(organiser)[0], "rewrite", limits=["sitting"])
    assert set(site.seeker("H1").fields["limits"]) == {"lifting", "sitting"}


def test_a_dropped_cell_leaves_nothing_but_an_answered_question(site: Site) -> None:
    organiser = site.paired("organiser")
    hand_in(organiser, two_cells())
    before = site.seeker("H2").fields
    assert decide(organiser, held(organiser)[1], "drop").status_code == 200
    after = site.seeker("H2").fields
    assert after == {**before, "questions": []}
    assert [one["person"]["number"] for one in held(organiser)] == ["H1"]


REFUSED = {
    "held_bsn": {"text": f"nummer {BSN}"},
    "held_sensitive": {"text": "niet tillen door reuma"},
    "held_empty": {"text": "   "},
    "held_long": {"text": "x" * 401},
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_rewording_is_guarded_again_and_refused_in_one_plain_sentence(site: Site, code: str) -> None:
    organiser = site.paired("organiser")
    hand_in(organiser, two_cells())
    head = site.house.ledger.head
    answer = decide(organiser, held(organiser)[0], "rewrite", **REFUSED[code])
    assert (answer.status_code, answer.json["code"]) == (400, code)
    assert answer.json["text"] != f"error.{code}" and re.fullmatch(r"[A-Z][^{}]+[.?]", answer.json["text"])
    assert site.house.ledger.head == head and len(held(organiser)) == 2


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"decision": "keep"},
        {"decision": "rewrite", "limits": "standing"},
        {"decision": "drop", "text": 3},
        {"decision": "rewrite", "limits": [1]},
    ],
)
def test_a_decision_that_is_none_changes_nothing(site: Site, body: dict[str, Any]) -> None:
    organiser = site.paired("organiser")
    hand_in(organiser, two_cells())
    answer = organiser.post(f"/api/v1/held/{held(organiser)[0]['id']}", json=body)
    assert (answer.status_code, answer.json["code"]) == (400, "invalid_json")
    assert len(held(organiser)) == 2


def test_a_limit_outside_the_closed_list_is_refused(site: Site) -> None:
    organiser = site.paired("organiser")
    hand_in(organiser, two_cells())
    assert decide(organiser, held(organiser)[0], "rewrite", limits=["diabetes"]).json["code"] == "held_empty"


def test_a_question_stays_while_another_cell_asks_the_same(site: Site) -> None:
    organiser = site.paired("organiser")
    hand_in(organiser, register(person(nummer="H1", kan_niet=WORDS[0])))
    hand_in(organiser, ("andere.csv", people_file(person(nummer="H1", kan_niet=WORDS[2]))))
    first, second = held(organiser)
    decide(organiser, first, "drop")
    assert site.seeker("H1").fields["questions"] == [QUESTION.format("kan_niet")]
    decide(organiser, second, "drop")
    assert site.seeker("H1").fields["questions"] == []


def test_who_is_forgotten_takes_the_cell_along(site: Site) -> None:
    organiser = site.paired("organiser")
    hand_in(organiser, two_cells())
    assert give(organiser, command("erase", subject=site.seeker("H1").id))[0]["status"] == "recorded"
    assert soon(lambda: len(site.house.held) == 1), "who waits is answered before the listeners are told"
    assert [one["person"]["number"] for one in held(organiser)] == ["H2"]


def test_a_question_typed_on_the_card_holds_no_illness_either(site: Site) -> None:
    organiser = site.paired("organiser")
    hand_in(organiser, two_cells())
    said = {"questions": [QUESTION.format("kan_niet"), f"heeft hij nog {WORDS[0]}?"]}
    give(organiser, command("complete_person", subject=site.seeker("H1").id, fields=said))
    assert site.seeker("H1").fields["questions"] == [QUESTION.format("kan_niet")]


# --- the same file again ---


def test_what_was_decided_does_not_come_back_and_other_words_do(site: Site) -> None:
    organiser = site.paired("organiser")
    hand_in(organiser, two_cells())
    for cell in held(organiser):
        decide(organiser, cell, "drop")
    head = site.house.ledger.head
    assert hand_in(organiser, two_cells())["held"] == {"waiting": 0, "kept": True}
    assert held(organiser) == [] and site.house.ledger.head == head
    hand_in(organiser, register(person(nummer="H1", roepnaam="Tiemen", achternaam="Akkerhuis", kan_niet="depressie")))
    assert [words(cell) for cell in held(organiser)] == ["depressie"]


def test_after_a_restart_the_question_is_what_stays_and_only_what_is_open_comes_back(tmp_path: Path) -> None:
    data = put_fair(tmp_path / "data")
    with open_site(data) as site:
        organiser = site.paired("organiser")
        hand_in(organiser, two_cells())
        decide(organiser, held(organiser)[0], "rewrite", limits=["standing"])
    with open_site(data) as site:
        organiser = site.paired("organiser")
        assert held(organiser) == []
        assert site.seeker("H2").fields["questions"] == [QUESTION.format("steun_nodig")]
        hand_in(organiser, two_cells())
        assert [one["person"]["number"] for one in held(organiser)] == ["H2"]


# --- never on the disk ---


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def seen(texts: Sequence[str], data: bytes) -> list[str]:
    return [one for one in texts if one.encode() in data or one.encode("utf-16-le") in data]


def test_a_held_cell_is_on_no_disk_in_no_log_and_no_backup_while_it_waits(tmp_path: Path, mode: str) -> None:
    data = put_fair(tmp_path / "data")
    path = tmp_path / "kaartenbak.csv"
    path.write_bytes(two_cells()[1])
    with serving(data, mode) as server:
        report = server.work("import", files=[str(path)])
        assert report["held"] == {"waiting": 2, "kept": True}
        organiser = server.paired("organiser")
        cells = organiser.get("/api/v1/held").json()["cells"]
        assert len(cells) == 2
        wrong = organiser.post(
            f"/api/v1/held/{cells[0]['id']}", json={"decision": "rewrite", "text": "door " + WORDS[0]}
        )
        assert wrong.status_code == 400
        server.work("backup", out=str(tmp_path / "kopie.db"))
        told = json.dumps([server.work(name) for name in ("people", "match", "status")], ensure_ascii=False)
        right = organiser.post(f"/api/v1/held/{cells[0]['id']}", json={"decision": "rewrite", "limits": ["standing"]})
        assert right.status_code == 200
        open_files = bytes_of(data)
    files = open_files + bytes_of(data) + (tmp_path / "kopie.db").read_bytes() + (tmp_path / "output.txt").read_bytes()
    inside = b""
    for database in (data / "fair.db", tmp_path / "kopie.db"):
        log = Log(database, PASSPHRASE)
        inside += b"".join(msgspec.json.encode(fact) for _, fact in log.read())
        inside += str(log._query("SELECT * FROM local")).encode()
        log.close()
    assert b"Akkerhuis" in inside, "this look can see"
    assert seen([*WORDS, "suikerziekte", "schuldsanering", "reuma"], files + inside + told.encode()) == []


def test_the_log_of_the_program_never_shows_a_cell(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    organiser = site.paired("organiser")
    hand_in(organiser, two_cells())
    decide(organiser, held(organiser)[0], "rewrite", text=WORDS[0])
    site.app.logger.warning("%r %r", site.house.held.__dict__, site.house)
    assert not any(word in caplog.text for word in WORDS)


# --- the command line ---


def test_without_a_server_nothing_is_held_and_the_command_says_so(tmp_path: Path) -> None:
    data = put_fair(tmp_path / "data")
    path = tmp_path / "kaartenbak.csv"
    path.write_bytes(two_cells()[1])
    house = open_house(Settings(data, PASSPHRASE, rehearsal=False))
    report, exit = import_files(house, [str(path)])
    assert (report["held"], exit) == ({"waiting": 2, "kept": False}, 1)
    assert len(house.held) == 0
    assert house.ledger.fair.with_number("H2").fields["questions"] == [QUESTION.format("steun_nodig")]  # type: ignore[union-attr]
    house.close()
    from eventapp.cli.wording import summary

    assert summary("import", report).endswith(text("cli.held_lost", {"waiting": 2}))


def test_an_import_with_nothing_to_hold_says_nothing_of_it(site: Site) -> None:
    report = take_in_files(site.house, [register(person(nummer="H1", kan_niet="tillen"))], site.house.ledger.node)
    assert report["held"] == {"waiting": 0, "kept": True}
