"""Who was forgotten, in a list beside the database: so a backup that is put back loses those people again.

The list holds ids and no name, by fair. It is written when an erasure is on disk, and read before anybody sees
anything of a fair that was opened or put back.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from pathlib import Path

import msgspec

from eventapp.facts import Draft
from eventapp.live.keeping import write_whole
from eventapp.live.ledger import Ledger

log = logging.getLogger(__name__)


class Forgotten:
    """The list of one data folder."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_suffix(".erased.json")
        self._by_fair = self._read()

    def of(self, fair: str) -> set[str]:
        """The subjects of this fair that were erased."""
        return set(self._by_fair.get(fair, ()))

    def add(self, fair: str, subjects: Collection[str]) -> None:
        """Remember these too. OSError when the disk refuses; then nothing changed."""
        whole = {**self._by_fair, fair: sorted(self.of(fair).union(subjects))}
        if whole[fair] != self._by_fair.get(fair, []):
            write_whole(self._path, msgspec.json.encode(whole))
            self._by_fair = whole

    def _read(self) -> dict[str, list[str]]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, list[str]])
        except FileNotFoundError:
            return {}
        except (OSError, msgspec.DecodeError):
            # The log itself has them as well; what is lost is only the help for older backups.
            log.error("the list of who was erased cannot be read")
            return {}


def forget_again(ledger: Ledger, forgotten: Forgotten) -> int:
    """Erase whoever was erased before, and is back by an older file; returns how many those were."""
    with ledger.lock:
        fair = ledger.fair
        back = sorted(id for id in forgotten.of(fair.info.id) - fair.erased if fair.facts_about(id))
    if back and ledger.record([Draft("erased", id) for id in back], by=ledger.node).status != "recorded":
        raise OSError("nobody can be forgotten: the disk refuses")
    return len(back)


def keep_up(ledger: Ledger, forgotten: Forgotten) -> None:
    """Write down who is erased by now, and from now on."""

    def follow(touched: set[str]) -> None:
        with ledger.lock:
            fair, erased = ledger.fair.info.id, set(ledger.fair.erased)
        if erased - forgotten.of(fair):
            ledger.in_background(forgotten.add, fair, erased)

    follow(set())
    ledger.on_change(follow)
