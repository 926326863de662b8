"""A log in PostgreSQL: several processes at once, connections that break, and what the server's files say."""

from __future__ import annotations

import dataclasses
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from conftest import PASSPHRASE, Node
from log_support import Opener, facts, opener_of, stored
from servers import Postgres, postgres

from eventapp.facts import Fact, LogError
from eventapp.facts.opening import fairs_of, open_log
from eventapp.facts.postgres import PostgresLog, stored_fairs
from eventapp.facts.shown import Shown

WRITERS = 4
EACH = 25


@pytest.fixture
def opener(tmp_path: Path) -> Opener:
    return opener_of("postgres", tmp_path)


@pytest.fixture
def log(opener: Opener) -> Iterator[Any]:
    opened = opener()
    yield opened
    opened.close()


def in_background(function: Any, *args: Any) -> threading.Thread:
    thread = threading.Thread(target=function, args=args, daemon=True)
    thread.start()
    return thread


def slow(log: Any, chance: random.Random) -> Any:
    """The same log, which dawdles between writing and committing."""
    insert = log._facts.add

    def dawdle(*args: Any) -> None:
        insert(*args)
        time.sleep(chance.random() * 0.004)

    log._facts.add = dawdle
    return log


def test_who_reads_on_from_a_position_sees_everything_once_and_in_order_while_four_write(opener: Opener) -> None:
    chance = random.Random(7)
    nodes = [Node(f"laptop-{n}") for n in range(WRITERS)]
    work = [[facts(chance.randrange(1, 4), node) for _ in range(EACH)] for node in nodes]

    def write(batches: list[list[Fact]]) -> None:
        log = slow(opener(), random.Random(len(batches[0])))
        for batch in batches:
            log.append(batch)

    reader, seen = opener(), []
    writers = [in_background(write, batches) for batches in work]
    while any(writer.is_alive() for writer in writers):
        seen += reader.read_all(seen[-1][0] if seen else 0)
    seen += reader.read_all(seen[-1][0] if seen else 0)
    expected = {(fact.node, fact.seq) for batches in work for batch in batches for fact in batch}
    assert [pos for pos, _, _ in seen] == list(range(1, len(expected) + 1)), "no position twice, none skipped"
    assert {(fact.node, fact.seq) for _, fact, _ in seen} == expected and reader.problems() == []


def test_two_fairs_do_not_wait_for_each_other_and_two_writers_of_one_fair_do(opener: Opener, tmp_path: Path) -> None:
    log, same, other = opener(), opener(), opener_of("postgres", tmp_path)()
    one, two = facts(2)
    log.begin()
    waiting = in_background(same.append, [two])
    elsewhere = in_background(other.append, [one])
    elsewhere.join(10)
    assert not elsewhere.is_alive() and stored(other) == [one]
    assert waiting.is_alive() and stored(log) == [], "who reads does not wait"
    log.append([one])
    waiting.join(10)
    assert stored(log) == stored(same) == [one, two]


def test_what_another_process_just_stored_is_stored_once(opener: Opener) -> None:
    log, same = opener(), opener()
    ours = facts(5)
    log.append(ours[:3])
    same.append(ours)
    log.append(ours)
    assert stored(log) == ours and log.problems() == []
    with pytest.raises(LogError, match="taken"):
        log.append([dataclasses.replace(ours[0], id="another")])


def test_a_connection_that_breaks_in_the_middle_stores_nothing_and_the_next_one_works(log: Any) -> None:
    ours, insert = facts(3), log._facts.add

    def cut(line: Any, *args: Any) -> None:
        insert(line, *args)
        with psycopg.connect(postgres().url, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", (line._connection.info.backend_pid,))

    log._facts.add = cut
    with pytest.raises(LogError):
        log.append(ours)
    log._facts.add = insert
    assert stored(log) == []
    log.append(ours)
    assert stored(log) == ours


def test_a_turn_that_was_lost_with_its_connection_is_not_written_in(log: Any) -> None:
    """Somebody else may have had the turn since, and what was decided rests on an old state."""
    log.begin()
    with psycopg.connect(postgres().url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (log._turn._connection.info.backend_pid,))
    with pytest.raises(LogError):
        log.append(facts(1))
    log.append(facts(1))
    assert log.head() == 1


def test_after_the_power_of_the_server_failed_all_that_was_answered_is_there_and_nobody_reopens_anything(
    log: Any,
) -> None:
    ours = facts(20)
    for fact in ours[:10]:
        log.append([fact])
    postgres().stop("immediate")
    with pytest.raises(LogError):
        log.append(ours[10:])
    postgres().start()
    assert stored(log) == ours[:10]
    log.append(ours[10:])
    assert stored(log) == ours and log.problems() == []


def test_a_server_that_does_not_answer_is_a_log_error(tmp_path: Path) -> None:
    with pytest.raises(LogError):
        PostgresLog(f"postgresql://vonk@/postgres?host={tmp_path}", PASSPHRASE, "fair")


def test_a_server_that_does_not_sync_is_a_problem(log: Any) -> None:
    def say(setting: str) -> None:
        with psycopg.connect(postgres().url, autocommit=True) as admin:
            admin.execute(f"ALTER SYSTEM {setting}")
            admin.execute("SELECT pg_reload_conf()")

    say("SET fsync = off")
    try:
        assert any(log.problems() == ["fsync is off"] for _ in range(2000))
    finally:
        say("RESET fsync")
    assert any(log.problems() == [] for _ in range(2000))
    assert log._lines.query("SHOW synchronous_commit") == [("on",)]


def test_tables_that_were_restored_elsewhere_number_their_facts_under_another_name(log: Any) -> None:
    names = iter("abc")
    log.node(lambda: next(names))
    epoch = log.epoch()
    log.keep("home", "another server")
    assert log.node(lambda: next(names)) == log.node(lambda: next(names)) == "b" and log.epoch() != epoch


def test_two_processes_that_open_a_new_fair_at_once_make_one_fair_with_one_name(opener: Opener) -> None:
    names, start = iter("abcdefgh"), threading.Barrier(WRITERS)
    found: list[str] = []

    def open_it() -> None:
        start.wait(10)
        found.append(opener().node(lambda: next(names)))

    for thread in [in_background(open_it) for _ in range(WRITERS)]:
        thread.join(20)
    assert found == found[:1] * WRITERS


def test_many_amend_what_is_kept_and_no_amendment_gets_lost(opener: Opener) -> None:
    def add(n: int) -> None:
        log = opener()
        for k in range(10):
            log.amend("list", lambda before: [*(before or []), n * 10 + k])  # noqa: B023

    for thread in [in_background(add, n) for n in range(WRITERS)]:
        thread.join(20)
    assert sorted(opener().kept("list")) == list(range(10 * WRITERS))


def files(server: Postgres, *parts: str) -> bytes:
    """Everything that the server wrote."""
    with psycopg.connect(server.url, autocommit=True) as admin:
        admin.execute("CHECKPOINT")
    places = [server.data / part for part in parts]
    return b"".join(path.read_bytes() for place in places for path in place.rglob("*") if path.is_file())


def test_no_file_of_the_server_ever_holds_a_name_or_a_secret(log: Any) -> None:
    node, server = Node(), postgres()
    log.append([node.tell("person_registered", "s1", {"first_name": "Brechtjeoosterzwaluw"}, number="K77788899")])
    log.keep("peers", [{"token": "geheimgeheimgeheim"}])
    written = files(server, ".") + (server.folder / "log").read_bytes()
    assert b"K77788899" in written, "here is where it would stand"
    assert b"Brechtje" not in written and b"geheimgeheim" not in written
    assert stored(log)[0].personal == {**(stored(log)[0].personal or {}), "first_name": "Brechtjeoosterzwaluw"}


def test_after_an_erasure_not_even_what_was_sealed_is_left_in_the_tables(log: Any) -> None:
    node, server = Node(), postgres()
    log.append([node.tell("person_registered", f"s{n}", {"first_name": "Wubbe"}, number=f"K{n}") for n in range(50)])
    sealed = [
        bytes(row[0]) for row in log._lines.query("SELECT personal FROM fact WHERE fair = %s ORDER BY pos", log._fair)
    ]
    before = files(server, "base")
    assert all(one in before for one in sealed)
    log.append([node.tell("erased", "s7")])
    after = files(server, "base")
    assert [n for n, one in enumerate(sealed) if one not in after] == [7]


def test_a_sweep_that_could_not_be_done_at_once_is_made_up_for(log: Any, opener: Opener) -> None:
    node, server = Node(), postgres()
    log.append([node.tell("person_registered", "s1", {"first_name": "Wubbe"})])
    [(sealed,)] = log._lines.query("SELECT personal FROM fact WHERE fair = %s", log._fair)
    with psycopg.connect(server.url) as reader:  # who reads in a transaction holds the table
        reader.execute("SELECT count(*) FROM fact").fetchall()
        log.append([node.tell("erased", "s1")])
        assert bytes(sealed) in files(server, "base")
    opener().checkpoint()
    assert bytes(sealed) not in files(server, "base")


def test_the_list_of_what_was_shown_does_not_grow_for_ever(log: Any) -> None:
    row = Shown("2026-11-21T09:00:00.000Z", "desk", "s1", "v1", "1", "d", "likes", "")
    log.shown._most = 3
    for n in range(6):
        log.note_shown([row._replace(seeker=f"s{n}")])
    assert [one.seeker for one in log.shown.read()] == ["s3", "s4", "s5"]


def test_the_setting_says_where_a_log_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VONK_DATABASE", raising=False)
    open_log(tmp_path / "one.db", PASSPHRASE, "one").close()
    assert fairs_of(tmp_path) == ["one"]
    monkeypatch.setenv("VONK_DATABASE", postgres().url)
    log = open_log(tmp_path / "two.db", PASSPHRASE, "het 'tweede' feest")
    log.append(facts(1))
    assert "het 'tweede' feest" in fairs_of(tmp_path) == stored_fairs(postgres().url)
    assert log.shared and not (tmp_path / "two.db").exists()
    log.close()
