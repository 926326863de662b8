"""The vocabulary that ships with Vonk: occupations in families in sectors, with the words people use.

One file per sector in ``vocabulary/``, written for Vonk; ``logistics.toml`` tells the layout at its head.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
Label = tuple[str, int, float]  # text, node, how sure

FOLDER: Final = Path(__file__).parent / "vocabulary"
OCCUPATION, FAMILY, SECTOR = "occupation", "family", "sector"
# How sure a label makes its node: a task is done in more occupations than one.
_NAME, _TASK = 1.0, 0.85
# How near two pieces of work are: the same family, a near family, the same sector; a family or a sector as a
# whole stands for everything in it, less surely the wider it is.
_SAME_FAMILY, _NEAR_FAMILY, _SAME_SECTOR, _IN_FAMILY, _IN_SECTOR, _SECTORS = 0.72, 0.45, 0.22, 0.88, 0.62, 0.8


@dataclass(frozen=True)
class Node:
    """An occupation, a family of occupations or a sector."""

    kind: str
    key: str
    title: str
    family: str = ""
    sector: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """The nodes, their labels, and how near each node is to each other (``kinship``, square, 0 to 1)."""

    nodes: tuple[Node, ...]
    labels: tuple[Label, ...]
    kinship: Floats


def read_vocabulary(folder: Path = FOLDER) -> Vocabulary:
    """Read every sector file of the folder. Raises KeyError or TOMLDecodeError for another layout."""
    nodes: list[Node] = []
    labels: list[Label] = []
    near: set[tuple[str, str]] = set()
    for path in sorted(folder.glob("*.toml")):
        sector = tomllib.loads(path.read_text(encoding="utf-8"))
        _add(nodes, labels, Node(SECTOR, path.stem, sector["title"], sector=path.stem), sector)
        for key, family in sector["family"].items():
            _add(nodes, labels, Node(FAMILY, key, family["title"], key, path.stem), family)
            near.update((key, other) for other in _listed(family["near"]))
            for title, occupation in family["occupations"].items():
                _add(nodes, labels, Node(OCCUPATION, title, title, key, path.stem), occupation)
    return Vocabulary(tuple(nodes), tuple(labels), _kinship(nodes, near))


def _add(nodes: list[Node], labels: list[Label], node: Node, entry: dict[str, Any]) -> None:
    place = len(nodes)
    nodes.append(node)
    labels.extend((name, place, _NAME) for name in [node.title, *_listed(entry["also"])])
    labels.extend((task, place, _TASK) for task in _listed(entry.get("tasks", "")))


def _listed(cell: str) -> list[str]:
    return [text.strip() for text in cell.split(",") if text.strip()]


def _kinship(nodes: list[Node], near: set[tuple[str, str]]) -> Floats:
    """How near each node is to each other, square and symmetric, 0 to 1."""
    kinds, sectors = np.array([node.kind for node in nodes]), np.array([node.sector for node in nodes])
    families = np.array([node.family for node in nodes])
    sector, family = _either(kinds == SECTOR), _either(kinds == FAMILY)
    same_sector = np.equal.outer(sectors, sectors)
    same_family = np.equal.outer(families, families) & ~sector
    kin = np.where(same_sector, np.where(sector, _IN_SECTOR, _SAME_SECTOR), 0.0)
    kin = np.maximum(kin, np.where(_near(families, near), _NEAR_FAMILY, 0.0))
    kin = np.where(same_family, np.where(family, _IN_FAMILY, _SAME_FAMILY), kin)
    np.fill_diagonal(kin, np.where(kinds == SECTOR, _SECTORS, 1.0))
    return kin.astype(np.float32)


def _either(found: Bools) -> Bools:
    return np.logical_or.outer(found, found)


def _near(families: NDArray[np.str_], near: set[tuple[str, str]]) -> Bools:
    keys, places = np.unique(families, return_inverse=True)
    table = np.array([[(a, b) in near or (b, a) in near for b in keys] for a in keys], dtype=bool)
    return np.asarray(table[np.ix_(places, places)])
