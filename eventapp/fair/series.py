"""Series: which badge numbers a laptop may hand out by itself, so that two without a link never give out one twice.

The laptop that made the fair has the first series: B1, B2, ... Each laptop that joins there gets the next one. A laptop
that could not ask (it joined elsewhere, or its file was put back from a backup and may have given out more than it
knows) takes a high one that follows from its name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

from eventapp.facts import Draft
from eventapp.fair.numbering import FIRST_HIGH, SERIES
from eventapp.fair.people import FairInfo
from eventapp.fair.shapes import MOST_SERIES
from eventapp.fair.state import Fair

LAST_HIGH: Final = MOST_SERIES - 1


def series_of(info: FairInfo, names: Sequence[str]) -> int:
    """The series of a laptop, by the names that its log had since it may know all that it gave out; newest last."""
    known = (info.laptops[name].series for name in reversed(names) if name in info.laptops)
    return next(known, high_series(names[-1]) if names else 0)


def own_names(node: str, nodes: Sequence[str], moved: Sequence[str]) -> tuple[str, ...]:
    """The names of a log since it may know all that it gave out, its present one last.

    Back from the present name, as long as a file only moved: after a restore others may know more of it.
    """
    names = [node]
    earlier = list(nodes[: nodes.index(node)]) if node in nodes else []
    while earlier and names[0] in moved:
        names.insert(0, earlier.pop())
    return tuple(names)


def high_series(node: str) -> int:
    """The series of a laptop that could not ask for one."""
    digest = hashlib.sha256(node.encode()).digest()
    return FIRST_HIGH + int.from_bytes(digest[:8], "big") % (LAST_HIGH - FIRST_HIGH + 1)


def joining(fair: Fair, node: str, device: str, asked: int) -> tuple[Draft, ...]:
    """The fact that a laptop joins; nothing for one that did. ``asked`` is the series of the laptop that it asks.

    Only the laptop with the first series hands out the next ones: two that did so apart would give one twice.
    """
    if node in fair.info.laptops:
        return ()
    series = _next(fair) if asked == 0 else high_series(node)
    return (Draft("laptop_joined", fair.info.id, {"node": node, "series": series, "device": device}),)


def _next(fair: Fair) -> int:
    """The one after all that are in use: also by who had more people than numbers, or brought numbers along."""
    given = [laptop.series for laptop in fair.info.laptops.values()]
    blocks = [(last - 1) // SERIES for device in fair.devices for _, last in device.numbers]
    used = [int(series) for series in fair.tally.keys("number_B")]
    return max([series for series in (0, *given, *blocks, *used) if series < FIRST_HIGH - 1], default=0) + 1
