"""What devices say of themselves: clock, battery, what waits. The organiser sees it; nothing of it is a fact."""

# ruff: noqa: F811

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from conftest import Clock
from serving import Site, site  # noqa: F401

from eventapp.facts.clock import to_text
from eventapp.live.devices import Beats, Throttle


def said(site: Site, skew: int = 0, **what: Any) -> dict[str, Any]:
    """What a device says now whose clock is so many seconds ahead."""
    return {"sent_at": to_text(site.house.ledger.now() + skew * 1000), **what}


def row(site: Site, device: Any) -> dict[str, Any]:
    """That device in the organiser's list."""
    site.house.live._refresh_organiser()
    view = site.paired("organiser").get("/api/v1/snapshot").json["view"]
    return dict(view["devices"][device.get("/api/v1/me").json["device"]])


def test_the_organiser_sees_battery_waiting_commands_and_a_clock_that_is_wrong(site: Site) -> None:
    desk = site.paired("desk")
    answer = desk.post("/api/v1/devices/me", json=said(site, skew=-600, battery=47, waiting=3))
    assert answer.json == {"skew": -600}
    assert {"battery": 47, "waiting": 3, "skew": -600}.items() <= row(site, desk).items()


def test_nothing_of_it_is_a_fact(site: Site) -> None:
    desk = site.paired("desk")
    head = site.house.ledger.head
    desk.post("/api/v1/devices/me", json=said(site, battery=47, waiting=3))
    assert site.house.ledger.head == head


def test_a_device_that_never_said_anything_is_listed_without(site: Site) -> None:
    assert not {"battery", "waiting", "skew"} & row(site, site.paired("desk")).keys()


@pytest.mark.parametrize("role", ["desk", "stand", "screen", "kiosk", "organiser"])
def test_every_device_may_say_how_it_is(site: Site, role: str) -> None:
    assert site.paired(role).post("/api/v1/devices/me", json=said(site)).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [{}, {"sent_at": None}, {"sent_at": 7}, {"sent_at": "gisteren"}, {"sent_at": ["x"]}, {"sent_at": "9" * 400}],
)
def test_without_its_clock_it_says_nothing(site: Site, wrong: Any) -> None:
    answer = site.paired("desk").post("/api/v1/devices/me", json=wrong)
    assert (answer.status_code, answer.json["code"]) == (400, "bad_request")


@pytest.mark.parametrize(("battery", "waiting"), [("47", "3"), (-1, -1), (101, None), (True, True), (4.5, 1.5)])
def test_what_is_no_count_is_left_out(site: Site, battery: Any, waiting: Any) -> None:
    desk = site.paired("desk")
    desk.post("/api/v1/devices/me", json=said(site, battery=battery, waiting=waiting))
    assert {"battery": None, "waiting": 0}.items() <= row(site, desk).items()


@pytest.mark.parametrize(
    ("skew_ms", "told"), [(0, 0), (29_000, 0), (-29_000, 0), (31_000, 30), (601_200, 600), (-598_900, -600)]
)
def test_a_clock_is_wrong_from_half_a_minute_and_told_in_steps(clock: Clock, skew_ms: int, told: int) -> None:
    assert Beats(clock).heard("d", clock() + skew_ms, None, 0).skew == told


def test_who_is_gone_was_last_seen_when_it_went(clock: Clock) -> None:
    beats = Beats(clock)
    beats.heard("d", clock(), 80, 2)
    clock.advance(5000)
    beats.gone("d")
    clock.advance(60_000)
    assert beats.view("d", online=False) == {"seen": to_text(clock() - 60_000), "battery": 80, "waiting": 2, "skew": 0}
    assert "seen" not in beats.view("d", online=True), "or every beat would be news"


def test_a_connection_that_ends_without_a_word_before_counts_as_seen(clock: Clock) -> None:
    beats = Beats(clock)
    beats.gone("d")
    assert beats.view("d", online=False)["seen"] == to_text(clock())


def test_a_hundred_devices_are_one_push_and_the_last_word_is_never_lost() -> None:
    due: list[Callable[[], None]] = []
    pushed: list[str] = []
    throttle = Throttle(lambda: pushed.append("push"), 3, lambda seconds, act: due.append(act))
    for _ in range(100):
        throttle()
    assert (len(due), pushed) == (1, [])
    due.pop()()
    assert pushed == ["push"]
    throttle()
    assert len(due) == 1, "what was said after the push comes with the next"
