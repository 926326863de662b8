"""Nothing readable on the disk: not a name, not a badge code, in no byte of any file of the data folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import GREENHOUSE, ORGANISER, PASSPHRASE, SEEKERS, quiet

from eventapp.live.acts import Act
from eventapp.live.house import House, open_house

WALK_IN, NOTE, PHONE = "Marijke Hoepelman", "Belt maandag over de proefdag", "0612345678"


@pytest.fixture
def secrets(house: House, act: Callable[..., Act]) -> list[str]:
    """A day in short; all that was typed and everything that is known of people."""
    walk_in = act("register_walk_in", first_name="Marijke", last_name="Hoepelman", phone=PHONE, wants="bloemen binden")
    talk = act("start_conversation", GREENHOUSE, subject="s1")
    act("end_conversation", GREENHOUSE, conversation=talk.id, outcome="match", note=NOTE)
    act("erase", ORGANISER, subject="s2")
    code, _ = house.pairings.offer("desk")
    fair = house.ledger.fair
    parties = [*fair.seekers, *fair.employers]
    names = [part for names in SEEKERS.values() for part in names if len(part) > 3]
    texts = ["Hoepelman", PHONE, "bloemen", "proefdag", "voorbeeld.example", "Zonnehof", "Plukker", code]
    assert walk_in.decision.about is not None
    return [*names, *texts, *(str(party.code) for party in parties), walk_in.decision.about]


def found(folder: Path, secrets: list[str]) -> list[tuple[str, str]]:
    """Which of the secrets stand in which files, in any of the encodings that texts are kept in."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [(path.name, secret) for path in files for secret in secrets for encoding in ("utf-8", "utf-16-le")
            if secret.encode(encoding) in path.read_bytes()]  # fmt: skip


def test_nothing_is_readable_while_the_fair_is_open(house: House, secrets: list[str]) -> None:
    quiet(house.ledger)
    files = {path.name for path in house.settings.data.iterdir()}
    assert files == {"fair.db", "fair.db-wal", "fair.erased.json"}, (
        "with the exclusive lock there is no shared-memory file"
    )
    assert found(house.settings.data, secrets) == []


def test_nothing_is_readable_after_closing(house: House, secrets: list[str]) -> None:
    house.close()
    assert {path.name for path in house.settings.data.iterdir()} == {"fair.db", "fair.erased.json"}
    assert found(house.settings.data, secrets) == []


def test_nothing_is_readable_in_a_backup(
    house: House, secrets: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("backup")
    house.ledger.with_log(house.ledger.log.copy_to, folder / "copy.db", PASSPHRASE)
    assert found(folder, secrets) == []


def test_nothing_is_readable_after_opening_again(house: House, secrets: list[str]) -> None:
    house.close()
    again = open_house(house.settings)
    assert found(house.settings.data, secrets) == []
    assert again.ledger.fair.seeker("s1"), "and all is there"
    again.close()


def test_the_look_itself_can_see(tmp_path: Path) -> None:
    """A test that looks for names must find one where there is one."""
    (tmp_path / "leak.db-wal").write_bytes(b"\x00\x01 Brechtje \x02")
    (tmp_path / "leak.txt").write_bytes("Wubbe".encode("utf-16-le"))
    assert sorted(found(tmp_path, ["Brechtje", "Wubbe"])) == [("leak.db-wal", "Brechtje"), ("leak.txt", "Wubbe")]


def test_the_file_has_no_header_that_tells_what_it_is(house: House) -> None:
    house.close()
    assert not house.settings.database.read_bytes().startswith(b"SQLite format 3")
