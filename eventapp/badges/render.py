"""Badges on paper: a picture of one in whole printer dots, and what is made of such pictures.

Every way to print starts from the same picture, so a badge that reads on one printer reads on all. Pages are rounded to
whole dots (at most 0.05 mm off at 300 dots per inch), and so are the place and the modules of every QR code: a module
of ten dots prints sharp, one of 9.4 dots does not.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO, Final

from PIL import Image, ImageDraw, ImageFont

from eventapp.badges import Refused, lettering, qr
from eventapp.badges.drawing import Badge, Mark, Picture, Role, Shape, Symbol, Text, draw, stands_still
from eventapp.badges.layout import Layout
from eventapp.badges.pdf import Bars, PdfWriter, Placed, Word

__all__ = ["Badge", "Press", "Role", "pdf_parts", "render_pdf", "render_png"]

_POINTS_PER_INCH: Final = 72
_POINTS_PER_MM: Final = _POINTS_PER_INCH / 25.4
_WHITE: Final = 255
_BLACK: Final = 0


class Press:
    """Prints badges of one event on one layout. What is the same on all of them is drawn once for each role."""

    def __init__(
        self, layout: Layout, event_name: str, role_words: Mapping[str, str], logo: Image.Image | None = None
    ) -> None:
        self.layout = layout
        self.event_name = event_name
        self._role_words = role_words
        self._logo = logo
        self._still: dict[str, Image.Image] = {}

    def marks(self, badge: Badge) -> list[Mark]:
        """Everything on a badge, in millimetres from its corner."""
        return list(draw(badge, self.layout, self.event_name, self._role_words, self._logo))

    def picture(self, badge: Badge, marks: Iterable[Mark] | None = None) -> Image.Image:
        """A badge, without the sheet around it: 0 or 255, a pixel for each printer dot."""
        still: list[Mark] = []
        moving: list[Mark] = []
        for mark in self.marks(badge) if marks is None else marks:
            (still if stands_still(mark) else moving).append(mark)
        if badge.role not in self._still:
            self._still[badge.role] = self._painted(self._blank(), still)
        return self._painted(self._still[badge.role].copy(), moving)

    def _blank(self) -> Image.Image:
        badge = self.layout.badge
        return Image.new("L", (self.layout.dots(badge.width), self.layout.dots(badge.height)), _WHITE)

    def _painted(self, picture: Image.Image, marks: Iterable[Mark]) -> Image.Image:
        pen = ImageDraw.Draw(picture)
        pen.fontmode = "1"  # no greys at the edges: a label printer would make a coarse screen of them
        for mark in marks:
            _paint(picture, pen, self.layout, mark)
        return picture


def render_png(
    badge: Badge, layout: Layout, event_name: str, role_words: Mapping[str, str], logo: Image.Image | None = None
) -> bytes:
    """One badge as a PNG in black and white with a pixel for each printer dot."""
    return png_of(Press(layout, event_name, role_words, logo).picture(badge), layout)


def png_of(picture: Image.Image, layout: Layout) -> bytes:
    """A picture as a PNG that says how large it is on paper."""
    out = io.BytesIO()
    picture.convert("1", dither=Image.Dither.NONE).save(out, "PNG", dpi=(layout.dots_per_inch, layout.dots_per_inch))
    return out.getvalue()


def render_pdf(
    badges: Iterable[Badge],
    layout: Layout,
    event_name: str,
    role_words: Mapping[str, str],
    out: BinaryIO,
    progress: Callable[[int], None] | None = None,
    logo: Image.Image | None = None,
) -> int:
    """Write one PDF with all badges as they are drawn, and return how many there are.

    ``role_words`` holds a word for each role, from the message catalogue. ``progress`` is called after each page with
    the count so far. Refused: ``no_badges``, and then nothing was written.
    """
    count = 0
    for count, part in pdf_parts(badges, Press(layout, event_name, role_words, logo)):
        out.write(part)
        if progress:
            progress(count)
    return count


def pdf_parts(badges: Iterable[Badge], press: Press) -> Iterator[tuple[int, bytes]]:
    """The same PDF in pieces, page by page, each with the count of badges so far. Refused: ``no_badges``."""
    parts: list[bytes] = []
    left, count = iter(badges), 0
    origins = press.layout.origins()
    some = list(islice(left, len(origins)))
    if not some:
        raise Refused("no_badges")
    writer = PdfWriter(parts.append, press.event_name)
    while some:
        _add_page(writer, press, some, origins)
        count += len(some)
        yield count, b"".join(parts)
        parts.clear()
        some = list(islice(left, len(origins)))
    writer.close()
    yield count, b"".join(parts)


def _add_page(writer: PdfWriter, press: Press, badges: list[Badge], origins: list[tuple[float, float]]) -> None:
    layout = press.layout
    dot = _POINTS_PER_INCH / layout.dots_per_inch
    width, height = layout.dots(layout.page.width), layout.dots(layout.page.height)
    placed, bars, words = [], [], []
    for badge, (left, top) in zip(badges, origins, strict=False):
        marks = press.marks(badge)
        picture = press.picture(badge, [mark for mark in marks if not isinstance(mark, Symbol)])
        across, down = picture.size
        x, y = layout.dots(left), height - layout.dots(top) - down
        placed.append(Placed(picture, x * dot, y * dot, across * dot, down * dot))
        bars += [_bars(mark, layout, left, top) for mark in marks if isinstance(mark, Symbol)]
        words += [_word(mark, left, layout.page.height - top) for mark in marks if isinstance(mark, Text)]
    writer.page(width * dot, height * dot, placed, words, bars)


def _bars(mark: Symbol, layout: Layout, left: float, top: float) -> Bars:
    """A QR code on a page, in points."""
    dot = _POINTS_PER_INCH / layout.dots_per_inch
    x, y = layout.dots(left + mark.x), layout.dots(layout.page.height) - layout.dots(top + mark.y)
    return Bars(x * dot, y * dot, mark.module_dots * dot, tuple(qr.runs(mark.matrix)))


def _word(mark: Text, left: float, bottom: float) -> Word:
    """A text as it is found again in the PDF; ``bottom`` is where the badge begins, measured from below."""
    letters = lettering.face(mark.bold)
    width = letters.width(mark.text) * mark.size * _POINTS_PER_MM
    # Readers expect what stands on the paper from left to right, and turn it round themselves.
    seen = "".join(run.text[::-1] if run.shaped else run.text for run in letters.runs(mark.text))
    x, y = (left + mark.x) * _POINTS_PER_MM, (bottom - mark.y) * _POINTS_PER_MM
    return Word(x, y, mark.size * _POINTS_PER_MM, width, seen)


def _paint(picture: Image.Image, pen: ImageDraw.ImageDraw, layout: Layout, mark: Mark) -> None:
    dots = layout.dots_per_inch / 25.4
    match mark:
        case Text():
            _paint_text(pen, mark, dots)
        case Shape():
            pen.polygon([(x * dots, y * dots) for x, y in mark.points], fill=_BLACK)
        case Picture():
            picture.paste(_scaled(mark, dots), (round(mark.x * dots), round(mark.y * dots)))
        case Symbol():
            left, top, side = layout.dots(mark.x), layout.dots(mark.y), mark.module_dots
            size = (qr.MODULES * side, qr.MODULES * side)
            picture.paste(qr.picture(mark.matrix).resize(size, Image.Resampling.NEAREST), (left, top))


def _scaled(mark: Picture, dots: float) -> Image.Image:
    """The logo at its size, its greys as dots."""
    size = (max(1, int(mark.width * dots)), max(1, int(mark.height * dots)))
    return mark.image.resize(size, Image.Resampling.LANCZOS).convert("1")


def _paint_text(pen: ImageDraw.ImageDraw, text: Text, dots: float) -> None:
    """Piece by piece. A printer has whole dots, so each piece is held to the width that was measured for it."""
    letters = lettering.face(text.bold)
    x = text.x * dots
    for run in letters.runs(text.text):
        width = letters.width(run.text) * text.size * dots
        pen.text((x, text.y * dots), run.text, fill=_BLACK, font=_no_wider(run, text.size * dots, width), anchor="ls")
        x += width


def _no_wider(run: lettering.Run, size: float, width: float) -> ImageFont.FreeTypeFont:
    """The font at this size, or as much smaller as it takes: Pillow rounds each letter to whole dots."""
    font = lettering.font(run.file, size, run.shaped)
    while (length := font.getlength(run.text, mode="1")) > width + 1 and size > 1:
        size *= min(width / length, 0.99)
        font = lettering.font(run.file, size, run.shaped)
    return font
