"""Pushing: keeps every room in step with the ledger and sends its members what changed.

A push carries the new value and its version. Who misses one pulls a snapshot, so no push ever has to arrive. All of
it comes after the answer to whoever acted, in small slices, so that no crowd at the door holds up a desk.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Collection
from typing import Any

from eventapp.fair import Fair
from eventapp.fair.people import Seeker
from eventapp.live import views
from eventapp.live.ledger import Ledger
from eventapp.live.rooms import Room, StandRoom
from eventapp.live.suggesting import Found, Suggestions
from eventapp.matching.geo import Places

Emit = Callable[[str, dict[str, Any], str], None]


class Live:
    """The rooms of a running fair and who is in them."""

    def __init__(self, ledger: Ledger, emit: Emit, places: Places | None = None) -> None:
        self.suggestions = Suggestions(places)
        self._ledger = ledger
        self._emit = emit
        self._rooms: dict[str, Room] = {}
        self._turn = threading.RLock()  # one refresh at a time
        self._lock = threading.RLock()  # the rooms themselves
        self._online: Counter[str] = Counter()
        self.rebuild()

    def snapshot(self, room: str) -> dict[str, Any]:
        """What a room sees now. KeyError for a room that does not exist."""
        with self._lock, self._ledger.lock:
            if room not in self._rooms:
                self._rooms[room] = self._open(room)
            return self._rooms[room].snapshot()

    def refresh(self, touched: set[str]) -> None:
        """Bring all rooms up to date after a commit."""
        self.show(touched)
        self.suggest(touched)

    def show(self, touched: set[str]) -> None:
        """The rooms that do not wait for the matching: desk, big screen, organiser."""
        self._push_all(touched, lambda room: not isinstance(room, StandRoom))

    def suggest(self, touched: set[str]) -> None:
        """Match who has to be and bring the stands up to date."""
        with self._turn:
            with self._ledger.lock:
                fair = self._ledger.fair
                outdated = fair.info.id in touched or self.suggestions.outdated(fair, touched)
            if outdated:
                return self.rebuild()
            found = self._matched(touched)
            with self._ledger.lock:
                stands = self.suggestions.take(self._ledger.fair, touched, found) | touched
                stands |= _met(self._ledger.fair, touched)
            self._push_all(touched, lambda room: isinstance(room, StandRoom) and room.concerns(stands, touched))

    def rebuild(self, places: Places | None = None) -> None:
        """Match everybody anew: at the start, and when vacancies or postcodes change."""
        with self._turn:
            self.suggestions.places = places or self.suggestions.places
            with self._ledger.lock:
                offers = self.suggestions.offers(self._ledger.fair)
                basis = self.suggestions.basis(self._ledger.fair)
            engine = self._ledger.in_background(self.suggestions.engine_for, offers)
            with self._lock, self._ledger.lock:
                self.suggestions.restart(engine, offers, basis)
                everybody = set(self._ledger.fair.entities)
            found = self._matched(everybody)
            with self._lock, self._ledger.lock:
                self.suggestions.take(self._ledger.fair, everybody, found)
            self._push_all(everybody, lambda room: True)

    def came_online(self, device: str) -> None:
        """A device has connected (once more)."""
        with self._lock:
            self._online[device] += 1
        self._refresh_organiser()

    def went_offline(self, device: str) -> None:
        """A connection of a device has ended."""
        with self._lock:
            self._online[device] -= 1
        self._refresh_organiser()

    def _refresh_organiser(self) -> None:
        if "organiser" in self._rooms:
            self._push(self._rooms["organiser"], ())

    def _matched(self, ids: Collection[str]) -> dict[str, Found]:
        """Match who has to be, one by one: a few milliseconds each, with a turn for the others in between."""
        with self._ledger.lock:
            seekers: list[Seeker] = self.suggestions.unmatched(self._ledger.fair, ids)
        found: dict[str, Found] = {}
        for seeker in seekers:
            found[seeker.id] = self.suggestions.match(seeker)
            time.sleep(0)
        return found

    def _push_all(self, touched: Collection[str], which: Callable[[Room], bool]) -> None:
        for room in list(self._rooms.values()):
            if which(room):
                self._push(room, touched)

    def _push(self, room: Room, touched: Collection[str]) -> None:
        with self._lock, self._ledger.lock:
            change = room.refresh(self._ledger.fair, touched)
            if change is not None:
                self._emit("change", change, room.name)
        time.sleep(0)

    def _open(self, name: str) -> Room:
        fair = self._ledger.fair
        employer = name.removeprefix("stand:")
        if employer != name and fair.employer(employer):
            return StandRoom(employer, self.suggestions, fair)
        return Room(name, self._views()[name], fair)

    def _views(self) -> dict[str, Callable[[Fair], dict[str, Any]]]:
        return {
            "desk": views.desk_view,
            "screen": views.screen_view,
            "organiser": lambda fair: views.organiser_view(fair, connected=+self._online),
        }


def _met(fair: Fair, touched: set[str]) -> set[str]:
    """The employers that these seekers have talked with."""
    seekers = (seeker for id in touched if (seeker := fair.seeker(id)))
    return {talk.employer for seeker in seekers for talk in seeker.conversations if talk.employer}
