"""Badges over HTTP: a PDF for everybody, for a few or for one."""

# ruff: noqa: F811

from __future__ import annotations

import io

import pypdfium2
import pytest
from flask.testing import FlaskClient
from serving import Site, command, give, site  # noqa: F401

LAYOUTS = ("label-62x100", "sheet-80x50", "a6")


def printed(device: FlaskClient, query: str = "") -> tuple[int, str]:
    """How many pages, and all their text."""
    answer = device.get(f"/api/v1/badges.pdf{query}")
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/pdf"
    with pypdfium2.PdfDocument(io.BytesIO(answer.data)) as pdf:
        return len(pdf), " ".join(page.get_textpage().get_text_range() for page in pdf)


def test_everybody_gets_a_badge_employers_too(site: Site) -> None:
    pages, words = printed(site.paired("organiser"))
    assert pages == 9
    assert "Brechtje" in words and "Zonnehof" in words


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_prints(site: Site, layout: str) -> None:
    pages, words = printed(site.paired("organiser"), f"?layout={layout}")
    assert pages == (1 if layout.startswith("sheet") else 9)
    assert "Faridun" in words


def test_one_or_a_few_by_number(site: Site) -> None:
    desk = site.paired("desk")
    assert printed(desk, "?number=K2")[0] == 1
    assert printed(desk, "?number=k2&number=K3")[0] == 2


def test_a_walk_in_gets_a_badge_by_id(site: Site) -> None:
    desk = site.paired("desk")
    walk_in = give(desk, command("register_walk_in", first_name="Anouk"))[0]["person"]
    pages, words = printed(desk, f"?subject={walk_in['id']}")
    assert pages == 1 and "Anouk" in words and walk_in["number"] in words


def test_an_unknown_number_among_known_ones_is_left_out(site: Site) -> None:
    assert printed(site.paired("desk"), "?number=K1&number=K999")[0] == 1


@pytest.mark.parametrize("query", ["?number=K999", "?subject=niemand", "?number=", "?number=%00"])
def test_nobody_to_print_is_a_plain_sentence(site: Site, query: str) -> None:
    answer = site.paired("organiser").get(f"/api/v1/badges.pdf{query}")
    assert (answer.status_code, answer.json["code"]) == (404, "nothing_to_print")
    assert answer.json["text"] == "Er is niemand met dit nummer om een badge voor te printen."


@pytest.mark.parametrize("layout", ["behang", "../../etc/passwd", "label-62x100.toml", "a6%00"])
def test_unknown_paper_is_a_plain_sentence(site: Site, layout: str) -> None:
    answer = site.paired("organiser").get(f"/api/v1/badges.pdf?layout={layout}")
    assert (answer.status_code, answer.json["text"]) == (400, "Dit papier kennen we niet.")
    assert "/" not in str(answer.json["params"].get("known", ""))


def test_who_was_erased_gets_no_badge(site: Site) -> None:
    organiser = site.paired("organiser")
    give(organiser, command("erase", subject=site.seeker("K1").id))
    assert organiser.get("/api/v1/badges.pdf?number=K1").status_code == 404
    assert printed(organiser)[0] == 8


def test_a_badge_tells_nothing_that_is_nobody_elses_business(site: Site) -> None:
    _, words = printed(site.paired("organiser"))
    for secret in ("voorbeeld.example", "12345678", "plukker"):
        assert secret not in words
