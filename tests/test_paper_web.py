"""Paper over HTTP and the command line: the organiser makes it, the desk brings it back, and nobody else sees it."""

# ruff: noqa: F811

from __future__ import annotations

import io
import json
import stat
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from flask.testing import FlaskClient
from serving import PASSPHRASE, Site, command, give, open_site, put_fair, site  # noqa: F401

from eventapp.badges.code import fair_tag, new_code
from eventapp.cli import main

# Long before now by any clock, so that it is never the moment of storing that counts.
DOORS, QUARTER_PAST, NOW = (f"2020-03-18T{time}:00.000Z" for time in ("09:00", "10:15", "12:00"))


def words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def spares(organiser: FlaskClient, count: int = 2) -> None:
    assert give(organiser, command("make_spares", count=count))[0]["code"] == "spares_made"


def doors_open(site: Site) -> None:
    assert give(site.paired("organiser"), command("set_doors", opens=DOORS))[0]["code"] == "doors_set"


def organiser_view(site: Site) -> Any:
    return site.paired("organiser").get("/api/v1/snapshot").json["view"]["paper"]


def test_the_list_is_made_and_the_organiser_sees_when(site: Site) -> None:
    organiser = site.paired("organiser")
    assert organiser_view(site)["made"] is None
    spares(organiser)
    answer = organiser.post("/api/v1/paper/list.pdf", json={})
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert "lijst.pdf" in answer.headers["Content-Disposition"] and answer.headers["Cache-Control"] == "no-store"
    said = words(answer.data)
    assert "Wie wij verwachten" in said and "bladzijde 1 van 2" in said and "B1002" in said
    view = organiser_view(site)
    assert view["made"] and (view["pages"], view["changes"], view["spares_free"]) == (2, 0, 2)
    give(site.paired("desk"), command("check_in", code="K1"))
    assert organiser_view(site)["changes"] == 1


def test_spare_badges_are_printed_on_any_paper_there_is(site: Site) -> None:
    organiser = site.paired("organiser")
    assert organiser.get("/api/v1/paper/spares.pdf").json["code"] == "no_spares"
    spares(organiser, 11)
    with pypdfium2.PdfDocument(
        io.BytesIO(organiser.get("/api/v1/paper/spares.pdf?layout=sheet-80x50").data)
    ) as document:
        assert len(document) == 2
    assert organiser.get("/api/v1/paper/spares.pdf?layout=behang").json["code"] == "unknown_layout"


def test_a_row_is_looked_up_before_anything_is_typed(site: Site) -> None:
    desk, organiser = site.paired("desk"), site.paired("organiser")
    spares(organiser)
    code = next(iter(site.house.ledger.fair.info.spares))
    strange = new_code(fair_tag(site.house.ledger.fair.info.id), lambda below: 5)
    looked = {one: desk.get(f"/api/v1/paper/rows/{one}").json for one in ("K1", code, strange, "B1002", "Q")}
    assert looked["K1"]["person"]["name"] == "Brechtje Oosterzwaluw"
    assert looked[code] == {"code": "spare", "spare": "B1001"} and looked["B1002"]["spare"] == "B1002"
    assert looked[strange]["code"] == looked["Q"]["code"] == "unknown_code"


def test_rows_and_a_spare_badge_typed_in_at_a_desk_are_in_the_rooms(site: Site) -> None:
    desk, organiser = site.paired("desk"), site.paired("organiser")
    doors_open(site)
    spares(organiser)
    results = give(
        desk,
        command("enter_paper", at=NOW, code="K1", came_at=QUARTER_PAST),
        command("enter_paper", at=NOW, code="K1", came_at=QUARTER_PAST),
        command("register_walk_in", at=NOW, first_name="Marijke", spare="B1001", came_at=QUARTER_PAST),
        command("tie_spare", at=NOW, code="B1002", subject=site.seeker("K2").id, came_at=QUARTER_PAST),
    )
    assert [one["code"] for one in results] == ["paper_in", "paper_twice", "registered", "spare_tied"]
    assert results[0]["person"]["present"] and results[3]["person"]["number"] == "B1002"
    counts = desk.get("/api/v1/snapshot").json["view"]["counts"]
    assert (counts["present"], counts["came"], counts["registered"]) == (3, 3, 7)


def test_a_repeat_of_a_row_after_a_lost_answer_is_the_same_row(site: Site) -> None:
    row = command("enter_paper", at=NOW, code="K1", came_at=QUARTER_PAST)
    desk = site.paired("desk")
    doors_open(site)
    assert [give(desk, row)[0]["status"] for _ in range(2)] == ["recorded", "duplicate"]
    assert len(site.seeker("K1").scans) == 1


def test_after_a_restart_the_times_are_those_of_the_paper(tmp_path: Path) -> None:
    folder = put_fair(tmp_path / "data")
    with open_site(folder) as site:
        doors_open(site)
        give(site.paired("desk"), command("enter_paper", at=NOW, code="K1", came_at=QUARTER_PAST))
    with open_site(folder) as site:
        assert [(scan.moment, scan.paper) for scan in site.seeker("K1").scans] == [(QUARTER_PAST, True)]


@pytest.mark.parametrize("wrong", [{"came_at": "x" * 41}, {"came_at": 7}, {}])
def test_a_row_that_is_no_command_is_refused_as_such(site: Site, wrong: Any) -> None:
    assert give(site.paired("desk"), command("enter_paper", code="K1", **wrong))[0]["code"] == "invalid_command"


def test_the_command_line_makes_both_for_its_owner_alone(tmp_path: Path, monkeypatch: Any, capsys: Any) -> None:
    data = put_fair(tmp_path / "data")
    monkeypatch.setenv("VONK_PASSPHRASE", PASSPHRASE)
    for name, more in (("spares", ["--count", "3"]), ("list", []), ("list", [])):
        out = tmp_path / f"{name}.pdf"
        assert main([name, "--out", str(out), *more, "--data", str(data), "--json"], "threading") == 0
        assert json.loads(capsys.readouterr().out) == {"file": str(out)}
        assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert "B1003" in words((tmp_path / "list.pdf").read_bytes())
    assert main(["spares", "--out", str(tmp_path / "x.pdf"), "--count", "900", "--data", str(data)], "threading") == 2
    assert "reservebadges" in capsys.readouterr().err
