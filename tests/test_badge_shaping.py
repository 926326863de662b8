"""Names that have to be joined and turned: right where the laptop can, readable where it cannot, and never silently."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import features

from eventapp.badges import lettering, shaping
from eventapp.badges.layout import load_layout
from eventapp.badges.render import Badge, Press
from eventapp.live.house import House
from eventapp.live.printing import Presses

WORDS = {"seeker": "Werkzoekende", "employer": "Werkgever", "volunteer": "Vrijwilliger"}


@pytest.fixture
def without_fribidi(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A laptop as most with Windows: Pillow has no FriBiDi."""
    there = features.check
    monkeypatch.setattr(features, "check", lambda name: name != "fribidi" and bool(there(name)))
    shaping.trouble.cache_clear()
    lettering.face.cache_clear()
    yield
    monkeypatch.undo()
    shaping.trouble.cache_clear()
    lettering.face.cache_clear()


def needs_fribidi() -> None:
    if shaping.trouble():
        pytest.skip(f"this machine cannot shape Arabic: {shaping.trouble()}")


def test_arabic_letters_take_other_shapes_than_alone_and_run_from_right_to_left() -> None:
    needs_fribidi()
    letters = lettering.face(True)
    assert letters.width("محمد") != pytest.approx(sum(map(letters.width, "محمد")), abs=0.01)
    first, last = (ink("ام")[1], ink("ما")[1])
    assert first != last


def ink(name: str) -> tuple[int, list[bool]]:
    """How much of a badge is black, and in which columns of the first name."""
    picture = np.asarray(
        Press(load_layout("label-62x100"), "", WORDS).picture(Badge("", "B" * 16, name, None, "seeker"))
    )
    part = picture[90:380] == 0
    return int(part.sum()), part.any(axis=0).tolist()


@pytest.mark.parametrize("name", ["محمد", "عبد الرحمن", "گلرخ", "ہاشمی", "שלום", "ሰላም", "Ольга", "Ні́на"])
def test_a_name_keeps_its_own_letters_where_the_laptop_can_set_them(name: str) -> None:
    needs_fribidi()
    assert lettering.printable(name, lettering.face(True)) == name
    assert lettering.printable(name, lettering.face(False)) == name


def test_latin_and_arabic_in_one_line_stand_in_the_order_in_which_they_are_read() -> None:
    needs_fribidi()
    letters = lettering.face(True)
    assert [run.text for run in letters.runs("Ali محمد")] == ["Ali ", "محمد"]
    assert [run.text for run in letters.runs("محمد Ali")] == ["Ali", "محمد "]


@pytest.mark.parametrize(
    ("name", "shown"), [("محمد", "Mhmd"), ("فاطمة", "Fatma"), ("שלום", "Shlvm"), ("ሰላም", "ሰላም"), ("Ольга", "Ольга")]
)
def test_without_fribidi_only_what_needs_it_is_written_in_latin_letters(
    without_fribidi: None, name: str, shown: str
) -> None:
    assert shaping.trouble() == "no_fribidi"
    assert lettering.printable(name, lettering.face(True)) == shown


def test_without_fribidi_the_log_says_so_at_the_start(
    without_fribidi: None, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        Presses(house.ledger)
    assert "no_fribidi" in caplog.text


def test_no_ink_of_any_script_leaves_the_box_of_the_first_name() -> None:
    layout = load_layout("label-62x100")
    box = next(box for box in layout.box if box.shows == "first_name")
    for name in ("محمد", "عبد الرحمن", "إبراهيم", "حجّاج", "ሰላም", "Ольга", "Åsgård", "שלום"):
        with_name = np.asarray(Press(layout, "", WORDS).picture(Badge("", "B" * 16, name, None, "seeker")))
        without = np.asarray(Press(layout, "", WORDS).picture(Badge("", "B" * 16, "", None, "seeker")))
        rows, columns = np.nonzero(with_name != without)
        assert rows.min() >= layout.dots(box.y) and rows.max() <= layout.dots(box.y + box.height), name
        assert columns.min() >= layout.dots(box.x - 0.5) and columns.max() <= layout.dots(box.x + box.width + 0.5), name
