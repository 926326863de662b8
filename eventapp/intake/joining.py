"""Who is who: rows of several registers, and people that the fair has already, become one entry for each person.

The rules of recognition are in ``merging``, what was told before is found back by ``recalling``; this says what is
compared, and what comes of it. The number of a register is compared within that register only; in our own template
it is the number of the fair.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from eventapp.fair.fields import Fields
from eventapp.intake.entries import Known, PersonEntry, Probable, Source
from eventapp.intake.fuller import settled
from eventapp.intake.merging import Candidate, Pair, differences, groups, pairs, questions
from eventapp.intake.progress import Steps
from eventapp.intake.recalling import OWN, Key, Memory, Row, copies, held, known_as
from eventapp.intake.short_infix import Infixes

__all__ = ["Joined", "Row", "join"]


@dataclass(slots=True)
class Joined:
    """What came of the rows."""

    entries: list[PersonEntry] = field(default_factory=list)
    merged: list[dict[str, Any]] = field(default_factory=list)
    to_review: list[dict[str, Any]] = field(default_factory=list)
    probable: list[Probable] = field(default_factory=list)


def join(rows: Sequence[Row], known: Known, steps: Steps) -> Joined:
    """One entry per person, in the order in which they were first seen.

    What was told before is not compared again, so it brings no new person, no merge and no question.
    """
    memory = Memory(known)
    memory.recall(rows)
    people: list[list[Key]] = []
    doubts: list[Pair] = []
    if not all(row.same for row in rows):
        people, doubts = _compared(rows, memory.candidates(rows), known, steps)
    return _Joining(rows, known, people).result(doubts)


def _compared(
    rows: Sequence[Row], candidates: Sequence[Candidate], known: Known, steps: Steps
) -> tuple[list[list[Key]], list[Pair]]:
    """The groups of keys that are one person, and the pairs that a person has to look at."""
    old = {candidate.key for candidate in candidates if known_as(candidate.key)}
    found = [*pairs(candidates, old, steps), *_by_own_number(rows)]
    certain = [*(pair for pair in found if pair.verdict == "certain"), *held(candidates, rows), *copies(rows)]
    answered = {_views(two) for two in known.apart}
    apart, people = answered, groups(candidates, certain, answered)
    # A row in between does not make one person of two who are here already: that is for a person to say.
    while two := {pair for group in people for pair in _persons_in(group)} - apart:
        apart = apart | two
        people = groups(candidates, certain, apart)
    return people, questions(found, people, answered)


def _persons_in(group: Iterable[Key]) -> Iterable[frozenset[Key]]:
    ids = sorted({id for key in group if (id := known_as(key))})
    return map(_views, combinations(ids, 2))


def _views(ids: Iterable[str]) -> frozenset[Key]:
    return frozenset(("known", id) for id in ids)


class _Joining:
    """Puts the rows of one person into one entry; ``people`` are the groups of keys that are one."""

    def __init__(self, rows: Sequence[Row], known: Known, people: Iterable[Sequence[Key]]) -> None:
        self._rows = {row.key: row for row in rows}
        self._known = known
        self._persons = {str(person.key): person for person in known.persons}
        self._taken: dict[str, Key] = {number.casefold(): id for number, id in known.people.items()}
        self._home: dict[Key, int] = {}  # of a row: the place of its entry
        self._is = {key: id or group[0] for group in people for id in [_id_in(group)] for key in group}
        self._infixes = Infixes([*(row.fields for row in rows), *(person.fields for person in known.persons)])
        self.joined = Joined()

    def result(self, doubts: Iterable[Pair]) -> Joined:
        one_person: dict[Key, list[Row]] = defaultdict(list)
        for row in self._rows.values():
            one_person[row.id or self._is.get(row.key, row.key)].append(row)
        for who, rows in one_person.items():
            self._add(rows, who if isinstance(who, str) else None)
        for pair in doubts:
            self._ask(pair)
        return self.joined

    def _add(self, rows: Sequence[Row], id: str | None) -> None:
        person = self._persons.get(id) if id else None
        entry = PersonEntry(self._number(rows, id), {}, rows[0].source, id)
        before = person.fields if person else None
        for fields in settled([row.fields for row in rows], before, updates=any(row.id for row in rows)):
            entry.fields |= fields
        whole = {**(before or {}), **entry.fields}
        entry.fields = self._infixes.written_out(entry.fields, whole)
        news = zip(rows, _news(rows, before), strict=True)
        entry.rows = [(row.source, self._infixes.written_out(fields, whole)) for row, fields in news]
        entry.told = [None if row.old else row.told for row in rows]
        self._home |= {row.key: len(self.joined.entries) for row in rows}
        self.joined.entries.append(entry)
        if any(row.id is None for row in rows) and (len(rows) > 1 or id):
            called = (person.number if person else None) or entry.number or id or "{}:{}".format(*entry.source)
            self.joined.merged.append({"kept": called, "rows": [list(row.source) for row in rows]})

    def _number(self, rows: Sequence[Row], id: str | None) -> str | None:
        """The first number that is nobody else's in the fair; what another register calls somebody is not used."""
        numbered = [(row, row.number) for row in rows if row.number]
        for row, number in numbered:
            if self._taken.setdefault(number.casefold(), id or row.key) == (id or row.key):
                return number
        for row, _ in numbered:
            row.report.warn(row.source[1], "number_of_someone_else", "nummer")
        return None

    def _ask(self, pair: Pair) -> None:
        """Keep a pair for a person to look at, unless somebody was asked before."""
        keys = sorted((pair.a, pair.b), key=self._order)
        one, other = (known_as(key) or self._home[key] for key in keys)
        ids = frozenset(who if isinstance(who, str) else self.joined.entries[who].id for who in (one, other))
        if one == other or (None not in ids and (len(ids) == 1 or ids in self._known.asked)):
            return
        self.joined.probable.append(Probable(one, other, pair.why))
        self.joined.to_review.append({
            "rows": [list(source) for key in keys for source in self._sources(key)], "why": list(pair.why),
        })  # fmt: skip

    def _order(self, key: Key) -> int:
        return self._rows[key].place if key in self._rows else -1

    def _sources(self, key: Key) -> list[Source]:
        id = known_as(key)
        return (
            [source for source, other in self._known.sources.items() if other == id] if id else [self._rows[key].source]
        )


def _id_in(group: Sequence[Key]) -> str | None:
    return next(filter(None, map(known_as, group)), None)


def _news(rows: Sequence[Row], before: Mapping[str, Any] | None) -> list[Fields]:
    """What is to be kept of each row: nothing that was told before. What a register tells newly adds to the others'
    lists; where it tells them anew, it has changed its mind.
    """
    news: dict[Key, Fields] = {row.key: {} for row in rows}
    for again in (True, False):
        speaking = [row for row in rows if bool(row.id) is again and not row.old]
        kept = settled([row.news for row in speaking], before, updates=again)
        news |= {row.key: fields for row, fields in zip(speaking, kept, strict=True)}
        before = {name: value for fields in (before or {}, *kept) for name, value in fields.items()} or None
    return [news[row.key] for row in rows]


def _by_own_number(rows: Sequence[Row]) -> list[Pair]:
    """Rows of our own template with one number in several files, judged as rows of one register.

    Where neither the names nor the date agree, it is a number that two registers happen to use.
    """
    numbered: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.own and row.number and not row.same:
            numbered[row.number.casefold()].append(row)
    found: list[Pair] = []
    for same in numbered.values():
        likely = [row for row in same if len(same) > 1 and differences(row.fields, same[0].fields) < 2]
        if len(likely) > 1:
            found += pairs([Candidate(row.key, row.candidate.fields, row.number, OWN) for row in likely])
    return found
