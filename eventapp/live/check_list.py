"""The check-in list on paper: who is still expected, as of now, with the spare badges behind it; and how old it is."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import msgspec

from eventapp.badges import Refused
from eventapp.badges.checklist import Heading, Row, check_in_list, pages_for
from eventapp.badges.render import Badge, pdf_parts
from eventapp.facts.clock import to_text
from eventapp.facts.ids import uuid7
from eventapp.fair import Fair
from eventapp.fair.commands import MOST_AT_ONCE, MakeSpares
from eventapp.fair.decide import decide
from eventapp.fair.decision import Actor, Decision
from eventapp.fair.people import Seeker
from eventapp.fair.search import plain
from eventapp.live.ledger import Act, Ledger
from eventapp.live.names import full_name
from eventapp.live.printing import Presses
from eventapp.messages import text

KEY: Final = "check_list"
# The organiser is told to print it again after so many changes, or after so long when anything changed at all.
MANY_CHANGES: Final = 40
LONG_MINUTES: Final = 60
_COLUMNS: Final = ("number", "name", "time")


class Made(msgspec.Struct, frozen=True):
    """When the list was made last, and how things stood."""

    at: str
    pages: int
    registered: int
    came: int
    spares: int


class CheckList:
    """The list of this laptop's fair."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        kept = ledger.with_log(ledger.log.kept, KEY)
        self._made = msgspec.convert(kept, Made) if kept else None

    def make(self) -> bytes:
        """The list as a PDF. Refused: ``nothing_to_list``."""
        at = self._ledger.now()
        with self._ledger.lock:
            fair = self._ledger.fair
            expected, spares = expected_rows(fair), spare_rows(fair)
            registered, came, made_of = *_counted(fair), len(fair.info.spares)
            lists = [(_heading(fair, "expected", at), expected), (_heading(fair, "spares", at), spares)]
        pdf = self._ledger.in_background(check_in_list, lists)
        pages = pages_for(len(expected)) + pages_for(len(spares))
        made = Made(to_text(at), pages, registered, came, made_of)
        self._ledger.with_log(self._ledger.log.keep, KEY, msgspec.to_builtins(made))
        self._made = made
        return pdf

    def view(self, fair: Fair) -> dict[str, Any]:
        """What the organiser sees of it. ``changes``: who came or was added since, and new spare badges."""
        info, made = fair.info, self._made
        free = sum(fair.with_code(code) is None for code in info.spares)
        standing = {"doors": info.doors, "spares": len(info.spares), "spares_free": free,
                    "many": MANY_CHANGES, "minutes": LONG_MINUTES}  # fmt: skip
        if made is None:
            return {**standing, "made": None, "changes": 0, "pages": 0}
        registered, came = _counted(fair)
        moved = (registered - made.registered, came - made.came, len(info.spares) - made.spares)
        return {**standing, "made": made.at, "changes": sum(map(abs, moved)), "pages": made.pages}


def expected_rows(fair: Fair) -> list[Row]:
    """Everybody who has not come yet, by last name."""
    seekers = [seeker for seeker in fair.seekers if seeker.code and not seeker.erased and not seeker.came]
    return [_row(seeker) for seeker in sorted(seekers, key=_by_last_name)]


def spare_rows(fair: Fair) -> list[Row]:
    """The spare badges of nobody, by number."""
    spares = sorted(fair.info.spares.items(), key=lambda spare: (len(spare[1]), spare[1]))
    return [Row(number, code) for code, number in spares if fair.with_code(code) is None and not fair.is_void(code)]


def spare_badges(ledger: Ledger, presses: Presses, layout: str) -> bytes:
    """The spare badges of nobody as a PDF. Refused: ``no_spares``, ``unknown_layout``."""
    press = presses.press(layout)
    with ledger.lock:
        badges = [Badge(row.number, row.code, "", None, "seeker") for row in spare_rows(ledger.fair)]
    if not badges:
        raise Refused("no_spares")
    return ledger.in_background(lambda: b"".join(part for _, part in pdf_parts(badges, press)))


def make_spares(ledger: Ledger, count: int) -> Decision:
    """So many more spare badges, in the name of the organiser who sits at this laptop."""
    if not 0 < count <= MOST_AT_ONCE:
        return Decision("spares_enough")
    now, by = ledger.now(), Actor(ledger.node, "organiser", series=ledger.series)
    command = MakeSpares(id=uuid7(now), at=to_text(now), count=count)
    act = Act(command.id, command.at, by.device, lambda fair: decide(fair, command, by))
    ledger.submit([act])
    return act.decision


def _row(seeker: Seeker) -> Row:
    last = str(seeker.fields.get("last_name") or "")
    whole = full_name(seeker)
    return Row(seeker.number, seeker.code or "", whole.removesuffix(last).strip() if last else whole, last)


def _by_last_name(seeker: Seeker) -> tuple[str, str, str]:
    first, last = (str(seeker.fields.get(name) or "") for name in ("first_name", "last_name"))
    return plain(last or first), plain(first), seeker.number


def _counted(fair: Fair) -> tuple[int, int]:
    return fair.tally.size("type", "Seeker"), fair.tally.size("came_seekers")


def _heading(fair: Fair, title: str, at: int) -> Heading:
    moment = datetime.fromtimestamp(at / 1000).astimezone()  # as the clock on the wall says
    made = text("paper.made", {"date": _day(fair.info.date), "made": f"{moment:%d-%m-%Y %H:%M}"})
    columns = {name: text(f"paper.column_{name}") for name in _COLUMNS}
    page_of = text("paper.page_of")
    return Heading(fair.info.name, text(f"paper.{title}"), made, text(f"paper.{title}_how"), columns, page_of)


def _day(date: str) -> str:
    return "-".join(reversed(date.split("-")))
