"""Printing: which badges, from the state of the fair, as a PDF or as one picture; with the organiser's choices."""

from __future__ import annotations

import base64
import binascii
import io
import logging
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO, Final

import msgspec
from PIL import Image, UnidentifiedImageError

from eventapp.badges import Refused, shaping
from eventapp.badges.code import fair_tag, new_code
from eventapp.badges.layout import Layout, load_layout
from eventapp.badges.render import Badge, Press, pdf_parts, png_of
from eventapp.fair import Fair
from eventapp.fair.people import Employer, Seeker
from eventapp.live.ledger import Ledger
from eventapp.messages import text

if TYPE_CHECKING:
    from eventapp.live.house import House

log = logging.getLogger(__name__)

ROLE_WORDS = {role: text(f"badge.{role}") for role in ("seeker", "employer", "volunteer")}
DEFAULT_LAYOUT = "label-62x100"
CHOICES_KEY: Final = "badge_choices"
MOST_LOGO: Final = 700_000  # bytes of the file; as a data URL it has to fit in one JSON request
MOST_SIDE: Final = 4000  # dots
_LOGO_SIDE: Final = 600


class Choices(msgspec.Struct, frozen=True):
    """What the organiser decides about all badges of this laptop."""

    surname: bool = True
    logo: str = ""  # a grey PNG, in base64


class Presses:
    """The presses of a fair, kept: what stands still on a badge is drawn once, and a badge on demand is quick."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._ready: dict[tuple[Layout, str], Press] = {}
        kept = ledger.with_log(ledger.log.kept, CHOICES_KEY)
        self.choices = msgspec.convert(kept, Choices) if kept else Choices()
        if problem := shaping.trouble():
            log.error("names in Arabic or Hebrew letters come out in Latin letters here: %s", problem)

    def press(self, paper: Layout | str) -> Press:
        """The press for this paper, as it is or by its name. Refused: ``unknown_layout``."""
        event = self._ledger.fair.info.name
        layout = load_layout(paper) if isinstance(paper, str) else paper
        if (layout, event) not in self._ready:
            logo = _opened(self.choices.logo)
            self._ready[layout, event] = Press(layout, event, ROLE_WORDS, logo)
        return self._ready[layout, event]

    def choose(self, surname: bool | None = None, logo: bytes | None = None) -> Choices:
        """Change what is said of all badges; ``logo`` is a picture in a file, empty for none. Refused: ``bad_logo``."""
        chosen = Choices(
            self.choices.surname if surname is None else surname,
            self.choices.logo if logo is None else _taken_in(logo),
        )
        self._ledger.with_log(self._ledger.log.keep, CHOICES_KEY, msgspec.to_builtins(chosen))
        self.choices = chosen
        self._ready.clear()
        return chosen


def _taken_in(file: bytes) -> str:
    """A logo as it is kept: grey, on white, no larger than a badge can show."""
    if not file:
        return ""
    try:
        with Image.open(io.BytesIO(file)) as opened:
            if len(file) > MOST_LOGO or max(opened.size) > MOST_SIDE:
                raise Refused("bad_logo")
            picture = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise Refused("bad_logo") from error
    white = Image.new("RGBA", picture.size, "white")
    grey = Image.alpha_composite(white, picture).convert("L")
    grey.thumbnail((_LOGO_SIDE, _LOGO_SIDE))
    out = io.BytesIO()
    grey.save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


def _opened(logo: str) -> Image.Image | None:
    try:
        return Image.open(io.BytesIO(base64.b64decode(logo))).convert("L") if logo else None
    except (OSError, binascii.Error):
        return None


def print_badges(
    house: House, out: BinaryIO, numbers: Sequence[str] = (), subjects: Sequence[str] = (), layout: str = DEFAULT_LAYOUT
) -> int:
    """Write the badges of these people as a PDF; without names, of everybody. Returns how many.

    Refused with ``unknown_layout`` or ``nothing_to_print``.
    """
    count, parts = badge_parts(house, numbers, subjects, layout)
    for part in parts:
        out.write(part)
    return count


def badge_parts(
    house: House, numbers: Sequence[str] = (), subjects: Sequence[str] = (), layout: str = DEFAULT_LAYOUT
) -> tuple[int, Iterator[bytes]]:
    """How many badges there will be, and the PDF piece by piece, each made when it is asked for. Refused as above."""
    press = house.presses.press(layout)
    with house.ledger.lock:
        fair = house.ledger.fair
        wanted = [party for party in _wanted(fair, numbers, subjects) if party.code and not party.erased]
        badges = [badge_of(party, house.presses.choices) for party in wanted]
    if not badges:
        raise Refused("nothing_to_print")
    return len(badges), _made(house, pdf_parts(badges, press), [party.id for party in wanted])


def _made(house: House, parts: Iterator[tuple[int, bytes]], subjects: Sequence[str]) -> Iterator[bytes]:
    """The pieces, made away from the event loop, with how far it is for who asks. After the last one they count."""
    nothing: tuple[int, bytes] = (-1, b"")
    try:
        while (made := house.ledger.in_background(next, parts, nothing)) is not nothing:
            house.drawing = made[0], len(subjects)
            yield made[1]
        house.handed_out.note(subjects)
    finally:
        house.drawing = None


def sample(house: House, layout: str) -> bytes:
    """What a badge looks like on this paper, as a PNG, for somebody who does not exist. Refused: ``unknown_layout``."""
    press = house.presses.press(layout)
    last = text("badge.sample_last") if house.presses.choices.surname else None
    code = new_code(fair_tag(house.ledger.fair.info.id), lambda below: 0)
    badge = Badge("A17", code, text("badge.sample_first"), last, "seeker")
    return house.ledger.in_background(_png, press, badge)


def _png(press: Press, badge: Badge) -> bytes:
    return png_of(press.picture(badge), press.layout)


def _wanted(fair: Fair, numbers: Sequence[str], subjects: Sequence[str]) -> list[Seeker | Employer]:
    if numbers or subjects:
        named = [fair.with_number(number) for number in numbers] + [fair.party(id) for id in subjects]
        return [party for party in named if party is not None]
    seekers = sorted(fair.seekers, key=lambda seeker: (len(seeker.number), seeker.number))
    return [*seekers, *sorted(fair.employers, key=lambda employer: employer.name)]


def badge_of(party: Seeker | Employer, choices: Choices) -> Badge:
    """What stands on somebody's badge."""
    code = party.code or ""
    if isinstance(party, Employer):
        return Badge(party.stand, code, party.name, None, "employer", None)
    parts = (party.fields.get("infix"), party.fields.get("last_name"))
    last = " ".join(part for part in parts if part) or None
    first = str(party.fields.get("first_name") or last or "")
    shown = last if choices.surname and not party.hides_surname else None
    return Badge(party.number, code, first, shown, "seeker", None)
