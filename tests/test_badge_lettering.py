"""Letters on a badge: every name prints, none leaves its box, and a first name is large."""

from __future__ import annotations

import math
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventapp.badges.layout import layout_names, load_layout
from eventapp.badges.lettering import ASCENT, CAPITAL, LINE, face, fit, printable

# What somebody with half of normal sight just reads at two metres: letters of ten minutes of arc.
TWO_METRES = 2000 * math.tan(math.radians(10 / 60))

NAMES = [
    "Özkayalı",
    "Łukasz",
    "Ñusta",
    "Şükrü",
    "Zoë",
    "Nguyễn",
    "Ольга",
    "Їжак",
    "Γεωργία",
    "Đặng",
    "Ștefan",
    "Siân",
]


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_names_in_latin_greek_and_cyrillic_keep_every_letter(name: str, bold: bool) -> None:
    assert printable(name, face(bold)) == name


def test_a_letter_and_its_loose_accent_become_one() -> None:
    assert printable(unicodedata.normalize("NFD", "Zoë Ñusta"), face(True)) == "Zoë Ñusta"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("ሰላም", "ሰላም"),
        ("नमस्ते", "Namasatae"),
        ("김민수", "Gimminsu"),
        ("𝓐nna", "Anna"),
        ("李小龙", "???"),
        ("An\u200bna\u202e", "Anna"),
        ("Anna\n\tvan  \x00 Berg", "Anna van Berg"),
        ("Anna \U0001faa9", "Anna"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_what_the_font_lacks_becomes_something_readable(name: str, shown: str) -> None:
    assert printable(name, face(True)) == shown


@given(st.text(max_size=60), st.booleans())
def test_any_text_becomes_printable(text: str, bold: bool) -> None:
    shown = printable(text, face(bold))
    assert set(shown) <= set(face(bold).advances)
    assert shown == " ".join(shown.split(" ")).strip()


@given(
    st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=80),
    st.floats(20, 100),
    st.floats(3, 40),
    st.integers(1, 3),
)
def test_a_fitted_text_stays_in_its_box(text: str, width: float, height: float, lines: int) -> None:
    letters = face(True)
    fitted = fit(printable(text, letters), width, height, lines, 1000, letters)
    assert len(fitted.lines) <= lines
    assert len(fitted.lines) * letters.line(printable(text, letters))[1] * fitted.size <= height + 1e-6
    assert all(letters.width(line) * fitted.size <= width + 1e-6 for line in fitted.lines)


def test_a_name_of_forty_letters_is_printed_whole() -> None:
    name = "Maria Theresia Wilhelmina Johanna Alette"
    assert len(name) == 40
    assert " ".join(fit(name, 56, 24, 3, 1000, face(True)).lines) == name
    word = "Wolfeschlegelsteinhausenbergerdorffabcde"
    assert len(word) == 40
    assert fit(word, 56, 24, 3, 1000, face(True)).lines == (word,)


def test_a_name_of_three_hundred_letters_ends_in_an_ellipsis() -> None:
    fitted = fit("x" * 300, 44, 5, 1, 1000, face(False))
    assert fitted.lines[0].endswith("x…")
    assert fitted.size >= 1.6


def test_a_double_name_is_broken_only_where_that_makes_it_larger() -> None:
    assert fit("Anne-Fleur", 40, 24, 2, 1000, face(True)).lines == ("Anne-", "Fleur")
    assert fit("Anne-Fleur", 90, 10, 2, 1000, face(True)).lines == ("Anne-Fleur",)
    assert fit("Wilhelmina", 20, 40, 3, 1000, face(True)).lines == ("Wilhelmina",)


def test_a_text_gets_no_larger_than_its_layout_allows() -> None:
    assert fit("de Vries", 100, 100, 2, 4.5, face(False)) == fit("de Vries", 100, 100, 1, 4.5, face(False))


@pytest.mark.parametrize("layout_name", layout_names())
@pytest.mark.parametrize("name", ["Wilhelmina", "Mohammed", "Annemarie", "Jan-Willem", "Özkayalı", "Bo", "Yosef"])
def test_a_first_name_of_up_to_ten_letters_is_readable_from_two_metres(layout_name: str, name: str) -> None:
    box = next(box for box in load_layout(layout_name).box if box.shows == "first_name")
    fitted = fit(name, box.width, box.height, box.lines, box.largest, face(box.bold))
    assert fitted.size * CAPITAL >= TWO_METRES


def test_the_measures_of_a_line_are_those_of_the_fonts() -> None:
    from fontTools.ttLib import TTFont

    from eventapp.badges.lettering import FILES

    for file in FILES.values():
        with TTFont(file) as font:
            em = font["head"].unitsPerEm
            assert font["hhea"].ascent / em <= ASCENT + 0.001
            assert (font["hhea"].ascent - font["hhea"].descent) / em <= LINE + 0.001
            assert font["glyf"][font.getBestCmap()[ord("H")]].yMax / em == pytest.approx(CAPITAL, abs=0.001)
