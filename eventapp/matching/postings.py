"""Which rows share which features: rows compared with a text by touching only the rows that share something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Weights = Mapping[str, float]

# How soon a feature that comes back in one row stops counting, and how much a long row is held against it.
# Source: S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009).
_ENOUGH: Final = 1.2
_LENGTH: Final = 0.5


class Postings:
    """Rows of weighed features. ``rarity`` is a feature's weight, one that no row has weighs ``unseen``."""

    def __init__(self, rows: Sequence[Weights]) -> None:
        self.count = len(rows)
        self._ids: dict[str, int] = {}
        features = np.array(
            [self._ids.setdefault(feature, len(self._ids)) for row in rows for feature in row], dtype=np.int64
        )
        often = np.bincount(features, minlength=len(self._ids))
        self.rarity = np.log((1 + self.count) / (1 + often)) + 1
        self.unseen = float(self.rarity.max(initial=1.0))
        order = np.argsort(features, kind="stable")
        self._features = features[order]
        self._rows = np.repeat(np.arange(self.count), [len(row) for row in rows])[order]
        self._values = np.fromiter(chain.from_iterable(row.values() for row in rows), np.float64, len(order))[order]
        self._starts = np.searchsorted(self._features, np.arange(len(self._ids) + 1))

    def shared(self, text: Weights) -> Numbers:
        """Per row the sum over the features that it shares with a text, shape (rows,)."""
        found = [(self._ids[feature], weight) for feature, weight in text.items() if feature in self._ids]
        spans = [slice(self._starts[place], self._starts[place + 1]) for place, _ in found]
        if not spans:
            return np.zeros(self.count)
        rows = np.concatenate([self._rows[span] for span in spans])
        values = np.concatenate([self._values[span] * weight for span, (_, weight) in zip(spans, found, strict=True)])
        return np.bincount(rows, values, self.count).astype(np.float64)

    def weight_of(self, feature: str) -> float:
        """How much a feature tells: the rarer, the more."""
        place = self._ids.get(feature)
        return self.unseen if place is None else float(self.rarity[place])


class Cosine(Postings):
    """Likeness of direction: 1 for a row with the very features of the text."""

    def __init__(self, rows: Sequence[Weights]) -> None:
        super().__init__(rows)
        weighed = self._values * self.rarity[self._features]
        lengths = np.sqrt(np.bincount(self._rows, weighed**2, self.count))
        self._values = weighed / np.maximum(lengths, 1e-9)[self._rows]

    def of(self, text: Weights) -> Numbers:
        """How like each row is, 0 to 1, shape (rows,)."""
        weighed = {feature: weight * self.weight_of(feature) for feature, weight in text.items()}
        length = sum(weight**2 for weight in weighed.values()) ** 0.5
        return self.shared(weighed) / max(length, 1e-9)


class Saturating(Postings):
    """BM25 as a share of the most that a text can score: how much of the text a row, of whatever length, has."""

    def __init__(self, rows: Sequence[Weights]) -> None:
        super().__init__(rows)
        often = np.bincount(self._features, minlength=len(self.rarity))
        self.rarity = np.log(1 + (self.count - often + 0.5) / (often + 0.5))
        self.unseen = float(self.rarity.max(initial=1.0))
        sizes = np.bincount(self._rows, self._values, self.count)
        slow = _ENOUGH * (1 - _LENGTH + _LENGTH * sizes / max(sizes.mean(), 1e-9))
        self._values = self._values * self.rarity[self._features] / (self._values + slow[self._rows])

    def of(self, text: Weights) -> Numbers:
        """How much of the text each row has, 0 to 1, shape (rows,)."""
        most = sum(weight * self.weight_of(feature) for feature, weight in text.items())
        return self.shared(text) / max(most, 1e-9)
