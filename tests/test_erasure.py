"""Forgetting: after an erasure nobody can say any more who it was, and what was counted stays counted."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import msgspec
import pytest
from conftest import DESK, GREENHOUSE, ORGANISER, PASSPHRASE, Hall, Node, act_at, quiet

from eventapp.facts import Fact, Log, LogError
from eventapp.facts.fact import hash_of
from eventapp.fair import Fair
from eventapp.fair.search import search
from eventapp.fair.state import state_hash
from eventapp.live.acts import Act
from eventapp.live.house import House, open_house
from eventapp.live.push import Live

LONG_STORY = "een zin die nergens anders staat " * 200  # more than a page of the file


def people(node: Node) -> list[Fact]:
    return [
        node.tell("person_registered", "s1", {"first_name": "Brechtje", "can": [LONG_STORY]}, number="K1", code="X"),
        node.tell("person_registered", "s2", {"first_name": "Faridun"}, number="K2", code="Y"),
        node.tell("person_edited", "s1", {"last_name": "Oosterzwaluw"}, fields={}),
        node.tell("checked_in", "s1", place="balie"),
    ]


def stored(log: Log) -> list[Fact]:
    return [fact for _, fact in log.read()]


def test_an_erasure_takes_the_personal_part_of_every_fact_about_that_person(log: Log) -> None:
    node = Node()
    log.append(people(node))
    log.append([node.tell("erased", "s1")])
    kept = {fact.subject: fact.personal for fact in stored(log) if fact.kind == "person_registered"}
    assert kept["s1"] is None
    assert kept["s2"] is not None and kept["s2"]["first_name"] == "Faridun"
    assert all(fact.personal is None for fact in stored(log) if fact.subject == "s1")


def test_digest_and_hash_stay_so_that_the_log_can_still_be_checked(log: Log) -> None:
    node = Node()
    before = people(node)
    log.append(before)
    log.append([node.tell("erased", "s1")])
    after = stored(log)
    assert [(fact.digest, fact.hash) for fact in after[:4]] == [(fact.digest, fact.hash) for fact in before]
    assert all(hash_of(fact) == fact.hash for fact in after)


def test_a_fact_that_comes_late_about_somebody_erased_comes_in_empty(log: Log) -> None:
    node, other = Node(), Node("laptop-b")
    log.append([*people(node), node.tell("erased", "s1")])
    late = other.tell("person_edited", "s1", {"phone": "0612345678"}, fields={})
    log.append([late])
    assert stored(log)[-1] == late.without_personal()


def test_an_erasure_that_comes_before_everything_else_still_counts(log: Log) -> None:
    node, other = Node(), Node("laptop-b")
    log.append([other.tell("erased", "s1")])
    log.append(people(node))
    assert [fact.personal is None for fact in stored(log)] == [True, True, False, True, True]


def test_an_erasure_is_remembered_after_a_restart(tmp_path: Path) -> None:
    node = Node()
    log = Log(tmp_path / "a.db", PASSPHRASE)
    log.append([*people(node), node.tell("erased", "s1")])
    log.close()
    log = Log(tmp_path / "a.db", PASSPHRASE)
    log.append([node.tell("person_edited", "s1", {"phone": "0612345678"}, fields={})])
    assert stored(log)[-1].personal is None
    log.close()


def test_an_erasure_in_the_same_commit_empties_what_is_stored_with_it(log: Log) -> None:
    node = Node()
    log.append([*people(node)[:1], node.tell("erased", "s1"), node.tell("person_edited", "s1", {"phone": "06"})])
    assert [fact.personal for fact in stored(log)] == [None, None, None]


def test_an_erasure_that_cannot_be_stored_forgets_nothing(log: Log) -> None:
    node = Node()
    log.append(people(node))
    with pytest.raises(LogError):
        log.append([node.tell("erased", "s1"), stored(log)[0]])
    log.append([node.tell("person_edited", "s1", {"phone": "0612345678"}, fields={})])
    assert stored(log)[-1].personal is not None and stored(log)[0].personal is not None


def decrypted(path: Path, key_in_hex: str) -> bytes:
    """All pages of a SQLCipher 4 file of this raw key as they are underneath, free and unused parts included."""
    content = path.read_bytes()
    page_size, reserve = 4096, 80
    key = bytes.fromhex(key_in_hex[2:-1])
    pages = []
    for start in range(0, len(content), page_size):
        page = content[start : start + page_size]
        vector = page[page_size - reserve : page_size - reserve + 16]
        body = page[16 if start == 0 else 0 : page_size - reserve]
        command = ["openssl", "enc", "-d", "-aes-256-cbc", "-nopad", "-K", key.hex(), "-iv", vector.hex()]
        pages.append(subprocess.run(command, input=body, capture_output=True, check=True).stdout)
    return b"".join(pages)


@pytest.mark.skipif(
    shutil.which("openssl") is None, reason="there is no openssl here to look under the encryption with"
)
def test_after_an_erasure_nothing_is_left_under_the_encryption_either(log: Log) -> None:
    """Not in a free page, not in the slack of a page, not in the write-ahead log."""
    node = Node()
    log.append(people(node))
    log.checkpoint()
    before = decrypted(log.path, PASSPHRASE)
    assert b"CREATE TABLE" in before and b"Brechtje" in before and b"nergens anders" in before
    log.append([node.tell("erased", "s1")])
    after = decrypted(log.path, PASSPHRASE)
    assert Path(f"{log.path}-wal").stat().st_size == 0
    assert b"Faridun" in after and b"erased" in after
    assert not [word for word in (b"Brechtje", b"Oosterzwaluw", b"nergens anders") if word in after]


def test_after_an_erasure_a_dump_of_the_open_fair_has_no_name(house: House, act: Callable[..., Act]) -> None:
    act("check_in", subject="s1")
    talk = act("start_conversation", GREENHOUSE, subject="s1")
    act("end_conversation", GREENHOUSE, conversation=talk.id, outcome="talked", note="Brechtje komt maandag langs")
    assert "Oosterzwaluw" in dump(house) and "maandag" in dump(house)
    assert act("erase", ORGANISER, subject="s1").status == "recorded"
    assert not [word for word in ("Brechtje", "Oosterzwaluw", "maandag", "k1@voorbeeld") if word in dump(house)]
    assert "Kalverdonk" in dump(house), "the others are still known"


def dump(house: House) -> str:
    """Everything in the file, decrypted."""
    return repr([house.ledger.log._query(f"SELECT * FROM {table}") for table in ("fact", "local", "shown")])


def test_after_an_erasure_the_state_in_memory_has_no_name(house: House, act: Callable[..., Act]) -> None:
    act("correct_person", subject="s1", last_name="Oosterzwaluw-Vink")
    act("erase", ORGANISER, subject="s1")
    fair = house.ledger.fair
    seeker = fair.seeker("s1")
    assert seeker is not None and seeker.erased and seeker.number == "K1"
    assert search(fair, "Oosterzwaluw", 5) == [] == search(fair, "Brechtje", 5)
    assert "Oosterzwaluw" not in repr([*map(asdict, fair.facts_about("s1"))]) + repr(seeker)


def test_after_an_erasure_no_screen_has_a_name(house: House, act: Callable[..., Act]) -> None:
    sent: list[str] = []
    live = Live(house.ledger, lambda event, data, room: sent.append(json.dumps(data, ensure_ascii=False)))
    house.ledger.on_change(live.refresh)
    rooms = ("desk", "screen", "organiser", "stand:e1", "stand:e2")
    act("check_in", subject="s1")
    act("invite", GREENHOUSE, subject="s1")
    talk = act("start_conversation", GREENHOUSE, subject="s1")
    act("end_conversation", GREENHOUSE, conversation=talk.id, outcome="match", note="Brechtje begint maandag")
    act("seeker_agrees", subject="s1", conversation=talk.id)
    quiet(house.ledger)
    assert "Oosterzwaluw" in json.dumps([live.snapshot(room) for room in rooms])
    act("erase", ORGANISER, subject="s1")
    quiet(house.ledger)
    shown = json.dumps([live.snapshot(room) for room in rooms], ensure_ascii=False)
    assert not [word for word in ("Brechtje", "Oosterzwaluw", "maandag", "06-12345671") if word in shown]


def test_what_was_counted_stays_counted(hall: Hall) -> None:
    hall.act("check_in", subject="s1")
    talk = hall.act("start_conversation", GREENHOUSE, subject="s1")
    hall.act("end_conversation", GREENHOUSE, conversation=talk.drafts[0].data["conversation"], outcome="match")
    before = dict(hall.fair.tally.counts)
    hall.act("erase", ORGANISER, subject="s1")
    assert dict(hall.fair.tally.counts) == before


def test_the_badge_of_somebody_erased_still_opens_the_door(hall: Hall) -> None:
    code = hall.code("s1")
    hall.act("erase", ORGANISER, subject="s1")
    assert hall.act("check_in", DESK, code=code).code == "welcome"


def test_an_erasure_cannot_be_taken_back_by_anybody(hall: Hall) -> None:
    """The rules never do, but a fact of another laptop might try."""
    erased = hall.node.tell("erased", "s1")
    hall.take(erased, hall.node.tell("voided", "s1", target=erased.id))
    seeker = hall.fair.seeker("s1")
    assert seeker is not None and seeker.erased and "first_name" not in seeker.fields


def test_the_state_after_an_erasure_does_not_depend_on_when_it_came(hall: Hall) -> None:
    erased, edit = hall.node.tell("erased", "s1"), hall.node.tell("person_edited", "s1", {"phone": "06"}, fields={})
    facts = [*hall.facts, edit]
    late, early = Fair([*facts, erased]), Fair([erased, *facts])
    assert state_hash(late.snapshot()) == state_hash(early.snapshot())


def test_an_erasure_survives_a_restart_of_the_house(house: House, act: Callable[..., Act]) -> None:
    act("erase", ORGANISER, subject="s1")
    before = state_hash(house.ledger.fair.snapshot())
    house.close()
    again = open_house(house.settings)
    assert state_hash(again.ledger.fair.snapshot()) == before
    seeker = again.ledger.fair.seeker("s1")
    assert seeker is not None and seeker.erased
    assert act_at(again.ledger, "erase", ORGANISER, subject="s1").decision.code == "already_erased"
    again.close()


def test_open_data_of_a_registration_hold_nothing_that_identifies(hall: Hall) -> None:
    """What stays after an erasure: codes and numbers."""
    hall.act("register_walk_in", first_name="Marijke", last_name="Hoepelman", phone="06 12345678", wants="bloemen")
    registered = [fact for fact in hall.facts if fact.kind == "person_registered"]
    open_part = msgspec.json.encode([fact.data for fact in registered]).decode()
    names = ("Marijke", "Hoepelman", "12345678", "bloemen", "Brechtje", "Oosterzwaluw", "1990", "2525", "voorbeeld")
    assert not [name for name in names if name in open_part]
