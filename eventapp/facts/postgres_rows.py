"""The facts of one fair as rows in PostgreSQL: what is personal is sealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from eventapp.facts.any_log import LogError, Place
from eventapp.facts.fact import Fact
from eventapp.facts.lines import Line
from eventapp.facts.rows import COLUMNS, fact_of, row_of
from eventapp.facts.seal import Seal

_NAMES: Final = ", ".join(COLUMNS)
_COPY: Final = f"COPY fact (fair, pos, {_NAMES}, quarantine) FROM STDIN (FORMAT binary)"
_KINDS: Final = {"seq": "int8", "hlc": "int8", "v": "int8", "personal": "bytea"}
_TYPES: Final = ("text", "int8", *(_KINDS.get(name, "text") for name in COLUMNS), "text")
_SELECT: Final = f"SELECT pos, {_NAMES}, quarantine FROM fact WHERE fair = %s"
_PERSONAL: Final = COLUMNS.index("personal")
_LAST: Final = (
    "SELECT n.node, (SELECT max(seq) FROM fact WHERE fair = %s AND fact.node = n.node)"
    " FROM unnest(%s::text[]) AS n (node)"
)
AT_ONCE: Final = 10_000  # rows that are fetched in one go

Row = tuple[int, Fact, str | None]


class FactRows:
    """Reads and writes them on a line that is given."""

    def __init__(self, fair: str, seal: Seal) -> None:
        self._fair, self._seal = fair, seal

    def read(self, line: Line, since: int, limit: int) -> Iterator[Row]:
        """Position, fact and what is wrong with it, from after ``since``; all of them with a ``limit`` below 0."""
        left = None if limit < 0 else limit
        while left is None or left > 0:
            asked = AT_ONCE if left is None else min(left, AT_ONCE)
            rows = self.where(line, "pos > %s ORDER BY pos LIMIT %s", since, asked)
            yield from rows
            if len(rows) < asked:
                return
            since, left = rows[-1][0], None if left is None else left - asked

    def where(self, line: Line, which: str, *parameters: Any) -> list[Row]:
        """The same of those for which this holds."""
        rows = line.query(f"{_SELECT} AND {which}", self._fair, *parameters)
        return [(pos, self._fact(columns), reason) for pos, *columns, reason in rows]

    def add(self, line: Line, facts: Sequence[Fact], set_aside: Mapping[Place, str]) -> None:
        """Put them behind the last one; the caller has the turn."""
        rows = []
        for place, fact in enumerate(facts, self.head(line) + 1):
            row = [self._fair, place, *row_of(fact), set_aside.get((fact.node, fact.seq))]
            if fact.personal is not None:
                row[2 + _PERSONAL] = self._seal.close(row[2 + _PERSONAL])
            rows.append(row)
        line.copy(_COPY, rows, _TYPES)

    def not_there(self, line: Line, facts: Sequence[Fact]) -> list[Fact]:
        """Those that are not stored yet. LogError when another fact has the number of one of them."""
        last = dict(line.query(_LAST, self._fair, list({fact.node for fact in facts})))
        return [fact for fact in facts if fact.seq > (last[fact.node] or 0) or not self._is_there(line, fact)]

    def vector(self, line: Line) -> dict[str, int]:
        """The last number of every laptop."""
        return dict(line.query("SELECT node, max(seq) FROM fact WHERE fair = %s GROUP BY node", self._fair))  # type: ignore[arg-type]

    def head(self, line: Line) -> int:
        """The last position."""
        return int(line.query("SELECT coalesce(max(pos), 0) FROM fact WHERE fair = %s", self._fair)[0][0])

    def _is_there(self, line: Line, fact: Fact) -> bool:
        place = "SELECT id, hash FROM fact WHERE fair = %s AND node = %s AND seq = %s"
        found = line.query(place, self._fair, fact.node, fact.seq)
        if found and found != [(fact.id, fact.hash)]:
            raise LogError("that number is taken")
        return bool(found)

    def _fact(self, columns: list[Any]) -> Fact:
        if columns[_PERSONAL] is not None:
            columns[_PERSONAL] = self._seal.open(columns[_PERSONAL])
        return fact_of(columns)
