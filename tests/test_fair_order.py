"""The state is a function of the set of facts: not of their order, nor of how often or in how many parts they came."""

from __future__ import annotations

import dataclasses
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import MINUTE, Clock, Hall, Node, registrations
from hypothesis import given, settings
from hypothesis import strategies as st

from eventapp.facts import Draft, Fact, Log
from eventapp.fair import Fair, pairs
from eventapp.fair.fold import _STEPS
from eventapp.fair.people import Seeker
from eventapp.fair.search import search
from eventapp.fair.shapes import SHAPES
from eventapp.fair.state import state_hash
from eventapp.live.ledger import Ledger
from eventapp.live.push import Live

PEOPLE, TALKS, STANDS = ("s1", "s2", "s3"), ("c1", "c2", "c3"), ("e1", "e2")
WORDS = ("Brechtje", "Faridun", "Wubbe", "")
OUTCOMES = ("talked", "match", "no_match")


class Step(NamedTuple):
    """Something that happens at one of three laptops; the numbers choose what, ``late`` is in minutes."""

    kind: str
    laptop: int
    who: int
    what: int
    late: int
    ahead: int


KINDS = (
    "person_registered", "person_edited", "employer_registered", "employer_edited", "vacancy_registered",
    "vacancy_edited", "checked_in", "checked_out", "invited", "conversation_started", "conversation_ended",
    "seeker_agreed", "placement_recorded", "aftercare_noted", "device_paired", "device_revoked", "numbers_reserved", "help_asked", "help_coming", "badge_asked", "badge_replaced", "badge_tied", "spares_made", "doors_set", "laptop_joined", "notice_settled", "fair_created", "pinned", "hidden", "added", "without_computer_set", "audit_answered",
    "suggestions_switched", "stand_paused", "job_coach_placed", "retention_set", "purged", "erased", "voided", "voided", "danced", "pair_proposed", "pair_decided", "pair_decided",
    "checked_in_v2", "erased_v2", "broken", "corrected", "corrected",
)  # fmt: skip
STEPS = st.builds(
    Step, st.sampled_from(KINDS), st.integers(0, 2), st.integers(0, 2), st.integers(0, 3), st.integers(0, 3),
    st.integers(-20, 20),
)  # fmt: skip


def knew(step: Step, earlier: list[Fact]) -> dict[str, list[str]]:
    """Some earlier corrections, of whatever it was."""
    edits = [fact.id for fact in earlier if fact.kind.endswith("_edited")]
    return {"hours_min": edits[: step.late], "hours_max": edits[-step.late :]} if step.late else {}


def drafted(step: Step, earlier: list[Fact]) -> Draft:
    """What this step is as a fact."""
    who, what = PEOPLE[step.who], step.what
    stand, talk = STANDS[step.who % 2], TALKS[step.what % 3]
    if step.kind == "voided":
        target = earlier[(step.who * 7 + what) % len(earlier)] if earlier else None
        data = {"target": target.id if target and step.late else "an-id-that-never-comes"}
        return Draft("voided", target.subject if target else who, data)
    described = {"source": [f"register-{what}.csv", step.who], "fields": {"hours_min": what, "limits": ["lifting"]}}
    corrected = {"source": ["balie", 0], "fields": {"hours_min": what}, "knew": knew(step, earlier)}
    drafts = {
        "person_registered": Draft("person_registered", who, {**described, "number": f"K{what}", "code": f"C{what}"},
                                   {"first_name": WORDS[what], "can": ["koken"]}),
        "person_edited": Draft("person_edited", who, described, {"first_name": WORDS[what]}),
        "corrected": Draft("person_edited", who, corrected, {"first_name": WORDS[what]}),
        "employer_registered": Draft("employer_registered", stand, {"code": f"C{what}", "fields": {"stand": "7"}}),
        "employer_edited": Draft("employer_edited", stand, {"fields": {"name": WORDS[what]}}),
        "vacancy_registered": Draft("vacancy_registered", "v1", {"fields": {"employer": stand, "title": WORDS[what]}}),
        "vacancy_edited": Draft("vacancy_edited", "v1", {"fields": {"hours_max": what}, "knew": knew(step, earlier)}),
        "checked_in": Draft("checked_in", who if what else stand, {"place": f"balie {what}", "knew": bool(what % 2)}),
        "checked_out": Draft("checked_out", who if what else stand, {"place": f"balie {what}"}),
        "invited": Draft("invited", who, {"employer": stand, "vacancy": None}),
        "conversation_started": Draft("conversation_started", who, {"conversation": talk, "employer": stand}),
        "conversation_ended": Draft("conversation_ended", who, {"conversation": talk, "employer": stand,
                                    "outcome": OUTCOMES[what % 3]}, {"note": WORDS[what]} if what else None),
        "seeker_agreed": Draft("seeker_agreed", who, {"conversation": talk, "employer": stand}),
        "placement_recorded": Draft("placement_recorded", who, {"conversation": talk, "employer": stand,
                                    "begins": f"2026-12-0{1 + what}", "contract": "paid"}),
        "aftercare_noted": Draft("aftercare_noted", who, {"on": f"2026-12-0{1 + what}", "how": "called"},
                                 {"note": WORDS[what]} if what else None),
        "device_paired": Draft("device_paired", f"d{what}", {"role": "stand", "employer": stand, "token_digest": "t"}),
        "device_revoked": Draft("device_revoked", f"d{what}"),
        "help_asked": Draft("help_asked", f"d{what}"),
        "help_coming": Draft("help_coming", f"d{what}"),
        "badge_asked": Draft("badge_asked", who if what else stand, {"reason": [None, "lost", "no_surname"][what % 3]}),
        "badge_replaced": Draft("badge_replaced", who, {"code": f"C{what + 1}", "voided": [f"C{what}"]}),
        "badge_tied": Draft("badge_tied", who, {"code": f"C{what + 1}", "number": f"B{what}", "voided": [f"C{what}"] if what else []}),
        "spares_made": Draft("spares_made", f"fair-{what % 2}", {"first": 1001 + what, "codes": [f"C{what}", f"D{what}"]}),
        "doors_set": Draft("doors_set", f"fair-{what % 2}", {"opens": WORDS[what]}),
        "laptop_joined": Draft("laptop_joined", f"fair-{what % 2}", {"node": stand, "series": 1 + what}),
        "notice_settled": Draft("notice_settled", who, {"notice": f"scan-{what}"}),
        "numbers_reserved": Draft("numbers_reserved", f"d{what}", {"first": 1001 + 50 * what, "last": 1050 + 50 * what}),
        "fair_created": Draft("fair_created", f"fair-{what % 2}", {"name": WORDS[what], "date": "", "secret": ""}),
        "pinned": Draft("pinned", who, {"employer": stand, "vacancy": "v1"}),
        "hidden": Draft("hidden", who, {"employer": stand}),
        "added": Draft("added", who, {"employer": stand, "reason": "came_by"}, {"note": WORDS[what]} if what else None),
        "without_computer_set": Draft("without_computer_set", who, {"wish": what > 1}),
        "audit_answered": Draft("audit_answered", who, {"consent": 1 + what % 2}, {"audit_group": WORDS[what]}),
        "suggestions_switched": Draft("suggestions_switched", f"fair-{what % 2}", {"on": what > 1}),
        "stand_paused": Draft("stand_paused", stand, {"paused": what > 1}),
        "job_coach_placed": Draft("job_coach_placed", f"fair-{what % 2}", {"place": WORDS[what]}),
        "retention_set": Draft("retention_set", f"fair-{what % 2}", {"without": 1 + what, "follow_up": 30, "reason": "law"}),
        "purged": Draft("purged", f"fair-{what % 2}", {"on": "2026-12-19", "by": "organiser", "version": "1", "forgotten": {"seekers": what}}),
        "erased": Draft("erased", who),
        "pair_proposed": Draft("pair_proposed", who, {"other": PEOPLE[what % 3], "why": ["same_phone"]}),
        "pair_decided": Draft("pair_decided", who, {"other": PEOPLE[what % 3], "verdict": pairs.VERDICTS[step.late % 3]}),
        "danced": Draft("danced", who if what else "a stranger", {"with": stand}, {"song": "tango"}),
        "erased_v2": Draft("erased", who, {"why": "asked"}, v=2),
        "broken": Draft("person_edited", who, {"fields": {"hours_max": what}}, {"first_name": 7}),
        "checked_in_v2": Draft("checked_in", who, {"gate": 3}, v=2),
    }  # fmt: skip
    return drafts[step.kind]


def happened(steps: list[Step]) -> list[Fact]:
    """These steps as facts, each stored at its laptop; the laptops' clocks differ by minutes."""
    nodes = [Node(name, Clock()) for name in ("laptop-a", "laptop-b", "laptop-c")]
    facts: list[Fact] = []
    for step in steps:
        node = nodes[step.laptop]
        node.clock.advance(step.late * MINUTE)
        draft = drafted(step, facts)
        facts.append(node.fact(draft, at=node.clock() + step.ahead * MINUTE))
    return facts


def tallied(fair: Fair) -> tuple[Any, Any]:
    """Every count and every look-up, without the empty ones."""
    groups = {group: set(ids) for group, ids in fair.tally._members.items() if ids}
    return groups, {name: count for name, count in fair.tally.counts.items() if count}


@settings(max_examples=400, deadline=None)
@given(st.lists(STEPS, max_size=60), st.integers(0, 2**32), st.integers(1, 6))
def test_order_repeats_and_parts_make_no_difference(steps: list[Step], seed: int, parts: int) -> None:
    facts = happened(steps)
    rebuilt = Fair(facts)
    chance = random.Random(seed)
    arriving = facts + chance.choices(facts, k=len(facts)) if facts else []
    chance.shuffle(arriving)
    fair = Fair()
    for part in range(parts):
        fair.add(arriving[part::parts])
    assert state_hash(fair.snapshot()) == state_hash(rebuilt.snapshot())
    assert tallied(fair) == tallied(rebuilt)
    assert len(fair) == len(facts) == len(rebuilt)
    assert fair.info == rebuilt.info


@settings(max_examples=150, deadline=None)
@given(st.lists(STEPS, max_size=40))
def test_one_fact_at_a_time_gives_the_same_as_all_at_once(steps: list[Step]) -> None:
    facts = happened(steps)
    fair = Fair()
    for number, fact in enumerate(facts, start=1):
        fair.add([fact])
        assert tallied(fair) == tallied(Fair(facts[:number]))
    assert state_hash(fair.snapshot()) == state_hash(Fair(facts).snapshot())


@settings(max_examples=100, deadline=None)
@given(st.lists(STEPS, max_size=40))
def test_the_state_is_the_same_after_a_restart(steps: list[Step]) -> None:
    """Folded from what the disk gives back it is what it was when it was folded from what happened."""
    facts = happened(steps)
    log = Log(":memory:", "geheim")
    log.append(facts)
    again = Fair(fact for _, fact in log.read())
    log.close()
    assert state_hash(again.snapshot()) == state_hash(Fair(facts).snapshot())


def test_another_process_computes_the_same_state_hash() -> None:
    """The order in which Python happens to walk through a set differs from process to process."""
    code = (
        f"import sys; sys.path[:0] = {[str(Path(__file__).parent), str(Path(__file__).parents[1])]!r}\n"
        "from conftest import Hall\nfrom eventapp.fair.state import state_hash\n"
        "from eventapp.facts import Draft\n"
        "hall = Hall()\n"
        "fields = {f'field_{n}': n for n in range(20)}\n"
        "for add in (0, 1): hall.take(hall.node.fact(Draft('vacancy_edited', 'v1', "
        "{'fields': {name: value + add for name, value in fields.items()}}), id=f'fact-{add}'))\n"
        "print(state_hash([('v1', hall.fair.vacancy('v1'))]))"
    )
    hashes = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert hashes[0] == hashes[1] != ""


def test_all_that_may_have_changed_is_named(hall: Hall) -> None:
    check_in = hall.node.tell("checked_in", "s1", place="balie")
    assert hall.fair.add([check_in]) == {"s1"}
    assert hall.fair.add([check_in]) == set(), "a repeat changes nothing"
    void = hall.node.tell("voided", "elsewhere", target=check_in.id)
    assert hall.fair.add([void]) == {"s1", "elsewhere"}


def seeker(fair: Fair, id: str = "s1") -> Seeker:
    one = fair.seeker(id)
    assert one is not None
    return one


def test_an_undo_that_arrives_before_its_target_wins_all_the_same(hall: Hall) -> None:
    check_in = hall.node.tell("checked_in", "s1", place="balie")
    hall.take(hall.node.tell("voided", "s1", target=check_in.id))
    hall.take(check_in)
    assert not seeker(hall.fair).present and hall.fair.is_voided(check_in.id)
    assert hall.fair.knows(check_in.id), "it is stored, it only does not count"


def test_an_undo_wins_also_when_its_target_is_later_in_every_order() -> None:
    early, late = Node("laptop-a", Clock()), Node("laptop-b", Clock())
    late.clock.advance(5 * MINUTE)
    check_in = late.tell("checked_in", "s1", place="balie")
    fair = Fair([*map(early.fact, registrations("fair-1")), early.tell("voided", "s1", target=check_in.id), check_in])
    assert not seeker(fair).present


def test_only_the_named_fact_is_undone(hall: Hall) -> None:
    first, second = (hall.node.tell("checked_in", "s1", place=place) for place in ("balie 1", "balie 2"))
    hall.take(first, second, hall.node.tell("voided", "s1", target=first.id))
    assert [scan.id for scan in seeker(hall.fair).scans] == [second.id]


def test_without_its_registration_somebody_is_not_there_yet() -> None:
    node = Node()
    check_in = node.tell("checked_in", "s9", place="balie")
    fair = Fair([check_in])
    assert fair.seeker("s9") is None and len(fair) == 1
    fair.add([node.tell("person_registered", "s9", {"first_name": "Wubbe"}, number="K9", code="X")])
    assert seeker(fair, "s9").present, "and when it comes, what came before it counts"


def edited(node: Node, **personal: Any) -> Fact:
    return node.tell("person_edited", "s1", personal, fields={}, source=[f"{node.name}.csv", 2])


def test_each_field_is_of_its_last_writer(hall: Hall) -> None:
    other = Node("laptop-b", hall.clock)
    other.hybrid.observe(hall.node.hybrid.last)
    phone, both = edited(other, phone="1111"), edited(other, phone="2222", last_name="Vink")
    hall.node.hybrid.observe(other.hybrid.last)
    name = edited(hall.node, last_name="Merel")
    hall.take(name, both, phone)
    assert {name: seeker(hall.fair).fields[name] for name in ("phone", "last_name", "first_name")} == {
        "phone": "2222", "last_name": "Merel", "first_name": "Brechtje",
    }  # fmt: skip


def test_the_value_that_loses_stays_visible_with_where_it_came_from(hall: Hall) -> None:
    other = Node("laptop-b", hall.clock)
    other.hybrid.observe(hall.node.hybrid.last)
    hall.take(edited(other, last_name="Vink"))
    conflict = seeker(hall.fair).conflicts["last_name"]
    assert [(old.value, old.origin.source) for old in conflict] == [
        ("Vink", ["laptop-b.csv", 2]), ("Oosterzwaluw", ["kandidaten.csv", 2]),
    ]  # fmt: skip
    assert seeker(hall.fair).sources == [["kandidaten.csv", 2], ["laptop-b.csv", 2]]


def test_facts_of_one_moment_are_ordered_by_laptop() -> None:
    clock = Clock()
    base = [Node("laptop-0", Clock(0)).fact(draft) for draft in registrations("fair-1")]
    a, b = edited(Node("laptop-a", clock), last_name="Vink"), edited(Node("laptop-b", clock), last_name="Merel")
    assert a.hlc == b.hlc
    assert seeker(Fair([*base, a, b])).fields["last_name"] == seeker(Fair([b, a, *base])).fields["last_name"] == "Merel"


def test_the_same_value_twice_is_no_conflict(hall: Hall) -> None:
    hall.take(edited(hall.node, last_name="Oosterzwaluw"))
    assert seeker(hall.fair).conflicts == {}


def test_a_conversation_may_end_before_its_start_arrives(hall: Hall) -> None:
    hall.act("check_in", subject="s1")
    start = hall.node.tell("conversation_started", "s1", conversation="c1", employer="e1", vacancy="v1")
    hall.clock.advance(10 * MINUTE)
    end = hall.node.tell(
        "conversation_ended", "s1", {"note": "goed"}, conversation="c1", employer="e1", outcome="match"
    )
    hall.take(end)
    [talk] = seeker(hall.fair).conversations
    assert (talk.employer, talk.outcome, talk.started, seeker(hall.fair).talking) == ("e1", "match", None, None)
    hall.take(start)
    [talk] = seeker(hall.fair).conversations
    assert (talk.vacancy, talk.started, talk.ended, talk.note) == ("v1", start.moment, end.moment, "goed")
    assert seeker(hall.fair).talking is None


def test_a_device_whose_clock_is_ahead_does_not_check_people_in_tomorrow(hall: Hall) -> None:
    hall.take(hall.node.fact(Draft("checked_in", "s1", {"place": "balie"}), at=hall.clock() + 26 * 60 * MINUTE))
    [scan] = seeker(hall.fair).scans
    assert scan.moment == "2026-11-21T09:00:00.000Z", "no later than it was stored"
    hall.clock.advance(MINUTE)
    hall.take(hall.node.tell("checked_out", "s1", place="balie"))
    assert not seeker(hall.fair).present


def test_an_act_that_was_sent_later_counts_from_when_it_was_done(hall: Hall) -> None:
    hall.clock.advance(60 * MINUTE)
    hall.take(hall.node.fact(Draft("checked_in", "s1", {"place": "balie"}), at=hall.clock() - 50 * MINUTE))
    assert hall.fair.tally.arrivals() == {"2026-11-21T09:00": 1}


def test_coming_and_going_count_in_the_order_they_were_done_not_sent(hall: Hall) -> None:
    hall.clock.advance(60 * MINUTE)
    hall.take(hall.node.tell("checked_in", "s1", place="balie 1"))
    hall.take(hall.node.fact(Draft("checked_out", "s1", {"place": "balie 2"}), at=hall.clock() - 10 * MINUTE))
    assert seeker(hall.fair).present, "the leaving was before the coming in, it only arrived later"
    assert [scan.inward for scan in seeker(hall.fair).scans] == [False, True]


def test_a_kind_from_the_future_is_kept_and_not_folded(hall: Hall) -> None:
    before, count = state_hash(hall.fair.snapshot()), len(hall.fair)
    danced = hall.node.tell("danced", "s1", {"song": "tango"}, with_="e1")
    hall.take(danced)
    assert len(hall.fair) == count + 1 and hall.fair.fact(danced.id) == danced
    assert state_hash(hall.fair.snapshot()) == before


@pytest.mark.parametrize("kind", ["checked_in", "person_edited", "voided", "person_registered"])
def test_a_newer_version_of_a_known_kind_is_kept_and_not_folded(hall: Hall, kind: str) -> None:
    hall.take(check_in := hall.node.tell("checked_in", "s1", place="balie"))
    before = state_hash(hall.fair.snapshot())
    newer = hall.node.fact(Draft(kind, "s1", {"target": check_in.id, "number": "K99"}, {"last_name": "Vink"}, v=2))
    hall.take(newer)
    assert hall.fair.knows(newer.id) and state_hash(hall.fair.snapshot()) == before


def test_undoing_a_fact_of_an_unknown_kind_breaks_nothing() -> None:
    node = Node()
    danced = node.tell("danced", "s9")
    void = node.tell("voided", "s8", target=danced.id)
    for facts in ([danced, void], [void, danced]):
        assert len(Fair(facts)) == 2


def test_an_erasure_takes_what_is_personal_from_facts_of_an_unknown_kind_too(hall: Hall) -> None:
    danced = hall.node.tell("danced", "s1", {"song": "tango"})
    hall.take(danced, hall.node.tell("erased", "s1"))
    kept = hall.fair.fact(danced.id)
    assert kept is not None and kept.personal is None


@pytest.mark.parametrize("v", [1, 2])
def test_an_erasure_of_a_newer_version_is_one_all_the_same(hall: Hall, v: int) -> None:
    hall.take(hall.node.fact(Draft("erased", "s1", {"why": "asked"}, v=v)))
    assert seeker(hall.fair).erased and "first_name" not in seeker(hall.fair).fields


def test_a_broken_personal_part_that_is_erased_makes_the_same_state_in_every_order(hall: Hall) -> None:
    broken = hall.node.tell("person_edited", "s1", {"first_name": 7}, fields={"hours_max": 8})
    erased = hall.node.tell("erased", "s1")
    hashes = {state_hash(Fair([*hall.facts, *late]).snapshot()) for late in ([broken, erased], [erased, broken])}
    assert len(hashes) == 1


def test_a_newer_kind_of_registration_makes_nobody() -> None:
    fair = Fair([Node().fact(Draft("person_registered", "s9", {"number": "K9", "code": "X"}, v=2))])
    assert list(fair.seekers) == [] and len(fair) == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
KEYS = ("fields", "number", "code", "source", "place", "employer", "vacancy", "conversation", "outcome", "target",
        "role", "label", "token_digest", "name", "date", "secret", "rehearsal", "first_name", "last_name", "infix",
        "can", "wants", "limits", "hours_min", "title", "stand", "note")  # fmt: skip
BROKEN = st.dictionaries(
    st.sampled_from(KEYS), JSON | st.dictionaries(st.sampled_from(KEYS), JSON, max_size=4), max_size=6
)
LEDGER = Ledger(Log(":memory:", "geheim"), Clock())


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(SHAPES)), BROKEN, st.none() | BROKEN,
                       st.sampled_from(("s1", "e1", "v1", "fair-1", "tablet-1", "new"))), min_size=1, max_size=8),
)  # fmt: skip
def test_facts_of_another_shape_break_nothing(broken: list[tuple[str, dict[str, Any], Any, str]]) -> None:
    """Missing keys and wrong types, from a peer: no fold, count, search or screen may fall over them."""
    node = Node("laptop-z")
    facts = [node.fact(draft) for draft in registrations("fair-1")]
    facts += [node.tell("checked_in", "s1"), node.tell("conversation_started", "s1", conversation="c", employer="e1")]
    facts += [node.fact(Draft(kind, subject, data, personal)) for kind, data, personal, subject in broken]
    fair = Fair(facts)
    assert len(fair) == len(facts)
    assert state_hash(fair.snapshot()) == state_hash(Fair(reversed(facts)).snapshot())
    search(fair, "brechtje", 5)
    LEDGER.fair = fair
    live = Live(LEDGER, lambda *_: None)
    for room in ("desk", "screen", "organiser", *(f"stand:{employer.id}" for employer in fair.employers)):
        live.snapshot(room)


def test_every_kind_that_is_folded_has_a_shape() -> None:
    folded = {kind for steps in _STEPS.values() for kind in steps}
    assert folded | {"voided"} | pairs.KINDS == SHAPES.keys()


@pytest.mark.parametrize("at", ["", "0", "gisteren", "0999", "2026-11-21"])
def test_a_fact_without_a_real_moment_is_kept_and_not_folded(hall: Hall, at: str) -> None:
    broken = dataclasses.replace(hall.node.tell("checked_in", "s1"), at=at, received_at=at)
    hall.take(broken)
    assert hall.fair.knows(broken.id) and not seeker(hall.fair).came
