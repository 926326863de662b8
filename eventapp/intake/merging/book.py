"""The names that we know: which are spellings of one name, which are short for another, which stand alone."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from eventapp.intake.merging.letters import LONG, loose, sound

_FILE: Final = Path(__file__).with_name("given_names.toml")

Index = dict[str, frozenset[str]]


@dataclass(frozen=True)
class Book:
    """The names of given_names.toml: word or sound -> the names in full that it stands for."""

    names: dict[str, list[str]]  # the name in full -> its spellings
    spellings: Index
    shorts: Index
    alone: frozenset[str]
    by_letter: dict[str, list[str]]
    short: dict[str, list[str]]  # the name in full -> its short forms

    def beginning(self, letter: str) -> list[str]:
        """All names with this first letter."""
        return self.by_letter.get(letter, [])

    def knows(self, word: str) -> bool:
        """Whether this is a name, spelled like this."""
        return word in self.spellings or word in self.shorts or word in self.alone

    def line(self, name: str) -> list[str]:
        """The spellings of a name in full."""
        return self.names.get(name, [])

    def short_for(self, name: str) -> list[str]:
        """The short forms of a name in full."""
        return self.short.get(name, [])

    def lines(self, word: str, short: bool = False) -> frozenset[str]:
        """The names in full of which this is a spelling (or a short form), by itself or else by its sound."""
        index = self.shorts if short else self.spellings
        keys = (word,) if self.knows(word) else (word, f"={sound(word)}", f"~{loose(word)}")
        return next((index[key] for key in keys if key in index), frozenset())


@cache
def book() -> Book:
    """The book, read at the first use and then never again."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    spellings = {name: [name, *others.split()] for name, others in tables["spellings"].items()}
    shorts = {name: others.split() for name, others in tables["short"].items()}
    for name in shorts.keys() - spellings.keys():
        spellings[name] = [name]
    alone = frozenset(word for words in tables["alone"].values() for word in words.split())
    by_letter: dict[str, list[str]] = defaultdict(list)
    for word in sorted(alone.union(*spellings.values(), *shorts.values())):
        by_letter[word[0]].append(word)
    return Book(spellings, _indexed(spellings.items()), _indexed(shorts.items()), alone, by_letter, shorts)


def _indexed(lines: Iterable[tuple[str, list[str]]]) -> Index:
    """By the word, by "=" and its sound, and for long words by "~" and its loose sound."""
    index: dict[str, set[str]] = defaultdict(set)
    for name, words in lines:
        for word in words:
            for key in (word, f"={sound(word)}", *([f"~{loose(word)}"] if len(word) >= LONG else [])):
                index[key].add(name)
    return {key: frozenset(names) for key, names in index.items()}
