"""Whoever is erased at one laptop is erased at all: proved in every byte of every file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import PASSPHRASE, Clock
from sync_support import Laptop, laptops, sync
from under_the_encryption import everywhere, traces

from eventapp.facts import Draft, Log
from eventapp.sync.wire import line_of

WORDS = ("Brechtje", "Oosterzwaluw", "06 12345678", "1968-02-01")


def person() -> Draft:
    names = ("first_name", "last_name", "phone", "birth_date")
    return Draft("person_registered", "s1", {"number": "K1", "code": "C1"}, dict(zip(names, WORDS, strict=True)))


def found(*parts: Laptop) -> list[list[str]]:
    """Per laptop which of the words stand anywhere in its file or beside it."""
    return [traces(WORDS, everywhere(one.ledger.log.path.parent, PASSPHRASE)) for one in parts]


@pytest.fixture
def apart(tmp_path: Path, clock: Clock) -> Iterator[tuple[Laptop, Laptop, Laptop]]:
    """A hub and two halls, each in a folder of its own, all with the same person."""
    with laptops(tmp_path / "hub", 1, clock) as (hub,):
        halls = []
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            hub.pair(name)
            halls.append(Laptop(Log(tmp_path / name / "fair.db", PASSPHRASE), clock))
        hub.tell(person())
        for name, hall in zip(("one", "two"), halls, strict=True):
            sync(hall, hub, name)
        yield hub, halls[0], halls[1]
        for hall in halls:
            hall.stop()


def test_an_erasure_leaves_no_trace_in_any_file(apart: tuple[Laptop, Laptop, Laptop]) -> None:
    hub, one, two = apart
    assert all(len(words) == len(WORDS) for words in found(hub, one, two)), "the search finds them while they are there"
    one.tell(Draft("erased", "s1"))
    sync(one, hub, "one")
    sync(two, hub, "two")
    assert found(hub, one, two) == [[], [], []]
    assert one.state() == two.state() == hub.state()


def test_what_another_hall_wrote_of_them_meanwhile_arrives_empty(apart: tuple[Laptop, Laptop, Laptop]) -> None:
    hub, one, two = apart
    one.tell(Draft("erased", "s1"))
    two.tell(Draft("person_edited", "s1", {"fields": {}}, {"phone": "06 12345678", "first_name": "Brechtje"}))
    sync(one, hub, "one")
    assert found(hub) == [[]]
    sync(two, hub, "two")
    sync(one, hub, "one")
    assert found(hub, one, two) == [[], [], []]
    assert one.facts() == two.facts() == hub.facts()


def test_also_what_came_over_damaged_is_emptied(apart: tuple[Laptop, Laptop, Laptop]) -> None:
    hub, one, two = apart
    two.tell(Draft("person_edited", "s1", {"fields": {}}, {"phone": "06 12345678"}))
    sent = line_of(two.ledger.log.read_of(two.ledger.node, 0)[-1])
    answer = hub.service.push("two", two.ledger.node, [{**sent, "hash": "0" * 64}])
    assert answer["results"][0]["status"] == "quarantined"
    assert found(hub)[0].count("06 12345678") == 1
    one.tell(Draft("erased", "s1"))
    sync(one, hub, "one")
    assert found(hub) == [[]]


def test_a_backup_of_before_that_is_put_back_loses_them_at_the_first_meeting(
    apart: tuple[Laptop, Laptop, Laptop], tmp_path: Path, clock: Clock
) -> None:
    hub, one, _ = apart
    (tmp_path / "back").mkdir()
    backup = tmp_path / "back" / "fair.db"
    one.ledger.with_log(one.ledger.log.copy_to, backup, PASSPHRASE)
    hub.tell(Draft("erased", "s1"))
    restored = Laptop(Log(backup, PASSPHRASE), clock)
    assert found(restored) != [[]]
    sync(restored, hub, "one")
    assert found(restored) == [[]]
    restored.stop()
