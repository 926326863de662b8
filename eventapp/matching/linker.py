"""From words to work: links a title, a wish or a task to occupations, families and sectors of the vocabulary.

A text and a label are compared by their parts: word stems, parts of compounds ("vorkheftruck" has "heftruck")
and character n-grams, each weighed by how rare it is among the labels. The likeness is Tversky's: what they
share over what they share plus what only one has, where a word too many counts less than a word missing.
Source: A. Tversky, Features of similarity, Psychological Review 84 (1977).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eventapp.matching.compounds import split
from eventapp.matching.lexicon import OCCUPATION, Bools, Floats, Vocabulary, read_vocabulary
from eventapp.matching.spelling import stem, words_of

Ints = NDArray[np.int64]
Named = tuple[Ints, Floats]  # nodes, ascending, and how surely each is named

# How much of each: a whole word, a word that may be part of a compound, a run of letters.
_WHOLE, _PART, _LETTERS = 1.2, 1.2, 0.09
_MISSING, _EXTRA = 0.55, 0.22
_ONLY_SHARED: Final = 1 - _MISSING - _EXTRA  # shared + missing * (label - shared) + extra * (text - shared)
_COMMON: Final = 0.02  # a run of letters in more of the labels than this tells nothing
_WEAKEST: Final = 0.30  # below this a link is chance
# The least that has to be shared for more than that, by what there is to share; a little less, for rounding.
_LEAST: Final = 0.999 * _WEAKEST / (1 - _WEAKEST * _ONLY_SHARED)
_TOGETHER: Final = 16  # texts looked up at once: more do not stay in the nearest memory
# From here a link is sure. One that is less sure never counts as more than near work: sharpened as ``likeness`` does
# (to the power 1.5) it stays below the 0.45 of a near family in ``lexicon``. A person is asked about it at import.
SURE: Final = 0.587
_MOST_WORDS: Final = 20_000  # kept ready; the rest is computed again
_WORDLIKE: Final = "=+"  # first signs of the features that are words, not runs of letters
_NONE: Final[Ints] = np.empty(0, dtype=np.int64)
_NOTHING: Final = np.empty(0)
_NOTHING32: Final[Floats] = np.empty(0, dtype=np.float32)

# Words that say nothing about the trade.
_EMPTY: Final = frozenset(
    words_of(
        """de het een en of in op bij met van voor naar als iets wat graag lekker weer mijn m n ik wil wel
        ook mag die dat er om te dan liefst liever is zijn ben aan door uit over tot per onder tijdens
        werk werken werkt baan job functie medewerker medewerkster medewerkers leerling junior senior
        medior ervaren opleiding uur uren v x vm mv all round allround zelf eigen goed goede heel veel
        vast vaste nieuwe kan kunnen doen willen worden lijkt me leuk beetje paar jaar jaren ervaring
        gewerkt gedaan geweest niveau mbo hbo wo week dag dagen parttime fulltime"""
    )
)


@dataclass(frozen=True)
class _Word:
    """What the labels share with one word."""

    labels: Ints
    shared: NDArray[np.float64]  # weight in common with each of those labels
    weight: float  # of the whole word
    parts: dict[str, float]  # of its stem and compound parts


class Linker:
    """Links texts to the nodes of a vocabulary; a millisecond or less a text."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        labels = sorted(vocabulary.labels, key=lambda label: label[1])
        self._label_sure = np.array([sure for _, _, sure in labels], dtype=np.float32)
        self._owners = np.array([node for _, node, _ in labels], dtype=np.int64)
        self._compounds = _stems_of([text for text, _, _ in labels])
        parts = [self._features(text) for text, _, _ in labels]
        self._index(parts)
        self._ready: dict[str, _Word] = {}

    def link(self, text: str, most: int = 10) -> list[tuple[str, float]]:
        """Occupation titles with the strength of the link (1 is the very word), best first."""
        strengths = self.strengths(text)
        found = [place for place in np.argsort(-strengths, kind="stable") if strengths[place] > 0]
        nodes = self.vocabulary.nodes
        return [(nodes[n].title, float(strengths[n])) for n in found if nodes[n].kind == OCCUPATION][:most]

    def unsure(self, text: str, most: int = 3) -> list[str]:
        """The occupations that a text may mean, where none is sure; none where one is, or where nothing is alike."""
        found = self.strengths(text)
        return [] if found.max(initial=0) >= SURE else [title for title, _ in self.link(text, most)]

    def strengths(self, text: str) -> Floats:
        """How surely the text names each node, 0 to 1, shape (nodes,); chance links are 0."""
        return self._of_every_node(self.named([text])[0])

    def named(self, texts: Sequence[str]) -> list[Named]:
        """The nodes that each text names; many texts together take half the time of one by one."""
        blocks = (texts[start : start + _TOGETHER] for start in range(0, len(texts), _TOGETHER))
        return [named for block in blocks for named in self._named(block)]

    def parts_of(self, text: str) -> dict[str, float]:
        """The telling words and compound parts of a text (no letters) with their weights."""
        return {part: weight for word in _telling(text) for part, weight in self._word(word).parts.items()}

    def _of_every_node(self, named: Named) -> Floats:
        strengths = np.zeros(len(self.vocabulary.nodes), dtype=np.float32)
        strengths[named[0]] = named[1]
        return strengths

    def _named(self, texts: Sequence[str]) -> list[Named]:
        words = [[self._word(word) for word in dict.fromkeys(_telling(text))] for text in texts]
        sizes = np.array([sum(word.weight for word in text) for text in words])
        rows, labels, likeness = self._alike(self._shared(words), sizes)
        nodes = rows * len(self.vocabulary.nodes) + self._owners[labels]
        starts = np.flatnonzero(_differs_from_the_last(nodes))  # of each node the label that is most alike
        best = np.maximum.reduceat(likeness, starts).astype(np.float32) if len(starts) else _NOTHING32
        named, ends = self._owners[labels[starts]], np.searchsorted(rows[starts], np.arange(len(texts) + 1))
        return [(named[start:end], best[start:end]) for start, end in pairwise(ends.tolist())]

    def _shared(self, texts: list[list[_Word]]) -> NDArray[np.float64]:
        """Shape (texts, labels): the weight of what they have in common."""
        found = [(row * len(self._sizes), word) for row, words in enumerate(texts) for word in words]
        places = np.concatenate([_NONE, *(word.labels + start for start, word in found)])
        weights = np.concatenate([_NOTHING, *(word.shared for _, word in found)])
        shared = np.bincount(places, weights, len(texts) * len(self._sizes))
        return np.asarray(shared, dtype=np.float64).reshape(len(texts), -1)

    def _alike(self, shared: NDArray[np.float64], sizes: NDArray[np.float64]) -> tuple[Ints, Ints, NDArray[np.float64]]:
        """The texts, the labels and the likeness of every pair that is no chance; looks closely at few of them."""
        pairs = np.flatnonzero(shared > np.add.outer(_LEAST * _EXTRA * sizes, self._least))
        rows, labels = np.divmod(pairs, len(self._sizes))
        sizes = sizes[rows]
        common = np.minimum(np.minimum(shared.ravel()[pairs], self._sizes[labels]), sizes)
        missing = self._missing[labels]
        likeness = common * self._label_sure[labels] / (common * _ONLY_SHARED + missing + _EXTRA * sizes)
        kept = likeness >= _WEAKEST
        return rows[kept], labels[kept], likeness[kept]

    def _index(self, parts: list[dict[str, float]]) -> None:
        count = Counter(part for label in parts for part in label)
        most = _COMMON * len(parts)
        self._rarity = {
            part: float(np.log(1 + len(parts) / times)) if times <= most or part[0] in _WORDLIKE else 0.0
            for part, times in count.items()
        }
        self._unseen = float(np.median(list(self._rarity.values())))
        self._sizes = np.array([sum(kind * self._rarity[part] for part, kind in label.items()) for label in parts])
        self._missing = _MISSING * self._sizes
        self._least = _LEAST * self._missing
        postings: dict[str, list[int]] = defaultdict(list)
        for place, label in enumerate(parts):
            for part in label:
                if self._rarity[part]:
                    postings[part].append(place)
        self._postings = {part: np.array(places) for part, places in postings.items()}

    def _word(self, word: str) -> _Word:
        if word not in self._ready:
            if len(self._ready) >= _MOST_WORDS:
                self._ready.clear()
            self._ready[word] = self._look_up(word)
        return self._ready[word]

    def _look_up(self, word: str) -> _Word:
        features = dict(self._word_features(word))
        weights = {part: kind * self._rarity.get(part, self._unseen) for part, kind in features.items()}
        hits = [(self._postings[part], weight) for part, weight in weights.items() if part in self._postings]
        parts = {part: weight for part, weight in weights.items() if part[0] in _WORDLIKE}
        if not hits:
            return _Word(_NONE, _NOTHING, sum(weights.values()), parts)
        places = np.concatenate([places for places, _ in hits])
        shared = np.bincount(places, np.repeat([w for _, w in hits], [len(places) for places, _ in hits]))
        labels = np.flatnonzero(shared)
        return _Word(labels, shared[labels].astype(np.float64), sum(weights.values()), parts)

    def _features(self, text: str) -> dict[str, float]:
        return {part: kind for word in _telling(text) for part, kind in self._word_features(word)}

    def _word_features(self, word: str) -> Iterator[tuple[str, float]]:
        root = stem(word)
        yield f"={root}", _WHOLE
        pieces = split(root, self._compounds)
        for piece in pieces:
            yield f"+{piece}", _PART / len(pieces) ** 0.5
        edged = f"^{word}$"
        for size in (3, 4, 5):
            for start in range(len(edged) - size + 1):
                yield edged[start : start + size], _LETTERS


def _differs_from_the_last(values: Ints) -> Bools:
    differs = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=differs[1:])
    return differs


def _telling(text: str) -> list[str]:
    return [word for word in words_of(text) if word not in _EMPTY and not word.isdigit()]


def _stems_of(texts: list[str]) -> frozenset[str]:
    return frozenset(root for text in texts for word in _telling(text) if len(root := stem(word)) >= 3)


@lru_cache(maxsize=1)
def linker() -> Linker:
    """The linker of the vocabulary that ships with Vonk, read once."""
    return Linker(read_vocabulary())


def link(text: str) -> list[tuple[str, float]]:
    """Occupations that a text names, with the strength of each link, best first."""
    return linker().link(text)
