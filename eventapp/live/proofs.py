"""Test pages: which printer made one that can be read, and when. About paper, so no facts (docs/adr/0012).

Each page has a code of its own, of the shape of a badge's, so that any scanner at any desk types it right. Only the
latest page of a printer counts, and a printer that was set up differently has to show itself again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

import msgspec

from eventapp.badges.code import fair_tag, new_code, normalise
from eventapp.badges.layout import Layout
from eventapp.badges.proof import BAR, draw_proof
from eventapp.badges.sheet import pdf_of
from eventapp.facts.clock import to_text
from eventapp.live.ledger import Ledger
from eventapp.live.print_jobs import Job
from eventapp.live.printer_settings import Printer
from eventapp.live.printers import Sheet
from eventapp.messages import text

PROOFS_KEY: Final = "printer_proofs"
_WORDS: Final = ("title", "bar", "scan", "when")


class Proof(msgspec.Struct, frozen=True):
    """The latest test page of a printer; ``read`` is when its code was scanned, "" until then."""

    code: str
    printer: Printer
    asked: str
    read: str = ""


class Proofs:
    """The test pages of this laptop, by the name of the printer."""

    def __init__(self, ledger: Ledger, named: Callable[[str], Printer | None]) -> None:
        self._ledger = ledger
        self._named = named
        self._known = msgspec.convert(ledger.with_log(ledger.log.kept, PROOFS_KEY) or {}, dict[str, Proof])

    def begin(self, printer: Printer) -> Proof:
        """A new page is to be printed; the one before it counts no more."""
        code = new_code(fair_tag(self._ledger.fair.info.id))
        return self._keep(printer.name, Proof(code, printer, to_text(self._ledger.now())))

    def code(self, name: str) -> str:
        """The code on the latest page of a printer."""
        return self._known[name].code

    def read(self, scanned: str) -> str | None:
        """Which printer made the page with this code; from now on it is known to print readable pages."""
        code = normalise(scanned)
        for name, proof in list(self._known.items()):
            if proof.code == code and self._holds(name, proof):
                if not proof.read:
                    self._keep(name, msgspec.structs.replace(proof, read=to_text(self._ledger.now())))
                return name
        return None

    def tested(self, name: str) -> str:
        """When a page of this printer was read, as it is set up now; "" while that was not."""
        proof = self._known.get(name)
        return proof.read if proof and self._holds(name, proof) else ""

    def draw(self, job: Job, layout: Layout) -> Sheet:
        """The page of a job."""
        when = datetime.fromtimestamp(self._ledger.now() / 1000).strftime("%Y-%m-%d %H:%M")
        words = {name: text(f"proof.{name}", {"when": when, "length": f"{BAR:g}"}) for name in _WORDS}
        return self._ledger.in_background(_drawn, job.id, layout, job.printer, self.code(job.printer), words)

    def _holds(self, name: str, proof: Proof) -> bool:
        """Whether this is still the same printer with the same paper."""
        now = self._named(name)
        return now is not None and _as_tested(now) == _as_tested(proof.printer)

    def _keep(self, name: str, proof: Proof) -> Proof:
        plain = msgspec.to_builtins(proof)
        self._ledger.with_log(self._ledger.log.amend, PROOFS_KEY, lambda kept: {**(kept or {}), name: plain})
        self._known = {**self._known, name: proof}
        return proof


def _as_tested(printer: Printer) -> Printer:
    """A printer as far as a test page says anything of it: another roll of the same labels makes no difference."""
    return msgspec.structs.replace(printer, labels=None, printed_before=0, answers=None)


def _drawn(job: str, layout: Layout, printer: str, code: str, words: dict[str, str]) -> Sheet:
    page = draw_proof(layout, printer, code, words)
    picture = page.picture.convert("L")
    return Sheet(job, picture, layout, pdf_of([page], words["title"]))
