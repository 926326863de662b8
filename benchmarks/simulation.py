"""A simulated fair day under five ways of suggesting: ``python -m benchmarks.simulation [seeds]``.

800 registered people, 60 stands, 150 vacancies, 4 hours; every seed is another fair with other people and another
day, the same for every policy. ``seed/simulation.py`` says what is assumed. The fair is busy: nearly as many
people as the recruiters can take, and too many in the first wave, so that some waiting is left whatever one does; the
"least wait" policy, which looks at nothing but the line, shows how much.

"One-sided top 3" ranks by what people say that they want, alone. "Past work too" adds the work they name as theirs, which
says much of what they can: in these registers that comes close to both sides, so it is a far harder one to beat.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict

from benchmarks.table import Row
from seed.simulation import simulated_fair
from seed.simulation_figures import figures
from seed.simulation_parts import Policy
from seed.simulation_policies import POLICIES, LeastWait
from seed.simulation_world import World, made_world

SEEDS = 10
Days = dict[str, list[dict[str, float]]]  # per policy, per seed the figures
_ALL: dict[str, Callable[[World], Policy]] = {**POLICIES, "least wait, whatever the fit": LeastWait}


def rows() -> Iterator[Row]:
    """Means over the seeds, against one-sided top 3, with the spread in words."""
    for turns_away, days in simulated(range(1, SEEDS + 1)).items():
        ours, theirs = days["Vonk"], days["one-sided top 3"]
        lines = "people turn away from long lines" if turns_away else "people leave a line that takes too long"
        for what, unit, goal in (
            ("talks", "", ">= 1.15"),
            ("wait_per_talk", "min", "<= 0.7"),
            ("mean_wait", "min", "<= 0.7"),
        ):
            figure, floor = _mean(ours, what), _mean(theirs, what)
            yield Row(f"{what} a day ({_spread(ours, what)}); {lines}", figure, unit, floor, "one-sided top 3", goal)
        yield Row(
            "  talks, past work looked at too",
            _mean(ours, "talks"),
            "",
            _mean(days["one-sided, past work too"], "talks"),
            "one-sided, past work too",
        )
        yield Row(
            f"  Gini of exposure ({_spread(ours, 'exposure_gini')})", _mean(ours, "exposure_gini"), "", goal="<= 0.25"
        )
        yield Row(
            f"  people without a suggestion (most {_most(ours, 'nothing_suggested')})",
            _mean(ours, "nothing_suggested"),
            "",
            goal="0",
        )
        yield Row(
            "  mean fit of the talks",
            _mean(ours, "mean_fit"),
            "",
            _mean(ours, "best_fit"),
            "as many without lines",
            ">= 0.9",
        )


def simulated(seeds: range, **size: int) -> dict[bool, Days]:
    """The figures of every policy for every seed, without and with turning away; two seeds at a time."""
    days: dict[bool, Days] = {way: {name: [] for name in _ALL} for way in (False, True)}
    with ProcessPoolExecutor(2) as pool:
        for found in pool.map(_one_seed, [(seed, size) for seed in seeds]):
            for (turns_away, name), day in found.items():
                days[turns_away][name].append(day)
    return days


def _one_seed(what: tuple[int, dict[str, int]]) -> dict[tuple[bool, str], dict[str, float]]:
    seed, size = what
    world = made_world(seed, **size)
    return {
        (way, name): asdict(figures(world, simulated_fair(world, policy(world), seed, turns_away=way)))
        for way in (False, True)
        for name, policy in _ALL.items()
    }


def _mean(days: list[dict[str, float]], what: str) -> float:
    return statistics.fmean(day[what] for day in days)


def _most(days: list[dict[str, float]], what: str) -> int:
    return int(max(day[what] for day in days))


def _spread(days: list[dict[str, float]], what: str) -> str:
    values = [day[what] for day in days]
    return f"{min(values):.4g}..{max(values):.4g}"


def main(seeds: int = SEEDS) -> int:
    """Print everything: mean (least..most) over the seeds."""
    for turns_away, days in simulated(range(1, seeds + 1)).items():
        print("People turn away from long lines." if turns_away else "People leave a line that takes too long.")
        for what in days["Vonk"][0]:
            print(f"  {what}")
            for name, found in days.items():
                ratio = _mean(found, what) / (_mean(days["one-sided top 3"], what) or 1)
                print(f"    {name:<30}{_mean(found, what):10.3f}  ({_spread(found, what)})  {ratio:6.2f} x one-sided")
        for name, found in days.items():
            print(
                f"  fit against the best for as many talks  {name:<30}{_mean(found, 'mean_fit') / _mean(found, 'best_fit'):.3f}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
