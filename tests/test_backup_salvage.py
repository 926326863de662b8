"""What can still be read of a damaged file is taken over fact by fact, each with its own proof and without a gap."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import PASSPHRASE, Node
from hypothesis import given
from hypothesis import strategies as st

from eventapp.facts import Fact, Log, database
from eventapp.facts.pages import PAGE, salt_of, was_ours
from eventapp.facts.salvage import missing, readable
from eventapp.fair import Fair
from eventapp.fair.state import state_hash

OTHER = "x'" + "77" * 32 + "'"


def facts(count: int) -> list[Fact]:
    """Long enough that every few of them have a page of their own."""
    node = Node("laptop-a")
    return [node.tell("person_registered", f"s{n}", {"first_name": f"Naam{n} " * 60}, number=f"K{n}", code=f"C{n}",
                      source=["k.csv", n], fields={}) for n in range(count)]  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    log = Log(tmp_path / "a.db", PASSPHRASE)
    log.append(facts(300))
    log.close()
    return tmp_path / "a.db"


def spoil(file: Path, *pages: int) -> None:
    content = bytearray(file.read_bytes())
    for page in pages:
        content[page * PAGE + 200 : page * PAGE + 216] = bytes(16)
    file.write_bytes(content)


def test_of_a_whole_file_everything_is_read(file: Path) -> None:
    assert [fact.seq for fact in readable(file, PASSPHRASE)] == list(range(1, 301))


def test_of_a_file_with_bad_pages_the_rest_is_read(file: Path) -> None:
    pages = file.stat().st_size // PAGE
    spoil(file, pages // 2, pages // 2 + 1, pages - 3)
    read = readable(file, PASSPHRASE)
    assert 250 < len(read) < 300 and read == sorted(read, key=lambda fact: fact.seq)


def test_a_fact_that_was_changed_is_not_taken(file: Path) -> None:
    connection = database.connect(file, PASSPHRASE)
    connection.execute("UPDATE fact SET data = replace(data, 'K7', 'K8') WHERE seq = 8")
    connection.execute("UPDATE fact SET quarantine = 'hash' WHERE seq = 9")
    connection.close()
    assert [fact.seq for fact in readable(file, PASSPHRASE) if 6 < fact.seq < 12] == [7, 10, 11]


def test_without_its_first_page_nothing_can_be_read(file: Path) -> None:
    spoil(file, 0)
    assert readable(file, PASSPHRASE) == []


def test_a_file_of_which_the_beginning_is_gone_is_known_by_its_pages(file: Path) -> None:
    salt = salt_of(file)
    file.write_bytes(bytes(PAGE) + file.read_bytes()[PAGE:])
    assert was_ours(file, PASSPHRASE, [salt])
    assert not was_ours(file, PASSPHRASE, [bytes(16), b""])
    assert not was_ours(file, OTHER, [salt])


def test_a_passphrase_in_words_is_known_too(tmp_path: Path) -> None:
    log = Log(tmp_path / "b.db", "drie groene fietsen")
    log.append(facts(9))
    log.close()
    salt = salt_of(tmp_path / "b.db")
    assert was_ours(tmp_path / "b.db", "drie groene fietsen", [salt])
    assert not was_ours(tmp_path / "b.db", "vier groene fietsen", [salt])
    assert len(readable(tmp_path / "b.db", "drie groene fietsen")) == 9


WHOLE = facts(30)


@given(st.integers(0, 30), st.sets(st.integers(0, 29)))
def test_whatever_is_left_goes_in_without_a_gap_and_makes_the_same_state(known: int, lost: set[int]) -> None:
    left = [fact for place, fact in enumerate(WHOLE) if place not in lost]
    log = Log(":memory:", PASSPHRASE)
    log.append(WHOLE[:known])
    log.append(missing(log, left, "laptop-new"))
    held = [fact for _, fact in log.read()]
    assert log.problems() == []
    wanted = {fact.id for fact in WHOLE[:known]} | {fact.id for fact in left}
    assert {fact.id for fact in held} == wanted and len(held) == len(wanted)
    assert state_hash(Fair(held).snapshot()) == state_hash(Fair(f for f in WHOLE if f.id in wanted).snapshot())
    assert missing(log, left, "laptop-newer") == [], "and once is enough"
    log.close()
