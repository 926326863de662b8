"""The print queue: who waits for which printer, what is being printed, what went wrong.

A job is a fact that asks for a badge (its id is the id of the command), so it is as durable as a check-in and a repeat
of the command is no second job. Before a printer gets a byte, the job is down as ``printing``, on disk. So after a
power cut every job is one of three: it waits, and is printed; it is done; or it was ``printing``, and then nobody can
know. Such a job is never printed again by itself: a person looks whether the badge is there, and says so.

Nobody at a desk ever waits for any of this: a thread for each printer does the work.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Final, Literal

from eventapp.badges import Refused
from eventapp.badges.render import Press, pdf_parts
from eventapp.facts.clock import to_text
from eventapp.facts.prints import PrintRow
from eventapp.fair.people import BadgeAsk, Employer, Seeker
from eventapp.live.ledger import Ledger
from eventapp.live.names import full_name
from eventapp.live.printer_settings import BROWSER, Printer, Setup
from eventapp.live.printers import Adapter, Sheet, Unreachable, Unsure
from eventapp.live.printing import Presses, badge_of

log = logging.getLogger(__name__)

RETRY_SECONDS: Final = 5.0
MOST_SHOWN: Final = 20  # jobs that went wrong, on the page
State = Literal["waiting", "printing", "done", "failed"]


@dataclass(frozen=True)
class Job:
    """One badge to be printed."""

    id: str
    subject: str
    device: str
    asked: str
    state: State = "waiting"
    printer: str = ""  # which one got it
    problem: str = ""


@dataclass
class _Worker:
    """The thread of one printer."""

    wanted: threading.Event = field(default_factory=threading.Event)
    problem: str = ""


class PrintQueue:
    """All jobs of this laptop, in memory as they are on disk."""

    def __init__(self, ledger: Ledger, presses: Presses, setup: Setup, retry: float = RETRY_SECONDS) -> None:
        self._ledger = ledger
        self._presses = presses
        self.setup = setup
        self._retry = retry
        self._lock = threading.Lock()
        self._workers: dict[str, _Worker] = {}
        self._threads: list[threading.Thread] = []
        self._stopping = False
        self._listeners: list[Callable[[], None]] = []
        self._jobs: dict[str, Job] = {}
        self._rows = {row.id: row for row in ledger.with_log(lambda: list(ledger.log.prints.read()))}
        with ledger.lock:
            self._take(set(ledger.fair.entities))
            self._view = self._fresh_view()

    def start(self) -> None:
        """Let every printer begin."""
        for printer in self.setup.printers:
            self._wake(printer.name)

    def stop(self) -> None:
        """Finish what is on its way to a printer, and no more."""
        self._stopping = True
        for worker in list(self._workers.values()):
            worker.wanted.set()
        for thread in self._threads:
            thread.join()

    def on_change(self, listener: Callable[[], None]) -> None:
        """Have this called when the view may differ."""
        self._listeners.append(listener)

    def follow(self, touched: set[str]) -> None:
        """Somebody asked for a badge, perhaps. Called after each commit; quick."""
        with self._ledger.lock:
            fresh = self._take(touched)
        for name in {self.printer_for(job).name for job in fresh}:
            self._wake(name)
        if fresh:
            self._tell()

    def changed_setup(self) -> None:
        """There are other printers, or other desks at them."""
        for printer in self.setup.printers:
            self._wake(printer.name)
        self._tell()

    def job(self, id: str) -> Job | None:
        """The job with this id."""
        return self._jobs.get(id)

    def printer_for(self, job: Job) -> Printer:
        """Where a job goes: the printer of the desk that asked for it."""
        return self.setup.printer_of(job.device)

    def jobs(self, *states: State) -> list[Job]:
        """The jobs in these states, oldest first."""
        return sorted((job for job in list(self._jobs.values()) if job.state in states), key=lambda job: job.asked)

    def settle(self, id: str, answer: Literal["done", "again"]) -> Job:
        """What a person says of a job. Refused: ``unknown_job``, ``job_not_open``.

        A job can be put back once only, from where it went wrong: two people who answer make no two badges.
        """
        with self._lock:
            job = self._known(id)
            browser = job.state == "printing" and job.printer == BROWSER.name
            if not (job.state == "failed" or browser):
                raise Refused("job_not_open", state=job.state)
            job = self._note(replace(job, state="done" if answer == "done" else "waiting", problem=""))
        self._wake(self.printer_for(job).name)
        self._tell()
        return job

    def fetched(self, id: str) -> Job:
        """A browser takes a job to print it itself. Refused: ``unknown_job``, ``job_not_open``."""
        with self._lock:
            job = self._known(id)
            if job.state != "waiting" or self.printer_for(job) != BROWSER:
                raise Refused("job_not_open", state=job.state)
            job = self._note(replace(job, state="printing", printer=BROWSER.name))
        self._tell()
        return job

    def sheet(self, job: Job, layout: str) -> Sheet:
        """A job as it goes to a printer. Refused: ``nothing_to_print``, ``unknown_layout``."""
        press = self._presses.press(layout)
        with self._ledger.lock:
            party = self._ledger.fair.party(self._ledger.fair.root(job.subject))
            if party is None or party.erased or party.code is None:
                raise Refused("nothing_to_print")
            badge = badge_of(party, self._presses.choices)
        return self._ledger.in_background(_drawn, job.id, press, badge)

    def view(self) -> dict[str, Any]:
        """How it stands, for desk and organiser. Made when something changed, so that no check-in waits for it."""
        return self._view

    def _fresh_view(self) -> dict[str, Any]:
        wrong = list(islice(reversed(self.jobs("failed")), MOST_SHOWN))
        busy = [job for job in self.jobs("printing") if job.printer == BROWSER.name][-MOST_SHOWN:]
        return {
            "printers": [self._printer_view(printer) for printer in self.setup.printers],
            "jobs": {job.id: self._job_view(job) for job in [*wrong, *busy]},
            "failed": len(self.jobs("failed")),
        }

    def labels_left(self, printer: Printer) -> int | None:
        """Labels on the roll, as far as we know."""
        if printer.labels is None:
            return None
        return max(0, printer.labels - (self.printed_by(printer.name) - printer.printed_before))

    def printed_by(self, name: str) -> int:
        """How many labels a printer has used, those that went wrong too."""
        return sum(job.printer == name and job.state in ("done", "failed") for job in list(self._jobs.values()))

    def _printer_view(self, printer: Printer) -> dict[str, Any]:
        worker = self._workers.get(printer.name)
        waiting = sum(self.printer_for(job) == printer for job in self.jobs("waiting"))
        return {
            "name": printer.name,
            "kind": printer.kind,
            "waiting": waiting,
            "problem": worker.problem if worker else "",
            "labels_left": self.labels_left(printer),
        }

    def _job_view(self, job: Job) -> dict[str, Any]:
        fair = self._ledger.fair
        party = fair.party(fair.root(job.subject))
        name = full_name(party) if isinstance(party, Seeker | Employer) and not party.erased else ""
        number = party.number if isinstance(party, Seeker) else ""
        return {"name": name, "number": number, "state": job.state, "problem": job.problem, "printer": job.printer}

    def _take(self, touched: set[str]) -> list[Job]:
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

    def _as_known(self, ask: BadgeAsk, subject: str) -> Job:
        job = Job(ask.id, subject, ask.by, ask.moment)
        row = self._rows.pop(ask.id, None)
        if row is None:
            return job
        if row.state == "printing" and row.printer != BROWSER.name:
            # The laptop stopped between the first byte and the last.
            return replace(job, state="failed", printer=row.printer, problem="print_unsure")
        return replace(job, state=row.state, printer=row.printer, problem=row.problem)  # type: ignore[arg-type]

    def _known(self, id: str) -> Job:
        job = self._jobs.get(id)
        if job is None:
            raise Refused("unknown_job")
        return job

    def _note(self, job: Job) -> Job:
        """On disk first, then in memory."""
        if job.state == "waiting":
            self._ledger.with_log(self._ledger.log.prints.wait_again, job.id)
        else:
            row = PrintRow(job.id, job.subject, job.printer, job.state, to_text(self._ledger.now()), job.problem)
            self._ledger.with_log(self._ledger.log.prints.put, row)
        self._jobs[job.id] = job
        return job

    def _wake(self, name: str) -> None:
        if name == BROWSER.name or self._stopping:
            return
        with self._lock:
            worker = self._workers.get(name)
            if worker is None:
                worker = self._workers[name] = _Worker()
                self._threads.append(threading.Thread(target=self._work, args=(name, worker), daemon=True))
                self._threads[-1].start()
        worker.wanted.set()

    def _work(self, name: str, worker: _Worker) -> None:
        """Print what waits for one printer, one badge after the other, for as long as the laptop serves."""
        while not self._stopping:
            worker.wanted.wait(self._retry if worker.problem else None)
            worker.wanted.clear()
            while not self._stopping and (job := self._next(name)) is not None:
                worker.problem = self._printed(job, name)
                self._tell()
                if worker.problem:
                    break

    def _next(self, name: str) -> Job | None:
        return next((job for job in self.jobs("waiting") if self.printer_for(job).name == name), None)

    def _printed(self, job: Job, name: str) -> str:
        """Print one job; gives what is the matter with the printer, or nothing."""
        printer = self.setup.named(name)
        adapter: Adapter | None = printer.adapter(self.setup.folder) if printer else None
        if printer is None or adapter is None:
            return "unknown_printer"
        try:
            sheet = self.sheet(job, printer.layout)
            with self._lock:
                if self._jobs[job.id].state != "waiting":
                    return ""
                self._note(replace(job, state="printing", printer=name))
            adapter.put_out(sheet)
            self._note(replace(job, state="done", printer=name))
        except Unreachable as trouble:
            self._note(replace(job, state="waiting"))
            return trouble.code
        except Unsure as trouble:
            self._note(replace(job, state="failed", printer=name, problem=trouble.code))
            return trouble.code
        except Refused as refusal:
            self._note(replace(job, state="failed", printer=name, problem=refusal.code))
        except Exception:
            log.exception("a badge could not be printed")
            return "storage_failed"
        return ""

    def _tell(self) -> None:
        with self._ledger.lock:
            self._view = self._fresh_view()
        for listener in self._listeners:
            try:
                listener()
            except Exception:
                log.exception("a listener failed")


def _drawn(job: str, press: Press, badge: Any) -> Sheet:
    """A badge as a picture and as a PDF."""
    pdf = b"".join(part for _, part in pdf_parts([badge], press))
    return Sheet(job, press.picture(badge), press.layout, pdf)
