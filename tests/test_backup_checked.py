"""A backup counts once it was read back: what is wrong with a copy is found, and a bad copy replaces nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import MINUTE, ORGANISER, PASSPHRASE, Clock, Node

from eventapp.facts import Log, database
from eventapp.facts.checking import checked
from eventapp.live.acts import Act
from eventapp.live.backup_copy import Copier, NotBacked
from eventapp.live.backup_files import backups_in
from eventapp.live.house import House

Spoil = Callable[[Path], None]


def flipped(copy: Path) -> None:
    """A few bytes in the middle differ, as on a stick that goes bad."""
    content = bytearray(copy.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 32] = bytes(byte ^ 0xFF for byte in content[middle : middle + 32])
    copy.write_bytes(content)


def cut_off(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:-4096])


def emptied(copy: Path) -> None:
    copy.write_bytes(b"")


def by_sql(statement: str) -> Spoil:
    """A fault that no checksum of a page can show."""

    def spoil(copy: Path) -> None:
        connection = database.connect(copy, PASSPHRASE)
        connection.execute(statement)
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.close()

    return spoil


def with_a_stranger(copy: Path) -> None:
    """Sound in itself, but not what is on the screens."""
    log = Log(copy, PASSPHRASE)
    log.append([Node("laptop-z").tell("checked_in", "s1", place="balie")])
    log.close()


FAULTS: dict[str, Spoil] = {
    "bytes flipped": flipped,
    "cut off": cut_off,
    "empty": emptied,
    "a fact changed": by_sql("UPDATE fact SET data = replace(data, 'K1', 'K9') WHERE kind = 'person_registered'"),
    "what is personal changed": by_sql("UPDATE fact SET personal = replace(personal, 'Brechtje', 'Berend')"),
    "the last fact gone": by_sql("DELETE FROM fact WHERE pos = (SELECT max(pos) FROM fact)"),
    "a fact in the middle gone": by_sql("DELETE FROM fact WHERE pos = 3"),
    "no JSON": by_sql("UPDATE fact SET data = '{' WHERE pos = 3"),
    "another state": with_a_stranger,
}


@pytest.mark.parametrize("spoil", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_in_the_copy_is_found_and_the_copy_thrown_away(
    house: House, clock: Clock, monkeypatch: pytest.MonkeyPatch, spoil: Spoil
) -> None:
    before = house.backups.make()
    clock.advance(MINUTE)
    real = Copier._copy

    def copy(copier: Copier, part: Path) -> None:
        real(copier, part)
        spoil(part)

    with monkeypatch.context() as bad_stick:
        bad_stick.setattr(Copier, "_copy", copy)
        with pytest.raises(NotBacked, match="bad_copy"):
            house.backups.make()
    standing = house.backups.view()
    assert (standing["problem"], standing["last"], standing["busy"]) == ("bad_copy", before.at, False)
    assert [path.name for path in (house.settings.data / "backups").iterdir()] == [Path(before.file).name]
    house.backups.make()
    assert house.backups.view()["problem"] == ""


def test_a_good_copy_holds_every_fact_and_all_that_is_of_this_laptop(house: House, act: Callable[..., Act]) -> None:
    act("check_in", subject="s1")
    act("erase", ORGANISER, subject="s2")
    house.ledger.with_log(house.ledger.log.keep, "printers", {"a": 1})
    copy = Log(Path(house.backups.make().file), PASSPHRASE, to_read=True)
    facts, problems = checked(copy)
    assert problems == [] and facts == [fact for _, fact in house.ledger.log.read()]
    assert copy.kept("printers") == {"a": 1}
    copy.close()


def test_reading_back_leaves_nothing_beside_the_copy_and_changes_nothing(house: House) -> None:
    file = Path(house.backups.make().file)
    before = file.read_bytes()
    copy = Log(file, PASSPHRASE, to_read=True)
    with pytest.raises(database.DatabaseError):
        copy._query("DELETE FROM fact")
    copy.close()
    assert file.read_bytes() == before and list(file.parent.iterdir()) == [file]


def test_a_backup_of_ones_own_is_checked_too(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert house.backups.write(tmp_path / "een.db").head == house.ledger.head
    with pytest.raises(FileExistsError):
        house.backups.write(tmp_path / "een.db")
    monkeypatch.setattr(Copier, "_is_what_is_shown", lambda copier, facts: False)
    with pytest.raises(NotBacked):
        house.backups.write(tmp_path / "twee.db")
    assert not (tmp_path / "twee.db").exists()
    assert backups_in(house.settings.data / "backups") == [], "it is nobody's turn but one's own"
