"""The power fails, at any write, and the disk loses what it was not asked to sync: nothing acknowledged is gone.

Everything that a process does to the files of a fair is recorded, at the C library. After many moments of that record
the files are put together as a power cut may leave them, and opened. The same without a sync at every commit shows that
this does find loss. ``VONK_TEST_CUTS`` tries more moments than the suite has time for.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from conftest import PASSPHRASE
from power_cut import ACKNOWLEDGED, AS_IT_IS, Disk, Step, compiled, recorded

from eventapp.facts import Draft, Log
from eventapp.facts.fact import is_sound
from eventapp.facts.ids import uuid7
from eventapp.live.ledger import Ledger

CUTS = int(os.environ.get("VONK_TEST_CUTS", 150))
Record = Callable[[str], tuple[Path, list[Step]]]


@dataclass
class Damage:
    """What the cuts came to."""

    cuts: int = 0
    acknowledged: int = 0  # facts, at the last cut
    losing: int = 0  # cuts after which an acknowledged fact was gone
    lost: int = 0  # facts at the worst of them
    broken: int = 0  # files that were not whole


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Gives, for a way to sync, a folder with the files as they were at the start, and what was done to them."""
    recorder = compiled(tmp_path_factory.mktemp("recorder"))
    if recorder is None:
        pytest.skip("there is no C compiler here (cc), or this is not Linux: no power cut can be recorded")

    @cache
    def of(setting: str) -> tuple[Path, list[Step]]:
        start, folder = tmp_path_factory.mktemp("start"), tmp_path_factory.mktemp(setting)
        _make(start / "fair.db")
        (folder / "fair.db").write_bytes((start / "fair.db").read_bytes())
        return start, recorded(recorder, folder, setting, start / "record", PASSPHRASE)

    return of


def _make(path: Path) -> None:
    ledger = Ledger(Log(path, PASSPHRASE))
    ledger.start()
    ledger.record([Draft("fair_created", uuid7(ledger.now()), {"name": "Banenmarkt Proefdorp"})], by=ledger.node)
    ledger.stop()


def cut_often(start: Path, steps: list[Step], folder: Path) -> Damage:
    """Cut the power at many moments, and look at what is left."""
    chance = random.Random(6)
    disk, damage = Disk({"fair.db": (start / "fair.db").read_bytes()}), Damage()
    last = len(steps) - 1
    moments = {last, *chance.sample(range(last), min(CUTS - 1, last))}
    acknowledged: list[str] = []
    for moment, step in enumerate(steps):
        if step.name == ACKNOWLEDGED:
            acknowledged += step.data.decode().split()
        else:
            disk.do(step)
        if moment in moments:
            files = disk.after_a_cut(chance, chance.choice((0.0, 0.3, 0.9)))
            look(files, set(acknowledged), folder / str(moment), damage)
    return damage


def look(files: dict[str, bytes], acknowledged: set[str], folder: Path, damage: Damage) -> None:
    """Open what the cut left, as the next start of the laptop does."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    damage.cuts, damage.acknowledged = damage.cuts + 1, len(acknowledged)
    log = Log(folder / "fair.db", PASSPHRASE)
    try:
        facts = [fact for _, fact in log.read()]
        damage.broken += bool(log.problems()) or not all(map(is_sound, facts))
        gone = acknowledged - {fact.id for fact in facts}
        damage.losing, damage.lost = damage.losing + bool(gone), max(damage.lost, len(gone))
    finally:
        log.close()
    shutil.rmtree(folder)  # a cut more or less is a megabyte


def test_after_any_power_cut_everything_that_was_acknowledged_is_there(record: Record, tmp_path: Path) -> None:
    damage = cut_often(*record(AS_IT_IS), tmp_path)
    print(damage)
    assert (damage.losing, damage.lost, damage.broken) == (0, 0, 0)
    assert damage.cuts >= min(CUTS, 1000) and damage.acknowledged > 500


def test_without_a_sync_at_every_commit_the_same_cuts_lose_what_was_acknowledged(
    record: Record, tmp_path: Path
) -> None:
    """The control: with ``synchronous=NORMAL`` there must be loss, or the cuts would show nothing."""
    damage = cut_often(*record("NORMAL"), tmp_path)
    print(damage)
    assert damage.losing > CUTS / 10 and damage.lost > 0
    assert damage.broken == 0, "what is lost is the end: the file itself stays whole"


def test_the_disk_that_is_simulated_forgets_what_was_not_synced() -> None:
    disk = Disk({"a": b"old"})
    disk.do(Step("w", "a", 0, b"new"))
    assert disk.after_a_cut(random.Random(1), 0.0) == {"a": b"old"}
    assert disk.after_a_cut(random.Random(1), 1.1) == {"a": b"new"}
    disk.do(Step("s", "a", 0, b""))
    assert disk.after_a_cut(random.Random(1), 0.0) == {"a": b"new"}
    disk.do(Step("w", "a", 3, b"x" * 2000))
    torn = disk.after_a_cut(random.Random(1), 0.5)["a"]
    assert torn.startswith(b"new") and {torn.count(b"x"), torn.count(b"\0")} != {2000, 0}
    disk.do(Step("u", "a", 0, b""))
    disk.do(Step("s", ".", 0, b""))
    assert disk.after_a_cut(random.Random(1), 0.0) == {}
