"""Two laptops of one fair without a link, each with a desk, a stand and an organiser; then they meet.

Every test that asks for ``apart`` runs four times: either laptop acts first, and either asks the other to sync.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import DESK, DESK_2, DEVICES, GREENHOUSE, ORGANISER, Clock, act_at, device_paired, registers
from sync_support import FAIR, Laptop, laptops, sync

from eventapp.fair import Fair
from eventapp.fair.decision import Actor
from eventapp.fair.people import Seeker
from eventapp.fair.state import state_hash
from eventapp.live.acts import Act
from eventapp.live.inbox import inbox_view

ORGANISER_2 = Actor("laptop-2", "organiser", None, "laptop 2")


class Hall:
    """One of the two halls: a laptop, with a desk of its own."""

    def __init__(self, laptop: Laptop, desk: Actor, organiser: Actor) -> None:
        self.laptop, self.desk, self.organiser = laptop, desk, organiser

    @property
    def fair(self) -> Fair:
        return self.laptop.ledger.fair

    @property
    def node(self) -> str:
        return self.laptop.ledger.node

    def act(self, kind: str, actor: Actor | None = None, **details: Any) -> Act:
        """A command in this hall, a second after whatever went before."""
        self.laptop.clock.advance(1000)
        actor = dataclasses.replace(actor or self.desk, series=self.laptop.ledger.series)
        return act_at(self.laptop.ledger, kind, actor, **details)

    def seeker(self, id: str = "s1") -> Seeker:
        found = self.fair.seeker(self.fair.root(id))
        assert found is not None
        return found

    def inbox(self) -> list[dict[str, Any]]:
        """The notices, each with all that there is to see."""
        ledger = self.laptop.ledger
        notices: list[dict[str, Any]] = inbox_view(ledger.fair, ledger.names, ledger.aside)["notices"]
        return notices

    def codes(self) -> list[str]:
        return [notice["code"] for notice in self.inbox()]

    def answer(self, notice: dict[str, Any], place: int = 0) -> Act:
        """Tap an answer."""
        chosen = notice["answers"][place]
        return self.act(chosen["kind"], self.organiser, **chosen["details"])


class Apart:
    """``one`` acts first, ``other`` after it. ``meet`` syncs and holds that both are the same."""

    def __init__(self, made: list[Laptop], one: int, asks: int) -> None:
        halls = [Hall(made[0], DESK, ORGANISER), Hall(made[1], DESK_2, ORGANISER_2)]
        self.halls = halls
        self.one, self.other = halls[one], halls[1 - one]
        self._asks, self._asked = halls[asks], halls[1 - asks]
        self._device = f"laptop-{asks}"

    def meet(self) -> None:
        sync(self._asks.laptop, self._asked.laptop, self._device)
        fairs = [hall.fair for hall in self.halls]
        hashes = {state_hash(fair.snapshot()) for fair in fairs}
        facts = list(self.one.laptop.facts().values())
        assert self.one.laptop.facts() == self.other.laptop.facts()
        for seed in range(2):
            random.Random(seed).shuffle(facts)
            fairs.append(Fair(facts))
            hashes.add(state_hash(fairs[-1].snapshot()))
        assert len(hashes) == 1, "one state, whatever came first"
        inboxes = [inbox_view(fair) for fair in fairs]
        assert all(inbox == inboxes[0] for inbox in inboxes), "and one inbox"


@pytest.fixture(
    name="apart",
    params=[(0, 0), (0, 1), (1, 0), (1, 1)],
    ids=lambda p: f"laptop-{p[0]}-first-laptop-{p[1]}-asks",
)
def halls_apart(tmp_path: Path, clock: Clock, request: pytest.FixtureRequest) -> Iterator[Apart]:
    """Two laptops that knew the same this morning, and nothing of each other since."""
    with laptops(tmp_path / "halls", 2, clock) as made:
        made[0].tell(*registers(FAIR), *map(device_paired, (*DEVICES, ORGANISER_2)))
        made[0].pair("laptop-0")
        sync(made[1], made[0], "laptop-1")
        yield Apart(made, *request.param)


__all__ = ["FAIR", "GREENHOUSE", "ORGANISER", "ORGANISER_2", "Apart", "Hall", "halls_apart"]
