"""Titles: from what a job is called to the concepts of ESCO that it may be.

Three ways to be alike, added up: runs of letters (a slip of the pen, another ending), words with the parts of
compounds and the kinds of words that stand for each other (``thesaurus``), both with the label that is most alike,
and the words of all that a concept and its group are called. Each alone is wrong about other titles.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eventapp.matching.compounds import split
from eventapp.matching.esco import Concept
from eventapp.matching.postings import Cosine, Saturating
from eventapp.matching.spelling import stem, words_of
from eventapp.matching.thesaurus import between_the_lines, kinds, written_out

Scores = NDArray[np.float64]
Counts = dict[str, float]

_LETTERS, _WORDS, _ALL = 1.0, 1.0, 0.8  # how much each way says
_OTHER_LABEL: Final = 0.88  # a label that is not the preferred one; often it belongs to a neighbour too
_UNSAID: Final = 0.6  # of a word that was not written but meant
_KIND: Final = 0.7  # of the kind of a word, against the word itself
_RUNS: Final = (3, 4, 5)
_EMPTY: Final = frozenset(
    words_of("de het een en of in op bij met van voor naar als tot aan door uit over per onder die dat om te e d v m x")
)


class Titles:
    """Made once over all concepts; a title then costs about a millisecond."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self.concepts = tuple(concepts)
        labels = [(label, place) for place, one in enumerate(concepts) for label in one.labels]
        self._starts = np.searchsorted([place for _, place in labels], np.arange(len(concepts)))
        self._worth = np.full(len(labels), _OTHER_LABEL)
        self._worth[self._starts] = 1.0
        written = [written_out(label) for label, _ in labels]
        self._known = frozenset(root for text in written for word in _telling(text) if len(root := stem(word)) >= 3)
        self._runs = cache(_runs_of)
        self._letters = Cosine([self._letters_of(text) for text in written])
        self._words = Cosine([self._words_of(text) for text in written])
        self._all = Saturating([self._all_of(one) for one in concepts])
        self._runs.cache_clear()

    def find(self, title: str, most: int = 10) -> list[tuple[Concept, float]]:
        """The concepts that a title may be with how alike they are (1 is the very label), best first."""
        scores = self.scores(title)
        places = np.argsort(-scores, kind="stable")[:most]
        return [(self.concepts[place], float(scores[place])) for place in places if scores[place] > 0]

    def scores(self, title: str) -> Scores:
        """How alike each concept is, 0 to 1, shape (concepts,)."""
        text = written_out(title)
        meant = between_the_lines(text)
        letters = self._letters.of(self._letters_of(text))
        words = self._words.of(_with(self._words_of(text), self._words_of(meant)))
        whole = self._all.of(_with(self._parts_of(text), self._parts_of(meant)))
        together = _LETTERS * self._best(letters) + _WORDS * self._best(words) + _ALL * whole
        return np.asarray(together / (_LETTERS + _WORDS + _ALL))

    def _best(self, by_label: Scores) -> Scores:
        """Per concept the label that is most alike."""
        return np.asarray(np.maximum.reduceat(by_label * self._worth, self._starts))

    def _letters_of(self, text: str) -> Counts:
        return dict.fromkeys((run for word in text.split() for run in self._runs(word)), 1.0)

    def _words_of(self, text: str) -> Counts:
        whole = {f"={stem(word)}": 1.0 for word in _telling(text)}
        return {**whole, **self._parts_of(text, _KIND)}

    def _parts_of(self, text: str, kind: float = 0.5) -> Counts:
        """The parts of all words and the kinds that they are of."""
        parts = [part for word in _telling(text) for part in split(stem(word), self._known)]
        found: Counts = {}
        for part in parts:
            found[part] = found.get(part, 0.0) + 1
            if part in kinds():
                found[kinds()[part]] = found.get(kinds()[part], 0.0) + kind
        return found

    def _all_of(self, concept: Concept) -> Counts:
        found: Counts = {}
        for label in (*concept.labels, concept.group):
            found = _with(found, self._parts_of(written_out(label)), 1)
        return found


def _telling(text: str) -> list[str]:
    return [word for word in text.split() if word not in _EMPTY and not word.isdigit()]


def _runs_of(word: str) -> list[str]:
    edged = f" {word} "
    return [edged[start : start + size] for size in _RUNS for start in range(len(edged) - size + 1)]


def _with(counts: Counts, more: Counts, worth: float = _UNSAID) -> Counts:
    """Both together, the second for what it is worth."""
    both = dict(counts)
    for feature, times in more.items():
        both[feature] = both.get(feature, 0.0) + worth * times
    return both
