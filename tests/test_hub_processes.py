"""A hub of two real processes over one PostgreSQL and one Redis: what begins at the one goes on at the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from hub_support import PASSWORD, ServedHub
from servers import postgres, redis_url
from serving import at_once, modes, soon
from test_hub_served import laptop

from eventapp.facts import Draft
from eventapp.live.house import House
from eventapp.sync.peer import HttpPeer, SyncProblem
from eventapp.sync.rounds import Rounds

Two = tuple[ServedHub, ServedHub]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    """Two processes with a data folder each, in two ways of waiting where there are two to test."""
    ours = {"VONK_DATABASE": postgres().fresh(), "VONK_QUEUE": redis_url()}
    made = [ServedHub(tmp_path_factory.mktemp(mode), mode, **ours) for mode in (modes() * 2)[:2]]
    yield made[0], made[1]
    assert [one.stop() for one in made] == [0, 0]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A laptop with a fair, not paired yet."""
    made = laptop(tmp_path / "laptop", "Eendorp")
    yield made
    made.close()


def code_of(hub: ServedHub) -> str:
    return hub.command("pair", "--role", "laptop").split()[1].rstrip(",")


def paired(hub: ServedHub, house: House) -> str:
    return HttpPeer(hub.url, "").claim(code_of(hub), house.ledger.fair.info.id)


def handed_over(hub: ServedHub, house: House, token: str) -> bool:
    return Rounds(house.ledger, HttpPeer(hub.url, token)).run().equal


def browser() -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    return session


def signed_in(hub: ServedHub, name: str, role: str) -> requests.Session:
    """Somebody who chose a password with the link that the command line of this process gave."""
    link, session = hub.command("hub-account", name, "--role", role).split()[-1], browser()
    assert session.post(link, {"password": PASSWORD, "again": PASSWORD}, timeout=20).status_code == 200
    return session


def is_inside(session: requests.Session, hub: ServedHub) -> bool:
    return session.get(f"{hub.url}/hub", timeout=20, allow_redirects=False).status_code == 200


def test_a_laptop_pairs_at_one_and_pushes_to_the_other_and_the_fair_is_seen_at_both(two: Two, house: House) -> None:
    one, other = two
    token = paired(one, house)
    assert handed_over(other, house, token), "at once, with no time to hear of it"
    abel = signed_in(one, "Abel", "account_manager")
    fair = f"/hub/beurs/{house.ledger.fair.info.id}"
    for hub in two:
        assert soon(lambda: "Eendorp" in abel.get(hub.url + fair, timeout=20).text)  # noqa: B023
    employer = Draft("employer_registered", "e1", {"code": "C9", "fields": {"name": "Kwekerij Zonnehof", "stand": "1"}})
    house.ledger.record([employer], by="desk-1")
    assert handed_over(one, house, token)
    assert soon(lambda: "Kwekerij Zonnehof" in abel.get(other.url + fair, timeout=20).text), "open there all the while"


def test_a_code_that_was_used_at_one_is_not_used_at_the_other(two: Two, house: House) -> None:
    code, fair = code_of(two[0]), house.ledger.fair.info.id

    def claimed(hub: ServedHub) -> str:
        try:
            return "token" if HttpPeer(hub.url, "").claim(code, fair) else ""
        except SyncProblem as problem:
            return problem.code

    assert sorted(at_once(*[lambda hub=hub: claimed(hub) for hub in two])) == ["pairing_unknown", "token"]


def test_who_signed_in_at_one_is_in_at_the_other_until_signing_out_at_either(two: Two) -> None:
    bea = signed_in(two[0], "Bea", "admin")
    thief = browser()
    thief.cookies.update(bea.cookies)
    assert all(is_inside(session, hub) for session in (bea, thief) for hub in two)
    bea.post(f"{two[1].url}/hub/uitloggen", timeout=20)
    assert not any(is_inside(session, hub) for session in (bea, thief) for hub in two)
    again = bea.post(f"{two[1].url}/hub/inloggen", {"name": "Bea", "password": PASSWORD}, timeout=20)
    assert again.status_code == 200 and is_inside(bea, two[0])


def test_who_gave_somebody_a_way_in_at_one_stands_in_the_audit_at_the_other(two: Two) -> None:
    ada = signed_in(two[1], "Ada", "admin")
    ada.post(f"{two[1].url}/hub/accounts", {"name": "Cas", "role": "case_manager"}, timeout=20)
    shown = ada.get(f"{two[0].url}/hub/inzage", timeout=20).text
    assert "Ada" in shown and re.search(r"[0-9a-f]{8}-[0-9a-f-]{27}", shown)


def test_one_process_may_stop_while_the_other_serves(two: Two, house: House, tmp_path: Path) -> None:
    third = ServedHub(tmp_path, modes()[0], **two[0].ours)
    token = paired(third, house)
    assert third.stop() == 0
    assert handed_over(two[1], house, token)
