"""Print jobs: what has to be printed at this laptop and how far each is, in memory as it is on disk.

A badge is a fact that asks for it (the id of the job is the id of the command), so it is as durable as a check-in and
a repeat of the command is no second job. A slip or a test page says nothing of the fair: it makes no fact, and its row
is on disk before anybody hears that it was asked for.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias, cast

from eventapp.badges import Refused
from eventapp.facts.clock import to_text
from eventapp.facts.prints import PrintRow
from eventapp.fair.people import BadgeAsk
from eventapp.live.ledger import Ledger

State: TypeAlias = Literal["waiting", "printing", "done", "failed"]
Paper: TypeAlias = Literal["badge", "slip", "test"]
# The name under which a PDF that somebody fetched stands in the log of prints; no job of ours.
PDF: Final = "pdf"


@dataclass(frozen=True)
class Job:
    """One piece of paper. ``subject`` is whom it is about; "" for a test page."""

    id: str
    subject: str
    device: str
    asked: str
    state: State = "waiting"
    printer: str = ""  # which one got it; of a test page, which one has to
    problem: str = ""
    paper: Paper = "badge"


class PrintJobs:
    """All jobs of this laptop. ``interrupted`` says of a printer whether a job there broke off with the laptop."""

    def __init__(self, ledger: Ledger, interrupted: Callable[[str], bool]) -> None:
        self._ledger = ledger
        self._interrupted = interrupted
        self._lock = threading.RLock()
        rows = [row for row in ledger.with_log(lambda: list(ledger.log.prints.read())) if row.printer != PDF]
        self._rows = {row.id: row for row in rows if row.paper == "badge"}
        others = (row for row in rows if row.paper != "badge")
        self._jobs = {row.id: self._resumed(_job_of(row), row) for row in others}
        with ledger.lock:
            self.take(set(ledger.fair.entities))

    def take(self, touched: set[str]) -> list[Job]:
        """Learn of every badge that was asked for here, and give those to be printed. With the ledger's lock held."""
        fresh = []
        for subject in touched:
            party = self._ledger.fair.party(subject)
            for ask in party.badges if party else ():
                if ask.node == self._ledger.node and ask.id not in self._jobs:
                    job = self._as_known(ask, subject)
                    self._jobs[job.id] = job
                    fresh += [job] if job.state == "waiting" else []
        return fresh

    def ask(self, job: Job) -> Job:
        """Put down a job that is no fact, on disk; asked for twice, it is the job that was there."""
        with self._lock:
            return self._jobs.get(job.id) or self.note(job)

    def get(self, id: str) -> Job | None:
        """The job with this id."""
        return self._jobs.get(id)

    def within(self, *states: State) -> list[Job]:
        """The jobs in these states, oldest first."""
        return sorted((job for job in list(self._jobs.values()) if job.state in states), key=lambda job: job.asked)

    def printed_by(self, printer: str) -> int:
        """How many labels a printer has used, those that went wrong too."""
        return sum(job.printer == printer for job in self.within("done", "failed"))

    def move(self, id: str, may: Callable[[Job], bool], **change: str) -> Job:
        """Change a job when it may be, at once and once only. Refused: ``unknown_job``, ``job_not_open``."""
        with self._lock:
            job = self._jobs.get(id)
            if job is None:
                raise Refused("unknown_job")
            if not may(job):
                raise Refused("job_not_open", state=job.state)
            return self.note(replace(job, **change))  # type: ignore[arg-type]

    def note(self, job: Job) -> Job:
        """On disk first, then in memory."""
        prints = self._ledger.log.prints
        if job.paper == "badge" and job.state == "waiting":
            self._ledger.with_log(prints.wait_again, job.id)
        else:
            self._ledger.with_log(prints.put, _row_of(job, to_text(self._ledger.now())))
        self._jobs[job.id] = job
        return job

    def _as_known(self, ask: BadgeAsk, subject: str) -> Job:
        job = Job(ask.id, subject, ask.by, ask.moment)
        row = self._rows.pop(ask.id, None)
        return job if row is None else self._resumed(job, row)

    def _resumed(self, job: Job, row: PrintRow) -> Job:
        if row.state == "printing" and self._interrupted(row.printer):
            # The laptop stopped between the first byte and the last.
            return replace(job, state="failed", printer=row.printer, problem="print_unsure")
        return replace(job, state=cast(State, row.state), printer=row.printer, problem=row.problem)


def _job_of(row: PrintRow) -> Job:
    return Job(row.id, row.subject, row.device, row.asked, paper=cast(Paper, row.paper))


def _row_of(job: Job, at: str) -> PrintRow:
    return PrintRow(job.id, job.subject, job.printer, job.state, at, job.problem, job.paper, job.device, job.asked)
