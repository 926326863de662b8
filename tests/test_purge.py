"""A purge: everybody whose period is over is forgotten, what was counted stays counted, and there is a certificate."""

from __future__ import annotations

import datetime
import json
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import DESK, GREENHOUSE, ORGANISER, SEEKERS, act_at

from eventapp.facts import Draft, Fact, LogError
from eventapp.facts.prints import PrintRow
from eventapp.fair.purging import counts
from eventapp.fair.state import state_hash
from eventapp.live import purging
from eventapp.live.acts import Act
from eventapp.live.house import House, open_house
from eventapp.live.inbox import inbox_view
from eventapp.live.printer_settings import FOLDER_NAME
from eventapp.live.purging import NotPurged, certificate_of, purge, rehearse
from eventapp.live.retaining import retention_view
from eventapp.live.work import WORK, WrongUse

TOO_EARLY, FOUR_WEEKS = datetime.date(2026, 12, 18), datetime.date(2026, 12, 19)
A_YEAR = datetime.date(2027, 11, 21)
NAMES = [part for names in SEEKERS.values() for part in names if len(part) > 3] + ["Zomerdijk"]
KNOWN = {*SEEKERS["s1"], "Zomerdijk"}
Doing = Callable[..., Act]


@pytest.fixture
def day(house: House, act: Doing) -> House:
    """A day at the fair: three came, one gets a follow-up, and both employers left somebody to call."""
    for id in ("s1", "s2", "s3"):
        act("check_in", subject=id)
    talk = act("start_conversation", GREENHOUSE, subject="s1")
    act("end_conversation", GREENHOUSE, conversation=talk.id, outcome="follow_up", note="Brechtje komt terug")
    drafts = [Draft("employer_edited", id, {"fields": {}}, {"contact": "Hanneke Zomerdijk"}) for id in ("e1", "e2")]
    house.ledger.record(drafts, by=house.ledger.node)
    return house


def everything(house: House) -> str:
    """All that is stored, and all that is in memory."""
    stored = [house.ledger.log._query(f"SELECT * FROM {table}") for table in ("fact", "local", "shown", "print")]
    return repr(stored) + repr(house.ledger.fair.snapshot())


def test_a_rehearsal_says_what_would_go_and_changes_nothing(day: House) -> None:
    before = state_hash(day.ledger.fair.snapshot()), day.ledger.head
    plan = rehearse(day, FOUR_WEEKS)
    assert plan["due"] == {"seekers": {"without": 4, "follow_up": 0}, "employers": {"without": 1, "follow_up": 0}}
    assert plan["stay"] == {"seekers": {"without": 0, "follow_up": 1}, "employers": {"without": 0, "follow_up": 1}}
    assert plan["until"] == {"without": "2026-12-19", "follow_up": "2027-11-21"}
    assert (state_hash(day.ledger.fair.snapshot()), day.ledger.head) == before
    assert not any(name in json.dumps(plan) for name in NAMES)


def test_it_forgets_who_is_due_and_nobody_else(day: House) -> None:
    done = purge(day, FOUR_WEEKS)
    assert done["forgotten"] == {"seekers": 4, "employers": 1}
    erased = {party.id for party in (*day.ledger.fair.seekers, *day.ledger.fair.employers) if party.erased}
    assert erased == {"s2", "s3", "s4", "s5", "e2"}
    left = everything(day)
    assert "Oosterzwaluw" in left and not [name for name in NAMES if name in left and name not in KNOWN]


def test_after_the_second_period_nobody_is_known_any_more(day: House) -> None:
    purge(day, FOUR_WEEKS)
    assert purge(day, A_YEAR)["forgotten"] == {"seekers": 1, "employers": 1}
    assert not [name for name in (*NAMES, "komt terug") if name in everything(day)]
    assert day.ledger.fair.info.purges[-1].said["left"] == {"seekers": 0, "employers": 0}


def test_what_was_counted_stays_counted_also_for_who_opens_the_fair_later(day: House) -> None:
    before = counts(day.ledger.fair), day.ledger.fair.tally.arrivals(), WORK["status"](day)[0]
    purge(day, A_YEAR)
    after = WORK["status"](day)[0]
    assert (counts(day.ledger.fair), day.ledger.fair.tally.arrivals()) == before[:2]
    for name in ("seekers", "employers", "scans", "conversations", "matches"):
        assert after[name] == before[2][name], name
    day.close()
    again = open_house(day.settings)
    assert (counts(again.ledger.fair), again.ledger.fair.tally.arrivals()) == before[:2]
    again.close()


def test_the_certificate_says_what_and_how_many_and_when_and_no_name(day: House) -> None:
    before = state_hash(day.ledger.fair.snapshot())
    made = purge(day, FOUR_WEEKS, "organiser", "laptop-1")["certificate"]
    assert made["fair"] == {"name": "Banenmarkt Proefdorp", "date": "2026-11-21"}
    assert (made["on"], made["by"]) == ("2026-12-19", "organiser")
    assert (made["forgotten"], made["left"]) == ({"seekers": 4, "employers": 1}, {"seekers": 1, "employers": 1})
    assert (made["until"], made["without_days"], made["follow_up_days"]) == ("2027-11-21", 28, 365)
    assert made["counts"] | {"scans": 3} == {
        "registered": 5, "came": 3, "employers": 0, "scans": 3, "conversations": 1, "matches": 0}  # fmt: skip
    assert made["arrivals"] == [], "three people are too few to say when they came"
    assert made["before"] == before != made["after"]
    known = json.dumps(made)
    assert not [
        word for word in (*NAMES, "laptop-1", *SEEKERS) if f'"{word}' in known or (word in NAMES and word in known)
    ]


def test_it_is_a_fact_of_the_fair_and_can_be_shown_again_later(day: House) -> None:
    made = purge(day, FOUR_WEEKS)["certificate"]
    day.close()
    again = open_house(day.settings)
    assert certificate_of(again, made["id"]) == made
    assert retention_view(again.ledger.fair, FOUR_WEEKS)["certificates"][0]["forgotten"] == made["forgotten"]
    assert certificate_of(again, "nooit gemaakt") is None
    again.close()


def test_before_the_day_nobody_goes_and_there_is_no_certificate(day: House) -> None:
    head = day.ledger.head
    assert purge(day, TOO_EARLY) == {
        "rehearsed": False, "on": "2026-12-18", "forgotten": {"seekers": 0, "employers": 0}, "certificate": None}  # fmt: skip
    assert day.ledger.head == head


def test_twice_on_one_day_is_once(day: House) -> None:
    purge(day, FOUR_WEEKS)
    assert purge(day, FOUR_WEEKS)["certificate"] is None
    assert len(day.ledger.fair.info.purges) == 1


def test_who_comes_in_late_from_another_laptop_is_due_again(day: House) -> None:
    purge(day, A_YEAR)
    fields = {"number": "K9", "code": "X", "fields": {}}
    day.ledger.record([Draft("person_registered", "s9", fields, {"first_name": "Laatkomer"})], by="elders")
    assert retention_view(day.ledger.fair, A_YEAR)["due"] == {"seekers": 1, "employers": 0}
    assert purge(day, A_YEAR)["forgotten"] == {"seekers": 1, "employers": 0}
    assert "Laatkomer" not in everything(day)


def test_a_check_in_goes_between_two_batches(day: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody scans while the first batch is being written; the next batch waits for that and not the reverse."""
    monkeypatch.setattr(purging, "BATCH", 2)
    log, kinds, scans = day.ledger.log, [], []  # type: ignore[var-annotated]
    append = log.append

    def appending(facts: Sequence[Fact], *rest: Any) -> None:
        if facts[0].kind == "erased" and not scans:
            scans.append(threading.Thread(target=act_at, args=(day.ledger, "check_in", DESK), kwargs={"subject": "s4"}))
            scans[0].start()
            while not day.ledger._boarding.next.entries:
                pass
        kinds.append([fact.kind for fact in facts])
        append(facts, *rest)

    monkeypatch.setattr(log, "append", appending)
    purge(day, FOUR_WEEKS)
    scans[0].join()
    flat = [kind for batch in kinds for kind in batch]
    assert max(len(batch) for batch in kinds) <= 3, "two people, and whoever shares the commit"
    assert flat.count("erased") == 5 and 0 < flat.index("checked_in") < len(flat) - 1 - flat[::-1].index("erased")


def test_a_disk_that_refuses_gives_no_certificate_and_the_next_time_finishes_it(
    day: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purging, "BATCH", 2)
    append, batches = day.ledger.log.append, []  # type: ignore[var-annotated]

    def full(facts: Sequence[Fact], *rest: Any) -> None:
        batches.append(facts)
        if len(batches) == 2:
            raise LogError("database or disk is full")
        append(facts, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(day.ledger.log, "append", full)
        with pytest.raises(NotPurged) as refused:
            purge(day, FOUR_WEEKS)
    assert refused.value.code == "storage_full"
    assert sum(seeker.erased for seeker in day.ledger.fair.seekers) in (1, 2) and not day.ledger.fair.info.purges
    certificate = purge(day, FOUR_WEEKS)["certificate"]
    assert certificate["forgotten"] == {"seekers": 4, "employers": 1}, "those of the first try are in it"


def test_who_gets_a_follow_up_while_it_runs_stays(day: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stand at another laptop was late with its word; what is decided is decided on the state of that moment."""
    monkeypatch.setattr(purging, "BATCH", 1)
    append, told = day.ledger.log.append, []  # type: ignore[var-annotated]

    def appending(facts: Sequence[Fact], *rest: Any) -> None:
        append(facts, *rest)
        if facts[0].kind == "erased" and not told:
            told.append(1)
            talk = {"conversation": "c9", "employer": "e1", "outcome": "follow_up"}
            late = Act("01890000-0000-7000-8000-000000000000", facts[0].at, "x", lambda fair: purging.Decision(
                "recorded", (Draft("conversation_ended", "s5", talk),)))  # fmt: skip
            threading.Thread(target=day.ledger.submit, args=([late],)).start()
            while not day.ledger._boarding.next.entries:
                pass

    monkeypatch.setattr(day.ledger.log, "append", appending)
    purge(day, FOUR_WEEKS)
    seeker = day.ledger.fair.seeker("s5")
    assert seeker is not None and not seeker.erased and seeker.fields["first_name"] == "Tjitske"


def test_badges_in_the_folder_of_a_laptop_go_too(day: House, act: Doing, tmp_path: Path) -> None:
    folder = tmp_path / FOLDER_NAME / "hal"
    folder.mkdir(parents=True)
    asked = {id: act("print_badge", subject=id).id for id in ("s1", "s2")}
    slip = PrintRow("slip-1", "s3", "map", "done", "2026-11-21T10:00:00.000Z", "", "slip")
    day.ledger.with_log(day.ledger.log.prints.put, slip)
    for job in (*asked.values(), "slip-1", "iets-van-een-ander"):
        (folder / f"{job}.pdf").write_text("Faridun")
    (folder / f".{asked['s2']}.part").write_text("Faridun")
    assert rehearse(day, FOUR_WEEKS)["papers"] == 3
    assert purge(day, FOUR_WEEKS)["certificate"]["papers"] == 3
    assert {path.stem for path in folder.iterdir()} == {asked["s1"], "iets-van-een-ander"}


def test_the_command_line_rehearses_purges_and_tells_that_it_is_due(day: House) -> None:
    plan, exit = WORK["purge"](day, rehearse_only=True, on="2026-12-19")
    assert (plan["rehearsed"], plan["due"]["seekers"]["without"], exit) == (True, 4, 0)
    assert WORK["status"](day)[0]["retention"] == {
        "until": ["2026-12-19", "2027-11-21"], "due": {"seekers": 0, "employers": 0}}  # fmt: skip
    day.ledger.now.advance(29 * 24 * 3600 * 1000)  # type: ignore[attr-defined]
    assert WORK["status"](day)[0]["retention"]["due"] == {"seekers": 4, "employers": 1}
    done, exit = WORK["purge"](day)
    assert (done["forgotten"]["seekers"], done["certificate"]["by"], exit) == (4, "command_line", 0)
    assert WORK["status"](day)[0]["retention"]["due"] == {"seekers": 0, "employers": 0}


@pytest.mark.parametrize("written", ["morgen", "", "19-12-2026"])
def test_a_purge_on_no_day_is_refused(day: House, written: str) -> None:
    with pytest.raises(WrongUse):
        WORK["purge"](day, on=written)
    assert not any(seeker.erased for seeker in day.ledger.fair.seekers)


def test_nothing_of_who_is_gone_waits_in_the_inbox(day: House, act: Doing) -> None:
    act("erase", ORGANISER, subject="s1")
    purge(day, A_YEAR)
    assert inbox_view(day.ledger.fair)["waiting"] == 0
