"""Importing: files into a running fair, off the event loop, in one commit."""

from __future__ import annotations

import datetime
from typing import Any

from eventapp.facts.clock import to_text
from eventapp.facts.ids import uuid7
from eventapp.fair import Fair
from eventapp.fair.decision import Decision
from eventapp.fair.registering import drafts, known
from eventapp.intake import Intake, take_in
from eventapp.live.house import PLACES_KEY, House
from eventapp.live.ledger import Act
from eventapp.matching.geo import Places


class NotStored(Exception):
    """The files were read, but nothing of them is in the fair: the disk refused."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def take_in_files(house: House, files: list[tuple[str, bytes]], by: str) -> dict[str, Any]:
    """Take in these files (name and content) and report what came of each row; NotStored when the disk refuses."""
    ledger = house.ledger
    with ledger.lock:
        already = known(ledger.fair, datetime.datetime.now().date())
    intake = ledger.in_background(take_in, files, already)
    _store(house, intake, by)
    if intake.places is not None:
        _learn_places(house, intake.places)
    return intake.report


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
