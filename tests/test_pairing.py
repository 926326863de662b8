"""Pairing: a one-time code makes a device of this fair, and nobody else gets in."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from conftest import MINUTE, ORGANISER, Clock

from eventapp.badges.code import ALPHABET
from eventapp.facts import LogError
from eventapp.fair.decision import Actor
from eventapp.live.acts import Act
from eventapp.live.house import House, open_house
from eventapp.live.pairing import (
    CODE_LETTERS,
    LIFETIME_MS,
    TRIES_IN_ALL,
    TRIES_PER_ADDRESS,
    PairingRefused,
    Pairings,
    digest_of,
    holder,
)
from eventapp.live.push import Live
from eventapp.live.rooms import room_of_device

TABLET, OTHER = "192.0.2.10", "192.0.2.11"


def refused(pairings: Pairings, code: str, address: str = TABLET) -> str:
    """Why this code does not pair."""
    with pytest.raises(PairingRefused) as refusal:
        pairings.claim(code, address)
    return refusal.value.code


def wrong(number: int) -> str:
    """A code of the right form that nobody gave out."""
    return "".join(ALPHABET[number >> 4 * place & 15] for place in range(CODE_LETTERS))


def test_a_code_pairs_a_device_for_its_role(house: House) -> None:
    code, expires = house.pairings.offer("stand", "e1", "tablet 7")
    device, token = house.pairings.claim(code, TABLET)
    assert (device.role, device.employer, device.label) == ("stand", "e1", "tablet 7")
    assert holder(house.ledger.fair, token) == house.ledger.fair.device(device.id) == device
    assert expires == "2026-11-21T09:10:00.000Z"


def test_a_code_is_short_enough_to_type_and_has_letters_of_every_keyboard(house: House) -> None:
    codes = [house.pairings.offer("desk")[0] for _ in range(50)]
    assert len(set(codes)) == 50
    assert all(len(code) == CODE_LETTERS and set(code) <= set(ALPHABET) for code in codes)


@pytest.mark.parametrize(
    "typed", [str.lower, lambda code: f" {code[:4]} {code[4:]} ", lambda code: f"{code[:4]}-{code[4:]}"]
)
def test_a_code_may_be_typed_sloppily(house: House, typed: Callable[[str], str]) -> None:
    code, _ = house.pairings.offer("desk")
    assert house.pairings.claim(typed(code), TABLET)[0].role == "desk"


def test_a_code_works_once(house: House) -> None:
    code, _ = house.pairings.offer("desk")
    house.pairings.claim(code, TABLET)
    assert refused(house.pairings, code) == "pairing_unknown"


def test_of_two_that_try_a_code_at_once_one_gets_in(house: House) -> None:
    code, _ = house.pairings.offer("desk")
    outcomes: list[str] = []

    def claim(number: int) -> None:
        try:
            outcomes.append(house.pairings.claim(code, f"192.0.2.{number}")[0].role)
        except PairingRefused as refusal:
            outcomes.append(refusal.code)

    threads = [threading.Thread(target=claim, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(outcomes) == ["desk", *["pairing_unknown"] * 7]


def test_a_code_lives_ten_minutes(house: House, clock: Clock) -> None:
    assert LIFETIME_MS == 10 * MINUTE
    in_time, _ = house.pairings.offer("desk")
    too_late, _ = house.pairings.offer("desk")
    clock.advance(LIFETIME_MS)
    assert house.pairings.claim(in_time, TABLET)[0].role == "desk"
    clock.advance(1)
    assert refused(house.pairings, too_late) == "pairing_expired"
    assert refused(house.pairings, too_late) == "pairing_unknown", "and is forgotten"


@pytest.mark.parametrize("code", ["", " ", "BCDFGHJK", "x", "B" * 10_000, "\ud800", "' OR 1=1"])
def test_what_is_no_code_pairs_nothing(house: House, code: str) -> None:
    assert refused(house.pairings, code) == "pairing_unknown"


def test_wrong_tries_from_one_address_are_limited_and_then_even_the_right_code_waits(
    house: House, clock: Clock
) -> None:
    code, _ = house.pairings.offer("desk")
    for number in range(TRIES_PER_ADDRESS):
        assert refused(house.pairings, wrong(number)) == "pairing_unknown"
    assert refused(house.pairings, code) == "too_many_tries"
    clock.advance(MINUTE + 1)
    assert house.pairings.claim(code, TABLET)[0].role == "desk"


def test_another_address_is_not_held_up_by_somebodys_wrong_tries(house: House) -> None:
    code, _ = house.pairings.offer("desk")
    for number in range(TRIES_PER_ADDRESS):
        refused(house.pairings, wrong(number))
    assert house.pairings.claim(code, OTHER)[0].role == "desk"


def test_wrong_tries_from_many_addresses_are_limited_together(house: House, clock: Clock) -> None:
    code, _ = house.pairings.offer("desk")
    for number in range(TRIES_IN_ALL):
        assert refused(house.pairings, wrong(number), f"192.0.2.{number}") == "pairing_unknown"
    assert refused(house.pairings, code, "198.51.100.1") == "too_many_tries"
    clock.advance(MINUTE + 1)
    assert house.pairings.claim(code, "198.51.100.1")[0].role == "desk"


def test_right_codes_do_not_count_as_tries(house: House) -> None:
    for _ in range(TRIES_PER_ADDRESS + 4):
        code, _ = house.pairings.offer("desk")
        house.pairings.claim(code, TABLET)


def test_guessing_for_ten_minutes_finds_one_of_all_codes_of_a_large_fair_hardly_ever() -> None:
    """At least 64 bits, or limited accordingly: the figure in the module's own words."""
    tries, codes = 10 * TRIES_IN_ALL, 150
    assert tries * codes / len(ALPHABET) ** CODE_LETTERS < 1 / 45_000


def test_a_code_survives_a_restart(house: House) -> None:
    code, _ = house.pairings.offer("stand", "e2", "tablet")
    house.close()
    again = open_house(house.settings)
    device, _ = again.pairings.claim(code, TABLET)
    assert (device.role, device.employer) == ("stand", "e2")
    again.close()


def test_a_used_code_stays_used_after_a_restart(house: House) -> None:
    code, _ = house.pairings.offer("desk")
    _, token = house.pairings.claim(code, TABLET)
    house.close()
    again = open_house(house.settings)
    assert refused(again.pairings, code) == "pairing_unknown"
    assert holder(again.ledger.fair, token) is not None, "and its device stays paired"
    again.close()


def test_only_digests_of_codes_and_tokens_are_stored(house: House) -> None:
    code, _ = house.pairings.offer("desk")
    used, _ = house.pairings.offer("desk")
    device, token = house.pairings.claim(used, TABLET)
    stored = repr([house.ledger.log._query(f"SELECT * FROM {table}") for table in ("fact", "local")])
    assert digest_of(code) in stored and digest_of(token) in stored
    assert not [secret for secret in (code, used, token) if secret in stored]
    assert device.token_digest == digest_of(token)


def test_codes_that_ran_out_are_not_kept_for_ever(house: House, clock: Clock) -> None:
    for _ in range(20):
        house.pairings.offer("desk")
    clock.advance(2 * LIFETIME_MS + 1)
    house.pairings.offer("desk")
    assert len(house.ledger.with_log(house.ledger.log.kept, "pairings")) == 1


@pytest.mark.parametrize("token", ["", "x", "BCDFGHJK"])
def test_a_strange_token_belongs_to_nobody(house: House, token: str) -> None:
    house.pairings.claim(house.pairings.offer("desk")[0], TABLET)
    assert holder(house.ledger.fair, token) is None


def test_every_device_has_a_token_of_its_own(house: House) -> None:
    tokens = {house.pairings.claim(house.pairings.offer("desk")[0], TABLET)[1] for _ in range(10)}
    assert len(tokens) == 10 and all(len(token) >= 43 for token in tokens), "256 bits"


def test_a_revoked_device_has_no_way_in(house: House, act: Callable[..., Act]) -> None:
    device, token = house.pairings.claim(house.pairings.offer("desk")[0], TABLET)
    act("revoke_device", ORGANISER, device=device.id)
    assert holder(house.ledger.fair, token) is None


@pytest.mark.parametrize("employer", [None, "e-gone"])
def test_a_stand_without_an_employer_sees_and_does_nothing(
    house: House, act: Callable[..., Act], employer: str | None
) -> None:
    device, _ = house.pairings.claim(house.pairings.offer("stand", employer)[0], TABLET)
    with pytest.raises(KeyError):
        Live(house.ledger, lambda *_: None).snapshot(room_of_device(device))
    acting = act("start_conversation", Actor(device.id, device.role, device.employer), subject="s1")
    assert (acting.status, acting.decision.code) == ("refused", "no_stand")


def test_a_device_that_could_not_be_stored_is_not_paired_and_its_code_is_not_used_up(house: House) -> None:
    code, _ = house.pairings.offer("desk")
    append = house.ledger.log.append

    def full(*facts: object) -> None:
        raise LogError("database or disk is full")

    house.ledger.log.append = full  # type: ignore[assignment]
    assert refused(house.pairings, code) == "storage_full"
    house.ledger.log.append = append  # type: ignore[method-assign]
    assert house.pairings.claim(code, TABLET)[0].role == "desk"


def test_a_code_that_cannot_be_crossed_off_is_not_used(house: House) -> None:
    """Else it would work a second time after a restart."""
    code, _ = house.pairings.offer("desk")
    keep, devices = house.ledger.log.keep, len(list(house.ledger.fair.devices))

    def full(key: str, value: object) -> None:
        raise LogError("database or disk is full")

    house.ledger.log.keep = full  # type: ignore[method-assign]
    assert refused(house.pairings, code) == "storage_failed"
    house.ledger.log.keep = keep  # type: ignore[method-assign]
    assert len(list(house.ledger.fair.devices)) == devices
    assert house.pairings.claim(code, TABLET)[0].role == "desk"
