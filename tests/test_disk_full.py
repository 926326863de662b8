"""The disk of a laptop is full, on a small disk of its own: nobody is told that something was stored that was not, the
people who can do something about it are told, and once there is room everything goes on by itself."""

# ruff: noqa: F811

from __future__ import annotations

import errno
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from browsing import Browser, Page, expect
from nursery import to_the_end
from serving import Caller, Served, command, environment, mode, put_fair, serving, soon  # noqa: F401

SIZE = "4m"


@dataclass
class Halls:
    """A laptop with a small disk, and one that joined it and hands over what it has."""

    small: Served
    other: Served

    def fill_up(self) -> None:
        """Use every byte that is left."""
        try:
            with self._filler.open("wb", buffering=0) as filler:
                while True:
                    filler.write(b"x" * 4096)
        except OSError as error:
            assert error.errno == errno.ENOSPC, error

    def make_room(self) -> None:
        self._filler.unlink(missing_ok=True)

    def facts(self, server: Served) -> int:
        return int(server.work("status")["facts"])

    def are_equal(self) -> bool:
        return self.small.work("status")["state_hash"] == self.other.work("status")["state_hash"]

    def link(self) -> dict[str, Any]:
        """How it stands with the small one, on the other side."""
        answer: dict[str, Any] = self.other.paired("organiser").get("/api/v1/links").json()["links"][0]
        return answer

    @property
    def _filler(self) -> Path:
        return self.small.data / "filler"


@pytest.fixture(scope="module")
def halls(mode: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Halls]:
    """Both, served."""
    folder = tmp_path_factory.mktemp(mode)
    disk = folder / "one" / "data"
    disk.mkdir(parents=True)
    _mount(disk)
    try:
        with serving(put_fair(disk), mode) as small:
            code = small.work("pair", role="laptop")["code"]
            joining = ["join", small.url, "--code", code, "--data", str(folder / "two" / "data")]
            assert to_the_end(mode, joining, environment()).returncode == 0
            with serving(folder / "two" / "data", mode) as other:
                yield Halls(small, other)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _mount(disk: Path) -> None:
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(disk)]
    try:
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount here: no small disk to fill up")
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here, which takes root: {done.stderr.strip()}")


def notice(caller: Caller) -> str:
    return str(caller.get("/api/v1/snapshot").json()["view"]["disk"])


def walk_ins(many: int) -> list[dict[str, Any]]:
    """More than fits in what a full disk may have left within its files."""
    return [command("register_walk_in", first_name="Wubbe" * 15, wants="inpakken " * 20) for _ in range(many)]


def test_nobody_is_told_that_something_was_stored_that_was_not(halls: Halls) -> None:
    desk, organiser, over_there = (halls.small.paired("desk"), halls.small.paired("organiser"),
                                   halls.other.paired("desk"))  # fmt: skip
    assert soon(halls.are_equal, 20) and notice(desk) == notice(organiser) == ""
    halls.fill_up()
    facts = halls.facts(halls.small)
    mine, theirs = walk_ins(60), walk_ins(60)
    results = desk.give(*mine)
    assert {(one["status"], one["code"]) for one in results} == {("refused", "storage_full")}
    assert notice(desk) == notice(organiser) == "storage_full"
    assert {one["status"] for one in over_there.give(*theirs)} == {"recorded"}
    assert soon(lambda: halls.link()["problem"] == "peer_storage", 20, pause=0.1)
    assert halls.link()["waiting"] >= 60 and not halls.link()["connected"]
    assert halls.facts(halls.small) == facts
    assert notice(halls.other.paired("desk")) == ""

    halls.make_room()
    assert soon(lambda: notice(desk) == notice(organiser) == "", 20, pause=0.1), "nobody has to do anything for that"
    assert soon(lambda: not halls.link()["problem"] and halls.link()["connected"], 30, pause=0.1)
    assert {one["status"] for one in desk.give(*mine)} == {"recorded"}
    assert soon(halls.are_equal, 20, pause=0.1)
    assert {one["status"] for one in desk.give(*mine)} == {"duplicate"}
    assert {one["status"] for one in over_there.give(*theirs)} == {"duplicate"}


def test_what_was_acknowledged_before_the_disk_filled_up_is_there_after_a_crash_on_a_full_disk(halls: Halls) -> None:
    desk = halls.small.paired("desk")
    before, after = walk_ins(5), walk_ins(60)
    assert {one["status"] for one in desk.give(*before)} == {"recorded"}
    halls.fill_up()
    assert {one["code"] for one in desk.give(*after)} == {"storage_full"}
    halls.small.kill()
    halls.make_room()
    halls.small.start()
    assert {one["status"] for one in desk.give(*before)} == {"duplicate"}
    assert {one["status"] for one in desk.give(*after)} == {"recorded"}
    assert soon(halls.are_equal, 30, pause=0.1)


def test_balie_en_organisator_zien_dat_de_schijf_vol_is_en_dat_het_over_is(halls: Halls, browser: Browser) -> None:
    desk = halls.small.paired("desk")
    balie, organisator = (_page(halls.small, browser, role) for role in ("desk", "organiser"))
    for page in (balie, organisator):
        expect(page.locator("#disk")).to_be_hidden()
    halls.fill_up()
    assert {one["code"] for one in desk.give(*walk_ins(60))} == {"storage_full"}
    expect(balie.locator("#disk")).to_contain_text("De schijf van de laptop is vol")
    expect(organisator.locator("#disk")).to_contain_text("Maak plaats op de schijf")
    halls.make_room()
    for page in (balie, organisator):
        expect(page.locator("#disk")).to_be_hidden()
        page.context.close()


def _page(server: Served, browser: Browser, role: str) -> Page:
    page = browser.new_context(locale="nl-NL").new_page()
    page.goto(server.work("pair", role=role)["url"])
    page.wait_for_url(lambda url: "/koppel" not in url)
    expect(page.locator("#connection")).to_have_text("Verbonden")
    return page
