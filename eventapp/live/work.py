"""The work behind the command line: done where the fair is open, in the command's own process or in the server.

Every job takes the house and plain arguments, and gives one JSON document and an exit code: 0 done, 1 done but
something needs a person.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any

from eventapp.badges import Refused as BadgeRefused
from eventapp.fair.people import Employer, Seeker, Value
from eventapp.fair.state import state_hash
from eventapp.fair.words import ROLES
from eventapp.live.auditing import bias_document
from eventapp.live.backup_copy import NotBacked
from eventapp.live.check_list import make_spares, spare_badges
from eventapp.live.exporting import FORMATS, KINDS, gather, write_file
from eventapp.live.house import House
from eventapp.live.importing import take_in_files
from eventapp.live.matches import match_everybody
from eventapp.live.printing import DEFAULT_LAYOUT, print_badges
from eventapp.live.purging import NotPurged, rehearse
from eventapp.live.purging import purge as forget_everybody_due
from eventapp.live.retaining import retention_view, today
from eventapp.live.shown import shown_document
from eventapp.live.storing import NotStored
from eventapp.matching.esco import Esco, concepts_of
from eventapp.messages import text
from eventapp.sync.patience import patiently
from eventapp.sync.peer import SyncProblem
from eventapp.sync.peers import known_at, paired, sync_once

Document = Any
Job = Callable[..., tuple[Document, int]]


class WrongUse(Exception):
    """The command cannot be done like this; the message is one clear line."""


def status(house: House) -> tuple[Document, int]:
    """How the fair stands."""
    ledger = house.ledger
    with ledger.lock:
        fair, tally = ledger.fair, ledger.fair.tally
        document = {
            "fair": {"id": fair.info.id, "name": fair.info.name, "date": fair.info.date,
                     "rehearsal": fair.info.rehearsal},
            "node": ledger.node,
            "head": ledger.head,
            "facts": len(fair),
            "seekers": {"registered": len(tally.ids(Seeker)), "present": tally.size("present_seekers"),
                        "came": tally.size("came_seekers")},
            "employers": {"registered": len(tally.ids(Employer)), "present": tally.size("present_employers")},
            "scans": tally.counts["scans"],
            "conversations": tally.counts["conversations"],
            "matches": tally.counts["matches"],
        }  # fmt: skip
        entities = fair.snapshot()
    document["retention"] = _retention(house)
    document["state_hash"] = ledger.in_background(state_hash, entities)
    return document, 0


def purge(house: House, rehearse_only: bool = False, on: str | None = None) -> tuple[Document, int]:
    """Forget everybody whose period is over on this day (today), or only say who that would be."""
    try:
        day = datetime.date.fromisoformat(on) if on is not None else today(house.ledger)
    except ValueError as error:
        raise WrongUse(text("cli.bad_date", {"date": on})) from error
    try:
        return (rehearse if rehearse_only else forget_everybody_due)(house, day), 0
    except NotPurged as error:
        raise WrongUse(text(f"error.{error.code}")) from error


def people(house: House) -> tuple[Document, int]:
    """Everybody, with where each field came from."""
    with house.ledger.lock:
        seekers = sorted(house.ledger.fair.seekers, key=lambda seeker: seeker.id)
    return [_person(seeker) for seeker in seekers], 0


def match(house: House) -> tuple[Document, int]:
    """A dry run as if all were present and no stand had a queue."""
    return match_everybody(house), 0


def import_files(house: House, files: Sequence[str]) -> tuple[Document, int]:
    """Take in these files; 1 when a row, a file or a cell was held back."""
    try:
        contents = [(Path(file).name, Path(file).read_bytes()) for file in files]
        report = take_in_files(house, contents, house.ledger.node)
    except OSError as error:
        raise WrongUse(text("cli.unreadable", {"file": error.filename})) from error
    except NotStored as error:
        raise WrongUse(text(f"error.{error.code}", error.params)) from error
    if all("error" in file for file in report["files"]):
        first = report["files"][0]
        raise WrongUse(f"{first['name']}: {text('import.' + first['error'], first.get('params'))}")
    held = any(file["quarantined"] or "error" in file for file in report["files"]) or report["to_review"]
    return report, 1 if held or report["held"]["waiting"] else 0


def badges(house: House, out: str, numbers: Sequence[str] = (), layout: str = DEFAULT_LAYOUT) -> tuple[Document, int]:
    """Print badges to a PDF file."""
    pdf = BytesIO()
    try:
        count = print_badges(house, pdf, numbers, (), layout)
        Path(out).write_bytes(pdf.getvalue())
    except BadgeRefused as refusal:
        raise WrongUse(text(f"error.{refusal.code}", refusal.params)) from refusal
    except OSError as error:
        raise WrongUse(text("cli.unwritable", {"file": out})) from error
    with house.ledger.lock:
        missing = [number for number in numbers if house.ledger.fair.with_number(number) is None]
    return {"file": out, "badges": count, "unknown": missing}, 1 if missing else 0


def check_list(house: House, out: str) -> tuple[Document, int]:
    """Write the check-in list to a PDF file; what was there is written over, so that it can be made now and again."""
    return _written(out, house.check_list.make), 0


def spares(house: House, out: str, count: int = 0, layout: str = DEFAULT_LAYOUT) -> tuple[Document, int]:
    """Make so many spare badges, and write all that are nobody's to a PDF file."""
    if count:
        made = make_spares(house.ledger, count)
        if made.refused:
            raise WrongUse(text(f"result.{made.code}", made.params))
    return _written(out, lambda: spare_badges(house.ledger, house.presses, layout)), 0


def _written(out: str, make: Callable[[], bytes]) -> Document:
    """Make a PDF in this file, for its owner alone to read: there are names or codes on it."""
    try:
        Path(out).write_bytes(make())
        Path(out).chmod(0o600)
    except BadgeRefused as refusal:
        raise WrongUse(text(f"error.{refusal.code}", refusal.params)) from refusal
    except OSError as error:
        raise WrongUse(text("cli.unwritable", {"file": out})) from error
    return {"file": out}


def pair(
    house: House, role: str, stand: str | None = None, label: str = "", searches: bool = False
) -> tuple[Document, int]:
    """A one-time pairing code for a role; for a stand, of the employer with that name or stand number."""
    if role not in ROLES:
        raise WrongUse(text("cli.unknown_role", {"role": role, "roles": list(ROLES)}))
    employer = _stand(house, stand) if role == "stand" else None
    code, expires = house.pairings.offer(role, employer.id if employer else None, label, searches=searches)
    document = {"code": code, "url": f"{house.settings.addresses[0]}/koppel#{code}", "expires_at": expires}
    return {**document, "employer": employer.name} if employer else document, 0


def backup(house: House, out: str) -> tuple[Document, int]:
    """Write an encrypted, consistent copy while the fair goes on, and read it back."""
    try:
        good = house.backups.write(Path(out))
    except FileExistsError as error:
        raise WrongUse(text("cli.exists", {"file": out})) from error
    except NotBacked as error:
        code = "cli.bad_copy" if error.code == "bad_copy" else "cli.unwritable"
        raise WrongUse(text(code, {"file": out})) from error
    return {"file": out, "head": good.head}, 0


def export(house: House, out: str, format: str = FORMATS[0], kind: str = KINDS[0]) -> tuple[Document, int]:
    """Write seekers or vacancies as other mediators' systems read them; a file that is there already stays as it is."""
    if format not in FORMATS or kind not in KINDS:
        raise WrongUse(text("cli.wrong_use", {"usage": f"--format {'|'.join(FORMATS)} --kind {'|'.join(KINDS)}"}))
    found = gather(house, kind)
    try:
        house.ledger.in_background(write_file, found, Path(out))
    except FileExistsError as error:
        raise WrongUse(text("cli.exists", {"file": out})) from error
    except OSError as error:
        raise WrongUse(text("cli.unwritable", {"file": out})) from error
    counts = {"no_consent": found.no_consent, "consent_unknown": found.consent_unknown}
    return {"file": out, "kind": kind, "written": len(found.documents), **counts}, 0


def shown(house: House) -> tuple[Document, int]:
    """Which suggestions stood on which screens, on what ground; no name in it."""
    house.shown.flush()
    return {"shown": shown_document(house.ledger)}, 0


def bias(house: House) -> tuple[Document, int]:
    """Per audit group which share was suggested, invited and matched."""
    return bias_document(house), 0


def sync(house: House, url: str, code: str = "") -> tuple[Document, int]:
    """Push and pull with another laptop or the hub until both are equal; 1 when they are not yet, or not quite."""
    try:
        known = paired(house.ledger, url, code) if code else known_at(house.ledger, url)
        outcome = patiently(lambda: sync_once(house.ledger, known_at(house.ledger, url)))
        if house.doubles.look():  # who was registered in both halls is asked on both laptops
            outcome = outcome + patiently(lambda: sync_once(house.ledger, known_at(house.ledger, url)))
    except SyncProblem as problem:
        raise WrongUse(text(f"error.{problem.code}")) from problem
    whole = outcome.equal and not outcome.quarantined
    return {"url": known.url, **asdict(outcome)}, 0 if whole else 1


def titles(house: House, titles: Sequence[str]) -> tuple[Document, int]:
    """Job titles linked to occupations: those of ESCO where it was imported."""
    return house.ledger.in_background(linked_titles, titles, house.esco), 0


def linked_titles(titles: Sequence[str], esco: Esco | None) -> Document:
    """The concepts that each title may be, best first, at most ten."""
    return [
        {"title": title, "concepts": [{"uri": one.uri, "label": one.label} for one in concepts_of(title, esco)]}
        for title in titles
    ]


def pulse(house: House) -> tuple[Document, int]:
    """How long the event loop was held up since the last time this was asked."""
    return (house.pulse.read() if house.pulse else None), 0


def _retention(house: House) -> Document:
    """How many people are due to be forgotten, and on which days everybody is."""
    with house.ledger.lock:
        view = retention_view(house.ledger.fair, today(house.ledger))
    return {name: view[name] for name in ("until", "due")}


def _stand(house: House, wanted: str | None) -> Employer:
    with house.ledger.lock:
        employers = sorted(house.ledger.fair.employers, key=lambda employer: (len(employer.stand), employer.stand))
        taken = {device.employer for device in house.ledger.fair.devices if not device.revoked}
    if wanted is None:
        employers = [employer for employer in employers if employer.id not in taken] or employers
    else:
        folded = wanted.casefold()
        employers = [one for one in employers if folded in (one.id, one.stand.casefold(), one.name.casefold())]
    if not employers:
        raise WrongUse(text("cli.no_stand", {"stand": wanted or ""}))
    return employers[0]


def _person(seeker: Seeker) -> dict[str, Any]:
    names = ("first_name", "infix", "last_name", "birth_date", "phone", "email")
    return {
        "id": seeker.id,
        "number": seeker.number,
        "code": seeker.code,
        **{name: seeker.fields.get(name) for name in names},
        "postcode4": (seeker.fields.get("postcode") or "")[:4] or None,
        "sources": seeker.sources,
        "conflicts": [
            {"field": name, "values": [_value(old) for old in past]} for name, past in sorted(seeker.conflicts.items())
        ],
        "fields": seeker.fields,
        "present": seeker.present,
        "erased": seeker.erased,
    }


def _value(old: Value) -> dict[str, Any]:
    return {"value": old.value, "at": old.origin.at, "source": old.origin.source}


WORK: dict[str, Job] = {
    "status": status,
    "people": people,
    "match": match,
    "import": import_files,
    "badges": badges,
    "list": check_list,
    "spares": spares,
    "pair": pair,
    "backup": backup,
    "export": export,
    "shown": shown,
    "bias": bias,
    "sync": sync,
    "titles": titles,
    "pulse": pulse,
    "purge": purge,
}
