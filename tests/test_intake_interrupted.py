"""An import that is cut off is in whole or not at all, and a file that changes meanwhile does no harm."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from intake_support import NOTHING_KNOWN, error, people_file, person, table_file
from serving import PASSPHRASE, ROOT, environment, put_fair, soon

from eventapp.intake import propose, take_in
from eventapp.live.house import open_house
from eventapp.settings import Settings

MANY = 400


def register(many: int = MANY) -> bytes:
    letters = "abcdefghijklmnopqrst"
    names = [(first, last) for last in letters for first in letters][:many]
    return people_file(*(person(nummer=f"N{a}{b}", roepnaam=f"{a * 3}o", achternaam=f"{b * 4}en") for a, b in names))


def registered(data: Path, copy: Path) -> int:
    """How many people of the register are in the fair that the crash left behind, when it is opened; on a copy."""
    copy.mkdir()
    for left in data.glob("fair.db*"):
        shutil.copyfile(left, copy / left.name)
    house = open_house(Settings(copy, PASSPHRASE, rehearsal=False))
    try:
        assert house.ledger.log.problems() == []
        return sum(seeker.number.startswith("N") for seeker in house.ledger.fair.seekers)
    finally:
        house.close()


def importing(data: Path, file: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "run.py", "import", str(file), "--data", str(data)],
        cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.mark.parametrize("written", [0, 1, 100_000])
def test_who_pulls_the_plug_finds_all_of_the_file_or_nothing(tmp_path: Path, written: int) -> None:
    data, file = put_fair(tmp_path / "data"), tmp_path / "lijst.csv"
    file.write_bytes(register())
    before = registered(data, tmp_path / "before")
    wal, process = data / "fair.db-wal", importing(data, file)
    soon(lambda: process.poll() is not None or (wal.exists() and wal.stat().st_size >= written), 30)
    process.kill()
    process.wait(10)
    assert registered(data, tmp_path / "after") - before in (0, MANY)
    again = importing(data, file)
    assert again.wait(60) in (0, 1)
    assert registered(data, tmp_path / "again") - before == MANY, "once more gives everybody, and nobody twice"


def test_a_file_that_changes_while_it_is_read_is_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "lijst.csv"
    file.write_bytes(register())
    changes: list[int] = []

    def change(phase: str, done: int, all: int) -> None:
        file.write_bytes(b"")
        changes.append(done)

    intake = take_in([(file.name, file.read_bytes())], NOTHING_KNOWN, progress=change)
    assert changes and len(intake.people) == MANY


def test_a_correction_of_a_file_does_not_count_for_the_file_that_took_its_place() -> None:
    first = table_file("Wie;Waar vandaan;Wanneer", "Bakker;Soest;1-1-1980")
    proposal = propose(("lijst.csv", first))
    chosen = {proposal.fingerprint: {"Wie": "achternaam", "Waar vandaan": "plaats", "Wanneer": "geboortedatum"}}
    assert len(take_in([("lijst.csv", first)], NOTHING_KNOWN, chosen).people) == 1
    later = table_file("Waar vandaan;Wat;Wanneer", "Soest;klein;1-1-1980")
    intake = take_in([("lijst.csv", later)], NOTHING_KNOWN, chosen)
    assert intake.people == [] and error(intake) is not None
