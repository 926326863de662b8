"""The report of an intake: what came in, what stayed out and why, by row. Codes, never a value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class FileReport:
    """What happened to one file."""

    name: str
    kind: str = "unreadable"
    rows: int = 0
    imported: int = 0
    quarantined: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[dict[str, Any]] = field(default_factory=list)
    error: str | None = None
    params: dict[str, Any] = field(default_factory=dict)

    def warn(self, row: int, code: str, column: str) -> None:
        """Something to know about a cell or column that did come in."""
        self.warnings.append({"row": row, "code": code, "field": column})

    def refuse(self, row: int, reason: str) -> None:
        """A row stays out."""
        self.quarantined.append({"row": row, "reason": reason})

    def fail(self, code: str, params: dict[str, Any]) -> None:
        """The whole file stays out; whatever was said about its rows no longer counts."""
        self.kind = str(params.pop("kind", "unreadable"))
        self.rows = self.imported = 0
        self.quarantined.clear()
        self.warnings.clear()
        self.error, self.params = code, params

    def as_dict(self) -> dict[str, Any]:
        """The shape of ``run.py import --json``, with ``error`` and ``params`` for a file that stays out."""
        said = {
            "name": self.name,
            "kind": self.kind,
            "rows": self.rows,
            "imported": self.imported,
            "quarantined": sorted(self.quarantined, key=_row),
            "warnings": sorted(self.warnings, key=_row),
        }
        return said if self.error is None else said | {"error": self.error, "params": self.params}


def _row(said: dict[str, Any]) -> int:
    return int(said["row"])
