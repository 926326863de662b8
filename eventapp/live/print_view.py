"""How printing stands, as desk and organiser see it: the printers, and the jobs that want somebody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any, Final

from eventapp.fair import Fair
from eventapp.fair.people import Employer, Seeker
from eventapp.live.names import full_name
from eventapp.live.print_jobs import Job, PrintJobs
from eventapp.live.printer_settings import Printer, Setup

MOST_SHOWN: Final = 20  # jobs that went wrong, on the page


def print_view(
    jobs: PrintJobs, setup: Setup, problems: Mapping[str, str], tested: Callable[[str], str], fair: Fair
) -> dict[str, Any]:
    """The view. ``problems`` has by the name of a printer what is the matter with it; ``tested`` says when it was."""
    failed = jobs.within("failed")
    busy = [job for job in jobs.within("printing") if setup.is_browser(job.printer)][-MOST_SHOWN:]
    waiting = [setup.printer_for(job).name for job in jobs.within("waiting")]
    return {
        "printers": [
            _printer_view(one, jobs, waiting, problems.get(one.name, "")) | {"tested": tested(one.name)}
            for one in setup.printers
        ],
        "jobs": {job.id: _job_view(job, setup, fair) for job in [*islice(reversed(failed), MOST_SHOWN), *busy]},
        "failed": len(failed),
    }


def labels_left(printer: Printer, jobs: PrintJobs) -> int | None:
    """Labels on the roll, as far as we know."""
    if printer.labels is None:
        return None
    return max(0, printer.labels - (jobs.printed_by(printer.name) - printer.printed_before))


def _printer_view(printer: Printer, jobs: PrintJobs, waiting: list[str], problem: str) -> dict[str, Any]:
    return {
        "name": printer.name,
        "kind": printer.kind,
        "waiting": waiting.count(printer.name),
        "problem": problem,
        "labels_left": labels_left(printer, jobs),
        "mute": printer.answers is False,
    }


def _job_view(job: Job, setup: Setup, fair: Fair) -> dict[str, Any]:
    party = fair.party(fair.root(job.subject))
    name = full_name(party) if isinstance(party, Seeker | Employer) and not party.erased else ""
    return {
        "paper": job.paper,
        "name": name,
        "number": party.number if isinstance(party, Seeker) else "",
        "state": job.state,
        "problem": job.problem,
        "printer": job.printer,
        "by_browser": setup.is_browser(job.printer),
    }
