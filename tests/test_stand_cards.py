"""The card for a stand: a tablet's camera gets on the Wi-Fi and to the right stand, and nothing secret stays behind."""

# ruff: noqa: F811

from __future__ import annotations

import io
import re
from typing import Any

import pypdfium2
import pytest
from conftest import Clock
from hypothesis import given
from hypothesis import strategies as st
from serving import Site, site  # noqa: F401

from eventapp.badges import Refused
from eventapp.badges.cards import Wifi, wifi_text
from eventapp.live.cards import print_cards
from eventapp.live.house import House
from eventapp.live.pairing import PAPER_LETTERS

DAY = 24 * 3600 * 1000
WIFI = {"network": 'Eem;dal "hal"', "password": "vonk,\\:wifi1"}


def pages(pdf: bytes) -> list[tuple[list[str], str]]:
    """Of each page what its QR codes say, from left to right, and its words."""
    zxing = pytest.importorskip("zxingcpp", reason="zxing-cpp reads the codes back; see requirements-test.txt")
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        found = []
        for page in document:
            codes = zxing.read_barcodes(page.render(scale=200 / 72).to_pil())
            codes.sort(key=lambda code: code.position.top_left.x)
            found.append(([code.text for code in codes], page.get_textpage().get_text_range()))
        return found


def printed(site: Site, **said: Any) -> list[tuple[list[str], str]]:
    answer = site.paired("organiser").post("/api/v1/cards.pdf", json=said)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf"), answer.text
    return pages(answer.data)


def test_every_stand_gets_a_card_and_both_codes_are_read_back(site: Site) -> None:
    cards = printed(site, **WIFI)
    assert len(cards) == 3
    for (wifi, url), words in cards:
        assert wifi == 'WIFI:T:WPA;S:Eem\\;dal \\"hal\\";P:vonk\\,\\\\\\:wifi1;;'
        assert re.fullmatch(r"http://127\.0\.0\.1:8080/koppel#[A-Z]{12}", url)
        assert url[-12:-8] in words and WIFI["password"] in words
    assert "Zonnehof" in cards[0][1] and "De Brink" in cards[2][1]


def test_the_code_on_a_card_makes_a_tablet_that_stand_once(site: Site) -> None:
    [([url], _)] = printed(site, stand=site.employer("2"))
    tablet = site.stranger()
    assert tablet.post("/api/v1/devices/pair", json={"code": url.partition("#")[2]}).status_code == 200
    assert tablet.get("/api/v1/me").json["employer"] == "Wasserij Helder"
    again = site.stranger().post("/api/v1/devices/pair", json={"code": url.partition("#")[2]})
    assert again.json["code"] == "pairing_unknown"


def test_without_a_network_there_is_one_code_and_an_open_network_has_no_password(site: Site) -> None:
    stand = site.employer("1")
    assert len(printed(site, stand=stand)[0][0]) == 1
    assert printed(site, stand=stand, network="Zaal")[0][0][0] == "WIFI:T:nopass;S:Zaal;;"


def test_a_card_may_be_for_the_address_that_the_laptop_will_have(site: Site) -> None:
    [([url], words)] = printed(site, stand=site.employer("1"), address="http://vonk.home.arpa:8080/")
    assert url.startswith("http://vonk.home.arpa:8080/koppel#")
    assert "http://vonk.home.arpa:8080/koppel" in words


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"network": "x" * 33}, "bad_wifi"),
        ({"network": "é" * 17}, "bad_wifi"),
        ({"network": "Zaal", "password": "kort"}, "bad_wifi"),
        ({"network": "Zaal", "password": "x" * 64}, "bad_wifi"),
        ({"address": "vonk"}, "bad_address"),
        ({"address": "javascript://x"}, "bad_address"),
        ({"address": "http://x/koppel"}, "bad_address"),
        ({"address": ["http://x"]}, "bad_request"),
        ({"stand": "onbekend"}, "nothing_to_print"),
    ],
)
def test_what_cannot_be_printed_is_refused_and_gives_out_no_code(site: Site, said: Any, code: str) -> None:
    answer = site.paired("organiser").post("/api/v1/cards.pdf", json=said)
    assert answer.json["code"] == code
    ledger = site.house.ledger
    assert not ledger.with_log(ledger.log.kept, "pairings")


def test_the_password_of_the_network_is_kept_nowhere(site: Site) -> None:
    printed(site, **WIFI)
    stored = repr([site.house.ledger.log._query(f"SELECT * FROM {table}") for table in ("fact", "local")])
    assert "vonk," not in stored and "Eem;dal" not in stored


def test_a_card_printed_long_before_is_good_until_the_night_after_the_fair(house: House, clock: Clock) -> None:
    clock.ms -= 60 * DAY
    pdf = io.BytesIO()
    assert print_cards(house, pdf, "e1") == 1
    [code] = [url.partition("#")[2] for codes, _ in pages(pdf.getvalue()) for url in codes]
    assert len(code) == PAPER_LETTERS
    clock.advance(60 * DAY)
    assert house.pairings.claim(code, "192.0.2.1")[0].employer == "e1"


@given(st.text(min_size=1, max_size=8), st.text(min_size=8, max_size=30))
def test_any_name_and_password_can_be_taken_apart_again(network: str, password: str) -> None:
    said = wifi_text(Wifi(network, password))
    parts = re.findall(r"(?:[^;\\]|\\.)*;", said.removeprefix("WIFI:"), re.DOTALL)
    fields = dict(re.sub(r"\\(.)", r"\1", part[:-1], flags=re.DOTALL).split(":", 1) for part in parts[:3])
    assert fields == {"T": "WPA", "S": network, "P": password} and parts[3:] == [";"]


def test_a_network_without_a_name_is_none() -> None:
    with pytest.raises(Refused, match="bad_wifi"):
        wifi_text(Wifi(""))
