"""Backups while the fair goes on: when they are made, where they go, which stay, and what the organiser is told."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import MINUTE, OPENING, ORGANISER, PASSPHRASE, Clock, quiet

from eventapp.facts import Log, database, log
from eventapp.live import backup_copy
from eventapp.live.acts import Act
from eventapp.live.backup_copy import NotBacked
from eventapp.live.backup_files import HOURLY, LAST, backups_in, moment_of, name_of, outdated, sticks
from eventapp.live.backup_list import read_list
from eventapp.live.backups import Backups
from eventapp.live.house import House, open_house

HOUR = 60 * MINUTE


@pytest.fixture
def backups(house: House) -> Iterator[Backups]:
    yield house.backups


@pytest.fixture
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stick")


def own(house: House) -> list[Path]:
    return backups_in(house.settings.data / "backups")


def facts_in(path: Path) -> int:
    copy = Log(path, PASSPHRASE, to_read=True)
    try:
        return copy.head()
    finally:
        copy.close()


# When


def test_one_comes_a_minute_after_the_start_and_then_every_ten(house: House, backups: Backups, clock: Clock) -> None:
    made = []
    for _minute in range(25):
        backups.tick()
        made.append(len(own(house)))
        clock.advance(MINUTE)
    assert made == [0] + 10 * [1] + 10 * [2] + 4 * [3]


def test_the_organiser_chooses_how_often(house: House, backups: Backups, clock: Clock) -> None:
    backups.choose(every=2)
    for _ in range(6):
        backups.tick()
        clock.advance(MINUTE)
    assert len(own(house)) == 3
    assert read_list(house.settings).every == 2


def test_a_clock_that_was_set_back_keeps_nobody_waiting(house: House, backups: Backups, clock: Clock) -> None:
    backups.make()
    clock.advance(-3 * HOUR)
    backups.tick()
    assert len(own(house)) == 2


def test_check_ins_between_two_backups_are_in_the_second(
    house: House, backups: Backups, act: Callable[..., Act], clock: Clock
) -> None:
    first = backups.make()
    act("check_in", subject="s1")
    clock.advance(MINUTE)
    second = backups.make()
    assert (facts_in(Path(first.file)), facts_in(Path(second.file))) == (first.head, first.head + 1)


def test_who_checks_in_while_a_copy_is_made_waits_for_nothing_and_is_in_it(
    house: House, backups: Backups, act: Callable[..., Act], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy is made in steps; here somebody comes in between two of them."""
    came: list[str] = []

    def come_in(seconds: float) -> None:
        if not came:
            came.append(act("check_in", subject="s1").status)

    monkeypatch.setattr(log, "_PAGES_AT_ONCE", 1)
    monkeypatch.setattr(backup_copy.time, "sleep", come_in)
    good = backups.make()
    assert came == ["recorded"] and facts_in(Path(good.file)) == house.ledger.head


def test_closing_the_fair_breaks_a_copy_off(house: House, backups: Backups, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_PAGES_AT_ONCE", 1)
    monkeypatch.setattr(backup_copy.time, "sleep", lambda seconds: backups.stop())
    with pytest.raises(backup_copy.Stopped):
        backups.make()
    assert list((house.settings.data / "backups").iterdir()) == []


# Where


def test_a_backup_is_for_its_owner_alone_and_its_name_names_nobody(house: House, backups: Backups) -> None:
    file = Path(backups.make().file)
    assert file.stat().st_mode & 0o077 == 0 and file.parent.stat().st_mode & 0o077 == 0
    assert file.name == name_of(house.ledger.fair.info.id, OPENING) and moment_of(file) == OPENING
    assert [path.name for path in file.parent.iterdir()] == [file.name], "nothing half-made, no journal"


def test_they_go_to_the_folder_that_was_chosen_also_after_a_restart(
    house: House, backups: Backups, stick: Path
) -> None:
    backups.choose(folder=str(stick / "vonk"))
    assert Path(backups.make().file).parent == stick / "vonk"
    house.close()
    again = open_house(house.settings)
    assert again.backups.view()["folder"] == str(stick / "vonk")
    again.close()


@pytest.mark.parametrize("folder", ["backups", "/nergens/diep/weg", "~niemand-van-hier/x"])
def test_a_folder_that_is_not_there_cannot_be_chosen(backups: Backups, folder: str) -> None:
    with pytest.raises(NotBacked, match="no_folder"):
        backups.choose(folder=folder)
    assert backups.view()["folder"] == ""


def test_without_its_stick_the_copy_is_on_the_laptop_and_the_organiser_hears_of_it(
    house: House, backups: Backups, stick: Path, clock: Clock
) -> None:
    backups.choose(folder=str(stick))
    stick.rmdir()
    backups.tick()
    assert backups.view()["problem"] == "gone" and len(own(house)) == 1
    stick.mkdir()
    clock.advance(MINUTE)
    backups.tick()
    assert backups.view()["problem"] == "" and len(backups_in(stick)) == 1


def test_what_stays_behind_where_a_stick_was_is_not_taken_for_the_stick(
    house: House, backups: Backups, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder on which it was mounted may still be there: that is the laptop's own disk."""
    with monkeypatch.context() as another_medium:
        another_medium.setattr(backups, "_same_medium", lambda folder: False)
        backups.choose(folder=str(stick))
    backups.make()
    assert backups.view()["problem"] == "gone" and backups_in(stick) == [] and len(own(house)) == 1


@pytest.mark.parametrize(
    ("number", "problem"), [(errno.ENOSPC, "full"), (errno.EROFS, "unwritable"), (errno.EIO, "unwritable")]
)
def test_a_medium_that_refuses_is_one_word_and_the_next_turn_tries_again(
    house: House, backups: Backups, clock: Clock, monkeypatch: pytest.MonkeyPatch, number: int, problem: str
) -> None:
    def refuse(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as refusing:
        refusing.setattr(backup_copy.os, "fsync", refuse)
        with pytest.raises(NotBacked, match=problem):
            backups.make()
    assert backups.view()["problem"] == problem and backups.view()["last"] is None
    assert list((house.settings.data / "backups").iterdir()) == []
    clock.advance(MINUTE)
    backups.tick()
    assert backups.view()["problem"] == "" and len(own(house)) == 1


def test_a_disk_with_no_room_for_the_pages_is_noticed(backups: Backups, monkeypatch: pytest.MonkeyPatch) -> None:
    def small(path: Path, passphrase: str) -> Any:
        connection = connect(path, passphrase)
        connection.execute("PRAGMA max_page_count = 4")
        return connection

    connect = database.connect_for_copy
    monkeypatch.setattr(database, "connect_for_copy", small)
    with pytest.raises(NotBacked, match="full"):
        backups.make()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="whoever may do everything is refused nothing")
def test_a_folder_that_is_locked_is_noticed(backups: Backups, stick: Path) -> None:
    backups.choose(folder=str(stick))
    stick.chmod(0o500)
    backups.make()
    assert backups.view()["problem"] == "unwritable"


def test_mounted_media_are_offered_and_plain_folders_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("media/ans/STICK", "media/ans/leeg", "run/media/ans/KAART"):
        (tmp_path / place).mkdir(parents=True)
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path).name in ("STICK", "KAART"))
    assert sticks(tmp_path) == [str(tmp_path / "media/ans/STICK"), str(tmp_path / "run/media/ans/KAART")]


# Which stay


def test_the_last_six_stay_and_then_one_an_hour() -> None:
    day = [Path(name_of("fair-1", OPENING + minute * MINUTE)) for minute in range(0, 600, 10)][::-1]
    gone = outdated(day)
    stay = [path for path in day if path not in gone]
    assert stay[:LAST] == day[:LAST]
    assert [(moment_of(path) - OPENING) // MINUTE for path in stay[LAST:]] == [
        530,
        470,
        410,
        350,
        290,
        230,
        170,
        110,
        50,
    ]
    month = [Path(name_of("fair-1", OPENING + hour * HOUR)) for hour in range(200)][::-1]
    assert len(month) - len(outdated(month)) == LAST + HOURLY


def test_one_backup_alone_is_never_outdated() -> None:
    assert outdated([Path(name_of("fair-1", OPENING))]) == [] == outdated([])


def test_old_ones_go_and_those_of_another_fair_stay(house: House, backups: Backups, clock: Clock) -> None:
    folder = house.settings.data / "backups"
    folder.mkdir()
    another = folder / name_of("another0", OPENING - HOUR)
    another.write_bytes(b"")
    for _ in range(10):
        backups.make()
        clock.advance(MINUTE)
    fair = house.ledger.fair.info.id
    assert len(backups_in(folder, fair)) == LAST + 1 and another.exists()


# Erasures


def test_after_an_erasure_a_new_backup_comes_soon_and_older_ones_go(
    house: House, backups: Backups, act: Callable[..., Act], clock: Clock, stick: Path
) -> None:
    backups.choose(folder=str(stick))
    for _ in range(3):
        old = Path(backups.make().file)
        clock.advance(MINUTE)
    shutil.copyfile(old, house.settings.data / old.name)  # not ours to look after
    act("erase", ORGANISER, subject="s1")
    quiet(house.ledger)
    assert len(backups_in(stick)) == 3, "until there is a good one without the name, the others stay"
    clock.advance(MINUTE)
    backups.tick()
    assert [moment_of(path) for path in backups_in(stick)] == [clock()]


def test_an_old_backup_stays_as_long_as_the_new_one_fails(
    house: House, backups: Backups, act: Callable[..., Act], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.make()
    act("erase", ORGANISER, subject="s1")
    quiet(house.ledger)
    clock.advance(MINUTE)
    monkeypatch.setattr(backup_copy.Copier, "_is_what_is_shown", lambda copier, facts: False)
    backups.tick()
    assert backups.view()["problem"] == "bad_copy" and len(own(house)) == 1
