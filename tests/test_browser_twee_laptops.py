"""The organiser's inbox after two laptops met: what differs, with who and when, and one tap per answer."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from browsing import Venue, expect
from conftest import Clock, Node

from eventapp.facts.clock import wall_clock
from eventapp.facts.ids import uuid7
from eventapp.sync.peer import HttpPeer

SOON = 8000


def other_laptop(venue: Venue) -> Any:
    """Another laptop of the fair, that comes and hands over what its hall did; gives what hands over facts."""
    peer = HttpPeer(venue.server.url, "")
    peer.claim(venue.server.work("pair", role="laptop")["code"])
    node = Node(uuid7(wall_clock()), Clock(wall_clock()))

    def hand_over(kind: str, subject: str, personal: dict[str, str] | None = None, **data: Any) -> None:
        fact = node.tell(kind, subject, personal, **data)
        assert peer.push(node.name, [asdict(fact)])["results"][0]["status"] == "stored"

    return hand_over


def test_organisator_ziet_wat_twee_laptops_anders_weten_en_kiest_met_een_tik(venue: Venue) -> None:
    organisator = venue.page("organiser")
    nummer, iemand = next((number, one) for number, one in venue.people.items() if one["last_name"])
    organisator.locator("#search").fill(nummer)
    organisator.locator("#found").get_by_role("button", name="Bekijk").first.click()
    organisator.locator("[data-field=phone] input").fill("070-1111111")
    organisator.locator("#person-form button:not([type=button])").click()
    expect(organisator.locator("#person-said")).to_contain_text("Verbeterd")
    organisator.locator("#person-close").click()

    van_de_andere = other_laptop(venue)
    correctie = {"fields": {}, "source": ["balie", 0]}
    van_de_andere("person_edited", iemand["id"], {"phone": "070-2222222"}, **correctie)
    naam = {"first_name": iemand["first_name"], "last_name": iemand["last_name"], "phone": "070-2222222"}
    van_de_andere("person_registered", uuid7(wall_clock()), naam, number="B700001", code="X", **correctie)

    berichten = organisator.locator("#inbox > li")
    expect(berichten).to_have_count(2, timeout=SOON)
    verschil = berichten.filter(has_text="op twee laptops is iets anders ingevuld")
    expect(verschil).to_contain_text("070-1111111")
    expect(verschil).to_contain_text("deze laptop")
    expect(verschil.locator("ul li")).to_have_count(2)
    verschil.get_by_role("button", name="“070-1111111” klopt").click()
    expect(berichten).to_have_count(1, timeout=SOON)

    dubbel = berichten.filter(has_text="staat misschien twee keer op de lijst")
    expect(dubbel).to_contain_text("B700001")
    for knop in dubbel.get_by_role("button").all():
        assert (knop.bounding_box() or {"height": 0})["height"] >= 44
    dubbel.get_by_role("button", name="Eén persoon").click()
    expect(organisator.locator("#inbox-card")).to_be_hidden(timeout=SOON)
    organisator.set_viewport_size({"width": 360, "height": 780})
    assert organisator.evaluate("document.documentElement.scrollWidth") <= 360
    assert venue.complaints == []
