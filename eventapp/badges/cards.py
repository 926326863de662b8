"""A card for a stand, A6: one QR code for the Wi-Fi, one for the address with a code that pairs the tablet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

import qrcode
from PIL import Image, ImageDraw
from qrcode.constants import ERROR_CORRECT_M

from eventapp.badges import Refused, lettering, qr
from eventapp.badges.pdf import PdfWriter, Placed, Word

_PAGE_WIDTH, _PAGE_HEIGHT, _LEFT, _WIDTH = 105.0, 148.0, 6.0, 93.0  # mm
_QR_SIDE, _QR_TOP = 46.0, 58.0  # mm, with the light around it
_DOTS_PER_MM: Final = 300 / 25.4
_POINTS_PER_MM: Final = 72 / 25.4
_POINT: Final = 72 / 300  # of one dot
_ROOM: Final = 0.97  # of the width: whole dots make letters a little wider than they were measured
_WHITE, _BLACK = 1, 0
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
        sheet = _Sheet()
        _draw(sheet, card, event, words)
        across, down = sheet.picture.size
        placed = Placed(sheet.picture, 0, 0, across * _POINT, down * _POINT)
        writer.page(across * _POINT, down * _POINT, [placed], sheet.words)
        count += 1
    if count == 0:
        raise Refused("nothing_to_print")
    writer.close()
    return count


class _Sheet:
    """A page in whole printer dots; what is put on it is in millimetres from the top left corner."""

    def __init__(self) -> None:
        self.picture = Image.new("1", (_dots(_PAGE_WIDTH), _dots(_PAGE_HEIGHT)), _WHITE)
        self.words: list[Word] = []
        self._pen = ImageDraw.Draw(self.picture)

    def line(
        self,
        text: str,
        top: float,
        height: float,
        largest: float = _PAGE_HEIGHT,
        left: float = _LEFT,
        width: float = _WIDTH,
        bold: bool = False,
    ) -> None:
        """Words in the middle of their box, as large as fits."""
        letters = lettering.face(bold)
        shown = lettering.printable(text, letters)
        fitted = lettering.fit(shown, width * _ROOM, height, 1, largest, letters)
        ascent, line_height = letters.line(shown)
        for line in fitted.lines:
            across = letters.width(line) * fitted.size
            x, y = left + (width - across) / 2, top + (height - line_height * fitted.size) / 2 + ascent * fitted.size
            self._write(line, x, y, fitted.size, letters)
            points = (x * _POINTS_PER_MM, (_PAGE_HEIGHT - y) * _POINTS_PER_MM, fitted.size * _POINTS_PER_MM)
            self.words.append(Word(*points, across * _POINTS_PER_MM, line))

    def code(self, text: str, left: float) -> None:
        """A QR code of any size in its square, with the light around it."""
        symbol = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=qr.QUIET)
        symbol.add_data(text)
        modules = symbol.get_matrix()
        small = Image.new("1", (len(modules), len(modules)))
        small.putdata([_WHITE * (not dark) for row in modules for dark in row])
        side = _dots(_QR_SIDE) // len(modules) * len(modules)
        inset = (_dots(_QR_SIDE) - side) // 2
        large = small.resize((side, side), Image.Resampling.NEAREST)
        self.picture.paste(large, (_dots(left) + inset, _dots(_QR_TOP) + inset))

    def _write(self, line: str, x: float, y: float, size: float, letters: lettering.Face) -> None:
        for run in letters.runs(line):
            font = lettering.font(run.file, size * _DOTS_PER_MM, run.shaped)
            self._pen.text((x * _DOTS_PER_MM, y * _DOTS_PER_MM), run.text, fill=_BLACK, font=font, anchor="ls")
            x += letters.width(run.text) * size


def _draw(sheet: _Sheet, card: Card, event: str, words: Mapping[str, str]) -> None:
    sheet.line(event, 6, 6, 4.5)
    sheet.line(card.stand, 13, 20, bold=True)
    sheet.line(card.employer, 34, 12, 8, bold=True)
    right = _LEFT + _WIDTH - _QR_SIDE
    places = [_LEFT, right] if card.wifi else [(_LEFT + right) / 2]
    if card.wifi:
        sheet.line(words["wifi"], _QR_TOP - 6, 6, 4.4, _LEFT, _QR_SIDE, bold=True)
        sheet.code(wifi_text(card.wifi), _LEFT)
        sheet.line(f"{words['network']} {card.wifi.network}", 106, 6, 3.8)
        if card.wifi.password:
            sheet.line(f"{words['password']} {card.wifi.password}", 112, 6, 3.8)
    sheet.line(words["open"], _QR_TOP - 6, 6, 4.4, places[-1], _QR_SIDE, bold=True)
    sheet.code(card.url, places[-1])
    sheet.line(f"{words['type']} {card.address}", 120, 6, 3.8)
    sheet.line(card.code, 126, 9, 6.5, bold=True)
    sheet.line(words["once"], 137, 5, 3.4)


def _dots(length: float) -> int:
    return round(length * _DOTS_PER_MM)


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in _SPECIAL else letter for letter in text)
