"""Layouts are data: a new file is a new kind of paper, a wrong one is refused with the place of the fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventapp.badges import Refused
from eventapp.badges.layout import SMALLEST_QR, Layout, layout_names, load_layout, parse_layout
from eventapp.badges.qr import MODULES, QUIET

SMALL = """
dots_per_inch = 203
[page]
width = 54
height = 60
[[box]]
shows = "first_name"
x = 2
y = 2
width = 50
height = 12
[[box]]
shows = "qr"
x = 2
y = 15
width = 40
height = 36
[[box]]
shows = "code"
x = 2
y = 52
width = 50
height = 6
"""


@pytest.fixture(params=layout_names())
def layout(request: pytest.FixtureRequest) -> Layout:
    return load_layout(request.param)


def refusal(text: str) -> Refused:
    with pytest.raises(Refused) as caught:
        parse_layout("small", text.encode())
    return caught.value


def test_the_three_layouts_of_the_house_are_there() -> None:
    assert set(layout_names()) >= {"label-62x100", "sheet-80x50", "a6"}


def test_a_file_in_a_folder_is_a_layout_without_any_code(tmp_path: Path) -> None:
    (tmp_path / "small.toml").write_text(SMALL)
    assert layout_names(tmp_path) == ["small"]
    assert load_layout("small", tmp_path).page.width == 54


@pytest.mark.parametrize("name", ["", "a5", "A6", "../layouts/a6", "/etc/passwd", "a6.toml", "a6\0"])
def test_an_unknown_layout_is_refused_with_the_names_that_are_known(name: str) -> None:
    with pytest.raises(Refused) as caught:
        load_layout(name)
    assert caught.value.code == "unknown_layout"
    assert caught.value.params == {"layout": name, "known": ", ".join(layout_names())}


def test_every_qr_code_is_at_least_twenty_millimetres_and_keeps_its_quiet_zone(layout: Layout) -> None:
    for box in layout.box:
        if box.shows == "qr":
            dots = layout.module_dots(box)
            assert layout.millimetres(dots * MODULES) >= SMALLEST_QR
            assert layout.millimetres(dots * (MODULES + 2 * QUIET)) <= min(box.width, box.height) + 0.001


def test_the_code_stands_below_the_qr_code(layout: Layout) -> None:
    boxes = {box.shows: box for box in layout.box}
    assert boxes["code"].y >= boxes["qr"].y + boxes["qr"].height


def test_no_two_boxes_lie_over_each_other(layout: Layout) -> None:
    boxes = list(layout.box)
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            beside = one.x + one.width <= other.x or other.x + other.width <= one.x
            above = one.y + one.height <= other.y or other.y + other.height <= one.y
            assert beside or above, (one.shows, other.shows)


def test_a_sheet_of_ten_gives_ten_places_row_by_row() -> None:
    origins = load_layout("sheet-80x50").origins()
    assert len(origins) == 10
    assert origins[:3] == [(17.5, 13.5), (112.5, 13.5), (17.5, 68.5)]


def test_a_right_layout_is_taken() -> None:
    assert parse_layout("small", SMALL.encode()).dots(25.4) == 203


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("width = 54", 'width = "54"', "$.page.width"),
        ("width = 54", "width = -54", "$.page.width"),
        ("width = 54", "width = nan", "page"),
        ("width = 54", "breadth = 54", "breadth"),
        ("dots_per_inch = 203", "", "dots_per_inch"),
        ('shows = "code"', 'shows = "target_group"', "$.box[2].shows"),
        ("[page]", "[page", ""),
        ("x = 2\ny = 52", "x = 5\ny = 52", "box code"),
        ("width = 40\nheight = 36", "width = 24\nheight = 24", "box qr"),
        ('shows = "code"', 'shows = "number"', "box code"),
        ('shows = "first_name"', 'shows = "last_name"', "box first_name"),
        ("[[box]]", "[cells]\nwidth = 30\nheight = 60\ncolumns = 2\nstep_x = 30\n[[box]]", "cells"),
    ],
)
def test_a_wrong_layout_is_refused_with_the_place_of_the_fault(old: str, new: str, place: str) -> None:
    refused = refusal(SMALL.replace(old, new, 1))
    assert refused.code == "bad_layout"
    assert refused.params["layout"] == "small"
    assert place in str(refused.params["place"])


def test_text_that_is_no_text_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        parse_layout("noise", b"\xff\xfe\x00\x80")
    assert caught.value.code == "bad_layout"
