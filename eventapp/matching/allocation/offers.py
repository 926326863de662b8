"""From the engine's answer for one person to the one offer per stand that the allocation works with."""

from __future__ import annotations

from collections.abc import Iterable

from eventapp.matching.allocation.plain import Offer, tier_of
from eventapp.matching.results import Suggestion


def offers_of(suggestions: Iterable[Suggestion]) -> dict[str, Offer]:
    """Per employer the offer that asks least of the person's wishes, and of those the one that fits best."""
    best: dict[str, Offer] = {}
    for one in suggestions:
        offer = Offer(one.vacancy, one.rank_key, one.relaxed)
        held = best.get(one.employer)
        if held is None or _order(offer) < _order(held):
            best[one.employer] = offer
    return best


def _order(offer: Offer) -> tuple[int, float, str]:
    return tier_of(offer), -offer.fit, offer.vacancy
