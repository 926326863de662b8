"""A damaged file is noticed at the start and set aside; the fair goes on from the last good backup, and says so."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import MINUTE, PASSPHRASE, Clock, act_at

from eventapp.facts import Log
from eventapp.facts.database import WrongPassphrase
from eventapp.facts.pages import PAGE
from eventapp.fair.state import state_hash
from eventapp.live.acts import Act
from eventapp.live.backup_files import backups_in
from eventapp.live.backup_list import read_list
from eventapp.live.house import House, open_house
from eventapp.live.recovering import NoGoodBackup, made_whole
from eventapp.live.restoring import put_back
from eventapp.settings import Settings

Spoil = Callable[[Path], None]
PEOPLE = ("s1", "s2", "s3", "s4")


@pytest.fixture
def after_a_crash(house: House, act: Callable[..., Act], clock: Clock, tmp_path: Path) -> Settings:
    """A data folder as a crash leaves it: a backup of after two check-ins, two more in the file, one in its WAL."""
    house.backups.start()
    for person in PEOPLE:
        act("check_in", subject=person)
        if person == "s2":
            house.backups.make()
    house.ledger.with_log(house.ledger.log.checkpoint)
    act("check_in", subject="s5")
    left = tmp_path / "after"
    shutil.copytree(tmp_path, left, ignore=shutil.ignore_patterns("after"))
    clock.advance(5 * MINUTE)
    return dataclasses.replace(house.settings, data=left)


def overwritten(start: int, content: bytes) -> Spoil:
    def spoil(database: Path) -> None:
        whole = bytearray(database.read_bytes())
        whole[start : start + len(content)] = content
        database.write_bytes(whole)

    return spoil


def a_few_bytes(database: Path) -> None:
    """In a page in the middle, that the write-ahead log does not happen to hold anew."""
    wal = Path(f"{database}-wal").read_bytes()
    held = {int.from_bytes(wal[at : at + 4], "big") for at in range(32, len(wal), 24 + PAGE)}
    middle = database.stat().st_size // PAGE // 2
    page = next(page for page in range(middle, 1, -1) if page not in held)
    overwritten((page - 1) * PAGE + 1000, bytes(64))(database)


def without_wal(database: Path) -> None:
    Path(f"{database}-wal").unlink()


def every_page(database: Path) -> None:
    whole = bytearray(database.read_bytes())
    for page in range(PAGE + 100, len(whole), PAGE):
        whole[page : page + 16] = b"x" * 16
    database.write_bytes(whole)


def cut_in_half(database: Path) -> None:
    without_wal(database)
    database.write_bytes(database.read_bytes()[: database.stat().st_size // 2])


def emptied(database: Path) -> None:
    database.write_bytes(b"")


DAMAGE: dict[str, Spoil] = {
    "a few bytes in the middle": a_few_bytes,
    "every page but the first": every_page,
    "cut in half": cut_in_half,
    "empty": emptied,
    "the beginning zeroed": overwritten(0, bytes(PAGE)),
    "the salt gone": overwritten(0, bytes(16)),
}


def came(settings: Settings) -> set[str]:
    """Who is in, in the fair of this folder; and the file is whole."""
    house = open_house(settings)
    try:
        assert house.ledger.log.problems() == []
        return {seeker.id for seeker in house.ledger.fair.seekers if seeker.present}
    finally:
        house.close()


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("spoil", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_file_is_set_aside_and_the_last_good_backup_takes_its_place(
    after_a_crash: Settings, spoil: Spoil
) -> None:
    settings = after_a_crash
    spoil(settings.database)
    damaged = settings.database.read_bytes()
    done = made_whole(settings)
    assert done is not None and Path(done.set_aside).stat().st_size >= len(damaged)
    assert {"s1", "s2"} <= came(settings)
    assert read_list(settings).recovered == done
    assert made_whole(settings) is None, "and then all is well"
    assert not {"restoring.db", "salvaging.db"} & files(settings.data)


def test_an_empty_file_keeps_the_wal_that_is_beside_it(after_a_crash: Settings) -> None:
    """SQLite would throw that away as belonging to nothing; somebody may still want to look into it."""
    wal = Path(f"{after_a_crash.database}-wal").read_bytes()
    emptied(after_a_crash.database)
    done = made_whole(after_a_crash)
    assert done is not None and Path(f"{done.set_aside}-wal").read_bytes() == wal


def test_what_can_still_be_read_is_taken_along(after_a_crash: Settings) -> None:
    """A page of an index is damaged: every fact is still there, that of the write-ahead log too."""
    settings = after_a_crash
    log = Log(settings.database, PASSPHRASE)
    root = log._query("SELECT rootpage FROM sqlite_master WHERE name LIKE 'idx_fact_subject'")[0][0]
    log.close()
    overwritten((root - 1) * PAGE + 500, b"\xff" * 32)(settings.database)
    done = made_whole(settings)
    assert done is not None and done.saved == 3
    assert came(settings) == {*PEOPLE, "s5"}


def test_a_file_that_lost_its_wal_and_knows_less_than_its_backup_is_not_gone_on_with(
    house: House, act: Callable[..., Act], tmp_path: Path
) -> None:
    house.backups.start()
    house.ledger.with_log(house.ledger.log.checkpoint)
    act("check_in", subject="s1")
    house.backups.make()
    left = tmp_path / "after"
    shutil.copytree(tmp_path, left, ignore=shutil.ignore_patterns("after", "*-wal"))
    settings = dataclasses.replace(house.settings, data=left)
    done = made_whole(settings)
    assert done is not None and done.why == "behind"
    assert came(settings) == {"s1"}


def test_the_restored_fair_counts_on_under_another_name(after_a_crash: Settings) -> None:
    """Numbers that the lost file gave out are never given out again."""
    settings = after_a_crash
    before = Log(settings.database, PASSPHRASE)
    node = before.kept("node")
    before.close()
    every_page(settings.database)
    made_whole(settings)
    house = open_house(settings)
    assert house.ledger.node != node
    act_at(house.ledger, "check_in", subject="s5")
    assert house.ledger.log.problems() == []
    house.close()


def test_a_backup_that_is_damaged_too_is_passed_over(after_a_crash: Settings, house: House, clock: Clock) -> None:
    settings = after_a_crash
    good = backups_in(settings.data / "backups")[0]
    newer = good.with_name(good.name.replace("T09", "T23"))
    newer.write_bytes(good.read_bytes()[:-PAGE])
    every_page(settings.database)
    done = made_whole(settings)
    assert done is not None and done.backup_at.startswith("2026-11-21T09")
    assert {"s1", "s2"} <= came(settings)


@pytest.mark.parametrize("spoil", DAMAGE.values(), ids=DAMAGE.keys())
def test_without_a_good_backup_nothing_is_touched(after_a_crash: Settings, spoil: Spoil) -> None:
    settings = after_a_crash
    for backup in backups_in(settings.data / "backups"):
        backup.write_bytes(b"")
    spoil(settings.database)
    before = files(settings.data) - {"fair.db-wal"}
    with pytest.raises(NoGoodBackup) as failure:
        made_whole(settings)
    assert settings.data / "backups" in failure.value.folders
    assert files(settings.data) - {"fair.db-wal"} == before


def test_a_whole_file_stays_as_it_is(after_a_crash: Settings) -> None:
    assert made_whole(after_a_crash) is None
    assert came(after_a_crash) == {*PEOPLE, "s5"}


def test_a_wrong_passphrase_is_no_damage(after_a_crash: Settings) -> None:
    before = files(after_a_crash.data) - {"fair.db-wal"}
    with pytest.raises(WrongPassphrase):
        made_whole(dataclasses.replace(after_a_crash, passphrase="iets anders"))
    assert files(after_a_crash.data) - {"fair.db-wal"} == before
    assert came(after_a_crash) == {*PEOPLE, "s5"}


def test_the_file_of_another_fair_is_no_damage(after_a_crash: Settings, tmp_path: Path) -> None:
    """Somebody put it there; its passphrase is another one than that of the backups."""
    other = Log(tmp_path / "other.db", "x'" + "77" * 32 + "'")
    for number in range(9):
        other.keep(str(number), "x" * 2000)
    other.close()
    without_wal(after_a_crash.database)
    (tmp_path / "other.db").replace(after_a_crash.database)
    with pytest.raises(WrongPassphrase):
        made_whole(after_a_crash)


def test_a_restored_backup_is_the_state_of_its_moment(house: House, act: Callable[..., Act], tmp_path: Path) -> None:
    act("check_in", subject="s1")
    good = Path(house.backups.make().file)
    then = state_hash(house.ledger.fair.snapshot())
    act("check_in", subject="s2")
    settings = dataclasses.replace(house.settings, data=tmp_path / "anew")
    assert put_back(settings, good).set_aside is None
    again = open_house(settings)
    assert state_hash(again.ledger.fair.snapshot()) == then
    again.close()


def test_the_organiser_reads_what_happened_and_puts_it_away(after_a_crash: Settings) -> None:
    every_page(after_a_crash.database)
    done = made_whole(after_a_crash)
    house = open_house(after_a_crash)
    told = house.backups.view()["recovered"]
    assert done is not None and told["backup_at"] == done.backup_at and told["set_aside"] == done.set_aside
    house.backups.seen()
    assert house.backups.view()["recovered"] is None is read_list(after_a_crash).recovered
    house.close()
