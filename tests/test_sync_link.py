"""A link keeps two laptops equal while they can reach each other, says how it stands, and tries again when not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import Clock
from serving import soon
from sync_support import Laptop, Line, SyncProblem, laptops

from eventapp.facts import Draft
from eventapp.sync.link import FIRST_PAUSE, LONGEST_PAUSE, Link
from eventapp.sync.peers import Known, forget, keep, known_peers, note, tidy


class Weather:
    """The line between two laptops, which a test may spoil."""

    def __init__(self) -> None:
        self.problem = ""
        self.pauses: list[float] = []

    def __call__(self, name: str, ask: Any) -> Any:
        if self.problem:
            raise SyncProblem(self.problem)
        return ask()

    def pause(self, seconds: float) -> None:
        """Note how long the link would wait; in a test it waits for the blink of an eye."""
        self.pauses.append(seconds)
        threading.Event().wait(0.005)


@pytest.fixture
def halls(tmp_path: Path, clock: Clock) -> Iterator[tuple[Laptop, Laptop, Link, Weather]]:
    """Hall 1, hall 2, and the link by which hall 2 keeps up with hall 1."""
    with laptops(tmp_path / "both", 2, clock) as (one, two):
        weather = Weather()
        line = Line(one, "laptop-1", weather)
        link = Link(two.ledger, Known("http://one", "token"), peer=line, pause=weather.pause)
        two.ledger.on_change(lambda touched: link.poke())
        link.start()
        yield one, two, link, weather
        link.stop()


@pytest.fixture
def hall(tmp_path: Path, clock: Clock) -> Iterator[Laptop]:
    """A laptop that has no link yet."""
    with laptops(tmp_path / "alone", 1, clock) as (one,):
        yield one


def seeker(number: int) -> Draft:
    return Draft("person_registered", f"s{number}", {"number": f"K{number}", "code": f"C{number}"})


def numbers(laptop: Laptop) -> set[str]:
    return {one.number for one in laptop.ledger.fair.seekers}


def test_what_is_written_on_either_side_comes_over_by_itself(halls: tuple[Laptop, Laptop, Link, Weather]) -> None:
    one, two, link, _ = halls
    assert soon(lambda: link.standing.connected)
    one.tell(seeker(1))
    assert soon(lambda: numbers(two) == {"K1"})
    two.tell(seeker(2))
    assert soon(lambda: numbers(one) == {"K1", "K2"})
    assert soon(lambda: link.standing.waiting == 0 and link.standing.equal_at is not None)


def test_a_line_that_is_gone_is_said_with_what_waits_and_all_goes_over_when_it_is_back(
    halls: tuple[Laptop, Laptop, Link, Weather],
) -> None:
    one, two, link, weather = halls
    assert soon(lambda: link.standing.connected)
    weather.problem = "unreachable"
    two.tell(seeker(1), seeker(2))
    assert soon(lambda: not link.standing.connected and link.standing.problem == "unreachable")
    assert soon(lambda: link.standing.waiting == 2)
    one.tell(seeker(3))
    weather.problem = ""
    assert soon(lambda: numbers(one) == numbers(two) == {"K1", "K2", "K3"})
    assert soon(lambda: link.standing.connected and not link.standing.problem and not link.standing.waiting)


def test_the_longer_it_lasts_the_less_often_it_is_tried_but_never_seldom(
    halls: tuple[Laptop, Laptop, Link, Weather],
) -> None:
    _, _, link, weather = halls
    assert soon(lambda: link.standing.connected)
    weather.problem = "unreachable"
    assert soon(lambda: len(weather.pauses) >= 12)
    assert all(FIRST_PAUSE / 2 <= seconds <= LONGEST_PAUSE for seconds in weather.pauses)
    assert max(weather.pauses[8:12]) > LONGEST_PAUSE / 2 > max(weather.pauses[:3])


def test_a_refusal_is_said_and_tried_again(halls: tuple[Laptop, Laptop, Link, Weather]) -> None:
    one, two, link, weather = halls
    weather.problem = "device_revoked"
    assert soon(lambda: link.standing.problem == "device_revoked")
    weather.problem = ""
    one.tell(seeker(1))
    assert soon(lambda: numbers(two) == {"K1"} and not link.standing.problem)


def test_a_full_disk_over_there_is_said_and_nothing_is_lost(halls: tuple[Laptop, Laptop, Link, Weather]) -> None:
    one, two, link, _ = halls
    assert soon(lambda: link.standing.connected)
    append, one.ledger.log.append = one.ledger.log.append, _full  # type: ignore[method-assign]
    two.tell(seeker(1))
    assert soon(lambda: link.standing.problem == "peer_storage")
    one.ledger.log.append = append  # type: ignore[method-assign]
    assert soon(lambda: numbers(one) == {"K1"} and link.standing.connected)


def test_peers_are_remembered_with_how_far_they_were_read(hall: Laptop) -> None:
    keep(hall.ledger, Known("http://a", "1"))
    keep(hall.ledger, Known("http://b", "2"))
    keep(hall.ledger, Known("http://a", "1", "epoch.7"))
    assert known_peers(hall.ledger) == [Known("http://a", "1", "epoch.7"), Known("http://b", "2")]
    forget(hall.ledger, "http://a/")
    assert known_peers(hall.ledger) == [Known("http://b", "2")]


def test_a_link_that_was_still_reading_brings_back_no_peer_that_was_forgotten(hall: Laptop) -> None:
    known = Known("http://a", "1")
    keep(hall.ledger, known)
    note(hall.ledger, replace(known, cursor="epoch.7"))
    assert known_peers(hall.ledger) == [replace(known, cursor="epoch.7")]
    keep(hall.ledger, Known("http://a", "paired anew"))
    note(hall.ledger, replace(known, cursor="epoch.8"))
    assert known_peers(hall.ledger) == [Known("http://a", "paired anew")]
    forget(hall.ledger, "http://a")
    note(hall.ledger, replace(known, cursor="epoch.9"))
    assert known_peers(hall.ledger) == []


def test_links_that_remember_at_the_same_time_undo_nothing_of_each_other(hall: Laptop) -> None:
    def hundred(port: int) -> None:
        for cursor in range(100):
            keep(hall.ledger, Known(f"http://a:{port}", "1", str(cursor)))

    threads = [threading.Thread(target=hundred, args=(port,)) for port in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {(one.url, one.cursor) for one in known_peers(hall.ledger)} == {(f"http://a:{n}", "99") for n in range(4)}


@pytest.mark.parametrize(
    ("typed", "address"),
    [(" 192.168.1.20:8080/ ", "http://192.168.1.20:8080"), ("https://hub.voorbeeld.example/", "https://hub.voorbeeld.example"),
     ("http://10.0.0.2:8080/koppel#ABCD", "http://10.0.0.2:8080")],
)  # fmt: skip
def test_an_address_may_be_typed_as_people_do(typed: str, address: str) -> None:
    assert tidy(typed) == address


@pytest.mark.parametrize("typed", ["", "ftp://x", "http://", "   "])
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(SyncProblem, match="sync_bad_address"):
        tidy(typed)


def _full(*args: Any) -> None:
    from eventapp.facts import LogError

    raise LogError("database or disk is full")
