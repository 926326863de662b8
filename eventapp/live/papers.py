"""What a print job looks like on its paper: a way to draw for each kind, and nothing about printers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from eventapp.badges import Refused
from eventapp.badges.layout import Layout
from eventapp.badges.render import Press, pdf_parts
from eventapp.live.ledger import Ledger
from eventapp.live.print_jobs import Job, Paper
from eventapp.live.printers import Sheet
from eventapp.live.printing import Presses, badge_of

# Makes the sheet of a job for the paper in a printer. Refused: ``nothing_to_print``.
Drawer: TypeAlias = Callable[[Job, Layout], Sheet]


class Papers:
    """The kinds of paper. A badge is known; who knows how to draw another kind says so with ``draws``."""

    def __init__(self, ledger: Ledger, presses: Presses) -> None:
        self._ledger = ledger
        self._presses = presses
        self._drawers: dict[Paper, Drawer] = {"badge": self._badge}

    def draws(self, paper: Paper, drawer: Drawer) -> None:
        """From now on this draws that kind of paper. It is called on the thread of a printer."""
        self._drawers[paper] = drawer

    def sheet(self, job: Job, layout: Layout) -> Sheet:
        """A job as it goes to a printer. Refused: ``nothing_to_print``."""
        drawer = self._drawers.get(job.paper)
        if drawer is None:
            raise Refused("nothing_to_print")
        return drawer(job, layout)

    def _badge(self, job: Job, layout: Layout) -> Sheet:
        press = self._presses.press(layout)
        with self._ledger.lock:
            party = self._ledger.fair.party(self._ledger.fair.root(job.subject))
            if party is None or party.erased or party.code is None:
                raise Refused("nothing_to_print")
            badge = badge_of(party, self._presses.choices)
        return self._ledger.in_background(_drawn, job.id, press, badge)


def _drawn(job: str, press: Press, badge: Any) -> Sheet:
    """A badge as a picture and as a PDF."""
    pdf = b"".join(part for _, part in pdf_parts([badge], press))
    return Sheet(job, press.picture(badge), press.layout, pdf)
