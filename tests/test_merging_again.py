"""Registers that come in again: the same, in another order, with rows added, or newer. Only what is new is news.

``VONK_SEEDS`` says with how many different registers; the suite has time for two, and four have been through.
"""

from __future__ import annotations

import csv
import datetime
import io
import os
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import pytest
from conftest import OPENING, ORGANISER, Hall
from hypothesis import given, settings
from hypothesis import strategies as st

from eventapp.facts import Draft
from eventapp.facts.ids import uuid7
from eventapp.fair.people import Seeker
from eventapp.fair.registering import drafts, known
from eventapp.intake import Intake, take_in
from seed.noisy_people import MUNICIPALITY, UWV
from seed.registers import kandidaten_csv
from seed.registers_noisy import three_registers

TODAY = datetime.date(2026, 11, 21)
SEEDS = range(1, 1 + int(os.environ.get("VONK_SEEDS", 2)))
PEOPLE = 50  # one of each kind of trap among them
# Of each file: encoding, separator, lines above the header, column of the number.
LAYOUTS = {MUNICIPALITY: ("cp1252", ";", 0, 0), UWV: ("utf-8", ",", 3, 11)}

Files = list[tuple[str, bytes]]
Rows = list[list[str]]


def take(hall: Hall, files: Files) -> tuple[Intake, tuple[Draft, ...]]:
    """Take files in; returns what the intake made of them and the facts that came of it."""
    intake = take_in(files, known(hall.fair, TODAY))
    news = drafts(hall.fair, intake, lambda: uuid7(OPENING))
    hall.take(*map(hall.node.fact, news))
    return intake, news


def registers(seed: int) -> Files:
    return three_registers(PEOPLE, seed)[0]


def rewritten(files: Files, change: Callable[[str, Rows], Rows]) -> Files:
    """The files with the rows of those that are csv changed."""
    return [(name, _with(name, data, change) if name in LAYOUTS else data) for name, data in files]


def _with(name: str, data: bytes, change: Callable[[str, Rows], Rows]) -> bytes:
    encoding, separator, above, _ = LAYOUTS[name]
    lines = list(csv.reader(io.StringIO(data.decode(encoding)), delimiter=separator))
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows([*lines[: above + 1], *change(name, lines[above + 1 :])])
    return text.getvalue().encode(encoding)


def without_numbers(files: Files) -> Files:
    """As a register that gives nobody a number."""
    return rewritten(
        files, lambda name, rows: [[*row[:at], "", *row[at + 1 :]] for row in rows for at in [LAYOUTS[name][3]]]
    )


def assert_no_news(found: tuple[Intake, Sequence[Draft]]) -> None:
    intake, news = found
    assert [(draft.kind, draft.data) for draft in news] == []
    assert (intake.report["merged"], intake.report["to_review"]) == ([], [])


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("numbered", [True, False])
def test_the_same_files_again_bring_nobody_and_nothing_and_ask_nothing(seed: int, numbered: bool) -> None:
    hall, files = Hall(), registers(seed) if numbered else without_numbers(registers(seed))
    first, news = take(hall, files)
    assert len(news) > PEOPLE and first.report["merged"]
    assert_no_news(take(hall, files))
    for file in files:
        assert_no_news(take(hall, [file]))


def test_registers_on_top_of_the_rehearsal_fair_come_in_again_without_news() -> None:
    hall, own = Hall(), ("kandidaten.csv", kandidaten_csv())
    take(hall, [own])
    files = three_registers(60, 7)[0]
    take(hall, files)
    assert_no_news(take(hall, files))
    assert_no_news(take(hall, [*files, own]))
    assert_no_news(take(hall, [("kandidaten (1).csv", kandidaten_csv())]))


@settings(max_examples=6, deadline=None)
@given(st.sampled_from(SEEDS), st.booleans(), st.randoms(use_true_random=False))
def test_another_order_of_rows_and_files_or_another_name_of_a_file_is_no_news(
    seed: int, numbered: bool, chance: Any
) -> None:
    hall, files = Hall(), registers(seed) if numbered else without_numbers(registers(seed))
    take(hall, files)
    mixed = rewritten(files, lambda _, rows: chance.sample(rows, len(rows)))
    chance.shuffle(mixed)
    assert_no_news(take(hall, [(f"nieuw {name}", data) for name, data in mixed]))


@settings(max_examples=6, deadline=None)
@given(st.sampled_from(SEEDS), st.booleans(), st.integers(0, 99))
def test_of_an_export_with_rows_added_only_those_are_news(seed: int, numbered: bool, draw: int) -> None:
    """Who was told before gets no fact, no second entry, and no question but one about somebody added."""
    hall, full = Hall(), registers(seed) if numbered else without_numbers(registers(seed))
    added = {name: Random(f"{draw} {name}").sample(range(12), 4) for name in LAYOUTS}
    short = rewritten(full, lambda name, rows: [row for at, row in enumerate(rows) if at not in added[name]])
    take(hall, short)
    sources = {(name, LAYOUTS[name][2] + 2 + at) for name, places in added.items() for at in places}
    _, news = take(hall, full)
    told = [draft for draft in news if draft.kind != "pair_proposed"]
    assert len(told) == len(sources) and {tuple(draft.data["source"]) for draft in told} == sources
    about = {draft.subject for draft in told}
    asked = [draft for draft in news if draft.kind == "pair_proposed"]
    assert all({draft.subject, draft.data["other"]} & about for draft in asked)
    assert_no_news(take(hall, full))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_newer_export_brings_per_field_what_changed_and_keeps_the_old_value_visible(seed: int) -> None:
    hall, files = Hall(), registers(seed)
    take(hall, files)
    count = len(list(hall.fair.seekers))

    def moved(name: str, rows: Rows) -> Rows:
        """Five people of the municipality have another phone number and another town."""
        if name != MUNICIPALITY:
            return rows
        return [
            [*row[:6], "9711AA", "Groningen", f"06-0000900{at}", *row[9:]] for at, row in enumerate(rows[:5])
        ] + rows[5:]

    _, news = take(hall, rewritten(files, moved))
    edits = [draft for draft in news if draft.kind != "pair_proposed"]
    assert {draft.kind for draft in edits} == {"person_edited"} and len(edits) == 5
    assert len(list(hall.fair.seekers)) == count
    for draft in edits:
        seeker = hall.fair.seeker(draft.subject)
        assert isinstance(seeker, Seeker) and draft.personal
        assert set(draft.personal) - {"told"} == {"phone", "city", "postcode"}
        assert seeker.fields["city"] == "Groningen" and len(seeker.conflicts["city"]) > 1
    assert_no_news(take(hall, rewritten(files, moved)))
    assert_no_news(take(hall, files))  # what an older export tells was told before


HEADER = "Cliëntnr;Roepnaam;Achternaam;Geb.datum;Telefoon;Uren per week"


def table(*lines: str) -> bytes:
    return "\n".join([HEADER, *lines]).encode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("7;Kees;Vrieze;14-3-1980;;24", "7;Cornelis;Vrieze;14-3-1980;;24"),
        ("7;C.;Vrieze;;;24", "7;Kees;Vrieze;14-3-1980;;24"),
        ("7;Kees;Vrieze;;;24", "7;C.J.;Vrieze;;06-00001234;24"),
        ("7;Sanne;Vrieze;14-3-1980;;24", "7;Sanne;Hoogveldt;14-3-1980;;24"),
        ("7;Sanne;Vrieze;4-3-1980;;24", "7;Sanne;Vrieze;3-4-1980;;24"),
        (";Sanne;Vrieze;4-3-1980;06-00001234;24", ";Sanne;Vrieze;4-3-1980;06-00004321;24"),
    ],
)
def test_a_newer_row_of_a_register_is_the_same_person(old: str, new: str) -> None:
    hall = Hall()
    take(hall, [("mei.csv", table(old))])
    intake, news = take(hall, [("juni.csv", table("9;Ada;Turfstaal;5-6-1991;;8", new))])
    assert [draft.kind for draft in news] == ["person_registered", "person_edited"]
    assert intake.report["to_review"] == []


@pytest.mark.parametrize(
    "new", ["7;Joris;Vrieze;14-3-1980;;24", "7;Jan;Vrieze;30-11-1952;;24", "8;Jan;Vrieze;14-3-1980;;24"]
)
def test_a_number_that_a_register_gave_to_somebody_else_makes_nobody_the_same_person(new: str) -> None:
    hall = Hall()
    take(hall, [("mei.csv", table("7;Jan;Vrieze;14-3-1980;;24"))])
    _, news = take(hall, [("juni.csv", table(new))])
    assert news[0].kind == "person_registered"


def test_a_name_and_a_birth_date_that_a_register_has_twice_say_not_which_of_the_two_it_is() -> None:
    hall = Hall()
    take(hall, [("mei.csv", table(";Jan;Vrieze;14-3-1980;06-00001234;24", ";Jan;Vrieze;14-3-1980;06-00004321;16"))])
    assert len(list(hall.fair.seekers)) == 5 + 2
    _, news = take(hall, [("juni.csv", table(";Jan;Vrieze;14-3-1980;06-00005678;24"))])
    assert news[0].kind == "person_registered"


def test_one_row_told_twice_in_a_file_stays_two_until_somebody_says_otherwise() -> None:
    hall, twice = Hall(), table(";Jan;Vrieze;;;24", ";Jan;Vrieze;;;24")
    take(hall, [("mei.csv", twice)])
    assert len(list(hall.fair.seekers)) == 5 + 2
    assert_no_news(take(hall, [("juni.csv", twice)]))


def test_two_exports_of_one_register_side_by_side_tell_everybody_once() -> None:
    hall = Hall()
    rows = (";Jan;Vrieze;;06-00001234;24", ";Joris;Vrieze;;06-00001234;24")
    take(hall, [("mei.csv", table(*rows)), ("juni.csv", table(*rows[::-1]))])
    assert len(list(hall.fair.seekers)) == 5 + 2


def test_a_list_that_the_register_did_not_change_is_not_taken_from_what_others_added() -> None:
    """Wishes add up over registers; a newer export that changes the hours alone leaves them as they are."""
    hall = Hall()
    one = "Nr;Naam;Geboren;Mobiel;Gewenst werk;Uren\n1;Jan Vrieze;14-3-1980;06-00001234;{};{}"
    other = "Klantnr;Roepnaam;Achternaam;Geb.datum;Telefoon;Functiewens\n5;Jan;Vrieze;14-3-1980;06-00001234;kok"
    take(hall, [("a.csv", one.format("chauffeur", 24).encode()), ("b.csv", other.encode())])
    [jan] = [seeker for seeker in hall.fair.seekers if seeker.fields.get("last_name") == "Vrieze"]
    wishes = jan.fields["wants"]
    assert {"chauffeur", "kok"} <= set(wishes)
    take(hall, [("a.csv", one.format("chauffeur", 32).encode())])
    jan = hall.fair.seeker(jan.id) or jan
    assert jan.fields["wants"] == wishes and jan.fields["hours_max"] == 32


def test_who_was_erased_is_found_back_by_the_register_s_own_number_and_stays_erased() -> None:
    hall, file = Hall(), [("mei.csv", table("7;Jan;Vrieze;14-3-1980;;24"))]
    _, news = take(hall, file)
    hall.take(hall.node.tell("erased", news[0].subject))
    assert take(hall, file)[1] == ()
    assert not [told for id, told in known(hall.fair, TODAY).told if id == news[0].subject and told.fields]


def test_what_a_row_told_is_personal() -> None:
    hall = Hall()
    rows = [("a.csv", table("7;Jan;Vrieze;14-3-1980;06-00001234;24"))]
    rows += [("b.csv", b"Nr;Naam;Geboren;Mobiel\n5;J. Vrieze;1980-03-14;0600001234")]
    _, news = take(hall, rows)
    assert [draft.kind for draft in news] == ["person_registered", "person_edited"]
    assert news[1].personal and news[1].personal["told"]["first_name"] == "J."
    assert set(news[1].data) == {"source", "fields", "register"}


@pytest.mark.parametrize("verdict", ["one", "two", "later", None])
def test_a_pair_that_somebody_was_asked_about_is_not_asked_about_again(verdict: str | None) -> None:
    """Also where a newer export has another phone number; and who was said to be one is found back as one."""
    hall = Hall()
    lines = ("7;Jan;Vrieze;14-3-1980;06-00001234;24", "8;Jan;Vrieze;;06-00001234;16")
    take(hall, [("mei.csv", table(*lines))])
    [pair] = hall.fair.pairs.values()
    if verdict:
        hall.act("judge_pair", ORGANISER, subject=pair.a, other=pair.b, verdict=verdict)
    count = len(list(hall.fair.seekers))
    assert count == 5 + (1 if verdict == "one" else 2)
    assert_no_news(take(hall, [("mei.csv", table(*lines))]))
    newer = [line.replace("06-00001234", "06-00004321") for line in lines]
    intake, news = take(hall, [("juni.csv", table(*newer))])
    assert {draft.kind for draft in news} == {"person_edited"} and intake.report["to_review"] == []
    assert len(list(hall.fair.seekers)) == count
