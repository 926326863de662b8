"""Who was erased stays erased: a backup that is put back loses those people before anybody can see them."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import MINUTE, ORGANISER, PASSPHRASE, Clock, act_at, quiet
from test_erasure import decrypted

from eventapp.facts import Log
from eventapp.facts.pages import PAGE
from eventapp.live.acts import Act
from eventapp.live.forgotten import Forgotten
from eventapp.live.house import House, open_house
from eventapp.live.recovering import made_whole
from eventapp.live.restoring import put_back
from eventapp.settings import Settings

NAMES = (b"Brechtje", b"Oosterzwaluw", b"k1@voorbeeld", b"12345671")
needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl here to look with")


@pytest.fixture
def old_backup(house: House, act: Callable[..., Act], clock: Clock) -> Path:
    """A backup of before the erasure of s1; the fair itself is closed after it."""
    act("check_in", subject="s1")
    good = house.backups.write(house.settings.data / "oud.backup")
    clock.advance(MINUTE)
    act("erase", ORGANISER, subject="s1")
    quiet(house.ledger)
    return Path(good.file)


def traces(folder: Path) -> list[tuple[str, bytes]]:
    """The names that still stand under the encryption in any file of the fair that is in use."""
    files = [path for path in folder.glob("fair.db*") if path.stat().st_size]
    assert folder / "fair.db" in files
    return [(path.name, name) for path in files for name in NAMES if name in decrypted(path, PASSPHRASE)]


def in_plain_files(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.is_file() and NAMES[0] in path.read_bytes()]


def everybody(settings: Settings) -> dict[str, bool]:
    """Of everybody in the fair of this folder whether they were erased."""
    house = open_house(settings)
    try:
        assert house.ledger.log.problems() == []
        return {seeker.id: seeker.erased for seeker in house.ledger.fair.seekers}
    finally:
        house.close()


@needs_openssl
def test_an_old_backup_that_is_put_back_has_no_trace_of_who_was_erased(house: House, old_backup: Path) -> None:
    house.close()
    settings = house.settings
    copy = settings.data / "kijk.db"
    shutil.copyfile(old_backup, copy)
    assert [name for name in NAMES if name in decrypted(copy, PASSPHRASE)] == list(NAMES), "it is in the backup"
    done = put_back(settings, old_backup)
    assert done.erased == 1
    assert traces(settings.data) == [] == in_plain_files(settings.data)
    assert everybody(settings)["s1"] and traces(settings.data) == []


@needs_openssl
def test_a_backup_of_after_the_erasure_has_no_trace_either(house: House, old_backup: Path) -> None:
    file = Path(house.backups.make().file)
    assert [name for name in NAMES if name in decrypted(file, PASSPHRASE)] == []
    assert b"Faridun" in decrypted(file, PASSPHRASE)


def test_the_list_alone_is_enough(house: House, old_backup: Path) -> None:
    """The present file is gone altogether."""
    house.close()
    house.settings.database.unlink()
    assert put_back(house.settings, old_backup).erased == 1
    assert everybody(house.settings)["s1"]


def test_the_present_file_alone_is_enough(house: House, old_backup: Path) -> None:
    house.close()
    house.settings.database.with_suffix(".erased.json").unlink()
    assert put_back(house.settings, old_backup).erased == 1
    assert everybody(house.settings)["s1"]
    assert Forgotten(house.settings.database).of(fair_of(house.settings)) == {"s1"}


def test_a_present_file_that_is_partly_readable_is_enough(house: House, old_backup: Path) -> None:
    house.close()
    settings = house.settings
    settings.database.with_suffix(".erased.json").unlink()
    log = Log(settings.database, PASSPHRASE)
    root = log._query("SELECT rootpage FROM sqlite_master WHERE name LIKE 'idx_fact_subject'")[0][0]
    log.close()
    content = bytearray(settings.database.read_bytes())
    content[(root - 1) * PAGE : (root - 1) * PAGE + 64] = bytes(64)
    settings.database.write_bytes(content)
    assert put_back(settings, old_backup).erased == 1
    assert everybody(settings)["s1"]


def test_an_old_file_that_was_put_there_by_hand_is_opened_without_them(house: House, old_backup: Path) -> None:
    house.close()
    shutil.copyfile(old_backup, house.settings.database)
    assert everybody(house.settings)["s1"]


def test_after_damage_the_fair_goes_on_without_them(house: House, act: Callable[..., Act], clock: Clock) -> None:
    house.backups.start()
    house.backups.make()
    act("erase", ORGANISER, subject="s1")
    quiet(house.ledger)
    house.close()
    settings = house.settings
    content = bytearray(settings.database.read_bytes())
    content[:PAGE] = bytes(PAGE)
    settings.database.write_bytes(content)
    done = made_whole(settings)
    assert done is not None and done.saved == 0
    assert everybody(settings)["s1"]


def test_the_others_are_still_known_and_nothing_is_erased_twice(house: House, old_backup: Path) -> None:
    house.close()
    put_back(house.settings, old_backup)
    assert [id for id, erased in everybody(house.settings).items() if erased] == ["s1"]
    log = Log(house.settings.database, PASSPHRASE)
    assert [fact.subject for _, fact in log.read() if fact.kind == "erased"] == ["s1"]
    log.close()


def test_the_list_holds_ids_and_is_of_one_fair(house: House, old_backup: Path, tmp_path: Path) -> None:
    fair = house.ledger.fair.info.id
    kept = Forgotten(house.settings.database)
    assert kept.of(fair) == {"s1"} and kept.of("another") == set()
    path = house.settings.database.with_suffix(".erased.json")
    assert path.read_bytes() == f'{{"{fair}":["s1"]}}'.encode() and path.stat().st_mode & 0o077 == 0


def test_a_list_that_cannot_be_read_stops_nobody(house: House, old_backup: Path) -> None:
    house.close()
    house.settings.database.with_suffix(".erased.json").write_bytes(b"{")
    assert everybody(house.settings)["s1"]


def test_a_list_that_could_not_be_written_is_written_with_the_next_fact(
    house: House, act: Callable[..., Act], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*anything: object) -> None:
        raise OSError("no room")

    with monkeypatch.context() as full:
        full.setattr("eventapp.live.forgotten.write_whole", refuse)
        assert act("erase", ORGANISER, subject="s1").status == "recorded"
        quiet(house.ledger)
    act_at(house.ledger, "check_in", subject="s2")
    quiet(house.ledger)
    assert Forgotten(house.settings.database).of(house.ledger.fair.info.id) == {"s1"}


def fair_of(settings: Settings) -> str:
    house = open_house(dataclasses.replace(settings))
    try:
        return house.ledger.fair.info.id
    finally:
        house.close()
