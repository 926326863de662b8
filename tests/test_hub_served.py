"""The hub as it is used: two laptops of two fairs bring what they have to one real process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from hub_support import ServedHub
from serving import PASSPHRASE, ROOT, environment, modes

from eventapp.facts import Draft
from eventapp.live.house import House, make_fair, open_house
from eventapp.settings import Settings
from eventapp.sync import peers


@pytest.fixture(params=modes())
def served_hub(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ServedHub]:
    hub = ServedHub(tmp_path, request.param)
    yield hub
    if hub.process.poll() is None:
        hub.stop()


def laptop(folder: Path, name: str) -> House:
    """A laptop with a fair that has one person in it."""
    settings = Settings(folder, PASSPHRASE, rehearsal=False)
    make_fair(settings, name, "2026-11-21")
    house = open_house(settings)
    person = Draft("person_registered", "s1", {"number": "K1", "code": "C1"}, {"first_name": name})
    house.ledger.record([person], by="desk-1")
    return house


def brought(hub: ServedHub, house: House) -> Any:
    """Everything over, with a fresh code of the command line."""
    code = hub.command("pair", "--role", "laptop").split()[1].rstrip(",")
    known = peers.paired(house.ledger, hub.url, code)
    return peers.sync_once(house.ledger, known)


def test_two_laptops_of_two_fairs_bring_them_to_one_hub_and_they_stay_apart(
    served_hub: ServedHub, tmp_path: Path
) -> None:
    laptops = [laptop(tmp_path / name, name) for name in ("Eendorp", "Tweestad")]
    outcomes = [brought(served_hub, one) for one in laptops]
    assert all(outcome.equal for outcome in outcomes)
    link = served_hub.command("hub-account", "Bea", "--role", "admin").split()[-1]
    session = requests.Session()
    session.trust_env = False
    chosen = session.post(link, {"password": "fiets hortensia", "again": "fiets hortensia"}, timeout=20)
    assert chosen.status_code == 200 and "Eendorp" in chosen.text and "Tweestad" in chosen.text
    assert served_hub.stop() == 0
    for one in laptops:
        fair = one.ledger.fair.info
        there = open_house(Settings(served_hub.data, PASSPHRASE, rehearsal=False, fair=fair.id))
        assert there.ledger.fair.info == fair and there.ledger.vector == one.ledger.vector
        assert [seeker.fields["first_name"] for seeker in there.ledger.fair.seekers] == [fair.name]
        there.close()
        one.close()


def test_a_hub_will_not_begin_in_the_folder_of_a_fair(tmp_path: Path) -> None:
    laptop(tmp_path, "Eendorp").close()
    done = subprocess.run(
        [sys.executable, "run.py", "hub", "--data", str(tmp_path)], cwd=ROOT, env=environment(VONK_ASYNC="threading"),
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2 and "Geef de hub een eigen map" in done.stderr
    assert not (tmp_path / "hub.db").exists()
