"""Pushing: keeps every room in step with the ledger and sends its members what changed.

A push carries the new value and its version. Who misses one pulls a snapshot, so no push ever has to arrive. All of
it comes after the answer to whoever acted, in small slices, so that no crowd at the door holds up a desk.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Sized
from typing import Any

from eventapp.fair import Fair
from eventapp.fair.people import Seeker
from eventapp.live import views
from eventapp.live.allocating import SETTLE_EVERY
from eventapp.live.devices import Beats, Throttle
from eventapp.live.guiding import by_hand_view
from eventapp.live.inbox import inbox_view
from eventapp.live.ledger import Ledger
from eventapp.live.repeating import Repeater
from eventapp.live.retaining import retention_view, today
from eventapp.live.rooms import Room, StandRoom
from eventapp.live.self_service import help_view, kiosk_view
from eventapp.live.shown import ShownLog
from eventapp.live.suggesting import Found, Suggestions
from eventapp.matching.esco import Esco
from eventapp.matching.geo import Places

# Between two people whose words are read ahead: nobody has to wait for that.
READING_PAUSE = 0.005

Emit = Callable[[str, dict[str, Any], str], None]
DEVICES_EVERY_S = 3  # news of batteries and clocks goes to the organiser at most so often
AT_ONCE = 20  # people who are sent to a stand before others get a turn


class Live:
    """The rooms of a running fair and who is in them."""

    def __init__(
        self,
        ledger: Ledger,
        emit: Emit,
        places: Places | None = None,
        shown: ShownLog | None = None,
        held: Sized = (),
        esco: Esco | None = None,
        beats: Beats | None = None,
        printing: Callable[[], dict[str, Any]] = dict,
        backups: Callable[[], dict[str, Any]] = dict,
        paper: Callable[[Fair], dict[str, Any]] | None = None,
        links: Callable[[], list[dict[str, Any]]] = list,
    ) -> None:
        self.suggestions = Suggestions(places, esco)
        self._ledger = ledger
        self._emit = emit
        self._rooms: dict[str, Room] = {}
        self._turn = threading.RLock()  # one refresh at a time
        self._lock = threading.RLock()  # the rooms themselves
        self._online: Counter[str] = Counter()
        self._shown = shown
        self._held = held
        self._beats = beats
        self._printing = printing
        self._backups = backups
        self._paper = paper
        self._links = links
        self.device_said = Throttle(self._refresh_organiser, DEVICES_EVERY_S)
        self.settling = Repeater(self.settle, SETTLE_EVERY, "settling")
        self.rebuild()

    def snapshot(self, room: str) -> dict[str, Any]:
        """What a room sees now. KeyError for a room that does not exist."""
        with self._lock, self._ledger.lock:
            if room not in self._rooms:
                self._rooms[room] = self._open(room)
                self._note(self._rooms[room])
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
                outdated = self.suggestions.outdated(fair, touched)
                whole = fair.info.id in touched  # its name, or the stop button: that is for everybody
                if whole:
                    touched = touched | fair.entities.keys()
            if outdated:
                return self.rebuild()
            found = self._matched(touched)
            with self._ledger.lock:
                stands = self.suggestions.take(self._ledger.fair, touched, found) | touched
                stands |= _dealt_with(self._ledger.fair, touched)
            stands |= self._allocated(touched)
            with self._ledger.lock:
                everywhere = whole or not self._ledger.fair.info.suggestions_on
            self._push_all(
                touched, lambda room: isinstance(room, StandRoom) and (everywhere or room.concerns(stands, touched))
            )

    def told(self, seeker: str) -> None:
        """Somebody is about to be told where to go next: they are expected there from now on."""
        with self._ledger.lock:
            stands = self.suggestions.allocation.ask(seeker, self._ledger.now() / 1000)
        self._push_all((), lambda room: isinstance(room, StandRoom) and room.employer in stands)

    def settle(self) -> None:
        """Look at everybody together, when it is time: expectations run out also when nothing happens."""
        with self._turn:
            stands = self._allocated(())
            self._push_all((), lambda room: isinstance(room, StandRoom) and room.employer in stands)

    def rebuild(self, places: Places | None = None, esco: Esco | None = None) -> None:
        """Match everybody anew: at the start, and when vacancies, postcodes or words change."""
        with self._turn:
            self.suggestions.places = places or self.suggestions.places
            self.suggestions.esco = esco or self.suggestions.esco
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
            self._allocated(everybody)
            self._push_all(everybody, lambda room: True)
        threading.Thread(target=self._read_ahead, name="reading ahead", daemon=True).start()

    def _read_ahead(self) -> None:
        """Read what people wrote before they come: words are compared once, and that is most of the work."""
        read = self.suggestions.reader()
        with self._ledger.lock:
            expected = [seeker for seeker in self._ledger.fair.seekers if not seeker.present]
        for seeker in expected:
            if not read(seeker):
                return  # another engine has come
            time.sleep(READING_PAUSE)

    def came_online(self, device: str) -> None:
        """A device has connected (once more)."""
        with self._lock:
            self._online[device] += 1
        self._refresh_organiser()

    def held_changed(self) -> None:
        """There are more or fewer cells that wait for an organiser. Only how many is ever pushed."""
        self._refresh_organiser()

    def printing_changed(self) -> None:
        """A badge came out, or did not."""
        self._push_all((), lambda room: room.name in ("desk", "organiser"))

    def backups_changed(self) -> None:
        """A backup was made, or was not."""
        self._refresh_organiser()

    def links_changed(self) -> None:
        """A line to another laptop or the hub came, went, or has more or less waiting."""
        self._refresh_organiser()

    def went_offline(self, device: str) -> None:
        """A connection of a device has ended."""
        with self._lock:
            self._online[device] -= 1
            if self._beats is not None and not self._online[device]:
                self._beats.gone(device)
        self._refresh_organiser()

    def _refresh_organiser(self) -> None:
        if "organiser" in self._rooms:
            self._push(self._rooms["organiser"], ())

    def _matched(self, ids: Collection[str]) -> dict[str, Found]:
        """Match who has to be, one by one: a few milliseconds each, with a turn for the others in between."""
        with self._ledger.lock:
            fair = self._ledger.fair
            # While suggestions are off, nobody is matched.
            seekers: list[Seeker] = self.suggestions.unmatched(fair, ids) if fair.info.suggestions_on else []
        found: dict[str, Found] = {}
        for seeker in seekers:
            found[seeker.id] = self.suggestions.match(seeker)
            time.sleep(0)
        return found

    def _allocated(self, touched: Collection[str]) -> set[str]:
        """Send people to other stands where there is a reason; gives the employers whose people may differ now."""
        allocation, stands = self.suggestions.allocation, set()
        with self._ledger.lock:
            if allocation.keep_stands(self._ledger.fair, self._ledger.now() / 1000):
                stands |= set(allocation.hall.stands)
        ids = sorted(touched)
        for start in range(0, len(ids), AT_ONCE):
            with self._ledger.lock:
                stands |= allocation.follow(self._ledger.fair, self.suggestions, ids[start : start + AT_ONCE])
            time.sleep(0)
        if allocation.due():
            plan = self._ledger.in_background(allocation.planned)
            with self._ledger.lock:
                stands |= allocation.accept(plan)
        return stands

    def _push_all(self, touched: Collection[str], which: Callable[[Room], bool]) -> None:
        for room in list(self._rooms.values()):
            if which(room):
                self._push(room, touched)

    def _push(self, room: Room, touched: Collection[str]) -> None:
        with self._lock, self._ledger.lock:
            change = room.refresh(self._ledger.fair, touched)
            if change is not None:
                self._emit("change", change, room.name)
                self._note(room)
        time.sleep(0)

    def _note(self, room: Room) -> None:
        if self._shown is not None and isinstance(room, StandRoom):
            self._shown.note(room.name, room.grounds())

    def _open(self, name: str) -> Room:
        fair = self._ledger.fair
        employer = name.removeprefix("stand:")
        if employer != name and fair.employer(employer):
            return StandRoom(employer, self.suggestions, fair)
        return Room(name, self._views()[name], fair)

    def _views(self) -> dict[str, Callable[[Fair], dict[str, Any]]]:
        return {
            "desk": lambda fair: {
                **views.desk_view(fair),
                "by_hand": by_hand_view(fair, self.suggestions),
                "help": help_view(fair),
                "printing": self._printing(),
                "disk": self._ledger.trouble,
            },
            "kiosk": kiosk_view,
            "screen": views.screen_view,
            "organiser": lambda fair: {
                **views.organiser_view(fair, connected=+self._online, beats=self._beats),
                "inbox": inbox_view(fair, self._ledger.names, self._ledger.aside),
                "held": len(self._held),
                "backup": self._backups(),
                "retention": retention_view(fair, today(self._ledger)),
                "printing": self._printing(),
                "disk": self._ledger.trouble,
                "paper": self._paper(fair) if self._paper else {},
                "links": self._links(),
                "by_hand": by_hand_view(fair, self.suggestions),
            },
        }


def _dealt_with(fair: Fair, touched: set[str]) -> set[str]:
    """The employers that these seekers have talked with, or for whom somebody decided about them."""
    seekers = [seeker for id in touched if (seeker := fair.seeker(id))]
    met = {talk.employer for seeker in seekers for talk in seeker.conversations if talk.employer}
    return met.union(*(seeker.chosen for seeker in seekers))
