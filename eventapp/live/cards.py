"""Cards for stands: a pairing code for each, good until the fair is over, and the Wi-Fi that was typed in.

The Wi-Fi's password is somebody else's secret as a rule. It goes onto the paper and is kept nowhere.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import BinaryIO, Final

from eventapp.badges import Refused
from eventapp.badges.cards import Card, Wifi, render_cards, wifi_text
from eventapp.facts.clock import to_ms
from eventapp.fair.people import Employer
from eventapp.live.house import House
from eventapp.messages import text

_DAY_MS: Final = 24 * 3600 * 1000
_ADDRESS: Final = re.compile(r"https?://(?:[\w.-]+|\[[0-9a-fA-F:]+\])(?::\d{1,5})?", re.ASCII)
_WORDS: Final = ("wifi", "network", "password", "open", "type", "once")
_IN_GROUPS: Final = re.compile(r"(.{4})(?=.)")


def print_cards(house: House, out: BinaryIO, stand: str = "", wifi: Wifi | None = None, address: str = "") -> int:
    """Write a card for this employer, or for all of them, as a PDF; returns how many.

    ``address`` is where tablets will find the laptop when that is not where it is now: cards are often printed
    somewhere else. Refused with ``bad_wifi``, ``bad_address`` or ``nothing_to_print``.
    """
    address = (address or house.settings.addresses[0]).rstrip("/")
    if not _ADDRESS.fullmatch(address):
        raise Refused("bad_address")
    if wifi:
        wifi_text(wifi)  # refused before any code is given out
    with house.ledger.lock:
        info = house.ledger.fair.info
        employers = [one for one in house.ledger.fair.employers if stand in ("", one.id)]
    employers.sort(key=lambda one: (len(one.stand), one.stand, one.name))
    expires = max(_end_of(info.date), house.ledger.now() + _DAY_MS)
    cards = [_card(house, one, wifi, address, expires) for one in employers]
    words = {name: text(f"card.{name}") for name in _WORDS}
    return house.ledger.in_background(render_cards, cards, info.name, words, out)


def _card(house: House, employer: Employer, wifi: Wifi | None, address: str, expires: int) -> Card:
    code, _ = house.pairings.offer("stand", employer.id, expires=expires)
    grouped = _IN_GROUPS.sub(r"\1 ", code)
    return Card(employer.stand, employer.name, f"{address}/koppel#{code}", f"{address}/koppel", grouped, wifi)


def _end_of(date: str) -> int:
    """The night after the fair, in milliseconds; zero when nobody knows when it is."""
    try:
        return to_ms((datetime.fromisoformat(date) + timedelta(days=1, hours=3)).isoformat())
    except ValueError:
        return 0
