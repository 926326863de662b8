"""The bias report: of each group that people named themselves, which share was suggested, invited and matched.

Groups are answers given for this audit alone, with consent; nobody else is in the report. Small numbers tell of
people, so a count is only said where at least ``LEAST`` people did and at least as many did not; and where one count
is held back, so much more is that it cannot be computed from the total and what is left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any, Final

LEAST: Final = 10
STAGES: Final = ("suggested", "invited", "matched")
_ALL: Final = ""  # no group has this name

Cells = Mapping[str, tuple[int, int]]  # per group: how many did, and how many did not


def bias_report(
    groups: Mapping[str, str], reached: Mapping[str, Collection[str]], least: int = LEAST
) -> dict[str, Any]:
    """Per group and in all: how many people, and per stage how many and which share; None where that is held back.

    ``groups`` gives for each person (any id) the group; ``reached`` for each stage the persons who got there.
    """
    sizes = Counter(groups.values())
    hidden = _held_back({group: (size, size) for group, size in sizes.items()}, least)
    shown = sorted(sizes.keys() - hidden)
    stages = {stage: _stage(groups, set(reached.get(stage, ())), shown, least) for stage in STAGES}
    return {
        "least": least,
        "total": {"people": len(groups) if len(groups) >= least else None,
                  **{stage: said.get(_ALL) for stage, said in stages.items()}},
        "groups": [
            {"group": group, "people": sizes[group] if group in shown else None,
             **{stage: said.get(group) for stage, said in stages.items()}}
            for group in sorted(sizes)
        ],
    }  # fmt: skip


def _stage(groups: Mapping[str, str], reached: set[str], shown: list[str], least: int) -> dict[str, Any]:
    """One stage: the count and the share of each group, and of all, of which they may be said."""
    sizes = Counter(groups.values())
    did = Counter(group for person, group in groups.items() if person in reached)
    cells = {group: (did[group], sizes[group] - did[group]) for group in shown}
    everybody = did.total(), len(groups) - did.total()
    # The groups that are held back altogether are one more cell: what is left of the total.
    rest = everybody[0] - sum(one for one, _ in cells.values()), everybody[1] - sum(one for _, one in cells.values())
    all_shown = len(shown) == len(sizes)
    hidden = _held_back(cells if all_shown else {**cells, _ALL: rest}, least, apart=None if all_shown else _ALL)
    said = {group: cells[group] for group in shown if group not in hidden}
    if min(everybody) >= least:
        said[_ALL] = everybody
    return {group: {"count": one, "share": round(one / (one + other), 2)} for group, (one, other) in said.items()}


def _held_back(cells: Cells, least: int, apart: str | None = None) -> set[str]:
    """The groups to hold back: all that are small, then the smallest others until those together are large enough.

    ``apart`` names a cell that is not said in any case.
    """
    small = {group for group, counts in cells.items() if min(counts) < least}
    hidden = small | ({apart} if apart is not None else set())
    rest = sorted(cells.keys() - hidden, key=lambda group: (min(cells[group]), group))
    while small and rest and (len(hidden) < 2 or _smallest_sum(cells, hidden) < least):
        hidden.add(rest.pop(0))
    return hidden


def _smallest_sum(cells: Cells, groups: set[str]) -> int:
    return min(sum(cells[group][side] for group in groups) for side in (0, 1))
