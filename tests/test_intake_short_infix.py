"""What "v.d." is short for is taken from what the lists say; where they do not say it, it stays as it was written."""

from __future__ import annotations

import pytest
from intake_support import NOTHING_KNOWN, table_file, take

from eventapp.intake import Known, take_in
from eventapp.intake.merging import Candidate

HEADER = "Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum;E-mail"


def infixes(*rows: str) -> list[str]:
    return [entry.fields["infix"] for entry in take(table_file(HEADER, *rows)).people]


@pytest.mark.parametrize(
    ("row", "infix"),
    [
        ("Sanne;v.d.;Heuvel;1-2-1980;", "van den"),
        ("Sanne;v/d;Meer;1-2-1980;", "van der"),
        ("Sanne;vd;Linden-Bos;1-2-1980;", "van der"),
        ("Sanne;v.d.;Velde;1-2-1980;", "v.d."),
        ("Sanne;v.d.;Zonneduin;1-2-1980;", "v.d."),
        ("Sanne;v.d.;Velde;1-2-1980;s.vandevelde@post.example", "van de"),
        ("Sanne;v.d.;Velde;1-2-1980;vandervelde80@post.example", "van der"),
        ("Sanne;v.d.;Berg;1-2-1980;sanne.van-der-berg@post.example", "van der"),
    ],
)
def test_the_mail_address_or_a_surname_of_one_spelling_tells(row: str, infix: str) -> None:
    assert infixes(row) == [infix]


def test_where_somebody_of_the_list_writes_it_otherwise_it_stays_short() -> None:
    assert infixes("Sanne;v.d.;Berg;1-2-1980;", "Bilal;van der;Berg;3-4-1990;") == ["v.d.", "van der"]
    fair = Known(today=NOTHING_KNOWN.today, persons=[Candidate("p1", {"infix": "van der", "last_name": "Berg"}, "1")])
    intake = take_in([("a.csv", table_file(HEADER, "Sanne;v.d.;Berg;1-2-1980;"))], fair)
    assert intake.people[0].fields["infix"] == "v.d."


def test_another_row_of_the_same_person_goes_before_the_usual_way() -> None:
    files = [
        ("a.csv", table_file(HEADER, "Sanne;v.d.;Berg;1-2-1980;sanne@post.example")),
        ("b.csv", table_file(f"{HEADER};Nr", "Sanne;van der;Berg;1-2-1980;sanne@post.example;7")),
    ]
    [person] = take_in(files, NOTHING_KNOWN).people
    assert person.fields["infix"] == "van der"
    assert "van den" not in repr(person)


def test_what_the_row_said_is_remembered_as_it_was_written() -> None:
    [person] = take(table_file(HEADER, "Sanne;v.d.;Heuvel;1-2-1980;")).people
    assert person.rows[0][1]["infix"] == "van den"
    assert person.told[0] is not None and person.told[0].fields["infix"] == "v.d."
