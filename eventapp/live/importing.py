"""Importing: files into a running fair, off the event loop, and past the acts of the desk."""

from __future__ import annotations

import datetime
import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, cast

from eventapp.fair.registering import knowing
from eventapp.intake import BadFile, Intake, propose, take_in
from eventapp.intake.entries import Known
from eventapp.intake.guard import without_bsn
from eventapp.intake.progress import READING
from eventapp.live.gentle import gently
from eventapp.live.house import ESCO_KEY, PLACES_KEY, House
from eventapp.live.storing import keep_promises_if_possible, store
from eventapp.matching.esco import Esco
from eventapp.matching.geo import Places

Files = list[tuple[str, bytes]]
Mappings = Mapping[str, Mapping[str, str]]

MAPPINGS_KEY = "mappings"


class Changed(Exception):
    """A file is not the one that a person looked at before; ``name`` is what it is called."""

    def __init__(self, name: str) -> None:
        super().__init__("file_changed")
        self.name = name


def propose_files(house: House, files: Files) -> list[dict[str, Any]]:
    """What each file is and how its columns would be read, for a person to correct; nothing is taken in."""
    remembered = house.ledger.with_log(house.ledger.log.kept, MAPPINGS_KEY, {})
    return [house.ledger.in_background(_proposed, file, remembered) for file in files]


def take_in_files(
    house: House, files: Files, by: str, mappings: Mappings | None = None, digests: Sequence[str] | None = None
) -> dict[str, Any]:
    """Take in these files (name and content) and report what came of each row; NotStored when the disk refuses.

    ``mappings`` are corrections of the proposals, by fingerprint; they are remembered for the next file of that layout.
    ``digests``: what a person looked at, file by file; Changed where it is something else now. Of two imports the
    second waits, so that it knows who came in by the first.
    """
    _check(files, digests)
    remembered = _remember(house, mappings or {})
    with house.import_turn:
        try:
            with gently():
                intake = _taken(house, files, by, remembered)
        finally:
            house.importing = None
    if intake.places is not None:
        _learn_places(house, intake.places)
    if intake.esco:
        _learn_words(house, Esco(intake.esco))
    return intake.report | {"held": _hold(house, intake)}


def _taken(house: House, files: Files, by: str, mappings: Mappings) -> Intake:
    """Read and store, with everybody in mind who is in the fair now."""
    house.note_import(READING, 0, 0)
    keep_promises_if_possible(house.ledger)
    already = _known(house)
    intake: Intake = house.ledger.in_background(take_in, files, already, mappings, house.note_import)
    store(house.ledger, intake, by, house.note_import)
    return intake


def _known(house: House) -> Known:
    """What the fair has already; who checks in meanwhile goes between."""
    steps = knowing(house.ledger.fair, datetime.datetime.now().date())
    while True:
        try:
            with house.ledger.lock:
                next(steps)
        except StopIteration as end:
            return cast(Known, end.value)
        time.sleep(0)


def _check(files: Files, digests: Sequence[str] | None) -> None:
    for place, (name, data) in enumerate(files):
        if digests is not None and _digest(data) not in digests[place : place + 1]:
            raise Changed(without_bsn(name)[0])


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _hold(house: House, intake: Intake) -> dict[str, Any]:
    """Keep the cells for an organiser that nobody may write down; only a server lives long enough for that."""
    if house.live is None:
        return {"waiting": house.held.unsettled(intake), "kept": False}
    waiting = house.held.hold(intake)
    house.live.held_changed()
    return {"waiting": waiting, "kept": True}


def _proposed(file: tuple[str, bytes], remembered: Mappings) -> dict[str, Any]:
    name, digest = without_bsn(file[0])[0], _digest(file[1])
    try:
        proposal = propose(file, remembered)
    except BadFile as error:
        return {"name": name, "digest": digest, "error": error.code, "params": error.params}
    own = proposal.sure and all(column.target in ("", column.header.strip().lower()) for column in proposal.columns)
    return {"name": name, "digest": digest, **asdict(proposal), "sure": proposal.sure, "own": own}


def _remember(house: House, mappings: Mappings) -> Mappings:
    """All corrections that were ever made, with these. Who corrects another layout meanwhile loses nothing."""
    ledger = house.ledger
    if not mappings:
        return dict(ledger.with_log(ledger.log.kept, MAPPINGS_KEY, {}))
    return dict(ledger.with_log(ledger.log.amend, MAPPINGS_KEY, lambda kept: {**(kept or {}), **mappings}))


def _learn_places(house: House, text: str) -> None:
    house.ledger.with_log(house.ledger.log.keep, PLACES_KEY, text)
    house.places = house.ledger.in_background(Places.from_geonames, text)
    if house.live is not None:
        house.live.rebuild(house.places)


def _learn_words(house: House, esco: Esco) -> None:
    """The same download once more changes nothing, and makes nobody wait."""
    if house.esco is not None and house.esco.concepts == esco.concepts:
        return
    house.ledger.with_log(house.ledger.log.keep, ESCO_KEY, esco.plain())
    house.esco = esco
    if house.live is not None:
        house.live.rebuild(esco=esco)
