"""Reads the hand-written TOML of the rehearsal fair, at the first use and then never again."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent

Table = dict[str, Any]


def _read(path: Path) -> Table:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def archetypes() -> dict[str, Table]:
    """Every archetype of a job seeker by its key, in the order of the files."""
    paths = sorted((HERE / "people").glob("*.toml"))
    return {key: table for path in paths for key, table in _read(path).items()}


@cache
def employers() -> tuple[Table, ...]:
    """Every hand-written employer, with its vacancies under ``vacature``."""
    return tuple(firm for path in sorted((HERE / "work").glob("*.toml")) for firm in _read(path)["werkgever"])


@cache
def backgrounds() -> dict[str, Table]:
    """Names and languages per background."""
    return {key: table for key, table in _read(HERE / "names.toml").items() if isinstance(table, dict)}


@cache
def case_managers() -> tuple[str, ...]:
    """The case managers who filled the register."""
    return tuple(_read(HERE / "names.toml")["casemanagers"])


@cache
def places() -> dict[str, Table]:
    """Towns of the region with their postcodes."""
    return _read(HERE / "places.toml")


@cache
def usual() -> Table:
    """Cells to take where an archetype is silent (``cellen``), and how often one is empty (``leeg``)."""
    return _read(HERE / "usual.toml")
