"""The print queue: who waits for which printer, what is being printed, what went wrong.

Before a printer gets a byte, the job is down as ``printing``, on disk. So after a power cut every job is one of three:
it waits, and is printed; it is done; or it was ``printing``, and then nobody can know. Such a job is never printed
again by itself: a person looks whether the paper is there, and says so.

Nobody at a desk ever waits for any of this: a thread for each printer does the work.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from eventapp.badges import Refused
from eventapp.facts.clock import to_text
from eventapp.facts.ids import uuid7
from eventapp.live.ledger import Ledger
from eventapp.live.papers import Papers
from eventapp.live.print_jobs import Job, Paper, PrintJobs
from eventapp.live.print_view import print_view
from eventapp.live.printer_settings import Printer, Setup
from eventapp.live.printers import MUTE, Sheet, Unreachable, Unsure
from eventapp.live.proofs import Proofs

log = logging.getLogger(__name__)

RETRY_SECONDS: Final = 5.0


@dataclass
class _Worker:
    """The thread of one printer."""

    wanted: threading.Event = field(default_factory=threading.Event)
    problem: str = ""


class PrintQueue:
    """What asks for paper, and what gets it out."""

    def __init__(self, ledger: Ledger, papers: Papers, setup: Setup, retry: float = RETRY_SECONDS) -> None:
        self._ledger = ledger
        self.papers = papers
        self.setup = setup
        self.proofs = Proofs(ledger, setup.named)
        papers.draws("test", self.proofs.draw)
        self.jobs = PrintJobs(ledger, interrupted=lambda printer: not setup.is_browser(printer))
        self._retry = retry
        self._lock = threading.Lock()
        self._workers: dict[str, _Worker] = {}
        self._threads: list[threading.Thread] = []
        self._stopping = False
        self._listeners: list[Callable[[], None]] = []
        with ledger.lock:
            self._view = self._fresh_view()

    def start(self) -> None:
        """Let every printer begin."""
        for printer in self.setup.printers:
            self._wake(printer)

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
            fresh = self.jobs.take(touched)
        for job in fresh:
            self._wake(self.setup.printer_for(job))
        if fresh:
            self._tell()

    def ask(self, paper: Paper, subject: str, device: str, id: str = "", printer: str = "") -> Job:
        """Ask for a paper that is no fact, for the printer of this device; on disk when this returns.

        ``id`` is who asks's own, so that a repeat is no second job. ``printer`` names another one, for a test page.
        """
        now = self._ledger.now()
        job = self.jobs.ask(Job(id or uuid7(now), subject, device, to_text(now), printer=printer, paper=paper))
        self._wake(self.setup.printer_for(job))
        self._tell()
        return job

    def ask_proof(self, name: str, device: str) -> Job:
        """Ask for a test page of a printer. Refused: ``bad_printer``."""
        printer = self.setup.named(name)
        if printer is None:
            raise Refused("bad_printer")
        self.proofs.begin(printer)
        return self.ask("test", "", device, printer=name)

    def scanned(self, code: str) -> str | None:
        """The printer whose test page this is the code of, if it is one; then its page came out and can be read."""
        name = self.proofs.read(code)
        if name is not None:
            for job in self.jobs.within("failed", "printing"):
                if job.paper == "test" and job.printer == name and self._wants_somebody(job):
                    self.settle(job.id, "done")
            self._tell()
        return name

    def changed_setup(self) -> None:
        """There are other printers, or other desks at them."""
        self.start()
        self._tell()

    def settle(self, id: str, answer: Literal["done", "again"]) -> Job:
        """What a person says of a job. Refused: ``unknown_job``, ``job_not_open``.

        A job can be put back once only, from where it went wrong: two people who answer make no two papers.
        """
        before = self.jobs.get(id)
        if before and before.problem == MUTE and answer == "done" and self._wants_somebody(before):
            # First this: once the job is settled the next one goes out, and must not be waited for in vain as well.
            self.setup.learn(before.printer, answers=False)
        state = "done" if answer == "done" else "waiting"
        job = self.jobs.move(id, self._wants_somebody, state=state, problem="")
        self._wake(self.setup.printer_for(job))
        self._tell()
        return job

    def fetched(self, id: str) -> Job:
        """A browser takes a job to print it itself. Refused: ``unknown_job``, ``job_not_open``."""
        known = self.jobs.get(id)
        printer = self.setup.printer_for(known) if known else None
        may = printer is not None and printer.kind == "browser"
        name = printer.name if printer else ""
        job = self.jobs.move(id, lambda job: may and job.state == "waiting", state="printing", printer=name)
        self._tell()
        return job

    def sheet(self, job: Job) -> Sheet:
        """A job as it goes to its printer. Refused: ``nothing_to_print``, ``unknown_layout``."""
        return self.papers.sheet(job, self.setup.printer_for(job).paper())

    def view(self) -> dict[str, Any]:
        """How it stands, for desk and organiser. Made when something changed, so that no check-in waits for it."""
        return self._view

    def _wants_somebody(self, job: Job) -> bool:
        return job.state == "failed" or (job.state == "printing" and self.setup.is_browser(job.printer))

    def _fresh_view(self) -> dict[str, Any]:
        problems = {name: worker.problem for name, worker in list(self._workers.items())}
        return print_view(self.jobs, self.setup, problems, self.proofs.tested, self._ledger.fair)

    def _wake(self, printer: Printer) -> None:
        if printer.kind == "browser" or self._stopping:
            return
        name = printer.name
        with self._lock:
            worker = self._workers.get(name)
            if worker is None:
                worker = self._workers[name] = _Worker()
                self._threads.append(threading.Thread(target=self._work, args=(name, worker), daemon=True))
                self._threads[-1].start()
        worker.wanted.set()

    def _work(self, name: str, worker: _Worker) -> None:
        """Print what waits for one printer, one paper after the other, for as long as the laptop serves."""
        while not self._stopping:
            worker.wanted.wait(self._retry if worker.problem else None)
            worker.wanted.clear()
            while not self._stopping and (job := self._next(name)) is not None:
                worker.problem = self._printed(job, name)
                self._tell()
                if worker.problem:
                    break

    def _next(self, name: str) -> Job | None:
        return next((job for job in self.jobs.within("waiting") if self.setup.printer_for(job).name == name), None)

    def _printed(self, job: Job, name: str) -> str:
        """Print one job; gives what is the matter with the printer, or nothing."""
        printer = self.setup.named(name)
        adapter = printer.adapter(self.setup.folder) if printer else None
        if printer is None or adapter is None:
            return "unknown_printer"
        if any(known.printer == name and known.problem == MUTE for known in self.jobs.within("failed")):
            return MUTE  # first somebody has to say whether that one came out
        try:
            sheet = self.papers.sheet(job, printer.paper())
            self.jobs.move(job.id, lambda now: now.state == "waiting", state="printing", printer=name)
            answered = adapter.put_out(sheet)
            self.setup.learn(name, answers=answered)
            self.jobs.note(replace(job, state="done", printer=name))
        except Unreachable as trouble:
            self.jobs.note(replace(job, state="waiting"))
            return trouble.code
        except Unsure as trouble:
            self.jobs.note(replace(job, state="failed", printer=name, problem=trouble.code))
            return trouble.code
        except Refused as refusal:
            if refusal.code != "job_not_open":
                self.jobs.note(replace(job, state="failed", printer=name, problem=refusal.code))
        except Exception:
            log.exception("a paper could not be printed")
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
