"""Importing: files into a running fair, off the event loop, in one commit."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from eventapp.facts.clock import to_text
from eventapp.facts.ids import uuid7
from eventapp.fair import Fair
from eventapp.fair.decision import Decision
from eventapp.fair.registering import drafts, known
from eventapp.intake import BadFile, Intake, propose, take_in
from eventapp.intake.guard import without_bsn
from eventapp.live.house import ESCO_KEY, PLACES_KEY, House
from eventapp.live.ledger import Act
from eventapp.matching.esco import Esco
from eventapp.matching.geo import Places

Files = list[tuple[str, bytes]]
Mappings = Mapping[str, Mapping[str, str]]

MAPPINGS_KEY = "mappings"


class NotStored(Exception):
    """The files were read, but nothing of them is in the fair: the disk refused."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def propose_files(house: House, files: Files) -> list[dict[str, Any]]:
    """What each file is and how its columns would be read, for a person to correct; nothing is taken in."""
    remembered = house.ledger.with_log(house.ledger.log.kept, MAPPINGS_KEY, {})
    return [house.ledger.in_background(_proposed, file, remembered) for file in files]


def take_in_files(house: House, files: Files, by: str, mappings: Mappings | None = None) -> dict[str, Any]:
    """Take in these files (name and content) and report what came of each row; NotStored when the disk refuses.

    ``mappings`` are corrections of the proposals, by fingerprint; they are remembered for the next file of that layout.
    """
    ledger = house.ledger
    remembered = _remember(house, mappings or {})
    with ledger.lock:
        already = known(ledger.fair, datetime.datetime.now().date())
    house.importing = (0, 0)
    try:
        intake = ledger.in_background(take_in, files, already, remembered, house.note_import)
        _store(house, intake, by)
    finally:
        house.importing = None
    if intake.places is not None:
        _learn_places(house, intake.places)
    if intake.esco:
        _learn_words(house, Esco(intake.esco))
    return intake.report | {"held": _hold(house, intake)}


def _hold(house: House, intake: Intake) -> dict[str, Any]:
    """Keep the cells for an organiser that nobody may write down; only a server lives long enough for that."""
    if house.live is None:
        return {"waiting": house.held.unsettled(intake), "kept": False}
    waiting = house.held.hold(intake)
    house.live.held_changed()
    return {"waiting": waiting, "kept": True}


def _proposed(file: tuple[str, bytes], remembered: Mappings) -> dict[str, Any]:
    name = without_bsn(file[0])[0]
    try:
        proposal = propose(file, remembered)
    except BadFile as error:
        return {"name": name, "error": error.code, "params": error.params}
    own = proposal.sure and all(column.target in ("", column.header.strip().lower()) for column in proposal.columns)
    return {"name": name, **asdict(proposal), "sure": proposal.sure, "own": own}


def _remember(house: House, mappings: Mappings) -> Mappings:
    remembered: dict[str, Any] = house.ledger.with_log(house.ledger.log.kept, MAPPINGS_KEY, {})
    if mappings:
        remembered |= mappings
        house.ledger.with_log(house.ledger.log.keep, MAPPINGS_KEY, remembered)
    return remembered


def _store(house: House, intake: Intake, by: str) -> None:
    ledger = house.ledger
    now = ledger.now()

    def decide(fair: Fair) -> Decision:
        news = drafts(fair, intake, lambda: uuid7(now))
        return Decision("imported" if news else "nothing_new", news)

    act = Act(uuid7(now), to_text(now), by, decide)
    ledger.submit([act])
    if act.decision.code not in ("imported", "nothing_new"):
        raise NotStored(act.decision.code)


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
