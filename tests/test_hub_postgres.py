"""A hub that keeps its fairs and itself in PostgreSQL: the same doors, the same tests, and two processes that are one.

What is two here are two open hubs in this process; real processes are in ``test_hub_processes``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from conftest import MINUTE, PASSPHRASE
from hub_support import CHEAP, PASSWORD, Region, open_region
from servers import postgres
from serving import at_once, soon
from test_hub_counts import test_the_page_of_all_fairs_has_totals_and_hides_what_is_few  # noqa: F401
from test_hub_doors import (  # noqa: F401
    test_a_link_chooses_a_password_once,
    test_a_session_ends_when_nobody_did_anything,
    test_another_password_ends_every_other_session,
    test_one_address_cannot_go_through_all_names,
    test_the_last_admin_stays,
    test_who_guesses_has_to_wait_and_longer_each_time,
)
from test_hub_fairs import (  # noqa: F401
    claim,
    test_a_code_for_one_fair_is_refused_for_another_and_stays_good,
    test_a_code_that_is_too_old_is_refused,
    test_what_was_noted_at_the_hub_waits_until_a_laptop_fetched_it,
    test_wrong_codes_are_soon_answered_no_more,
)
from test_hub_people import DE_WIT, looks, page

from eventapp import create_hub
from eventapp.cli import main
from eventapp.facts.database import WrongPassphrase
from eventapp.facts.ids import uuid7
from eventapp.fair.state import state_hash
from eventapp.hub.accounts import AccountRefused
from eventapp.hub.hub import open_hub
from eventapp.hub.slowing import FREE_TRIES
from eventapp.hub.store import NotKept


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch) -> str:
    """A database of this test alone."""
    made = postgres().fresh()
    monkeypatch.setenv("VONK_DATABASE", made)
    return made


@pytest.fixture
def region(url: str, tmp_path: Path) -> Iterator[Region]:
    """A hub on it."""
    opened = open_region(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def other(region: Region, tmp_path: Path) -> Iterator[Region]:
    """A second one on the same database, with a data folder of its own and the same clock."""
    settings = dataclasses.replace(region.hub.settings, data=tmp_path / "other")
    hub = open_hub(settings, CHEAP)
    yield Region(hub, create_hub(hub), region.clock, tmp_path / "other")
    hub.close()


def test_fairs_in_postgresql_stay_apart_and_everything_is_found_back(url: str, tmp_path: Path) -> None:
    region = open_region(tmp_path)
    fairs = {region.brought(name).fair for name in ("Eendorp", "Tweestad")}
    region.account("Bea", "admin")
    region.hub.close()
    again = open_region(tmp_path / "another machine")
    assert set(again.hub.fairs.ids()) == fairs
    assert {one.name for one in again.hub.fairs.summaries()} == {"Eendorp", "Tweestad"}
    assert again.sign_in(again.app.test_client(), "bea").status_code == 303
    for laptop in region.laptops:
        with again.hub.fairs.using(laptop.fair) as there:
            assert state_hash(there.ledger.fair.snapshot()) == state_hash(laptop.house.ledger.fair.snapshot())
    again.close()
    region.close()
    assert not list(tmp_path.rglob("hub.db")) and not list((tmp_path / "hub" / "fairs").glob("*.db"))


def test_who_has_another_passphrase_does_not_get_in(region: Region) -> None:
    with pytest.raises(WrongPassphrase):
        open_hub(dataclasses.replace(region.hub.settings, passphrase=PASSPHRASE.replace("5e", "5f")), CHEAP)


def test_no_name_no_password_and_nothing_that_opens_a_door_can_be_read_in_the_database(
    region: Region, url: str
) -> None:
    client = region.signed_in("case_manager", "Casimir Vermeulen", ("Mevr. De Wit",))
    region.brought("Geheimdorp")
    region.sign_in(region.app.test_client(), "Vermomde Gast", "iets anders, langs")
    token = client.get_cookie("vonk_hub").value  # type: ignore[union-attr]
    code, _ = region.hub.codes.offer(label="laptop van Annie")
    with psycopg.connect(url) as line:
        tables = ("account", "session", "code", "laptop", "overview", "tried", "slowed", "look", "local")
        whole = "".join(str(line.execute(f"SELECT * FROM {one}").fetchall()) for one in tables)  # type: ignore[arg-type]
    words = ("casimir", "vermeulen", "de wit", "geheimdorp", "gast", "annie", "argon2", "127.0.0.1", code, token)
    assert not [word for word in words if word.lower() in whole.lower()]


@pytest.mark.parametrize("sql", ["DELETE FROM look", "UPDATE look SET subject = 's2'", "TRUNCATE look"])
def test_nobody_takes_a_look_out_or_changes_it_at_any_process(region: Region, other: Region, sql: str) -> None:
    fair = region.brought().fair
    page(region.signed_in("case_manager", "Cas", DE_WIT), fair, "/werkzoekende/s1")
    with pytest.raises(NotKept):
        other.hub.store.write((sql, ()))
    assert looks(region) == looks(other) == [("Cas", "s1", "seeker")]


def test_a_code_that_many_use_at_once_at_two_processes_is_used_once(region: Region, other: Region) -> None:
    code, _ = region.hub.codes.offer()
    fair = uuid7(1)
    said = at_once(*[lambda one=one: claim(one, code, fair) for one in (region, other) * 3])
    assert sorted(said) == ["pairing_unknown"] * 5 + ["token"]


def test_wrong_tries_count_wherever_they_came_in(region: Region, other: Region) -> None:
    region.account("Bea", "admin")
    for n in range(FREE_TRIES):
        at = (region, other)[n % 2]
        assert at.sign_in(at.app.test_client(), "Bea", "mis").status_code == 403
    assert other.sign_in(other.app.test_client(), "Bea").status_code == 429
    region.clock.advance(MINUTE)
    assert other.sign_in(other.app.test_client(), "Bea").status_code == 303


def test_a_crowd_of_tries_at_once_gets_no_more_than_its_share(region: Region, other: Region) -> None:
    region.account("Bea", "admin")
    clients = [(one, one.app.test_client()) for one in (region, other) * 5]
    said = at_once(*[lambda at=at, by=by: at.sign_in(by, "Bea", "mis").status_code for at, by in clients])
    assert sorted(said) == [403] * FREE_TRIES + [429] * (10 - FREE_TRIES)


def test_a_session_is_one_wherever_it_is_used_or_ended(region: Region, other: Region) -> None:
    here, there = region.signed_in("admin", "Bea"), other.app.test_client()
    there.set_cookie("vonk_hub", here.get_cookie("vonk_hub").value)  # type: ignore[union-attr]
    assert there.get("/hub").status_code == 200
    there.post("/hub/uitloggen")
    assert here.get("/hub").status_code == 303


def test_two_admins_who_send_each_other_away_at_once_do_not_both_go(region: Region, other: Region) -> None:
    ids = [region.account(name, "admin") for name in ("Bea", "Ada")]

    def send_away(hub: Region, id: str) -> str:
        try:
            hub.hub.accounts.set(id, "case_manager", (), everybody=False, off=True)
        except AccountRefused as refusal:
            return refusal.code
        return "gone"

    said = at_once(lambda: send_away(region, ids[0]), lambda: send_away(other, ids[1]))
    assert sorted(said) == ["gone", "last_admin"]


def test_one_name_that_is_given_out_at_two_processes_is_one_account(region: Region, other: Region) -> None:
    region.account("Bea", "admin")
    with pytest.raises(AccountRefused) as refused:
        other.hub.accounts.make("bea", "admin")
    assert refused.value.code == "account_taken"


# The command line


def test_the_command_line_says_that_the_database_does_not_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VONK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("VONK_DATABASE", f"postgresql://vonk:geheim@/hub?host={tmp_path}")
    assert main(["hub-account", "Bea", "--role", "admin", "--data", str(tmp_path / "hub")], "threading") == 2
    said = capsys.readouterr().err
    assert "De database van VONK_DATABASE antwoordt niet" in said and "geheim" not in said


@pytest.mark.parametrize("command", [["pair", "--role", "laptop"], ["hub-account", "Bea", "--role", "admin"]])
def test_who_forgets_to_say_where_the_hub_is_does_not_get_a_second_one(
    region: Region, command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VONK_PASSPHRASE", PASSPHRASE)
    data = region.hub.settings.data
    assert main([*command, "--data", str(data)], "threading") == 0
    monkeypatch.delenv("VONK_DATABASE")
    assert main([*command, "--data", str(data)], "threading") == 2
    assert "Zet dan VONK_DATABASE" in capsys.readouterr().err and not (data / "hub.db").exists()


# Fairs


def test_a_laptop_that_paired_at_one_process_is_known_at_the_other_at_once(region: Region, other: Region) -> None:
    """Also where the fair was open already, and nobody told that it grew."""
    laptop = region.brought()
    other.pair(laptop)
    assert region.sync(laptop).equal
    assert other.sync(laptop).equal


def test_a_summary_follows_what_another_process_stored(region: Region, other: Region) -> None:
    laptop = region.brought()

    def came(at: Region) -> int:
        return int(at.hub.fairs.summary(laptop.fair).said["counts"]["came"])

    def is_fresh() -> bool:
        return not region.hub.store.rows("SELECT 1 FROM overview WHERE changes <> summed")

    assert came(region) == came(other) == 4
    for number, at, elsewhere in ((5, other, region), (6, other, region), (7, region, other), (8, region, other)):
        walk_in = laptop.act("register_walk_in", first_name="Aaf", last_name=f"Nieuw {number}", wants="kok", consent=1)
        assert walk_in.status == "recorded", walk_in.decision
        at.sync(laptop)
        assert soon(lambda: came(elsewhere) == number and is_fresh())  # noqa: B023
    assert soon(lambda: came(other) == came(region) == 8)


def test_a_fair_that_was_closed_as_the_least_used_follows_again_when_it_is_opened(region: Region, url: str) -> None:
    small = open_region(region.folder / "small", most_open=1)
    laptops = [region.brought(f"Beurs {n}") for n in range(3)]
    for n, laptop in enumerate(laptops * 2):
        with small.hub.fairs.using(laptop.fair) as there:
            laptop.act("check_in" if n < 3 else "check_out", subject="s5")
            assert region.sync(laptop).equal
            mine = laptop.house.ledger
            assert soon(lambda: there.ledger.vector == mine.vector)  # noqa: B023
        assert small.hub.fairs.open_ids() == [laptop.fair]
    small.close()


def test_a_password_that_is_chosen_at_one_process_opens_at_the_other(region: Region, other: Region) -> None:
    _, link = region.hub.accounts.make("Bea", "admin")
    other.hub.accounts.choose(link, PASSWORD)
    with pytest.raises(AccountRefused):
        region.hub.accounts.choose(link, PASSWORD)
    assert region.sign_in(region.app.test_client(), "Bea").status_code == 303
