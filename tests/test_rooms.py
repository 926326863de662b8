"""Rooms: who watches sees what is so, at every moment, misses nothing, and sees nothing that is not theirs."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from conftest import (
    CARE_HOME,
    DESK,
    DESK_2,
    GREENHOUSE,
    ORGANISER,
    SCREEN,
    SEEKERS,
    Clock,
    act_at,
    command_of,
    quiet,
    registrations,
    seeker_registered,
)  # fmt: skip
from hypothesis import given, settings
from hypothesis import strategies as st

from eventapp.facts import Draft, Log
from eventapp.fair.decide import decide
from eventapp.fair.people import Device
from eventapp.live import rooms
from eventapp.live.acts import Act
from eventapp.live.following import Follower
from eventapp.live.ledger import Ledger
from eventapp.live.patch import apply_patch, merge_patch
from eventapp.live.push import Live
from eventapp.live.rooms import StandRoom, room_of_device

View = dict[str, Any]
STANDS = ("e1", "e2")
SHARED_ROOMS = ("desk", "screen", "organiser")

# Patches

KEYS = st.sampled_from("abcd")
PLAIN = st.booleans() | st.integers(0, 3) | st.text("xy", max_size=2) | st.lists(st.integers(0, 3), max_size=2)
VIEWS = st.dictionaries(KEYS, st.recursive(PLAIN, lambda inner: st.dictionaries(KEYS, inner, max_size=3)), max_size=4)


@given(VIEWS, VIEWS)
def test_a_patch_makes_the_old_view_the_new_one(old: View, new: View) -> None:
    assert apply_patch(old, merge_patch(old, new)) == new


@given(VIEWS, VIEWS)
def test_there_is_a_patch_only_where_something_changed(old: View, new: View) -> None:
    assert (merge_patch(old, new) == {}) == (old == new)


@given(VIEWS, VIEWS)
def test_making_and_applying_a_patch_leave_both_views_alone(old: View, new: View) -> None:
    before = json.dumps([old, new])
    apply_patch(old, merge_patch(old, new))
    assert json.dumps([old, new]) == before


def test_what_is_gone_is_null_and_what_stays_is_not_sent() -> None:
    old = {"order": ["a", "b"], "people": {"a": {"x": 1}, "b": {"x": 2}}, "same": {"y": 1}}
    new = {"order": ["b"], "people": {"b": {"x": 3}}, "same": {"y": 1}}
    assert merge_patch(old, new) == {"order": ["b"], "people": {"a": None, "b": {"x": 3}}}


# What everybody in a room sees


class Watcher:
    """A browser in a room: one snapshot, then nothing but patches."""

    def __init__(self, snapshot: View) -> None:
        self.room, self.version, self.view = snapshot["room"], snapshot["version"], snapshot["view"]

    def hear(self, change: View) -> None:
        """As ``live.js`` does; a version that is not the next one would be a missed change."""
        assert change["version"] == self.version + 1
        assert change["patch"] != {}
        self.version = change["version"]
        self.view = apply_patch(self.view, change["patch"])


class Venue:
    """A small fair that is being served, with a watcher in every room. No disk, no network."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.ledger = Ledger(Log(":memory:", "geheim"), self.clock)
        self.ledger.start()
        self.ledger.record(registrations("fair-1"), by="laptop-a")
        self.live = Live(self.ledger, lambda event, data, room: self.watchers[room].hear(through_json(data)))
        names = [*SHARED_ROOMS, *(f"stand:{id}" for id in STANDS)]
        self.watchers = {name: Watcher(through_json(self.live.snapshot(name))) for name in names}
        self.faults: list[Exception] = []
        self.ledger.on_change(self._refresh)
        self.done: list[str] = []

    def _refresh(self, touched: set[str]) -> None:
        try:
            self.live.refresh(touched)
        except Exception as fault:
            self.faults.append(fault)

    def act(self, kind: str, actor: Any = DESK, **details: Any) -> Act:
        self.clock.advance(1000)
        return self._settled(act_at(self.ledger, kind, actor, **details))

    def write(self, *drafts: Draft) -> Act:
        """Facts that come from somewhere else: an import, another laptop."""
        self.clock.advance(1000)
        return self._settled(self.ledger.record(drafts, by="laptop-b"))

    def _settled(self, act: Act) -> Act:
        quiet(self.ledger)
        if act.status == "recorded":
            self.done.append(act.id)
        assert not self.faults, self.faults
        return act

    def check(self) -> None:
        """What each watcher has put together equals what somebody would see who comes in now."""
        fresh = Live(self.ledger, lambda *_: None)
        fair = self.ledger.fair
        for name, watcher in self.watchers.items():
            mine = self.live.snapshot(name)
            assert mine["version"] == watcher.version
            assert without_none(mine["view"]) == without_none(watcher.view), f"{name} was not told all"
            employer = name.removeprefix("stand:")
            if employer != name:
                for suggestions in (self.live.suggestions, fresh.suggestions):
                    assert without_none(StandRoom(employer, suggestions, fair).view) == without_none(watcher.view)
            else:
                assert without_none(fresh.snapshot(name)["view"]) == without_none(watcher.view)

    def view(self, name: str) -> View:
        view: View = self.watchers[name].view
        return view

    def close(self) -> None:
        self.ledger.stop()


def through_json(data: View) -> View:
    """As it arrives in a browser."""
    return json.loads(json.dumps(data))  # type: ignore[no-any-return]


def without_none(value: Any) -> Any:
    """In a merge patch null means gone, so to a browser that patches what is unknown is absent."""
    if isinstance(value, dict):
        return {key: without_none(one) for key, one in value.items() if one is not None}
    return [without_none(one) for one in value] if isinstance(value, list) else value


@pytest.fixture
def venue() -> Iterator[Venue]:
    one = Venue()
    yield one
    one.close()


def step(venue: Venue, what: str, who: int, where: int, which: int) -> None:
    """One thing that may happen at a fair; the numbers choose whom it happens to."""
    fair, (stand, employer) = venue.ledger.fair, [(GREENHOUSE, "e1"), (CARE_HOME, "e2")][where % 2]
    ids = sorted((one.id for one in fair.seekers), reverse=True)  # walk-ins come last: their ids are dates
    seeker = ids[who % len(ids)] if ids else "s1"
    talks = [talk.id for one in fair.seekers for talk in one.conversations]
    one = fair.seeker(seeker)
    if what in ("check_in", "check_out"):
        venue.act(what, [DESK, DESK_2][which % 2], subject=[seeker, seeker, seeker, employer][which % 4])
    elif what == "invite":
        venue.act("invite", stand, subject=seeker)
    elif what == "start_conversation":
        venue.act("start_conversation", stand, subject=seeker)
    elif what == "end_conversation" and talks:
        outcome, talk = ("talked", "match", "no_match")[which % 3], talks[which % len(talks)]
        venue.act("end_conversation", stand, conversation=talk, outcome=outcome, note="goed" if which % 2 else "")
    elif what == "seeker_agrees" and talks:
        for talk in talks:
            venue.act("seeker_agrees", DESK, conversation=talk, subject=seeker)
    elif what == "undo" and venue.done:
        venue.act("undo", ORGANISER, target=venue.done[-1 - which % min(len(venue.done), 6)])
    elif what == "erase" and which == 0:
        venue.act("erase", ORGANISER, subject=seeker)
    elif what == "register":
        venue.act("register_walk_in", DESK, first_name="Marijke", wants=("kok", "plukker", "piloot")[which % 3])
    elif what == "correct" and one is not None:
        venue.act("correct_person", DESK, subject=seeker, first_name=("Brecht", "Fari")[which % 2])
    elif what == "edit_person":
        wants = (["kok"], ["plukker"], [])[which % 3]
        venue.write(Draft("person_edited", seeker, {"fields": {"hours_max": 8 + which}}, {"wants": wants}))
    elif what == "vacancy":
        fields = {
            "employer": employer,
            "title": ("Kok", "Plukker")[which % 2],
            "tasks": ["koken"],
            "number": f"V{which}",
        }
        venue.write(Draft("vacancy_registered", f"v-new-{which}", {"fields": fields}))
    elif what == "edit_vacancy":
        venue.write(Draft("vacancy_edited", "v1", {"fields": {"title": ("Oogster", "Plukker")[which % 2]}}))
    elif what == "edit_employer":
        venue.write(Draft("employer_edited", employer, {"fields": {"stand": str(which), "sector": "groen"}}))
    elif what == "void":
        facts = [fact for id in ("v1", "v2", "v3", seeker, "e1") for fact in fair.facts_about(id)]
        venue.write(Draft("voided", seeker, {"target": facts[(who * 5 + which) % len(facts)].id}))
    elif what == "pair":
        other = ids[(who + which) % len(ids)] if ids else "s2"
        venue.write(Draft("pair_proposed", seeker, {"other": other, "why": ["same_phone"]}))
        venue.act("judge_pair", ORGANISER, subject=seeker, other=other, verdict=("one", "one", "two")[which % 3])
    elif what in ("pin", "hide"):
        venue.act(what, [stand, DESK][which % 2], subject=seeker, employer=employer)
    elif what == "add":
        venue.act(
            "add_by_hand", [stand, DESK][which % 2], subject=seeker, employer=employer, reason="came_by", note="x"
        )
    elif what == "switch":
        venue.act("switch_suggestions", ORGANISER, on=bool(which % 2))
    elif what == "without_computer":
        venue.act("without_computer", DESK, subject=seeker, wish=which % 3 > 0)
    elif what == "both_at_once":
        commands = [command_of(kind, venue.clock, subject=seeker) for kind in ("check_in", "check_out", "check_in")]
        acts = [Act(one.id, one.at, "desk-1", deciding(one)) for one in commands]
        venue.ledger.submit(acts)
        quiet(venue.ledger)


def deciding(command: Any) -> Callable[..., Any]:
    """The decision about this command, to be taken later."""
    return lambda fair: decide(fair, command, DESK)


OFTEN = ("check_in",) * 5 + ("check_out", "check_out", "invite", "invite", "start_conversation", "start_conversation",
         "end_conversation", "end_conversation", "seeker_agrees", "undo", "undo")  # fmt: skip
SELDOM = (
    "erase",
    "register",
    "correct",
    "edit_person",
    "vacancy",
    "edit_vacancy",
    "edit_employer",
    "void",
    "both_at_once",
    "pin",
    "hide",
    "hide",
    "add",
    "switch",
    "without_computer",
    "pair",
    "pair",
)
STEPS = st.lists(
    st.tuples(st.sampled_from(OFTEN + SELDOM), st.integers(0, 6), st.integers(0, 1), st.integers(0, 5)),
    min_size=5,
    max_size=40,
)


@pytest.mark.parametrize("most", [40, 2], ids=["a quiet stand", "more people than a stand shows"])
def test_no_watcher_ever_misses_anything(most: int) -> None:
    """After every step of any day, every watcher sees what a fresh one would see: the heart of the pushing."""

    @settings(max_examples=60, deadline=None)
    @given(STEPS)
    def day(steps: list[tuple[str, int, int, int]]) -> None:
        venue = Venue()
        try:
            for one in steps:
                step(venue, *one)
                venue.check()
        finally:
            venue.close()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rooms, "MOST_PEOPLE", most)
        day()


def test_watchers_agree_within_a_second_when_many_hands_act_at_once(venue: Venue) -> None:
    """As the server wires it: the desk at once, the stands behind the writer's back."""
    venue.ledger._listeners[:] = [venue.live.show, Follower(venue.live.suggest)]
    kinds = [("check_in", DESK), ("invite", GREENHOUSE), ("start_conversation", CARE_HOME), ("check_out", DESK_2)]

    def hand(number: int) -> None:
        for turn in range(12):
            kind, actor = kinds[(number + turn) % len(kinds)]
            act_at(venue.ledger, kind, actor, subject=f"s{(number * 3 + turn) % 5 + 1}")
            venue.clock.advance(10)

    hands = [threading.Thread(target=hand, args=(number,)) for number in range(6)]
    for one in hands:
        one.start()
    venue.write(Draft("vacancy_edited", "v1", {"fields": {"title": "Oogster"}}))
    for one in hands:
        one.join(20)
    due = time.monotonic() + 1
    while not agree(venue) and time.monotonic() < due:
        time.sleep(0.02)
    venue.check()


def agree(venue: Venue) -> bool:
    try:
        venue.check()
    except AssertionError:
        return False
    return True


def people(venue: Venue, employer: str = "e1") -> dict[str, View]:
    found: dict[str, View] = venue.view(f"stand:{employer}")["people"]
    return found


def test_who_comes_in_appears_at_the_stands_where_they_fit_and_goes_when_they_leave(venue: Venue) -> None:
    venue.act("check_in", DESK, subject="s1")
    assert list(people(venue)) == ["s1"] == venue.view("stand:e1")["order"]
    card = people(venue)["s1"]
    assert (card["first_name"], card["number"], card["state"]) == ("Brechtje", "K1", "free")
    assert card["reasons"] and card["vacancy"] in ("v1", "v2")
    venue.act("check_out", DESK, subject="s1")
    assert people(venue) == {} and venue.view("stand:e1")["order"] == []


def test_somebody_invited_is_so_at_that_stand_on_the_desk_and_on_the_call_board(venue: Venue) -> None:
    venue.act("check_in", DESK, subject="s1")
    venue.act("invite", GREENHOUSE, subject="s1")
    assert (people(venue)["s1"]["state"], people(venue, "e2")["s1"]["state"]) == ("invited", "free")
    assert [(call["number"], call["stand"]) for call in venue.view("screen")["calls"]] == [("K1", "1")]
    assert venue.view("desk")["calls"][0]["name"] == "Brechtje"


def test_somebody_in_a_conversation_shows_as_such_everywhere(venue: Venue) -> None:
    venue.act("check_in", DESK, subject="s1")
    venue.act("invite", GREENHOUSE, subject="s1")
    venue.act("start_conversation", GREENHOUSE, subject="s1")
    assert "s1" not in people(venue), "who sits at the stand is no suggestion any more"
    [talk] = venue.view("stand:e1")["talks"].values()
    assert talk["current"] and talk["subject"] == "s1"
    assert people(venue, "e2")["s1"]["state"] == "talking"
    assert venue.view("screen")["counts"]["talking"] == 1 and venue.view("screen")["calls"] == []


def test_during_a_conversation_the_work_the_reasons_and_the_questions_are_at_hand(venue: Venue) -> None:
    venue.act("check_in", DESK, subject="s1")
    card = people(venue)["s1"]
    assert card["reasons"]
    venue.act("start_conversation", GREENHOUSE, subject="s1")
    [talk] = venue.view("stand:e1")["talks"].values()
    assert [talk[name] for name in ("vacancy", "reasons", "questions")] == [
        card[name] for name in ("vacancy", "reasons", "questions")
    ]
    venue.act("end_conversation", GREENHOUSE, conversation=venue.done[-1], outcome="talked")
    [talk] = venue.view("stand:e1")["talks"].values()
    assert "reasons" not in talk


def test_a_conversation_with_somebody_who_fits_nowhere_shows_at_the_stand_too(venue: Venue) -> None:
    walk_in = venue.act("register_walk_in", DESK, first_name="Marijke", wants="piloot")
    assert people(venue) == {}
    venue.act("start_conversation", GREENHOUSE, subject=walk_in.decision.about)
    [talk] = venue.view("stand:e1")["talks"].values()
    assert talk["first_name"] == "Marijke" and talk["current"]


def test_a_conversation_is_over_here_when_a_new_one_starts_elsewhere(venue: Venue) -> None:
    venue.act("start_conversation", GREENHOUSE, subject="s1")
    venue.act("start_conversation", CARE_HOME, subject="s1")
    assert [talk["current"] for talk in venue.view("stand:e1")["talks"].values()] == [False]
    assert [talk["current"] for talk in venue.view("stand:e2")["talks"].values()] == [True]


def test_an_undone_conversation_makes_somebody_a_suggestion_again(venue: Venue) -> None:
    venue.act("check_in", DESK, subject="s1")
    venue.act("start_conversation", GREENHOUSE, subject="s1")
    venue.act("undo", GREENHOUSE, target=venue.done[-1])
    assert list(people(venue)) == ["s1"] and venue.view("stand:e1")["talks"] == {}


def test_a_new_vacancy_brings_people_to_the_stand_at_once(venue: Venue) -> None:
    venue.act("register_walk_in", DESK, first_name="Marijke", wants="vrachtwagenchauffeur")
    assert people(venue) == {}
    fields = {"employer": "e1", "number": "V9", "title": "Vrachtwagenchauffeur", "occupation": "vrachtwagenchauffeur"}
    venue.write(Draft("vacancy_registered", "v9", {"fields": fields}))
    assert [card["first_name"] for card in people(venue).values()] == ["Marijke"]
    assert venue.view("stand:e1")["vacancies"]["v9"] == "Vrachtwagenchauffeur"


def test_a_stand_sees_nobody_for_open_hiring_and_still_those_whom_it_weighs(venue: Venue) -> None:
    for id in ("v1", "v2"):
        venue.write(Draft("vacancy_edited", id, {"fields": {"open_hiring": 1}}))
    venue.act("check_in", subject="s1")
    assert people(venue) == {} and people(venue, "e2").keys() == {"s1"}
    venue.write(Draft("vacancy_edited", "v2", {"fields": {"open_hiring": 2}}))
    assert people(venue)["s1"]["vacancy"] == "v2"


def test_a_stand_that_shows_only_the_best_fills_up_when_one_of_them_leaves(
    venue: Venue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "MOST_PEOPLE", 2)
    for id in SEEKERS:
        venue.act("check_in", DESK, subject=id)
    first = venue.view("stand:e1")["order"]
    assert len(first) == 2 == len(people(venue))
    venue.act("check_out", DESK, subject=first[0])
    assert len(venue.view("stand:e1")["order"]) == 2 and first[0] not in people(venue)
    venue.check()


def test_nothing_is_pushed_where_nothing_changed(venue: Venue) -> None:
    venue.act("check_in", DESK, subject="s1")
    versions = {name: watcher.version for name, watcher in venue.watchers.items()}
    venue.act("check_in", DESK_2, subject="s1")
    changed = {name for name, watcher in venue.watchers.items() if watcher.version != versions[name]}
    assert changed == {"organiser"}, "a second scan is only counted"


def test_a_room_that_opens_late_shows_what_is_so_now(venue: Venue) -> None:
    venue.act("check_in", DESK, subject="s1")
    late = Live(venue.ledger, lambda *_: None)
    assert late.snapshot("stand:e1")["view"] == venue.live.snapshot("stand:e1")["view"]
    assert late.snapshot("stand:e1")["version"] == 1


def test_a_change_after_the_engine_was_asked_for_is_not_missed(venue: Venue) -> None:
    """Building an engine takes a second, and the fair goes on meanwhile: what came in between must count too."""
    suggestions, fair = venue.live.suggestions, venue.ledger.fair
    offers, basis = suggestions.offers(fair), suggestions.basis(fair)
    engine = suggestions.engine_for(offers)
    venue.ledger._listeners.clear()  # the vacancy comes in while the engine is being built
    venue.write(Draft("vacancy_registered", "v9", {"fields": {"employer": "e1", "title": "Kok", "number": "V9"}}))
    suggestions.restart(engine, offers, basis)
    assert suggestions.outdated(venue.ledger.fair, {"v9"})


def test_fields_that_changed_during_the_matching_are_matched_again(venue: Venue) -> None:
    suggestions = venue.live.suggestions
    venue.act("check_in", DESK, subject="s1")
    seeker = venue.ledger.fair.seeker("s1")
    assert seeker is not None
    found = {"s1": suggestions.match(seeker)}
    venue.ledger._listeners.clear()  # the edit comes in while the person is being matched
    venue.write(Draft("person_edited", "s1", {"fields": {}}, {"wants": ["kok"], "can": []}))
    suggestions.take(venue.ledger.fair, {"s1"}, found)
    assert [one.id for one in suggestions.unmatched(venue.ledger.fair, {"s1"})] == ["s1"]


def test_a_new_name_of_the_fair_reaches_every_room(venue: Venue) -> None:
    data = {"name": "Banenmarkt Achterdorp", "date": "2026-11-22", "secret": "00"}
    venue.write(Draft("fair_created", "fair-1", data))
    assert {watcher.view["fair"]["name"] for watcher in venue.watchers.values()} == {"Banenmarkt Achterdorp"}


def test_the_organiser_sees_who_is_connected(venue: Venue) -> None:
    def online() -> bool:
        return bool(venue.view("organiser")["devices"][GREENHOUSE.device]["online"])

    assert not online()
    venue.live.came_online(GREENHOUSE.device)
    venue.live.came_online(GREENHOUSE.device)  # a second window
    assert online()
    venue.live.went_offline(GREENHOUSE.device)
    assert online()
    venue.live.went_offline(GREENHOUSE.device)
    assert not online()


def test_a_revoked_device_is_not_listed_any_more(venue: Venue) -> None:
    venue.act("revoke_device", ORGANISER, device=SCREEN.device)
    assert SCREEN.device not in venue.view("organiser")["devices"]


# Which room


@pytest.mark.parametrize(
    ("role", "employer", "room"),
    [("desk", None, "desk"), ("screen", None, "screen"), ("organiser", None, "organiser"), ("stand", "e1", "stand:e1"),
     ("desk", "e1", "desk")],
)  # fmt: skip
def test_a_device_has_one_room(role: str, employer: str | None, room: str) -> None:
    assert room_of_device(Device("d", role, employer=employer)) == room


@pytest.mark.parametrize("room", ["stand:None", "stand:e99", "stand:", "stand:s1", "e1", "", "laptop", "Desk"])
def test_there_is_no_other_room(venue: Venue, room: str) -> None:
    with pytest.raises(KeyError):
        venue.live.snapshot(room)


# What a room may not see


@pytest.fixture
def busy(venue: Venue) -> Venue:
    """Everybody is there; each stand talked with one, and the other stand's talk ended in a match of both sides."""
    for id in SEEKERS:
        venue.act("check_in", DESK, subject=id)
    for stand, id in ((GREENHOUSE, "s1"), (CARE_HOME, "s2")):
        venue.act("invite", stand, subject=id)
        talk = venue.act("start_conversation", stand, subject=id)
        venue.act("end_conversation", stand, conversation=talk.id, outcome="match", note=f"notitie van {stand.place}")
    venue.act("seeker_agrees", DESK, conversation=talk.id, subject="s2")
    return venue


def everything_seen(venue: Venue, room: str) -> str:
    return json.dumps(venue.view(room), ensure_ascii=False)


def test_a_stand_sees_nothing_of_another_stand(busy: Venue) -> None:
    mine = everything_seen(busy, "stand:e1")
    assert "notitie van stand 1" in mine
    assert "notitie van stand 2" not in mine and '"e2"' not in mine and "De Brink" not in mine
    assert {talk["subject"] for talk in busy.view("stand:e1")["talks"].values()} == {"s1"}
    other = busy.ledger.fair.seeker("s2")
    assert other is not None and other.conversations[0].id not in mine


def test_a_stand_sees_no_contact_data_before_both_said_yes(busy: Venue) -> None:
    mine = everything_seen(busy, "stand:e1")
    assert not [part for number, _, _, last in SEEKERS.values() for part in (last, f"{number.lower()}@voorbeeld")
                if part in mine]  # fmt: skip
    assert "06-1234567" not in mine and "070" not in mine


def test_a_stand_sees_how_to_reach_somebody_after_both_said_yes(busy: Venue) -> None:
    [talk] = busy.view("stand:e2")["talks"].values()
    assert talk["match"] and talk["contact"] == {
        "name": "Faridun Kalverdonk", "phone": "06-12345672", "email": "k2@voorbeeld.example",
    }  # fmt: skip
    assert "Oosterzwaluw" not in everything_seen(busy, "stand:e2"), "and nothing of the others"


@pytest.mark.parametrize("stand", STANDS)
def test_a_stand_sees_no_limit_no_age_no_home_and_no_score(busy: Venue, stand: str) -> None:
    seen = everything_seen(busy, f"stand:{stand}")
    hidden = ("lifting", "demand.", "zware dozen", "limits", "1990", "birth", "2525", "Den Haag", "rank", "score",
              "consent", "hours_min", "adaptable", "email" if stand == "e1" else "birth_date")  # fmt: skip
    assert not [word for word in hidden if word in seen]


def test_no_number_for_a_person_leaves_the_server(busy: Venue) -> None:
    """A place in a list is all that is left of a score."""

    def floats(value: Any) -> list[float]:
        if isinstance(value, dict | list):
            return [one for inner in (value.values() if isinstance(value, dict) else value) for one in floats(inner)]
        return [value] if isinstance(value, float) else []

    assert not any(floats(watcher.view) for watcher in busy.watchers.values())


def test_a_card_holds_nothing_but_what_an_employer_may_know(busy: Venue) -> None:
    allowed = {"number", "first_name", "can", "wants", "occupations", "other_languages", "state", "vacancy", "reasons",
               "questions", "by_hand"}  # fmt: skip
    cards = [card for stand in STANDS for card in people(busy, stand).values()]
    assert cards and all(card.keys() <= allowed for card in cards)


def test_who_gave_a_last_name_only_has_no_name_at_a_stand(venue: Venue) -> None:
    nameless = seeker_registered("s5", "XYZ", first_name=None)
    venue.write(Draft("person_registered", "s9", {**nameless.data, "number": "K9"}, nameless.personal))
    venue.act("check_in", DESK, subject="s9")
    assert people(venue)["s9"]["first_name"] == ""
    assert "Bovenkolk" not in everything_seen(venue, "stand:e1")


def test_there_is_no_name_on_the_big_screen(busy: Venue) -> None:
    busy.act("invite", GREENHOUSE, subject="s3")
    seen = everything_seen(busy, "screen")
    assert "K3" in seen
    assert not [part for names in SEEKERS.values() for part in names[1:] if part and part in seen]
    assert "s3" not in seen and "notitie" not in seen


def test_the_desk_sees_no_note_of_a_stand(busy: Venue) -> None:
    assert "notitie" not in everything_seen(busy, "desk") + everything_seen(busy, "organiser")
