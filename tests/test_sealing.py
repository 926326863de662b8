"""What desks carry for when the laptop is away: only the holder of a badge opens it, and only what changed is sent."""

# ruff: noqa: F811

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from nacl.exceptions import CryptoError
from nacl.public import Box, PrivateKey, PublicKey
from nacl.secret import SecretBox
from nacl.utils import random
from serving import NAMES, Site, command, give, site  # noqa: F401

from eventapp.facts import Draft
from eventapp.live import sealing
from eventapp.live.sealing import Carried, Letterbox, stretched

Page = dict[str, Any]


def pages(site: Site, epoch: str = "", after: int = 0) -> list[Page]:
    """All there is to carry since then, page by page."""
    desk = site.paired("desk")
    found: list[Page] = []
    while not found or found[-1]["more"]:
        answer = desk.get("/api/v1/carried", query_string={"epoch": epoch, "after": after}).json
        epoch, after = answer["epoch"], answer["version"]
        found.append(answer)
        assert len(found) < 50
    return found


def boxes(found: list[Page]) -> dict[str, str | None]:
    """What a desk has after these pages."""
    return {one["find"]: one["box"] for page in found for one in page["people"]}


def opened(site: Site, carried: dict[str, str | None], code: str) -> dict[str, Any] | None:
    """What a scan of this badge opens."""
    find, key = stretched(code, site.house.ledger.fair.info.id)
    box = carried.get(find)
    return json.loads(SecretBox(key).decrypt(base64.b64decode(box))) if box else None


def sent(site: Site, content: Any) -> str:
    """A letter as a desk writes it."""
    once, nonce = PrivateKey.generate(), random(Box.NONCE_SIZE)
    address = PublicKey(base64.b64decode(site.house.letterbox.address))
    box = Box(once, address).encrypt(json.dumps(content).encode(), nonce).ciphertext
    return base64.b64encode(bytes(once.public_key) + nonce + box).decode()


def test_a_badge_opens_its_wearer_and_says_what_a_desk_says(site: Site) -> None:
    carried = boxes(pages(site))
    brechtje, farm = site.seeker("K1"), next(site.house.ledger.fair.employers)
    assert opened(site, carried, brechtje.code) == {
        "id": brechtje.id, "kind": "seeker", "name": NAMES[0], "number": "K1", "present": False, "came": False,
        "since": None, "place": None,
    }  # fmt: skip
    employer = opened(site, carried, farm.code)
    assert employer is not None and (employer["kind"], employer["name"]) == ("employer", farm.name)


def test_what_is_carried_names_nobody_and_no_other_badge_opens_it(site: Site) -> None:
    found = pages(site)
    raw = json.dumps(found)
    assert not any(name in raw for name in NAMES)
    codes = [seeker.code for seeker in site.house.ledger.fair.seekers]
    assert not any(code in raw for code in codes)
    one = boxes(found)[stretched(codes[0], site.house.ledger.fair.info.id)[0]]
    assert one is not None
    with pytest.raises(CryptoError):
        SecretBox(stretched(codes[1], site.house.ledger.fair.info.id)[1]).decrypt(base64.b64decode(one))


def test_the_same_badge_is_found_elsewhere_at_another_fair() -> None:
    assert stretched("BCDF", "fair-1") != stretched("BCDF", "fair-2")


def test_only_who_changed_is_sent_again(site: Site) -> None:
    last = pages(site)[-1]
    give(site.paired("desk"), command("check_in", code="K2"))
    news = pages(site, last["epoch"], last["version"])
    faridun = site.seeker("K2")
    assert len(boxes(news)) == 1
    card = opened(site, boxes(news), faridun.code)
    assert card is not None and card["present"] and card["since"] == faridun.arrived.moment
    assert boxes(pages(site, news[-1]["epoch"], news[-1]["version"])) == {}


def test_a_laptop_that_started_anew_sends_everybody(site: Site) -> None:
    before = pages(site)[-1]
    site.house.carried.epoch = "another"
    assert boxes(pages(site, before["epoch"], before["version"])).keys() == boxes(pages(site)).keys()


def test_many_people_come_in_pages(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = boxes(pages(site)).keys()
    monkeypatch.setattr(sealing, "PAGE", 2)
    found = pages(site)
    assert len(found) > 3
    assert all(len(page["people"]) <= 2 for page in found)
    assert boxes(found).keys() == whole


def test_who_is_found_to_be_one_person_opens_with_both_badges(site: Site) -> None:
    first, second = site.seeker("K1"), site.seeker("K2")
    last = pages(site)[-1]
    ledger = site.house.ledger
    ledger.record([Draft("pair_proposed", first.id, {"other": second.id, "why": []})], by="laptop")
    ledger.record([Draft("pair_decided", first.id, {"other": second.id, "verdict": "one"})], by="laptop")
    carried = boxes(pages(site, last["epoch"], last["version"]))
    cards = [opened(site, carried, code) for code in (first.code, second.code)]
    assert cards[0] == cards[1] and cards[0] is not None


def test_who_was_taken_back_is_taken_off_the_desks(site: Site) -> None:
    desk = site.paired("desk")
    walk_in = command("register_walk_in", first_name="Marijke")
    about = give(desk, walk_in)[0]["person"]["id"]
    code = site.house.ledger.fair.seeker(about).code  # type: ignore[union-attr]
    last = pages(site)[-1]
    give(desk, command("undo", target=walk_in["id"]))
    news = boxes(pages(site, last["epoch"], last["version"]))
    assert news[stretched(code or "", site.house.ledger.fair.info.id)[0]] is None


def test_an_erased_name_is_gone_from_the_next_page(site: Site) -> None:
    last, person = pages(site)[-1], site.seeker("K3")
    give(site.paired("organiser"), command("erase", subject=person.id))
    card = opened(site, boxes(pages(site, last["epoch"], last["version"])), person.code)
    assert card is not None and card["name"] == ""


def test_a_change_while_a_desk_asks_is_in_the_next_page_at_the_latest(site: Site) -> None:
    carried = Carried(site.house.ledger)
    first = carried.since("", 0)
    carried.note([site.seeker("K4").id])
    assert len(carried.since(first.epoch, first.version).people) == 1


# Letters


def test_a_letter_is_a_command_like_any_other(site: Site) -> None:
    details = sent(site, {"first_name": "Marijke", "last_name": "Hoepelman"})
    result = give(site.paired("desk"), command("register_walk_in", letter=details, offline=True))[0]
    assert (result["code"], result["person"]["name"]) == ("registered", "Marijke Hoepelman")


def test_what_stands_outside_a_letter_counts(site: Site) -> None:
    outer = command("check_in", letter=sent(site, {"id": "another", "kind": "check_out", "code": "K1"}))
    result = give(site.paired("desk"), outer)[0]
    assert (result["id"], result["code"]) == (outer["id"], "welcome")


@pytest.mark.parametrize(
    "letter",
    ["", "geen brief", "AAAA", base64.b64encode(bytes(200)).decode(), "é" * 50],
)
def test_a_letter_that_cannot_be_opened_is_refused_and_the_others_go_on(site: Site, letter: str) -> None:
    results = give(site.paired("desk"), command("check_in", letter=letter), command("check_in", code="K1"))
    assert [result["code"] for result in results] == ["invalid_command", "welcome"]


def test_a_letter_to_another_fair_stays_closed(site: Site) -> None:
    with pytest.raises(ValueError, match="cannot be opened"):
        Letterbox("another secret").opened(sent(site, {}))


def test_a_letter_holds_an_object(site: Site) -> None:
    with pytest.raises(ValueError, match="without an object"):
        site.house.letterbox.opened(sent(site, ["a", "list"]))
