"""The three best stands of each, in the order to visit, with some calm: a list changes only for a reason."""

from __future__ import annotations

import numpy as np

from eventapp.matching.allocation.assign import MAY, NEVER, Numbers, Places
from eventapp.matching.allocation.plain import MOST_STOPS
from eventapp.matching.allocation.prices import STAY
from eventapp.matching.allocation.rows import PIN


def best_lists(had: Places, values: Numbers, score: Numbers, first: Places) -> Places:
    """The three best of each, what they had before preferred a little, ``first`` (where given) up front."""
    favour = np.where(values > MAY, score, NEVER)
    people = np.arange(len(had))
    for place in range(MOST_STOPS):
        some = had[:, place] >= 0
        favour[people[some], had[some, place]] += STAY
    favour[people[first >= 0], first[first >= 0]] = PIN * PIN
    order = np.argsort(-favour, axis=1, kind="stable")[:, :MOST_STOPS]
    may = values > MAY
    lists = np.full((len(had), MOST_STOPS), -1, dtype=np.int64)
    for person, places in enumerate(order):
        chosen = [column for column in places.tolist() if may[person, column]]
        in_order = _in_order(had[person].tolist(), chosen, score[person], int(first[person]))
        lists[person, : len(in_order)] = in_order
    return lists


def _in_order(had: list[int], chosen: list[int], score: Numbers, first: int) -> list[int]:
    """The chosen in the order to visit: best first, but two that were listed change places only for a clear reason."""
    order = [column for column in had if column in chosen and column != first]
    for column in sorted((c for c in chosen if c not in had and c != first), key=lambda c: (-score[c], c)):
        place = next((at for at, other in enumerate(order) if score[other] < score[column]), len(order))
        order.insert(place, column)
    for _ in order:
        for at in range(len(order) - 1):
            if score[order[at + 1]] > score[order[at]] + STAY:
                order[at], order[at + 1] = order[at + 1], order[at]
    return [first, *order] if first >= 0 else order
