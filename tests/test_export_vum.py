"""``run.py export``: who is here and what work there is, for the systems of other mediators, and back again."""

# ruff: noqa: F811

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from serving import PASSPHRASE, Served, Site, mode, put_fair, served, site  # noqa: F401
from test_intake_vum import PEOPLE

from eventapp.cli import main
from eventapp.facts import Draft
from eventapp.facts.clock import to_text
from eventapp.facts.ids import uuid7
from eventapp.fair.decision import Decision
from eventapp.fair.fields import PERSON_PERSONAL, Fields, split
from eventapp.fair.state import state_hash
from eventapp.fair.words import NO
from eventapp.intake.vum import dumps, write_profile
from eventapp.live.acts import Act
from eventapp.live.exporting import gather
from eventapp.live.house import House, open_house
from eventapp.live.importing import take_in_files
from eventapp.live.names import full_name
from eventapp.live.printing import print_badges
from eventapp.messages import text
from eventapp.settings import Settings


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with the prepared fair; nobody serves it."""
    monkeypatch.setenv("VONK_PASSPHRASE", PASSPHRASE)
    return put_fair(tmp_path / "data")


@pytest.fixture
def house(folder: Path) -> Iterator[House]:
    """The prepared fair, open in this process."""
    opened = open_house(Settings(folder, PASSPHRASE, rehearsal=False))
    yield opened
    opened.close()


def vonk(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """The command line in this process: exit code, stdout, stderr."""
    try:
        exit = main([str(one) for one in arguments], "threading")
    except SystemExit as ended:
        exit = int(ended.code or 0)
    said = capsys.readouterr()
    return exit, said.out, said.err


def decide_now(house: House, decision: Decision) -> None:
    now = house.ledger.now()
    act = Act(uuid7(now), to_text(now), house.ledger.node, lambda fair: decision)
    house.ledger.submit([act])
    assert act.decision is decision


def change(house: House, subject: str, fields: Fields) -> None:
    """Write down something of somebody, as a card that was filled in does."""
    open_fields, personal = split(fields, PERSON_PERSONAL)
    draft = Draft("person_edited", subject, {"source": None, "fields": open_fields}, personal or None)
    decide_now(house, Decision("person_changed", (draft,)))


def seekers(house: House) -> dict[str, Any]:
    return {seeker.number: seeker for seeker in house.ledger.fair.seekers}


def hashed(house: House) -> str:
    return state_hash(house.ledger.fair.snapshot())


def test_seekers_go_out_without_their_names(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "uit.json"
    exit, said, _ = vonk(capsys, "export", "--format", "vum", "--out", out, "--json", "--data", folder)
    counts = {"written": 6, "no_consent": 0, "consent_unknown": 0}
    assert (exit, json.loads(said)) == (0, {"file": str(out), "kind": "seekers", **counts})
    profiles = json.loads(out.read_text())
    assert len(profiles) == 6 and all(profile["bemiddelingsberoep"] for profile in profiles)
    assert not any(word in out.read_text() for word in ("Brechtje", "Oosterzwaluw", "@", "12345678", "K1"))


def test_vacancies_go_out_with_their_employers(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "uit.json"
    assert vonk(capsys, "export", "--format", "vum", "--out", out, "--kind", "vacancies", "--data", folder)[0] == 0
    vacancies = {one["nummerVacature"]: one for one in json.loads(out.read_text())}
    assert sorted(vacancies) == ["V1", "V2", "V3", "V4"]
    assert vacancies["V4"]["werkgever"]["handelsnaamOrganisatie"] == "Zorghuis De Brink"


def test_the_file_is_for_its_owner_only_and_no_other_is_written_over(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "uit.json"
    assert vonk(capsys, "export", "--format", "vum", "--out", out, "--data", folder)[0] == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    before = out.read_bytes()
    exit, said, problem = vonk(capsys, "export", "--format", "vum", "--out", out, "--data", folder)
    assert (exit, said) == (2, "") and "bestaat al" in problem and out.read_bytes() == before


@pytest.mark.parametrize(
    "wrong",
    [("--format", "setu", "--out", "x"), ("--format", "vum"), ("--format", "vum", "--out", "x", "--kind", "stands")],
)
def test_wrong_use_is_one_clear_line(folder: Path, capsys: pytest.CaptureFixture[str], wrong: tuple[str, ...]) -> None:
    exit, said, problem = vonk(capsys, "export", *wrong, "--data", folder)
    assert (exit, said, problem.count("\n")) == (2, "", 1) and "export" in problem


def test_a_place_that_cannot_be_written_is_one_clear_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "nergens" / "uit.json"
    exit, _, problem = vonk(capsys, "export", "--format", "vum", "--out", out, "--data", folder)
    assert exit == 2 and "niet te schrijven" in problem


def test_a_fair_that_is_served_answers_the_same(
    served: Served, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "uit.json"
    exit, said, _ = vonk(capsys, "export", "--format", "vum", "--out", out, "--data", served.data)
    assert exit == 0 and "6 geschreven" in said and "{" not in said
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_who_says_no_stays_out_and_is_counted(house: House) -> None:
    people = seekers(house)
    change(house, people["K1"].id, {"consent": NO})
    change(house, people["K2"].id, {"consent": 0})
    export = gather(house, "seekers")
    assert (len(export.documents), export.no_consent, export.consent_unknown) == (5, 1, 1)
    assert people["K1"].id not in dumps(export.documents).decode()


@pytest.mark.parametrize("kind", ["seekers", "vacancies"])
def test_our_own_file_changes_nothing(house: House, kind: str) -> None:
    before = house.ledger.head, hashed(house)
    report = take_in_files(house, [("uit.json", dumps(gather(house, kind).documents))], house.ledger.node)
    assert report["files"][0]["quarantined"] == [] and report["files"][0]["imported"] > 3
    assert (house.ledger.head, hashed(house)) == before


@given(PEOPLE)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_our_own_file_changes_nothing_whatever_is_on_the_card(house: House, fields: Fields) -> None:
    change(house, seekers(house)["K3"].id, fields | {"language_nl": "B2", "support_needed": ["job_coach", "own_pace"]})
    before = house.ledger.head
    take_in_files(house, [(f"{before}.json", dumps(gather(house, "seekers").documents))], house.ledger.node)
    assert house.ledger.head == before


def test_a_profile_of_elsewhere_comes_in_once_and_answers_to_its_number(house: House) -> None:
    profile = write_profile("klant-12", {"wants": ["kok"], "hours_max": 24})
    take_in_files(house, [("vum.json", dumps([profile]))], house.ledger.node)
    head = house.ledger.head
    take_in_files(
        house, [("vum (1).json", dumps([{"idWerkzoekende": "x", "interesse": []}, profile]))], house.ledger.node
    )
    assert house.ledger.head == head
    newer = write_profile("klant-12", {"wants": ["kok"], "hours_max": 32})
    take_in_files(house, [("vum.json", dumps([newer]))], house.ledger.node)
    seeker = seekers(house)["VUM-klant-12"]
    assert seeker.fields["hours_max"] == 32 and len(seekers(house)) == 7


def test_a_file_of_before_does_not_bring_back_who_was_erased(house: House) -> None:
    data = dumps(gather(house, "seekers").documents)
    gone = seekers(house)["K1"].id
    decide_now(house, Decision("erased", (Draft("erased", gone, {}, None),)))
    here = {seeker.id for seeker in house.ledger.fair.seekers}
    take_in_files(house, [("oud.json", data)], house.ledger.node)
    assert {seeker.id for seeker in house.ledger.fair.seekers} == here
    assert not house.ledger.fair.seeker(gone).fields.get("wants")


def test_somebody_without_a_name_is_called_by_the_number_and_has_a_badge(house: House) -> None:
    take_in_files(house, [("vum.json", dumps([write_profile("12", {"wants": ["kok"]})]))], house.ledger.node)
    assert full_name(seekers(house)["VUM-12"]) == "VUM-12"
    assert print_badges(house, BytesIO(), ["VUM-12"]) == 1


def test_a_file_dropped_on_the_page_is_known_and_comes_in(site: Site) -> None:
    organiser = site.paired("organiser")

    def upload() -> dict[str, Any]:
        return {"files": [(BytesIO(dumps([write_profile("12", {"wants": ["kok"]})])), "profielen.json")]}

    [proposal] = organiser.post("/api/v1/imports/proposals", data=upload()).json["files"]
    assert (proposal["kind"], proposal["own"], proposal["sure"], proposal["columns"]) == ("kandidaten", True, True, [])
    report = organiser.post("/api/v1/imports", data=upload()).json
    assert (report["people"], report["files"][0]["imported"]) == (1, 1)
    [found] = site.paired("desk").get("/api/v1/people?q=VUM-12").json["people"]
    assert (found["number"], found["name"]) == ("VUM-12", "VUM-12")


def test_a_broken_file_on_the_page_says_so_in_one_sentence(site: Site) -> None:
    answer = site.paired("organiser").post("/api/v1/imports", data={"files": [(BytesIO(b"[{"), "profielen.json")]})
    [file] = answer.json["files"]
    assert file["error"] == "bad_json" and "beschadigd" in text("import." + file["error"])
