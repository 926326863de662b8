"""A card for a stand, A6: one QR code for the Wi-Fi, one for the address with a code that pairs the tablet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M

from eventapp.badges import Refused, qr
from eventapp.badges.pdf import PdfWriter
from eventapp.badges.sheet import Sheet

_PAGE_WIDTH, _PAGE_HEIGHT, _LEFT, _WIDTH = 105.0, 148.0, 6.0, 93.0  # mm
_QR_SIDE, _QR_TOP = 46.0, 58.0  # mm, with the light around it
_WHITE = 1
# IEEE 802.11: a network's name has at most 32 bytes, a passphrase 8 to 63 characters.
_LONGEST_NETWORK, _PASSPHRASE = 32, range(8, 64)
_SPECIAL: Final = '\\;,:"'


@dataclass(frozen=True)
class Wifi:
    """A network that guests may use; without a password it is open."""

    network: str
    password: str = ""


@dataclass(frozen=True)
class Card:
    """What one stand gets: ``url`` is scanned, ``address`` and ``code`` are for who types."""

    stand: str
    employer: str
    url: str
    address: str
    code: str
    wifi: Wifi | None = None


def wifi_text(wifi: Wifi) -> str:
    """What a phone's camera takes for a network. Refused: ``bad_wifi``."""
    size = len(wifi.network.encode("utf-8", "replace"))
    if not 0 < size <= _LONGEST_NETWORK or (wifi.password and len(wifi.password) not in _PASSPHRASE):
        raise Refused("bad_wifi")
    if not wifi.password:
        return f"WIFI:T:nopass;S:{_escaped(wifi.network)};;"
    return f"WIFI:T:WPA;S:{_escaped(wifi.network)};P:{_escaped(wifi.password)};;"


def render_cards(cards: Iterable[Card], event: str, words: Mapping[str, str], out: BinaryIO) -> int:
    """Write a page for each card; returns how many. ``words`` has ``wifi``, ``open`` and the other texts by name."""
    writer, count = PdfWriter(out.write, event), 0
    for card in cards:
        sheet = Sheet(_PAGE_WIDTH, _PAGE_HEIGHT)
        _draw(sheet, card, event, words)
        sheet.put_in(writer)
        count += 1
    if count == 0:
        raise Refused("nothing_to_print")
    writer.close()
    return count


def _code(sheet: Sheet, text: str, left: float) -> None:
    """A QR code of any size in its square, with the light around it."""
    symbol = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=qr.QUIET)
    symbol.add_data(text)
    modules = symbol.get_matrix()
    small = Image.new("1", (len(modules), len(modules)))
    small.putdata([_WHITE * (not dark) for row in modules for dark in row])
    side = sheet.dots(_QR_SIDE) // len(modules) * len(modules)
    inset = (sheet.dots(_QR_SIDE) - side) // 2
    large = small.resize((side, side), Image.Resampling.NEAREST)
    sheet.picture.paste(large, (sheet.dots(left) + inset, sheet.dots(_QR_TOP) + inset))


def _draw(sheet: Sheet, card: Card, event: str, words: Mapping[str, str]) -> None:
    sheet.line(event, _LEFT, 6, _WIDTH, 6, 4.5)
    sheet.line(card.stand, _LEFT, 13, _WIDTH, 20, _PAGE_HEIGHT, bold=True)
    sheet.line(card.employer, _LEFT, 34, _WIDTH, 12, 8, bold=True)
    right = _LEFT + _WIDTH - _QR_SIDE
    places = [_LEFT, right] if card.wifi else [(_LEFT + right) / 2]
    if card.wifi:
        sheet.line(words["wifi"], _LEFT, _QR_TOP - 6, _QR_SIDE, 6, 4.4, bold=True)
        _code(sheet, wifi_text(card.wifi), _LEFT)
        sheet.line(f"{words['network']} {card.wifi.network}", _LEFT, 106, _WIDTH, 6, 3.8)
        if card.wifi.password:
            sheet.line(f"{words['password']} {card.wifi.password}", _LEFT, 112, _WIDTH, 6, 3.8)
    sheet.line(words["open"], places[-1], _QR_TOP - 6, _QR_SIDE, 6, 4.4, bold=True)
    _code(sheet, card.url, places[-1])
    sheet.line(f"{words['type']} {card.address}", _LEFT, 120, _WIDTH, 6, 3.8)
    sheet.line(card.code, _LEFT, 126, _WIDTH, 9, 6.5, bold=True)
    sheet.line(words["once"], _LEFT, 137, _WIDTH, 5, 3.4)


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in _SPECIAL else letter for letter in text)
