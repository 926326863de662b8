"""How near what a person says is to what a vacancy says: by the vocabulary, and by the words themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from eventapp.matching.lexicon import Floats
from eventapp.matching.linker import Linker, Named
from eventapp.matching.profile import Vacancy

Ints = NDArray[np.int64]
Phrases = list[tuple[str, float]]  # text, how much it says

# How much each part of a vacancy says about what the work is.
_OCCUPATION, _TITLE, _TASK, _NICE, _SECTOR = 1.0, 0.95, 0.75, 0.4, 0.45
_MOST_NODES: Final = 12  # of the vocabulary, a phrase
_MISSING, _EXTRA = 0.35, 0.35
_SAME_WORDS: Final = 0.8  # equal words without the vocabulary knowing them are a little less sure
_CORE_NODES: Final = 4  # that say what a vacancy is
_STRAY: Final = 0.6  # what a task says that is far from the vacancy's own occupation
_MOST_READ: Final = 20_000  # phrases of vacancies
_SHARPER: Final = 1.5  # a link of a half is worth less than half a link


@dataclass(frozen=True)
class Said:
    """A phrase, read: the nodes of the vocabulary that it names, surest first, and its telling words."""

    nodes: Ints
    strengths: Floats
    parts: Mapping[str, float]


Links = Sequence[tuple[Said, float]]  # phrases that were read, and how much each says


def read(text: str, linker: Linker) -> Said:
    """Read a phrase once; it is then compared with all that vacancies say."""
    return read_all([text], linker)[0]


def read_all(texts: Sequence[str], linker: Linker) -> list[Said]:
    """Read phrases together, which takes less time than one by one."""
    return [_said(named, linker.parts_of(text)) for text, named in zip(texts, linker.named(texts), strict=True)]


def _said(named: Named, parts: Mapping[str, float]) -> Said:
    nodes, strengths = named
    order = np.argsort(-strengths, kind="stable")
    return Said(nodes[order], strengths[order] ** _SHARPER, parts)


# Of vacancies only: many are written alike, and one more vacancy does not make all others be read again.
# What people say is kept no longer than the engine that they are matched by.
_OF_VACANCIES: Final[WeakKeyDictionary[Linker, dict[str, Said]]] = WeakKeyDictionary()


def _read_of_vacancies(texts: Sequence[str], linker: Linker) -> dict[str, Said]:
    kept = _OF_VACANCIES.setdefault(linker, {})
    said = {text: kept[text] for text in texts if text in kept}
    new = [text for text in dict.fromkeys(texts) if text not in said]
    said.update(zip(new, read_all(new, linker), strict=True))
    if len(kept) > _MOST_READ:
        kept.clear()
    kept.update(said)
    return said


class Likeness:
    """Prepared over one list of weighed phrases per vacancy; ``row`` compares with all of them at once."""

    def __init__(self, phrases: Sequence[Phrases], linker: Linker) -> None:
        self.count = len(phrases)
        said = _read_of_vacancies([text for texts in phrases for text, _ in texts], linker)
        self._by_node = self._kin_of([[(said[text], weight) for text, weight in texts] for texts in phrases], linker)
        self._index_words(phrases, said)

    def row(self, said: Said) -> Floats:
        """Shape (vacancies,), 0 to 1: how near what was said is to the work of each vacancy."""
        nodes, strengths = said.nodes[:_MOST_NODES], said.strengths[:_MOST_NODES]
        near = self._by_node[nodes]
        near *= strengths[:, None]
        row: Floats = near.max(axis=0, initial=0)
        self._add_same_words(row, said.parts)
        return row

    def _kin_of(self, links: Sequence[Links], linker: Linker) -> Floats:
        """Shape (nodes, vacancies): how near each node of the vocabulary is to each vacancy."""
        kinship = linker.vocabulary.kinship
        columns = np.zeros((self.count, len(kinship)), dtype=np.float32)
        for place, own in enumerate(links):
            if own:
                named = _named(own, kinship)
                nodes = np.flatnonzero(named)
                if len(nodes) > 2 * _MOST_NODES:
                    nodes = np.argpartition(-named, 2 * _MOST_NODES)[: 2 * _MOST_NODES]
                columns[place] = (kinship[nodes] * named[nodes, None]).max(axis=0, initial=0)
        return np.ascontiguousarray(columns.T)

    def _index_words(self, phrases: Sequence[Phrases], said: Mapping[str, Said]) -> None:
        flat = [(place, text, weight) for place, texts in enumerate(phrases) for text, weight in texts]
        parts = [said[text].parts for _, text, _ in flat]
        self._weights = np.array([weight for _, _, weight in flat]) * _SAME_WORDS
        self._sizes = np.array([sum(part.values()) for part in parts])
        self._owners = np.array([place for place, _, _ in flat], dtype=np.int64)
        postings: dict[str, list[int]] = defaultdict(list)
        for place, part in enumerate(parts):
            for word in part:
                postings[word].append(place)
        self._postings: dict[str, Ints] = {word: np.array(places) for word, places in postings.items()}

    def _add_same_words(self, row: Floats, parts: Mapping[str, float]) -> None:
        """Raise a row where a phrase of the vacancy shares telling words with what was said."""
        hits = [(self._postings[word], weight) for word, weight in parts.items() if word in self._postings]
        if not hits:
            return
        shared = np.zeros(len(self._sizes))
        for phrases, weight in hits:
            shared[phrases] += weight
        phrases = np.concatenate([phrases for phrases, _ in hits])  # one with two words twice: that is no harm
        common = shared[phrases]
        only_here, only_there = sum(parts.values()) - common, self._sizes[phrases] - common
        likeness = (common / (common + _MISSING * only_there + _EXTRA * only_here)) ** _SHARPER
        worth = (likeness * self._weights[phrases]).astype(np.float32)
        np.maximum.at(row, self._owners[phrases], worth)


def _named(links: Links, kinship: Floats) -> Floats:
    """Strength per node of all phrases of a vacancy; what strays from its occupation counts less."""
    core, aside = np.zeros((2, len(kinship)), dtype=np.float32)
    for said, weight in links:
        into = core if weight >= _TITLE else aside
        into[said.nodes] = np.maximum(into[said.nodes], said.strengths * np.float32(weight))
    if core.any():
        nodes = np.argsort(-core)[:_CORE_NODES]
        near = (kinship[nodes] * (core[nodes] / core.max())[:, None]).max(axis=0)
        aside *= _STRAY + (1 - _STRAY) * near
    return np.asarray(np.maximum(core, aside))


def work_phrases(vacancy: Vacancy) -> Phrases:
    """What a vacancy says about its work, with how much each part says."""
    found = [(vacancy.occupation, _OCCUPATION), (vacancy.title, _TITLE), (vacancy.sector, _SECTOR)]
    found += [(task, _TASK) for task in vacancy.tasks] + [(nice, _NICE) for nice in vacancy.nice]
    return [(text, weight) for text, weight in found if text.strip()]
