"""A fair comes to the hub with a code, and stays apart from every other fair there."""

# ruff: noqa: F811

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import PASSPHRASE
from hub_support import CHEAP, ByClient, Region, SyncProblem, open_region, region  # noqa: F401

from eventapp.facts import Draft
from eventapp.facts.ids import uuid7
from eventapp.fair.state import state_hash
from eventapp.hub import codes
from eventapp.hub.hub import open_hub
from eventapp.live.house import House
from eventapp.settings import Settings


def state(house: House) -> str:
    return state_hash(house.ledger.fair.snapshot())


def test_a_laptop_brings_a_fair_that_is_new_to_the_hub(region: Region) -> None:
    laptop = region.brought()
    with region.hub.fairs.using(laptop.fair) as there:
        assert there.ledger.fair.info.name == "Banenmarkt Proefdorp"
        assert state(there) == state(laptop.house)
    assert region.hub.fairs.ids() == [laptop.fair]


def test_a_second_run_brings_what_is_new_and_nothing_twice(region: Region) -> None:
    laptop = region.brought()
    laptop.act("check_in", subject="s5")
    outcome = region.sync(laptop)
    assert outcome.equal and outcome.pushed == 1
    assert region.sync(laptop).pushed == 0


def test_the_facts_of_two_fairs_never_meet(region: Region) -> None:
    one, other = region.brought("Beurs Eén"), region.brought("Beurs Twee")
    one.act("check_in", subject="s5")
    region.sync(one)
    for laptop in (one, other):
        with region.hub.fairs.using(laptop.fair) as there:
            assert state(there) == state(laptop.house)
            assert there.ledger.fair.info.id == laptop.fair


def test_a_token_opens_its_own_fair_and_no_other(region: Region) -> None:
    one, other = region.brought("Beurs Eén"), region.brought("Beurs Twee")
    answer = ByClient(region.app.test_client(), one.token).vector()
    assert answer["fair"] == one.fair and other.house.ledger.node not in answer["vector"]
    other.token, kept = one.token, other.token
    with pytest.raises(SyncProblem) as refused:
        region.sync(other)
    assert refused.value.code == "sync_other_fair"
    other.token = kept
    assert region.sync(other).equal


def test_facts_of_another_fair_are_refused_also_before_the_first_one_came(region: Region) -> None:
    one, other = region.laptop("Beurs Eén"), region.laptop("Beurs Twee")
    region.pair(one)
    facts = other.house.ledger.log.read_of(other.house.ledger.node, 0)
    lines = [{**{name: getattr(fact, name) for name in fact.__slots__}} for fact in facts]
    other.token = one.token
    with pytest.raises(SyncProblem) as refused:
        region.sync(other)
    assert refused.value.code == "sync_other_fair"
    answer = ByClient(region.app.test_client(), one.token).push(other.house.ledger.node, lines)
    assert {result["code"] for result in answer["results"]} == {"sync_other_fair"}
    assert region.sync(one).equal


@pytest.mark.parametrize("token", ["", "x", "a-token-of-nobody"])
def test_a_stranger_opens_nothing(region: Region, token: str) -> None:
    region.brought()
    with pytest.raises(SyncProblem) as refused:
        ByClient(region.app.test_client(), token).vector()
    assert refused.value.code == "not_paired"


def test_a_device_of_the_fair_itself_is_nobody_at_the_hub(region: Region) -> None:
    """Its token is a fact of the fair, and came along; it opens the laptop, not the hub."""
    laptop = region.laptop()
    code, _ = laptop.house.pairings.offer("laptop")
    _, token = laptop.house.pairings.claim(code, "here")
    region.pair(laptop)
    region.sync(laptop)
    with pytest.raises(SyncProblem):
        ByClient(region.app.test_client(), token).vector()


def test_a_laptop_that_was_revoked_comes_in_no_more(region: Region) -> None:
    laptop = region.brought()
    device = next(one.id for one in laptop.house.ledger.fair.devices if one.role == "laptop")
    with region.hub.fairs.using(laptop.fair) as there:
        there.ledger.record([_revoked(device)], by=there.ledger.node)
    with pytest.raises(SyncProblem) as refused:
        region.sync(laptop)
    assert refused.value.code == "device_revoked"


def _revoked(device: str) -> Draft:
    return Draft("device_revoked", device)


# Codes


def claim(region: Region, code: str, fair: str | None) -> str:
    """What comes of a code: a token, or the reason why not."""
    answer = region.app.test_client().post("/api/v1/devices/pair", json={"code": code, "fair": fair})
    return "token" if answer.status_code == 200 else str(answer.json["code"])


def test_a_code_works_once(region: Region) -> None:
    code, _ = region.hub.codes.offer()
    fair = uuid7(1)
    assert [claim(region, code, fair) for _ in range(2)] == ["token", "pairing_unknown"]


def test_a_code_for_one_fair_is_refused_for_another_and_stays_good(region: Region) -> None:
    laptop = region.brought()
    code, _ = region.hub.codes.offer(laptop.fair)
    assert claim(region, code, uuid7(1)) == "pairing_other_fair"
    assert region.hub.fairs.ids() == [laptop.fair]
    assert claim(region, code, None) == "token", "it says itself for which fair it is"


def test_a_code_that_is_too_old_is_refused(region: Region) -> None:
    code, _ = region.hub.codes.offer()
    region.clock.advance(codes.LIFETIME_MS + 1)
    assert claim(region, code, uuid7(1)) == "pairing_expired"


@pytest.mark.parametrize("fair", [None, "", "../../etc", "fair-1"])
def test_a_code_for_any_fair_wants_to_know_which(region: Region, fair: str | None) -> None:
    code, _ = region.hub.codes.offer()
    assert claim(region, code, fair) == "pairing_no_fair"
    assert claim(region, code, uuid7(1)) == "token", "nothing came of it, so it is not used up"


def test_wrong_codes_are_soon_answered_no_more(region: Region) -> None:
    said = [claim(region, "BCDFGHJKLNPR", uuid7(1)) for _ in range(7)]
    assert said == ["pairing_unknown"] * 6 + ["too_many_tries"]
    region.clock.advance(61_000)
    assert claim(region, region.hub.codes.offer()[0], uuid7(1)) == "token"


# Opening and closing


def test_the_least_used_fair_is_closed_and_opens_again_when_it_is_asked_for(tmp_path: Path) -> None:
    region = open_region(tmp_path, most_open=2)
    fairs = [region.brought(f"Beurs {n}").fair for n in range(3)]
    assert region.hub.fairs.open_ids() == fairs[1:]
    with region.hub.fairs.using(fairs[0]) as house:
        assert house.ledger.fair.info.name == "Beurs 0"
        with region.hub.fairs.using(fairs[1]), region.hub.fairs.using(fairs[2]):
            assert len(region.hub.fairs.open_ids()) == 3, "nobody is closed while somebody is in it"
        assert house.ledger.record([_noted("s1")], by="account-1").status == "recorded"
    assert len(region.hub.fairs.open_ids()) == 2
    region.close()


def test_what_is_known_of_each_fair_survives_a_restart(region: Region) -> None:
    laptop = region.brought()
    before = region.hub.fairs.summary(laptop.fair)
    assert (before.said["counts"]["came"], before.said["counts"]["matches"], before.waiting) == (4, 1, 0)
    region.hub.close()
    region.hub = open_hub(Settings(region.folder / "hub", PASSPHRASE, rehearsal=False, now=region.clock), CHEAP)
    assert region.hub.fairs.open_ids() == []
    assert region.hub.fairs.summary(laptop.fair).said == before.said
    assert region.hub.fairs.open_ids() == [], "a summary that is fresh needs no fair to be opened"


def test_a_fair_without_the_file_of_the_hub_is_found_back(region: Region) -> None:
    laptop = region.brought()
    region.hub.close()
    (region.folder / "hub" / "hub.db").unlink()
    region.hub = open_hub(Settings(region.folder / "hub", PASSPHRASE, rehearsal=False, now=region.clock), CHEAP)
    assert region.hub.fairs.summary(laptop.fair).said["counts"]["came"] == 4


def test_what_was_noted_at_the_hub_waits_until_a_laptop_fetched_it(region: Region) -> None:
    laptop = region.brought()
    with region.hub.fairs.using(laptop.fair) as there:
        there.ledger.record([_noted("s1")], by="account-1")
    assert region.hub.fairs.summary(laptop.fair).waiting == 1
    assert region.sync(laptop).equal
    assert region.hub.fairs.summary(laptop.fair).waiting == 0
    assert laptop.house.ledger.fair.seeker("s1").aftercare[0].note == "gebeld"  # type: ignore[union-attr]


def _noted(subject: str) -> Draft:
    return Draft("aftercare_noted", subject, {"on": "2026-12-01", "how": "called"}, {"note": "gebeld"})
