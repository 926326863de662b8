"""Titles of the Dutch national register linked to ESCO: how often right, and how fast. Skipped where the data is absent.

The set is divided in two by a hash of the number of the title. The words of ``thesaurus`` were found with the misses of the
first half; of the second no misses were read, but a first glance at 45 titles of the whole set, and the figures of both
halves while weights were chosen, were seen. A set that was not seen at all is the judge.
"""

from __future__ import annotations

import csv
import hashlib
import io
import sys
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.gold import DATA, Gold
from benchmarks.gold import measure as of_gold
from benchmarks.table import Row, percentile
from eventapp.intake import take_in
from eventapp.intake.entries import Known
from eventapp.matching.esco import Esco
from eventapp.matching.titles import Titles

MOST = 10
HALVES = ("studied", "held out")


@dataclass(frozen=True)
class Found:
    """For one title: its half, where the right concept stood (None: not among the ten), and the seconds it took."""

    half: int
    place: int | None
    seconds: float


def download() -> Path | None:
    """The ESCO download of the shared data, whatever its name."""
    return next(iter(sorted((Path(DATA) / "esco").glob("*.zip"))), None)


def present() -> bool:
    """Whether both the titles and ESCO are there."""
    return download() is not None and (Path(DATA) / "melo" / "queries.tsv").is_file()


def esco() -> Esco:
    """ESCO by the same way in as for an organiser."""
    path = download()
    assert path is not None
    concepts = take_in([(path.name, path.read_bytes())], Known()).esco
    assert concepts is not None
    return Esco(concepts)


def measure(titles: Titles) -> list[Found]:
    """Link every title once."""
    folder = Path(DATA) / "melo"
    with zipfile.ZipFile(folder / "corpus.zip") as archive:
        concept_of = dict(_rows(archive.read("concept_mapping.tsv").decode()))
    right: dict[str, set[str]] = {}
    for query, _, label, _ in _rows((folder / "annotations.tsv").read_text(encoding="utf-8")):
        right.setdefault(query, set()).add(concept_of[label])
    queries = _rows((folder / "queries.tsv").read_text(encoding="utf-8"))
    return [_find(titles, number, title, right[number]) for number, title in queries]


def _find(titles: Titles, number: str, title: str, right: set[str]) -> Found:
    started = time.thread_time()  # what it costs, whatever else the machine is busy with
    found = titles.find(title, MOST)
    seconds = time.thread_time() - started
    place = next((place for place, (concept, _) in enumerate(found) if concept.uri in right), None)
    return Found(hashlib.sha256(number.encode()).digest()[0] & 1, place, seconds)


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def success(found: Sequence[Found], most: int) -> float:
    """The share of the titles with the right concept among the first so many."""
    return sum(one.place is not None and one.place < most for one in found) / len(found)


def rows() -> Iterator[Row]:
    """For ``run.py bench``."""
    if not present():
        print(f"titles: MELO or ESCO not found in {DATA}: nothing measured")
        return
    started = time.perf_counter()
    words = esco()
    titles = words.titles
    yield Row("titles: ESCO read and made ready", time.perf_counter() - started, "s")
    found = measure(titles)
    for half, name in enumerate(HALVES):
        part = [one for one in found if one.half == half]
        yield Row(f"titles: success@1, {len(part)} {name}", 100 * success(part, 1), "%", goal=">= 46")
        yield Row(f"titles: success@10, {len(part)} {name}", 100 * success(part, MOST), "%", goal=">= 64")
    times = [one.seconds * 1000 for one in found]
    yield Row("titles: one title, median", percentile(times, 0.5), "ms", goal="< 5 ms")
    yield Row("titles: one title, p95", percentile(times, 0.95), "ms", goal="< 5 ms")
    if Gold.present():
        figures = of_gold(Gold(words=words.linker))
        yield Row("gold with ESCO: suggestions that must never be", figures.violations, "", goal="0")
        yield Row("gold with ESCO: best-recall@5", figures.recall, "", goal=">= 0.90")
        yield Row("gold with ESCO: nDCG@5", figures.ndcg, "", goal=">= 0.85")


if __name__ == "__main__":
    print(*rows(), sep="\n")
    sys.exit(0)
