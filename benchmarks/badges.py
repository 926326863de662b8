"""What badges cost: a thousand of them as a PDF, against the bare cost of the same pictures.

The bare loop makes the same QR codes with qrcode and draws them and the same letters with Pillow in pictures of the same
size; it fits no text, packs nothing and writes nothing. "codes alone" leaves out the letters too. Time is that of the
processor, since machines are shared; one badge on demand is by the clock.
"""

from __future__ import annotations

import io
import random
import time
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import qrcode
from PIL import Image, ImageDraw
from qrcode.constants import ERROR_CORRECT_Q

from benchmarks.table import Row
from eventapp.badges import lettering
from eventapp.badges.code import fair_tag, new_code
from eventapp.badges.drawing import Text
from eventapp.badges.layout import Layout, load_layout
from eventapp.badges.render import Badge, Press, pdf_parts, render_pdf, render_png

_COUNT = 1000
_ROUNDS = 3
_SINGLES = 20
_WORDS = {"seeker": "Werkzoekende", "employer": "Werkgever", "volunteer": "Vrijwilliger"}
_FIRST = ("Anna", "Özkan", "Maria Theresia", "Łukasz", "Jan-Willem", "Ольга", "Fatima", "Wilhelmina")
_LAST = ("de Vries", "van der Berg", "Yılmaz", "'t Hart", "van den Boogaart-van der Meulen")


def measure() -> dict[str, float]:
    """Seconds for a thousand badges and the ratios; the best of three rounds, all kinds by turns."""
    badges = _badges(_COUNT)
    layout = load_layout("label-62x100")
    texts = _texts(badges, layout)
    _pdf(badges[:1], layout)
    rounds = [
        (
            _busy(lambda: _pdf(badges, layout)),
            _busy(lambda: _bare(badges, texts, layout)),
            _busy(lambda: _codes(badges)),
        )
        for _ in range(_ROUNDS)
    ]
    ours, bare, codes = (min(times) for times in zip(*rounds, strict=True))
    press = Press(layout, "Banenmarkt", _WORDS)
    few, many = (_peak(badges[:count], press) for count in (100, _COUNT))
    return {
        "badges": _COUNT,
        "pdf_seconds": ours,
        "bare_seconds": bare,
        "ratio": ours / bare,
        "goal": 1.3,
        "ratio_to_codes_alone": ours / codes,
        "memory_ratio_1000_to_100": many / few,
        "one_png_seconds": min(_seconds(lambda: _png(badges[0], layout)) for _ in range(_SINGLES)),
        "one_pdf_seconds": min(_seconds(lambda: _pdf(badges[:1], layout)) for _ in range(_SINGLES)),
        "one_pdf_on_a_warm_press_seconds": min(_seconds(lambda: _warm(badges[1:2], press)) for _ in range(_SINGLES)),
    }


def _texts(badges: list[Badge], layout: Layout) -> list[list[Text]]:
    """The letters on each badge, fitted beforehand; what stands still on all is drawn once in ours too."""
    press = Press(layout, "Banenmarkt", _WORDS)
    return [[mark for mark in press.marks(badge) if isinstance(mark, Text) and not mark.still] for badge in badges]


def _peak(badges: list[Badge], press: Press) -> int:
    """The most bytes that Python holds at once."""
    tracemalloc.start()
    for _ in pdf_parts(badges, press):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def _badges(count: int) -> list[Badge]:
    chance = random.Random(2026)
    tag = fair_tag("benchmark")
    return [
        Badge(f"A{n}", new_code(tag, chance.randrange), chance.choice(_FIRST), chance.choice(_LAST), "seeker")
        for n in range(count)
    ]


def _pdf(badges: list[Badge], layout: Layout) -> None:
    render_pdf(badges, layout, "Banenmarkt", _WORDS, _Nowhere())


def _png(badge: Badge, layout: Layout) -> None:
    render_png(badge, layout, "Banenmarkt", _WORDS)


class _Nowhere(io.RawIOBase):
    def write(self, some: Any) -> int:
        return len(some)


def _warm(badges: list[Badge], press: Press) -> None:
    for _ in pdf_parts(badges, press):
        pass


def _bare(badges: list[Badge], texts: list[list[Text]], layout: Layout) -> None:
    size = (layout.dots(layout.page.width), layout.dots(layout.page.height))
    for badge, letters in zip(badges, texts, strict=True):
        picture = Image.new("L", size, 255)
        pen = ImageDraw.Draw(picture)
        picture.paste(_code(badge).get_image(), (0, 0))
        for text in letters:
            place = (layout.dots(text.x), layout.dots(text.y))
            font = lettering.font(lettering.FILES[text.bold], text.size * layout.dots_per_inch / 25.4)
            pen.text(place, text.text, fill=0, font=font, anchor="ls")


def _codes(badges: list[Badge]) -> None:
    for badge in badges:
        _code(badge)


def _code(badge: Badge) -> Any:
    symbol = qrcode.QRCode(version=2, error_correction=ERROR_CORRECT_Q, box_size=12, border=4)
    symbol.add_data(badge.code)
    return symbol.make_image()


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _busy(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:18} {value:.4g}")


def rows() -> Iterator[Row]:
    """For ``run.py bench``."""
    found = measure()
    yield Row("1,000 badges to PDF", found["pdf_seconds"], "s", found["bare_seconds"], "qrcode and Pillow", "<= 1.3")
    yield Row("one badge as PDF", found["one_pdf_seconds"] * 1000, "ms")
