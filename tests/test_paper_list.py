"""The check-in list on paper: who stands on it and nothing more, on A4, and every row is read back by two decoders."""

from __future__ import annotations

import io
import random
import re
from typing import Any

import numpy as np
import pypdfium2
import pytest
from conftest import MINUTE, ORGANISER, Clock, Hall

from eventapp.badges import Refused
from eventapp.badges.checklist import ROWS_ON_A_PAGE, Heading, Row, check_in_list
from eventapp.badges.code import fair_tag, grouped, new_code
from eventapp.live.check_list import MANY_CHANGES, expected_rows, make_spares, spare_badges, spare_rows
from eventapp.live.house import House, open_house

cv2 = pytest.importorskip("cv2", reason="OpenCV reads the QR codes; see requirements-test.txt")
zxing = pytest.importorskip("zxingcpp", reason="zxing-cpp is the second decoder; see requirements-test.txt")

HEADING = Heading("Banenmarkt", "Lijst", "gemaakt", "hoe", {"number": "Nr", "name": "Naam", "time": "Tijd"},
                  "bladzijde {page} van {pages}")  # fmt: skip
SHARP = 200 / 72  # dots of a page that is looked at, for each point
MM = 72 / 25.4
NAMES = [("Brechtje van der", "Oosterzwaluw"), ("محمد", "عبد الرحمن العلي"), ("ሰላም", "ተስፋዬ"), ("Ольга", "Ковальчук"),
         ("Wilhelmina Johanna van den", "Boogaart-van der Meulen tot Berg en van Zuidewijn"), ("Ö", "")]  # fmt: skip


def rows(count: int) -> list[Row]:
    draw = random.Random(count).randrange
    tag = fair_tag("fair")
    return [Row(f"K{n}", new_code(tag, draw), *NAMES[n % len(NAMES)]) for n in range(1, count + 1)]


def opened(pdf: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(io.BytesIO(pdf))


def pictures(pdf: bytes) -> list[Any]:
    return [np.asarray(page.render(scale=SHARP).to_pil().convert("L")) for page in opened(pdf)]


def words(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in opened(pdf))


def read_by_opencv(page: Any, place: int) -> str:
    """The code of one row, as a phone sees it that is held to that row: two looks, for its decoder depends on dots."""
    top, high = round((33 + 17 * place) * MM * SHARP), round(17 * MM * SHARP)
    row = page[top : top + high, round(117 * MM * SHARP) : round(158 * MM * SHARP)]
    looks = [cv2.resize(row, None, fx=zoom, fy=zoom) for zoom in (1, 1.5, 2, 3)]
    decoders = (cv2.QRCodeDetectorAruco(), cv2.QRCodeDetector())
    return next((said for look in looks for one in decoders if (said := one.detectAndDecode(look)[0])), "")


def test_every_row_is_read_back_by_both_decoders() -> None:
    wanted = [row.code for row in rows(ROWS_ON_A_PAGE + 2)]
    pages = pictures(check_in_list([(HEADING, rows(ROWS_ON_A_PAGE + 2))]))
    seen = [sorted(zxing.read_barcodes(page), key=lambda code: code.position.top_left.y) for page in pages]
    assert [code.text for page in seen for code in page] == wanted
    places = [(page, place) for page in pages for place in range(ROWS_ON_A_PAGE)][: len(wanted)]
    assert [read_by_opencv(page, place) for page, place in places] == wanted


def test_pages_are_a4_and_counted_through_the_lists_of_one_document() -> None:
    pdf = check_in_list([(HEADING, rows(ROWS_ON_A_PAGE + 1)), (HEADING, rows(2))])
    sizes = [page.get_size() for page in opened(pdf)]
    assert all(abs(width / MM - 210) < 0.2 and abs(height / MM - 297) < 0.2 for width, height in sizes)
    assert re.findall(r"bladzijde (\d) van (\d)", words(pdf)) == [("1", "3"), ("2", "3"), ("3", "3")]


def test_nothing_sticks_out_of_the_page_or_runs_into_the_box_for_the_time() -> None:
    for page in pictures(check_in_list([(HEADING, rows(ROWS_ON_A_PAGE))])):
        dots = round(8 * MM * SHARP)
        assert page[:, :dots].min() == 255 and page[:, -dots:].min() == 255
        box = page[round(34 * MM * SHARP) :, round(158 * MM * SHARP) : round(164 * MM * SHARP)]
        assert (box < 128).any(axis=1).mean() < 0.05, "but for the lines between the rows"


def test_without_anybody_there_is_no_list() -> None:
    with pytest.raises(Refused, match="nothing_to_list"):
        check_in_list([(HEADING, [])])


# Who stands on it


def test_everybody_who_did_not_come_yet_stands_there_by_last_name(hall: Hall) -> None:
    hall.act("check_in", subject="s3")
    hall.act("erase", ORGANISER, subject="s4")
    listed = expected_rows(hall.fair)
    assert [(row.before, row.last_name) for row in listed] == [
        ("Tjitske ten", "Bovenkolk"), ("Faridun", "Kalverdonk"), ("Brechtje van der", "Oosterzwaluw"),
    ]  # fmt: skip
    assert [row.code for row in listed] == [hall.code(id) for id in ("s5", "s2", "s1")]


def test_who_gave_one_name_only_is_sorted_by_that(hall: Hall) -> None:
    hall.take(hall.node.tell("person_edited", "s2", {"last_name": ""}, fields={}, source=["balie", 0]))
    assert [row.before for row in expected_rows(hall.fair)][:2] == ["Tjitske ten", "Faridun"]


def test_a_spare_badge_has_a_row_without_a_name_until_it_is_somebodys(hall: Hall) -> None:
    hall.act("make_spares", ORGANISER, count=3)
    hall.act("tie_spare", code="B1002", subject="s1", came_at="2026-11-21T08:00:00Z")
    assert [(row.number, row.before, row.last_name) for row in spare_rows(hall.fair)] == [
        ("B1001", "", ""), ("B1003", "", ""),
    ]  # fmt: skip


def test_nothing_but_number_and_name_is_told_of_anybody(house: House) -> None:
    said = words(house.check_list.make())
    assert "Oosterzwaluw" in said and "K1" in said and "Banenmarkt Proefdorp" in said
    for secret in ("1990", "06-1234", "voorbeeld.example", "2525", "Den Haag", "inpakken", "zware"):
        assert secret not in said
    assert grouped(house.ledger.fair.seeker("s1").code or "") not in said  # type: ignore[union-attr]


# How old it is


def test_the_organiser_is_told_when_it_was_made_and_what_changed_since(house: House, clock: Clock, act: Any) -> None:
    fair = house.ledger.fair
    assert house.check_list.view(fair)["made"] is None
    house.check_list.make()
    clock.advance(MINUTE)
    view = house.check_list.view(house.ledger.fair)
    assert (view["made"], view["changes"], view["pages"]) == ("2026-11-21T09:00:00.000Z", 0, 1)
    act("check_in", subject="s1")
    act("check_in", subject="s1")
    act("register_walk_in", first_name="Marijke")
    act("make_spares", ORGANISER, count=2)
    assert house.check_list.view(house.ledger.fair)["changes"] == 2 + 1 + 2, (
        "one came, one was added and came, two badges"
    )
    assert view["many"] == MANY_CHANGES


def test_when_it_was_made_is_known_after_a_restart(house: House) -> None:
    house.check_list.make()
    house.close()
    again = open_house(house.settings)
    assert again.check_list.view(again.ledger.fair)["pages"] == 1
    again.close()


# Spare badges


def test_spare_badges_are_badges_with_codes_and_numbers_of_nobody(house: House) -> None:
    assert make_spares(house.ledger, 3).code == "spares_made"
    pdf = spare_badges(house.ledger, house.presses, "label-62x100")
    assert [[code.text for code in zxing.read_barcodes(page)] for page in pictures(pdf)] == [
        [code] for code in house.ledger.fair.info.spares
    ]
    sizes = [page.get_size() for page in opened(pdf)]
    assert all(abs(width / MM - 62) < 0.2 and abs(height / MM - 100) < 0.2 for width, height in sizes)
    assert re.findall(r"B10\d\d", words(pdf)) == ["B1001", "B1002", "B1003"]


@pytest.mark.parametrize("count", [0, -1, 201])
def test_no_more_spare_badges_are_made_than_anybody_prints(house: House, count: int) -> None:
    assert make_spares(house.ledger, count).refused


def test_without_spare_badges_there_is_nothing_to_print(house: House) -> None:
    with pytest.raises(Refused, match="no_spares"):
        spare_badges(house.ledger, house.presses, "label-62x100")
