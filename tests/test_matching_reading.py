"""Reading quickly changes nothing: many phrases together, a quick look first, and slips only where there can be one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from string import ascii_lowercase

import numpy as np
import pytest

from eventapp.matching import demands, requirements, wishes
from eventapp.matching.lexicon import Floats
from eventapp.matching.likeness import read, read_all
from eventapp.matching.linker import _EXTRA, _ONLY_SHARED, _WEAKEST, Linker, _telling, linker
from eventapp.matching.spelling import any_of, corrected

LABELS = sorted({text for text, _, _ in linker().vocabulary.labels})[::7]
SAID = ["", "!!", "de", "niet zwaar tillen", "in de koelcel", "achter de computer", "rustig werk in de ochtend"]
RULES = [pattern for _, pattern in demands._RULES]
LIKED = [*wishes._DAY_PARTS.values(), *wishes._SUPPORT.values()]


def slips(word: str) -> Iterator[str]:
    """The word with one letter left out, changed, added, or swapped with its neighbour."""
    for at in range(len(word) + 1):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
        for letter in ascii_lowercase:
            yield word[:at] + letter + word[at + 1 :]
            yield word[:at] + letter + word[at:]


def test_phrases_read_together_say_what_each_says_by_itself() -> None:
    texts = [*SAID, *LABELS[:100], *SAID]
    for text, said in zip(texts, read_all(texts, linker()), strict=True):
        alone = read(text, linker())
        assert np.array_equal(said.nodes, alone.nodes)
        assert np.array_equal(said.strengths, alone.strengths)
        assert said.parts == alone.parts


def by_every_label(words: Linker, text: str) -> Floats:
    """How surely a text names each node, with every label compared to the end."""
    parts = [words._word(word) for word in dict.fromkeys(_telling(text))]
    size, shared = sum(part.weight for part in parts), np.zeros(len(words._sizes))
    for part in parts:
        shared[part.labels] += part.shared
    common = np.minimum(np.minimum(shared, words._sizes), size)
    sure = common * words._label_sure
    likeness = sure / (common * _ONLY_SHARED + words._missing + _EXTRA * size) if parts else shared
    best = np.zeros(len(words.vocabulary.nodes))
    np.maximum.at(best, words._owners, likeness)
    return np.where(best >= _WEAKEST, best, 0).astype(np.float32)


def test_labels_that_are_passed_over_are_no_more_than_chance() -> None:
    for text in [*SAID, *LABELS, *(f"{one} {other}" for one, other in pairwise(LABELS[::3]))]:
        assert np.array_equal(linker().strengths(text), by_every_label(linker(), text))


@pytest.mark.parametrize("patterns", [RULES, LIKED], ids=["demands", "wishes"])
def test_the_quick_look_finds_wherever_a_rule_does(patterns: list[str]) -> None:
    quick, rules = any_of(patterns), [re.compile(pattern) for pattern in patterns]
    said = [text for text in [*SAID, *LABELS] if any(rule.search(text) for rule in rules)]
    assert said
    assert all(quick.search(text) for text in said)
    assert not any(re.search(r"\([^|)]*\|\\w\*", pattern) for pattern in patterns)  # see ``any_of``


@pytest.mark.parametrize(
    ("known", "shortest"),
    [(demands._OFTEN_MISSPELT, 7), (requirements._OFTEN_MISSPELT, 6), (("rijbewijs",), 7)],
    ids=["demands", "papers", "licence"],
)
def test_every_slip_in_a_word_that_is_often_misspelt_is_put_right(known: tuple[str, ...], shortest: int) -> None:
    for word in known:
        wrong = {slip for slip in slips(word) if len(slip) >= shortest and slip not in known}
        assert wrong or len(word) <= shortest
        assert {slip for slip in wrong if corrected(slip, known, shortest) not in known} == set()
