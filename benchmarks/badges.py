"""What badges cost: 300 of them as a PDF, against the bare cost of their QR codes as pictures.

The bare loop makes the same matrices with qrcode and the same one-bit pictures with Pillow, and
writes nothing.
"""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable, Iterator

import qrcode
from qrcode.constants import ERROR_CORRECT_Q

from benchmarks.table import Row
from eventapp.badges.code import fair_tag, new_code
from eventapp.badges.layout import Layout, load_layout
from eventapp.badges.render import Badge, render_pdf, render_png

_COUNT = 300
_ROUNDS = 5
_WORDS = {"seeker": "Werkzoekende", "employer": "Werkgever", "volunteer": "Vrijwilliger"}
_FIRST = ("Anna", "Özkan", "Maria Theresia", "Łukasz", "Jan-Willem", "Ольга", "Fatima", "Wilhelmina")
_LAST = ("de Vries", "van der Berg", "Yılmaz", "'t Hart", "van den Boogaart-van der Meulen")


def measure() -> dict[str, float]:
    """Seconds for 300 badges and the ratio; the best of five rounds, both kinds by turns."""
    badges = _badges(_COUNT)
    layout = load_layout("label-62x100")
    _pdf(badges[:1], layout)
    rounds = [(_seconds(lambda: _pdf(badges, layout)), _seconds(lambda: _bare(badges))) for _ in range(_ROUNDS)]
    ours, bare = (min(times) for times in zip(*rounds, strict=True))
    picture = min(_seconds(lambda: _png(badges[0], layout)) for _ in range(_ROUNDS))
    single = min(_seconds(lambda: _pdf(badges[:1], layout)) for _ in range(_ROUNDS))
    return {
        "badges": _COUNT,
        "pdf_seconds": ours,
        "bare_seconds": bare,
        "ratio": ours / bare,
        "goal": 1.3,
        "one_png_seconds": picture,
        "one_pdf_seconds": single,
    }


def _badges(count: int) -> list[Badge]:
    chance = random.Random(2026)
    tag = fair_tag("benchmark")
    return [
        Badge(f"A{n}", new_code(tag, chance.randrange), chance.choice(_FIRST), chance.choice(_LAST), "seeker")
        for n in range(count)
    ]


def _pdf(badges: list[Badge], layout: Layout) -> None:
    render_pdf(badges, layout, "Banenmarkt", _WORDS, io.BytesIO())


def _png(badge: Badge, layout: Layout) -> None:
    render_png(badge, layout, "Banenmarkt", _WORDS)


def _bare(badges: list[Badge]) -> None:
    for badge in badges:
        symbol = qrcode.QRCode(version=2, error_correction=ERROR_CORRECT_Q, box_size=12, border=4)
        symbol.add_data(badge.code)
        symbol.make_image()


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:18} {value:.4g}")


def rows() -> Iterator[Row]:
    """For ``run.py bench``."""
    found = measure()
    yield Row("300 badges to PDF", found["pdf_seconds"], "s", found["bare_seconds"], "qrcode and Pillow", "<= 1.3")
    yield Row("one badge as PDF", found["one_pdf_seconds"] * 1000, "ms")
