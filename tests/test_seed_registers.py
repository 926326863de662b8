"""The registers of the rehearsal fair: lifelike, repeatable, in the template, and nobody's."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Hashable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.nl import bsn

from eventapp.fair import words
from seed import material
from seed.registers import kandidaten_csv, vacatures_csv

SEEKER_HEADER = (
    "nummer;roepnaam;tussenvoegsel;achternaam;geboortedatum;postcode;plaats;telefoon;e-mail;beroepen;kan;wil;kan_niet;"
    "uren_min;uren_max;dagdelen;max_reisafstand_km;vervoer;rijbewijs;taal_nederlands;andere_talen;opleiding;"
    "certificaten;steun_nodig;contractvormen;contactpersoon;toestemming"
)
VACANCY_HEADER = (
    "werkgever;kvk;sector;stand;recruiters;stand_toegankelijk;nummer;vacature;beroep;taken;moet;mooi_meegenomen;"
    "belasting;aanpasbaar;uren_min;uren_max;dagdelen;postcode;plaats;taal_nederlands;contractvorm;plaatsen;"
    "steun_geboden;open_hiring;social_return;contactpersoon;telefoon;e-mail"
)
PROFILE = SEEKER_HEADER.split(";")[9:25]
SEEKER_WORDS = {
    "dagdelen": words.DAY_PARTS,
    "vervoer": words.TRANSPORT,
    "taal_nederlands": words.LANGUAGE_LEVELS,
    "steun_nodig": words.SUPPORT,
    "contractvormen": words.CONTRACTS,
    "rijbewijs": (*words.LICENCES, "geen"),
    "toestemming": words.TRI_STATE,
}
VACANCY_WORDS = {
    "belasting": words.DEMANDS,
    "aanpasbaar": words.DEMANDS,
    "dagdelen": words.DAY_PARTS,
    "taal_nederlands": words.LANGUAGE_LEVELS,
    "contractvorm": words.CONTRACTS,
    "steun_geboden": words.SUPPORT,
    "stand_toegankelijk": words.TRI_STATE,
    "open_hiring": words.TRI_STATE,
    "social_return": words.TRI_STATE,
}
Rows = list[dict[str, str]]


def rows(file: bytes) -> Rows:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig")), delimiter=";"))


@pytest.fixture(scope="module")
def seekers() -> Rows:
    return rows(kandidaten_csv())


@pytest.fixture(scope="module")
def vacancies() -> Rows:
    return rows(vacatures_csv())


@pytest.fixture(scope="module")
def large() -> tuple[Rows, Rows]:
    return rows(kandidaten_csv(11_000)), rows(vacatures_csv(employers=300, vacancies=1_000))


def test_the_files_are_in_the_template_with_a_bom_and_semicolons() -> None:
    for file, header in ((kandidaten_csv(), SEEKER_HEADER), (vacatures_csv(), VACANCY_HEADER)):
        assert file.startswith(b"\xef\xbb\xbf")
        assert file.decode("utf-8-sig").splitlines()[0] == header


def test_every_row_fills_the_columns_and_no_more(seekers: Rows, vacancies: Rows) -> None:
    assert all(None not in row and None not in row.values() for row in seekers + vacancies)


def test_a_rehearsal_has_160_seekers_25_employers_and_60_vacancies(seekers: Rows, vacancies: Rows) -> None:
    assert len(seekers) == 160
    assert len(vacancies) == 60
    assert len({row["werkgever"] for row in vacancies}) == 25


def test_it_grows_to_the_size_of_a_region(large: tuple[Rows, Rows]) -> None:
    assert len(large[0]) == 11_000
    assert len(large[1]) == 1_000
    assert len({row["werkgever"] for row in large[1]}) == len({row["kvk"] for row in large[1]}) == 300


@settings(max_examples=10, deadline=None)
@given(st.integers(), st.integers(0, 40), st.integers(1, 40), st.integers(0, 40))
def test_the_same_arguments_give_the_same_bytes(seed: int, count: int, employers: int, more: int) -> None:
    assert kandidaten_csv(count, seed) == kandidaten_csv(count, seed)
    size = employers, employers + more
    assert vacatures_csv(seed, *size) == vacatures_csv(seed, *size)


def test_another_seed_gives_other_people() -> None:
    some, others = ({name(row) for row in rows(kandidaten_csv(seed=seed))} for seed in (1, 2))
    assert len(some & others) < 40


def test_a_larger_register_begins_with_the_smaller_one() -> None:
    assert kandidaten_csv(300).startswith(kandidaten_csv(160))


def test_no_seekers_is_a_header_only() -> None:
    assert rows(kandidaten_csv(0)) == []


@pytest.mark.parametrize(("employers", "vacancies"), [(0, 0), (0, 5), (5, 4), (-1, 3)])
def test_an_employer_without_a_vacancy_is_refused(employers: int, vacancies: int) -> None:
    with pytest.raises(ValueError, match="employer"):
        vacatures_csv(employers=employers, vacancies=vacancies)


def test_a_negative_number_of_people_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        kandidaten_csv(-1)


def test_more_people_than_fictional_telephone_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="no more numbers"):
        kandidaten_csv(40_000)


def test_nobody_is_there_twice(large: tuple[Rows, Rows]) -> None:
    people, work = large
    assert once(row["nummer"] for row in people + work)
    assert once((name(row), row["geboortedatum"]) for row in people)
    assert once(row["e-mail"] for row in people if row["e-mail"])
    assert once(row["telefoon"] for row in people if row["telefoon"])


def test_no_two_profiles_of_the_rehearsal_are_the_same(seekers: Rows) -> None:
    assert once(tuple(row[column] for column in PROFILE) for row in seekers)


def test_every_archetype_is_met_in_a_rehearsal() -> None:
    assert len(material.archetypes()) >= 30
    assert sum(table.get("deel", 2) for table in material.archetypes().values()) <= 160


def test_closed_columns_hold_words_of_the_lists_only(large: tuple[Rows, Rows]) -> None:
    for table, lists in zip(large, (SEEKER_WORDS, VACANCY_WORDS), strict=True):
        for column, allowed in lists.items():
            used = {word for row in table for word in row[column].split("|") if word}
            assert used <= set(allowed), column


def test_every_kind_of_day_part_transport_support_and_contract_occurs(large: tuple[Rows, Rows]) -> None:
    offered = {word for row in large[1] for word in row["steun_geboden"].split("|")}
    assert offered >= set(words.SUPPORT)
    for column in ("dagdelen", "vervoer", "contractvormen", "taal_nederlands"):
        used = {word for row in large[0] for word in row[column].split("|")}
        assert used >= set(SEEKER_WORDS[column]), column


def test_what_can_be_adapted_is_asked_in_the_first_place(large: tuple[Rows, Rows]) -> None:
    for row in large[1]:
        adaptable = set(filter(None, row["aanpasbaar"].split("|")))
        assert adaptable <= set(row["belasting"].split("|")), row["nummer"]


def test_hours_go_from_fewest_to_most(large: tuple[Rows, Rows]) -> None:
    for row in large[0] + large[1]:
        if row["uren_min"] and row["uren_max"]:
            assert 0 < int(row["uren_min"]) <= int(row["uren_max"]) <= 45


def test_nobody_drives_a_car_without_a_licence(large: tuple[Rows, Rows]) -> None:
    for row in large[0]:
        if "auto" in row["vervoer"].split("|") and row["rijbewijs"]:
            assert "B" in row["rijbewijs"].split("|")


def test_no_digits_can_be_read_as_a_bsn(large: tuple[Rows, Rows]) -> None:
    for row in large[0] + large[1]:
        for cell in row.values():
            digits = re.sub(r"\D", "", cell)
            runs = (digits[at : at + size] for size in (8, 9) for at in range(len(digits) - size + 1))
            assert not any(bsn.is_valid(run) for run in runs), cell


def test_contact_data_is_clearly_fictional(large: tuple[Rows, Rows]) -> None:
    for row in large[0]:
        assert re.fullmatch(r"(06-000\d{5})?", row["telefoon"])
        assert re.fullmatch(r"([a-z0-9]+\.[a-z0-9]+@example\.org)?", row["e-mail"])
    for row in large[1]:
        assert re.fullmatch(r"033-000\d{4}", row["telefoon"])
        assert re.fullmatch(r"werk@[a-z0-9]+\.example", row["e-mail"])
        assert re.fullmatch(r"99\d{6}", row["kvk"])


def test_the_first_people_have_the_plainest_telephone_numbers(seekers: Rows) -> None:
    assert all(row["telefoon"].startswith("06-0000") for row in seekers if row["telefoon"])


def test_no_diagnosis_benefit_or_target_group_is_written_anywhere(large: tuple[Rows, Rows]) -> None:
    never = re.compile(
        r"uitkering|bijstand|wajong|wia\b|\bww\b|participatie|doelgroep|banenafspraak|statushouder|asiel|inburger"
        r"|autis|adhd|depress|burn-?out|diabet|rolstoel|handicap|beperking|ziekte|diagnose|verslav|psych|\brug\b",
        re.IGNORECASE,
    )
    for row in large[0] + large[1]:
        for column, cell in row.items():
            assert column == "postcode" or not never.search(cell), (column, cell)


def test_every_column_that_may_be_unknown_is_empty_for_somebody(seekers: Rows) -> None:
    empty = Counter(column for row in seekers for column, cell in row.items() if not cell)
    for column in ("geboortedatum", "telefoon", "e-mail", "uren_min", "dagdelen", "vervoer", "opleiding"):
        assert 0 < empty[column] < 80, column
    assert all(row["nummer"] and row["roepnaam"] and row["achternaam"] and row["plaats"] for row in seekers)


def name(row: dict[str, str]) -> tuple[str, str, str]:
    return row["roepnaam"], row["tussenvoegsel"], row["achternaam"]


def once(values: Iterable[Hashable]) -> bool:
    return max(Counter(values).values(), default=0) <= 1
