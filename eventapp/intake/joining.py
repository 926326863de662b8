"""Who is who: rows of several registers, and people that the fair has already, become one entry for each person.

The rules of recognition are in ``merging``; this says what is compared, and what comes of it. The number of a
register is compared within that register only; in our own template it is the number of the fair.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Final

from eventapp.fair.fields import Fields
from eventapp.intake.choices import plain_word
from eventapp.intake.entries import Known, PersonEntry, Probable, Source
from eventapp.intake.fuller import settled
from eventapp.intake.merging import Candidate, Pair, groups, pairs, questions
from eventapp.intake.report import FileReport

_OWN: Final = "vonk"
_COMPARED: Final = ("first_name", "infix", "last_name", "birth_date", "phone", "email", "postcode")
_SPEAK_AGAINST: Final = {"last_name_differs", "birth_date_nearly_same", "birth_date_differs", "birth_date_swapped"}
Key = Hashable


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
    id: str | None = None

    @property
    def key(self) -> Key:
        return ("row", self.place)

    @property
    def candidate(self) -> Candidate:
        said = {name: self.fields[name] for name in _COMPARED if name in self.fields}
        return Candidate(self.key, said | self.also, self.number, self.register)


@dataclass(slots=True)
class Joined:
    """What came of the rows."""

    entries: list[PersonEntry] = field(default_factory=list)
    merged: list[dict[str, Any]] = field(default_factory=list)
    to_review: list[dict[str, Any]] = field(default_factory=list)
    probable: list[Probable] = field(default_factory=list)


def join(rows: Sequence[Row], known: Known) -> Joined:
    """One entry per person, in the order in which they were first seen."""
    persons = {str(person.key): person for person in known.persons}
    for place, row in enumerate(rows):
        row.place, row.id = place, _known_id(row, known, persons)
    candidates = [
        *(Candidate(("known", id), one.fields, None, None) for id, one in persons.items()),
        *(row.candidate for row in rows),
    ]
    found = [*pairs(candidates), *_by_own_number(rows)]
    certain = [*(pair for pair in found if pair.verdict == "certain"), *_recognised(rows, persons)]
    apart = [frozenset(("known", id) for id in two) for two in known.apart]
    people = groups(candidates, certain, apart)
    return _Joining(rows, known, persons, people).result(questions(found, people, apart))


class _Joining:
    """Puts the rows of one person into one entry; ``people`` are the groups of keys that are one."""

    def __init__(
        self, rows: Sequence[Row], known: Known, persons: dict[str, Candidate], people: Iterable[list[Key]]
    ) -> None:
        self._rows = {row.key: row for row in rows}
        self._known = known
        self._persons = persons
        self._groups = {key: group for group in people for key in group}
        self._taken: dict[str, Key] = {number.casefold(): id for number, id in known.people.items()}
        self._home: dict[Key, int] = {}  # of a row: the place of its entry
        self.joined = Joined()

    def result(self, doubts: Iterable[Pair]) -> Joined:
        for key in self._rows:
            if key not in self._home:
                self._add(self._groups.get(key, [key]))
        for pair in doubts:
            self._ask(pair)
        return self.joined

    def _add(self, group: Sequence[Key]) -> None:
        rows = sorted((self._rows[key] for key in group if key in self._rows), key=attrgetter("place"))
        ids = [*(row.id for row in rows if row.id), *filter(None, map(_known_as, group))]
        id = ids[0] if ids else None
        person = self._persons.get(id) if id else None
        fields = settled(
            [row.fields for row in rows], person.fields if person else None, updates=any(row.id for row in rows)
        )
        kept = [(row.source, one) for row, one in zip(rows, fields, strict=True)]
        view = {name: value for one in fields for name, value in one.items()}
        entry = PersonEntry(self._number(rows, id), view, rows[0].source, id, kept)
        self._home |= {row.key: len(self.joined.entries) for row in rows}
        self.joined.entries.append(entry)
        if len(rows) > 1 or (id and not rows[0].id):
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
        """Keep a pair for a person to look at, unless somebody answered, or it is older than this intake."""
        keys = sorted((pair.a, pair.b), key=self._order)
        one, other = (_known_as(key) or self._home[key] for key in keys)
        ids = frozenset(who if isinstance(who, str) else self.joined.entries[who].id for who in (one, other))
        if one == other or (None not in ids and (len(ids) == 1 or ids in self._known.apart)):
            return
        if (isinstance(one, str) and isinstance(other, str)) or _are_two_of_one_register(pair):
            return
        self.joined.probable.append(Probable(one, other, pair.why))
        self.joined.to_review.append({
            "rows": [list(source) for key in keys for source in self._sources(key)], "why": list(pair.why),
        })  # fmt: skip

    def _order(self, key: Key) -> int:
        return self._rows[key].place if key in self._rows else -1

    def _sources(self, key: Key) -> list[Source]:
        id = _known_as(key)
        return (
            [source for source, other in self._known.sources.items() if other == id] if id else [self._rows[key].source]
        )


def _known_id(row: Row, known: Known, persons: dict[str, Candidate]) -> str | None:
    """Who this row is for sure: the row of the same file, or the number, where the names say nothing else."""
    for id in (known.sources.get(row.source), known.people.get(row.number) if row.number else None):
        if id and (id not in persons or may_be_one(persons[id].fields, row.fields)):
            return id
    return None


def _recognised(rows: Sequence[Row], persons: dict[str, Candidate]) -> list[Pair]:
    """What holds a row to the person that it was recognised as, and rows of one person to each other."""
    found = [Pair(("known", row.id), row.key, "certain", ("decided",)) for row in rows if row.id in persons]
    alone: dict[str, Key] = {}
    for row in rows:
        if row.id and row.id not in persons and alone.setdefault(row.id, row.key) != row.key:
            found.append(Pair(alone[row.id], row.key, "certain", ("decided",)))
    return found


def _by_own_number(rows: Sequence[Row]) -> list[Pair]:
    """Rows of our own template with one number in several files, judged as rows of one register."""
    numbered: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.own and row.number:
            numbered[row.number.casefold()].append(row)
    found: list[Pair] = []
    for same in numbered.values():
        likely = [row for row in same if len(same) > 1 and not _surely_two(row.fields, same[0].fields)]
        if len(likely) > 1:
            found += pairs([Candidate(row.key, row.candidate.fields, row.number, _OWN) for row in likely])
    return found


def may_be_one(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Two rows with one number are one person unless a name or the birth date says otherwise."""
    return not _differing(one, other)


def _surely_two(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """A number that two registers happen to use: neither the names nor the date agree."""
    return len(_differing(one, other)) > 1


def _differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    names = ("first_name", "last_name", "birth_date")
    return [name for name in names if name in one and name in other and not _alike(str(one[name]), str(other[name]))]


def _alike(one: str, other: str) -> bool:
    """Without accents and capitals; a name in another script as it is; what is only shorter agrees."""
    mine, yours = (plain_word(text) or text.casefold() for text in (one, other))
    shorter, longer = sorted((mine, yours), key=len)
    return longer.startswith(shorter.split(" ")[0] if len(shorter.split(" ")[0]) == 1 else shorter)


def _are_two_of_one_register(pair: Pair) -> bool:
    """A register has everybody once: its twins, and its namesakes, are two without anybody asking."""
    why = set(pair.why)
    if "same_register_twice" not in why or "first_name_differs" in why:
        return "same_register_twice" in why
    return bool(why & _SPEAK_AGAINST) and not why & {"same_phone", "same_email"}


def _known_as(key: Key) -> str | None:
    """The id of somebody who was here before; None for a row."""
    return str(key[1]) if isinstance(key, tuple) and key[0] == "known" else None
