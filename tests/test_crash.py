"""The power fails in the middle of a crowd, twenty times: what was acknowledged is there, and the fair goes on."""

from __future__ import annotations

import random
import shutil
import threading
import time
from pathlib import Path

import requests
from serving import PASSPHRASE, Caller, Served, command, modes, put_fair, soon

from eventapp.facts import Log

ROUNDS = 20
DESKS = 4
BACK_WITHIN = 5.0


class Stream:
    """Desks that check people in, one request after the other, and remember what was acknowledged."""

    def __init__(self, desks: list[Caller]) -> None:
        self.acknowledged: list[str] = []
        self._threads = [threading.Thread(target=self._scan, args=(desk, place)) for place, desk in enumerate(desks)]
        for thread in self._threads:
            thread.start()

    def wait_for(self, many: int) -> None:
        """Wait until so many check-ins have been acknowledged."""
        assert soon(lambda: len(self.acknowledged) >= many, 20)

    def end(self) -> None:
        """Wait until every desk has noticed that the server is gone."""
        for thread in self._threads:
            thread.join(20)
            assert not thread.is_alive()

    def _scan(self, desk: Caller, place: int) -> None:
        while True:
            scans = [command("check_in", code=f"K{place % 6 + 1}") for _ in range(random.choice((1, 1, 3)))]
            try:
                results = desk.give(*scans)
            except requests.RequestException:
                return
            self.acknowledged += [result["id"] for result in results if result["status"] == "recorded"]


def checked_copy(data: Path, copy: Path) -> set[str]:
    """Open what the crash left behind, on a copy, so that the server itself still has to recover the original."""
    copy.mkdir()
    for left in data.glob("fair.db*"):
        shutil.copyfile(left, copy / left.name)
    log = Log(copy / "fair.db", PASSPHRASE)
    try:
        assert log.problems() == []
        return {fact.id for _, fact in log.read()}
    finally:
        log.close()


def start(server: Served) -> float:
    """Start the server; returns after how many seconds it answered."""
    began = time.monotonic()
    server.start()
    return time.monotonic() - began


def test_no_acknowledged_check_in_is_ever_lost(tmp_path: Path) -> None:
    data, ways = put_fair(tmp_path / "data"), modes()
    server = Served(data, ways[0], from_nothing=True)
    try:
        desks = [server.paired("desk") for _ in range(DESKS)]
        acknowledged: set[str] = set()
        slowest = 0.0
        for turn in range(ROUNDS):
            stream = Stream(desks)
            stream.wait_for(random.randint(20, 120))
            server.kill()
            stream.end()
            acknowledged.update(stream.acknowledged)
            assert acknowledged <= checked_copy(data, tmp_path / f"copy{turn}")
            # Once in every way the whole start is timed.
            server.mode, server.from_nothing = ways[turn % len(ways)], turn < len(ways)
            seconds = start(server)
            slowest = max(slowest, seconds) if server.from_nothing else slowest
            again = [command("check_in", id=id, code="K1") for id in stream.acknowledged[-200:]]
            assert {result["status"] for result in desks[0].give(*again)} == {"duplicate"}
        assert slowest < BACK_WITHIN
        assert server.stop() == 0
        stored = checked_copy(data, tmp_path / "end")
        print(f"{ROUNDS} crashes, {len(acknowledged)} acknowledged check-ins, all of {len(stored)} facts whole, "
              f"answering again within {slowest:.1f} s")  # fmt: skip
        assert acknowledged <= stored
    finally:
        if server.process.poll() is None:
            server.kill()
