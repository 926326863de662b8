"""The processes of one hub hear of each other, quickly with Redis and surely without, and tell Redis nothing personal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from conftest import DESK, PASSPHRASE, Clock, act_at, registrations
from log_support import opener_of
from servers import redis_url
from serving import free_port, soon
from test_sockets import Tablet

from eventapp import create_app
from eventapp.facts import Draft
from eventapp.live import others as others_module
from eventapp.live.house import House
from eventapp.live.ledger import Ledger
from eventapp.live.others import Others
from eventapp.live.pairing import Pairings
from eventapp.matching.geo import Places
from eventapp.settings import Settings
from eventapp.startup import web_server


@pytest.fixture
def two(clock: Clock, tmp_path: Path) -> Iterator[tuple[Ledger, Ledger]]:
    """The small fair, in the ledgers of two processes."""
    opener = opener_of("postgres", tmp_path)
    made = []
    for _ in range(2):
        made.append(Ledger(opener(), clock))
        made[-1].start()
        if len(made) == 1:
            made[0].record(registrations("fair-1"), by="laptop-a")
    yield made[0], made[1]
    for ledger in made:
        ledger.stop()


def joined(two: tuple[Ledger, Ledger], url: str) -> None:
    for ledger in two:
        Others(url).join("fair-1", ledger)


def scans(ledger: Ledger) -> int:
    return ledger.fair.tally.counts["scans"]


def test_without_redis_each_looks_by_itself(two: tuple[Ledger, Ledger]) -> None:
    joined(two, "")
    act_at(two[0], "check_in", DESK, subject="s1")
    assert soon(lambda: scans(two[1]) == 1)


def test_with_redis_each_is_poked(two: tuple[Ledger, Ledger], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(others_module, "LOOK_ANYWAY_SECONDS", 1e9)
    monkeypatch.setattr(others_module, "LOOK_SECONDS", 1e9)  # so it is a poke, or nothing
    url = redis_url()
    for ledger in two:
        made = Others(url)
        made._voice._connect()  # type: ignore[union-attr]
        made.join("fair-1", ledger)
    for n in range(1, 6):
        act_at(two[n % 2], "check_in", DESK, subject=f"s{n}")
        assert soon(lambda: scans(two[0]) == scans(two[1]) == n)  # noqa: B023


def test_when_redis_does_not_answer_each_looks_by_itself_and_nobody_waits(two: tuple[Ledger, Ledger]) -> None:
    joined(two, "redis://127.0.0.1:1/0")
    for n in range(1, 4):
        assert act_at(two[n % 2], "check_in", DESK, subject=f"s{n}").status == "recorded"
        assert soon(lambda: scans(two[0]) == scans(two[1]) == n)  # noqa: B023


def test_redis_that_comes_back_is_heard_again(two: tuple[Ledger, Ledger], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(others_module, "_RETRY_SECONDS", 0.05)
    joined(two, redis_url())
    act_at(two[0], "check_in", DESK, subject="s1")
    assert soon(lambda: scans(two[1]) == 1)
    admin = redis.Redis.from_url(redis_url())
    admin.client_kill_filter(_type="pubsub")
    admin.client_kill_filter(_type="normal", skipme=True)
    act_at(two[1], "check_in", DESK, subject="s2")
    assert soon(lambda: scans(two[0]) == 2)
    assert soon(lambda: admin.pubsub_numsub("vonk.grew")[0][1] >= 2)


class Process:
    """One process of a hub that serves this fair."""

    def __init__(self, ledger: Ledger, folder: Path) -> None:
        folder.mkdir()
        settings = Settings(folder, PASSPHRASE, rehearsal=False, now=ledger.now)
        self.house = House(settings, ledger, Pairings(ledger), Places())
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.server = web_server("threading", create_app(self.house), "127.0.0.1", port)
        self.server.start()


def heard(tablet: Tablet) -> list[str]:
    return [tablet.heard.get()[0] for _ in range(tablet.heard.qsize())]


def test_a_revoked_device_hears_it_at_every_process_and_a_push_stays_where_it_was_made(
    two: tuple[Ledger, Ledger], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VONK_QUEUE", redis_url())
    listener = redis.Redis.from_url(redis_url()).pubsub()
    listener.psubscribe("*")
    here, there = (Process(ledger, tmp_path / name) for ledger, name in zip(two, "ab", strict=True))
    code, _ = here.house.pairings.offer("desk")
    device, token = here.house.pairings.claim(code, "127.0.0.1")
    two[1].poke()
    assert soon(lambda: two[1].fair.device(device.id))
    mine, theirs = Tablet(here, token), Tablet(there, token)  # type: ignore[arg-type]
    assert mine.next()[0] == theirs.next()[0] == "snapshot"
    act_at(two[0], "register_walk_in", DESK, first_name="Brechtje", last_name="Oosterzwaluw", wants="kok")
    assert soon(lambda: "change" in heard(mine))
    assert heard(theirs) == [], "it follows the log by itself, and numbers its own rooms"
    two[1].poke()
    assert soon(lambda: "change" in heard(theirs))
    two[0].record([Draft("device_revoked", device.id)], by="laptop-1")
    assert soon(lambda: "revoked" in heard(theirs)) and not two[1].fair.device(device.id).revoked  # type: ignore[union-attr]
    said = b"".join(message["data"] for message in iter(lambda: listener.get_message(timeout=0.2), None)
                    if isinstance(message["data"], bytes))  # fmt: skip
    assert b"revoked" in said and not any(word in said for word in (b"snapshot", b"change", b"Brechtje"))
    for each in (mine, theirs):
        each.socket.disconnect()
    for process in (here, there):
        process.server.stop()
        process.house.close()
