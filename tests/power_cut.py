"""The power fails: a fair that is written in a process whose every write and sync is recorded, and its files as they may
be found after each moment of that record.

What was written to a file before its last sync is there. Of what came after that each block of 512 bytes got to the disk,
or did not, in no order; so with a file that was cut short, and, until its folder was synced, with one that was made or
removed.

    python power_cut.py FOLDER SETTING      writes facts in FOLDER/fair.db, and the id of each, once it is acknowledged, in
                                            FOLDER/acknowledged; SETTING is of ``PRAGMA synchronous``, or "as-it-is"
"""

from __future__ import annotations

import os
import random
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

ROOT = Path(__file__).parents[1]
BLOCK: Final = 512
ACKNOWLEDGED: Final = "acknowledged"
AS_IT_IS: Final = "as-it-is"
_HEAD: Final = struct.Struct("<QQII")


@dataclass(frozen=True)
class Step:
    """One thing that was done: "w" wrote, "t" cut to a size, "u" removed, "s" synced."""

    what: str
    name: str
    offset: int
    data: bytes


@dataclass
class Disk:
    """A disk with a cache. ``sure`` is what is on it; ``cached`` is what was done since, per file."""

    sure: dict[str, bytes]
    cached: dict[str, list[Step]] = field(default_factory=dict)

    def do(self, step: Step) -> None:
        """Do what the process did."""
        if step.what != "s":
            self.cached.setdefault(step.name, []).append(step)
        elif step.name == ".":
            self._remove()
        else:
            self._settle(step.name)

    def after_a_cut(self, chance: random.Random, part: float) -> dict[str, bytes]:
        """The files as they may be found; ``part`` of what is in the cache got to the disk."""
        found = {name: bytearray(content) for name, content in self.sure.items()}
        for steps in self.cached.values():
            for step in steps:
                for piece in _pieces(step):
                    if chance.random() < part:
                        _apply(found, piece)
        return {name: bytes(content) for name, content in found.items()}

    def _settle(self, name: str) -> None:
        found = {name: bytearray(self.sure.get(name, b""))}
        for step in self.cached.pop(name, []):
            _apply(found, step)
        self.sure.pop(name, None)
        self.sure.update({name: bytes(content) for name, content in found.items()})

    def _remove(self) -> None:
        for name in [name for name, steps in self.cached.items() if any(step.what == "u" for step in steps)]:
            self._settle(name)


def _pieces(step: Step) -> Iterator[Step]:
    """What may each get to the disk without the rest."""
    if step.what != "w":
        yield step
    start = step.offset
    while start < step.offset + len(step.data):
        end = min((start // BLOCK + 1) * BLOCK, step.offset + len(step.data))
        yield Step("w", step.name, start, step.data[start - step.offset : end - step.offset])
        start = end


def _apply(files: dict[str, bytearray], step: Step) -> None:
    if step.what == "u":
        files.pop(step.name, None)
        return
    content = files.setdefault(step.name, bytearray())
    size = step.offset + len(step.data)
    content.extend(bytes(max(0, size - len(content))))
    if step.what == "t":
        del content[size:]
    content[step.offset : size] = step.data


def compiled(folder: Path) -> Path | None:
    """What records, made for this machine; None where that cannot be."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    made = folder / "power_cut.so"
    arguments = ["-shared", "-fPIC", "-O1", "-o", str(made), str(Path(__file__).with_suffix(".c")), "-ldl"]
    done = subprocess.run([compiler, *arguments], capture_output=True, check=False)
    return made if done.returncode == 0 else None


def recorded(recorder: Path, folder: Path, setting: str, record: Path, passphrase: str) -> list[Step]:
    """Write facts in this folder, with this setting, and give what was done to its files."""
    told = {"LD_PRELOAD": str(recorder), "VONK_CUT_FOLDER": str(folder), "VONK_CUT_RECORD": str(record),
            "VONK_CUT_PASSPHRASE": passphrase}  # fmt: skip
    command = [sys.executable, __file__, str(folder), setting]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **told}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return list(_steps(record.read_bytes()))


def _steps(record: bytes) -> Iterator[Step]:
    place = 0
    while place < len(record):
        offset, length, what, name_length = _HEAD.unpack_from(record, place)
        place += _HEAD.size
        name = record[place : place + name_length].decode().removesuffix(" (deleted)")
        place += name_length
        data = record[place : place + length] if chr(what) == "w" else b""
        place += len(data)
        yield Step(chr(what), name, offset, data)


# --- in the process that is recorded ---


def _write_a_fair(folder: Path, setting: str) -> None:
    """People at the desks and facts of another laptop, through the ledger; its file fills up, is closed and opened."""
    from eventapp.facts import Draft, Log
    from eventapp.facts.clock import to_text, wall_clock
    from eventapp.facts.fact import written
    from eventapp.facts.ids import derived, uuid7
    from eventapp.live.ledger import Ledger
    from eventapp.sync.wire import incoming, line_of

    acknowledged = os.open(folder / ACKNOWLEDGED, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    other, seq = uuid7(wall_clock()), 0

    def draft(number: int) -> Draft:
        return Draft("person_registered", uuid7(wall_clock()), {"number": f"K{number}"}, {"first_name": "Wubbe" * 60})

    for day in range(3):
        log = Log(folder / "fair.db", os.environ["VONK_CUT_PASSPHRASE"])
        if setting != AS_IT_IS:
            log._query(f"PRAGMA synchronous = {setting}")
        log._query("PRAGMA wal_autocheckpoint = 120")  # the file itself is written many times in a short test
        ledger = Ledger(log)
        ledger.start()
        for turn in range(60):
            act = ledger.record([draft(turn) for _ in range(1 + turn % 4)], by="desk-1")
            assert act.status == "recorded"
            os.write(acknowledged, "".join(f"{derived(act.id, place)}\n" for place in range(1 + turn % 4)).encode())
            seq += 1
            now = wall_clock()
            fact = written(draft(turn), id=uuid7(now), node=other, seq=seq, hlc=now << 16, at=to_text(now),
                           received_at=to_text(now), by="desk-2")  # fmt: skip
            assert ledger.take_in([incoming(line_of(fact))]) == ["stored"]
            os.write(acknowledged, f"{fact.id}\n".encode())
            if turn == 30:
                erased = ledger.record([Draft("erased", act.decision.drafts[0].subject)], by="desk-1")
                os.write(acknowledged, f"{erased.id}\n".encode())
        if day < 2:
            ledger.stop()
    os._exit(0)  # the last day ends as it stands


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    _write_a_fair(Path(sys.argv[1]), sys.argv[2])
