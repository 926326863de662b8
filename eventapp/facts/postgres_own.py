"""What a hub keeps of one fair that is no fact: its name there, who is paired, and so on; all of it sealed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from eventapp.facts.lines import Line, Lines
from eventapp.facts.postgres_tables import make_partition, partition_of
from eventapp.facts.rows import decode, encode
from eventapp.facts.seal import Seal, new_salt

# Which database this is: another server, another course of it after a recovery, or tables out of a dump.
_HOME: Final = (
    "SELECT concat_ws('/', s.system_identifier, c.timeline_id, %s::regclass::oid)"
    " FROM pg_control_system() s, pg_control_checkpoint() c"
)
_SALT: Final = ("", "salt")  # of the whole database
_PROOF_OF_ALL: Final = ("", "proof")
_PROOF: Final = "SELECT proof FROM fair WHERE id = %s"


def salt_of(lines: Lines) -> bytes:
    """The salt of this database, made when there is none yet."""
    lines.query("INSERT INTO local VALUES (%s, %s, %s) ON CONFLICT DO NOTHING", *_SALT, new_salt())
    return bytes(lines.query("SELECT value FROM local WHERE fair = %s AND key = %s", *_SALT)[0][0])


def seal_of_all(lines: Lines, passphrase: str) -> Seal:
    """The seal of what belongs to no one fair. WrongPassphrase."""
    seal = Seal(passphrase, salt_of(lines))
    lines.query("INSERT INTO local VALUES (%s, %s, %s) ON CONFLICT DO NOTHING", *_PROOF_OF_ALL, seal.proof())
    seal.open(lines.query("SELECT value FROM local WHERE fair = %s AND key = %s", *_PROOF_OF_ALL)[0][0])
    return seal


def seal_of(lines: Lines, passphrase: str, fair: str) -> Seal:
    """The seal of a fair, which gets its place here when it has none yet. WrongPassphrase."""
    seal = Seal(passphrase, salt_of(lines))
    if not lines.query(_PROOF, fair):
        with lines.transaction() as line:
            make_partition(line, fair)
            line.query("INSERT INTO fair VALUES (%s, %s, false) ON CONFLICT DO NOTHING", fair, seal.proof())
    seal.open(lines.query(_PROOF, fair)[0][0])
    return seal


class Own:
    """Reads and writes it; what several processes change goes one by one."""

    def __init__(self, lines: Lines, fair: str, seal: Seal) -> None:
        self._lines, self._fair, self._seal = lines, fair, seal

    @contextmanager
    def by_itself(self) -> Iterator[Line]:
        """A transaction in which nobody else changes anything of this."""
        with self._lines.transaction() as line:
            line.query("SELECT 1 FROM fair WHERE id = %s FOR UPDATE", self._fair)
            yield line

    def get(self, line: Line, key: str, default: Any = None) -> Any:
        """What is kept under this key."""
        rows = line.query("SELECT value FROM local WHERE fair = %s AND key = %s", self._fair, key)
        return decode(self._seal.open(rows[0][0])) if rows else default

    def put(self, line: Line, key: str, value: Any) -> None:
        """Keep this; None forgets it."""
        line.query("DELETE FROM local WHERE fair = %s AND key = %s", self._fair, key)
        if value is not None:
            line.query("INSERT INTO local VALUES (%s, %s, %s)", self._fair, key, self._seal.close(encode(value)))

    def all(self, line: Line) -> dict[str, Any]:
        """Everything that is kept."""
        keys = line.query("SELECT key FROM local WHERE fair = %s", self._fair)
        return {key: self.get(line, key) for (key,) in keys}

    def node(self, mint: Callable[[], str]) -> str:
        """The name under which facts are numbered here: a fresh one when this is new, or was restored."""
        [(home,)] = self._lines.query(_HOME, partition_of(self._fair))
        with self.by_itself() as line:
            node = self.get(line, "node")
            if node is None or self.get(line, "home") != home:
                node = self.take_name(line, mint())
                self.put(line, "home", home)
        return str(node)

    def take_name(self, line: Line, node: str) -> str:
        """From now on number under this name."""
        self.put(line, "nodes", [*self.get(line, "nodes", []), node])
        self.put(line, "node", node)
        return node

    def epoch(self, line: Line) -> str:
        """Which course the positions belong to."""
        return f"{self.get(line, 'node')}-{self.get(line, 'epoch', 0)}"
