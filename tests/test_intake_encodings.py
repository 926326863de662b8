"""Text comes in as it was meant: from old encodings, and read wrongly before it came here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_support import people_file, person, table_file, take

from eventapp.intake.encodings import older_encoding
from eventapp.intake.mending import mended

NAMES = ["René", "Zoë", "François", "Müller", "Björn", "Çelik"]


@pytest.mark.parametrize("encoding", ["cp1252", "cp850"])
@pytest.mark.parametrize("name", NAMES)
def test_a_list_from_windows_or_dos_keeps_its_accents(name: str, encoding: str) -> None:
    intake = take(table_file("Voornaam;Achternaam", f"{name};Duinmaker", encoding=encoding))
    assert intake.people[0].fields["first_name"] == name


def test_a_list_from_an_old_mac_keeps_its_accents() -> None:
    intake = take(table_file("Voornaam;Achternaam", *(f"{name};Duin" for name in NAMES), encoding="mac_roman"))
    assert [one.fields["first_name"] for one in intake.people] == NAMES


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("RenÃ©", "René"), ("Ã‡elik", "Çelik"), ("YÄ±lmaz", "Yılmaz"), ("FranÃ§ois", "François"), ("â€™s avonds", "’s avonds"),
        ("Ren├®", "René"), ("RenÃƒÂ©", "René"), ("Ren&eacute;", "René"), ("Bos &amp; Zn", "Bos & Zn"), ("Ã–zkaya", "Özkaya"),
        ("ZoÃ\u00ab", "Zoë"), ("JosÃ© Ã\u0081lvarez", "José Álvarez"),
    ],
)  # fmt: skip
def test_what_was_read_wrongly_is_put_right(text: str, meant: str) -> None:
    assert mended(text) == meant


@pytest.mark.parametrize(
    "text", [*NAMES, "José", "Ångström", "Ñandú", "Yıldız", "МАРІЯ", "مريم", "30 °C", "“zo”", "R&D"]
)
def test_what_was_read_well_is_left_alone(text: str) -> None:
    assert mended(text) == text


@given(st.text(alphabet="abcdeéëïöüçñÇÖÜéâêîôûàèùşğıłžš -'", max_size=20))
def test_anything_that_went_wrong_once_comes_back(text: str) -> None:
    wrong = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())
    assert mended(wrong) == text


@given(st.text(max_size=30))
def test_mending_twice_is_mending_once(text: str) -> None:
    assert mended(mended(text)) == mended(text)


def test_mojibake_in_a_file_is_repaired_and_half_good_files_too() -> None:
    lines = [b"Voornaam;Achternaam", "René;Duinmaker".encode(), "Zoë;Bakker".encode("cp1252")]
    assert [one.fields["first_name"] for one in take(b"\n".join(lines)).people] == ["René", "Zoë"]


def test_a_mark_of_utf8_a_hard_space_and_the_letters_of_a_name_together() -> None:
    data = b"\xef\xbb\xbf" + "Voornaam;Achternaam\nJean\u00a0Luc;van\u00a0der\u00a0Zand\n".encode()
    fields = take(data).people[0].fields
    assert (fields["first_name"], fields["infix"], fields["last_name"]) == ("Jean Luc", "van der", "Zand")


def test_a_bsn_in_web_letters_is_found_all_the_same() -> None:
    assert "111222333" not in repr(take(people_file(person(kan="nr &#49;11222333"))).people)


@pytest.mark.parametrize(
    ("encoding", "names"), [("cp1254", ["Ayşe", "Yılmaz", "Işık"]), ("cp1250", ["Łukasz", "Małgorzata", "Żaneta"])]
)
def test_a_list_from_a_turkish_or_polish_windows_keeps_its_letters(encoding: str, names: list[str]) -> None:
    intake = take(table_file("Voornaam;Achternaam", *(f"{name};Duin" for name in names), encoding=encoding))
    assert [one.fields["first_name"] for one in intake.people] == names


def test_bytes_without_accents_are_windows() -> None:
    assert older_encoding(b"Jan;Piet") == "cp1252"
