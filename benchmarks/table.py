"""One line of the table of ratios."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A measured figure, the floor it is held against, and the goal for their ratio (None: reported only)."""

    what: str
    figure: float
    unit: str
    floor: float | None = None
    floor_is: str = ""
    goal: str = ""

    @property
    def ratio(self) -> float | None:
        return None if not self.floor else self.figure / self.floor

    def __str__(self) -> str:
        ratio = "" if self.ratio is None else f"{self.ratio:8.2f}"
        floor = "" if self.floor is None else f"{self.floor:12.2f}"
        return f"{self.what:<62}{self.figure:12.2f} {self.unit:<6}{floor:>12}{ratio:>9}  {self.goal:<9}{self.floor_is}"


HEADER = f"{'what':<62}{'figure':>12} {'unit':<6}{'floor':>12}{'ratio':>9}  {'goal':<9}floor is"


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
