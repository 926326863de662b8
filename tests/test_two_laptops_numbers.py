"""Badge numbers: each laptop hands out its own, also when it could not ask; and what if two people have one after all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import DESK, PASSPHRASE, Clock, act_at
from two_laptops_support import FAIR, Apart, Hall, halls_apart  # noqa: F401

from eventapp.facts import Draft, Log
from eventapp.fair import Fair
from eventapp.fair.badging import free_numbers, next_block
from eventapp.fair.numbering import FIRST_HIGH, SERIES, of_number
from eventapp.fair.search import search
from eventapp.fair.series import high_series
from eventapp.live.joining import join_series
from eventapp.live.ledger import Ledger


def walk_in(hall: Hall, **details: Any) -> str:
    """The number of somebody new."""
    return hall.seeker(str(hall.act("register_walk_in", first_name="Marijke", **details).decision.about)).number


def joined(apart: Apart) -> None:
    """The second laptop joined at the one that made the fair."""
    made, second = apart.halls
    join_series(made.laptop.ledger, second.node, "laptop-1")
    apart.meet()


def test_each_laptop_hands_out_its_own_numbers(apart: Apart) -> None:
    joined(apart)
    made, second = apart.halls
    assert [walk_in(made), walk_in(second), walk_in(made), walk_in(second)] == ["B1", "B5001", "B2", "B5002"]
    blocks = [hall.act("reserve_numbers").decision.params for hall in (made, second)]
    assert [block["first"] for block in blocks] == [1001, 6001]
    apart.meet()
    assert apart.one.codes() == [] and [walk_in(made), walk_in(second)] == ["B3", "B5003"]


def test_joining_is_written_down_once(apart: Apart) -> None:
    joined(apart)
    facts = len(apart.one.fair)
    join_series(apart.halls[0].laptop.ledger, apart.halls[1].node, "laptop-1")
    assert len(apart.one.fair) == facts
    assert {one.series for one in apart.one.fair.info.laptops.values()} == {0, 1}


def test_who_joins_gets_a_series_of_which_nobody_has_a_number(apart: Apart) -> None:
    """A register brought so many along that they need the next series."""
    made, second = apart.halls
    data = {"number": "B5001", "code": "X", "source": ["kandidaten.csv", 2], "fields": {}}
    made.laptop.tell(Draft("person_registered", "s9", data, {"first_name": "Wubbe"}))
    joined(apart)
    assert walk_in(second) == "B10001"


def test_a_laptop_that_could_not_ask_takes_a_high_series_of_its_own(apart: Apart) -> None:
    series = apart.halls[1].laptop.ledger.series
    assert series == high_series(apart.halls[1].node) >= FIRST_HIGH
    assert walk_in(apart.halls[1]) == f"B{series * SERIES + 1}"
    spares = apart.halls[1].act("make_spares", apart.halls[1].organiser, count=2)
    assert spares.decision.drafts[0].data["first"] == series * SERIES + 1001


def test_who_joins_elsewhere_gets_a_high_one_too(apart: Apart) -> None:
    """Two that hand out the next series apart would give one twice."""
    name = "0192f000-0000-7000-8000-00000000000a"
    join_series(apart.halls[1].laptop.ledger, name)
    assert apart.halls[1].fair.info.laptops[name].series == high_series(name)


def reopened(path: Path, clock: Clock, restored: bool) -> Ledger:
    """The file of the fair in another place, by a restore or just moved."""
    log = Log(path, PASSPHRASE)
    if restored:
        log.keep("node", None)
    ledger = Ledger(log, clock)
    ledger.start()
    return ledger


@pytest.mark.parametrize("restored", [False, True])
def test_a_file_that_moved_goes_on_and_one_that_was_put_back_does_not(
    tmp_path: Path, clock: Clock, restored: bool
) -> None:
    first = reopened(tmp_path / "een.db", clock, restored=False)
    first.record([Draft("fair_created", FAIR, {"name": "Beurs", "date": "2026-11-21", "secret": "00" * 32})], by="x")
    assert first.series == 0
    first.stop()
    for name in ("twee.db", "drie.db"):
        (tmp_path / name).write_bytes((tmp_path / "een.db").read_bytes())
    second = reopened(tmp_path / "twee.db", clock, restored)
    assert (second.series == 0) != restored
    kept = second.series
    second.stop()
    (tmp_path / "vier.db").write_bytes((tmp_path / "twee.db").read_bytes())
    third = reopened(tmp_path / "vier.db", clock, restored=False)
    # What is moved after a restore keeps nothing of what went before that restore.
    assert third.series == (high_series(third.names[-1]) if restored else kept)
    third.stop()


def test_a_full_series_goes_on_where_nobody_else_is(apart: Apart) -> None:
    joined(apart)
    fair = apart.one.fair
    fair.tally._members["number_B", "0"] = dict.fromkeys(map(str, range(SERIES)))
    assert next(free_numbers(fair, 0)) == f"B{2 * SERIES + 1}", "the second series is the other laptop's"
    fair.tally._members["number_B", "1"] = dict.fromkeys(map(str, range(SERIES)))
    assert next(free_numbers(fair, 1)) == f"B{1001 * SERIES + 1}"


def test_numbers_for_desks_stay_within_the_series(apart: Apart) -> None:
    fair = apart.halls[0].fair
    fair.info.spares["X"] = f"B{SERIES - 10}"
    first, last = next_block(fair, 0, 50)
    assert first > SERIES and of_number(f"B{first}") == of_number(f"B{last}") == 1


@pytest.mark.parametrize(("number", "series"), [("B1", 0), ("b5000", 0), ("B5001", 1), ("K1", None), ("B", None),
                                                ("B0", None), ("B9999999999", None), ("B²", None)])  # fmt: skip
def test_which_series_a_number_is_of(number: str, series: int | None) -> None:
    assert of_number(number) == series


def test_one_number_on_two_badges_is_told_and_the_codes_are_never_in_doubt(apart: Apart) -> None:
    """Two laptops of an older version, say, that both began at B1."""
    for hall, name in ((apart.one, "Marijke"), (apart.other, "Gerrit")):
        data = {"number": "B1", "code": f"CODE{name}".upper(), "source": ["balie", 0], "fields": {}}
        hall.laptop.tell(Draft("person_registered", name, data, {"first_name": name}))
    apart.meet()
    for hall in apart.halls:
        [notice] = hall.inbox()
        assert (notice["code"], notice["params"]["number"]) == ("number_of_two", "B1")
        assert sorted(line["params"]["name"] for line in notice["lines"]) == ["Gerrit", "Marijke"]
        assert sorted(one.id for one in search(hall.fair, "b1", 5)) == ["Gerrit", "Marijke"]
        assert hall.act("check_in", code="B1").decision.code == "number_of_two"
        assert hall.act("check_in", code="CODEGERRIT").decision.about == "Gerrit"
    apart.one.answer(apart.one.inbox()[0])
    apart.meet()
    assert "number_of_two" not in apart.other.codes() and walk_in(apart.halls[0]) != "B1"


def test_who_is_asked_to_be_one_person_is_not_asked_about_the_number_too(apart: Apart) -> None:
    for hall, name in ((apart.one, "a"), (apart.other, "b")):
        data = {"number": "B1", "code": name, "source": ["balie", 0], "fields": {}}
        hall.laptop.tell(Draft("person_registered", name, data, {"first_name": "Marijke"}))
    apart.meet()
    apart.one.laptop.tell(Draft("pair_proposed", "a", {"other": "b", "why": ["same_phone"]}))
    assert apart.one.codes() == []
    apart.one.act("judge_pair", apart.one.organiser, subject="a", other="b", verdict="two")
    assert apart.one.codes() == ["number_of_two"]
    apart.one.act("judge_pair", apart.one.organiser, subject="a", other="b", verdict="one")
    assert apart.one.codes() == []


def test_one_walk_in_handed_to_both_laptops_is_one_person_with_two_numbers_that_work(apart: Apart) -> None:
    joined(apart)
    registered = apart.one.act("register_walk_in", first_name="Marijke")
    apart.other.act("register_walk_in", apart.one.desk, id=registered.id, at=registered.at, first_name="Marijke")
    ours, theirs = (hall.seeker(str(registered.decision.about)).number for hall in (apart.one, apart.other))
    assert ours != theirs
    apart.meet()
    for hall in apart.halls:
        person = hall.seeker(str(registered.decision.about))
        assert person.numbers == [ours, theirs] and len(person.codes) == 1
        assert [hall.act("check_in", code=number).decision.about for number in (ours, theirs)] == [person.id] * 2
        [notice] = hall.inbox()
        assert (notice["code"], notice["params"]["one"], notice["params"]["other"]) == ("two_numbers", ours, theirs)
    assert hall.fair.tally.size("type", "Seeker") == 6
    apart.other.answer(apart.other.inbox()[0])
    apart.meet()
    assert apart.one.codes() == []


def test_both_blocks_of_numbers_of_one_command_stay_the_desks(apart: Apart) -> None:
    """Its answer may have been either laptop's."""
    joined(apart)
    asked = apart.one.act("reserve_numbers")
    again = apart.other.act("reserve_numbers", apart.one.desk, id=asked.id, at=asked.at)
    apart.meet()
    device = apart.one.fair.device(apart.one.desk.device)
    assert device is not None
    blocks = [(act.decision.params["first"], act.decision.params["last"]) for act in (asked, again)]
    assert device.numbers == blocks
    number = f"B{blocks[1][0]}"
    assert walk_in(apart.one, number=number) == number


def test_the_first_act_of_a_rebuilt_fair_sees_every_number(apart: Apart) -> None:
    joined(apart)
    for hall in apart.halls:
        walk_in(hall)
    apart.meet()
    rebuilt = Fair(apart.one.laptop.facts().values())
    assert [next(free_numbers(rebuilt, series)) for series in (0, 1)] == ["B2", "B5002"]


def test_what_the_ledger_says_is_what_the_desks_get(tmp_path: Path, clock: Clock) -> None:
    ledger = reopened(tmp_path / "een.db", clock, restored=False)
    ledger.record([Draft("fair_created", FAIR, {"name": "Beurs", "date": "2026-11-21", "secret": "00" * 32})], by="x")
    act_at(ledger, "register_walk_in", DESK, first_name="Marijke")
    assert ledger.fair.with_number("B1") is not None
    ledger.stop()
