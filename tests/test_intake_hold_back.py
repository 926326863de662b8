"""Who does not come any more stays out with the reason; who only says something like it comes in."""

from __future__ import annotations

import pytest
from intake_support import people_file, person, refused, table_file, take

GONE = [
    ("Overleden", "deceased"),
    ("is overleden op 3-4-2026", "deceased"),
    ("† 2026", "deceased"),
    ("verhuisd", "moved"),
    ("Verhuisd naar Groningen.", "moved"),
    ("al aan het werk", "has_work"),
    ("Is inmiddels aan het werk bij een bakker", "has_work"),
    ("geplaatst per 1-5", "has_work"),
    ("heeft werk gevonden", "has_work"),
    ("werkt al", "has_work"),
    ("Uitgestroomd naar werk", "has_work"),
]
STAYS = [
    "partner overleden", "vader is overleden in 2020", "wil verhuizen", "verhuisd van Delft naar Den Haag", "wil aan het werk",
    "nog niet aan het werk", "nog niet geplaatst", "zoekt werk", "was aan het werk als kok", "werkt goed samen", "heeft geen baan",
    "werkt nu 8 uur als vrijwilliger", "deels aan het werk, zoekt meer uren", "heeft veel werk gedaan", "weer aan het werk",
]  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), GONE)
@pytest.mark.parametrize("column", ["Opmerkingen", "Status", "Reden einde", "Vrij veld 2"])
def test_a_row_that_says_so_stays_out_whatever_its_column_is_called(text: str, reason: str, column: str) -> None:
    intake = take(table_file(f"Voornaam;Achternaam;{column}", f"Bo;Bakker;{text}", "An;Bos;"))
    assert refused(intake) == [(2, reason)]
    assert "Bakker" not in repr(intake.people)


@pytest.mark.parametrize("text", STAYS)
def test_a_row_that_says_something_like_it_comes_in(text: str) -> None:
    assert refused(take(table_file("Voornaam;Achternaam;Opmerkingen", f"Bo;Bakker;{text}"))) == []


@pytest.mark.parametrize("text", ["Geplaatst", "Werkend", "Uitstroom werk", "Aan het werk bij de gemeente"])
def test_a_column_on_the_status_says_it_in_one_word(text: str) -> None:
    assert refused(take(table_file("Naam;Geb.datum;Status", f"Bo Bakker;1-1-1980;{text}"))) == [(2, "has_work")]


@pytest.mark.parametrize(
    "text", ["Actief", "Werkzoekend", "In bemiddeling", "In dienst", "Beschikbaar", "aan het werk (parttime)"]
)
def test_other_words_on_the_status_keep_nobody_out(text: str) -> None:
    assert refused(take(table_file("Naam;Geb.datum;Status", f"Bo Bakker;1-1-1980;{text}"))) == []


def test_wanting_to_work_is_no_work() -> None:
    assert refused(take(people_file(person(wil="aan het werk", kan="geplaatste bestellingen klaarzetten")))) == []


def test_a_name_with_the_word_behind_it_is_somebody_who_died() -> None:
    assert refused(take(table_file("Naam;Geb.datum", "Bakker, B. (overleden);1-1-1950"))) == [(2, "deceased")]


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("Nee", True), ("nee, bezwaar", True), ("geweigerd", True), ("niet akkoord", True), ("ingetrokken 1-2", True),
        ("Ja", False), ("12-03-2026", False), ("nog niet gevraagd", False), ("n.v.t.", False), ("", False), ("onbekend", False),
    ],
)  # fmt: skip
def test_consent_is_yes_no_or_unknown(text: str, out: bool) -> None:
    intake = take(table_file("Naam;Geb.datum;Akkoord delen gegevens", f"Bo Bakker;1-1-1980;{text}"))
    assert refused(intake) == ([(2, "no_consent")] if out else [])


def test_a_date_of_consent_is_a_yes_and_not_asked_yet_is_unknown() -> None:
    header = "Naam;Geb.datum;Toestemming"
    people = take(table_file(header, "Bo Bakker;1-1-1980;12-03-2026", "An Bos;1-1-1981;nog te vragen")).people
    assert [one.fields.get("consent") for one in people] == [1, None]


@pytest.mark.parametrize("born", ["1-1-2015", "2012", "00-00-2012"])
def test_nobody_under_sixteen_comes_in_from_another_layout_either(born: str) -> None:
    assert refused(take(table_file("Naam;Geboren", f"Bo Bakker;{born}"))) == [(2, "too_young")]


def test_of_whom_only_the_year_is_known_the_year_is_kept() -> None:
    rows = ["Bo Bakker;00-00-1975", "An Bos;1976", "Cor Dam;mei 1977"]
    assert [one.fields["birth_date"] for one in take(table_file("Naam;Geb.datum", *rows)).people] == [
        "1975",
        "1976",
        "1977",
    ]


@pytest.mark.parametrize(
    ("title", "text", "reason"),
    [
        ("Overleden", "ja", "deceased"), ("Datum overlijden", "03-02-2027", "deceased"), ("Verhuisd", "x", "moved"),
        ("Aan het werk?", "Ja", "has_work"), ("Geplaatst", "1", "has_work"),
    ],
)  # fmt: skip
def test_a_column_that_is_ticked_says_it_as_well(title: str, text: str, reason: str) -> None:
    assert refused(take(table_file(f"Naam;Geboren;{title}", f"Bo Bakker;1-1-1980;{text}"))) == [(2, reason)]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Overleden", "nee"), ("Datum overlijden", "00-00-0000"), ("Datum overlijden", "nvt"), ("Partner overleden", "ja"),
        ("Verhuisd op", "03-02-2019"), ("Aan het werk", "onbekend"), ("Wil aan het werk", "ja"), ("Werkt graag", "ja"),
        ("Betaald werk", "ja"), ("Regulier werk", "x"),
    ],
)  # fmt: skip
def test_a_column_that_is_not_ticked_or_says_something_else_holds_nobody_back(title: str, text: str) -> None:
    assert refused(take(table_file(f"Naam;Geboren;{title}", f"Bo Bakker;1-1-1980;{text}"))) == []
