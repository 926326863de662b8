"""Two laptops as they stand in two halls: real servers, a line that fails, the command line, and one state."""

# ruff: noqa: F811

from __future__ import annotations

import contextlib
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bad_line import BadLine
from serving import PASSPHRASE, Served, command, mode, open_site, put_fair, serving, soon  # noqa: F401

from eventapp.cli import main
from eventapp.facts import Log


def run(*arguments: Any, exit: int = 0) -> Any:
    """A command of run.py, in this process; what it answers."""
    out, error = io.StringIO(), io.StringIO()
    os.environ["VONK_PASSPHRASE"] = PASSPHRASE
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
        assert main([*map(str, arguments), "--json"], "threading") == exit, error.getvalue()
    return json.loads(out.getvalue()) if out.getvalue() else error.getvalue()


@pytest.fixture(scope="module")
def halls(mode: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Served, BadLine]]:
    """Hall 1 serves the fair; hall 2 joined it over a line that may fail, and serves too."""
    folder = tmp_path_factory.mktemp(mode)
    with serving(put_fair(folder / "one" / "data"), mode) as one:
        line = BadLine(one.port)
        code = one.work("pair", role="laptop")["code"]
        joined = run("join", f"http://127.0.0.1:{line.port}", "--code", code, "--data", folder / "two" / "data")
        assert joined["facts"] > 10
        with serving(folder / "two" / "data", mode) as two:
            yield one, two, line
        line.close()


def states(*servers: Served) -> set[str]:
    return {server.work("status")["state_hash"] for server in servers}


def equal(*servers: Served) -> bool:
    return bool(soon(lambda: len(states(*servers)) == 1, 20))


def codes(server: Served) -> list[str]:
    return [one["code"] for one in server.work("people")]


def present(server: Served) -> int:
    return int(server.work("status")["seekers"]["present"])


def test_a_check_in_in_one_hall_is_known_in_the_other_by_itself(halls: tuple[Served, Served, BadLine]) -> None:
    one, two, _ = halls
    assert equal(one, two)
    code, other = codes(one)[:2]
    assert one.paired("desk").give(command("check_in", code=code))[0]["code"] == "welcome"
    assert soon(lambda: present(two) == 1)
    assert two.paired("desk").give(command("check_in", code=other))[0]["code"] == "welcome"
    assert soon(lambda: present(one) == 2)
    assert two.paired("desk").give(command("check_in", code=code))[0]["code"] == "already_in"
    assert equal(one, two)


@pytest.mark.parametrize("mood", ["cut", "silent", "slow", "double"])
def test_what_both_halls_wrote_over_a_bad_line_is_everywhere_once_it_is_good(
    halls: tuple[Served, Served, BadLine], mood: Any
) -> None:
    one, two, line = halls
    line.mood = mood
    facts = one.work("status")["facts"], two.work("status")["facts"]
    for server in (one, two):
        desk = server.paired("desk")
        for name in ("Ilse", "Wout", "Daan"):
            result = desk.give(command("register_walk_in", first_name=name, last_name=f"{mood}-{server.port}"))
            assert result[0]["status"] == "recorded"
    line.mood = "good"
    assert equal(one, two)
    # What one laptop finds by itself, two people who may be one for instance, may still be on its way.
    assert soon(lambda: one.work("status")["facts"] == two.work("status")["facts"] >= max(facts) + 12, 20)
    for server in (one, two):
        names = [(person["first_name"], person["last_name"]) for person in server.work("people")]
        for port in (one.port, two.port):
            assert [names.count((name, f"{mood}-{port}")) for name in ("Ilse", "Wout", "Daan")] == [1, 1, 1]


def test_the_organiser_sees_that_the_line_is_gone_and_back(halls: tuple[Served, Served, BadLine]) -> None:
    one, two, line = halls
    organiser = two.paired("organiser")

    def link() -> dict[str, Any]:
        return organiser.get("/api/v1/links").json()["links"][0]

    assert soon(lambda: link()["connected"], 20)
    line.mood = "silent"
    assert soon(lambda: not link()["connected"] and link()["problem"] == "unreachable", 30)
    two.paired("desk").give(command("check_in", code=codes(two)[2]))
    line.mood = "good"
    assert soon(lambda: link()["connected"] and not link()["waiting"], 30)
    assert equal(one, two)


def test_one_command_makes_two_laptops_equal_afterwards(halls: tuple[Served, Served, BadLine], tmp_path: Path) -> None:
    one, two, _ = halls
    code = one.work("pair", role="laptop")["code"]
    third = tmp_path / "three"
    run("join", one.url, "--code", code, "--data", third)
    with serving(third, one.mode) as server:
        server.paired("desk").give(command("register_walk_in", first_name="Ilse"))
        server.kill()
    said = run("sync", one.url, "--data", third)
    assert said["equal"] and not said["quarantined"]
    assert run("status", "--data", third)["state_hash"] in states(one)
    again = run("sync", one.url, "--data", third)
    assert (again["pulled"], again["pushed"]) == (0, 0)
    assert equal(one, two)


def test_each_hall_hands_out_badge_numbers_of_its_own(halls: tuple[Served, Served, BadLine]) -> None:
    one, two, line = halls
    line.mood = "silent"
    numbers = []
    for server in (one, two):
        desk = server.paired("desk")
        result = desk.give(command("register_walk_in", first_name="Noor", last_name=f"nummer-{server.port}"))[0]
        person = next(who for who in server.work("people") if who["last_name"] == f"nummer-{server.port}")
        assert result["code"] == "registered"
        numbers.append(int(person["number"].removeprefix("B")))
    line.mood = "good"
    assert numbers[0] < 5000 < numbers[1] < 10000
    assert equal(one, two)


def test_who_joins_matches_and_prints_as_the_first_laptop_does(tmp_path: Path) -> None:
    first, second = put_fair(tmp_path / "one"), tmp_path / "two"
    with open_site(first) as site:
        keep = site.house.ledger.log.keep
        for key, value in (
            ("places", "NL\t2525\tDen Haag"),
            ("badge_choices", {"surname": False}),
            ("handed_out_here", ["ours"]),
        ):
            site.house.ledger.with_log(keep, key, value)
    with serving(first, "threading") as one:
        run("join", one.url, "--code", one.work("pair", role="laptop")["code"], "--data", second)
    log = Log(second / "fair.db", PASSPHRASE)
    assert log.kept("places") == "NL\t2525\tDen Haag" and log.kept("badge_choices") == {"surname": False}
    assert log.kept("handed_out_here") is None and log.kept("pairings") is None, "what hangs on a laptop stays there"
    log.close()


def test_wrong_use_is_one_plain_line(halls: tuple[Served, Served, BadLine], tmp_path: Path) -> None:
    one, _, _ = halls
    desk = one.work("pair", role="desk")["code"]
    for arguments in (
        ("join", one.url, "--code", "AAAAAAAA"),
        ("join", one.url, "--code", desk),
        ("join", "http://127.0.0.1:9", "--code", "AAAAAAAA"),
        ("join", "ftp://nowhere", "--code", "AAAAAAAA"),
        ("sync", one.url),
    ):
        said = run(*arguments, "--data", tmp_path / "new", exit=2)
        assert said.count("\n") == 1, said
    assert not list((tmp_path / "new").glob("*.db*"))
    assert "fair.db" in run("join", one.url, "--code", "AAAAAAAA", "--data", one.data, exit=2)


def test_a_laptop_that_was_revoked_gets_and_gives_nothing_more(
    halls: tuple[Served, Served, BadLine], tmp_path: Path
) -> None:
    one, _, _ = halls
    third = tmp_path / "three"
    run("join", one.url, "--code", one.work("pair", role="laptop")["code"], "--data", third)
    organiser = one.paired("organiser")
    devices = organiser.get("/api/v1/snapshot").json()["view"]["devices"]
    newest = max(id for id, device in devices.items() if device["role"] == "laptop")
    assert organiser.give(command("revoke_device", device=newest))[0]["status"] == "recorded"
    assert "ontkoppeld" in run("sync", one.url, "--data", third, exit=2)
