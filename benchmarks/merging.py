"""What it costs to recognise people over three registers, and how that grows: ``python -m benchmarks.merging``.

The floor is an exact join of the same rows: read every cell that the merging reads, and put the rows together that
have the same birth date and the same phone number, mail address or name. It finds less, and nothing in doubt.
"""

from __future__ import annotations

import gc
import math
import time
import tracemalloc
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import partial
from itertools import combinations

from benchmarks.table import Row
from eventapp.intake.merging import Candidate, groups, pairs, questions
from eventapp.intake.merging.contacts import plain_phones
from eventapp.intake.merging.letters import fold
from seed.registers_noisy import Truth, noisy_candidates

_PEOPLE = (490, 1_470, 5_400)  # some 1,000, 3,000 and 11,000 rows
_ROUNDS = 3
_SET = 400  # people in a set that is held against the truth
_SEEDS = range(30)


def rows() -> Iterator[Row]:
    """For ``run.py bench``."""
    timed: list[tuple[int, float]] = []
    for count in _PEOPLE:
        candidates, _ = noisy_candidates(count, seed=1)
        ours = min(_seconds(partial(_merge, candidates)) for _ in range(_ROUNDS))
        floor = min(_seconds(partial(_join, candidates)) for _ in range(_ROUNDS))
        timed.append((len(candidates), ours))
        yield Row(f"{len(candidates)} rows of three registers merged", ours, "s", floor, "an exact join")
    yield Row("growth from the fewest to the most rows, exponent", _exponent(timed), "", goal="near 1")
    yield Row(f"memory for {len(candidates)} rows, at most", _megabytes(candidates), "MB")
    yield from _right([_Outcome(*noisy_candidates(_SET, seed)) for seed in _SEEDS])


class _Outcome:
    """What became of one set of registers: pairs of rows, by whether they are of one person."""

    def __init__(self, candidates: Sequence[Candidate], truth: Truth) -> None:
        self.rows = len(candidates)
        found = pairs(candidates)
        people = groups(candidates, [pair for pair in found if pair.verdict == "certain"], ())
        self.merged = {frozenset(two) for group in people for two in combinations(group, 2)}
        self.wrong = {pair for pair in self.merged if len({_who(key, truth) for key in pair}) > 1}
        two_rows = (two for two in combinations(candidates, 2) if len({_who(one.key, truth) for one in two}) == 1)
        self.sure = {frozenset(one.key for one in two) for two in two_rows if _agree(*two)}
        self.questions = len(questions(found, people))


def _right(outcomes: Sequence[_Outcome]) -> Iterator[Row]:
    """Over all sets; the worst of them for what is found."""
    named = f"{len(outcomes)} sets of {_SET} people"
    yield Row(f"pairs merged that are two people, {named}", sum(len(one.wrong) for one in outcomes), "", goal="0")
    found = min(len(one.sure & one.merged) / len(one.sure) for one in outcomes)
    yield Row("one birth date and phone or mail: share merged, worst set", found, "", goal=">= 0.97")
    asked = sum(one.questions for one in outcomes) / sum(one.rows for one in outcomes)
    yield Row("questions for a person, for every 100 rows", 100 * asked, "")


def _agree(one: Candidate, other: Candidate) -> bool:
    """To the letter: a full birth date, and a phone number or a mail address; and both have a first and last name."""
    born, mail = ({row.fields.get(name, "").lower() for row in (one, other)} for name in ("birth_date", "email"))
    phones = [plain_phones(row.fields.get("phone", "")) for row in (one, other)]
    named = all(row.fields.get(name) for row in (one, other) for name in ("first_name", "last_name"))
    reached = bool(phones[0] & phones[1]) or (len(mail) == 1 and mail != {""})
    return named and reached and len(born) == 1 and len(min(born)) == 10


def _merge(candidates: Sequence[Candidate]) -> list[list[Hashable]]:
    found = pairs(candidates)
    return groups(candidates, [pair for pair in found if pair.verdict == "certain"], ())


def _join(candidates: Sequence[Candidate]) -> dict[Hashable, list[Hashable]]:
    same: dict[Hashable, list[Hashable]] = defaultdict(list)
    for candidate in candidates:
        fields = candidate.fields
        born, named = fields.get("birth_date", ""), f"{fields.get('first_name', '')} {fields.get('last_name', '')}"
        for value in (fold(named), fields.get("email", "").lower(), *plain_phones(fields.get("phone", ""))):
            if born and value:
                same[born, value].append(candidate.key)
    return {key: found for key, found in same.items() if len(found) > 1}


def _exponent(timed: Sequence[tuple[int, float]]) -> float:
    """1 is linear, 2 is quadratic."""
    (few, fast), (many, slow) = timed[0], timed[-1]
    return math.log(slow / fast) / math.log(many / few)


def _megabytes(candidates: Sequence[Candidate]) -> float:
    tracemalloc.start()
    try:
        _merge(candidates)
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def _who(key: Hashable, truth: Truth) -> int:
    assert isinstance(key, tuple)
    return truth.person_of[key[1:]]


def _seconds(work: Callable[[], object]) -> float:
    """Of this process alone, so that a busy machine does not change how it grows."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    for row in rows():
        print(row)
