"""Rooms: each holds the view that its members share, and a version that goes up by one per change."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from eventapp.fair import Fair
from eventapp.fair.people import Choice, Device, Seeker
from eventapp.live import lists, views
from eventapp.live.patch import merge_patch
from eventapp.live.shown import Ground
from eventapp.live.suggesting import Suggestions
from eventapp.matching.results import Suggestion

View = dict[str, Any]

# A stand looks at people, not at a list: more than these nobody reads.
MOST_PEOPLE = 40


def room_of(role: str, employer: str | None) -> str:
    """The one room that a device may see."""
    return f"stand:{employer}" if role == "stand" else role


def room_of_device(device: Device) -> str:
    """The same, of a paired device."""
    return room_of(device.role, device.employer)


class Room:
    """A view that is computed as a whole: it is small and changes with nearly every fact."""

    def __init__(self, name: str, compute: Callable[[Fair], View], fair: Fair) -> None:
        self.name = name
        self.version = 1
        self._compute = compute
        self.view = compute(fair)

    def refresh(self, fair: Fair, touched: Collection[str]) -> View | None:
        """Bring the view up to date; returns the change to push, or None when nothing changed."""
        return self._become(self._compute(fair))

    def snapshot(self) -> View:
        """All there is to see, for who comes in or missed something."""
        return {"room": self.name, "version": self.version, "view": self.view}

    def _become(self, view: View) -> View | None:
        patch = merge_patch(self.view, view)
        if not patch:
            return None
        self.view = view
        self.version += 1
        return {"room": self.name, "version": self.version, "patch": patch}


class StandRoom(Room):
    """What one stand sees: computed person by person, for there are many stands and many people."""

    def __init__(self, employer: str, suggestions: Suggestions, fair: Fair) -> None:
        self.employer = employer
        self._suggestions = suggestions
        self._cards: dict[str, View] = {}
        self._talks: dict[str, dict[str, View]] = {}
        super().__init__(room_of("stand", employer), self._whole, fair)

    def concerns(self, stands: Collection[str], touched: Collection[str]) -> bool:
        """Whether a change of these stands or these people may show here."""
        known = (self._cards, self._talks, self.view["hidden"])
        return self.employer in stands or any(id in group for id in touched for group in known)

    def refresh(self, fair: Fair, touched: Collection[str]) -> View | None:
        """As for every room, but only who was touched is computed anew."""
        for id in touched:
            self._cards.pop(id, None)
            self._talks.pop(id, None)
        return super().refresh(fair, touched)

    def grounds(self) -> dict[str, Ground]:
        """The suggestions that are on show, by seeker, with what they were made of."""
        on_show = {} if not self.view["fair"]["suggestions"] else self._suggestions.at(self.employer)
        here = (talk["subject"] for talk in self.view["talks"].values() if talk.get("reasons") or talk.get("questions"))
        return {id: self._suggestions.ground(id, on_show[id]) for id in (*self.view["order"], *here) if id in on_show}

    def _whole(self, fair: Fair) -> View:
        employer = fair.employer(self.employer)
        met = set(fair.tally.members("met", self.employer))
        sent = self._suggestions.allocation.sent_to(self.employer)
        order = lists.listed(fair, self.employer, self._suggestions.at(self.employer), met, MOST_PEOPLE, sent)
        return {
            "fair": views.fair_view(fair),
            "stand": views.stand_view(employer) if employer else {},
            "vacancies": self._suggestions.titles(self.employer),
            "people": {id: self._card(fair, id) for id in order},
            "order": order,
            "hidden": {id: views.hidden_view(_known(fair, id), one) for id, one in self._hidden(fair)},
            # Without suggestions the page searches the hall, and anew with every coming and going.
            "hall": 0 if fair.info.suggestions_on else fair.tally.counts["scans"],
            "talks": {talk: view for id in sorted(met) for talk, view in self._talks_with(fair, id).items()},
        }

    def _hidden(self, fair: Fair) -> list[tuple[str, Choice]]:
        return list(lists.hidden(fair, self.employer).items())

    def _card(self, fair: Fair, id: str) -> View:
        if id not in self._cards:
            self._cards[id] = views.stand_card(_known(fair, id), self._fit(fair, id), self.employer)
        return self._cards[id]

    def _fit(self, fair: Fair, id: str) -> Suggestion | None:
        return self._suggestions.at(self.employer).get(id) if fair.info.suggestions_on else None

    def _talks_with(self, fair: Fair, id: str) -> dict[str, View]:
        if id not in self._talks:
            seeker = _known(fair, id)
            fit = None if seeker.without_computer else self._fit(fair, id)
            own = [talk for talk in seeker.conversations if talk.employer == self.employer]
            self._talks[id] = {talk.id: views.talk_view(seeker, talk, fit) for talk in own}
        return self._talks[id]


def _known(fair: Fair, id: str) -> Seeker:
    seeker = fair.seeker(id)
    assert seeker is not None, "a stand lists only seekers that the fair knows"
    return seeker
