"""Names come out as the person would write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_support import take_person

from eventapp.intake.names import read_name


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        (("Jan", "", "van der Berg"), ("Jan", "van der", "Berg")),
        (("Jan", "van der", "Berg"), ("Jan", "van der", "Berg")),
        (("Jan", "van", "van Berg"), ("Jan", "van", "Berg")),
        (("Jan", "", "Berg, van der"), ("Jan", "van der", "Berg")),
        (("", "", "Berg, J. van der"), ("J.", "van der", "Berg")),
        (("Jan", "", "Berg, J.P."), ("Jan", "", "Berg")),
        (("Jan", "", "v.d. Berg"), ("Jan", "v.d.", "Berg")),
        (("Jan", "", "van 't Hof-de Zand"), ("Jan", "van 't", "Hof-de Zand")),
        (("Bo", "", "de la Cruz"), ("Bo", "de la", "Cruz")),
        (("JAN", "VAN DER", "BERG-DE ZAND"), ("Jan", "van der", "Berg-de Zand")),
        (("jan", "", "jansen"), ("Jan", "", "Jansen")),
        (("Bo", "", "IJSBRANDT"), ("Bo", "", "IJsbrandt")),
        (("AYŞE", "", "ÇELİK"), ("Ayşe", "", "Çelik")),
        (("JO-ANN", "", "O'NEIL"), ("Jo-Ann", "", "O'Neil")),
    ],
)
def test_the_parts_of_a_name_find_their_place(cells: tuple[str, str, str], name: tuple[str, str, str]) -> None:
    found = read_name(*cells)
    assert (found.first, found.infix, found.last) == name


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("J.P.", "De Smet"), ("Hassan", "El Kaddoumi"), ("Rima", "Al-Darwazi"), ("Bo", "McDuin"), ("Bo",
        "Zandweg, jr."),
        ("MO", "LI"), ("Thi Lan", "Nguyenh"), ("Bo", "Van der Berg"), ("Ljiljana", "Petrovska-Ilić"),
        ("مريم", "حداد"),
    ],
)  # fmt: skip
def test_what_is_written_well_is_left_alone(first: str, last: str) -> None:
    found = read_name(first, "", last)
    assert (found.first, found.infix, found.last) == (first, "", last)


@given(st.text(max_size=20), st.text(max_size=10), st.text(max_size=20))
def test_any_name_can_be_read_and_none_vanishes(first: str, infix: str, last: str) -> None:
    found = read_name(first, infix, last)
    assert not last.strip() or found.last.strip() or found.infix.strip()


def test_a_name_in_a_file_is_read_so_too() -> None:
    assert take_person(roepnaam="SANNE", achternaam="van der DUIN") == (
        {"first_name": "Sanne", "infix": "van der", "last_name": "Duin"},
        set(),
    )
