"""When two rows surely are one person, when somebody should look, and when there is nothing to see."""

from __future__ import annotations

from typing import Any

import pytest

from eventapp.intake.merging import CODES, Candidate, Pair, pairs

JAN = {
    "first_name": "Jan", "infix": "de", "last_name": "Vrieze", "birth_date": "1980-03-14", "postcode": "3811 KD",
    "phone": "06-00001234", "email": "jan.devrieze@example.org",
}  # fmt: skip
NAMED = {name: JAN[name] for name in ("first_name", "infix", "last_name")}


def row(file: str, fields: dict[str, Any], number: str | None = None, place: int = 2, **changes: Any) -> Candidate:
    known = {name: value for name, value in (fields | changes).items() if value is not None}
    return Candidate(("row", file, place), known, number, file)


def judged(one: dict[str, Any], other: dict[str, Any]) -> Pair | None:
    """Two rows of two registers."""
    found = pairs([row("gemeente.csv", one), row("uwv.csv", other)])
    return found[0] if found else None


def verdict(one: dict[str, Any], other: dict[str, Any]) -> str | None:
    found = judged(one, other)
    return found.verdict if found else None


# What is certain.


@pytest.mark.parametrize("shared", ["phone", "email"])
def test_birth_date_and_phone_or_mail_and_name_are_certain(shared: str) -> None:
    fields = NAMED | {"birth_date": JAN["birth_date"], shared: JAN[shared]}
    assert verdict(fields, fields) == "certain"


@pytest.mark.parametrize(
    "written", ["0600001234", "+31 6 00001234", "+31 (0)6-00001234", "0031600001234", "600001234", "06 00 00 12 34"]
)
def test_a_phone_number_is_one_however_it_is_written(written: str) -> None:
    fields = NAMED | {"birth_date": JAN["birth_date"]}
    assert verdict(fields | {"phone": "06-00001234"}, fields | {"phone": written}) == "certain"


def test_one_of_two_numbers_in_a_cell_is_enough() -> None:
    fields = NAMED | {"birth_date": JAN["birth_date"]}
    assert verdict(fields | {"phone": "06-00001234"}, fields | {"phone": "033-0001011 / 06-00001234"}) == "certain"


def test_capitals_and_the_dots_of_gmail_make_no_other_address() -> None:
    fields = NAMED | {"birth_date": JAN["birth_date"]}
    one, other = "Jan.de.Vrieze+werk@gmail.com", "jandevrieze@googlemail.com"
    assert verdict(fields | {"email": one}, fields | {"email": other}) == "certain"


def test_birth_date_names_and_postcode_are_certain() -> None:
    fields = NAMED | {"birth_date": JAN["birth_date"], "postcode": "3811 KD"}
    assert verdict(fields, fields | {"postcode": "3811KD"}) == "certain"
    assert verdict(fields, fields | {"postcode": "3811"}) == "certain"
    assert verdict(fields, fields | {"postcode": "2525 GD"}) == "probable"
    assert verdict(fields, NAMED | {"birth_date": JAN["birth_date"]}) == "probable"


def test_one_wrong_digit_in_a_phone_number_is_forgiven_to_the_same_name_and_birth_date() -> None:
    other = NAMED | {"birth_date": JAN["birth_date"], "phone": "06-00001334"}
    found = judged(JAN | {"email": "", "postcode": ""}, other)
    assert found and found.verdict == "certain" and "similar_phone" in found.why


def test_the_number_of_the_register_is_certain_in_that_register_only() -> None:
    old, new = row("uwv.csv", NAMED, "U7"), row("uwv.csv", NAMED | {"infix": "van"}, "u7", place=3)
    elsewhere = row("gemeente.csv", NAMED, "U7")
    assert [pair.verdict for pair in pairs([old, new])] == ["certain"]
    assert [pair.verdict for pair in pairs([old, elsewhere])] == ["probable"]


def test_a_number_with_another_name_behind_it_is_asked_about() -> None:
    old, new = row("uwv.csv", NAMED, "U7"), row("uwv.csv", NAMED | {"first_name": "Karel"}, "U7", place=3)
    assert [pair.verdict for pair in pairs([old, new])] == ["probable"]


def test_ones_own_mail_address_is_certain_where_only_the_year_is_known() -> None:
    year = JAN | {"birth_date": "1980", "phone": None}
    assert verdict(JAN, year) == "certain"
    assert verdict(JAN, year | {"postcode": "2525 GD"}) == "probable"  # nothing else agrees
    household = {"email": "familie@devrieze.example"}
    assert verdict(JAN | household, year | household) == "probable"


def test_without_a_birth_date_nothing_is_certain() -> None:
    """A father and a son of one name may share whatever else there is."""
    assert verdict(JAN, JAN | {"birth_date": None}) == "probable"


# Who never is merged by the machine.


def test_twins_are_not_one_person() -> None:
    found = judged(JAN, JAN | {"first_name": "Joris", "email": "joris.devrieze@example.org"})
    assert found and found.verdict == "probable" and "first_name_differs" in found.why


def test_twins_with_one_mail_address_are_not_one_person() -> None:
    assert verdict(JAN, JAN | {"first_name": "Joris"}) == "probable"


@pytest.mark.parametrize("first", ["Jan", "J.", "Joris"])
def test_father_and_son_on_one_phone_are_not_one_person(first: str) -> None:
    father = JAN | {"first_name": first, "birth_date": "1951-11-02", "email": "vrieze1951@example.org"}
    assert verdict(JAN, father) != "certain"
    assert verdict(JAN, father | {"birth_date": None}) == "probable"
    assert verdict(JAN, father | {"birth_date": "1951"}) != "certain"


@pytest.mark.parametrize("born", ["1980-09-27", "1980-11-14", "1980", None, ""])
def test_two_people_of_one_name_and_birth_year_are_not_one_person(born: str | None) -> None:
    assert verdict(JAN, NAMED | {"birth_date": born, "phone": "06-00004321"}) != "certain"


@pytest.mark.parametrize("born", ["1980-09-27", "1980"])
def test_one_name_one_year_and_one_phone_are_for_a_person_to_look_at(born: str) -> None:
    assert verdict(JAN | {"email": None}, JAN | {"email": None, "birth_date": born}) == "probable"


def test_a_couple_with_one_mail_address_is_not_one_person() -> None:
    partner = JAN | {"first_name": "Joke", "birth_date": "1982-07-30"}
    assert verdict(JAN, partner) is None
    assert verdict(JAN, partner | {"birth_date": None}) == "probable"


def test_brothers_who_are_both_registered_on_the_first_of_january_are_not_one_person() -> None:
    one = JAN | {"birth_date": "1990-01-01", "email": None}
    assert verdict(one, one | {"first_name": "J."}) == "probable"
    assert verdict(one, one) == "certain"
    assert verdict(one | {"phone": None}, one | {"phone": None}) == "probable"


def test_a_phone_number_of_a_whole_shelter_proves_nothing() -> None:
    one, other = row("gemeente.csv", JAN | {"email": None, "postcode": None}), row("uwv.csv", JAN | {"email": None})
    names = ("Ada", "Bo", "Coen", "Douwe", "Eef", "Femke")
    others = [row("coa.csv", {"first_name": name, "phone": JAN["phone"]}, place=n) for n, name in enumerate(names)]
    between = {frozenset((pair.a, pair.b)): pair for pair in pairs([one, other, *others])}
    found = between[frozenset((one.key, other.key))]
    assert found.verdict == "probable" and "shared_contact" in found.why


@pytest.mark.parametrize("phone", ["06-00000000", "0000000000", "onbekend", "-"])
def test_a_phone_number_that_is_none_proves_nothing(phone: str) -> None:
    fields = NAMED | {"birth_date": JAN["birth_date"], "phone": phone}
    assert verdict(fields, fields) == "probable"


def test_an_initial_that_fits_both_twins_is_neither() -> None:
    twins = [row("gemeente.csv", JAN), row("gemeente.csv", JAN, place=3, first_name="Joris", email=None)]
    initial = row("uwv.csv", JAN | {"email": None}, first_name="J.")
    with_jan = pairs([twins[0], initial])
    with_both = [pair for pair in pairs([*twins, initial]) if initial.key in (pair.a, pair.b)]
    assert [pair.verdict for pair in with_jan] == ["certain"]
    assert [pair.verdict for pair in with_both] == ["probable", "probable"]
    assert all("could_be_someone_else" in pair.why for pair in with_both)


def test_an_initial_with_a_mail_address_of_somebody_else_is_asked_about() -> None:
    found = judged(JAN, JAN | {"first_name": "J.", "email": "joris.devrieze@example.org"})
    assert found and found.verdict == "probable" and "email_of_another" in found.why


def test_an_initial_with_the_mail_address_of_one_twin_may_still_be_the_other() -> None:
    """Twins who share an address: it does not tell which of the two wrote only an initial."""
    twins = [row("gemeente.csv", JAN), row("gemeente.csv", JAN, place=3, first_name="Joris", email=None)]
    found = pairs([*twins, row("uwv.csv", JAN, first_name="J.")])
    assert len(found) == 3 and {pair.verdict for pair in found} == {"probable"}


def test_a_register_that_has_two_rows_for_a_short_name_has_one_too_many() -> None:
    """Noor and Noureddine may be one, but here both are in the same register: twins."""
    born = {"birth_date": "1992-02-21", "last_name": "Boterhaagh"}
    one = row("gemeente.csv", born | {"first_name": "Noureddine", "phone": "06-00003044"})
    twins = [
        row("sw.csv", born | {"first_name": "Noor", "phone": "06-00003044"}),
        row("sw.csv", born | {"first_name": "Norueddine", "postcode": "3764 DG"}, place=3),
    ]
    assert [pair.verdict for pair in pairs([one, twins[0]])] == ["certain"]
    assert {pair.verdict for pair in pairs([one, *twins])} == {"probable"}


def test_two_rows_of_one_register_need_more_than_an_initial() -> None:
    one, other = row("uwv.csv", JAN, "U1"), row("uwv.csv", JAN | {"first_name": "J."}, "U2", place=3)
    found = pairs([one, other])
    assert [pair.verdict for pair in found] == ["probable"] and "same_register_twice" in found[0].why
    twice = row("uwv.csv", JAN, "U3", place=4)
    assert [pair.verdict for pair in pairs([one, twice])] == ["certain"]


# What a person should look at.


@pytest.mark.parametrize(
    ("born", "why"),
    [
        ("1980-05-04", "birth_date_swapped"),
        ("1980-04-06", "birth_date_nearly_same"),
        ("1990-04-05", "birth_date_nearly_same"),
        ("1980-04-27", "birth_date_partly_same"),
        ("1980", "birth_year_same"),
        (None, "birth_date_missing"),
    ],
)
def test_a_birth_date_that_is_nearly_the_same_is_asked_about(born: str | None, why: str) -> None:
    one = NAMED | {"birth_date": "1980-04-05", "postcode": "3811 KD"}
    found = judged(one, one | {"birth_date": born})
    assert found and found.verdict == "probable" and why in found.why


def test_day_and_month_are_swapped_only_within_one_year() -> None:
    found = judged(JAN | {"birth_date": "1980-04-05"}, JAN | {"birth_date": "1991-05-04"})
    assert found and found.verdict == "probable" and "birth_date_differs" in found.why


def test_one_birth_date_and_one_phone_are_asked_about_whatever_the_names() -> None:
    found = judged(JAN, JAN | {"first_name": "Sjef", "infix": None, "last_name": "Turfstaal"})
    assert found and found.verdict == "probable"
    assert {"first_name_differs", "last_name_differs"} <= set(found.why)


def test_people_with_nothing_but_a_name_in_common_are_asked_about_only_if_no_birth_date_tells_them_apart() -> None:
    assert verdict(NAMED | {"birth_date": "1980-04-05"}, NAMED) == "probable"
    assert verdict(NAMED | {"birth_date": "1980-04-05"}, NAMED | {"birth_date": "1991-12-30"}) is None


def test_strangers_are_nobodys_business() -> None:
    other = {"first_name": "Selma", "last_name": "Turfstaal", "birth_date": "1991-12-30", "phone": "06-00009876"}
    assert verdict(JAN, other) is None
    assert verdict({}, {}) is None


def test_every_reason_is_a_code_that_has_a_sentence() -> None:
    near = JAN | {"first_name": "J.", "last_name": "Vriese-Mulder", "birth_date": "1980-03-15"}
    found = [judged(JAN, near), judged(JAN, JAN | {"first_name": None}), judged(JAN, JAN | {"last_name": "Turf"})]
    assert all(pair and pair.why and set(pair.why) <= set(CODES) for pair in found)


def test_values_of_another_kind_are_unknown() -> None:
    assert verdict(JAN, {"first_name": 7, "last_name": ["x"], "birth_date": 1980, "phone": None}) is None


def test_two_candidates_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="same key"):
        pairs([row("uwv.csv", JAN), row("uwv.csv", NAMED)])
