"""Whole names in one cell, and names in cells that registers fill in their own way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_support import table_file, take

from eventapp.intake.fullname import read_full_name
from eventapp.intake.names import initials

FULL = [
    ("Berg, J. van der", ("J.", "van der", "Berg")),
    ("Berg, Jan van der", ("Jan", "van der", "Berg")),
    ("Berg, van der, Jan", ("Jan", "van der", "Berg")),
    ("Berg, van der J.", ("J.", "van der", "Berg")),
    ("Berg van den, Kees", ("Kees", "van den", "Berg")),
    ("van der Berg, Jan", ("Jan", "van der", "Berg")),
    ("De Vries, Piet", ("Piet", "de", "Vries")),
    ("BERG, J.A. VAN DER", ("J.A.", "van der", "Berg")),
    ("BERG, JAN VAN DER", ("Jan", "van der", "Berg")),
    ("VRIES DE, P.", ("P.", "de", "Vries")),
    ("J. van der Berg", ("J.", "van der", "Berg")),
    ("J van der Berg", ("J.", "van der", "Berg")),
    ("JP Jansen", ("J.P.", "", "Jansen")),
    ("Jan van der Berg", ("Jan", "van der", "Berg")),
    ("Jan Van Der Berg", ("Jan", "van der", "Berg")),
    ("JAN VAN DER BERG", ("Jan", "van der", "Berg")),
    ("Jan Peter de Vries", ("Jan Peter", "de", "Vries")),
    ("Jansen J.P.", ("J.P.", "", "Jansen")),
    ("Berg van der J.", ("J.", "van der", "Berg")),
    ("Berg, J. v.d.", ("J.", "v.d.", "Berg")),
    ("Berg, J. (Jan) van der", ("Jan", "van der", "Berg")),
    ("J.P. (Jan) de Boer", ("Jan", "de", "Boer")),
    ("Mohamed El Amrani", ("Mohamed", "", "El Amrani")),
    ("Amrani, M. el", ("M.", "", "El Amrani")),
    ("Yusuf Ben Ali", ("Yusuf", "", "Ben Ali")),
    ("Yılmaz, Ayşe", ("Ayşe", "", "Yılmaz")),
    ("Vries-Jansen, A. de", ("A.", "de", "Vries-Jansen")),
    ("A. de Boer-van Dijk", ("A.", "de", "Boer-van Dijk")),
    ("de Boer - van Dijk, A.", ("A.", "de", "Boer-van Dijk")),
    ("A. Jansen e/v de Vries", ("A.", "de", "Vries-Jansen")),
    ("Jansen e.v. De Vries, A.", ("A.", "de", "Vries-Jansen")),
    ("Vries geb. Jansen, A. de", ("A.", "de", "Vries-Jansen")),
    ("S. van 't Hof-de Zand", ("S.", "van 't", "Hof-de Zand")),
    ("Anna Jansen-de Vries", ("Anna", "", "Jansen-de Vries")),
    ("Anna Jansen - de Vries", ("Anna", "", "Jansen-de Vries")),
    ("Anna Jansen – de Vries", ("Anna", "", "Jansen-de Vries")),
    ("D Bos", ("D.", "", "Bos")),
    ("v d Berg", ("", "v.d.", "Berg")),
    ("ANNA JANSEN-VAN DEN BERG", ("Anna", "", "Jansen-van den Berg")),
    ("J. Bakker-van 't Hof", ("J.", "", "Bakker-van 't Hof")),
    ("Jan-Willem van Dam", ("Jan-Willem", "van", "Dam")),
    ("Mevr. A. Jansen", ("A.", "", "Jansen")),
    ("Jansen, dhr. P.", ("P.", "", "Jansen")),
    ("1. Jansen, Piet", ("Piet", "", "Jansen")),
    ("D.A. Bos", ("D.A.", "", "Bos")),
    ("Jansen", ("", "", "Jansen")),
    ("van der Berg", ("", "van der", "Berg")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), FULL)
def test_a_whole_name_finds_its_parts(text: str, name: tuple[str, str, str]) -> None:
    found = read_full_name(text)
    assert (found.first, found.infix, found.last) == name


@given(st.text(max_size=40))
def test_any_text_is_read_as_some_name(text: str) -> None:
    found = read_full_name(text)
    assert found.last or found.infix or not text.strip()


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("J", "J."),
        ("JA", "J.A."),
        ("j.a.", "J.A."),
        ("J. A.", "J.A."),
        ("Th.", "Th."),
        ("J.-P.", "J.-P."),
        ("Jan", "Jan"),
    ],
)
def test_initials_get_their_dots(text: str, letters: str) -> None:
    assert initials(text) == letters


@pytest.mark.parametrize(
    ("header", "row", "name"),
    [
        ("Voorletters;Voorvoegsel;Achternaam", "J.P.;VAN DER;BERG", ("J.P.", "van der", "Berg")),
        ("Voorl.;Roepnaam;Tussenv.;Achternaam", "JP;Jan;v/d;Velde", ("Jan", "v.d.", "Velde")),
        ("Voorletters;Voornaam;Achternaam", "A.M.;;Bakker", ("A.M.", None, "Bakker")),
        ("Roepnaam;Achternaam", "Jan;Berg van der", ("Jan", "van der", "Berg")),
        ("Roepnaam;Achternaam", "J.P. (Jan);Berg, van der", ("Jan", "van der", "Berg")),
        ("Voornaam;Achternaam", ";Berg, J. van der", ("J.", "van der", "Berg")),
        ("Volledige naam;Woonplaats", "Jan van der Berg;Delft", ("Jan", "van der", "Berg")),
        ("Naam kandidaat;Tel", "van der Berg, Jan;0612345678", ("Jan", "van der", "Berg")),
        ("Voornaam;Achternaam;Achternaam partner;Voorvoegsel partner;Aanduiding naamgebruik", "Anna;Jansen;Vries;de;V",
         ("Anna", "de", "Vries-Jansen")),
        ("Voornaam;Achternaam;Achternaam partner;Naamgebruik", "Anna;Jansen;Vries;eigen", ("Anna", None, "Jansen")),
        ("Voornaam;Achternaam;Achternaam partner", "Anna;Jansen;Vries", ("Anna", None, "Jansen")),
    ],
)  # fmt: skip
def test_the_name_of_a_row_comes_from_the_cells_it_has(header: str, row: str, name: tuple[str | None, ...]) -> None:
    fields = take(table_file(header, row)).people[0].fields
    assert tuple(fields.get(part) for part in ("first_name", "infix", "last_name")) == name


@pytest.mark.parametrize(
    ("header", "row", "name"),
    [
        ("Naam;Voornaam;Geboren", "Garcia Lopez;Maria;1-1-80", ("Maria", None, "Garcia Lopez")),
        ("Naam;Voornaam;Geboren", "Jan de Vries;Jan;1-1-80", ("Jan", "de", "Vries")),
        ("Naam;Voorletters;Tussenv.", "Berg;J.P.;van der", ("J.P.", "van der", "Berg")),
        ("Naam;Voorletters;Geboren", "J. van der Berg;J.;1-1-80", ("J.", "van der", "Berg")),
        ("Voornaam;Achternaam", "Jan;De Vries", ("Jan", "de", "Vries")),
        ("Voornaam;Achternaam", "Jan;Van Der Berg", ("Jan", "van der", "Berg")),
        ("Voornaam;Achternaam", "Fatima;El Amrani", ("Fatima", None, "El Amrani")),
        ("Achternaam, voorletters;Geboren", '"Berg, J. van der";1-1-80', ("J.", "van der", "Berg")),
        (
            "Naam (achternaam, tussenvoegsel, roepnaam);Geboren",
            '"Berg, van der, Jan";1-1-80',
            ("Jan", "van der", "Berg"),
        ),
    ],
)
def test_registers_divide_a_name_in_ways_of_their_own(header: str, row: str, name: tuple[str | None, ...]) -> None:
    fields = take(table_file(header, row)).people[0].fields
    assert tuple(fields.get(part) for part in ("first_name", "infix", "last_name")) == name


@pytest.mark.parametrize(
    ("text", "infix", "last"),
    [
        ("Mevr. De Wit-van Dam", "de", "Wit-van Dam"),
        ("Van der Berg", "van der", "Berg"),
        ("El Amrani", "", "El Amrani"),
    ],
)
def test_a_capital_at_the_begin_of_a_cell_says_nothing_of_the_infix(text: str, infix: str, last: str) -> None:
    name = read_full_name(text)
    assert (name.infix, name.last) == (infix, last)
