"""Printing over HTTP: the page that prints by itself, the organiser's choices, and plain sentences for what cannot be."""

# ruff: noqa: F811

from __future__ import annotations

import base64
import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image
from serving import Site, command, give, site  # noqa: F401

from eventapp.live.printer_settings import FOLDER_NAME, Printer
from eventapp.live.printers import Folder


def asked(desk: FlaskClient, **details: Any) -> dict[str, Any]:
    return give(desk, command("print_badge", **{"code": "K1", **details}))[0]


def say(device: FlaskClient, job: str, answer: Any) -> tuple[int, str]:
    reply = device.post(f"/api/v1/prints/{job}", json={"answer": answer})
    return reply.status_code, reply.json.get("state") or reply.json["code"]


def data_url(width: int = 30, height: int = 20) -> str:
    out = io.BytesIO()
    Image.new("RGBA", (width, height), (200, 0, 0, 128)).save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


def test_a_desk_hears_where_its_badge_comes_out(site: Site) -> None:
    desk, organiser = site.paired("desk"), site.paired("organiser")
    assert asked(desk)["printer"] == {"name": "browser", "kind": "browser"}
    me = desk.get("/api/v1/me").json["device"]
    organiser.post("/api/v1/printers", json={"name": "map", "kind": "folder"})
    organiser.post("/api/v1/printers", json={"assign": me, "printer": "map"})
    assert asked(desk, code="K2")["printer"] == {"name": "map", "kind": "folder"}


def test_the_page_of_a_badge_takes_its_job_when_it_prints_and_not_before(site: Site) -> None:
    desk = site.paired("desk")
    job = asked(desk)["id"]
    assert desk.get(f"/badge/{job}").status_code == 200
    assert desk.get(f"/api/v1/prints/{job}.png").status_code == 404, "nothing to see before it is taken"
    assert say(desk, job, "take") == (200, "printing")
    picture = desk.get(f"/api/v1/prints/{job}.png")
    assert Image.open(io.BytesIO(picture.data)).size == (732, 1181)
    assert say(desk, job, "take") == (409, "job_not_open"), "a second window prints nothing"
    assert say(desk, job, "done") == (200, "done")
    assert desk.get(f"/api/v1/prints/{job}.png").status_code == 404


def test_the_paper_of_the_page_has_exactly_the_size_of_the_layout(site: Site) -> None:
    css = site.paired("desk").get("/badge/label-62x100.css").text
    assert "@page { size: 62mm 100mm; margin: 0; }" in css
    assert "left: 17.5mm; top: 13.5mm" in site.paired("desk").get("/badge/sheet-80x50.css").text
    assert site.paired("desk").get("/badge/behang.css").status_code == 404


@pytest.mark.parametrize("answer", ["", None, "print", 7])
def test_an_answer_that_is_none_is_refused(site: Site, answer: Any) -> None:
    desk = site.paired("desk")
    assert say(desk, asked(desk)["id"], answer)[0] == 400


def test_a_job_that_never_was_is_refused(site: Site) -> None:
    desk = site.paired("desk")
    assert say(desk, "niets", "done") == (404, "unknown_job")
    assert desk.get("/badge/niets").status_code == 404


def test_surname_and_logo_are_chosen_once_for_all_badges(site: Site) -> None:
    organiser = site.paired("organiser")
    before = organiser.get("/api/v1/badges/sample.png?layout=a6").data
    said = organiser.post("/api/v1/badges/choices", json={"surname": False, "logo": data_url()}).json
    assert said["choices"] == {"surname": False, "logo": True}
    assert organiser.get("/api/v1/badges/sample.png?layout=a6").data != before
    assert "Oosterzwaluw".encode("utf-16-be") not in organiser.get("/api/v1/badges.pdf?number=K1").data
    organiser.post("/api/v1/badges/choices", json={"surname": True, "logo": ""})
    assert organiser.get("/api/v1/badges/sample.png?layout=a6").data == before


@pytest.mark.parametrize("logo", ["data:image/png;base64,AAAA", "geen logo", "data:;base64,???", data_url(5000, 1)])
def test_what_is_no_logo_is_a_plain_sentence(site: Site, logo: str) -> None:
    organiser = site.paired("organiser")
    reply = organiser.post("/api/v1/badges/choices", json={"logo": logo})
    if logo == "geen logo":  # nothing behind the comma: no logo at all
        assert reply.json["choices"]["logo"] is False
    else:
        assert reply.json["code"] == "bad_logo"


@pytest.mark.parametrize(
    "said",
    [{"name": "z", "kind": "zpl"}, {"name": "z", "kind": "fax"}, {"name": "", "kind": "folder"}, {},
     {"name": "z", "kind": "cups", "address": "a; rm -rf"}, {"assign": "x", "printer": "weg"}],
)  # fmt: skip
def test_a_printer_that_was_filled_in_wrong_is_a_plain_sentence(site: Site, said: dict[str, Any]) -> None:
    reply = site.paired("organiser").post("/api/v1/printers", json=said)
    assert reply.json["code"] == "bad_printer"


def test_a_printer_cannot_be_made_to_write_outside_its_folder(site: Site) -> None:
    organiser = site.paired("organiser")
    for address in ("../..", "/etc", "a/../../b", "a\\b"):
        reply = organiser.post("/api/v1/printers", json={"name": "map", "kind": "folder", "address": address})
        assert reply.json["code"] == "bad_printer", address
    folder = site.house.settings.data
    assert Printer("map", "folder", "..").adapter(folder) == Folder(folder / FOLDER_NAME)
