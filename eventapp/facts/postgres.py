"""The log of one fair in the PostgreSQL of a hub, where several processes write.

Facts get their positions under a lock of their fair, so that they become visible in the order of their positions and
nobody who reads on from one misses another. Fairs do not wait for each other. What identifies a person is sealed.
Several processes are one node: whoever has the turn (``begin``) numbers on from what the one before it stored.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any, Final

from eventapp.facts.any_log import NONE_SET_ASIDE, Everything, LogError, News, Place, no_pause
from eventapp.facts.fact import Fact
from eventapp.facts.lines import Line, lines_to
from eventapp.facts.log import Log
from eventapp.facts.postgres_own import Own, salt_of, seal_of, seal_of_all
from eventapp.facts.postgres_rows import AT_ONCE, FactRows
from eventapp.facts.postgres_tables import SharedPrints, SharedShown, erased_of, make_tables, partition_of
from eventapp.facts.seal import Seal
from eventapp.facts.shown import Shown

_ONE_MOMENT: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_GAPS: Final = "SELECT node FROM fact WHERE fair = %s GROUP BY node HAVING max(seq) <> count(*)"
_SWEEP_SECONDS: Final = 2


def stored_fairs(url: str) -> list[str]:
    """The fairs in this database. LogError when it does not answer."""
    lines = lines_to(url)
    make_tables(lines)
    return [row[0] for row in lines.query("SELECT id FROM fair ORDER BY id")]


def whole_seal(url: str, passphrase: str) -> Seal:
    """What seals beside the fairs of this database. LogError; WrongPassphrase when it was made with another one."""
    lines = lines_to(url)
    make_tables(lines)
    return seal_of_all(lines, passphrase)


class PostgresLog:
    """As ``Log``, for one fair of many. Reading may go on in several threads; one thread at a time has the turn."""

    shared: Final = True

    def __init__(self, url: str, passphrase: str, fair: str) -> None:
        self._lines, self._fair = lines_to(url), fair
        make_tables(self._lines)
        seal = seal_of(self._lines, passphrase, fair)
        self._facts, self._own = FactRows(fair, seal), Own(self._lines, fair, seal)
        self._turn: Line | None = None
        self.shown = SharedShown(self._lines, fair)
        self.prints = SharedPrints(self._lines, fair)

    def begin(self) -> None:
        """Take the turn to write: waits for whoever has it. Nobody else stores anything until it ends."""
        self.release()
        self._turn, _ = self._lines.begin(f"BEGIN; SELECT pg_advisory_xact_lock({_lock_of(self._fair)})")

    def release(self) -> None:
        """End a turn in which nothing was written."""
        turn, self._turn = self._turn, None
        if turn is not None:
            with suppress(LogError):
                turn.query("ROLLBACK")
            self._lines.give_back(turn)

    def append(self, facts: Sequence[Fact], set_aside: Mapping[Place, str] = NONE_SET_ASIDE) -> None:
        """Store these facts in one commit, and end the turn; a fact that stands there already is left as it is."""
        newly_erased = {one.subject for one in facts if one.kind == "erased" and (one.node, one.seq) not in set_aside}
        with self._writing() as line:
            fresh = self._facts.not_there(line, facts)
            gone = newly_erased | erased_of(line, self._fair, {fact.subject for fact in fresh if fact.personal})
            bare = [fact.without_personal() if fact.subject in gone else fact for fact in fresh]
            self._facts.add(line, bare, set_aside)
            if newly_erased:
                self._empty(line, newly_erased)
        if newly_erased:
            # What was overwritten is still in the files of the server. The facts are stored by now, so a sweep that
            # fails does not fail them; the next one makes up for it.
            with suppress(LogError):
                self.checkpoint()

    def everything(self) -> Everything:
        """The whole log as it stands at one moment. Call it after ``node``."""
        with self._lines.transaction(_ONE_MOMENT) as line:
            facts = [fact for _, fact, reason in self._facts.read(line, 0, -1) if reason is None]
            head, vector = self._facts.head(line), self._facts.vector(line)
            return Everything(self._own.get(line, "node"), self._own.epoch(line), head, facts, vector)

    def news(self, since: int) -> News:
        """What was stored after this position, and the epoch, at one moment."""
        with self._lines.transaction(_ONE_MOMENT) as line:
            return News(self._own.epoch(line), list(self._facts.read(line, since, -1)))

    def read(self, since: int = 0, limit: int = -1) -> Iterator[tuple[int, Fact]]:
        """Sound facts with their position, from after ``since``, in the order of storing."""
        sound = "pos > %s AND quarantine IS NULL ORDER BY pos LIMIT %s"
        with self._lines.alone() as line:
            rows = self._facts.where(line, sound, since, None if limit < 0 else limit)
        yield from ((pos, fact) for pos, fact, _ in rows)

    def read_all(self, since: int = 0, limit: int = -1) -> list[tuple[int, Fact, str | None]]:
        """The same with what was set aside, and the reason why."""
        with self._lines.transaction(_ONE_MOMENT) as line:
            return list(self._facts.read(line, since, limit))

    def read_of(self, node: str, after: int, limit: int = -1) -> list[Fact]:
        """What one laptop stored, from after that number of its own, what was set aside included."""
        own = "node = %s AND seq > %s ORDER BY seq LIMIT %s"
        with self._lines.alone() as line:
            return [fact for _, fact, _ in self._facts.where(line, own, node, after, None if limit < 0 else limit)]

    def set_aside(self) -> list[tuple[Fact, str]]:
        """The facts that are not sound, with what is wrong with each."""
        with self._lines.alone() as line:
            rows = self._facts.where(line, "quarantine IS NOT NULL ORDER BY pos")
        return [(fact, reason) for _, fact, reason in rows if reason is not None]

    def vector(self) -> dict[str, int]:
        """The last number of every laptop."""
        with self._lines.alone() as line:
            return self._facts.vector(line)

    def head(self) -> int:
        """The position of the last fact; 0 for an empty log."""
        with self._lines.alone() as line:
            return self._facts.head(line)

    def last_of(self, node: str) -> int:
        """The last ``seq`` that this node gave out; 0 if none."""
        wanted = "SELECT coalesce(max(seq), 0) FROM fact WHERE fair = %s AND node = %s"
        return int(self._lines.query(wanted, self._fair, node)[0][0])

    def node(self, mint: Callable[[], str]) -> str:
        """The id under which this database numbers the facts of this fair: a fresh one when it is new, or restored."""
        return self._own.node(mint)

    def take_name(self, node: str) -> str:
        """From now on number facts under this id, in every process."""
        with self._own.by_itself() as line:
            return self._own.take_name(line, node)

    def epoch(self) -> str:
        """Which course of this log its positions belong to. Call it after ``node``."""
        with self._lines.alone() as line:
            return self._own.epoch(line)

    def renumber(self, node: str, first: int, to: str) -> None:
        """Give a laptop's facts from this number on to another one, which numbers them from 1."""
        there = "EXISTS (SELECT 1 FROM fact f WHERE f.fair = fact.fair AND f.node = %s AND f.seq = fact.seq - %s + 1)"
        moved, which = "fair = %s AND node = %s AND seq >= %s", (self._fair, node, first)
        with self._writing() as line:
            line.query(f"DELETE FROM fact WHERE {moved} AND {there}", *which, to, first)
            line.query(f"UPDATE fact SET node = %s, seq = seq - %s + 1 WHERE {moved}", to, first, *which)
            if self._own.get(line, "node") == node:
                self._own.take_name(line, to)
            self._own.put(line, "epoch", self._own.get(line, "epoch", 0) + 1)

    def keep(self, key: str, value: Any) -> None:
        """Remember something of this hub that is no fact and never leaves it; None forgets it."""
        with self._own.by_itself() as line:
            self._own.put(line, key, value)

    def kept(self, key: str, default: Any = None) -> Any:
        """What ``keep`` remembered under this key."""
        with self._lines.alone() as line:
            return self._own.get(line, key, default)

    def amend(self, key: str, change: Callable[[Any], Any]) -> Any:
        """Replace what is kept by what ``change`` makes of it, and return that; other processes wait meanwhile."""
        with self._own.by_itself() as line:
            value = change(self._own.get(line, key))
            self._own.put(line, key, value)
        return value

    def note_shown(self, rows: Sequence[Shown]) -> None:
        """Add to the list of what was shown, but nothing about anybody who was erased."""
        self.shown.add(rows)

    def problems(self) -> list[str]:
        """Gaps in the numbering, and a server that acknowledges what a power cut can take; empty when all is well."""
        with self._lines.alone() as line:
            off = [name for name in ("fsync", "full_page_writes") if line.query(f"SHOW {name}") != [("on",)]]
            gaps = line.query(_GAPS, self._fair)
        return [f"{name} is off" for name in off] + [f"gap in the numbering of node {node}" for (node,) in gaps]

    def copy_to(self, path: Path, passphrase: str, pause: Callable[[], None] = no_pause) -> None:
        """Write a consistent copy to a new encrypted file, which any laptop opens."""
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            copy = Log(path, passphrase)
            try:
                self._copy(copy, pause)
            finally:
                copy.close()
        except BaseException:
            path.unlink()
            raise

    def salt(self) -> str:
        """The salt of this database, in hex."""
        return salt_of(self._lines).hex()

    def checkpoint(self) -> None:
        """Rewrite the files of this fair when something was erased, so that they do not hold what is gone.

        LogError when others are reading it right now; it stays to be done. The server's own write-ahead log is beyond
        our reach: what stands there is sealed, and goes as the server recycles it.
        """
        with self._lines.alone() as line:
            if line.query("SELECT 1 FROM fair WHERE id = %s AND unswept", self._fair):
                line.query(f"SET lock_timeout = '{_SWEEP_SECONDS}s'")  # who waits for a table holds up all behind it
                try:
                    line.query(f"VACUUM (FULL) {partition_of(self._fair)}")
                finally:
                    line.query("RESET lock_timeout")
                line.query("UPDATE fair SET unswept = false WHERE id = %s", self._fair)

    def close(self) -> None:
        """Let go of the server."""
        self.release()
        self._lines.close()

    @contextmanager
    def _writing(self) -> Iterator[Line]:
        """The turn: the one that was taken, or one of its own; it ends here, with a commit or with nothing."""
        if self._turn is None:
            self.begin()
        assert self._turn is not None
        line, self._turn = self._turn, None
        try:
            with line.to_the_end():
                yield line
        except LogError:
            raise
        except Exception as error:
            raise LogError(type(error).__name__) from error
        finally:
            self._lines.give_back(line)

    def _empty(self, line: Line, subjects: set[str]) -> None:
        gone = list(subjects)
        mine = "fair = %s AND subject = ANY(%s) AND personal IS NOT NULL"
        line.query("UPDATE fair SET unswept = true WHERE id = %s", self._fair)
        line.query(f"UPDATE fact SET personal = NULL WHERE {mine}", self._fair, gone)
        line.query("DELETE FROM shown WHERE fair = %s AND seeker = ANY(%s)", self._fair, gone)

    def _copy(self, copy: Log, pause: Callable[[], None]) -> None:
        with self._lines.transaction(_ONE_MOMENT) as line:
            rows = self._facts.read(line, 0, -1)
            while batch := list(islice(rows, AT_ONCE)):
                aside = {(fact.node, fact.seq): reason for _, fact, reason in batch if reason}
                copy.append([fact for _, fact, _ in batch], aside)
                pause()
            for key, value in self._own.all(line).items():
                copy.keep(key, value)
        copy.note_shown(list(self.shown.read()))
        copy.prints.put_all(self.prints.read())


def _lock_of(fair: str) -> int:
    """The number of the lock of a fair. Two fairs with one number would wait for each other, no more than that."""
    return int.from_bytes(hashlib.sha256(f"fair {fair}".encode()).digest()[:8], "big", signed=True)
