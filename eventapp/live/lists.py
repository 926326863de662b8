"""Who stands on a stand's list, and in what order: what people decided goes before what the machine found.

Nobody is listed who would rather do without a computer, who left, or with whom this stand has talked already.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping
from typing import Any

from eventapp.fair import Fair
from eventapp.fair.people import Choice, Seeker
from eventapp.fair.search import plain
from eventapp.live import views
from eventapp.matching.results import Suggestion


def listed(
    fair: Fair,
    employer: str,
    fits: Mapping[str, Suggestion],
    met: Collection[str],
    most: int,
    sent: Collection[str] = (),
) -> list[str]:
    """Ids: pinned, added by hand, then at most so many suggestions; none while they are turned off.

    Of the suggestions those first who were sent here, now that others were sent elsewhere; in both parts best first.
    """
    chosen = _chosen_here(fair, employer)
    by_hand = [(choice.kind != "pinned", choice.moment, id) for id, choice in chosen.items() if choice.kind != "hidden"]
    first = [id for *_, id in sorted(by_hand) if id not in met]
    if not fair.info.suggestions_on:
        return first
    free = ((id, fit) for id, fit in fits.items() if id not in met and id not in chosen and _may_show(fair, id))
    best = heapq.nsmallest(most, free, key=lambda pair: (pair[0] not in sent, -pair[1].rank_key, pair[0]))
    return first + [id for id, _ in best]


def hidden(fair: Fair, employer: str) -> dict[str, Choice]:
    """Who is in the hall and was hidden here, so that it can be taken back."""
    return {id: choice for id, choice in _chosen_here(fair, employer).items() if choice.kind == "hidden"}


def searchable(fair: Fair, employer: str, query: str) -> list[dict[str, Any]]:
    """For when there are no suggestions: everybody in the hall whose card has every word, by badge number.

    Only what a card shows can be searched, so that no search tells more than the card. Who was put on the list by
    hand is there already.
    """
    words = plain(query).split()
    apart = {*_chosen_here(fair, employer), *fair.tally.members("met", employer)}
    people = [one for one in map(fair.seeker, fair.tally.members("present_seekers")) if one and one.id not in apart]
    people.sort(key=lambda one: (len(one.number), one.number))
    cards = ({"id": one.id, **views.stand_card(one, None, employer)} for one in people if not one.without_computer)
    return [card for card in cards if all(word in _text(card) for word in words)]


def _text(card: Mapping[str, Any]) -> str:
    return plain(" ".join((card["number"], card["first_name"], *card["can"], *card["wants"])))


def _chosen_here(fair: Fair, employer: str) -> dict[str, Choice]:
    """What people decided about this stand and somebody who is in the hall and may be shown."""
    here = ((id, fair.seeker(id)) for id in sorted(fair.tally.members("chosen", employer)))
    return {id: seeker.chosen[employer] for id, seeker in here if seeker is not None and _is_shown(seeker)}


def _may_show(fair: Fair, id: str) -> bool:
    seeker = fair.seeker(id)
    return seeker is not None and not seeker.without_computer


def _is_shown(seeker: Seeker) -> bool:
    return seeker.present and not seeker.without_computer
