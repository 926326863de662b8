"""Recalling: a row that was told before, or a newer version of one, is found back before anybody is compared.

A register tells the same again with every export, in another order and with rows added. What it told is remembered
row by row (``entries.Told``), so that a row is the k-th that says exactly this in a file, or else goes by its own
number, or else by a full name and birth date that only one row has.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Final

from eventapp.fair.fields import Fields
from eventapp.intake.entries import Known, Source, Told
from eventapp.intake.merging import Candidate, Pair, differences
from eventapp.intake.merging.letters import fold
from eventapp.intake.names import are_initials
from eventapp.intake.report import FileReport

Key = Hashable

COMPARED: Final = ("first_name", "infix", "last_name", "birth_date", "phone", "email", "postcode")
OWN: Final = "vonk"  # the register of our own template, whatever the file is called
_TELLING: Final = ("birth_date", "phone", "email")


@dataclass(slots=True)
class Row:
    """One row that came in. ``also`` holds contact data that is compared, not kept."""

    source: Source
    number: str | None
    fields: Fields
    also: Fields
    register: str
    own: bool
    report: FileReport
    place: int = 0  # among all rows
    id: str | None = None  # of whom it is for sure
    old: bool = False  # told before, every word of it
    same: bool = False  # tells nothing new of who it is
    news: Fields = field(default_factory=dict)  # what this register had not told of this person

    @property
    def key(self) -> Key:
        return ("row", self.place)

    @property
    def candidate(self) -> Candidate:
        return Candidate(self.key, _compared(self.fields) | self.also, self.number, self.register)

    @property
    def told(self) -> Told:
        return Told(self.source, self.register, self.number, self.fields)


def known_as(key: Key) -> str | None:
    """The id of somebody who was here before; None for a row that came in."""
    return str(key[1]) if isinstance(key, tuple) and key[0] in ("known", "told") else None


class Memory:
    """What was told before, and which of it the rows of an intake tell again."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._persons = {str(person.key): person.fields for person in known.persons}
        self._told = sorted(known.told, key=lambda one: one[1].source)
        self._ids = {id for id, _ in self._told}
        self._claimed: set[tuple[str, int]] = set()  # by which file, which place in told
        self._places: dict[Key, list[int]] = defaultdict(list)
        self._said: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
        for place, (id, told) in enumerate(self._told):
            for key in _keys(told):
                self._places[key].append(place)
            for name, value in told.fields.items():
                self._said[id, _home(told.register), name].append(value)

    def recall(self, rows: Sequence[Row]) -> None:
        """Fill ``id``, ``old``, ``same`` and ``news`` of every row, the surest ways of knowing first."""
        for place, row in enumerate(rows):
            row.place = place
        for way in (self._by_all_words, self._by_who_it_is, self._by_number, self._by_own_number, self._by_source):
            for row in rows:
                row.id = row.id or way(row)
        self._by_name_and_date([row for row in rows if not row.id])
        for row in rows:
            row.news = {name: value for name, value in row.fields.items() if not self._was_said(row, name, value)}

    def _was_said(self, row: Row, name: str, value: Any) -> bool:
        return row.id is not None and value in self._said.get((row.id, _home(row.register), name), ())

    def candidates(self, rows: Sequence[Row]) -> list[Candidate]:
        """All who may be one with a row that tells something new: persons, rows told before, and such rows."""
        ids = dict.fromkeys([*self._persons, *(row.id for row in rows if row.id)])
        here = {_home(row.register) for row in rows}
        claimed = {place for _, place in self._claimed}
        again = {place for row in rows if row.id and not row.same for place in self._versions(row)}
        return [
            *(Candidate(("known", id), self._persons.get(id, {})) for id in ids),
            *(
                Candidate(("told", id, place), _compared(told.fields), told.number, told.register)
                if told.number or place in claimed or _home(told.register) not in here
                # its newer version may be among the rows: a register having somebody twice is not what it says
                else Candidate(("told", id, place), _compared(told.fields))
                for place, (id, told) in enumerate(self._told)
                if id in self._persons and place not in again
            ),
            *(row.candidate for row in rows if not row.same),
        ]

    def _versions(self, row: Row) -> Iterator[int]:
        """Older versions of a row that changed."""
        yield from (place for file, place in self._claimed if file == row.source[0] and self._told[place][0] == row.id)
        if row.number:
            yield from self._places.get(_numbered(row.told), ())

    def _by_all_words(self, row: Row) -> str | None:
        id = self._claim(row, self._places.get(_worded(row.told), ()))
        row.old = row.same = id is not None
        return id

    def _by_who_it_is(self, row: Row) -> str | None:
        id = self._claim(row, self._places.get(_identity(row.told), ()))
        row.same = id is not None
        return id

    def _by_number(self, row: Row) -> str | None:
        """The register's own number, where neither what it told before nor what is known says otherwise."""
        if not row.number:
            return None
        for place in reversed(self._places.get(_numbered(row.told), ())):
            id, told = self._told[place]
            if self._may_be(id, row) or differences(told.fields, row.fields) == 0:
                return id
        return None

    def _by_own_number(self, row: Row) -> str | None:
        """In our own template the number is that of the fair."""
        id = self._known.people.get(row.number) if row.own and row.number else None
        return id if id and self._may_be(id, row) else None

    def _by_source(self, row: Row) -> str | None:
        """The row of a file of which the words were not kept."""
        id = self._known.sources.get(row.source)
        return id if id and id not in self._ids and self._may_be(id, row) else None

    def _by_name_and_date(self, rows: Sequence[Row]) -> None:
        """A register has everybody once, so one full name and birth date in two of its files are one person."""
        here = Counter((row.source[0], _named(row.told)) for row in rows)
        for row in rows:
            key = _named(row.told)
            places = self._places.get(key, ()) if key else ()
            free = [place for place in places if self._is_free(row, place)]
            if here[row.source[0], key] == 1 and len({self._told[place][0] for place in free}) == 1:
                row.id = self._claim(row, free)

    def _is_free(self, row: Row, place: int) -> bool:
        number = self._told[place][1].number
        other_number = row.number and number and row.number.casefold() != number.casefold()
        return not other_number and (row.source[0], place) not in self._claimed

    def _claim(self, row: Row, places: Iterable[int]) -> str | None:
        """The first of these rows that the file did not tell again yet."""
        for place in places:
            if (row.source[0], place) not in self._claimed:
                self._claimed.add((row.source[0], place))
                return self._told[place][0]
        return None

    def _may_be(self, id: str, row: Row) -> bool:
        return id not in self._persons or differences(self._persons[id], row.fields) == 0


def held(candidates: Sequence[Candidate], rows: Sequence[Row]) -> list[Pair]:
    """What holds together all that was told of one person, and the rows that were found back as theirs."""
    keys: dict[str, list[Key]] = defaultdict(list)
    for candidate in candidates:
        if id := known_as(candidate.key):
            keys[id].append(candidate.key)
    for row in rows:
        if row.id and not row.same:
            keys[row.id].append(row.key)
    return [Pair(*two, "certain", ("decided",)) for same in keys.values() for two in combinations(same, 2)]


def copies(rows: Sequence[Row]) -> list[Pair]:
    """One file of a register twice, or its next export beside it: the k-th row with these words is the k-th there."""
    nth: Counter[Key] = Counter()
    first: dict[Key, Row] = {}
    found: list[Pair] = []
    for row in rows:
        if row.id or not (row.number or any(row.fields.get(name) for name in _TELLING)):
            continue
        words = _worded(row.told)
        nth[row.source[0], words] += 1
        other = first.setdefault((words, nth[row.source[0], words]), row)
        if other is not row:
            found.append(Pair(other.key, row.key, "certain", ("decided",)))
    return found


def _compared(fields: Fields) -> Fields:
    return {name: fields[name] for name in COMPARED if name in fields}


def _home(register: str) -> str:
    """Of our own template every file is one register."""
    return OWN if register.startswith(f"{OWN} ") else register


def _keys(told: Told) -> Iterator[Key]:
    yield _worded(told)
    yield _identity(told)
    if told.number:
        yield _numbered(told)
    if named := _named(told):
        yield named


def _worded(told: Told) -> Key:
    words = json.dumps(told.fields, sort_keys=True, ensure_ascii=False)
    return "words", _home(told.register), (told.number or "").casefold(), words


def _identity(told: Told) -> Key:
    return "who", _home(told.register), (told.number or "").casefold(), *(told.fields.get(name) for name in COMPARED)


def _numbered(told: Told) -> Key:
    return "number", _home(told.register), (told.number or "").casefold()


def _named(told: Told) -> Key:
    """A full first name, last name and birth date; empty where one of them is not there, or says little."""
    first, infix, last, born = (str(told.fields.get(name) or "") for name in COMPARED[:4])
    if (
        not last
        or len(born) != 10
        or born.endswith("-01-01")
        or len(fold(first)) < 2
        or are_initials(first.replace(" ", ""))
    ):
        return ""
    return "named", _home(told.register), fold(first), fold(f"{infix} {last}"), born
