"""Badges that went out in a PDF: a row each in the log of prints, and no fact, for a PDF of everybody is two thousand.

So a desk that is asked for a badge later knows that there was one before, and asks why another is wanted. It is known
at this laptop alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from eventapp.facts.clock import to_text
from eventapp.facts.prints import PrintRow
from eventapp.fair import Fair
from eventapp.fair.commands import PrintBadge
from eventapp.fair.decide import decide
from eventapp.fair.decision import Actor, Decision
from eventapp.live.ledger import Ledger
from eventapp.live.print_jobs import PDF


class HandedOut:
    """By subject when a badge of theirs was last in a PDF that somebody fetched."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        rows = ledger.with_log(lambda: list(ledger.log.prints.read()))
        self._at = {row.subject: row.at for row in rows if row.printer == PDF}

    def note(self, subjects: Iterable[str]) -> None:
        """These are on paper as far as we know: a PDF with their badges was fetched to its end."""
        at = to_text(self._ledger.now())
        rows = [PrintRow(f"{PDF}-{subject}", subject, PDF, "done", at, "", asked=at) for subject in subjects]
        self._ledger.with_log(self._ledger.log.prints.put_all, rows)
        self._at |= {row.subject: row.at for row in rows}

    def since(self, fair: Fair, subject: str) -> str | None:
        """When somebody's badge was in a PDF, under any of the entries that are this one person."""
        return max((self._at[one] for one in fair.members(subject) if one in self._at), default=None)

    def decide(self, fair: Fair, command: PrintBadge, actor: Actor) -> Decision:
        """As the rules of the fair decide, but a badge in a PDF counts as the first one."""
        decision = decide(fair, command, actor)
        since = self.since(fair, decision.about) if decision.drafts and decision.about else None
        if since is None or command.reason is not None:
            return decision
        return Decision("reason_needed", about=decision.about, params={"since": since})
