"""The slip that somebody takes along: what stands on it, what never does, and how it comes on paper."""

# ruff: noqa: F811

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pypdfium2
import pytest
from conftest import CARE_HOME, DESK, GREENHOUSE, MINUTE, ORGANISER, Clock
from flask.testing import FlaskClient
from serving import Site, command, give, shared_site, site, soon  # noqa: F401

from eventapp.badges.slip import Part, Slip, draw_slip, slip_pdf
from eventapp.facts import Draft
from eventapp.live.house import House
from eventapp.live.printer_settings import FOLDER_NAME
from eventapp.live.slips import slip_of
from eventapp.live.suggesting import Suggestions

PAPERS = {"label": (62.0, 100.0), "a6": (105.0, 148.0), "a4": (210.0, 297.0)}
STANDS = tuple(Part(f"Stand {n}: Kwekerij Zonnehof", ("Inpakker", "U zei dat u dit werk wilt doen.")) for n in range(3))
SHORT = Slip("Banenmarkt", "Brechtje", "K17", (Part("Ga hierna naar:"), *STANDS[:1]), "Er is meer.")
LONG = Slip("Banenmarkt", "Wilhelmina Johanna", "B1001", (Part("Ga hierna naar:"), *STANDS * 8), "Er is meer.")


def said(slip: Slip) -> str:
    return "\n".join([slip.name, slip.number, *(line for part in slip.parts for line in (part.heading, *part.lines))])


def slip_for(house: House, act: Any, at_kiosk: bool = False) -> str:
    suggestions = Suggestions()
    fair = house.ledger.fair
    offers, basis = suggestions.offers(fair), suggestions.basis(fair)
    suggestions.restart(suggestions.engine_for(offers), offers, basis)
    seeker = fair.seeker("s1")
    assert seeker is not None
    suggestions.take(fair, {"s1"}, {"s1": suggestions.match(seeker)})
    suggestions.allocation.keep_stands(fair, 0.0)
    suggestions.allocation.follow(fair, suggestions, ["s1"])
    return said(slip_of(fair, suggestions, seeker, at_kiosk)[0])


def talked(act: Any, outcome: str, stand: Any = GREENHOUSE) -> str:
    talk = act("start_conversation", stand, subject="s1")
    act("end_conversation", stand, conversation=talk.id, outcome=outcome, note="Belt terug, wil niet tillen")
    return str(talk.id)


def employer_reached(act: Any, house: House) -> None:
    contact = {"contact": "Mw. De Boer", "phone": "070 7654321", "email": "boer@zonnehof.example"}
    house.ledger.record([Draft("employer_edited", "e1", {"fields": {}}, contact)], by=house.ledger.node)


# What stands on it


def test_first_name_number_and_the_next_stands_with_the_reasons(house: House, act: Any) -> None:
    act("check_in", subject="s1")
    text = slip_for(house, act)
    assert text.splitlines()[:2] == ["Brechtje", "K1"] and "Stand 1: Kwekerij Zonnehof" in text
    assert "reason." not in text and "slip." not in text and "{" not in text


@pytest.mark.parametrize("at_kiosk", [False, True])
def test_no_surname_no_limit_no_contact_and_nothing_to_rank_by(house: House, act: Any, at_kiosk: bool) -> None:
    act("check_in", subject="s1")
    employer_reached(act, house)
    talked(act, "match")
    text = slip_for(house, act, at_kiosk).casefold()
    for secret in ("oosterzwaluw", "1990", "06-1234", "voorbeeld.example", "tillen", "zware", "score", "%", "boer", "070",
                   "2525", "den haag"):  # fmt: skip
        assert secret not in text, secret


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("match", "wil met u verder"), ("follow_up", "nieuwe afspraak"), ("talked", "met elkaar gesproken"),
     ("no_match", "met elkaar gesproken")],
)  # fmt: skip
def test_whom_they_spoke_and_what_was_agreed_but_no_no(house: House, act: Any, outcome: str, words: str) -> None:
    talked(act, outcome)
    text = slip_for(house, act)
    assert "U sprak met:" in text and words in text and "Belt terug" not in text


def test_how_to_reach_an_employer_only_when_both_said_yes(house: House, act: Any, clock: Clock) -> None:
    employer_reached(act, house)
    talk = talked(act, "match")
    assert "Mw. De Boer" not in slip_for(house, act)
    act("seeker_agrees", DESK, conversation=talk, subject="s1")
    assert "Vragen? Mw. De Boer, 070 7654321, boer@zonnehof.example" in slip_for(house, act)
    clock.advance(MINUTE)
    talked(act, "no_match")
    assert "Mw. De Boer" not in slip_for(house, act), "the last word counts"


def test_a_stand_that_was_spoken_is_not_a_next_one(house: House, act: Any) -> None:
    talked(act, "talked")
    talked(act, "talked", CARE_HOME)
    act("place_job_coach", ORGANISER, where="balie 3")
    lines = slip_for(house, act).splitlines()
    assert "Ga naar de jobcoach: balie 3." in lines[: lines.index("U sprak met:")]


# On paper


@pytest.mark.parametrize("paper", PAPERS)
def test_the_page_has_the_size_of_the_paper_and_the_words_are_in_it(paper: str) -> None:
    width, height = PAPERS[paper]
    with pypdfium2.PdfDocument(io.BytesIO(slip_pdf(draw_slip(SHORT, width, height, 300), SHORT))) as document:
        across, down = document[0].get_size()
        text = document[0].get_textpage().get_text_range()
    assert abs(across * 25.4 / 72 - width) < 0.2 and abs(down * 25.4 / 72 - height) < 0.2
    assert "Brechtje" in text and "K17" in text and "Inpakker" in text and "Er is meer" not in text


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("slip", [SHORT, LONG], ids=["short", "long"])
def test_nothing_sticks_out_and_no_letter_is_smaller_than_large_print(paper: str, slip: Slip) -> None:
    width, height = PAPERS[paper]
    sheet = draw_slip(slip, width, height, 300)
    ink = ~np.asarray(sheet.picture)
    edge = sheet.dots(2)
    assert not ink[:edge].any() and not ink[-edge:].any() and not ink[:, :edge].any() and not ink[:, -edge:].any()
    assert min(word.size for word in sheet._words[3:]) >= 4.0 * 72 / 25.4


def test_what_does_not_fit_is_told_to_be_asked_for() -> None:
    sheet = draw_slip(LONG, *PAPERS["label"], 300)
    assert sheet._words[-1].text == "Er is meer."


# Asking for it


def printing_here(site: Site, device: FlaskClient) -> None:
    organiser = site.paired("organiser")
    organiser.post("/api/v1/printers", json={"name": "map", "kind": "folder"})
    organiser.post("/api/v1/printers", json={"assign": device.get("/api/v1/me").json["device"], "printer": "map"})


def ask(device: FlaskClient, subject: str, id: str = "") -> Any:
    return device.post("/api/v1/slips", json={"subject": subject, "id": id})


def test_a_slip_comes_out_at_the_printer_of_the_desk_and_once(site: Site) -> None:
    desk, subject = site.paired("desk"), site.seeker("K1").id
    printing_here(site, desk)
    for _ in range(2):
        assert ask(desk, subject, "0190b3e0-0000-7000-8000-000000000001").json["printer"]["kind"] == "folder"
    folder = site.house.settings.data / FOLDER_NAME
    assert soon(lambda: site.house.prints.jobs.within("done"))
    [pdf] = list(folder.glob("*.pdf"))
    with pypdfium2.PdfDocument(pdf) as document:
        assert "Brechtje" in document[0].get_textpage().get_text_range()
    assert not site.seeker("K1").badges, "a slip is no badge"


def test_a_device_without_a_printer_gets_a_page_that_prints_itself(site: Site) -> None:
    desk, subject = site.paired("desk"), site.seeker("K1").id
    assert ask(desk, subject).json["printer"]["kind"] == "browser"
    page = desk.get(f"/strook/{subject}")
    assert page.status_code == 200 and "Brechtje" in page.text and "Oosterzwaluw" not in page.text
    assert site.house.prints.jobs.within("waiting") == []


def test_a_kiosk_prints_for_who_was_scanned_there_last_and_for_nobody_else(site: Site) -> None:
    kiosk, desk = site.paired("kiosk"), site.paired("desk")
    mine, other = site.seeker("K1"), site.seeker("K2")
    give(kiosk, command("check_in", code=mine.code))
    give(desk, command("check_in", code=other.code))
    assert ask(kiosk, mine.id).status_code == kiosk.get(f"/strook/{mine.id}").status_code == 200
    assert ask(kiosk, other.id).json["code"] == kiosk.get(f"/strook/{other.id}").json["code"] == "unknown_person"
    give(desk, command("check_in", code=mine.code))
    assert ask(kiosk, mine.id).status_code == 404, "somebody else has them now"


@pytest.mark.parametrize("subject", ["", "s99", None, 7])
def test_a_slip_of_nobody_is_refused(shared_site: Site, subject: Any) -> None:
    assert ask(shared_site.paired("desk"), subject).status_code in (400, 404)


@pytest.mark.parametrize("id", ["../../../elders", "x", 7, None])
def test_an_id_that_is_none_is_refused(site: Site, id: Any) -> None:
    desk, subject = site.paired("desk"), site.seeker("K1").id
    printing_here(site, desk)
    assert ask(desk, subject, id).status_code == 400
    assert site.house.prints.jobs.within("waiting", "printing", "done", "failed") == []


def test_who_was_erased_has_no_slip(site: Site) -> None:
    organiser, subject = site.paired("organiser"), site.seeker("K1").id
    give(organiser, command("erase", subject=subject))
    assert ask(organiser, subject).status_code == organiser.get(f"/strook/{subject}").status_code == 404
