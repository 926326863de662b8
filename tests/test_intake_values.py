"""Dates, hours, postcodes and numbers in the shapes that people and spreadsheets give them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_support import TODAY, take_person

from eventapp.intake import values
from eventapp.intake.cells import clean, harmless
from eventapp.intake.dates import age_on, read_birth_date
from eventapp.intake.hours import hours


@pytest.mark.parametrize(
    "text",
    [
        "1-2-68", "01-02-1968", "1/2/1968", "1.2.1968", "1968-02-01", "1968-02-01 00:00:00",
        "1968-02-01T00:00:00", "01 02 1968", "1 februari 1968", "1 feb. 1968", "1-feb-68", "19680201",
        "01021968", "24869", " 1-2-1968 ",
    ],
)  # fmt: skip
def test_a_birth_date_is_read_in_any_shape(text: str) -> None:
    assert read_birth_date(text, TODAY) == datetime.date(1968, 2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31-02-1968",
        "1968",
        "00-00-1975",
        "2-13-1968",
        "1-2-1850",
        "morgen",
        "2026-06-02",
        "1-2-3",
        "99999",
    ],
)
def test_what_is_no_birth_date_is_not_read_as_one(text: str) -> None:
    assert read_birth_date(text, TODAY) is None


@given(st.dates(datetime.date(1930, 1, 1), TODAY))
def test_every_date_is_read_back_from_every_way_to_write_it(day: datetime.date) -> None:
    for shape in ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%Y%m%d"):
        assert read_birth_date(day.strftime(shape), TODAY) == day


@pytest.mark.parametrize("month", ["januari", "maart", "mrt", "mei", "juni", "juli", "augustus", "oktober", "december"])
def test_months_are_read_in_words(month: str) -> None:
    assert read_birth_date(f"3 {month} 1970", TODAY) is not None


def test_two_digits_are_the_latest_year_that_is_not_in_the_future() -> None:
    assert [read_birth_date(f"1-1-{year}", TODAY).year for year in ("26", "27", "08")] == [2026, 1927, 2008]  # type: ignore[union-attr]


def test_a_birthday_counts_from_its_day() -> None:
    born = datetime.date(2010, 6, 2)
    assert (age_on(TODAY, born), age_on(TODAY + datetime.timedelta(1), born)) == (15, 16)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("24", (24, 24)), ("24 uur", (24, 24)), ("24,0", (24, 24)), ("24u", (24, 24)), ("24 uur per week",
        (24, 24)),
        ("24-32", (24, 32)), ("24 tot 32 uur", (24, 32)), ("24 à 32", (24, 32)), ("fulltime", (36, 40)),
        ("0,8 fte", (28.8, 32)), ("max. 24", (None, 24)), ("minimaal 16", (16, None)), ("ca. 20", (20, 20)),
        ("veel", None), ("70", None), ("32-24", None), ("", None), ("2 dagen", None),
    ],
)  # fmt: skip
def test_hours_are_read_in_many_shapes(text: str, span: Any) -> None:
    assert hours(text) == (pytest.approx(span) if span and None not in span else span)


@pytest.mark.parametrize(
    ("least", "most", "span"),
    [
        ("16", "24", (16, 24)), ("16", "", (16, None)), ("", "24", (None, 24)), ("16-24", "", (16, 24)),
        ("", "16-24", (16, 24)), ("16-20", "32", (16, 32)), ("37,5", "37,5", (37, 38)), ("fulltime", "",
        (36, 40)),
        ("0", "20", (0, 20)), ("max 24", "", (None, 24)), ("", "minimaal 16", (16, None)),
    ],
)  # fmt: skip
def test_two_cells_make_one_span(least: str, most: str, span: tuple[int | None, int | None]) -> None:
    fields, warned = take_person(uren_min=least, uren_max=most)
    assert (fields.get("hours_min"), fields.get("hours_max")) == span
    assert warned == set()


@pytest.mark.parametrize(("least", "most"), [("40", "24"), ("", "0"), ("12", "0")])
def test_hours_that_contradict_each_other_are_unknown_and_asked(least: str, most: str) -> None:
    fields, warned = take_person(uren_min=least, uren_max=most)
    assert not {"hours_min", "hours_max"} & set(fields)
    assert warned == {("bad_hours", "uren_max")}
    assert fields["questions"] == [f"uren: {' - '.join(filter(None, (least, most)))}"]


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("2525 GD", "2525 GD"), ("2525gd", "2525 GD"), ("2525-gd", "2525 GD"), ("NL-2525 GD", "2525 GD"),
        ("2525 g d", "2525 GD"), ("2525", "2525"), ("0525 GD", None), ("25255", None), ("2525 G", None),
        ("GD 2525", None),
    ],
)  # fmt: skip
def test_postcodes_come_out_in_one_shape(text: str, postcode: str | None) -> None:
    assert values.postcode(text) == postcode


@pytest.mark.parametrize(
    ("text", "number"), [("25", 25), ("25 km", 25), ("25,0", 25), ("600", None), ("ver", None), ("-5", None)]
)
def test_whole_numbers_have_a_most(text: str, number: int | None) -> None:
    assert values.whole(text, 500) == number


@pytest.mark.parametrize(
    ("text", "kvk"),
    [
        ("99900113", "99900113"),
        ("9990.0113", "99900113"),
        ("1234567", "01234567"),
        ("123", None),
        ("x9900113", None),
    ],
)
def test_kvk_numbers_have_eight_digits(text: str, kvk: str | None) -> None:
    assert values.kvk(text) == kvk


@pytest.mark.parametrize(
    "text",
    [
        "06-00001107",
        "070 000 03 11",
        "+31 (0)6 00001107",
        "0031600001107",
        "(015) 0000311",
        "+48 500 000 000",
    ],
)
def test_telephone_numbers_stay_as_written(text: str) -> None:
    assert values.phone(text) == text


@pytest.mark.parametrize("text", ["6.12E+08", "1234", "geen", "06-1234", "061234567890123456"])
def test_what_is_no_telephone_number_is_not_one(text: str) -> None:
    assert values.phone(text) is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("a.b@example.org", "a.b@example.org"),
        ("mailto:a@b.nl", "a@b.nl"),
        ("a@b", None),
        ("a b@c.nl", None),
        ("a@b.nl, c@d.nl", "a@b.nl"),
    ],
)
def test_mail_addresses_look_like_one(text: str, address: str | None) -> None:
    assert values.email(text) == address


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet="=+-@|a1 \n'", max_size=20))
def test_nothing_that_calculates_is_left_in_front(text: str) -> None:
    bare, _ = harmless(clean(text))
    assert not any(part.strip().startswith(("=", "@")) for part in bare.replace("\n", "|").split("|"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("06-00001107 na 17u", "06-00001107"), ("31600001107", "+31600001107"), ("bel 0600001107 (moeder)", "0600001107"),
        ("0600001", None), ("dossier 20270001107", None),
    ],
)  # fmt: skip
def test_a_telephone_number_among_words_is_found(text: str, number: str | None) -> None:
    assert values.phone(text) == number
