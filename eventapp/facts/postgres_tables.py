"""The tables of many fairs in one PostgreSQL: facts in a partition per fair, and what the hub keeps beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from eventapp.facts.lines import Line, Lines
from eventapp.facts.prints import PrintRow
from eventapp.facts.shown import MOST_ROWS, Shown

# Whoever makes tables holds this lock: two processes may start at once.
_MAKING: Final = 0x766F6E6B
_SHOWN: Final = ", ".join(Shown._fields)
_PRINT: Final = ", ".join(f'"{name}"' for name in PrintRow._fields)
_TABLES: Final = (
    """CREATE TABLE IF NOT EXISTS fair (id text PRIMARY KEY, proof bytea NOT NULL, unswept boolean NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS local (fair text, key text, value bytea NOT NULL, PRIMARY KEY (fair, key))""",
    f"""CREATE TABLE IF NOT EXISTS shown (fair text NOT NULL, pos bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        {", ".join(f"{name} text NOT NULL" for name in Shown._fields)})""",
    "CREATE INDEX IF NOT EXISTS shown_seeker ON shown (fair, seeker)",
    f"""CREATE TABLE IF NOT EXISTS print (fair text NOT NULL,
        {", ".join(f'"{name}" text NOT NULL' for name in PrintRow._fields)}, PRIMARY KEY (fair, id))""",
    """CREATE TABLE IF NOT EXISTS fact (
        fair text NOT NULL, pos bigint NOT NULL, id text NOT NULL, node text NOT NULL, seq bigint NOT NULL,
        hlc bigint NOT NULL, at text NOT NULL, received_at text NOT NULL, by text NOT NULL, kind text NOT NULL,
        v bigint NOT NULL, subject text NOT NULL, data text NOT NULL, personal bytea, digest text, hash text NOT NULL,
        quarantine text, PRIMARY KEY (fair, pos), UNIQUE (fair, node, seq)) PARTITION BY LIST (fair)""",
    "CREATE INDEX IF NOT EXISTS fact_id ON fact (fair, id)",
    "CREATE INDEX IF NOT EXISTS fact_subject ON fact (fair, subject)",
    "CREATE INDEX IF NOT EXISTS fact_erased ON fact (fair, subject) WHERE kind = 'erased' AND quarantine IS NULL",
)


def make_tables(lines: Lines) -> None:
    """What every hub has; nothing when it is there."""
    if lines.query("SELECT to_regclass('fact_erased')") != [(None,)]:
        return
    with lines.transaction() as line:
        line.query("SELECT pg_advisory_xact_lock(%s)", _MAKING)
        for table in _TABLES:
            line.query(table)


def make_partition(line: Line, fair: str) -> None:
    """The partition of a new fair; the caller has a transaction open. Nobody who uses other fairs has to wait."""
    line.query("SELECT pg_advisory_xact_lock(%s)", _MAKING)
    name = partition_of(fair)
    if line.query("SELECT to_regclass(%s)", name) == [(None,)]:
        line.query(f"CREATE TABLE {name} (LIKE fact INCLUDING ALL)")
        literal = fair.replace("'", "''")
        line.query(f"ALTER TABLE fact ATTACH PARTITION {name} FOR VALUES IN ('{literal}')")


def partition_of(fair: str) -> str:
    """What the partition of a fair is called."""
    return f"fact_{hashlib.sha256(fair.encode()).hexdigest()[:32]}"


class SharedShown:
    """``ShownTable`` of one fair of many."""

    def __init__(self, lines: Lines, fair: str, most: int = MOST_ROWS) -> None:
        self._lines, self._fair, self._most = lines, fair, most

    def add(self, rows: Sequence[Shown]) -> None:
        """Add rows, but none about somebody who was erased, also not when that happens at this moment."""
        oldest = "SELECT pos FROM shown WHERE fair = %s ORDER BY pos DESC OFFSET %s LIMIT 1"
        with self._lines.transaction() as line:
            # An erasure holds this row to its end, so here is either before it or after.
            line.query("SELECT 1 FROM fair WHERE id = %s FOR SHARE", self._fair)
            gone = erased_of(line, self._fair, {row.seeker for row in rows})
            values = [(self._fair, *row) for row in rows if row.seeker not in gone]
            if values:
                line.copy(f"COPY shown (fair, {_SHOWN}) FROM STDIN", values, ["text"] * (1 + len(Shown._fields)))
            line.query(f"DELETE FROM shown WHERE fair = %s AND pos <= ({oldest})", self._fair, self._fair, self._most)

    def read(self) -> Iterator[Shown]:
        """Everything, oldest first."""
        for row in self._lines.query(f"SELECT {_SHOWN} FROM shown WHERE fair = %s ORDER BY pos", self._fair):
            yield Shown(*row)

    def seekers(self) -> set[str]:
        """Everybody who was suggested at least once."""
        return {row[0] for row in self._lines.query("SELECT DISTINCT seeker FROM shown WHERE fair = %s", self._fair)}


class SharedPrints:
    """``PrintTable`` of one fair of many."""

    def __init__(self, lines: Lines, fair: str) -> None:
        self._lines, self._fair = lines, fair

    def put(self, row: PrintRow) -> None:
        """Note how a job stands."""
        self.put_all([row])

    def put_all(self, rows: Iterable[PrintRow]) -> None:
        """Note many at once, in one commit."""
        marks = ", ".join(["%s"] * (1 + len(PrintRow._fields)))
        change = ", ".join(f'"{name}" = excluded."{name}"' for name in PrintRow._fields if name != "id")
        put = f"INSERT INTO print (fair, {_PRINT}) VALUES ({marks}) ON CONFLICT (fair, id) DO UPDATE SET {change}"
        with self._lines.transaction() as line:
            for row in rows:
                line.query(put, self._fair, *row)

    def wait_again(self, id: str) -> None:
        """The badge has to be printed anew."""
        self._lines.query("DELETE FROM print WHERE fair = %s AND id = %s", self._fair, id)

    def read(self) -> Iterator[PrintRow]:
        """Every job that has a row."""
        for row in self._lines.query(f"SELECT {_PRINT} FROM print WHERE fair = %s", self._fair):
            yield PrintRow(*row)


def erased_of(line: Line, fair: str, subjects: Iterable[str]) -> set[Any]:
    """Which of these were erased."""
    wanted = "SELECT subject FROM fact WHERE fair = %s AND kind = 'erased' AND quarantine IS NULL AND subject = ANY(%s)"
    return {row[0] for row in line.query(wanted, fair, list(subjects))}
