"""Two ways to write one name are one name, and two names are two; all names are invented."""

from __future__ import annotations

import pytest

from eventapp.intake.merging import Candidate, Pair, pairs

Name = tuple[str, str, str]  # first name, tussenvoegsel, last name


def pair_of(one: Name, other: Name) -> Pair | None:
    """What two rows of two registers are with one birth date and one phone number."""
    rows = [
        Candidate(
            ("row", file, 2),
            {
                "first_name": first,
                "infix": infix,
                "last_name": last,
                "birth_date": "1980-03-14",
                "phone": "06-00001234",
            },
            register=file,
        )
        for file, (first, infix, last) in (("gemeente.csv", one), ("uwv.csv", other))
    ]
    found = pairs(rows)
    return found[0] if found else None


def first_names(one: str, other: str) -> Pair | None:
    return pair_of((one, "", "Hoogveldt"), (other, "", "Hoogveldt"))


def last_names(one: str, other: str) -> Pair | None:
    return pair_of(("Sanne", "", one), ("Sanne", "", other))


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Mohammed", "Mohamad", "name_spelled_differently"),
        ("Mohamed", "Muhammed", "name_spelled_differently"),
        ("Oleksandr", "Alexander", "name_spelled_differently"),
        ("Olena", "Elena", "name_spelled_differently"),
        ("Aleksandra", "Oleksandra", "name_spelled_differently"),
        ("Hussein", "Hüseyin", "name_spelled_differently"),
        ("Youssef", "Yusuf", "name_spelled_differently"),
        ("Khadija", "Hatice", "name_spelled_differently"),
        ("Ijsbrand", "Ysbrand", "name_spelled_differently"),
        ("Thom", "Tom", "name_spelled_differently"),
        ("Karin", "Carin", "name_spelled_differently"),
        ("Kees", "Cornelis", "first_name_short"),
        ("Hans", "Johannes", "first_name_short"),
        ("Mo", "Mohammed", "first_name_short"),
        ("Ineke", "Wilhelmina", "first_name_short"),
        ("Aziz", "Abdelaziz", "first_name_short"),
        ("Kasia", "Katarzyna", "first_name_short"),
        ("Anne", "Anne Marie", "more_first_names"),
        ("Johanna", "Maria Johanna", "more_first_names"),
        ("Sjoerd", "Sjored", "name_nearly_same"),
        ("Wilhelmina", "Wihlemina", "name_nearly_same"),
        ("Kes", "Kees", "name_nearly_same"),
        ("Koos", "Jacbous", "name_nearly_same"),
        ("J.", "Jan", "first_name_initial"),
        ("C.J.", "Kees", "first_name_initial"),
        ("JW", "Jan-Willem", "first_name_initial"),
        ("Joh.", "Johanna", "first_name_initial"),
        ("O.", "Elena", "first_name_initial"),
    ],
)
def test_two_ways_to_write_a_first_name_are_one_person(one: str, other: str, why: str) -> None:
    found = first_names(one, other)
    assert found and found.verdict == "certain" and why in found.why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ZOË", "Zoe"),
        ("Łukasz", "Lukasz"),
        ("Søren", "Soren"),
        ("Олена", "Olena"),
        ("Abdirahman", "Abdi Rahman"),
        ("Jan-Willem", "Jan Willem"),
        ("J.P.M. (Jan)", "Jan"),
        ("Dhr. Jan", "Jan"),
    ],
)
def test_capitals_accents_signs_and_titles_make_no_difference(one: str, other: str) -> None:
    found = first_names(one, other)
    assert found and found.verdict == "certain" and "same_name" in found.why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna", "Anne"),
        ("Anna", "Hanna"),
        ("Tim", "Tom"),
        ("Sem", "Sam"),
        ("Bart", "Bert"),
        ("Samir", "Samira"),
        ("Zerano", "Zerana"),
        ("Daniel", "Daniëlle"),
        ("Oleksandr", "Oleksandra"),
        ("René", "Renée"),
        ("Sara", "Zara"),
        ("Said", "Zaid"),
        ("Mohammed", "Mahmoud"),
        ("Hassan", "Hussein"),
        ("Fatima", "Fatiha"),
        ("Yasin", "Yasmin"),
        ("Amine", "Amina"),
        ("Jan", "Janneke"),
        ("Hans", "Jan"),
        ("Lisa", "Elisa"),
        ("Mike", "Mieke"),
        ("Stijn", "Stien"),
        ("Mohamed Amin", "Mohamed Ali"),
        ("Jan P.", "Jan Karel"),
        ("J.P.", "J.M."),
        ("D.", "Kees"),
    ],
)
def test_two_first_names_are_never_one_person_by_themselves(one: str, other: str) -> None:
    found = first_names(one, other)
    assert found and found.verdict == "probable" and "first_name_differs" in found.why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Sanne", "van der", "Hoogveldt"), ("Sanne", "", "van der Hoogveldt")),
        (("Sanne", "v.d.", "Hoogveldt"), ("Sanne", "", "HOOGVELDT")),
        (("Sanne", "", "Hoogveldt, van der"), ("Sanne", "van der", "Hoogveldt")),
        (("Sanne", "van der", "Hoogveldt"), ("Sanne van der", "", "Hoogveldt")),
        (("Samira", "", "El Hamzaouri"), ("Samira", "", "Elhamzaouri")),
    ],
)
def test_a_tussenvoegsel_may_stand_anywhere(one: Name, other: Name) -> None:
    found = pair_of(one, other)
    assert found and found.verdict == "certain" and "last_name_differs" not in found.why


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Hoogveldt-de Vrieze", "de Vrieze", "double_last_name"),
        ("Hoogveldt-de Vrieze", "Hoogveldt", "double_last_name"),
        ("Hoogveldt - de Vrieze", "de Vrieze-Hoogveldt", "name_spelled_differently"),
        ("Vandenhoogveldt", "Hoogveldt", "double_last_name"),
        ("Yılmazer", "Yilmazer", "same_name"),
        ("Weiß", "Weiss", "same_name"),
        ("Dijkhuijs", "Dykhuys", "name_spelled_differently"),
        ("Janssenhof", "Jansenhof", "name_spelled_differently"),
        ("Claeshof", "Klaashof", "name_spelled_differently"),
        ("Hoogvledt", "Hoogveldt", "name_nearly_same"),
        ("Bs", "Bos", "name_nearly_same"),
    ],
)
def test_two_ways_to_write_a_last_name_are_one_person(one: str, other: str, why: str) -> None:
    found = last_names(one, other)
    assert found and found.verdict == "certain" and why in found.why


def test_first_and_last_name_may_have_changed_places() -> None:
    found = pair_of(("Hoogveldt", "", "Sanne"), ("Sanne", "van der", "Hoogveldt"))
    assert found and found.verdict == "certain" and "names_swapped" in found.why


def test_a_name_of_three_words_may_be_divided_in_two_ways() -> None:
    found = pair_of(("Abdi", "", "Rahman Warfaasan"), ("Abdi Rahman", "", "Warfaasan"))
    assert found and found.verdict == "certain"


@pytest.mark.parametrize(("one", "other"), [("Hoogveldt", "Turfstaal"), ("Bos", "Vos")])
def test_another_last_name_is_for_a_person_to_look_at(one: str, other: str) -> None:
    found = last_names(one, other)
    assert found and found.verdict == "probable" and "last_name_differs" in found.why


def slipped(one: str, other: str) -> list[Candidate]:
    """Two rows of one date and phone, and two more people who are called so."""
    return [
        Candidate(("row", "a", place), {"first_name": first, "last_name": last, "birth_date": born, "phone": phone})
        for place, (first, last, born, phone) in enumerate([
            (one, "Hoogveldt", "1980-03-14", "06-00001234"),
            (other, "Hoogveldt", "1980-03-14", "06-00001234"),
            (one, "Turfstaal", "1991-05-06", "06-00001241"),
            (other, "Oostwegel", "1993-07-08", "06-00001248"),
        ])
    ]  # fmt: skip


def test_a_slip_is_a_name_of_its_own_where_others_have_it_too() -> None:
    """Yonats would be a slip, but two more people here are called so."""
    rows = slipped("Yonas", "Yonats")
    assert [pair.verdict for pair in pairs(rows[:2])] == ["certain"]
    assert [pair.verdict for pair in pairs(rows)] == ["probable"]


@pytest.mark.parametrize(("one", "other"), [("Jaylen", "Jaylon"), ("Jaydon", "Jayton"), ("Yonat", "Yonaz")])
def test_two_names_that_we_do_not_know_may_be_those_of_twins(one: str, other: str) -> None:
    """A slip is a slip of a name that we know; or the two have one mail address, with the name in it."""
    rows = slipped(one, other)[:2]
    assert [pair.verdict for pair in pairs(rows)] == ["probable"]
    mail = {"email": f"{one.lower()}.hoogveldt@example.org"}
    own = [Candidate(row.key, {**row.fields, **mail}) for row in rows]
    assert [pair.verdict for pair in pairs(own)] == ["certain"]
