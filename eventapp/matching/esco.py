"""ESCO, the European classification of occupations: its concepts as an import brings them.

Uses the ESCO classification of the European Commission. Of it only the addresses and labels of the occupations that our
own vocabulary has ship with Vonk (``vocabulary/esco.csv``).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from eventapp.matching.lexicon import FOLDER, read_vocabulary
from eventapp.matching.linker import Linker, linker

if TYPE_CHECKING:
    from eventapp.matching.titles import Titles


@dataclass(frozen=True, slots=True)
class Concept:
    """An occupation, or a group of them; ``code`` is the ISCO code, one to four digits, of the group it is (in)."""

    uri: str
    label: str  # the preferred one
    others: tuple[str, ...] = ()
    code: str = ""
    group: str = ""  # what the group is called that an occupation is in

    @property
    def labels(self) -> list[str]:
        """All that it is called, the preferred label first; of "verkoper/verkoopster" each by itself too."""
        found = [self.label, *self.others]
        found += [part for label in found if "/" in label for part in label.split("/")]
        return list(dict.fromkeys(part for label in found if (part := label.strip())))


class Esco:
    """All concepts, and what is made of them when it is first needed."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self.concepts = tuple(concepts)

    @cached_property
    def titles(self) -> Titles:
        """Links titles to concepts; takes two seconds to make."""
        from eventapp.matching.titles import Titles

        return Titles(self.concepts)

    @cached_property
    def linker(self) -> Linker:
        """Our own vocabulary, made wider with ESCO."""
        from eventapp.matching.wider import WiderLinker

        return WiderLinker(read_vocabulary(), self)

    def plain(self) -> list[list[Any]]:
        """As it can be stored; ``from_plain`` reads it back."""
        return [[one.uri, one.label, list(one.others), one.code, one.group] for one in self.concepts]

    @classmethod
    def from_plain(cls, rows: Iterable[Sequence[Any]]) -> Esco:
        """What ``plain`` gave."""
        return cls([Concept(uri, label, tuple(others), code, group) for uri, label, others, code, group in rows])


@cache
def own_concepts() -> dict[str, Concept]:
    """The concept of ESCO that each occupation of our own vocabulary is, by its title, where that is known."""
    with (FOLDER / "esco.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        return {row["occupation"]: Concept(row["uri"], row["label"]) for row in rows}


def concepts_of(title: str, esco: Esco | None, most: int = 10) -> list[Concept]:
    """The concepts that a job title may be, best first: of all of ESCO where it was imported, else of our own."""
    if esco is not None:
        return [concept for concept, _ in esco.titles.find(title, most)]
    found = (own_concepts().get(occupation) for occupation, _ in linker().link(title, len(own_concepts())))
    return list(dict.fromkeys(concept for concept in found if concept))[:most]
