"""How good the suggestions are on the gold set: ``python -m benchmarks.gold``.

The set is people, vacancies and a consultant's judgement, kept outside the project (its README says how it
was made). Without it this prints one line and ends well.
"""

from __future__ import annotations

import csv
import io
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import log2
from pathlib import Path
from typing import Any, Final

from benchmarks.table import Row as TableRow
from eventapp.intake import Intake, Known, take_in
from eventapp.matching.engine import Engine, Matched
from eventapp.matching.geo import Places
from eventapp.matching.linker import Linker
from eventapp.matching.profile import Seeker, Vacancy, seeker_of, vacancy_of

DATA: Final = Path(__file__).resolve().parents[2] / "shared" / "data"
Row = Mapping[str, str]


@dataclass(frozen=True)
class Figures:
    """What the gold set's README asks for, plus where it goes wrong."""

    violations: int
    recall: float
    ndcg: float
    with_three: int
    people: int
    combination_hits: int
    combination_people: int
    misses: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]  # person, what was shown, what is best


class Gold:
    """The gold set, read once: people and vacancies as rows, so that a case can change a cell."""

    def __init__(self, folder: Path = DATA, words: Linker | None = None) -> None:
        self.words = words
        self.people = {row["nummer"]: row for row in _rows(folder / "gold" / "kandidaten.csv")}
        self.vacancies = {row["nummer"]: row for row in _rows(folder / "gold" / "vacatures.csv")}
        self.labels = json.loads((folder / "gold" / "labels.json").read_text(encoding="utf-8"))
        self.cases = json.loads((folder / "gold" / "metamorphic.json").read_text(encoding="utf-8"))
        self.places = Places.from_geonames((folder / "geo" / "NL.txt").read_text(encoding="utf-8"))

    @staticmethod
    def present(folder: Path = DATA) -> bool:
        """Whether the data is on this machine."""
        return (folder / "gold" / "labels.json").is_file() and (folder / "geo" / "NL.txt").is_file()

    def engine(self, changed: Row | None = None) -> Engine:
        """An engine over the vacancies, with the cells of one of them (by ``nummer``) replaced."""
        changed = changed or {}
        number = changed.get("nummer")
        rows = [{**row, **changed} if row["nummer"] == number else row for row in self.vacancies.values()]
        return Engine(vacancies(rows), self.places, self.words)

    def seeker(self, number: str, change: Row | None = None) -> Seeker:
        """A person, with cells replaced."""
        return seekers([{**self.people[number], **(change or {})}])[0]


def measure(gold: Gold) -> Figures:
    """Run everybody through the engine and hold the first five suggestions against the labels."""
    engine = gold.engine()
    matched = {number: engine.match(gold.seeker(number)) for number in gold.people}
    shown = {number: tuple(s.vacancy for s in found.suggestions(5)) for number, found in matched.items()}
    labels = gold.labels
    recalls = {n: _recall(shown[n], labels[n]) for n in shown if labels[n]["best"]}
    gains = [_ndcg(shown[n], labels[n]) for n in shown if labels[n]["best"] or labels[n]["good"]]
    paired = [n for n in shown if labels[n]["combination"]]
    wrong = sum(v in labels[n]["never"] for n in shown for v in shown[n])
    wrong += sum(_bad_pairs(gold, n, found) for n, found in matched.items())
    return Figures(
        violations=wrong,
        recall=sum(recalls.values()) / len(recalls),
        ndcg=sum(gains) / len(gains),
        with_three=sum(len(s) >= 3 for s in shown.values()),
        people=len(shown),
        combination_hits=sum(_hit(matched[n], labels[n]["combination"]) for n in paired),
        combination_people=len(paired),
        misses=tuple((n, shown[n], tuple(labels[n]["best"])) for n in recalls if _ndcg(shown[n], labels[n]) < 0.9),
    )


def _recall(shown: tuple[str, ...], label: Mapping[str, Any]) -> float:
    return sum(best in shown for best in label["best"]) / len(label["best"])


def _ndcg(shown: tuple[str, ...], label: Mapping[str, Any]) -> float:
    gain = {**dict.fromkeys(label["good"], 1), **dict.fromkeys(label["best"], 2)}
    ideal = sorted(gain.values(), reverse=True)[:5]
    got = sum(gain.get(vacancy, 0) / log2(place + 2) for place, vacancy in enumerate(shown))
    return got / sum(g / log2(place + 2) for place, g in enumerate(ideal))


def _hit(matched: Matched, pairs: list[list[str]]) -> bool:
    offered = [set(combination.vacancies) for combination in matched.combinations]
    return any(set(pair) in offered for pair in pairs)


def _bad_pairs(gold: Gold, number: str, matched: Matched) -> int:
    never, most = gold.labels[number]["never"], int(gold.people[number]["uren_max"] or 10**6)
    return sum(
        any(never.get(v, "hours") != "hours" for v in c.vacancies)
        or sum(int(gold.vacancies[v]["uren_min"] or 0) for v in c.vacancies) > most
        for c in matched.combinations
    )


def seekers(rows: Iterable[Row]) -> list[Seeker]:
    """People as the engine sees them, by the same way in as a register."""
    return [seeker_of(entry.number or "", entry.fields) for entry in _intake("kandidaten.csv", rows).people]


def vacancies(rows: Iterable[Row]) -> list[Vacancy]:
    """Vacancies as the engine sees them; their id is the register number."""
    intake = _intake("vacatures.csv", rows)
    employers = {entry.key: entry.fields for entry in intake.employers}
    return [
        vacancy_of(entry.number or "", entry.employer_key, employers[entry.employer_key], entry.fields)
        for entry in intake.vacancies
    ]


def _intake(name: str, rows: Iterable[Row]) -> Intake:
    rows = list(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return take_in([(name, text.getvalue().encode("utf-8-sig"))], Known(today=date(2025, 11, 20)))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def rows() -> Iterator[TableRow]:
    """For ``run.py bench``."""
    if not Gold.present():
        print(f"gold set not found in {DATA}: nothing measured")
        return
    figures = measure(Gold())
    yield TableRow("gold: suggestions that must never be", figures.violations, "", goal="0")
    yield TableRow("gold: best-recall@5", figures.recall, "", goal=">= 0.90")
    yield TableRow("gold: nDCG@5", figures.ndcg, "", goal=">= 0.85")
    yield TableRow(f"gold: people with three or more, of {figures.people}", figures.with_three, "", goal="37")


def main() -> int:
    """Print the figures; 0 also where the data is absent."""
    if not Gold.present():
        print(f"gold set not found in {DATA}: nothing measured")
        return 0
    started = time.perf_counter()
    figures = measure(Gold())
    print(f"violations            {figures.violations} (must be 0)")
    print(f"best-recall@5         {figures.recall:.3f} (goal 0.90)")
    print(f"nDCG@5                {figures.ndcg:.3f} (goal 0.85)")
    print(f"three or more         {figures.with_three} of {figures.people}")
    print(f"combination offered   {figures.combination_hits} of {figures.combination_people}")
    print(f"seconds, all included {time.perf_counter() - started:.2f}")
    if "--misses" in sys.argv:
        print(*figures.misses, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
