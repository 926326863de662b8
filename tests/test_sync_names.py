"""Files that went on from one copy: they never count one number twice, and lose nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import PASSPHRASE, Clock
from sync_support import Laptop, laptops, sync

from eventapp.facts import Draft, Log
from eventapp.facts.clock import to_text
from eventapp.facts.ids import uuid7
from eventapp.fair.decision import Decision
from eventapp.live.acts import Act


def seeker(number: int) -> Draft:
    return Draft(
        "person_registered", f"s{number}", {"number": f"K{number}", "code": f"C{number}"}, {"first_name": "Wubbe"}
    )


def twin_of(laptop: Laptop, path: Path, clock: Clock) -> Laptop:
    """The image of a whole machine: another file, which believes that it is where it was."""
    laptop.ledger.with_log(laptop.ledger.log.checkpoint)
    laptop.ledger.with_log(laptop.ledger.log.copy_to, path, PASSPHRASE)
    log = Log(path, PASSPHRASE)
    log.keep("home", log._home())
    return Laptop(log, clock)


def agree(*laptops: Laptop) -> bool:
    """Whether all know the same acts, at the same places, and come to the same state."""
    facts = [one.facts() for one in laptops]
    return all(one == facts[0] for one in facts) and len({one.state() for one in laptops}) == 1


def test_a_twin_takes_another_name_when_it_meets_the_one_it_comes_from(tmp_path: Path, clock: Clock) -> None:
    with laptops(tmp_path / "all", 1, clock) as (hall,):
        hall.pair("twin")
        hall.tell(seeker(1))
        twin = twin_of(hall, tmp_path / "twin.db", clock)
        assert twin.ledger.node == hall.ledger.node
        sync(twin, hall, "twin")
        assert twin.ledger.node != hall.ledger.node
        twin.tell(seeker(2))
        hall.tell(seeker(3))
        assert sync(twin, hall, "twin").outcome.equal and agree(twin, hall)
        twin.stop()


@pytest.mark.parametrize("earlier", ["hall", "twin"])
def test_two_that_wrote_under_one_name_keep_all_they_wrote(tmp_path: Path, clock: Clock, earlier: str) -> None:
    with laptops(tmp_path / "all", 1, clock) as (hall,):
        hall.pair("twin")
        hall.tell(*(seeker(n) for n in range(40)))
        twin = twin_of(hall, tmp_path / "twin.db", clock)
        for writer in (hall, twin) if earlier == "hall" else (twin, hall):
            clock.advance(1000)
            writer.tell(*(seeker(100 * (writer is hall) + n + 50) for n in range(7 + 5 * (writer is hall))))
        before = hall.ids() | twin.ids()
        assert sync(twin, hall, "twin").outcome.equal
        assert agree(twin, hall) and hall.ids() == before and len(before) == 1 + 1 + 40 + 7 + 12
        assert hall.ledger.node != twin.ledger.node
        for one in (hall, twin):
            one.tell(seeker(900 + (one is hall)))
        assert sync(twin, hall, "twin").outcome.equal and agree(twin, hall)
        assert hall.ledger.log.problems() == [] == twin.ledger.log.problems()
        twin.stop()


def test_everybody_who_has_a_piece_gives_it_the_same_name(tmp_path: Path, clock: Clock) -> None:
    """The twin went to a third laptop before, so that laptop holds numbers that the hub has from the other."""
    with laptops(tmp_path / "all", 3, clock) as (hub, hall, third):
        sync(hall, hub, "laptop-1")
        hall.tell(seeker(1))
        twin = twin_of(hall, tmp_path / "twin.db", clock)
        third.pair("twin")
        clock.advance(1000)
        hall.tell(seeker(2), seeker(3))
        clock.advance(1000)
        twin.tell(seeker(4))
        sync(twin, third, "twin")
        sync(hall, hub, "laptop-1")
        sync(third, hub, "laptop-2")
        hub.pair("twin-2")
        twin.tell(seeker(5))
        for _ in range(2):
            for one, device in ((twin, "twin-2"), (third, "laptop-2"), (hall, "laptop-1")):
                sync(one, hub, device)
        assert agree(hub, hall, third, twin)
        assert {one.number for one in hub.ledger.fair.seekers} == {f"K{n}" for n in range(1, 6)}
        twin.stop()


def test_an_older_image_that_is_put_back_never_reuses_a_number(tmp_path: Path, clock: Clock) -> None:
    with laptops(tmp_path / "all", 2, clock) as (hub, hall):
        sync(hall, hub, "laptop-1")
        hall.tell(seeker(1))
        older = twin_of(hall, tmp_path / "older.db", clock)
        hall.tell(seeker(2), seeker(3))
        sync(hall, hub, "laptop-1")
        hall.stop()
        assert older.ledger.node == hall.ledger.node
        outcome = sync(older, hub, "laptop-1").outcome
        assert outcome.equal and outcome.pulled >= 2, "what was lost came back"
        assert older.ledger.node != hall.ledger.node
        older.tell(seeker(4))
        assert sync(older, hub, "laptop-1").outcome.equal and agree(older, hub)
        older.stop()


def test_a_restored_laptop_is_asked_again_from_the_beginning_and_gets_back_what_it_lost(
    tmp_path: Path, clock: Clock
) -> None:
    with laptops(tmp_path / "all", 2, clock) as (hub, hall):
        sync(hall, hub, "laptop-1")
        hub.ledger.with_log(hub.ledger.log.copy_to, tmp_path / "backup.db", PASSPHRASE)
        hub.tell(seeker(1), seeker(2))
        hall.tell(seeker(3))
        assert sync(hall, hub, "laptop-1").outcome.equal
        before = hub.ids()
        hub.stop()
        restored = Laptop(Log(tmp_path / "backup.db", PASSPHRASE), clock)
        hall.cursors[id(restored)] = hall.cursors[id(hub)]
        restored.tell(seeker(4))
        assert sync(hall, restored, "laptop-1").outcome.equal
        assert agree(hall, restored) and restored.ids() > before
        restored.stop()


def test_a_file_that_only_moved_goes_on_under_a_fresh_name(tmp_path: Path, clock: Clock) -> None:
    with laptops(tmp_path / "all", 2, clock) as (hub, hall):
        sync(hall, hub, "laptop-1")
        hall.tell(seeker(1))
        node = hall.ledger.node
        hall.stop()
        shutil.copy(tmp_path / "all" / "1.db", tmp_path / "moved.db")
        moved = Laptop(Log(tmp_path / "moved.db", PASSPHRASE), clock)
        assert moved.ledger.node != node
        moved.tell(seeker(2))
        assert sync(moved, hub, "laptop-1").outcome.equal and agree(moved, hub)
        moved.stop()


def test_nobody_hands_over_the_facts_of_a_laptop_that_is_known_by_itself(tmp_path: Path, clock: Clock) -> None:
    with laptops(tmp_path / "all", 3, clock) as (hub, hall, thief):
        sync(hall, hub, "laptop-1")
        hall.tell(seeker(1))
        sync(hall, hub, "laptop-1")
        hall.tell(seeker(2))
        hall.pair("laptop-9")
        sync(thief, hall, "laptop-9")
        outcome = sync(thief, hub, "laptop-2").outcome
        assert not outcome.equal and outcome.left == 2, "seeker 2 and a device are the hall's own to tell"
        assert "K2" not in {one.number for one in hub.ledger.fair.seekers}
        hub.tell(Draft("device_revoked", "laptop-1"))
        assert sync(thief, hub, "laptop-2").outcome.equal, (
            "when the hall's laptop is gone, who has its facts may pass them on"
        )


def test_what_nobody_claimed_is_passed_on(tmp_path: Path, clock: Clock) -> None:
    with laptops(tmp_path / "all", 3, clock) as (hub, hall, far):
        sync(hall, hub, "laptop-1")
        hall.pair("laptop-9")
        sync(far, hall, "laptop-9")
        far.tell(seeker(7))
        sync(far, hall, "laptop-9")
        assert sync(hall, hub, "laptop-1").outcome.equal and agree(hub, hall, far)


def test_two_twins_that_were_handed_one_act_still_come_to_one_state(tmp_path: Path, clock: Clock) -> None:
    """Under one name, at one number, with one id: and yet not the same fact."""
    with laptops(tmp_path / "all", 1, clock) as (hall,):
        hall.pair("twin")
        twin = twin_of(hall, tmp_path / "twin.db", clock)
        id, moment = uuid7(clock()), to_text(clock())
        for laptop, number in ((hall, 1), (twin, 2)):
            drafts = (seeker(number), Draft("checked_in", f"s{number}"))
            laptop.ledger.submit([Act(id, moment, "desk-1", lambda fair, drafts=drafts: Decision("recorded", drafts))])  # type: ignore[misc]
            clock.advance(1000)
        sync(twin, hall, "twin")
        assert agree(hall, twin) and len(hall.ledger.fair.contested()) == 2
        twin.stop()


def test_a_twin_that_was_first_to_call_costs_the_other_its_name_and_nothing_else(tmp_path: Path, clock: Clock) -> None:
    with laptops(tmp_path / "all", 2, clock) as (hall, third):
        sync(third, hall, "laptop-1")
        for name in ("hall", "twin"):
            third.pair(name)
        twin = twin_of(hall, tmp_path / "twin.db", clock)
        twin.tell(seeker(1))
        sync(twin, third, "twin")
        clock.advance(1000)
        hall.tell(seeker(2))
        for _ in range(2):
            sync(hall, third, "hall")
            sync(twin, third, "twin")
        assert agree(hall, third, twin) and hall.ledger.node != twin.ledger.node
        assert {one.number for one in third.ledger.fair.seekers} == {"K1", "K2"}
        twin.stop()
