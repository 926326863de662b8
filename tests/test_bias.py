"""The bias report: shares per group, and no small number that anybody could work out."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from eventapp.fair.bias import LEAST, STAGES, bias_report

Cell = dict[str, Any]


def people(**sizes: int) -> dict[str, str]:
    return {f"{group}-{place}": group for group, size in sizes.items() for place in range(size)}


def some(groups: dict[str, str], **counts: int) -> set[str]:
    """So many of each group."""
    return {person for person, group in groups.items() if int(person.rpartition("-")[2]) < counts.get(group, 0)}


def row(report: dict[str, Any], group: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in report["groups"] if one["group"] == group)
    return found


def test_a_share_is_said_per_group_and_in_all() -> None:
    groups = people(a=40, b=60)
    report = bias_report(groups, {"suggested": some(groups, a=20, b=45)})
    assert row(report, "a")["suggested"] == {"count": 20, "share": 0.5}
    assert row(report, "b")["suggested"] == {"count": 45, "share": 0.75}
    assert report["total"]["suggested"] == {"count": 65, "share": 0.65}
    assert report["total"]["people"] == 100


def test_who_did_not_answer_is_not_in_it() -> None:
    groups = people(a=40)
    assert bias_report(groups, {"invited": {*some(groups, a=15), "somebody else"}})["total"]["invited"]["count"] == 15


def test_a_small_group_is_held_back_with_all_its_counts_and_so_is_the_next_smallest() -> None:
    groups = people(a=40, b=60, c=LEAST - 1)
    report = bias_report(groups, {"suggested": some(groups, a=20, b=30, c=5)})
    assert row(report, "c") == {"group": "c", "people": None, **dict.fromkeys(STAGES)}
    assert row(report, "a")["people"] is None, "or the total would tell how many are in c"
    assert row(report, "b")["people"] == 60


def test_a_small_count_is_held_back_and_cannot_be_taken_from_the_total() -> None:
    groups = people(a=40, b=60, c=50)
    report = bias_report(groups, {"matched": some(groups, a=3, b=20, c=15)})
    assert row(report, "a")["matched"] is None and row(report, "c")["matched"] is None
    assert row(report, "b")["matched"]["count"] == 20 and report["total"]["matched"]["count"] == 38


def test_that_nearly_everybody_was_suggested_is_held_back_too() -> None:
    """Who was not is then one of a few."""
    groups = people(a=40, b=60, c=60)
    report = bias_report(groups, {"suggested": some(groups, a=38, b=40, c=45)})
    assert row(report, "a")["suggested"] is None


def test_a_fair_with_few_answers_gives_no_number_at_all() -> None:
    report = bias_report(people(a=5, b=4), {})
    assert report["total"] == {"people": None, **dict.fromkeys(STAGES)}
    assert all(one["people"] is None for one in report["groups"])
    assert bias_report({}, {})["groups"] == []


SIZES = st.dictionaries(st.sampled_from("abcd"), st.integers(1, 9), min_size=1, max_size=4)


@settings(max_examples=150, deadline=None)
@given(SIZES, st.data())
def test_no_count_that_is_held_back_can_be_computed(sizes: dict[str, int], data: st.DataObject) -> None:
    """For every stage: all tables that agree with what is said leave room in each cell that was too small to say."""
    least = 3
    groups = people(**sizes)
    did = {group: data.draw(st.integers(0, size)) for group, size in sizes.items()}
    report = bias_report(groups, {"suggested": some(groups, **did)}, least)
    said = {one["group"]: one for one in report["groups"]}
    possible: dict[str, Counter[int]] = {group: Counter() for group in sizes}
    for guess in product(*(range(size + 1) for size in sizes.values())):
        table = dict(zip(sizes, guess, strict=True))
        if all(_agrees(said[group], count) for group, count in table.items()) and _agrees(
            report["total"], sum(table.values())
        ):
            for group, count in table.items():
                possible[group][count] += 1
    for group, size in sizes.items():
        small = min(did[group], size - did[group]) < least
        if small and size > 1:
            assert said[group]["suggested"] is None
            assert len(possible[group]) > 1, "held back, and yet it is known"


def _agrees(row: dict[str, Any], count: int) -> bool:
    cell: Cell | None = row["suggested"]
    return cell is None or cell["count"] == count
