"""Words outside our own vocabulary: found in ESCO, and by way of it the nearest work that our vocabulary has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Final

import numpy as np

from eventapp.matching.esco import Concept, Esco, own_concepts
from eventapp.matching.lexicon import FAMILY, OCCUPATION, Floats, Vocabulary
from eventapp.matching.linker import SURE, Linker, Named

# How alike a title and a concept are from where they are the same: in 95 of 100 titles of the MELO set right, and
# from where a guess is worth a question: half of them right (benchmarks/titles.py).
_SAME, _MAYBE = 0.84, 0.62
_BY_GROUP: Final = {4: 0.8, 3: SURE}  # of a link that only says which family it is, by the digits of the ISCO group
_UNSURE: Final = SURE - 0.01
_AS_STRONG: Final = 0.9  # of what a label names besides its own trade, most is a word that it shares by chance
_MOST_TEXTS: Final = 20_000


class WiderLinker(Linker):
    """A linker that asks ESCO about what the vocabulary does not surely know; what it does know stays as it is."""

    def __init__(self, vocabulary: Vocabulary, esco: Esco) -> None:
        super().__init__(vocabulary)
        self._esco, self._titles = esco, esco.titles  # made now: a text that waits for it would wait for seconds
        self._asked = lru_cache(maxsize=_MOST_TEXTS)(self._ask)

    def named(self, texts: Sequence[str]) -> list[Named]:
        """The nodes that each text names."""
        own = zip(texts, super().named(texts), strict=True)
        return [named if named[1].max(initial=0) >= SURE else self._asked(text) for text, named in own]

    def _ask(self, text: str) -> Named:
        strengths = self._with_esco(text)
        nodes = np.flatnonzero(strengths)
        return nodes, strengths[nodes]

    def _with_esco(self, text: str) -> Floats:
        """What the vocabulary says with what ESCO adds; where ESCO is sure, a chance link of our own is none."""
        own = self._of_our_own(text)
        found = self._titles.find(text, 1)
        if not found or found[0][1] < _MAYBE:
            return own
        concept, alike = found[0]
        nodes = self._nodes_of(concept)
        if alike >= _SAME:
            return nodes
        return np.maximum(own, np.minimum(nodes, np.float32(_UNSURE)))

    def _of_our_own(self, text: str) -> Floats:
        return self._of_every_node(super().named([text])[0])

    def _nodes_of(self, concept: Concept) -> Floats:
        """The nodes that the preferred label surely names; else the family of its ISCO group, else nothing."""
        named = self._of_our_own(concept.label)
        strongest = named.max(initial=0)
        if strongest >= SURE:
            return np.where(named >= _AS_STRONG * strongest, named, 0).astype(np.float32)
        found = (self._families.get(concept.code[:digits]) for digits in _BY_GROUP)
        return next((family for family in found if family is not None), np.zeros_like(named))

    @cached_property
    def _families(self) -> dict[str, Floats]:
        """Per ISCO group the family that our occupations in it are of, where that is one and the same."""
        codes = {concept.uri: concept.code for concept in self._esco.concepts}
        places = {node.key: place for place, node in enumerate(self.vocabulary.nodes) if node.kind == FAMILY}
        found: dict[str, set[int]] = defaultdict(set)
        for node in self.vocabulary.nodes:
            ours = own_concepts().get(node.title) if node.kind == OCCUPATION else None
            code = codes.get(ours.uri, "") if ours else ""
            for digits in _BY_GROUP if code else ():
                found[code[:digits]].add(places[node.family])
        return {
            code: self._only(families.pop(), _BY_GROUP[len(code)])
            for code, families in found.items()
            if len(families) == 1
        }

    def _only(self, node: int, strength: float) -> Floats:
        strengths = np.zeros(len(self.vocabulary.nodes), dtype=np.float32)
        strengths[node] = strength
        return strengths
