"""No citizen service number (BSN) gets past the intake, and what only looks like one does.

The numbers pass the elfproef because they were made to; they are nobody's.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_support import (
    NOTHING_KNOWN,
    file_report,
    people_file,
    person,
    take,
    take_person,
    vacancy,
    vacancy_file,
    warnings,
    xlsx_bytes,
)

from eventapp.intake import Intake, take_in
from eventapp.intake.columns import TEMPLATES
from eventapp.intake.guard import find_bsns, without_bsn


def passes(digits: str) -> bool:
    """The elfproef, written out once more so that the test does not lean on the library."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return (
        int(digits) > 0
        and sum(int(digit) * weight for digit, weight in zip(digits.zfill(9), weights, strict=True)) % 11 == 0
    )


def made(seed: int, start: str = "", length: int = 9) -> str:
    """A number of this length that passes."""
    dice = random.Random(seed)
    while True:
        digits = start + "".join(dice.choice("0123456789") for _ in range(length - len(start)))
        if digits[0] != "0" and passes(digits):
            return digits


BSN = made(1)


def texts(value: Any) -> Iterator[str]:
    """Every text and number anywhere in a value, names of fields included."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from texts(key)
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)
    elif value is not None:
        yield str(value)


def survivors(intake: Intake) -> list[str]:
    """Numbers of nine digits that pass and stand free of other digits, anywhere in an intake."""
    runs = (run for text in texts(asdict(intake)) for run in re.findall(r"\d+", text))
    return [run for run in runs if len(run) == 9 and passes(run)]


SHAPES = (
    "{}",
    "BSN {}",
    "bsn:{}.",
    "mijn sofinummer is {} hoor",
    "K{}x",
    "NL{}B01",
    "00{}",
    "{},00",
)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("column", ["", "kan", "telefoon", "nummer", "kvk", "geboortedatum", "contactpersoon"])
def test_a_bsn_is_found_in_any_column_and_any_sentence(shape: str, column: str) -> None:
    text, found = without_bsn(shape.format(BSN), column)
    assert found
    assert BSN not in text


@pytest.mark.parametrize("mark", [".", " ", "-", "\u00a0", "/", "‑", ", ", " - ", "\u200c", "_"])
@pytest.mark.parametrize("sizes", [(3, 3, 3), (4, 2, 3), (2, 2, 2, 2, 1), (1,) * 9])
def test_a_bsn_is_found_whatever_stands_between_its_digits(mark: str, sizes: tuple[int, ...]) -> None:
    digits, parts = iter(BSN), []
    for size in sizes:
        parts.append("".join(next(digits) for _ in range(size)))
    assert find_bsns(mark.join(parts))


def test_a_bsn_that_lost_its_leading_zero_is_found() -> None:
    short = made(3, length=8)
    assert find_bsns(short)
    assert find_bsns(f"nummer {short}")


def test_a_bsn_in_other_digits_than_ours_is_found() -> None:
    assert find_bsns(BSN.translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)}))
    assert find_bsns(BSN.translate({ord(str(digit)): 0x0660 + digit for digit in range(10)}))


def test_a_bsn_next_to_a_telephone_number_is_found_and_the_number_stays() -> None:
    assert without_bsn(f"06-12345678 {BSN}") == ("06-12345678 …", True)
    assert without_bsn(f"{BSN} 0612345678") == ("… 0612345678", True)


def chance_phones() -> Iterator[str]:
    """Telephone numbers of which nine or eight digits pass by chance."""
    yield f"0{made(5, start='6')}"
    yield f"06{made(6, length=8)}"
    yield f"0{made(7, start='70')}"


@pytest.mark.parametrize("digits", list(chance_phones()))
@pytest.mark.parametrize(
    "shape", ["{0}", "{1}-{2}", "{1} {2}", "bel {0} na vijf uur", "+31{3}", "+31 (0){3}", "0031 {3}"]
)
def test_a_telephone_number_that_passes_by_chance_stays(digits: str, shape: str) -> None:
    text = shape.format(digits, digits[:2], digits[2:], digits[1:])
    assert without_bsn(text) == (text, False)


def test_nine_digits_without_a_zero_are_no_telephone_number_when_they_pass() -> None:
    """A spreadsheet may have eaten the zero of 06..., but nobody can tell, so the number goes."""
    fields, warned = take_person(telefoon=made(5, start="6"))
    assert "phone" not in fields
    assert ("bsn_removed", "telefoon") in warned


def test_nine_digits_that_do_not_pass_get_their_zero_back() -> None:
    assert take_person(telefoon="612345678") == (
        {"first_name": "Sanne", "last_name": "Duinmaker", "phone": "0612345678"},
        set(),
    )


def test_a_foreign_number_counts_as_one_in_its_column_only() -> None:
    number = f"+48 {made(8, start='5')}"
    assert not find_bsns(number, "telefoon")
    assert find_bsns(number, "kan")


@pytest.mark.parametrize("year", range(1950, 2008))
def test_a_date_is_no_bsn_even_where_its_digits_pass(year: int) -> None:
    for month in range(1, 13):
        assert not find_bsns(f"14-{month:02}-{year}")
        assert not find_bsns(f"{year}/{month:02}/14")
        assert not find_bsns(f"{year}{month:02}14", "geboortedatum")


def test_years_and_file_numbers_with_a_year_are_no_bsn() -> None:
    assert not any(find_bsns(f"{year}-{year + 3}") for year in range(1950, 2025))
    assert not any(find_bsns(f"2024-{number:04}", "nummer") for number in range(2000))


def test_a_kvk_number_that_passes_by_chance_stays() -> None:
    number = made(9, length=8)
    intake = take(vacancy_file(vacancy(kvk=number)))
    assert intake.employers[0].fields["kvk"] == number
    assert warnings(intake) == set()


def test_the_rsin_of_a_one_man_business_is_a_bsn_and_goes() -> None:
    intake = take(vacancy_file(vacancy(kvk=BSN)))
    assert "kvk" not in intake.employers[0].fields
    assert warnings(intake) == {("bsn_removed", "kvk")}


def test_a_register_number_that_passes_is_dropped_and_the_person_stays() -> None:
    for number in (BSN, made(11, length=8), f"0{made(12, length=8)}"):
        intake = take(people_file(person(nummer=number)))
        assert intake.people[0].number is None
        assert {("bsn_removed", "nummer"), ("no_number", "nummer")} <= warnings(intake)


def test_the_words_around_a_bsn_are_kept() -> None:
    fields, warned = take_person(kan=f"koken|bsn {BSN}|{BSN}|strijken", achternaam=f"Duinmaker {BSN}")
    assert fields["can"] == ["koken", "bsn …", "strijken"]
    assert fields["last_name"] == "Duinmaker"
    assert warned == {("bsn_removed", "kan"), ("bsn_removed", "achternaam")}


def test_a_bsn_in_a_column_that_nobody_reads_is_reported_too() -> None:
    intake = take(f"roepnaam;achternaam;BSN\nSanne;Duinmaker;{BSN}\n".encode())
    assert {"row": 2, "code": "bsn_removed", "field": "BSN"} in file_report(intake)["warnings"]
    assert not survivors(intake)


def test_a_bsn_in_a_header_a_file_name_or_the_name_of_a_sheet_goes_too() -> None:
    data = f"roepnaam;achternaam;nr {BSN}\nSanne;Duinmaker;x\n".encode()
    assert not survivors(take(data, f"dossier {BSN}.csv"))
    book = xlsx_bytes({name: [["roepnaam", "achternaam"], ["Bo", "Bakker"]] for name in ("a", f"b {BSN}")})
    assert not survivors(take(book, "a.xlsx"))


def test_a_bsn_that_a_spreadsheet_keeps_as_a_number_goes() -> None:
    book = xlsx_bytes({"a": [["nummer", "roepnaam", "achternaam", "telefoon"], [int(BSN), "Bo", "Bakker", float(BSN)]]})
    intake = take(book, "a.xlsx")
    assert {("bsn_removed", "nummer"), ("bsn_removed", "telefoon")} <= warnings(intake)
    assert not survivors(intake)


@pytest.mark.parametrize("kind", ["kandidaten", "vacatures"])
def test_planted_in_every_column_none_survives(kind: str) -> None:
    make, row = (people_file, person) if kind == "kandidaten" else (vacancy_file, vacancy)
    for place, column in enumerate(TEMPLATES[kind]):
        for shape in SHAPES:
            intake = take(make(row(nummer="A1") | {column: shape.format(made(100 + place))}))
            assert not survivors(intake), (column, shape)
            assert ("bsn_removed", column) in warnings(intake)


CELLS = st.one_of(
    st.sampled_from(["", "ja", "nee", "24", "B", "koken|poetsen", "06-12345678", "2525 GD", "1-2-1990", "tillen", "="]),
    st.builds(lambda seed, shape: shape.format(made(seed)), st.integers(0, 400), st.sampled_from(SHAPES)),
    st.text(alphabet="0123456789 .-|ab+", max_size=24),
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["kandidaten", "vacatures"]), st.lists(st.lists(CELLS, max_size=28), max_size=5))
def test_whatever_the_cells_no_bsn_is_anywhere_in_the_intake(kind: str, rows: list[list[str]]) -> None:
    base, make = (person(), people_file) if kind == "kandidaten" else (vacancy(), vacancy_file)
    cells = [base | {name: cell for name, cell in zip(TEMPLATES[kind], row, strict=False) if cell} for row in rows]
    assert not survivors(take(make(*cells)))


# --- telephone numbers that lost their zero ---

OTHERS = [made_not for made_not in (f"6{n:08}" for n in range(12_345_670, 12_345_700)) if not passes(made_not)]


def phone_column(*numbers: str) -> Intake:
    rows = [f"Persoon{chr(65 + place)} Duinmaker;1-2-19{60 + place};{number}" for place, number in enumerate(numbers)]
    return take("\r\n".join(["Naam;Geboortedatum;Mobiel", *rows]).encode(), "kaartenbak.csv")


def test_a_phone_that_passes_by_chance_is_told_from_a_bsn_by_its_zero_and_by_nothing_else() -> None:
    chance = made(21, start="6")
    with_zero = phone_column(*(f"0{number}" for number in OTHERS[:14]), f"0{chance}")
    assert with_zero.people[-1].fields["phone"] == f"0{chance}"
    without = phone_column(*OTHERS[:14], chance)
    assert "phone" not in without.people[-1].fields, "without its zero it could be a BSN as well"
    assert {"row": 16, "code": "phone_or_bsn", "field": "Mobiel"} in file_report(without)["warnings"]
    assert not survivors(without)
    assert all(one.fields["phone"] == f"0{number}" for one, number in zip(without.people[:-1], OTHERS, strict=False))


def test_a_bsn_that_begins_with_a_six_never_goes_through_a_column_of_spoilt_numbers() -> None:
    for seed in range(30, 60):
        intake = phone_column(*OTHERS[:14], made(seed, start="6"), *OTHERS[14:20])
        assert not survivors(intake)
        assert ("phone_or_bsn", "Mobiel") in warnings(intake)


def test_somebody_is_recognised_by_a_number_that_is_not_kept() -> None:
    chance = made(21, start="6")
    rows = [
        f"Persoon{chr(65 + place)} Duinmaker;1-2-19{60 + place};{number}" for place, number in enumerate(OTHERS[:14])
    ]
    spoilt = ["Naam;Geboortedatum;Mobiel", *rows, f"Anouk Zeezicht;3-4-1980;{chance}"]
    other = ["Naam;Geboortedatum;Telefoon;Woonplaats", f"A. Zeezicht;3-4-1980;0{chance};Delft"]
    files = [("a.csv", "\n".join(spoilt).encode()), ("b.csv", "\n".join(other).encode())]
    intake = take_in(files, NOTHING_KNOWN)
    assert len(intake.people) == 15
    one = next(one for one in intake.people if one.fields["last_name"] == "Zeezicht")
    assert one.fields["phone"] == f"0{chance}", "from the register that has its zero"
