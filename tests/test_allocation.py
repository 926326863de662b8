"""Who is suggested to which stand now: the lists, the waits, the words and the reasons for a change."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from eventapp.matching.allocation import TO_JOB_COACH, Hall, Offer, Stand, Visitor, offers_of
from eventapp.matching.allocation.plain import HOLD
from eventapp.matching.results import Suggestion

NEAR, FAR, OTHER = "a", "b", "c"


def stands(count: int = 3, **what: object) -> list[Stand]:
    return [Stand(name, **what) for name in "abcdefghij"[:count]]  # type: ignore[arg-type]


def visitor(id: str = "p", offers: str = "abc", **what: object) -> Visitor:
    """Somebody whom the first of these stands fits best, the next a little less."""
    found = {stand: Offer(f"V{stand}", 0.8 - 0.1 * place) for place, stand in enumerate(offers)}
    return Visitor(id, found, **what)  # type: ignore[arg-type]


def stops(hall: Hall, id: str = "p", now: float = 0) -> list[str]:
    return [stop.stand for stop in hall.advice(id, now).stops]


def changes(hall: Hall, id: str = "p") -> list[tuple[str, str]]:
    return [(change.stand, change.code) for change in hall.advice(id, 0).changes]


def wait(hall: Hall, stand: str, now: float) -> int:
    """What somebody who only looks is told about the wait there."""
    hall.put(Visitor("who looks", {stand: Offer("V", 0.5)}, busy=True), now)
    minutes = hall.advice("who looks", now).stops[0].wait_minutes
    hall.leave("who looks")
    return minutes


def test_three_stands_best_first() -> None:
    hall = Hall(stands(5))
    assert hall.put(visitor(offers="ebadc"), 0) == {"p"}
    assert stops(hall) == ["e", "b", "a"]
    assert hall.advice("p", 0).stops[0].vacancy == "Ve"


def test_the_wait_is_who_is_there_and_who_was_sent_by_the_recruiters_and_is_said_in_fives() -> None:
    hall = Hall([Stand("a", recruiters=2, talk_minutes=8, queue=3, talking=2)])
    hall.put(visitor("first", "a"), 0)
    assert hall.advice("first", 0).stops[0].wait_minutes == 15  # whoever is on the way does not wait for themselves
    hall.put(visitor("second", "a"), 0)
    assert hall.advice("second", 0).stops[0].wait_minutes == 20


def test_nobody_is_told_to_wait_where_a_recruiter_is_free() -> None:
    hall = Hall([Stand("a", recruiters=3, talking=2), Stand("b", recruiters=1, talking=1)])
    assert wait(hall, "a", 0) == 0
    assert wait(hall, "b", 0) == 5


def test_who_was_sent_and_does_not_come_is_no_longer_waited_for() -> None:
    hall = Hall(stands(1))
    hall.put(visitor(offers="a"), 0)
    assert wait(hall, "a", HOLD - 1) == 5
    assert wait(hall, "a", HOLD) == 0
    hall.ask("p", HOLD)
    assert wait(hall, "a", HOLD + 1) == 5


def test_who_stands_in_line_or_talks_is_on_the_way_to_nobody() -> None:
    hall = Hall(stands(1))
    hall.put(visitor(offers="a", busy=True), 0)
    assert stops(hall) == ["a"]
    assert wait(hall, "a", 0) == 0


def test_a_line_sends_people_to_another_stand_that_fits_nearly_as_well() -> None:
    hall = Hall([Stand("a", queue=5), Stand("b")])
    hall.put(visitor(offers="ab"), 0)
    assert stops(hall) == ["b", "a"]


def test_a_line_or_many_visits_make_a_stand_dearer_and_recruiters_who_are_free_make_it_cheaper() -> None:
    hall = Hall([Stand("a"), Stand("b", queue=2), Stand("c", visits=2), Stand("d", recruiters=2, queue=2)])
    alike = {stand: Offer("V", 0.5) for stand in "abc"}
    hall.put(Visitor("p", alike), 0)
    assert stops(hall) == ["a", "c", "b"]
    hall.put(Visitor("q", {"b": Offer("V", 0.5), "d": Offer("V", 0.5)}), 0)
    assert stops(hall, "q") == ["d", "b"]


def test_who_fits_two_stands_alike_goes_where_a_recruiter_is_free() -> None:
    hall = Hall([Stand("a", recruiters=2, talking=2), Stand("b", recruiters=2, talking=1)])
    hall.put(Visitor("p", {stand: Offer("V", 0.5) for stand in "ab"}), 0)
    assert stops(hall) == ["b", "a"]


def test_a_crowd_that_likes_one_stand_is_spread() -> None:
    hall = Hall(stands(3))
    for number in range(30):
        hall.put(visitor(f"p{number:02}"), 0)
    hall.settle(HOLD + 1)
    first = [stops(hall, f"p{number:02}")[0] for number in range(30)]
    assert all(8 <= first.count(stand) <= 12 for stand in "abc")


def test_who_of_those_that_are_alike_goes_where_does_not_depend_on_who_came_first() -> None:
    def spread(order: Iterable[int]) -> dict[str, list[str]]:
        hall = Hall([Stand("a"), Stand("b", open=False)])
        for number in order:
            hall.put(visitor(f"p{number:02}", "ab"), 0)
        hall.set_stand(Stand("b"), 1)
        hall.settle(HOLD + 1)
        return {id: stops(hall, id) for id in hall.present}

    found = spread(range(40))
    assert {first for first, *_ in found.values()} == {"a", "b"}
    assert found == spread(reversed(range(40)))


def test_wishes_give_way_in_the_published_order_and_only_where_nothing_else_is_left() -> None:
    offers = {
        NEAR: Offer("V1", 0.5),
        FAR: Offer("V2", 0.9, ("distance",)),
        OTHER: Offer("V3", 0.9, ("other_work",)),
    }
    hall = Hall(stands(3))
    hall.put(Visitor("p", offers), 0)
    assert stops(hall) == [NEAR]
    hall.put(Visitor("p", offers, met=frozenset({NEAR})), 0)
    assert stops(hall) == [FAR]
    assert hall.advice("p", 0).stops[0].relaxed == ("distance",)
    hall.put(Visitor("p", offers, met=frozenset({NEAR, FAR})), 0)
    assert stops(hall) == [OTHER]
    assert hall.advice("p", 0).code is None


def test_who_has_nothing_left_goes_to_the_job_coach() -> None:
    hall = Hall(stands(1))
    hall.put(visitor(offers="a", met=frozenset("a")), 0)
    assert hall.advice("p", 0).stops == ()
    assert hall.advice("p", 0).code == TO_JOB_COACH


def test_an_empty_fair_has_nothing_to_suggest() -> None:
    hall = Hall()
    hall.put(visitor(), 0)
    assert hall.settle(0) == set()
    assert hall.advice("p", 0).code == TO_JOB_COACH


def test_a_pin_comes_first_also_without_an_offer() -> None:
    hall = Hall([*stands(3), Stand("z", queue=9)])
    hall.put(visitor(pinned=frozenset("z")), 0)
    first = hall.advice("p", 0).stops[0]
    assert (first.stand, first.pinned, first.vacancy) == ("z", True, None)


def test_a_pin_ends_when_they_have_talked_and_a_hide_wins_over_it() -> None:
    hall = Hall(stands(3))
    hall.put(visitor(pinned=frozenset("c"), met=frozenset("c")), 0)
    assert "c" not in stops(hall)
    hall.put(visitor(pinned=frozenset("c"), hidden=frozenset("c")), 0)
    assert "c" not in stops(hall)


def test_a_pin_that_comes_later_goes_before_where_somebody_was_on_the_way_to() -> None:
    hall = Hall(stands(3))
    hall.put(visitor(), 0)
    hall.put(visitor(pinned=frozenset("c")), 1)
    assert stops(hall)[0] == "c"


def test_a_stand_that_pauses_leaves_the_lists_and_comes_back_for_who_has_nothing() -> None:
    hall = Hall(stands(2))
    hall.put(visitor("p", "ab"), 0)
    hall.put(visitor("q", "a"), 0)
    assert hall.set_stand(Stand("a", open=False), 1) == {"p", "q"}
    assert stops(hall) == ["b"] and stops(hall, "q") == []
    assert ("a", "paused") in changes(hall)
    assert hall.set_stand(Stand("a"), 2) == {"q"}


def test_every_change_of_a_list_has_its_reason() -> None:
    hall = Hall(stands(4))
    hall.put(visitor(), 0)
    assert changes(hall) == [("a", "new"), ("b", "new"), ("c", "new")]
    hall.put(visitor(met=frozenset("a")), 1)
    assert changes(hall) == [("a", "met")]
    hall.put(visitor(met=frozenset("a"), hidden=frozenset("b")), 2)
    assert changes(hall) == [("b", "hidden")]
    hall.put(visitor(offers="d", met=frozenset("a")), 3)
    assert changes(hall) == [("c", "not_offered"), ("d", "new")]


def test_a_line_that_grows_a_lot_is_a_reason_and_one_that_grows_a_little_is_not() -> None:
    hall = Hall(stands(4))
    hall.put(visitor(offers="dcba", busy=True), 0)
    assert stops(hall) == ["d", "c", "b"]
    assert hall.set_stand(Stand("d", queue=1), 1) == set()
    assert hall.set_stand(Stand("d", queue=8), 2) == {"p"}
    assert changes(hall) == [("d", "queue_grew"), ("a", "new")]


def test_who_is_on_the_way_is_not_called_back() -> None:
    hall = Hall(stands(2))
    hall.put(visitor(offers="ab"), 0)
    hall.set_stand(Stand("a", queue=9), 10)
    hall.settle(20)
    assert stops(hall)[0] == "a"
    hall.settle(HOLD + 1)
    assert stops(hall)[0] == "b"


def test_who_leaves_takes_their_place_along() -> None:
    hall = Hall(stands(1))
    hall.put(visitor(offers="a"), 0)
    hall.leave("p")
    assert wait(hall, "a", 1) == 0
    assert hall.present == []
    with pytest.raises(KeyError):
        hall.advice("p", 1)


def test_a_stand_sees_who_was_sent_to_it_first() -> None:
    hall = Hall(stands(3))
    hall.put(visitor("p", "bca"), 0)
    hall.put(visitor("q", "abc"), 0)
    assert hall.suggested_to("a") == ["q", "p"]


def test_a_stand_more_leaves_the_lists_as_they_are() -> None:
    old = Hall(stands(3))
    old.put(visitor(), 0)
    new = Hall(stands(4))
    new.carry_on(old, 1)
    assert stops(new) == stops(old)
    assert wait(new, "a", 1) == wait(old, "a", 1) == 5
    assert new.settle(1) == set()


def test_the_offer_of_a_stand_asks_least_of_the_wishes() -> None:
    found = offers_of([
        Suggestion("V1", "a", (), (), ("distance",), 0.9),
        Suggestion("V2", "a", (), (), (), 0.5),
        Suggestion("V3", "a", (), (), (), 0.6),
    ])  # fmt: skip
    assert found == {"a": Offer("V3", 0.6)}
