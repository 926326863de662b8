"""Backups as the organiser meets them: on the page, on the command line, and when the laptop comes up damaged."""

# ruff: noqa: F811

from __future__ import annotations

from pathlib import Path

import pytest
from serving import Served, Site, command, give, modes, put_fair, shared_site, site, soon  # noqa: F401

from eventapp.live.backup_files import backups_in
from eventapp.live.backup_list import read_list
from eventapp.settings import Settings


def test_the_organiser_makes_one_and_sees_it_in_the_room(site: Site) -> None:
    organiser = site.paired("organiser")
    assert organiser.get("/api/v1/snapshot").json["view"]["backup"]["last"] is None
    made = organiser.post("/api/v1/backups", json={"make": True}).json
    folder = site.house.settings.data / "backups"
    assert made["problem"] == "" and made["where"] == str(folder) and len(backups_in(folder)) == 1
    assert organiser.get("/api/v1/snapshot").json["view"]["backup"]["last"] == made["last"]
    assert isinstance(organiser.get("/api/v1/backups").json["places"], list)


def test_the_organiser_chooses_where_and_how_often(site: Site, tmp_path: Path) -> None:
    organiser = site.paired("organiser")
    chosen = organiser.post("/api/v1/backups", json={"folder": f" {tmp_path / 'stick'} ", "every": 5}).json
    assert (chosen["folder"], chosen["every"]) == (str(tmp_path / "stick"), 5)
    assert organiser.post("/api/v1/backups", json={"make": True}).json["where"] == str(tmp_path / "stick")
    assert organiser.post("/api/v1/backups", json={"folder": ""}).json["folder"] == ""


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"folder": "weg"}, "no_folder"),
        ({"folder": "/nergens/heen/x"}, "no_folder"),
        ({"folder": "/x\u0000y"}, "no_folder"),
        ({"every": 0}, "bad_minutes"),
        ({"every": 241}, "bad_minutes"),
        ({"every": "vaak"}, "bad_minutes"),
        ({"make": "ja"}, "bad_request"),
        ({}, "bad_request"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(shared_site: Site, said: dict[str, object], code: str) -> None:
    answer = shared_site.paired("organiser").post("/api/v1/backups", json=said)
    assert (answer.status_code, answer.json["code"]) == (400, code)
    assert answer.json["text"] and answer.json["text"] != f"error.{code}"


def test_what_goes_wrong_is_on_the_page_and_not_an_error(site: Site, tmp_path: Path) -> None:
    organiser = site.paired("organiser")
    stick = tmp_path / "stick"
    organiser.post("/api/v1/backups", json={"folder": str(stick)})
    stick.rmdir()
    answer = organiser.post("/api/v1/backups", json={"make": True})
    assert (answer.status_code, answer.json["problem"]) == (200, "gone")
    assert organiser.get("/api/v1/snapshot").json["view"]["backup"]["problem"] == "gone"


@pytest.mark.parametrize("mode", modes()[:1])
def test_a_laptop_that_died_comes_up_from_its_backup_and_says_so(tmp_path: Path, mode: str) -> None:
    """Killed in the middle, its file spoiled: it goes on, with everybody of before the backup."""
    server = Served(put_fair(tmp_path / "data"), mode)
    try:
        desk, organiser = server.paired("desk"), server.paired("organiser")
        assert desk.give(command("check_in", code="K1"))[0]["status"] == "recorded"
        made = organiser.post("/api/v1/backups", json={"make": True}).json()
        assert made["problem"] == "" and desk.give(command("check_in", code="K2"))[0]["status"] == "recorded"
        server.kill()
        database = server.data / "fair.db"
        database.write_bytes(bytes(4096) + database.read_bytes()[4096:])
        server.start()
        assert soon(lambda: "reservekopie van" in server.output())
        told = organiser.get("/api/v1/snapshot").json()["view"]
        assert told["backup"]["recovered"]["backup_at"][:19] == made["last"][:19]
        assert desk.give(command("check_in", code="K1"))[0]["code"] == "already_in"
        assert organiser.post("/api/v1/backups", json={"seen": True}).json()["recovered"] is None
        assert list(server.data.glob("*.aside.db")) and server.stop() == 0
        assert read_list(Settings(server.data, rehearsal=False)).recovered is None
    finally:
        if server.process.poll() is None:
            server.kill()
